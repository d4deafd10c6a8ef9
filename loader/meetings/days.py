"""The day of an encounter that has none of its own: the day on which something is said to have been said there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loader.dates import DateExpression
from loader.meetings.model import Meeting
from loader.meetings.occasions import link_statements
from loader.meetings.scene import Scene
from loader.statements import Statement

_DAY = len("2024-04-05")


def date_by_statements(
    scene: Scene, statements: Sequence[Statement], meetings: tuple[Meeting, ...]
) -> tuple[Meeting, ...]:
    """The meetings again; those held on no known day get the one day of the statements made there."""
    linked = link_statements(scene.parsed, tuple(statements), meetings, scene.cast)
    return tuple(_dated(meeting, scene, linked) for meeting in meetings)


def _dated(meeting: Meeting, scene: Scene, linked: Sequence[Statement]) -> Meeting:
    if meeting.date is not None or meeting.status != "held":
        return meeting
    dates = [date for s in linked if s.occasion == meeting.id and (date := _day(s)) is not None]
    dates = dates or ([] if meeting.kind != "PressBriefing" else _of_lead(meeting, scene, linked))
    published = scene.parsed.article.published
    if len({date.edtf for date in dates}) != 1 or (published and str(dates[0].edtf) > published.isoformat()):
        return meeting
    return replace(meeting, date=dates[0])


def _day(statement: Statement) -> DateExpression | None:
    date = statement.date
    return date if date is not None and date.edtf is not None and len(date.edtf) == _DAY else None


def _of_lead(meeting: Meeting, scene: Scene, statements: Sequence[Statement]) -> list[DateExpression]:
    """The day of the lead, in which a spokesperson's state or ministry said what the briefing then tells."""
    speakers = [party.actor for party in meeting.participants if party.actor is not None]
    behind = {scene.side(key) for key in speakers} | {
        role.institution for key in speakers for role in scene.cast.actor(key).roles if role.institution
    }
    before = [s for s in statements if s.content[0].start < meeting.trigger.start]
    stateless = bool(speakers) and scene.side(speakers[0]) == speakers[0]
    lead = [s for s in before if behind & {p.actor for p in s.speakers} or (stateless and _by_state(s, scene))]
    return [date for s in lead if (date := _day(s)) is not None][:1]


def _by_state(statement: Statement, scene: Scene) -> bool:
    """Whether a state or its government speaks: a minister of no known country is its own."""
    keys = [party.actor for party in statement.speakers if party.actor is not None]
    return any(scene.cast.actor(key).kind in ("State", "Government") for key in keys)
