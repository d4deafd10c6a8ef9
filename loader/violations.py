"""What validation found: results, their order, and where to look for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import pyoxigraph as ox

from loader.vocab import PREFIXES

Severity = Literal["Violation", "Warning", "Info"]

_QUOTE = 120  # characters of evidence shown with a violation
_CQ, _OA = PREFIXES["cq"], PREFIXES["oa"]
_REPORTED_IN, _EVIDENCE = ox.NamedNode(f"{_CQ}reportedIn"), ox.NamedNode(f"{_CQ}evidence")
_REPORT = ox.NamedNode(f"{_CQ}report")
_ARTICLE, _TYPE = ox.NamedNode(f"{_CQ}Article"), ox.NamedNode(f"{PREFIXES['rdf']}type")
_START, _EXACT = ox.NamedNode(f"{_OA}start"), ox.NamedNode(f"{_OA}exact")


@dataclass(frozen=True)
class Violation:
    """One validation result, of any severity. Terms are written as in N-Triples.

    ``article`` and ``quote`` say where to look: the article that the focus node is reported in, and the words
    that are its evidence; for a node of no one article, those of a node that it is linked with.
    """

    focus: str
    path: str | None
    value: str | None
    severity: Severity
    message: str
    shape: str
    component: str
    article: str | None = None
    quote: str | None = None

    @property
    def breaks(self) -> bool:
        """Whether it is a Violation in SHACL's sense, and not a Warning or Info."""
        return self.severity == "Violation"


def in_order(violations: Iterable[Violation], store: ox.Store) -> tuple[Violation, ...]:
    """Each violation once, with its article and words, sorted by article and node."""
    placed = {_placed(violation, store) for violation in violations}
    return tuple(sorted(placed, key=_key))


def _key(violation: Violation) -> tuple[str, ...]:
    v = violation
    fields = (v.article, v.focus, v.path, v.value, v.shape, v.component, v.message, v.severity)
    return tuple(field or "" for field in fields)


def _placed(violation: Violation, store: ox.Store) -> Violation:
    """A violation with the article that its node is reported in, and the words that are its evidence."""
    if not violation.focus.startswith("<"):
        return violation
    node = ox.NamedNode(violation.focus[1:-1])
    for near in _near(node, store):
        if ox.Quad(near, _TYPE, _ARTICLE) in store:
            return replace(violation, article=str(near))
        articles = sorted(str(quad.object) for quad in store.quads_for_pattern(near, _REPORTED_IN, None))
        if articles:
            return replace(violation, article=articles[0], quote=_quoted(node, store) or _quoted(near, store))
    return replace(violation, quote=_quoted(node, store))


def _near(node: ox.NamedNode, store: ox.Store) -> Iterator[ox.NamedNode]:
    """A node, the reports of an encounter, and what points at a place, an actor or anything else of no one article."""
    yield node
    reports = {quad.object for quad in store.quads_for_pattern(node, _REPORT, None)}
    pointing = {quad.subject for quad in store.quads_for_pattern(None, None, node)}
    for nodes in (reports, pointing):
        yield from sorted((near for near in nodes if isinstance(near, ox.NamedNode)), key=str)


def _quoted(node: ox.NamedNode, store: ox.Store) -> str | None:
    """The longest evidence, which is that of the content where cue and source have some of their own."""
    evidence = [quad.object for quad in store.quads_for_pattern(node, _EVIDENCE, None)]
    found = [_start_and_words(part, store) for part in (*evidence, node) if isinstance(part, ox.NamedNode)]
    _, words = min(found, key=lambda part: (-len(part[1]), part[0]))
    if not words:
        return None
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE - 1]}…"


def _start_and_words(evidence: ox.NamedNode, store: ox.Store) -> tuple[int, str]:
    start, words = (_value(evidence, predicate, store) for predicate in (_START, _EXACT))
    return int(start) if start.isdecimal() else 0, words


def _value(node: ox.NamedNode, predicate: ox.NamedNode, store: ox.Store) -> str:
    values = (quad.object for quad in store.quads_for_pattern(node, predicate, None))
    return min((value.value for value in values if isinstance(value, ox.Literal)), default="")
