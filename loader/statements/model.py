"""The record of a statement: one report, in one article, of something said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from loader.articles import Span
from loader.dates import DateExpression

Act = Literal["Assert", "Reject", "Request", "Propose", "Accuse", "Support", "Commit", "Warn"]
Quotation = Literal["direct", "indirect", "mixed", "nominal"]


@dataclass(frozen=True)
class Party:
    """Somebody who takes part in a statement or meeting: an actor's key, if known, and the words that name them."""

    actor: str | None
    span: Span | None


@dataclass(frozen=True)
class Statement:
    """One report, in one article, of something said. ``id`` is unique inside the article."""

    id: str
    content: tuple[Span, ...]
    quotation: Quotation
    act: Act
    rule: str
    confidence: float | None = None
    cue: Span | None = None
    source: Span | None = None
    speakers: tuple[Party, ...] = ()
    on_behalf_of: str | None = None
    targets: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()
    occasion: str | None = None
    about: str | None = None
    within: str | None = None
    date: DateExpression | None = None


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties in text order; an actor named twice stays once, where it is named first."""
    kept: dict[str | int, Party] = {}
    for party in sorted(parties, key=lambda p: (p.span.start, p.span.end) if p.span else (-1, -1)):
        kept.setdefault(party.actor or (party.span.start if party.span else -1), party)
    return tuple(kept.values())
