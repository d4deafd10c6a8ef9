"""The record of an encounter, as one article reports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loader.articles import Span
from loader.dates import DateExpression
from loader.places import PlaceMention
from loader.statements import Party

MeetingKind = Literal["PressBriefing", "Talks", "Summit", "Visit", "Consultations", "Meeting", "Gathering", "PhoneCall"]
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
