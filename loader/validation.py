"""Graph and shapes to violations. pySHACL is the reference; a faster engine looks first, where the two are known to agree.

Cross-node rules are SPARQL-based constraints, run as queries over the whole graph at once: pySHACL needs 8-20 ms
for every node of each, the embedded store 0.05-0.5 ms for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import pyoxigraph
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Store
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator
from rdflib import SH

from loader.shapes import Rule, Shapes
from loader.vocab import PREFIXES

Severity = Literal["Violation", "Warning", "Info"]

#: Which engine checks core constraints: ``auto`` lets the faster one accept, ``pyshacl`` never does.
EngineName = Literal["auto", "pyshacl"]

_QUOTE = 120  # characters of evidence shown with a violation
_CQ, _OA = PREFIXES["cq"], PREFIXES["oa"]
_REPORTED_IN, _EVIDENCE = NamedNode(f"{_CQ}reportedIn"), NamedNode(f"{_CQ}evidence")
_ARTICLE, _TYPE = NamedNode(f"{_CQ}Article"), NamedNode(f"{PREFIXES['rdf']}type")
_START, _EXACT = NamedNode(f"{_OA}start"), NamedNode(f"{_OA}exact")


@dataclass(frozen=True)
class Violation:
    """One validation result, of any severity. Terms are written as in N-Triples.

    ``article`` and ``quote`` say where to look: the article that the focus node is reported in, and its first words
    of evidence.
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


def validate_turtle(turtle: str, shapes: Shapes, *, engine: EngineName = "auto") -> tuple[Violation, ...]:
    """Validate a graph given as Turtle, such as the graph of one article with the actors and places it names.

    Raises:
        SyntaxError: it is not Turtle.
    """
    store = Store()
    store.load(turtle.encode(), RdfFormat.TURTLE)
    core = _precheck(shapes.compiled.validate_turtle(turtle)) if engine == "auto" and shapes.compiled else None
    if core is None:
        core = list(check_core(rdflib.Graph().parse(data=turtle, format="turtle"), shapes))
    return in_order(core + list(check_rules(store, shapes.rules)), store)


def _precheck(report: Any) -> list[Violation] | None:
    """What a faster engine found, unless it found a Violation: those are left to the reference to name."""
    found = list(fast_results(report))
    return None if any(violation.breaks for violation in found) else found


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


def check_core(graph: rdflib.Graph, shapes: Shapes) -> Iterator[Violation]:
    """The results of pySHACL, in no order. It is called as it is quickest: no inference, no copy, shapes kept."""
    options = {"logger": shapes.prepared.logger, "inplace": True}
    validator = Validator(DataGraph.from_rdflib(graph), shacl_graph=shapes.core, options=options)
    validator.shacl_graph = shapes.prepared
    _, report, _ = validator.run()
    for result in report.objects(None, SH.result):
        yield _reported(report, result, shapes)


def _reported(report: rdflib.Graph, result: rdflib.term.Node, shapes: Shapes) -> Violation:
    def term(predicate: rdflib.URIRef) -> str | None:
        value = report.value(result, predicate)
        return value.n3() if value is not None else None

    source = report.value(result, SH.sourceShape)
    assert source is not None, "every result names its shape"
    messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
    severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
    component = str(report.value(result, SH.sourceConstraintComponent))
    return Violation(
        term(SH.focusNode) or "",
        term(SH.resultPath),
        term(SH.value),
        severity if severity in ("Warning", "Info") else "Violation",  # type: ignore[arg-type]
        messages[0] if messages else "",
        shapes.owners.get(source, str(source)),
        component.removeprefix(str(SH)).removesuffix("ConstraintComponent"),
    )


def check_rules(store: Store, rules: Iterable[Rule]) -> Iterator[Violation]:
    """The rows of every rule's query over the default graph of a store."""
    for rule in rules:
        for row in store.query(rule.query):
            this, path, *value = row
            yield Violation(
                str(this),
                str(path) if path is not None else None,
                str(value[0]) if value and value[0] is not None else None,
                rule.severity,  # type: ignore[arg-type]
                rule.message,
                rule.shape,
                "SPARQL",
            )


def in_order(violations: Iterable[Violation], store: Store) -> tuple[Violation, ...]:
    """Each violation once, with its article and words, sorted by article and node."""
    placed = {replace(v, **_whereabouts(v.focus, store)) for v in violations}
    return tuple(sorted(placed, key=_key))


def _key(violation: Violation) -> tuple[str, ...]:
    v = violation
    fields = (v.article, v.focus, v.path, v.value, v.shape, v.component, v.message, v.severity)
    return tuple(field or "" for field in fields)


def _whereabouts(focus: str, store: Store) -> dict[str, str | None]:
    """The article that a node is reported in, and the words that are its first evidence."""
    if not focus.startswith("<"):
        return {}
    node = NamedNode(focus[1:-1])
    if _has(store, node, _TYPE, _ARTICLE):
        return {"article": focus}
    articles = sorted(str(quad.object) for quad in store.quads_for_pattern(node, _REPORTED_IN, None))
    return {"article": articles[0] if articles else None, "quote": _quoted(node, store)}


def _quoted(node: NamedNode, store: Store) -> str | None:
    evidence = [quad.object for quad in store.quads_for_pattern(node, _EVIDENCE, None)]
    found = sorted(_start_and_words(part, store) for part in (*evidence, node) if isinstance(part, NamedNode))
    words = next((words for _, words in found if words), None)
    return words if words is None or len(words) <= _QUOTE else f"{words[: _QUOTE - 1]}…"


def _start_and_words(evidence: NamedNode, store: Store) -> tuple[int, str]:
    start = next((q.object.value for q in store.quads_for_pattern(evidence, _START, None)), "")
    words = next((q.object.value for q in store.quads_for_pattern(evidence, _EXACT, None)), "")
    return int(start) if start.isdecimal() else 0, words


def _has(store: Store, subject: NamedNode, predicate: NamedNode, value: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(subject, predicate, value)), None) is not None
