"""Core constraints, checked by pySHACL, the reference."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib import SH
from rdflib.term import Node

from loader.shapes import Shapes
from loader.violations import Violation
from loader.vocab import PREFIXES

if TYPE_CHECKING:
    from pyshacl.shapes_graph import ShapesGraph

_STRING = f"{PREFIXES['xsd']}string"


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
    from pyshacl.graph_abstraction import DataGraph  # noqa: PLC0415  slow to load, and most builds never need it
    from pyshacl.validator import Validator  # noqa: PLC0415

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
