"""Media types: what an answer can be written as, and which of them a client prefers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize

from loader.queries import Result, render_turtle

#: Media type to format, the preferred one first; at the end names that clients use in place of the registered ones.
TABLES: Mapping[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
GRAPHS: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/x-turtle": RdfFormat.TURTLE,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
}

_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes best, ties in the order offered; None if it wants none.

    >>> choose("text/csv;q=0.5, application/*", ["text/csv", "application/json", "application/xml"])
    'application/json'
    >>> choose("", ["text/csv"]), choose("image/png", ["text/csv"]), choose("*/*;q=0", ["text/csv"])
    ('text/csv', None, None)
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    graded = [(_quality(name, ranges), -place, name) for place, name in enumerate(offered)]
    best = max(graded, default=(0.0, 0, ""))
    return best[2] if best[0] > 0 else None


def _range(part: str) -> tuple[str, float]:
    quality = _QUALITY.search(part)
    return part.partition(";")[0].strip().lower(), float(quality[1]) if quality else 1.0


def _quality(name: str, ranges: Sequence[tuple[str, float]]) -> float:
    """How much a media type is wanted: what the most specific range that covers it says."""
    told = dict(reversed(ranges))
    for pattern in (name, f"{name.partition('/')[0]}/*", "*/*"):
        if pattern in told:
            return told[pattern]
    return 0.0


def offers(result: Result) -> Sequence[str]:
    """The media types that a result can be written as."""
    return list(GRAPHS if isinstance(result, QueryTriples) else TABLES)


def render(result: Result, media_type: str, prefixes: Mapping[str, str]) -> bytes:
    """A result in one of the forms that ``offers`` names; triples are sorted, Turtle uses the ``prefixes``."""
    if isinstance(result, QuerySolutions | QueryBoolean):
        return result.serialize(format=TABLES[media_type]) or b""
    form = GRAPHS[media_type]
    if form == RdfFormat.TURTLE:
        return render_turtle(result, prefixes).encode()
    return serialize(sorted(set(result), key=str), format=form) or b""
