"""Corrupted graphs are reported at the right node, by the pre-check as by the reference; results tell where to look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import loader.shapes
from loader.blocks import Block
from loader.constraints import check_core, rdflib_graph
from loader.precheck import fast_results
from loader.shapes import Shapes, load_shapes
from loader.validation import check_rules, validate_blocks, validate_turtle
from loader.violations import Violation
from loader.vocab import PREFIXES, Vocabulary
from tests.test_shapes import apart, comparable

FOLDER = Path(__file__).parent / "shapes"
GOOD = ("article/valid", "statement/valid", "meeting/valid", "role/valid", "place/valid", "actor/valid")
CONTEXT = (FOLDER / "context.ttl").read_text()
EX = "https://example.org/"
NOWHERE = ox.NamedNode(f"{EX}nowhere")
TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")

FULL = bool(os.environ.get("COMMUNIQUE_TEST_FULL"))

#: Links that may lead anywhere, and types that only other vocabularies ask for.
FREE = {f"{PREFIXES['skos']}exactMatch", f"{PREFIXES['schema']}url"}
OTHERS_TYPES = {f"{PREFIXES['oa']}TextQuoteSelector", f"{PREFIXES['schema']}Event"}

#: What a node may lack; and what may come several times.
OPTIONAL = {
    *(f"{PREFIXES['cq']}{name}" for name in (
        "about", "addressee", "confidence", "conflict", "content", "countryCode", "cue", "date", "dateline", "dateText",
        "earliest", "host", "institution", "latest", "location", "note", "occasion", "onBehalfOf", "ordinal",
        "organOf", "organizer", "participant", "publishers", "sameClaimAs", "series", "speaker", "target", "within",
    )),
    *(f"{PREFIXES['schema']}{name}" for name in ("author", "datePublished", "headline", "inLanguage", "publisher")),
    *(f"{PREFIXES['oa']}{name}" for name in ("prefix", "suffix")),
    f"{PREFIXES['skos']}altLabel",
    *FREE,
}  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes(whole=True)


@dataclass(frozen=True)
class Corruption:
    """A good graph with one thing wrong at ``focus``."""

    name: str
    focus: str
    triples: tuple[ox.Triple, ...]

    @property
    def turtle(self) -> str:
        lines = ox.serialize(self.triples, format=ox.RdfFormat.N_TRIPLES)
        assert lines is not None
        return lines.decode()


def good_graph() -> tuple[ox.Triple, ...]:
    turtle = CONTEXT + "".join(apart(FOLDER / f"{name}.ttl") for name in GOOD)
    return tuple(quad.triple for quad in ox.parse(turtle.encode(), ox.RdfFormat.TURTLE))


def corruptions() -> Iterator[Corruption]:
    """Each triple of the good graph dropped, garbled and contradicted, where that must not pass."""
    good = good_graph()
    for at, triple in enumerate(good):
        rest = (*good[:at], *good[at + 1 :])
        name, focus = f"{triple.predicate} {triple.object} of {triple.subject}", str(triple.subject)
        needed = [other for other in rest if (other.subject, other.predicate) == (triple.subject, triple.predicate)]
        if isinstance(triple.object, ox.NamedNode) and triple.object.value in OTHERS_TYPES:
            continue
        if triple.predicate.value not in OPTIONAL and not needed:
            yield Corruption(f"dropped: {name}", focus, rest)
        if triple.predicate != TYPE and (wrong := garbled(triple)):
            yield Corruption(f"garbled: {name}", focus, (*rest, wrong))
            yield Corruption(f"contradicted: {name}", focus, (*good, wrong))


def garbled(triple: ox.Triple) -> ox.Triple | None:
    """A triple that leads nowhere, or speaks French."""
    if isinstance(triple.object, ox.Literal):
        return ox.Triple(triple.subject, triple.predicate, ox.Literal(triple.object.value, language="fr"))
    return None if triple.predicate.value in FREE else ox.Triple(triple.subject, triple.predicate, NOWHERE)


CORRUPTIONS = list(corruptions())
SAMPLE = CORRUPTIONS if FULL else CORRUPTIONS[::9]


def test_there_are_hundreds_of_corruptions_and_no_fault_before() -> None:
    assert len(CORRUPTIONS) > 300
    assert len(SAMPLE) > 30


def test_the_good_graph_is_good(shapes: Shapes) -> None:
    turtle = Corruption("none", "", good_graph()).turtle
    assert validate_turtle(turtle, shapes) == validate_turtle(turtle, shapes, engine="pyshacl") == ()


def test_every_corruption_is_reported_at_its_node(shapes: Shapes) -> None:
    if shapes.compiled is None:
        pytest.skip("the faster engine is not installed")
    missed = []
    for corruption in CORRUPTIONS:
        store = ox.Store()
        store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in corruption.triples)
        core = fast_results(shapes.compiled.validate_turtle(corruption.turtle))
        found = [*core, *check_rules(store, shapes.rules)]
        if not any(violation.breaks and violation.focus == corruption.focus for violation in found):
            missed.append(corruption.name)
    assert not missed


@pytest.mark.parametrize("corruption", SAMPLE, ids=lambda corruption: corruption.name)
def test_the_reference_reports_it_too_and_engines_agree(corruption: Corruption, shapes: Shapes) -> None:
    graph = rdflib_graph(ox.parse(corruption.turtle.encode(), ox.RdfFormat.N_TRIPLES))
    reference = {comparable(violation) for violation in check_core(graph, shapes)}
    found = validate_turtle(corruption.turtle, shapes)
    assert any(violation.breaks and violation.focus == corruption.focus for violation in found)
    assert {comparable(violation) for violation in found if violation.component != "SPARQL"} == reference
    if shapes.compiled:
        assert {comparable(v) for v in fast_results(shapes.compiled.validate_turtle(corruption.turtle))} == reference


def test_without_the_faster_engine_pyshacl_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = validate_turtle(CORRUPTIONS[7].turtle, load_shapes())
    monkeypatch.setattr(loader.shapes, "fast_engine", lambda: None)
    shapes = replace(load_shapes())  # a copy, with nothing compiled yet
    assert shapes.compiled is None
    assert validate_turtle(CORRUPTIONS[7].turtle, shapes) == expected != ()


def test_a_failing_node_without_iri_is_named_too(shapes: Shapes) -> None:
    turtle = CONTEXT + "[] a cq:Place ; skos:prefLabel 'Nowhere' ."
    found = {comparable(violation) for violation in validate_turtle(turtle, shapes)}
    assert found == {comparable(violation) for violation in validate_turtle(turtle, shapes, engine="pyshacl")}
    assert ("[]", "NodeKind") in {(focus, component) for focus, *_, component, _ in found}


# --- what a violation tells -------------------------------------------------------------------------------------


def report_on(turtle: str, shapes: Shapes) -> tuple[Violation, ...]:
    return validate_turtle(CONTEXT + turtle, shapes)


def test_a_violation_names_its_article_and_sentence(shapes: Shapes) -> None:
    (violation,) = report_on("ex:said cq:act act:Reject .", shapes)
    assert violation.focus == f"<{EX}said>"
    assert violation.path == f"<{PREFIXES['cq']}act>"
    assert violation.article == f"<{EX}article>"
    assert violation.quote == "it rains"


def test_a_violation_of_an_article_names_that_article(shapes: Shapes) -> None:
    (violation,) = report_on("ex:article cq:length 3000 .", shapes)
    assert violation.article == violation.focus == f"<{EX}article>"


def test_results_are_in_one_order_whatever_that_of_the_input(shapes: Shapes) -> None:
    faults = ["ex:said cq:act act:Reject .", "ex:article cq:length 101 .", 'ex:speaker skos:prefLabel "B" .']
    results = report_on("\n".join(faults), shapes)
    assert results == report_on("\n".join(reversed(faults)), shapes)
    assert len(results) == 3
    assert validate_turtle(CONTEXT + "\n".join(faults), shapes, engine="pyshacl") == results


def test_warnings_do_not_break(shapes: Shapes) -> None:
    results = report_on("ex:lost a cq:Place ; skos:prefLabel 'Springfield' .", shapes)
    assert [(violation.severity, violation.breaks) for violation in results] == [("Warning", False)]


@pytest.mark.parametrize(
    "words", ["no\\nbreak", 'a \\"quote\\"', "tab\\there", "Ünïcödé ﷽ 😀", "back\\\\slash", "\\u0001"]
)
def test_engines_write_odd_values_alike(words: str, shapes: Shapes) -> None:
    turtle = CONTEXT + f'ex:place skos:prefLabel "{words}"@fr .'
    graph = rdflib_graph(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE))
    reference = {comparable(violation) for violation in check_core(graph, shapes)}
    assert len(reference) == 2
    if shapes.compiled:
        assert {comparable(v) for v in fast_results(shapes.compiled.validate_turtle(turtle))} == reference


def test_text_that_is_no_turtle_is_refused(shapes: Shapes) -> None:
    with pytest.raises(SyntaxError):
        validate_turtle("<a> <b> .", shapes)


# --- parts of a graph -------------------------------------------------------------------------------------------


def test_known_nodes_are_pointed_at_but_not_reported() -> None:
    shapes, vocabulary = load_shapes(), Vocabulary()
    role = Block("role:r", (("a", ("cq:Role",)), ("cq:holder", ("actor:a",)), ("cq:title", ('"minister"',))))
    actor = Block("actor:a", (("a", ("cq:Person", "cq:Actor")),))
    alone = validate_blocks([role], shapes, vocabulary)
    together = validate_blocks([role], shapes, vocabulary, known=[actor])
    assert {violation.path for violation in alone} - {violation.path for violation in together} == {
        f"<{PREFIXES['cq']}holder>"
    }
    assert {violation.focus for violation in together} == {f"<{vocabulary.expand('role:r')}>"}


def test_what_a_block_adds_to_a_node_elsewhere_is_judged_by_itself() -> None:
    shapes, vocabulary = load_shapes(), Vocabulary()
    good = Block("statement:s", (("cq:sameClaimAs", ("statement:t",)), ("cq:publishers", ("2",))))
    bad = Block("statement:s", (("cq:sameClaimAs", ("statement:t",)), ("cq:publishers", ("0",))))
    assert validate_blocks([good], shapes, vocabulary) == ()
    assert [violation.component for violation in validate_blocks([bad], shapes, vocabulary)] == ["MinInclusive"]
