"""The graph of the seeds in other people's software: parsers of other families, query engines of other hands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from loader.queries import bind, open_graph, read_queries, rows, run_query

pytestmark = pytest.mark.model
SELECTS = sorted(name for name, query in read_queries().items() if re.search(r"^SELECT\b", query.text, re.MULTILINE))


def require(program: str) -> str:
    """A program of the full test tier: without it, the fast tier skips and the full one fails."""
    found = shutil.which(program)
    if found is None and not os.environ.get("COMMUNIQUE_TEST_FULL"):
        pytest.skip(f"{program} is not installed; make test-full wants it")
    assert found, f"{program} is not installed, and the full tests want it"
    return found


def rapper(graph: Path) -> subprocess.CompletedProcess[str]:
    """What raptor's parser makes of a graph, as N-Triples."""
    command = [require("rapper"), "-q", "-i", "turtle", "-o", "ntriples", str(graph)]
    return subprocess.run(command, capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def in_rdflib(graph: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(graph, format="turtle")


@pytest.fixture(scope="module")
def count(graph: Path) -> int:
    with graph.open("rb") as stream:
        return sum(1 for _ in ox.parse(stream, ox.RdfFormat.TURTLE))


def test_rdflib_reads_as_many_triples(in_rdflib: rdflib.Graph, count: int) -> None:
    assert len(in_rdflib) == count > 1000


def test_rapper_reads_as_many_triples(graph: Path, count: int) -> None:
    told = rapper(graph)
    assert told.stderr == ""
    assert len(told.stdout.splitlines()) == count


def test_what_rapper_writes_is_isomorphic_with_what_we_wrote(graph: Path, in_rdflib: rdflib.Graph) -> None:
    assert isomorphic(rdflib.Graph().parse(data=rapper(graph).stdout, format="nt"), in_rdflib)


@pytest.mark.parametrize("name", SELECTS)
def test_query_has_the_same_rows_in_rdflib_and_oxigraph(name: str, graph: Path, in_rdflib: rdflib.Graph) -> None:
    query = read_queries()[name]
    ours = rows(run_query(open_graph(graph), query))
    theirs = [tuple(None if cell is None else str(cell) for cell in row) for row in in_rdflib.query(bind(query, {}))]  # type: ignore[union-attr]
    assert ours == theirs
