"""A graph into any triplestore: by the SPARQL 1.1 Graph Store Protocol, or by SPARQL 1.1 Update.

Each named graph of the file, one an article, replaces the graph of that name in the store, so that pushing again
changes nothing and an interrupted push is simply done again. What the file has in no named graph is only added to
the store's default graph, which may hold what is not ours.

Requests are bounded: a graph of many triples goes in batches, of which the first replaces and the others add.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from loader.explain import one_line

#: Answers that say the address or the credentials are wrong, not the graph: the next graph would get the same.
HOPELESS = frozenset({301, 302, 303, 307, 308, 401, 403, 404, 405, 407, 501})

_WORDS = 300  # characters of the server's own words in an error
_MARKUP = re.compile(r"<(style|script|title).*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_ESCAPE = re.compile(rb"\\\\([uU])|\\.", re.DOTALL)


class PushError(Exception):
    """The store cannot be written to at all: unreachable, another address, other credentials."""


class RefusedError(Exception):
    """The store does not take a graph; the message has its words."""


@dataclass(frozen=True)
class Credentials:
    """A user with a password (HTTP Basic or Digest, as the server asks), or a bearer token, or nothing."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def header(self, basic: bool) -> str | None:
        """The header that says who we are: the user only where the server is known to want HTTP Basic."""
        if self.user is not None:
            pair = f"{self.user}:{self.password or ''}".encode()
            return f"Basic {b64encode(pair).decode()}" if basic else None
        return f"Bearer {self.token}" if self.token else None


@dataclass(frozen=True)
class Batch:
    """Triples for one request. ``graph`` is None for the default graph; ``last`` ends a stretch of the graph."""

    graph: str | None
    triples: list[ox.Triple]
    replaces: bool
    last: bool


@dataclass(frozen=True)
class Outcome:
    """What became of a stretch of triples of one graph: pushed, or refused for a reason."""

    graph: str | None
    triples: int
    refused: str | None = None


@dataclass(frozen=True)
class Destination:
    """A store and how it is written to.

    ``endpoint`` is the address of the store's Graph Store Protocol, or of its updates; ``protocol`` one of
    ``PROTOCOLS``. ``target`` is the named graph for triples that are in none, None the default graph. ``size`` is
    triples a request (0: the protocol's own number), ``timeout`` seconds to wait for an answer.
    """

    endpoint: str
    protocol: str = "gsp"
    credentials: Credentials = Credentials()
    target: str | None = None
    size: int = 0
    timeout: float = 120


def push(quads: Iterable[ox.Quad], destination: Destination) -> Iterator[Outcome]:
    """Write quads into a store, graph by graph, as the outcomes are asked for.

    Raises:
        PushError: nothing can be written there; what was yielded until then is in the store.
    """
    make, _ = PROTOCOLS[destination.protocol]
    sender = Sender(destination)
    count, refused = 0, None
    for batch in batches(quads, destination):
        if refused is None:
            try:
                sender.send(make(destination.endpoint, batch))
                count += len(batch.triples)
            except RefusedError as error:
                refused = str(error)
        if batch.last:
            yield Outcome(batch.graph, count, refused)
            count, refused = 0, None


def batches(quads: Iterable[ox.Quad], destination: Destination) -> Iterator[Batch]:
    """Cut quads into batches, in order. After a blank node a graph is not cut: no request knows another's.

    Raises:
        PushError: a graph with blank nodes stands in several places, which would tear them apart; or a blank node
            names a graph.
    """
    size = destination.size or PROTOCOLS[destination.protocol][1]
    seen: set[str | None] = set()
    for graph, stretch in groupby(quads, key=lambda quad: _graph_name(quad, destination.target)):
        replaces = graph is not None and graph not in seen
        blank = False
        held: list[ox.Triple] = []
        for quad in stretch:
            if len(held) >= size and not blank:
                yield Batch(graph, held, replaces, False)
                held, replaces = [], False
            held.append(quad.triple)
            blank = blank or _has_blank(quad)
            if blank and graph in seen:
                raise PushError(f"{graph or 'the default graph'} has blank nodes and stands in several pieces: sort it")
        yield Batch(graph, held, replaces, True)
        seen.add(graph)


def _graph_name(quad: ox.Quad, target: str | None) -> str | None:
    if isinstance(quad.graph_name, ox.BlankNode):
        raise PushError("a graph is named by a blank node, and no store can replace that: name it by an IRI")
    return target if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value


def _has_blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def store_request(endpoint: str, batch: Batch) -> urllib.request.Request:
    """A batch by the Graph Store Protocol: PUT replaces a graph, POST adds to it. All stores take Turtle."""
    joint = "&" if urllib.parse.urlsplit(endpoint).query else "?"
    named = "default" if batch.graph is None else f"graph={urllib.parse.quote(batch.graph, safe='')}"
    return urllib.request.Request(
        f"{endpoint}{joint}{named}",
        ntriples(batch.triples),
        {"Content-Type": "text/turtle"},
        method="PUT" if batch.replaces else "POST",
    )


def update_request(endpoint: str, batch: Batch) -> urllib.request.Request:
    """A batch by SPARQL Update: the graph is dropped first, in the same request, if the batch replaces it."""
    # Unlike Turtle, SPARQL reads \\uXXXX before all else, even behind another backslash. So "u" is written so there.
    lines = _ESCAPE.sub(lambda m: rb"\\\u%04X" % ord(m[1]) if m[1] else m[0], ntriples(batch.triples))
    if batch.graph is None:
        body = b"INSERT DATA {\n%s}" % lines
    else:
        name = f"<{batch.graph}>".encode()
        drop = b"DROP SILENT GRAPH %s ;\n" % name if batch.replaces else b""
        body = b"%sINSERT DATA { GRAPH %s {\n%s} }" % (drop, name, lines)
    return urllib.request.Request(endpoint, body, {"Content-Type": "application/sparql-update"}, method="POST")


def ntriples(triples: list[ox.Triple]) -> bytes:
    """Triples as N-Triples, which is Turtle too."""
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


#: Protocols by their names on the command line, and the triples that a request holds. Virtuoso compiles an update to
#: SQL and takes no more than some thousand triples in one.
PROTOCOLS: dict[str, tuple[Callable[[str, Batch], urllib.request.Request], int]] = {
    "gsp": (store_request, 50_000),
    "update": (update_request, 1_000),
}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected POST would become a GET and lose its triples in silence."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Answers a server that asks for Digest, and no other: urllib's own stops at those with a ``ValueError``."""

    def http_error_auth_reqed(self, auth_header: str, host: str, req: Any, headers: HTTPMessage) -> Any:
        if headers.get(auth_header, "").lower().startswith("digest"):
            return super().http_error_auth_reqed(auth_header, host, req, headers)
        return None


@dataclass
class Sender:
    """Sends requests to a store, with the credentials in the way that the server asks for.

    A user and password are sent only when asked for, and by HTTP Basic from then on: Virtuoso, which wants Digest,
    does not say so to who comes with Basic.

    Raises:
        PushError: the address is none of HTTP.
    """

    destination: Destination
    opener: urllib.request.OpenerDirector = field(init=False)
    basic: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        endpoint, credentials = self.destination.endpoint, self.destination.credentials
        parts = urllib.parse.urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
            raise PushError(f"{endpoint}: no address of a triplestore; it starts with http:// or https://")
        if parts.username is not None:
            raise PushError("give the user with --user, not in the address")
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if credentials.user is not None:
            site = f"{parts.scheme}://{parts.netloc}/"
            known.add_password(None, site, credentials.user, credentials.password or "")
        self.opener = urllib.request.build_opener(_NoRedirect(), _Digest(known))

    def send(self, request: urllib.request.Request) -> None:
        """Send a request.

        Raises:
            RefusedError: the server does not take this one.
            PushError: it takes none, or there is no server.
        """
        endpoint, credentials = self.destination.endpoint, self.destination.credentials
        if header := credentials.header(self.basic):
            request.add_header("Authorization", header)
        try:
            self.opener.open(request, timeout=self.destination.timeout).close()
        except urllib.error.HTTPError as error:
            asked = error.headers.get("WWW-Authenticate", "").lower()
            if error.code == 401 and credentials.user is not None and not self.basic and "digest" not in asked:
                error.close()
                self.basic = True
                self.send(request)
                return
            raise _told(endpoint, error) from error
        except (OSError, HTTPException, ValueError) as error:
            raise PushError(f"{endpoint}: {_unreachable(error)}") from error


def _told(endpoint: str, error: urllib.error.HTTPError) -> PushError | RefusedError:
    """What a server's refusal comes to, in its own words."""
    with error:
        body = error.read(20_000) if error.fp else b""
        words = one_line(_MARKUP.sub(" ", body.decode("utf-8", "replace")))
    said = f"the server says {error.code} {one_line(error.reason)}"
    said += f": {words[:_WORDS]}" if words else ""
    if error.code not in HOPELESS:
        return RefusedError(said)
    advice = {
        401: "give --user and COMMUNIQUE_PASSWORD, or COMMUNIQUE_TOKEN",
        403: "this user may not write there",
        404: "see which address the store has for the protocol",
        405: "see which address the store has for the protocol",
    }.get(error.code)
    if 300 <= error.code < 400:
        advice = f"its address is {one_line(error.headers.get('Location', 'another'))}"
    return PushError(f"{endpoint}: {said}" + (f" ({advice})" if advice else ""))


def _unreachable(error: Exception) -> str:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return "the server does not answer in time"
    if isinstance(reason, OSError):
        return f"no server answers: {reason.strerror or one_line(str(reason))}"
    return f"no answer that makes sense: {type(reason).__name__}"
