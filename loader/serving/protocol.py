"""The SPARQL 1.1 Protocol on an embedded store: what each request is answered with. No network here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store

from loader.queries import Result
from loader.serving.forms import choose, offers, render

LONGEST = 1 << 20  # bytes of a query; also of a form that holds one
METHODS = "GET, HEAD, POST, OPTIONS"
HTML, TEXT, TURTLE = "text/html", "text/plain", "text/turtle"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_CUT = 300  # characters of an error's line

DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

<>
    a sd:Service ;
    sd:endpoint <> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat
        formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV, formats:SPARQL_Results_TSV,
        formats:Turtle, formats:N-Triples, formats:RDF_XML, formats:JSON-LD .
"""

# Strings, IRIs, comments, variables and names, in which the keyword is none; then the keyword, wherever it stands: the
# store's grammar needs no space around it, and reads "SERVICE:x" as the keyword too.
_SERVICE = re.compile(
    r'"{3}(?:[^"\\]|\\.|"(?!""))*"{3}|\'{3}(?:[^\'\\]|\\.|\'(?!\'\'))*\'{3}|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n\r]*|[?$@]\w+|(?!\w*service)[\w.-]*:[\w.%-]*|(?P<service>SERVICE)",
    re.IGNORECASE | re.DOTALL,
)


class ProtocolError(Exception):
    """A request that gets no result: an HTTP status and one line that says why."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status = status


@dataclass(frozen=True)
class Request:
    """What of an HTTP request counts here. ``parameters`` is what follows the question mark of its address."""

    method: str
    parameters: str = ""
    accept: str = ""
    content_type: str = ""
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """An HTTP status, a body and its media type."""

    status: int
    media_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """A query and the graphs that it is asked of: those the request names, else all of them as one."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Endpoint:
    """A store to ask, the prefixes that Turtle is written with (by namespace), and the page that browsers get.

    Queries that call other endpoints (SERVICE) are refused unless it is ``federated``: any web page open in the
    user's browser may ask a server on localhost, and would have this one speak to the user's network.
    """

    store: Store
    prefixes: Mapping[str, str]
    page: bytes = b""
    federated: bool = False


def answer(endpoint: Endpoint, request: Request) -> Answer:
    """What a request to the endpoint gets; errors are one line of plain text."""
    try:
        return _answer(endpoint, request)
    except ProtocolError as error:
        allow = (("Allow", METHODS),) if error.status == 405 else ()
        return Answer(error.status, f"{TEXT}; charset=utf-8", f"{error}\n".encode(), allow)


def _answer(endpoint: Endpoint, request: Request) -> Answer:
    if request.method == "OPTIONS":
        return Answer(204, TEXT, b"", (("Allow", METHODS),))
    if request.method not in METHODS.split(", "):
        raise ProtocolError(405, f"{request.method} is not allowed here; use {METHODS}")
    if request.method != "POST" and wants_page(endpoint, request):
        return Answer(200, f"{HTML}; charset=utf-8", endpoint.page)
    if request.method != "POST" and not request.parameters:
        if choose(request.accept, [TURTLE]) is None:
            raise ProtocolError(400, "a query is missing: ?query=…")
        return Answer(200, f"{TURTLE}; charset=utf-8", DESCRIPTION.encode())
    result = ask(endpoint, read_query(request))
    media_type = choose(request.accept, offers(result))
    if media_type is None:
        raise ProtocolError(406, f"the result can be had as {', '.join(offers(result))}")
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Answer(200, media_type + charset, _rendered(result, media_type, endpoint))


def wants_page(endpoint: Endpoint, request: Request) -> bool:
    """Whether a browser asks for something to look at."""
    return bool(endpoint.page) and HTML in request.accept.lower() and choose(request.accept, [HTML, TEXT]) == HTML


def _rendered(result: Result, media_type: str, endpoint: Endpoint) -> bytes:
    try:
        return render(result, media_type, endpoint.prefixes)
    except (OSError, RuntimeError, ValueError) as error:  # what goes wrong while rows are made
        raise ProtocolError(500, _line(f"the query failed: {error}")) from error


def read_query(request: Request) -> Asked:
    """The query of a request, in one of the three ways of the protocol.

    Raises:
        ProtocolError: it has none, several, an update, or is not one of the three ways.
    """
    fields = _fields(request.parameters)
    kind = request.content_type.partition(";")[0].strip().lower()
    if request.method == "POST":
        if kind == UPDATE:
            raise ProtocolError(403, "this endpoint is read-only: updates are refused")
        if kind not in (FORM, QUERY):
            raise ProtocolError(415, f"a POST is {QUERY} or {FORM}, not {kind or 'of no type'}")
        body = _text(request.body)
        fields += _fields(body) if kind == FORM else [("query", body)]
    if any(name == "update" for name, _ in fields):
        raise ProtocolError(403, "this endpoint is read-only: updates are refused")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise ProtocolError(400, f"{'several queries' if queries else 'no query'}; a request has one")
    graphs = {
        key: tuple(value for name, value in fields if name == key) for key in ("default-graph-uri", "named-graph-uri")
    }
    return Asked(queries[0], *graphs.values())


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "the request is not UTF-8") from error


def _fields(encoded: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise ProtocolError(400, f"the parameters of the request cannot be read: {error}") from error


def ask(endpoint: Endpoint, asked: Asked) -> Result:
    """The result of a query.

    Raises:
        ProtocolError: it is not SPARQL, calls other endpoints, or names a graph by what is no IRI.
    """
    if not endpoint.federated and calls_others(asked.text):
        raise ProtocolError(403, "SERVICE is refused: start the server with --federated to let queries ask others")
    try:
        return _query(endpoint.store, asked)
    except SyntaxError as error:
        raise ProtocolError(400, syntax_line(error)) from error
    except ValueError as error:
        raise ProtocolError(400, _line(f"a graph's name is no IRI: {error}")) from error
    except (OSError, RuntimeError) as error:
        raise ProtocolError(500, _line(f"the query failed: {error}")) from error


def _query(store: Store, asked: Asked) -> Result:
    if not asked.default_graphs and not asked.named_graphs:
        return store.query(asked.text, use_default_graph_as_union=True)
    default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in asked.default_graphs]
    named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in asked.named_graphs]
    return store.query(asked.text, default_graph=default, named_graphs=named)


def calls_others(query: str) -> bool:
    """Whether a query has the keyword SERVICE.

    >>> calls_others("SELECT * { service <http://e.org/> { ?s ?p ?o } }")
    True
    >>> calls_others('# SERVICE\\nSELECT ?service { ?service a <http://e.org/SERVICE#>, e:SERVICE, "SERVICE {" }')
    False
    """
    return any(found["service"] for found in _SERVICE.finditer(query))


def syntax_line(error: SyntaxError) -> str:
    """What is wrong with a query, on one line.

    >>> syntax_line(SyntaxError("error at 1:20: expected OPTIONAL"))
    'the query is not well-formed: line 1, column 20: expected OPTIONAL'
    """
    where = re.sub(r"^error at (\d+):(\d+)", r"line \1, column \2", str(error))
    return _line(f"the query is not well-formed: {where}")


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CUT else f"{line[: _CUT - 1]}…"
