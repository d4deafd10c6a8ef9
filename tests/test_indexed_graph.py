"""The graph that pySHACL reads answers as rdflib's own does; called our way pySHACL finds what it finds by itself."""

from __future__ import annotations

from itertools import product

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SH, BNode, Literal, URIRef
from rdflib.collection import Collection

from loader.constraints import check_core, rdflib_graph
from loader.indexed_graph import IndexedGraph, Triple
from loader.shapes import load_shapes
from tests.test_shapes import CASES, CONTEXT, apart

A, B = URIRef("http://example.org/a"), URIRef("http://example.org/b")
NODES = [A, B, BNode("c"), Literal("a"), Literal("a", lang="en"), Literal("1"), Literal(1)]
PATTERNS = list(product([None, A, BNode("c")], [None, A, B], [None, *NODES]))


@given(st.lists(st.tuples(st.sampled_from([A, B, BNode("c")]), st.sampled_from([A, B]), st.sampled_from(NODES))))
def test_it_answers_as_a_graph_of_rdflib(triples: list[Triple]) -> None:
    ours, theirs = IndexedGraph(triples), rdflib.Graph()
    for triple in triples:
        theirs.add(triple)
    assert (len(ours), set(ours)) == (len(theirs), set(theirs))
    for s, p, o in PATTERNS:
        assert sorted(ours.triples((s, p, o))) == sorted(theirs.triples((s, p, o)))
        assert ((s, p, o) in ours) == ((s, p, o) in theirs)
        assert set(ours.objects(s, p)) == set(theirs.objects(s, p))
        assert set(ours.subjects(p, o)) == set(theirs.subjects(p, o))
    assert set(ours.objects(A, A / B)) == set(theirs.objects(A, A / B))


def test_it_has_lists_and_is_only_added_to() -> None:
    theirs = rdflib.Graph()
    Collection(theirs, A, [B, Literal("x")])
    graph = IndexedGraph(theirs)
    assert list(graph.items(A)) == [B, Literal("x")]
    with pytest.raises(NotImplementedError):
        graph.remove((A, RDF.first, B))


def test_pyshacl_as_we_call_it_finds_what_it_finds_by_itself() -> None:
    shapes = load_shapes(whole=True)
    turtle = CONTEXT + "".join(apart(path) for path in CASES if path.parent.name not in ("rules", "graph"))
    graph = rdflib_graph(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE))
    plain = rdflib.Graph()
    for triple in graph:
        plain.add(triple)
    _, report, _ = pyshacl.validate(plain, shacl_graph=shapes.core + rdflib.Graph())
    assert isinstance(report, rdflib.Graph)
    focused = [str(node) for node in report.objects(None, SH.focusNode)]
    found = [violation.focus.strip("<>").removeprefix("_:") for violation in check_core(graph, shapes)]
    assert sorted(found) == sorted(focused)
    assert len(found) > 200
    some = {f"<{node}>" for node in focused[::7] if node.startswith("http")}
    ours = [v for v in check_core(graph, shapes) if v.focus in some]
    assert set(check_core(graph, shapes, nodes=some)) == set(ours)
