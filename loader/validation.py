"""Graph and shapes to violations. pySHACL is the reference; where a faster engine is known to agree, that looks first.

Cross-node rules are SPARQL-based constraints, run as queries over the whole graph at once: pySHACL needs 8-20 ms
for every node of each, the embedded store 0.05-0.5 ms for all.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox
import rdflib
from pyshacl.graph_abstraction import DataGraph
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator
from rdflib import SH
from rdflib.term import Node

from loader.shapes import Rule, Shapes
from loader.vocab import PREFIXES, Vocabulary

if TYPE_CHECKING:  # validating a file needs no spaCy
    from loader.triples import Block

Severity = Literal["Violation", "Warning", "Info"]

#: Which engine checks core constraints: ``auto`` lets the faster one accept, ``pyshacl`` never does.
EngineName = Literal["auto", "pyshacl"]

_QUOTE = 120  # characters of evidence shown with a violation
_CQ, _OA = PREFIXES["cq"], PREFIXES["oa"]
_REPORTED_IN, _EVIDENCE = ox.NamedNode(f"{_CQ}reportedIn"), ox.NamedNode(f"{_CQ}evidence")
_ARTICLE, _TYPE = ox.NamedNode(f"{_CQ}Article"), ox.NamedNode(f"{PREFIXES['rdf']}type")
_START, _EXACT = ox.NamedNode(f"{_OA}start"), ox.NamedNode(f"{_OA}exact")
_STRING = f"{PREFIXES['xsd']}string"


@dataclass(frozen=True)
class Violation:
    """One validation result, of any severity. Terms are written as in N-Triples.

    ``article`` and ``quote`` say where to look: the article that the focus node is reported in, and the words
    that are its evidence.
    """

    focus: str
    path: str | None
    value: str | None
    severity: Severity
    message: str
    shape: str
    component: str
    article: str | None = None
    quote: str | None = None

    @property
    def breaks(self) -> bool:
        """Whether it is a Violation in SHACL's sense, and not a Warning or Info."""
        return self.severity == "Violation"


def every(_: Violation) -> bool:
    """Whether a violation matters: it does."""
    return True


def validate_turtle(
    turtle: str, shapes: Shapes, *, engine: EngineName = "auto", matters: Callable[[Violation], bool] = every
) -> tuple[Violation, ...]:
    """Validate a graph given as Turtle; report the violations that matter.

    Raises:
        SyntaxError: it is not Turtle.
    """
    store = ox.Store()
    store.load(turtle.encode(), ox.RdfFormat.TURTLE)
    report = shapes.compiled.validate_turtle(turtle) if engine == "auto" and shapes.compiled else None
    core = check_after(
        report, lambda: rdflib_graph(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE)), shapes, matters=matters
    )
    return in_order(filter(matters, (*core, *check_rules(store, shapes.rules))), store)


def validate_blocks(
    blocks: Iterable[Block],
    shapes: Shapes,
    vocabulary: Vocabulary,
    *,
    known: Iterable[Block] = (),
    engine: EngineName = "auto",
) -> tuple[Violation, ...]:
    """Validate a part of a graph, such as that of one article.

    ``known`` are blocks of other parts that it points at, such as its actors; at the least they give their types.
    What is wrong with those alone is not reported. A block without a type adds to a node that stands elsewhere: what
    it lacks is not held against it.
    """
    ours = tuple(blocks)
    subjects = {f"<{vocabulary.expand(block.subject)}>" for block in ours}
    whole = {f"<{vocabulary.expand(block.subject)}>" for block in ours if _has_type(block)}

    def matters(violation: Violation) -> bool:
        return violation.focus in subjects and (violation.focus in whole or not _is_lack(violation))

    return validate_turtle(as_turtle((*ours, *known), vocabulary), shapes, engine=engine, matters=matters)


def _has_type(block: Block) -> bool:
    return any(predicate == "a" for predicate, _ in block.properties)


def _is_lack(violation: Violation) -> bool:
    return violation.path is None or violation.component == "MinCount"


def as_turtle(blocks: Sequence[Block], vocabulary: Vocabulary) -> str:
    """Blocks as Turtle for a parser, not for people."""
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in vocabulary.prefixes.items()]
    for block in blocks:
        parts = (f"{predicate} {', '.join(objects)}" for predicate, objects in block.properties)
        lines.append(f"{block.subject} {' ; '.join(parts)} .")
    return "\n".join(lines)


# --- core constraints -------------------------------------------------------------------------------------------


def check_after(
    report: Any | None,
    graph: Callable[[], rdflib.Graph],
    shapes: Shapes,
    *,
    matters: Callable[[Violation], bool] = every,
) -> list[Violation]:
    """The results of core constraints. What a faster engine rejects in its ``report`` is left to pySHACL to name.

    Without a report pySHACL does it all.
    """
    if report is None:
        return list(check_core(graph(), shapes))
    found = [violation for violation in fast_results(report) if matters(violation)]
    rejected: dict[str, list[str]] = {}
    for violation in found:
        if violation.breaks:
            rejected.setdefault(violation.shape, []).append(violation.focus)
    if not rejected:
        return found
    if any(not focus.startswith("<") for nodes in rejected.values() for focus in nodes):
        return list(check_core(graph(), shapes))  # pySHACL can be asked about nodes with IRIs only
    named = check_core(graph(), shapes, only=rejected)
    return [*(v for v in found if v.focus not in rejected.get(v.shape, ())), *named]


def fast_results(report: Any) -> Iterator[Violation]:
    """The results of the ``shacl`` engine."""
    for result in report.results:
        yield Violation(
            result.focus_node,
            result.path,
            result.value,
            result.severity,
            result.message or "",
            (result.root_shape or result.source_shape or "").strip("<>"),
            result.component.removesuffix("ConstraintComponent"),
        )


def check_core(
    graph: rdflib.Graph, shapes: Shapes, *, only: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Violation]:
    """The results of pySHACL, in no order. It is called as it is quickest: no inference, no copy, shapes kept.

    With ``only``, just these shapes are applied, each to these nodes.
    """
    if only is None:
        yield from _run(graph, shapes, shapes.flat, {})
        return
    for shape, nodes in only.items():
        focus_nodes = [node[1:-1] for node in dict.fromkeys(nodes)]
        yield from _run(graph, shapes, shapes.prepared, {"use_shapes": [shape], "focus_nodes": focus_nodes})


def _run(graph: rdflib.Graph, shapes: Shapes, prepared: ShapesGraph, options: Mapping[str, Any]) -> Iterator[Violation]:
    settings = {"logger": prepared.logger, "inplace": True, **options}
    validator = Validator(DataGraph.from_rdflib(graph), shacl_graph=prepared.graph, options=settings)
    validator.shacl_graph = prepared
    _, report, _ = validator.run()  # type: ignore[no-untyped-call]
    for result in report.objects(None, SH.result):
        yield _reported(report, result, shapes)


def _reported(report: rdflib.Graph, result: Node, shapes: Shapes) -> Violation:
    def term(predicate: Node) -> str | None:
        value = report.value(result, predicate)
        return None if value is None else _ntriples(value)

    source = report.value(result, SH.sourceShape)
    messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
    severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
    component = str(report.value(result, SH.sourceConstraintComponent))
    return Violation(
        term(SH.focusNode) or "",
        term(SH.resultPath),
        term(SH.value),
        severity if severity in ("Warning", "Info") else "Violation",  # type: ignore[arg-type]
        messages[0] if messages else "",
        shapes.owners.get(source, str(source)) if source else "",
        component.removeprefix(str(SH)).removesuffix("ConstraintComponent"),
    )


def _ntriples(term: Node) -> str:
    if isinstance(term, rdflib.Literal):
        if term.language:
            return str(ox.Literal(str(term), language=term.language))
        return str(ox.Literal(str(term), datatype=ox.NamedNode(term.datatype) if term.datatype else None))
    return f"_:{term}" if isinstance(term, rdflib.BNode) else f"<{term}>"


def rdflib_graph(quads: Iterable[ox.Quad | ox.Triple]) -> rdflib.Graph:
    """Triples as an rdflib graph, graph names left out and literals as they were written.

    What is said of triple terms (RDF 1.2) is left out: neither rdflib nor SHACL knows them.
    """
    graph = rdflib.Graph()
    with _quiet("rdflib.term"):  # it logs a traceback for every ill-typed date, and shapes are here to say so
        for quad in quads:
            if not isinstance(quad.object, ox.Triple):
                graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: Any) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    # rdflib takes "x"^^xsd:string and "x" for two values; RDF does not.
    plain = term.language or term.datatype.value == _STRING
    datatype = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


# --- rules ------------------------------------------------------------------------------------------------------


def check_rules(store: ox.Store, rules: Iterable[Rule]) -> Iterator[Violation]:
    """The rows of every rule's query over the default graph of a store."""
    for rule in rules:
        rows = store.query(rule.query)
        assert isinstance(rows, ox.QuerySolutions), "rules are SELECT queries"
        for this, path, *value in rows:
            yield Violation(
                str(this),
                str(path) if path is not None else None,
                str(value[0]) if value and value[0] is not None else None,
                rule.severity,  # type: ignore[arg-type]
                rule.message,
                rule.shape,
                "SPARQL",
            )


# --- order and place --------------------------------------------------------------------------------------------


def in_order(violations: Iterable[Violation], store: ox.Store) -> tuple[Violation, ...]:
    """Each violation once, with its article and words, sorted by article and node."""
    placed = {_placed(violation, store) for violation in violations}
    return tuple(sorted(placed, key=_key))


def _key(violation: Violation) -> tuple[str, ...]:
    v = violation
    fields = (v.article, v.focus, v.path, v.value, v.shape, v.component, v.message, v.severity)
    return tuple(field or "" for field in fields)


def _placed(violation: Violation, store: ox.Store) -> Violation:
    """A violation with the article that its node is reported in, and the words that are its evidence."""
    if not violation.focus.startswith("<"):
        return violation
    node = ox.NamedNode(violation.focus[1:-1])
    if ox.Quad(node, _TYPE, _ARTICLE) in store:
        return replace(violation, article=violation.focus)
    articles = sorted(str(quad.object) for quad in store.quads_for_pattern(node, _REPORTED_IN, None))
    return replace(violation, article=articles[0] if articles else None, quote=_quoted(node, store))


def _quoted(node: ox.NamedNode, store: ox.Store) -> str | None:
    """The longest evidence, which is that of the content where cue and source have some of their own."""
    evidence = [quad.object for quad in store.quads_for_pattern(node, _EVIDENCE, None)]
    found = [_start_and_words(part, store) for part in (*evidence, node) if isinstance(part, ox.NamedNode)]
    _, words = min(found, key=lambda part: (-len(part[1]), part[0]))
    if not words:
        return None
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE - 1]}…"


def _start_and_words(evidence: ox.NamedNode, store: ox.Store) -> tuple[int, str]:
    start, words = (_value(evidence, predicate, store) for predicate in (_START, _EXACT))
    return int(start) if start.isdecimal() else 0, words


def _value(node: ox.NamedNode, predicate: ox.NamedNode, store: ox.Store) -> str:
    values = (quad.object for quad in store.quads_for_pattern(node, predicate, None))
    return min((value.value for value in values if isinstance(value, ox.Literal)), default="")
