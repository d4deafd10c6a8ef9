"""The shipped queries in a triplestore of another family: Virtuoso 7, a real server on this machine."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, QueryTriples, RdfFormat, Store

from loader.queries import bind, read_queries, rows, run_query
from tests.graphs import as_turtle, sample_graphs
from tests.test_cases import CASES, case_turtle
from tests.test_queries import PARAMETERS

QUERIES = read_queries()
GRAPH = "http://example.org/graph"

pytestmark = pytest.mark.skipif(
    not os.environ.get("COMMUNIQUE_TEST_FULL"), reason="servers are started by make test-full"
)

SETTINGS = """
[Database]
DatabaseFile={folder}/virtuoso.db
ErrorLogFile={folder}/virtuoso.log
LockFile={folder}/virtuoso.lck
TransactionFile={folder}/virtuoso.trx
xa_persistent_file={folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile={folder}/temporary.db
TransactionFile={folder}/temporary.trx
[Parameters]
ServerPort=127.0.0.1:{sql}
DirsAllowed={folder}
NumberOfBuffers=10000
MaxDirtyBuffers=6000
[HTTPServer]
ServerPort=127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows=100000
"""


@pytest.fixture(scope="module")
def turtle() -> str:
    """The sample articles and all cases, as one text."""
    return "\n".join([as_turtle(sample_graphs()), *map(case_turtle, CASES)])


@pytest.fixture(scope="module")
def store(turtle: str) -> Store:
    found = Store()
    found.load(turtle.encode(), RdfFormat.TURTLE)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def endpoint(turtle: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso server that holds the graph."""
    folder = tmp_path_factory.mktemp("virtuoso")
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    assert server, "virtuoso-opensource-7-bin is not installed, and the full tests want it"
    assert client
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(folder=folder, sql=sql, http=http))
    (folder / "graph.ttl").write_text(turtle, encoding="utf-8")
    process = subprocess.Popen([server, "-f", "-c", str(folder / "virtuoso.ini")], cwd=folder)
    try:
        address = f"http://127.0.0.1:{http}/sparql"
        wait_for(address)
        load = f"DB.DBA.TTLP(file_to_string_output('{folder}/graph.ttl'),'','{GRAPH}',0);"
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"no server answers at {address}; its log: {Path('virtuoso.log')}")


def ask(endpoint: str, query: str) -> list[dict[str, dict[str, str]]]:
    """The bindings that a SPARQL endpoint answers with."""
    asked = {"query": query, "default-graph-uri": GRAPH, "format": "application/sparql-results+json"}
    with urllib.request.urlopen(f"{endpoint}?{urllib.parse.urlencode(asked)}", timeout=60) as answer:
        found: list[dict[str, dict[str, str]]] = json.load(answer)["results"]["bindings"]
        return found


def test_it_holds_as_many_triples(endpoint: str, store: Store) -> None:
    (row,) = ask(endpoint, f"SELECT (COUNT(*) AS ?all) WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}")
    assert int(row["all"]["value"]) == len(store)


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
