"""Who met whom, where, when, and whether it was held, is scheduled, was proposed or ruled out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loader.articles import Span
from loader.dates import DateExpression
from loader.mentions import Cast
from loader.nlp import ParsedArticle
from loader.places import PlaceMention
from loader.statements import Party, Statement

MeetingKind = Literal[
    "PressBriefing", "Talks", "Summit", "Visit", "Consultations", "Meeting", "Gathering", "PhoneCall"
]
Status = Literal["held", "scheduled", "proposed", "ruledOut"]


@dataclass(frozen=True)
class Meeting:
    """What one article says of one encounter. ``trigger`` is the head of its first full mention."""

    id: str
    kind: MeetingKind
    status: Status
    trigger: Span
    rule: str
    confidence: float | None = None
    mentions: tuple[Span, ...] = ()
    location: PlaceMention | None = None
    date: DateExpression | None = None
    participants: tuple[Party, ...] = ()
    host: str | None = None
    organizer: str | None = None
    series: str | None = None
    ordinal: int | None = None
    note: str | None = None


def find_meetings(
    parsed: ParsedArticle,
    cast: Cast,
    statements: tuple[Statement, ...],
    dates: tuple[DateExpression, ...],
    places: tuple[PlaceMention, ...],
) -> tuple[Meeting, ...]:
    """The meetings of an article, one per encounter, in text order."""
    return ()


def link_statements(
    parsed: ParsedArticle, statements: tuple[Statement, ...], meetings: tuple[Meeting, ...]
) -> tuple[Statement, ...]:
    """The statements again, each with the meeting it was made at (occasion) and the one it speaks of (about)."""
    return statements
