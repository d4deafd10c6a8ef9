"""Core constraints, checked by pySHACL, the reference."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib import SH
from rdflib.term import Node

from loader.indexed_graph import IndexedGraph
from loader.shapes import Shapes
from loader.violations import Violation
from loader.vocab import PREFIXES

_STRING = f"{PREFIXES['xsd']}string"


def check_core(
    graph: rdflib.Graph,
    shapes: Shapes,
    *,
    nodes: Collection[str] = (),
    only: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Violation]:
    """The results of pySHACL, in no order. It is called as it is quickest: no inference, no copy, shapes kept.

    With ``nodes``, just these are looked at. With ``only``, just these shapes are applied, each to these nodes.
    """
    from pyshacl.graph_abstraction import DataGraph  # noqa: PLC0415  slow to load, and most builds never need it
    from pyshacl.pytypes import SHACLExecutor  # noqa: PLC0415

    data = DataGraph.from_rdflib(graph)
    pairs = _targets(data, shapes, _iris(nodes)) if only is None else _given(shapes, only)
    for shape, focus in pairs:
        # What pySHACL's own run() does, but for the report: as text and as a graph it takes as long as the checks.
        _, results = shape.validate(SHACLExecutor(), data, focus=focus) if focus else (True, ())
        for _, _, triples in results:
            yield _reported(triples, shapes)


def _targets(data: Any, shapes: Shapes, wanted: Set[Node]) -> Iterator[tuple[Any, list[Node]]]:
    """All shapes with targets, each with those of its nodes that are wanted, or all of them if none is."""
    for shape in shapes.flat.shapes:
        targets = shape.focus_nodes(data)
        yield shape, list(targets & wanted if wanted else targets)


def _given(shapes: Shapes, only: Mapping[str, Sequence[str]]) -> Iterator[tuple[Any, list[Node]]]:
    for shape in shapes.prepared.shapes_from_uris(list(map(rdflib.URIRef, only))):
        yield shape, list(_iris(only[str(shape.node)]))


def _iris(terms: Iterable[str]) -> Set[Node]:
    return {rdflib.URIRef(term[1:-1]): None for term in terms}.keys()


def _reported(triples: Iterable[tuple[Node, Node, Any]], shapes: Shapes) -> Violation:
    """A result from its triples, in which a node comes with the graph that it is from."""
    told: dict[Node, list[Node]] = {}
    for _, predicate, value in triples:
        told.setdefault(predicate, []).append(value[1] if isinstance(value, tuple) else value)

    def term(predicate: Node) -> str | None:
        return _ntriples(told[predicate][0]) if predicate in told else None

    source = told.get(SH.sourceShape, [None])[0]
    messages = sorted(map(str, told.get(SH.resultMessage, ())))
    severity = str(told[SH.resultSeverity][0]).removeprefix(str(SH))
    component = str(told[SH.sourceConstraintComponent][0])
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
    graph = IndexedGraph()
    terms = _Terms()
    with _quiet("rdflib.term"):  # it logs a traceback for every ill-typed date, and shapes are here to say so
        for quad in quads:
            if not isinstance(quad.object, ox.Triple):
                graph.add((terms[quad.subject], terms[quad.predicate], terms[quad.object]))
    return graph


class _Terms(dict[Any, rdflib.URIRef | rdflib.BNode | rdflib.Literal]):
    """rdflib's terms by Oxigraph's, each made once a graph."""

    def __missing__(self, term: Any) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
        made = self[term] = _term(term)
        return made


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
