"""Shipped queries: the rows an analyst expects, the same ones in two engines; parameters that stay text."""

from __future__ import annotations

import gzip
import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryTriples, RdfFormat, Store
from rdflib.plugins.sparql import prepareQuery

from loader.queries import (
    RENDERERS,
    Query,
    QueryError,
    bind,
    find_query,
    open_graph,
    read_prefixes,
    read_queries,
    render_csv,
    render_json,
    render_table,
    render_turtle,
    rows,
    run_query,
)
from loader.resources import resource_dir
from loader.stores import write
from tests.graphs import VOCABULARY, as_turtle, oxigraph_quads, rdflib_graph, sample_graphs, sample_store
from tests.servers import oxigraph_server

QUERIES = read_queries()
ID = "https://w3id.org/communique/id/"
PARAMETERS = {
    "by-act": {"act": "reject"},
    "exchanges": {"one": "Ana Horvat", "other": "fhm"},
    "meetings-at": {"place": "zenda"},
    "names": {"actor": "fhm"},
    "said-about": {"actor": "Free Hentzau Movement"},
    "said-by": {"actor": "ruritania"},
    "timeline": {"actor": "Ana Horvat"},
}


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib_graph(as_turtle(sample_graphs()))


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_what_it_answers(name: str) -> None:
    query = QUERIES[name]
    assert query.title
    assert query.question.endswith("?")
    assert all(parameter.default and parameter.note for parameter in query.parameters)
    assert "ORDER BY" in query.text or "CONSTRUCT" in query.text
    assert "REGEX" not in query.text.upper(), "engines count bytes or characters"


@pytest.mark.parametrize("name", QUERIES)
def test_both_engines_give_the_same_rows(name: str, store: Store, graph: rdflib.Graph) -> None:
    query, values = QUERIES[name], PARAMETERS.get(name, {})
    found = run_query(store, query, values)
    other = graph.query(bind(query, values))
    if isinstance(found, QueryTriples):
        assert other.graph is not None
        assert {str(t.subject) + str(t.object) for t in found} == {s.n3() + o.n3() for s, _, o in other.graph}
    else:
        mine = rows(found)
        assert mine == [tuple(None if cell is None else str(cell) for cell in row) for row in other]  # type: ignore[union-attr]


EXPECTED: dict[str, list[tuple[str | None, ...]]] = {
    "said-about": [
        (
            "2024-04-05",
            "Ana Horvat",
            "Reject",
            "that Ruritania has no plans for talks with the Free Hentzau Movement (FHM)",
        ),
        (None, None, "Reject", "Ruritania has no plans for talks with the Free Hentzau Movement (FHM)"),
    ],
    "refusals": [
        (None, "Free Hentzau Movement", "Ruritania has no plans for talks with the Free Hentzau Movement (FHM)", None),
        (
            "Ana Horvat",
            "Free Hentzau Movement",
            "that Ruritania has no plans for talks with the Free Hentzau Movement (FHM)",
            "Strelsau Post",
        ),
    ],
    "meetings": [
        ("2024-04-03", "Meeting", "held", "Zenda", "Lakes Council", "19", "2"),
        ("2024-04-04", "PressBriefing", "held", "Strelsau", None, None, "1"),
    ],
    "names": [("Free Hentzau Movement", "name", "FHM"), ("Free Hentzau Movement", "name", "Free Hentzau Movement")],
    "unresolved-speakers": [
        ("Officials said ", "Ruritania has no plans for talks with the Free Hentzau Movement (FHM)", ".", "Reject"),
    ],
    "completed-dates": [(f"{ID}meeting/strelsau-post-1-310-317", "2024-04-03", "XXXX-04-03", f"{ID}article/courier-7")],
    "roles": [
        ("Ana Horvat", "spokeswoman", "Foreign Ministry", "Foreign Ministry spokeswoman"),
        ("Paul Zenda", "envoy", None, "Envoy"),
        ("Paul Zenda", "envoy", None, "envoy"),
    ],
    "meetings-at": [("2024-04-03", "Meeting", "held", "Zenda")],
    "articles": [
        ("2024-04-05", "Strelsau Post", "Ruritania rules out talks with rebels", "2", "3"),
        (None, None, None, "2", "2"),
    ],
    "timeline": [
        (
            "2024-04-04",
            "2024-04-05",
            "speaks",
            "Reject",
            "that Ruritania has no plans for talks with the Free Hentzau Movement (FHM)",
        ),
        ("2024-04-04", None, "takes part", "PressBriefing, held", "Strelsau"),
        (None, "2024-04-05", "speaks", "Reject", "We reject any dialogue"),
        (None, None, "speaks", "Reject", "We reject any dialogue of any kind with the killers of our children"),
    ],
    "participants": [
        ("2024-04-03", "Meeting", "held", "Zenda", "participant", "Paul Zenda"),
        ("2024-04-04", "PressBriefing", "held", "Strelsau", "participant", "Ana Horvat"),
        (None, "Talks", "ruledOut", None, "participant", "Free Hentzau Movement"),
        (None, "Talks", "ruledOut", None, "participant", "Ruritania"),
    ],
    "exchanges": [("2024-04-05", "Ana Horvat", "Free Hentzau Movement", "Ana Horvat", "Reject")],
    "by-act": [
        ("2024-04-05", "Ana Horvat", "Foreign Ministry", "Free Hentzau Movement"),
        ("2024-04-05", "Ana Horvat", None, None),
        (None, None, None, "Free Hentzau Movement"),
        (None, "Ana Horvat", None, None),
    ],
    "said-by": [
        (
            "2024-04-05",
            "Ana Horvat",
            "Foreign Ministry",
            "Reject",
            "that Ruritania has no plans for talks with the Free Hentzau Movement (FHM)",
        ),
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_rows(name: str, store: Store) -> None:
    found = rows(run_query(store, QUERIES[name], PARAMETERS.get(name, {})))
    width = len(EXPECTED[name][0])
    assert [row[:width] for row in found] == EXPECTED[name]


def test_a_proposal_is_never_among_the_meetings(store: Store) -> None:
    for name in ("meetings", "meetings-between", "who-met-whom"):
        text = render_csv(run_query(store, QUERIES[name]), {})
        assert "137-142" not in text


# --- parameters ---------------------------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_parameter_stays_text(value: str) -> None:
    query = QUERIES["names"]
    assert rows(run_query(Store(), query, {"actor": value})) == []


def test_a_parameter_cannot_end_its_literal(store: Store) -> None:
    evil = 'x" } ?s ?p ?o . VALUES ?actor { "FHM'
    assert rows(run_query(store, QUERIES["names"], {"actor": evil})) == []
    both = {"from": 'VALUES ?to { "x" }', "to": '" } UNION { ?s ?p ?o'}
    assert rows(run_query(store, QUERIES["meetings-between"], both)) == []


def test_an_unknown_parameter_is_named() -> None:
    with pytest.raises(QueryError, match="names has no parameter 'place'; it has: actor"):
        bind(QUERIES["names"], {"place": "Astana"})


# --- files and output ---------------------------------------------------------------------------------------------


def test_a_query_of_ones_own(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT (COUNT(*) AS ?all) WHERE { ?s ?p ?o }")
    assert find_query("names") == QUERIES["names"]
    assert rows(run_query(store, find_query(str(path)))) == [(str(len(store)),)]
    with pytest.raises(QueryError, match="shipped are: accusations, "):
        find_query("nothing")


@pytest.mark.parametrize("ending", ["ttl", "trig", "nq"])
def test_graphs_of_every_format_give_the_same_answer(tmp_path: Path, ending: str, store: Store) -> None:
    path = tmp_path / f"graph.{ending}"
    write(sample_graphs(), VOCABULARY, path, {"ttl": "turtle", "trig": "trig", "nq": "nquads"}[ending])
    packed = tmp_path / f"graph.{ending}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    expected = rows(run_query(store, QUERIES["network"]))
    assert rows(run_query(open_graph(path), QUERIES["network"])) == expected
    assert rows(run_query(open_graph(packed), QUERIES["network"])) == expected


def test_a_file_of_no_rdf_format(tmp_path: Path) -> None:
    (tmp_path / "graph.docx").write_text("")
    with pytest.raises(QueryError, match="no RDF format"):
        open_graph(tmp_path / "graph.docx")


def test_table(tmp_path: Path, store: Store) -> None:
    write(sample_graphs(), VOCABULARY, tmp_path / "graph.ttl")
    prefixes = read_prefixes(tmp_path / "graph.ttl")
    assert render_table(run_query(store, QUERIES["network"]), prefixes) == (
        "speaker     act     counterpart            statements  who               whom\n"
        "----------  ------  ---------------------  ----------  ----------------  ---------------------------\n"
        "Ana Horvat  Reject  Free Hentzau Movement  1           actor:ana-horvat  actor:free-hentzau-movement\n"
        "(1 row)\n"
    )


def test_a_table_obeys_no_control_characters() -> None:
    query = 'SELECT ("\\u001B[31mred\\u0007\\n\\u202Eb" AS ?text) WHERE {}'
    store = Store()
    assert "\x1b" not in render_table(store.query(query), {})
    assert "\u202e" not in render_table(store.query(query), {})


def test_csv_and_json(store: Store) -> None:
    assert (
        render_csv(run_query(store, QUERIES["spokespersons"]), {}).splitlines()[0]
        == "speaker,behalf,statements,who,whom"
    )
    answer = json.loads(render_json(run_query(store, QUERIES["spokespersons"]), {}))
    assert answer["results"]["bindings"][0]["speaker"] == {"type": "literal", "value": "Ana Horvat"}


def test_turtle(store: Store) -> None:
    prefixes = {"https://schema.org/": "schema", f"{ID}statement/": "statement", "https://unused.example/": "unused"}
    text = render_turtle(run_query(store, QUERIES["as-schema-org"]), prefixes)
    assert text.startswith("@prefix schema: <https://schema.org/> .\n@prefix statement: <")
    assert "unused" not in text
    assert f"    schema:creator <{ID}actor/ana-horvat> ;\n" in text
    expected = run_query(store, QUERIES["as-schema-org"])
    assert isinstance(expected, QueryTriples)
    assert {quad.triple for quad in oxigraph_quads(text)} == set(expected)


def test_a_graph_that_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl.gz"
    path.write_bytes(gzip.compress(as_turtle(sample_graphs()).encode())[:500])
    with pytest.raises(QueryError, match="cut off"):
        open_graph(path)


def test_a_result_in_a_form_that_it_does_not_have(store: Store) -> None:
    with pytest.raises(QueryError, match="use table, csv or json"):
        render_turtle(run_query(store, QUERIES["names"]), {})
    with pytest.raises(QueryError, match="use turtle or table"):
        render_csv(run_query(store, QUERIES["as-schema-org"]), {})
    assert set(RENDERERS) == {"table", "csv", "json", "turtle"}


@pytest.mark.parametrize("path", sorted(resource_dir("queries").glob("federated/*.rq")), ids=lambda path: path.stem)
def test_federated_queries_are_sparql_and_not_shipped(path: Path) -> None:
    assert prepareQuery(path.read_text(encoding="utf-8"))
    assert path.stem not in QUERIES


WIKIDATA = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
wd:Q1 wdt:P31 wd:Q3624078 ; rdfs:label "Ruritania"@en, "Ruritanien"@de ; wdt:P36 wd:Q2 ; wdt:P47 wd:Q4 .
wd:Q2 wdt:P1566 "1112" .
wd:Q4 wdt:P31 wd:Q3624078 ; wdt:P47 wd:Q1 .
"""
MEETINGS = """
@prefix cq: <https://w3id.org/communique/ontology#> .
@prefix ex: <https://example.org/> .
@prefix kind: <https://w3id.org/communique/kind/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
ex:m a cq:Meeting ; cq:kind kind:Talks ; cq:location ex:strelsau ; cq:participant ex:ruritania, ex:lutha .
ex:n a cq:Meeting ; cq:kind kind:Visit ; cq:location ex:zenda ; cq:participant ex:ruritania, ex:far .
ex:strelsau skos:prefLabel "Strelsau" ; skos:exactMatch <https://sws.geonames.org/1112/> .
ex:zenda skos:prefLabel "Zenda" ; skos:exactMatch <https://sws.geonames.org/1113/> .
ex:ruritania a cq:State ; skos:prefLabel "Ruritania" ; skos:exactMatch wd:Q1 .
ex:lutha a cq:State ; skos:prefLabel "Lutha" ; skos:exactMatch wd:Q4 .
ex:far a cq:State ; skos:prefLabel "Far" ; skos:exactMatch wd:Q5 .
"""


@pytest.fixture(scope="module")
def wikidata() -> Iterator[str]:
    """The address of a stand-in for Wikidata's query service."""
    with oxigraph_server() as address:
        headers = {"Content-Type": "text/turtle"}
        urllib.request.urlopen(
            urllib.request.Request(f"{address}/store?default", WIKIDATA.encode(), headers, method="PUT")
        ).close()
        yield f"{address}/query"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wikidata-capitals", [(None, "Talks", "Strelsau", "Ruritania", "http://www.wikidata.org/entity/Q1")]),
        ("wikidata-neighbours", [("Lutha", "Ruritania", "Strelsau", None, "https://example.org/m")]),
    ],
)
def test_federated_queries_ask_both(name: str, expected: list[tuple[str | None, ...]], wikidata: str) -> None:
    text = (resource_dir("queries") / "federated" / f"{name}.rq").read_text(encoding="utf-8")
    assert "https://query.wikidata.org/sparql" in text
    text = text.replace("https://query.wikidata.org/sparql", wikidata)
    store = Store()
    store.load(MEETINGS.encode(), RdfFormat.TURTLE)
    width = len(expected[0])
    assert [row[:width] for row in rows(run_query(store, Query(name, "", "", (), text)))] == expected
    other = rdflib.Graph().parse(data=MEETINGS, format="turtle").query(text)
    cells = [tuple(None if cell is None else str(cell) for cell in row)[:width] for row in other]  # type: ignore[union-attr]
    assert cells == expected
