"""From a parsed article to its meetings: mentions brought together, one record an encounter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loader.dates import DateExpression
from loader.meetings.company import company
from loader.meetings.encounters import Report, gather, kind_of, lead, status_of
from loader.meetings.model import Meeting
from loader.meetings.reports import find_reports
from loader.meetings.scene import make_scene
from loader.meetings.triggers import Triggers
from loader.mentions import Cast
from loader.nlp import ParsedArticle
from loader.places import PlaceMention
from loader.statements import Party, Statement


def find_meetings(
    parsed: ParsedArticle,
    cast: Cast,
    statements: tuple[Statement, ...],
    dates: tuple[DateExpression, ...],
    places: tuple[PlaceMention, ...],
    triggers: Triggers,
) -> tuple[Meeting, ...]:
    """The meetings of an article, one per encounter, in text order."""
    scene = make_scene(parsed, cast, dates, places, triggers)
    meetings = (_meeting(group, company(group, scene, statements)) for group in gather(find_reports(scene)))
    kept = [meeting for meeting in meetings if meeting is not None]
    return tuple(replace(meeting, id=f"m{number}") for number, meeting in enumerate(kept, start=1))


def _counts(group: Sequence[Report], parties: Sequence[Party]) -> bool:
    """Whether what is said makes an encounter: somebody takes part, and a loose word has company."""
    settled = any(each.date or each.location for each in group)
    if all(each.generic for each in group):
        return len(parties) >= 2 or (bool(parties) and settled)
    return bool(parties)


def _meeting(group: Sequence[Report], parties: tuple[Party, ...]) -> Meeting | None:
    if not _counts(group, parties):
        return None
    first = lead(group)
    return Meeting(
        id="",
        kind=kind_of(group),
        status=status_of(group),
        trigger=first.trigger,
        rule=first.rule,
        mentions=tuple(each.trigger for each in group if each is not first),
        location=next((each.location for each in group if each.location), None),
        date=next((each.date for each in group if each.date), None),
        participants=parties,
        ordinal=next((each.ordinal for each in group if each.ordinal is not None), None),
        note=next((each.judgement.remark for each in group if each.judgement.remark), None),
    )
