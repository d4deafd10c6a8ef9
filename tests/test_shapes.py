"""Every shape against data that meets it and data that does not; shapes against the ontology and SHACL itself.

``tests/shapes/CLASS/valid.ttl`` must pass. ``invalid-REASON.ttl`` must give exactly the results in its ``#!`` lines:
focus node, path, severity, constraint. Both are read together with ``context.ttl``, which they point at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH, SKOS
from rdflib.collection import Collection

from loader.constraints import check_core, rdflib_graph
from loader.precheck import fast_results
from loader.resources import resource_dir
from loader.shapes import Rule, Shapes, ShapesError, check_shapes, load_shapes
from loader.validation import validate_turtle
from loader.violations import Violation
from loader.vocab import PREFIXES, ROOT, SCHEMES

FOLDER = Path(__file__).parent / "shapes"
CASES = sorted(FOLDER.glob("*/*.ttl"))
CONTEXT = (FOLDER / "context.ttl").read_text()
NAMESPACES = {**PREFIXES, "ex": "https://example.org/"}

# What is said of a shape, but constrains nothing by itself.
DESCRIPTIVE = {RDF.type, RDF.first, RDF.rest, SH.path, SH.message, SH.severity, SH.property, SH.targetClass}
DESCRIPTIVE |= {SH.targetSubjectsOf}


def case_name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def graph_of(path: Path) -> str:
    return CONTEXT + path.read_text()


def expectations(path: Path) -> set[tuple[str, ...]]:
    return {tuple(line.split()[1:]) for line in path.read_text().splitlines() if line.startswith("#!")}


def short(term: str | None) -> str:
    """A term as the ``#!`` lines write it."""
    if term is None:
        return "-"
    if term.startswith("_:"):
        return "[]"
    return next((f"{p}:{term[len(ns) + 1 : -1]}" for p, ns in NAMESPACES.items() if term.startswith(f"<{ns}")), term)


def result_of(violation: Violation) -> tuple[str, ...]:
    return short(violation.focus), short(violation.path), violation.severity, violation.component


def comparable(violation: Violation) -> tuple[str | None, ...]:
    """All that engines must agree on; the labels of blank nodes are their own affair."""
    v = violation
    value = "[]" if v.value and v.value.startswith("_:") else v.value
    return short(v.focus), v.path, value, v.severity, v.shape, v.component, v.message


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes(whole=True)


@cache
def ontology() -> rdflib.Graph:
    return sum((rdflib.Graph().parse(path) for path in resource_dir("ontology").glob("[!g]*.ttl")), rdflib.Graph())


@cache
def all_shapes() -> rdflib.Graph:
    files = [*resource_dir("shapes").glob("*.ttl"), *(resource_dir("shapes") / "graph").glob("*.ttl")]
    return sum((rdflib.Graph().parse(path) for path in files), rdflib.Graph())


# --- data that is valid, and data that is not -------------------------------------------------------------------


def test_the_context_is_valid(shapes: Shapes) -> None:
    assert validate_turtle(CONTEXT, shapes, engine="pyshacl") == ()


@pytest.mark.parametrize("path", CASES, ids=case_name)
def test_data_gets_the_results_it_expects(path: Path, shapes: Shapes) -> None:
    found = validate_turtle(graph_of(path), shapes, engine="pyshacl")
    assert {result_of(violation) for violation in found} == expectations(path)
    assert path.stem.startswith("invalid") == bool(found)


def test_every_folder_has_valid_and_invalid_data() -> None:
    names = {path.stem for path in resource_dir("shapes").rglob("*.ttl") if path.parent.name != "gazetteer"}
    folders = {folder.name for folder in FOLDER.iterdir() if folder.is_dir()}
    assert folders == names - {"fused"} | {"graph"}
    for folder in folders:
        stems = [path.stem for path in (FOLDER / folder).glob("*.ttl")]
        assert "valid" in stems
        assert any(stem.startswith("invalid") for stem in stems)


# --- the pre-check is no laxer and no stricter than the reference -----------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=case_name)
def test_engines_agree(path: Path, shapes: Shapes) -> None:
    if shapes.compiled is None:
        pytest.skip("the faster engine is not installed")
    turtle = graph_of(path)
    fast = {comparable(violation) for violation in fast_results(shapes.compiled.validate_turtle(turtle))}
    graph = rdflib_graph(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE))
    assert fast == {comparable(violation) for violation in check_core(graph, shapes)}


@pytest.mark.skipif(not os.environ.get("COMMUNIQUE_TEST_FULL"), reason="9 s: pySHACL asks each query for each node")
def test_rules_say_what_pyshacl_makes_of_them(shapes: Shapes) -> None:
    """The rules are standard SPARQL-based constraints: run node by node by pySHACL they find the same."""
    sparql = rdflib.Graph()
    for triple in all_shapes():
        sparql.add(triple)
    sparql -= shapes.core
    paths = [path for path in CASES if path.parent.name in ("rules", "graph")]
    for path in paths:
        turtle = graph_of(path)
        ours = [v for v in validate_turtle(turtle, shapes, engine="pyshacl") if v.component == "SPARQL"]
        graph = rdflib_graph(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE))
        theirs = list(check_core(graph, Shapes(sparql.serialize(format="nt"))))
        columns = {(short(v.focus), v.path, v.severity, v.shape, v.message) for v in theirs}
        assert {(short(v.focus), v.path, v.severity, v.shape, v.message) for v in ours} == columns, path


# --- each constraint and each target is exercised ---------------------------------------------------------------


def mutants(core: rdflib.Graph) -> list[tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]]:
    """The triples whose loss makes a shape laxer; what stands inside sh:or, sh:not or a list counts as one."""
    inner = {
        part for union in (SH["or"], SH["not"]) for node in core.objects(None, union) for part in members(core, node)
    }
    lists = set(core.subjects(RDF.first))
    described = DESCRIPTIVE - {SH.targetClass, SH.targetSubjectsOf}
    return sorted(triple for triple in core if triple[0] not in inner | lists and triple[1] not in described)


def members(core: rdflib.Graph, node: rdflib.term.Node) -> list[rdflib.term.Node]:
    return list(Collection(core, node)) or [node]


def test_every_constraint_is_broken_by_some_data() -> None:
    """Without any one of its constraints or targets the shapes would miss something that they report."""
    engine = pytest.importorskip("shacl")
    turtle = CONTEXT + "".join(apart(path) for path in CASES if path.parent.name not in ("rules", "graph"))
    core = Shapes(load_shapes(whole=True).text).core  # a graph of its own, to take triples out of

    def count() -> int:
        compiled = engine.Shapes.from_text(core.serialize(format="nt"), format="ntriples")
        return len(compiled.validate_turtle(turtle))

    full, unnoticed = count(), []
    for triple in mutants(core):
        core.remove(triple)
        if count() == full:
            unnoticed.append(triple)
        core.add(triple)
    assert not unnoticed


def apart(path: Path) -> str:
    """The data of a file, its own nodes renamed so that files do not meet."""
    turtle = path.read_text()
    for name in re.findall(r"^ex:([\w-]+)", turtle, re.MULTILINE):
        turtle = re.sub(rf"\bex:{name}(?![\w-])", f"ex:{path.parent.name}-{path.stem}-{name}", turtle)
    return turtle


def test_every_rule_is_broken_by_some_data(shapes: Shapes) -> None:
    broken = {v.shape for path in CASES for v in validate_turtle(graph_of(path), shapes) if v.component == "SPARQL"}
    assert broken == {rule.shape for rule in shapes.rules}


def laxer(query: str) -> Iterator[str]:
    """A rule's query without one of its filters."""
    for found in re.finditer(r"(FILTER(?: NOT)?(?: EXISTS)?|HAVING) ?[({]", query):
        end, depth = found.end(), 1
        while depth:
            depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(query[end], 0)
            end += 1
        yield query[: found.start()] + query[end:]


@cache
def case_stores() -> tuple[ox.Store, ...]:
    stores = []
    for path in CASES:
        store = ox.Store()
        store.load(graph_of(path).encode(), ox.RdfFormat.TURTLE)
        stores.append(store)
    return tuple(stores)


@pytest.mark.parametrize("rule", load_shapes(whole=True).rules, ids=lambda rule: rule.shape.partition("#")[2])
def test_every_filter_of_a_rule_counts(rule: Rule) -> None:
    """Without any one of its filters a rule would find something else in some of the data."""

    def rows(query: str) -> list[set[str]]:
        return [{str(row["this"]) for row in store.query(query)} for store in case_stores()]  # type: ignore[union-attr]

    unnoticed = [query for query in laxer(rule.query) if rows(query) == rows(rule.query)]
    assert unnoticed == []


# --- shapes against the ontology, SHACL, and readers ------------------------------------------------------------


def test_the_shapes_are_valid_shacl() -> None:
    check_shapes(Shapes(all_shapes().serialize(format="nt")))


def test_shapes_speak_of_known_terms_only() -> None:
    graph, known = all_shapes(), set(ontology().subjects())
    used = {
        term for p in (SH.path, SH["class"], SH.targetClass, SH.targetSubjectsOf) for term in graph.objects(None, p)
    }
    assert not used - known - {RDF.type}


def test_queries_of_rules_speak_of_known_terms_only(shapes: Shapes) -> None:
    known = {str(term) for term in ontology().subjects()}
    for rule in shapes.rules:
        body = rule.query[rule.query.index("SELECT") :]
        used = {PREFIXES[p] + local for p, local in re.findall(r"\b(cq|oa|schema|status):(\w+)", body)}
        assert used <= known, (rule.shape, used - known)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shapes_list_the_concepts_of_each_scheme(scheme: str) -> None:
    concepts = set(ontology().subjects(SKOS.inScheme, rdflib.URIRef(f"{ROOT}{scheme}/")))
    shapes, path = all_shapes(), rdflib.URIRef(f"{PREFIXES['cq']}{scheme}")
    lists = [node for shape in shapes.subjects(SH.path, path) for node in shapes.objects(shape, SH["in"])]
    assert {concept for node in lists for concept in Collection(shapes, node)} == concepts
    assert any(set(Collection(shapes, node)) == concepts for node in lists)


def test_every_constraint_advises_in_a_sentence() -> None:
    graph = all_shapes()
    constraining = set(graph.objects(None, SH.property)) | set(graph.objects(None, SH.sparql))
    for node in constraining | {
        s for s in graph.subjects(RDF.type, SH.NodeShape) if set(graph.predicates(s)) - DESCRIPTIVE
    }:
        if (node, SH.sparql, None) in graph:
            continue
        (message,) = graph.objects(node, SH.message)
        assert re.fullmatch(r"[A-Z].{20,}[.]", str(message)), message


# --- shapes that are none ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turtle", "complaint"),
    [
        ("this is not Turtle", "cannot be read as Turtle"),
        ("<https://example.org/a> a <https://example.org/B> .", "no shape in it has a target"),
        (
            "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> ."
            'ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount "one" ] .',
            "not valid SHACL",
        ),
    ],
)
def test_what_is_not_shacl_is_refused(turtle: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(turtle)
    with pytest.raises(ShapesError, match=complaint):
        load_shapes(path)


def test_missing_shapes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match="no Turtle file"):
        load_shapes(tmp_path)
    with pytest.raises(ShapesError, match="no such shapes"):
        load_shapes(tmp_path / "nowhere")


def test_shapes_of_ones_own_are_left_to_the_reference(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> ."
        "ex:S a sh:NodeShape ; sh:targetClass ex:C ;"
        "  sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:severity sh:Info ] ."
    )
    shapes = load_shapes(path)
    assert shapes.compiled is None
    (violation,) = validate_turtle("<https://example.org/c> a <https://example.org/C> .", shapes)
    assert (violation.focus, violation.severity) == ("<https://example.org/c>", "Info")
