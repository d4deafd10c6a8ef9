"""From a parsed article to its meetings: mentions brought together, one record an encounter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from loader.articles import Article, Span
from loader.dates import DateExpression
from loader.edtf import edtf_range
from loader.meetings.answers import answered
from loader.meetings.channel import by_telephone, kind_in
from loader.meetings.company import company
from loader.meetings.days import date_by_statements
from loader.meetings.dialogue import Exchange, as_report, find_exchanges, is_report_of
from loader.meetings.encounters import IN_ROUNDS, Report, everyone, gather, lead, status_of
from loader.meetings.model import Meeting
from loader.meetings.reports import find_reports
from loader.meetings.scene import Scene, make_scene
from loader.meetings.settings import later
from loader.meetings.surroundings import place_by_surroundings
from loader.meetings.triggers import Triggers
from loader.mentions import Cast
from loader.nlp import ParsedArticle
from loader.places import PlaceMention
from loader.statements import Party, Statement

_TALKING = frozenset({"Talks", "Meeting", "Consultations"})
_SAME_PASSAGE = 600  # characters from an encounter within which those who answer each other do it there
_MONTH = len("2024-04")
_FORTNIGHT = 14
_SPOKEN_AT = frozenset({"PressBriefing", "Gathering"})
_WITHOUT = frozenset({"Summit", "Talks", "PressBriefing"})  # count by place or day alone: "the Doha talks collapsed"
Value = TypeVar("Value")


def find_meetings(  # noqa: PLR0913, PLR0917 - all that was found in the article before
    parsed: ParsedArticle,
    cast: Cast,
    statements: tuple[Statement, ...],
    dates: tuple[DateExpression, ...],
    places: tuple[PlaceMention, ...],
    triggers: Triggers,
) -> tuple[Meeting, ...]:
    """The meetings of an article, one per encounter, in text order."""
    scene = make_scene(parsed, cast, dates, places, triggers)
    exchanges = find_exchanges(scene, statements)
    groups = gather(answered(find_reports(scene), scene))
    kept: list[Meeting] = []
    remote: set[Span] = set()
    for group in groups:
        counted, before = all(each.counts for each in group), _before(group, kept)
        own = everyone(group) if counted and before else company(group, scene, statements, exchanges)
        parties = own or (before.participants if before is not None else ()) or _unresolved(group)
        if _counts(group, parties):
            found = _meeting(group, parties, scene)
            kept.append(replace(found, kind=before.kind) if before is not None and counted and not own else found)
            remote |= {kept[-1].trigger} if by_telephone(group, parties, scene) else set()
    for talk in _only_talked(exchanges, kept, scene, statements):
        kept.append(_meeting(talk, talk[0].participants, scene))
        remote |= {kept[-1].trigger} if by_telephone(talk, talk[0].participants, scene) else set()
    kept.sort(key=lambda meeting: min((meeting.trigger, *meeting.mentions)))
    kept = place_by_surroundings(kept, groups, scene, statements)
    kept = [replace(m, kind="PhoneCall") if m.trigger in remote and m.location is None else m for m in kept]
    numbered = tuple(replace(meeting, id=f"m{number}") for number, meeting in enumerate(kept, start=1))
    return date_by_statements(scene, statements, numbered)


def _only_talked(
    exchanges: Sequence[Exchange], kept: Sequence[Meeting], scene: Scene, statements: Sequence[Statement]
) -> list[tuple[Report, ...]]:
    """The talks of which an article tells nothing but who said what to whom; none where it speaks of a letter."""
    if scene.written:
        return []
    held = [meeting for meeting in kept if meeting.status == "held"]
    return [
        (as_report(each),)
        for each in exchanges
        if each.opens
        and len(each.parties) > 1
        and is_report_of(each, scene, statements)
        and not any(_same_talk(each, m) for m in held)
    ]


def _same_talk(exchange: Exchange, meeting: Meeting) -> bool:
    """Whether what people say to each other is said at an encounter: theirs, or the one that was told just before."""
    present = {party.actor for party in meeting.participants}
    before = [span for span in (meeting.trigger, *meeting.mentions) if span.start < exchange.cue.start]
    just_told = meeting.kind in _TALKING and any(exchange.cue.start - span.end < _SAME_PASSAGE for span in before)
    return just_told or len(present & exchange.keys) > 1


def _unresolved(group: Sequence[Report]) -> tuple[Party, ...]:
    """Those of whom nothing is known but what they are, where the encounter has a place or a day."""
    settled = any(each.date or each.location for each in group)
    return next((each.unresolved for each in group if each.unresolved), ()) if settled else ()


def _before(group: Sequence[Report], kept: Sequence[Meeting]) -> Meeting | None:
    """The talks before, of which "the next round" is one more where it has only a place or a date of its own."""
    again = any(each.definite or each.ordinal for each in group)
    if not again or not any((each.date or each.location) and each.kind in _TALKING for each in group):
        return None
    talks = (meeting for meeting in reversed(kept) if meeting.kind in _TALKING)
    if all(each.counts for each in group):
        talks = (meeting for meeting in talks if meeting.kind in IN_ROUNDS or meeting.ordinal is not None)
    return next(talks, None)


def _counts(group: Sequence[Report], parties: Sequence[Party]) -> bool:
    """Whether what is said makes an encounter: somebody takes part, and a loose word has company."""
    settled = any(each.date or each.location for each in group)
    if not parties:
        named = (each for each in group if each.kind in _WITHOUT or each.happens)
        return settled and any(not (each.ours or each.verbal) and (each.ordinal or not each.generic) for each in named)
    if all(each.generic for each in group):
        if group[0].kind in _SPOKEN_AT and any(each.rule == "occasion" for each in group):
            return bool(parties)  # "noted at a briefing"
        if group[0].kind == "Visit" and any(each.judgement.remark for each in group):
            return bool(parties)  # "the minister's trip was cancelled"
        return len(parties) >= 2 or (bool(parties) and settled)
    return bool(parties)


def _date(group: Sequence[Report], article: Article) -> DateExpression | None:
    """The first date of an encounter, or what a later mention makes of it more exactly ("next month", "on May 5").

    One after the article's own is none of an encounter that was held.
    """
    dates, published = [each.date for each in group if each.date is not None], article.published
    if status_of(group) == "held" and published is not None:
        dates = [date for date in dates if not later(date, published.isoformat())]
    to_come = status_of(group) != "held" and not any(each.judgement.remark for each in group)
    if dates and to_come and published is not None and article.quote(dates[0].span).isalpha():
        return _to_come(dates[0], published)
    return _finest(dates) if dates else None


def _finest(dates: Sequence[DateExpression]) -> DateExpression:
    """The first date; where it is wider than a day, the first later one that lies in it; or all the days from it on."""
    first, ranges = dates[0], [edtf_range(each.edtf or "") for each in dates]
    whole = ranges[0]
    for each, days in zip(dates, ranges, strict=True):
        if whole is None or days is None or days == whole:
            continue
        within = whole[0] <= days[0] and days[1] <= whole[1]
        onwards = whole[0] == whole[1] == days[0] and "/" in (each.edtf or "") and (days[1] - days[0]).days < _FORTNIGHT
        if within or onwards:
            return each
    return first


def _to_come(date: DateExpression, published: dt.date) -> DateExpression:
    """A month without a year that is still to come: "invited her for the summit in December"."""
    month, value = date.edtf or "", date.value or ""
    if len(month) != _MONTH or not month[:4].isdigit() or month >= published.isoformat()[:_MONTH] or value != month:
        return date
    following = f"{int(month[:4]) + 1}{month[4:]}"
    return replace(date, edtf=following, value=following) if int(following[:4]) <= published.year + 1 else date


def _meeting(group: Sequence[Report], parties: tuple[Party, ...], scene: Scene) -> Meeting:
    first = lead(group)
    return Meeting(
        id="",
        kind=kind_in(group, scene),
        status=status_of(group),
        trigger=first.trigger,
        rule=first.rule,
        confidence=scene.triggers.confidences.get(first.rule),
        mentions=tuple(each.trigger for each in group if each is not first),
        location=_first(each.location for each in group),
        date=_date(group, scene.parsed.article),
        participants=parties,
        host=_first(each.host for each in group),
        organizer=_first(each.organizer for each in group),
        series=_first(each.series for each in group),
        ordinal=_first(each.ordinal for each in group),
        note=_first(
            each.judgement.remark or None for each in group if each.judgement.status in (None, status_of(group))
        ),
    )


def _first(values: Iterable[Value | None]) -> Value | None:
    return next((value for value in values if value is not None), None)
