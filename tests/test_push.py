"""Graphs in Oxigraph's server, pushed there; and what is said when a server does not want them."""

from __future__ import annotations

import json
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from loader.cli import main
from loader.push import PROTOCOLS, Batch, Destination, batches, push
from loader.queries import open_graph, read_queries, rows, run_query
from loader.store_client import PushError
from loader.stores import nquads, trig
from tests.graphs import VOCABULARY, as_turtle, sample_graphs
from tests.servers import oxigraph_server

THING = NamedNode("http://example.org/thing")
PATHS = {"gsp": "/store", "update": "/update"}

#: Texts that a protocol may misread: ends of literals, of graphs and of updates, escapes behind backslashes.
HOSTILE = [
    r"\u0022 . } } ; DROP ALL # ",
    r"\\u005c\U00000022",
    '" } } ; CLEAR ALL ; INSERT DATA { <x:a> <x:b> "',
    'quote " and \' and """ and \\',
    "line\nend\r\n\ttab",
    "کہا “نہیں” 🙂",
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph_server() as address:
        yield address


@pytest.fixture
def store(server: str) -> str:
    """The server, emptied."""
    request = urllib.request.Request(
        f"{server}/update", b"DROP ALL", {"Content-Type": "application/sparql-update"}, method="POST"
    )
    urllib.request.urlopen(request).close()
    return server


def held(address: str) -> set[Quad]:
    """All that the server holds."""
    request = urllib.request.Request(f"{address}/store", headers={"Accept": "application/n-quads"})
    with urllib.request.urlopen(request) as answer:
        return set(parse(answer.read(), RdfFormat.N_QUADS))


def canonical(text: str, form: RdfFormat) -> set[Quad]:
    """A text's quads as an Oxigraph store keeps them."""
    store = Store()
    store.load(text.encode(), form)
    return set(store)


def command(*arguments: object, **environment: str | None) -> Result:
    cleared = {"COMMUNIQUE_PASSWORD": None, "COMMUNIQUE_TOKEN": None}
    return CliRunner().invoke(main, ["push", *map(str, arguments)], env={**cleared, **environment})


@pytest.fixture
def trig_file(tmp_path: Path) -> Path:
    path = tmp_path / "graph.trig"
    path.write_text("".join(trig(sample_graphs(), VOCABULARY)), encoding="utf-8")
    return path


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("batch", [[], ["--batch", "10"]])
def test_pushed_twice_is_what_pushed_once_is(protocol: str, batch: list[str], store: str, trig_file: Path) -> None:
    for _ in range(2):
        result = command(trig_file, "--endpoint", store + PATHS[protocol], "--protocol", protocol, *batch)
        assert result.exit_code == 0, result.stderr
        assert "3 graphs" in result.stderr
        assert held(store) == canonical(trig_file.read_text(encoding="utf-8"), RdfFormat.TRIG)


def test_shipped_queries_give_the_same_rows_in_the_server(store: str, trig_file: Path) -> None:
    assert command(trig_file, "--endpoint", f"{store}/store").exit_code == 0
    embedded = open_graph(trig_file)
    for name, query in read_queries().items():
        result = run_query(embedded, query)
        if isinstance(result, QuerySolutions):
            assert asked(store, query.text) == rows(result), name


def asked(address: str, query: str) -> list[tuple[str | None, ...]]:
    """The rows that the server answers with, its graphs taken as one."""
    form = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    request = urllib.request.Request(f"{address}/query?union-default-graph", query.encode(), form)
    with urllib.request.urlopen(request) as answer:
        told = json.load(answer)
    names = told["head"]["vars"]
    return [tuple(row[n]["value"] if n in row else None for n in names) for row in told["results"]["bindings"]]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_each_graph_replaces_its_former_state_and_leaves_others(protocol: str, store: str) -> None:
    destination = Destination(store + PATHS[protocol], protocol)
    list(push([quad("old", "g"), quad("other", "h"), quad("default")], destination))
    list(push([quad("new", "g"), quad("second", "g")], destination))
    assert held(store) == {quad("new", "g"), quad("second", "g"), quad("other", "h"), quad("default")}


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("killed_after", [3, 45, 200])
def test_a_push_that_was_killed_is_done_again(protocol: str, killed_after: int, store: str, trig_file: Path) -> None:
    def killed(quads: list[Quad]) -> Iterator[Quad]:
        yield from quads[:killed_after]
        raise KeyboardInterrupt

    quads = list(parse(path=str(trig_file), format=RdfFormat.TRIG))
    destination = Destination(store + PATHS[protocol], protocol, size=20)
    with pytest.raises(KeyboardInterrupt):
        list(push(killed(quads), destination))
    assert len(held(store)) < len(quads)
    list(push(quads, destination))
    assert held(store) == canonical(trig_file.read_text(encoding="utf-8"), RdfFormat.TRIG)


def test_turtle_is_added_to_the_default_graph_or_replaces_a_named_one(store: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(as_turtle(sample_graphs()), encoding="utf-8")
    list(push([quad("ours"), quad("theirs", "g")], Destination(f"{store}/store")))
    assert command(path, "--endpoint", f"{store}/store", "-q").output == ""
    assert quad("ours") in held(store)
    assert command(path, "--endpoint", f"{store}/store", "--graph", "http://example.org/g").exit_code == 0
    in_graph = {q.triple for q in held(store) if q.graph_name == NamedNode("http://example.org/g")}
    assert in_graph == {q.triple for q in canonical(path.read_text(encoding="utf-8"), RdfFormat.TURTLE)}


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_comes_back_as_it_was(protocol: str, text: str, store: str) -> None:
    assert pushed(text, protocol, store) == text


@pytest.mark.parametrize("protocol", PROTOCOLS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("\\uU0022\"'}{;\n\x07é")) | st.text())
def test_any_text_comes_back_as_it_was(protocol: str, text: str, server: str) -> None:
    assert pushed(text, protocol, server) == text


def pushed(text: str, protocol: str, address: str) -> str:
    """What a text has become in the server."""
    graph = NamedNode(f"http://example.org/hostile-{protocol}")
    list(push([Quad(THING, THING, Literal(text), graph)], Destination(address + PATHS[protocol], protocol)))
    (found,) = [q.object for q in held(address) if q.graph_name == graph]
    assert isinstance(found, Literal)
    return found.value


def quad(value: str, graph: str | None = None) -> Quad:
    name = NamedNode(f"http://example.org/{graph}") if graph else DefaultGraph()
    return Quad(THING, THING, BlankNode(value[1:]) if value.startswith("_") else Literal(value), name)


def cut(values: str, size: int = 2) -> list[str]:
    """Batches of quads written as ``value@graph``: their values, = in front where they replace."""
    quads = [quad(value, graph) for value, _, graph in (word.partition("@") for word in values.split())]
    return [shape(batch) for batch in batches(quads, Destination("http://x.org", size=size))]


def shape(batch: Batch) -> str:
    return "=" * batch.replaces + "".join(getattr(triple.object, "value", "") for triple in batch.triples)


@pytest.mark.parametrize(
    ("quads", "expected"),
    [
        ("", []),
        ("a@g b@g", ["=ab"]),
        ("a@g b@g c@g d@h", ["=ab", "c", "=d"]),
        ("a b c", ["ab", "c"]),
        ("a@g b@h c@g", ["=a", "=b", "c"]),
        ("a@g b@g _c@g d@g e@g", ["=ab", "cde"]),
        ("_a@g b@g c@g d@h", ["=abc", "=d"]),
    ],
)
def test_batches(quads: str, expected: list[str]) -> None:
    assert cut(quads) == expected


@pytest.mark.parametrize("quads", ["_a@g b@h _a@g", "_a b@h _a"])
def test_blank_nodes_are_not_torn_apart(quads: str) -> None:
    with pytest.raises(PushError, match="blank nodes"):
        cut(quads)


@dataclass
class Answer:
    """What a made-up server answers, and what it was asked."""

    code: int
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    good: int = 0  # requests taken before the answer
    wants: str = "nothing"  # authorization with which all are taken
    breaks_off: bool = False  # hangs up on requests with content


@pytest.fixture
def answering() -> Iterator[Callable[[Answer], str]]:
    servers = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                content = self.rfile.read(int(self.headers["Content-Length"]))
                if content and answer.breaks_off:
                    self.close_connection = True
                    return
                answer.asked.append((self.command, self.path, self.headers["Authorization"]))
                taken = len(answer.asked) <= answer.good or self.headers["Authorization"] == answer.wants
                code = 204 if taken else answer.code
                self.send_response(code)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body.encode() if code != 204 else b"")

            do_POST = do_GET = do_PUT

            def log_message(self, *_: object) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/rdf"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(401, "who are you?"), "401 Unauthorized: who are you? (give --user"),
        (Answer(403), "403 Forbidden (this user may not write"),
        (Answer(404, "<html><title>x</title><p>No\n  such\x1b[2J page</html>"), "404 Not Found: No such [2J page"),
        (Answer(307, headers={"Location": "http://x.org/there"}), "its address is http://x.org/there"),
        (Answer(302, headers={"Location": "/there"}), "302 Found (its address is /there)"),
    ],
)
def test_a_store_that_cannot_be_written_to_gets_one_line_and_one_request(
    answer: Answer, words: str, answering: Callable[[Answer], str], trig_file: Path
) -> None:
    answer.asked.clear()
    result = command(trig_file, "--endpoint", answering(answer))
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert len(answer.asked) == 1


def test_a_graph_that_is_refused_costs_no_other(answering: Callable[[Answer], str], trig_file: Path) -> None:
    answer = Answer(400, "line 1: no", good=1)
    result = command(trig_file, "--endpoint", answering(answer))
    assert result.exit_code == 1
    refused = [line for line in result.stderr.splitlines() if line.startswith("refused: https://")]
    assert len(refused) == 2
    assert all(line.endswith("the server says 400 Bad Request: line 1: no") for line in refused)
    assert "1 graphs" in result.stderr


def test_all_refused_is_nothing_done(answering: Callable[[Answer], str], trig_file: Path) -> None:
    assert command(trig_file, "--endpoint", answering(Answer(400))).exit_code == 2


def test_a_server_that_fails_midway_is_done_in_part(answering: Callable[[Answer], str], trig_file: Path) -> None:
    result = command(trig_file, "--endpoint", answering(Answer(403, good=1)))
    assert result.exit_code == 1
    assert "push again" in result.stderr


def test_a_password_is_sent_to_who_asks_for_it_and_said_nowhere(
    answering: Callable[[Answer], str], trig_file: Path
) -> None:
    answer = Answer(401, headers={"WWW-Authenticate": 'Basic realm="x"'}, wants="Basic YW5hOnMzY3JldA==")
    address = answering(answer)
    result = command(trig_file, "--endpoint", f"{address}?repo=a", "--user", "ana", COMMUNIQUE_PASSWORD="s3cret")
    assert (result.exit_code, "s3cret" in result.output) == (0, False)
    assert [header for _, _, header in answer.asked] == [None, *[answer.wants] * 3]
    assert [method for method, _, _ in answer.asked] == ["POST", "PUT", "PUT", "PUT"]
    assert all(path.startswith("/rdf?repo=a&graph=https%3A%2F%2Fw3id.org%2F") for _, path, _ in answer.asked)
    wrong = command(trig_file, "--endpoint", address, "--user", "ana", COMMUNIQUE_PASSWORD="guess")
    assert (wrong.exit_code, len(wrong.stderr.splitlines())) == (2, 1)


def test_a_token_is_sent(answering: Callable[[Answer], str], trig_file: Path) -> None:
    answer = Answer(204)
    command(trig_file, "--endpoint", answering(answer), COMMUNIQUE_TOKEN="t0ken\n")
    assert {header for _, _, header in answer.asked} == {"Bearer t0ken"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(401, breaks_off=True), "401 Unauthorized (give --user"),
        (Answer(200, breaks_off=True), "the server breaks the request off"),
    ],
)
def test_a_server_that_hangs_up_is_asked_why(
    answer: Answer, words: str, answering: Callable[[Answer], str], trig_file: Path
) -> None:
    result = command(trig_file, "--endpoint", answering(answer))
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert words in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--endpoint", "http://127.0.0.1:1/store"], "no server answers: Connection refused"),
        (["--endpoint", "file:///etc/passwd"], "no address of a triplestore"),
        (["--endpoint", "localhost:7878/store"], "no address of a triplestore"),
        (["--endpoint", "http://ana:s3cret@127.0.0.1/store"], "give the user with --user"),
        (["--endpoint", "http://127.0.0.1/store", "--user", "ana"], "set COMMUNIQUE_PASSWORD"),
        (["--endpoint", "http://127.0.0.1/store", "--graph", "not an iri"], "--graph not an iri"),
    ],
)
def test_wrong_use_gets_one_line(arguments: list[str], words: str, trig_file: Path) -> None:
    result = command(trig_file, *arguments)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert words in result.stderr
    assert "s3cret" not in result.stderr


def test_a_file_that_is_cut_off_is_not_pushed_in_part(store: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text("".join(nquads(sample_graphs(), VOCABULARY)) + "<http://", encoding="utf-8")
    result = command(path, "--endpoint", f"{store}/store")
    assert result.exit_code == 2
    assert "not well-formed" in result.stderr
    assert held(store) == set()
