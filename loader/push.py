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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

import pyoxigraph as ox

from loader.store_client import Credentials, PushError, RefusedError, Sender

_ESCAPE = re.compile(rb"\\\\([uU])|\\.", re.DOTALL)


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
    credentials: Credentials = field(default_factory=Credentials)
    target: str | None = None
    size: int = 0
    timeout: float = 120


def push(quads: Iterable[ox.Quad], destination: Destination) -> Iterator[Outcome]:
    """Write quads into a store, graph by graph, as the outcomes are asked for.

    Raises:
        PushError: nothing can be written there; what was yielded until then is in the store.
    """
    make, _ = PROTOCOLS[destination.protocol]
    sender = Sender(destination.endpoint, destination.credentials, destination.timeout)
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
    "gsp": (store_request, 10_000),
    "update": (update_request, 1_000),
}
