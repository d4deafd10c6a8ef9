"""The shipped queries in triplestores of other families: Virtuoso 7, a real server on this machine, and Jena 6."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, Quad, QuerySolutions, QueryTriples, RdfFormat, Store, parse

from loader.push import Destination, push
from loader.queries import bind, read_queries, rows, run_query
from loader.store_client import Credentials, PushError
from tests.conftest import ROOT
from tests.graphs import as_turtle, sample_graphs
from tests.servers import virtuoso_server
from tests.test_cases import CASES, case_turtle
from tests.test_push import HOSTILE, THING
from tests.test_queries import PARAMETERS

QUERIES = read_queries()
GRAPH = "http://example.org/graph"

pytestmark = pytest.mark.skipif(
    not os.environ.get("COMMUNIQUE_TEST_FULL"), reason="servers are started by make test-full"
)


@pytest.fixture(scope="module")
def turtle() -> str:
    """The sample articles and all cases, as one text."""
    return "\n".join([as_turtle(sample_graphs()), *map(case_turtle, CASES)])


@pytest.fixture(scope="module")
def store(turtle: str) -> Store:
    found = Store()
    found.load(turtle.encode(), RdfFormat.TURTLE)
    return found


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


def ask(endpoint: str, query: str, graph: str = GRAPH) -> list[dict[str, dict[str, str]]]:
    """The bindings that a SPARQL endpoint answers with when one of its graphs is asked."""
    asked = {"query": query, "default-graph-uri": graph, "format": "application/sparql-results+json"}
    with urllib.request.urlopen(f"{endpoint}?{urllib.parse.urlencode(asked)}", timeout=60) as answer:
        found: list[dict[str, dict[str, str]]] = json.load(answer)["results"]["bindings"]
        return found


def count(endpoint: str, graph: str) -> int:
    (row,) = ask(endpoint, "SELECT (COUNT(*) AS ?all) WHERE { ?s ?p ?o }", graph)
    return int(row["all"]["value"])


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
    (row,) = ask(f"{virtuoso}/sparql", "SELECT ?text WHERE { ?s ?p ?text }", graph)
    assert row["text"]["value"] == text


def test_a_wrong_password_is_said(virtuoso: str, turtle: str) -> None:
    with pytest.raises(PushError, match="401"):
        fill(virtuoso, "gsp", GRAPH, turtle, "guess")


@pytest.mark.parametrize("name", QUERIES)
def test_it_gives_the_same_rows(name: str, endpoint: str, store: Store) -> None:
    values = PARAMETERS.get(name, {})
    result = run_query(store, QUERIES[name], values)
    if isinstance(result, QueryTriples):
        pytest.skip("a CONSTRUCT has no rows")
    assert isinstance(result, QuerySolutions)
    names = [variable.value for variable in result.variables]
    answer = ask(endpoint, bind(QUERIES[name], values))
    assert [tuple(row[n]["value"] if n in row else None for n in names) for row in answer] == rows(result)


@pytest.fixture(scope="module")
def jena(turtle: str, store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Jena counts in the graph and answers to all queries, in one process."""
    packages = ROOT / "build" / "jena"
    assert packages.exists(), "make test-full installs Jena into build/jena"
    graph = tmp_path_factory.mktemp("jena") / "graph.ttl"
    graph.write_text(turtle, encoding="utf-8")
    queries = {name: bind(QUERIES[name], PARAMETERS.get(name, {})) for name in selects(store)}
    run = subprocess.run(
        [sys.executable, Path(__file__).parent / "jena_rows.py"],
        input=json.dumps({"graph": str(graph), "queries": queries}),
        env={**os.environ, "PYTHONPATH": str(packages)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def selects(store: Store) -> list[str]:
    return [name for name, query in QUERIES.items() if isinstance(run_query(store, query), QuerySolutions)]


def test_jena_holds_as_many_triples(jena: dict[str, Any], store: Store) -> None:
    assert jena["triples"] == len(store)


@pytest.mark.parametrize("name", QUERIES)
def test_jena_gives_the_same_rows(name: str, jena: dict[str, Any], store: Store) -> None:
    if name not in jena["rows"]:
        pytest.skip("a CONSTRUCT has no rows")
    assert [tuple(row) for row in jena["rows"][name]] == rows(run_query(store, QUERIES[name], PARAMETERS.get(name, {})))
