"""The shipped queries in a triplestore of another family: Virtuoso 7, a real server on this machine."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, RdfFormat, Store, parse

from loader.push import Destination, push
from loader.store_client import Credentials, PushError
from tests.servers import only_in_full, virtuoso_server
from tests.sparql_engines import Rows, everything, oxigraph_rows, questions
from tests.test_push import HOSTILE, THING

QUESTIONS = questions()
GRAPH = "http://example.org/graph"

pytestmark = only_in_full


@pytest.fixture(scope="module")
def turtle(graph: Path) -> str:
    """The seeds, the sample articles and all cases, as one text."""
    return everything(graph)


@pytest.fixture(scope="module")
def store(turtle: str) -> Store:
    found = Store()
    found.load(turtle.encode(), RdfFormat.TURTLE)
    return found


@pytest.fixture(scope="module")
def expected(store: Store) -> dict[str, Rows]:
    return oxigraph_rows(store, QUESTIONS)


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address


def fill(address: str, protocol: str, graph: str, turtle: str, password: str = "dba") -> None:
    """Push a Turtle text into a graph; Virtuoso asks who writes by HTTP Digest."""
    path = {"gsp": "sparql-graph-crud-auth", "update": "sparql-auth"}[protocol]
    destination = Destination(f"{address}/{path}", protocol, Credentials("dba", password), graph)
    outcomes = list(push(parse(turtle.encode(), RdfFormat.TURTLE), destination))
    assert [(outcome.graph, outcome.refused) for outcome in outcomes] == [(graph, None)]


@pytest.fixture(scope="module")
def endpoint(virtuoso: str, turtle: str) -> str:
    """The address of queries to a Virtuoso server that holds the graph."""
    fill(virtuoso, "gsp", GRAPH, turtle)
    return f"{virtuoso}/sparql"


def ask(endpoint: str, query: str, graph: str = GRAPH) -> Rows:
    """The rows that a SPARQL endpoint answers with when one of its graphs is asked."""
    asked = {"query": query, "default-graph-uri": graph, "format": "application/sparql-results+json"}
    with urllib.request.urlopen(f"{endpoint}?{urllib.parse.urlencode(asked)}", timeout=60) as answer:
        told = json.load(answer)
    names = told["head"]["vars"]
    return [tuple(row[n]["value"] if n in row else None for n in names) for row in told["results"]["bindings"]]


def count(endpoint: str, graph: str) -> int:
    ((number,),) = ask(endpoint, "SELECT (COUNT(*) AS ?all) WHERE { ?s ?p ?o }", graph)
    return int(number or 0)


def test_it_holds_as_many_triples(endpoint: str, store: Store) -> None:
    assert count(endpoint, GRAPH) == len(store)


@pytest.mark.parametrize("protocol", ["gsp", "update"])
def test_a_graph_pushed_again_is_replaced(protocol: str, virtuoso: str, turtle: str, store: Store) -> None:
    graph = f"http://example.org/{protocol}"
    fill(virtuoso, protocol, graph, turtle + "\n<http://example.org/gone> a <http://example.org/Thing> .")
    assert count(f"{virtuoso}/sparql", graph) == len(store) + 1
    fill(virtuoso, protocol, graph, turtle)
    assert count(f"{virtuoso}/sparql", graph) == len(store)


@pytest.mark.parametrize("protocol", ["gsp", "update"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_as_it_was(protocol: str, text: str, virtuoso: str) -> None:
    graph = f"http://example.org/hostile-{protocol}"
    fill(virtuoso, protocol, graph, str(Quad(THING, THING, Literal(text))) + " .")
    assert ask(f"{virtuoso}/sparql", "SELECT ?text WHERE { ?s ?p ?text }", graph) == [(text,)]


def test_a_wrong_password_is_said(virtuoso: str, turtle: str) -> None:
    with pytest.raises(PushError, match="401"):
        fill(virtuoso, "gsp", GRAPH, turtle, "guess")


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_gives_the_same_rows(name: str, endpoint: str, expected: dict[str, Rows]) -> None:
    assert ask(endpoint, QUESTIONS[name]) == expected[name]
