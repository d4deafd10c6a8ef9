"""``communique serve``: a real server process, asked by urllib, by rdflib's SPARQL client and by a browser."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, RdfFormat, Store, parse
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from loader.queries import bind, find_query, open_graph, read_queries, rows, run_query
from loader.serving.forms import GRAPHS, TABLES, choose
from loader.serving.protocol import LONGEST, Endpoint, Request, answer, calls_others
from loader.stores import write
from tests.browser import Browser, chromium
from tests.conftest import ROOT
from tests.graphs import VOCABULARY, sample_graphs
from tests.servers import free_port, only_in_full

SELECT = "SELECT ?a WHERE { ?a a <https://w3id.org/communique/ontology#Article> } ORDER BY ?a"
CONSTRUCT = "CONSTRUCT { ?a a <x:Text> } WHERE { ?a a <https://w3id.org/communique/ontology#Article> }"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?c < ?i) }"


@contextmanager
def served(*arguments: object) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server that ends with the block, and its process."""
    program = [sys.executable, "-m", "loader", "serve", *map(str, arguments), "--port", "0"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), process.communicate()[1]
            yield address, process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def trig_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "graph.trig"
    write(sample_graphs(), VOCABULARY, path, "trig")
    return path


@pytest.fixture(scope="module")
def server(trig_file: Path) -> Iterator[str]:
    with served(trig_file) as (address, _):
        yield address


Told = tuple[int, str, str]


def fetch(address: str, body: bytes | None = None, method: str | None = None, **headers: str) -> Told:
    """Status, media type and text of what is answered. Header names are given with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, body, named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as told:
            return told.status, told.headers.get("Content-Type", ""), told.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Content-Type", ""), error.read().decode()


def get(server: str, query: str, **headers: str) -> Told:
    return fetch(f"{server}sparql?{urllib.parse.urlencode({'query': query})}", None, None, **headers)


def test_the_three_ways_to_ask_give_the_same_answer(server: str) -> None:
    form = urllib.parse.urlencode({"query": SELECT}).encode()
    first = get(server, SELECT)
    assert first[0] == 200
    assert len(json.loads(first[2])["results"]["bindings"]) == 2
    assert fetch(f"{server}sparql", form, Content_Type="application/x-www-form-urlencoded") == first
    assert fetch(f"{server}sparql", SELECT.encode(), Content_Type="application/sparql-query; charset=utf-8") == first


@pytest.mark.parametrize("media_type", TABLES)
@pytest.mark.parametrize("query", [SELECT, "ASK { ?s ?p ?o }"])
def test_rows_in_every_form(media_type: str, query: str, server: str) -> None:
    status, kind, text = get(server, query, Accept=media_type)
    assert (status, kind.partition(";")[0]) == (200, media_type)
    assert "true" in text or "article" in text


@pytest.mark.parametrize(("media_type", "form"), GRAPHS.items())
def test_triples_in_every_form(media_type: str, form: RdfFormat, server: str) -> None:
    status, kind, text = get(server, CONSTRUCT, Accept=media_type)
    assert (status, kind.partition(";")[0]) == (200, media_type)
    assert len(set(parse(text.encode(), form))) == 2


REFUSED = [
    ("GET", "?query=SELECT+%7B", "", b"", 400, "not well-formed: line 1, column"),
    ("GET", "?query=INSERT+DATA+%7B%7D", "", b"", 400, "not well-formed"),
    ("GET", "?query=ASK%7B%7D&query=ASK%7B%7D", "", b"", 400, "several queries"),
    ("GET", "?query=%ff", "", b"", 400, "cannot be read"),
    ("GET", "?query=ASK%7B%7D&default-graph-uri=a+b", "", b"", 400, "no IRI"),
    ("GET", "?update=CLEAR+ALL", "", b"", 403, "read-only"),
    ("POST", "", "application/sparql-update", b"CLEAR ALL", 403, "read-only"),
    ("POST", "", "application/x-www-form-urlencoded", b"update=CLEAR+ALL", 403, "read-only"),
    ("POST", "", "application/x-www-form-urlencoded", b"", 400, "no query"),
    ("POST", "", "application/sparql-query", b"\xff", 400, "UTF-8"),
    ("POST", "", "text/plain", b"ASK{}", 415, "text/plain"),
    ("PUT", "", "text/turtle", b"", 405, "PUT"),
    ("DELETE", "", "", b"", 405, "DELETE"),
    ("POST", "", "application/sparql-query", b"#" * (LONGEST + 1), 413, "longer"),
    ("GET", "?query=SELECT*%7BSERVICE+%3Chttp://127.0.0.1:9/%3E%7B%7D%7D", "", b"", 403, "--federated"),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: " ".join(map(str, (case[0], case[4], case[5]))))
def test_what_is_refused(case: tuple[str, str, str, bytes, int, str], server: str) -> None:
    method, parameters, kind, body, status, words = case
    told = fetch(f"{server}sparql{parameters}", body or None, method, Content_Type=kind)
    assert (told[0], told[1]) == (status, "text/plain; charset=utf-8")
    assert words in told[2]
    assert told[2].count("\n") == 1
    assert len(told[2]) < 400


def test_no_form_that_the_client_takes(server: str) -> None:
    status, _, line = get(server, SELECT, Accept="image/png")
    assert (status, line.count("\n")) == (406, 1)
    assert "text/csv" in line
    assert get(server, SELECT, Accept="text/turtle")[0] == 406


def test_a_client_that_does_not_say_how_long(server: str) -> None:
    connection = http.client.HTTPConnection(server.removeprefix("http://").rstrip("/"))
    connection.request("POST", "/sparql", iter([b"ASK{}"]), {"Content-Type": "application/sparql-query"})
    assert connection.getresponse().status == 411


def test_pages_of_other_origins_may_ask(server: str) -> None:
    request = urllib.request.Request(f"{server}sparql", method="OPTIONS")
    with urllib.request.urlopen(request) as told:
        assert (told.status, told.headers["Access-Control-Allow-Origin"]) == (204, "*")
        assert "POST" in told.headers["Access-Control-Allow-Methods"]


def test_graphs_named_in_the_request(server: str) -> None:
    graphs = json.loads(get(server, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")[2])
    name = graphs["results"]["bindings"][0]["g"]["value"]
    asked = urllib.parse.urlencode({"query": SELECT, "default-graph-uri": name})
    assert len(json.loads(fetch(f"{server}sparql?{asked}")[2])["results"]["bindings"]) < 2


def test_the_endpoint_describes_itself(server: str) -> None:
    status, kind, text = fetch(f"{server}sparql")
    assert (status, kind) == (200, "text/turtle; charset=utf-8")
    assert any(
        "sparql-service-description#Service" in str(t.object)
        for t in parse(text.encode(), RdfFormat.TURTLE, base_iri=server)
    )


def test_head_has_no_body(server: str) -> None:
    status, kind, text = fetch(f"{server}sparql?query=ASK%7B%7D", method="HEAD")
    assert (status, kind, text) == (200, "application/sparql-results+json", "")


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "static/..%2f..%2fx", "nowhere.html", "static", "%00"]
)
def test_only_files_of_the_site_are_given(path: str, server: str) -> None:
    connection = http.client.HTTPConnection(server.removeprefix("http://").rstrip("/"))
    connection.request("GET", f"/{path}")
    assert connection.getresponse().status == 404


def test_the_pages_are_served_too(server: str) -> None:
    status, kind, page = fetch(server)
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert 'href="/sparql"' in page
    assert "Strelsau" in fetch(f"{server}meetings.html")[2]
    assert fetch(f"{server}static/style.css")[1] == "text/css; charset=utf-8"
    assert fetch(f"{server}index.html", b"x", "POST")[0] == 405


def test_an_iri_leads_to_the_page_that_tells_of_it(server: str) -> None:
    iri = "https://w3id.org/communique/id/actor/ruritania"
    assert '<h1 class="name">Ruritania</h1>' in fetch(f"{server}about?iri={iri}")[2]
    assert fetch(f"{server}about?iri={iri}x")[0] == fetch(f"{server}about")[0] == 404


def test_articles_are_shown_with_their_text_where_it_is_given(graph: Path) -> None:
    with served(graph, ROOT / "seeds") as (address, _):
        assert 'id="text"' in fetch(f"{address}articles/004_a57b04d567ec8db1.html")[2]


def test_another_engine_asks_the_shipped_queries(server: str, trig_file: Path) -> None:
    """rdflib's client sees the rows that the command line gives."""
    graph = Graph(SPARQLStore(f"{server}sparql"))
    store = open_graph(trig_file)
    for name in ("articles", "by-act", "meetings", "network", "said-about"):
        query = find_query(name)
        told = [tuple(None if c is None else str(c) for c in row) for row in graph.query(query.text)]  # type: ignore[union-attr]
        assert told == rows(run_query(store, query)), name


def test_rdflib_is_given_triples(server: str) -> None:
    told = Graph(SPARQLStore(f"{server}sparql")).query(CONSTRUCT)
    assert told.graph is not None
    assert len(told.graph) == 2


def test_oxigraph_asks_it_as_a_service(server: str) -> None:
    told = Store().query(f"SELECT ?a {{ SERVICE <{server}sparql> {{ {SELECT.partition('{')[2].partition('}')[0]} }} }}")
    assert isinstance(told, QuerySolutions)
    assert len(list(told)) == 2


def test_a_graph_that_declares_no_prefixes_is_told_with_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    write(sample_graphs(), VOCABULARY, path, "nquads")
    with served(path) as (address, _):
        query = "DESCRIBE ?a { ?a a <https://w3id.org/communique/ontology#Article> }"
        assert "a cq:Article" in get(address, query)[2].replace("rdf:type", "a")


def test_no_language_model_is_loaded() -> None:
    check = "import sys, loader.cli.serving, loader.cli.reading_site; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_many_ask_at_once(server: str) -> None:
    with ThreadPoolExecutor(8) as clients:
        told = set(clients.map(lambda _: get(server, SELECT), range(40)))
    assert len(told) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_cleanly_even_while_a_query_runs(number: signal.Signals, trig_file: Path) -> None:
    with served(trig_file) as (address, process), ThreadPoolExecutor(1) as client:
        asked = client.submit(get, address, HEAVY)
        time.sleep(0.5)
        assert not asked.done()
        process.send_signal(number)
        _, told = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Traceback" not in told
        assert asked.exception()


def test_a_port_that_is_taken_is_told_in_one_line(server: str, trig_file: Path) -> None:
    port = urllib.parse.urlsplit(server).port
    program = [sys.executable, "-m", "loader", "serve", str(trig_file), "--port", str(port)]
    told = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert f"port {port}" in told.stderr


def test_a_graph_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("no Turtle")
    program = [sys.executable, "-m", "loader", "serve", str(tmp_path / "bad.ttl"), "--port", str(free_port())]
    told = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)


def test_a_federated_endpoint_may_be_asked_for() -> None:
    query = "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"
    request = Request("POST", content_type="application/sparql-query", body=query.encode())
    assert answer(Endpoint(Store(), {}), request).status == 403
    assert answer(Endpoint(Store(), {}, federated=True), request).status == 200


@pytest.mark.parametrize("name", read_queries())
def test_no_shipped_query_needs_others(name: str) -> None:
    assert not calls_others(find_query(name).text)


HIDDEN = [
    "SELECT * { SERVICE <http://e.org/> { } }",
    'SELECT * { ?s ?p "#" . SERVICE <http://e.org/> { } }',
    "SELECT * { ?s <http://e.org/#> ?o\nSERVICE<http://e.org/> { } }",
    "SELECT * { ?s ?p '''it's \\''' a ' \"''' . sErViCe ?where { } }",
    'SELECT * { ?s ?p "\\"" SERVICE SILENT <http://e.org/> { } }',
    "PREFIX : <http://e.org/> SELECT * { FILTER(1<2) SERVICE :x { FILTER(2>1) } }",
    "BASE <http://e.org/> SELECT * { ?s ?p 1.SERVICE <x> { } }",
    "SELECT * { ?s ?p ?o.SERVICE <http://e.org/> { } }",
    "PREFIX : <http://e.org/> SELECT * { SERVICE:x { } }",
    "SELECT * { ?s ?p trueSERVICE <http://e.org/> { } }",
    "SELECT * { ?s ?p 1SERVICE<http://e.org/>{ } }",
    "SELECT * { { }SERVICE?where{ } }",
]


@pytest.mark.parametrize("query", HIDDEN)
def test_a_call_of_others_is_not_hidden(query: str) -> None:
    assert calls_others(query)


@given(st.text(alphabet=st.sampled_from("*/;,=q10. atexhml")))
def test_any_accept_header_is_answered_or_not(accept: str) -> None:
    assert choose(accept, ["text/csv", "text/xml"]) in ("text/csv", "text/xml", None)


@given(st.binary(max_size=200))
def test_any_request_gets_an_answer(body: bytes) -> None:
    for kind in ("application/sparql-query", "application/x-www-form-urlencoded"):
        told = answer(Endpoint(Store(), {}), Request("POST", content_type=kind, body=body))
        assert told.status in (200, 400, 403)


def pick(browser: Browser, name: str) -> None:
    """Pick a shipped query."""
    shipped = "document.getElementById('shipped')"
    browser.run(f"{shipped}.value = '{name}'; {shipped}.dispatchEvent(new Event('change'))")


@only_in_full
def test_the_page_in_a_browser(server: str, tmp_path: Path) -> None:
    with chromium(tmp_path / "profile") as browser:
        browser.open(f"{server}sparql")
        pick(browser, "articles")
        assert "SELECT" in browser.run("document.getElementById('query').value")
        browser.click("button")
        assert browser.wait("document.getElementById('state').textContent.match(/[0-9]+ row/)?.[0]") == "2 row"
        assert browser.run("document.querySelectorAll('table.answer tbody tr').length") == 2
        pick(browser, "said-about")
        field = "document.querySelector('#parameters input')"
        name = "a \"} \\ $&'"
        browser.run(f"{field}.value = {json.dumps(name)}; {field}.dispatchEvent(new Event('input'))")
        bound = bind(find_query("said-about"), {"actor": name})
        assert browser.run("document.getElementById('query').value") == bound
        browser.run("document.getElementById('query').value = 'SELECT {'")
        browser.click("button")
        assert "not well-formed" in browser.wait("document.getElementById('error').textContent")
        assert [told for told in browser.complaints if "status of 400" not in told] == []
        assert all(address.startswith(("data:", server)) for address in browser.asked)
