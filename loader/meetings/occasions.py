"""The meeting at which a statement was made, and the one it speaks of.

A statement has an occasion where its own clause names one ("at her weekly briefing, she said"), and where the same
speaker goes on speaking: until the speaker's words are dated or placed elsewhere ("in an earlier interview").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from loader.articles import Span
from loader.dates import DateExpression
from loader.meetings.delegates import Sides, delegated, voiced_by_another
from loader.meetings.elsewhere import is_elsewhere
from loader.meetings.floor import Floor, conversations, faces_another, opens_it, speak_together, stands_beside
from loader.meetings.grammar import is_verb
from loader.meetings.model import Meeting
from loader.meetings.speaking import Occasion, find_occasions
from loader.mentions import Cast
from loader.nlp import ParsedArticle
from loader.statements import Party, Statement

_DAYS_LONG = re.compile(r"\b(?!one\b)[\w]+[- ]day(?: [\w-]+){0,3} $", re.IGNORECASE)
_NEAR = 40
_DAY = len("2024-04-05")


@dataclass(frozen=True)
class Course:
    """The course of an article: its conversations, those at which somebody is said to speak, and who has the floor.

    ``tellers`` are those who tell of a conversation themselves, by its id.
    """

    parsed: ParsedArticle
    talks: Sequence[Meeting]
    spoken_at: Sequence[Meeting]
    floor: Floor
    tellers: Mapping[str, set[str]]


def link_statements(
    parsed: ParsedArticle, statements: tuple[Statement, ...], meetings: tuple[Meeting, ...], cast: Cast | None = None
) -> tuple[Statement, ...]:
    """The statements again, each with the meeting it was made at (occasion) and the one it speaks of (about).

    What has no date of its own was said on the day of its occasion. The ``cast`` tells who speaks for whom.
    """
    spoken_at = tuple(find_occasions(parsed, meetings))
    sides = Sides(parsed, cast or Cast(()))
    made_at = _occasions_of(sides, statements, spoken_at, conversations(meetings)) | _turns(statements, meetings)
    days = {meeting.id: None if _lasts(parsed, meeting) else meeting.date for meeting in meetings}
    mentions = sorted((span, meeting.id) for meeting in meetings for span in (meeting.trigger, *meeting.mentions))
    linked = (replace(s, occasion=made_at.get(s.id), about=_about(s, mentions)) for s in statements)
    return tuple(replace(s, date=_day_of(parsed, s, days[s.occasion])) if s.occasion else s for s in linked)


def _lasts(parsed: ParsedArticle, meeting: Meeting) -> bool:
    """Whether an encounter takes several days, on any of which something may have been said: "the two-day session"."""
    text = parsed.article.text
    before = (text[max(0, span.start - _NEAR) : span.start] for span in (meeting.trigger, *meeting.mentions))
    return any(_DAYS_LONG.search(words) for words in before)


def _day_of(parsed: ParsedArticle, statement: Statement, held: DateExpression | None) -> DateExpression | None:
    """The date in the statement's own words, else that of its occasion, else the one carried over to it."""
    said, words = statement.date, parsed.tokens(statement.cue or statement.content[0])
    if held is not None and held.edtf is not None and len(held.edtf) != _DAY:
        held = None  # one of several days, or some day of a month
    if said is None or held is None or words is None:
        return said or held
    return said if words.sent.start_char <= said.span.start < words.sent.end_char else held


def _turns(statements: Sequence[Statement], meetings: Sequence[Meeting]) -> dict[str, str]:
    """The turns of a transcript were all spoken at the encounter that its head tells of first."""
    turns = [statement for statement in statements if statement.rule == "label"]
    start = min(map(_position, turns), default=0)
    before = sorted((m.trigger, m.id) for m in meetings if m.status == "held" and m.trigger.end <= start)
    return {turn.id: before[0][1] for turn in turns} if before else {}


def _about(statement: Statement, mentions: Sequence[tuple[Span, str]]) -> str | None:
    """The first meeting that the content mentions."""
    inside = (name for span, name in mentions for part in statement.content if part.contains(span))
    return next(inside, None)


def _occasions_of(
    sides: Sides, statements: Sequence[Statement], occasions: Sequence[Occasion], talks: Sequence[Meeting]
) -> dict[str, str]:
    """The occasion of each statement by its id, told in the order of the text."""
    parsed, ordered = sides.parsed, sorted(statements, key=_position)
    opening = sorted((o for o in occasions if o.gives_floor), key=lambda o: o.trigger)
    spoken_at = conversations(tuple({o.meeting.id: o.meeting for o in occasions}.values()))
    course = Course(parsed, talks, spoken_at, Floor(parsed), _tellers(ordered, talks))
    floor, found, told = course.floor, dict[str, str](), set[str]()
    for statement in ordered:
        while opening and opening[0].trigger.start < _position(statement):
            _open(floor, opening.pop(0), talks, sides.cast)
        own = _own(parsed, statement, occasions)
        elsewhere = own is None and is_elsewhere(parsed, statement)
        if elsewhere:
            floor.take(statement)
        elif _is_told(parsed, statement):
            told.add(statement.id)
        name = own or (None if elsewhere else _going_on(course, statement))
        if name is not None:
            found[statement.id] = name
            floor.give_to(statement, name)
            for party in next((each.participants for each in talks if each.id == name), ()):
                floor.give(party, name)
    found = _earlier_words(parsed, ordered, occasions, found)
    found |= voiced_by_another(sides, ordered, found, frozenset(told))
    return found | delegated(sides, ordered, found, talks, frozenset(told))


def _open(floor: Floor, occasion: Occasion, talks: Sequence[Meeting], cast: Cast) -> None:
    """Give the floor to those who take part; at a joint briefing to all who met before it, to chairs named as such."""
    parties = [*occasion.meeting.participants]
    if occasion.is_joint:
        before = [each for each in talks if each.trigger < occasion.trigger]
        parties = [*max(before, key=lambda each: each.trigger).participants, *parties] if before else parties
    for agent in occasion.agents():
        parties += [Party(key, agent) for key in cast.all_at(agent)]
    for party in parties:
        floor.give(party, occasion.meeting.id)


def _is_told(parsed: ParsedArticle, statement: Statement) -> bool:
    """Whether a saying without date of its own belongs to the story: in the past tense, not the perfect."""
    words = parsed.tokens(statement.cue) if statement.cue is not None else None
    if words is None or statement.date is not None:
        return False
    verb = words.root
    helped = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return verb.tag_ in ("VBD", "VBG") and verb.lower_ != "according" and not helped & {"has", "have", "had"}


def _going_on(course: Course, statement: Statement) -> str | None:
    """The meeting that a statement goes on at: of "the two sides" the talks that its paragraph has just told of."""
    parsed, floor = course.parsed, course.floor
    own = set(_speakers(statement))
    talks = [each for each in course.talks if not own & course.tellers[each.id]]
    if speak_together(parsed, statement):
        told = [each for each in talks if _just_told(parsed, statement, each)]
        if told:
            return max(told, key=lambda each: each.trigger.start).id
    if opens_it(parsed, statement):
        before = [each for each in talks if each.trigger.start < _position(statement)]
        if before:
            return max(before, key=lambda each: each.trigger.start).id
    if floor.turns and stands_beside(parsed, statement):
        return floor.turns[-1].meeting
    return floor.meeting_of(statement) or _among(parsed, statement, talks, course.spoken_at)


def _tellers(statements: Sequence[Statement], talks: Sequence[Meeting]) -> dict[str, set[str]]:
    """Those who told of a meeting themselves, by the meeting's id: "said that he had met the envoy"."""
    found: dict[str, set[str]] = {each.id: set() for each in talks}
    ordered = sorted(talks, key=lambda each: each.trigger.start)
    starts = [each.trigger.start for each in ordered]
    for statement in statements:
        for part in statement.content:
            for each in ordered[bisect_left(starts, part.start) : bisect_left(starts, part.end)]:
                found[each.id].update(_speakers(statement))
    return found


def _among(
    parsed: ParsedArticle, statement: Statement, talks: Sequence[Meeting], spoken_at: Sequence[Meeting]
) -> str | None:
    """The conversation in which one party speaks to the other, or the last one that "the two leaders" had."""
    facing = (each.id for each in spoken_at if faces_another(statement, each) and not _other_day(statement, each))
    found = next(facing, None) or next((each.id for each in talks if _right_after(parsed, statement, each)), None)
    if found is None and speak_together(parsed, statement):
        before = [
            each for each in spoken_at if each.trigger.start < _position(statement) and len(each.participants) > 1
        ]
        found = max(before, key=lambda each: each.trigger.start).id if before else None
    return found


def _right_after(parsed: ParsedArticle, statement: Statement, meeting: Meeting) -> bool:
    """Whether one of those who met speaks in a later sentence of the paragraph that tells of it."""
    present = {party.actor for party in meeting.participants}
    if len(present) < 2 or not present & set(_speakers(statement)) or _other_day(statement, meeting):
        return False
    return _just_told(parsed, statement, meeting)


def _just_told(parsed: ParsedArticle, statement: Statement, meeting: Meeting) -> bool:
    """Whether an earlier sentence of the statement's paragraph tells of a meeting."""
    for span in (meeting.trigger, *meeting.mentions):
        words = parsed.tokens(span)
        start = _position(statement)
        if words is not None and words.sent.end_char <= start and "\n" not in parsed.article.text[span.end : start]:
            return True
    return False


def _other_day(statement: Statement, meeting: Meeting) -> bool:
    said, met = statement.date, meeting.date
    if said is None or met is None or said.edtf is None or met.edtf is None:
        return False
    return said.edtf not in met.edtf and met.edtf not in said.edtf


def _earlier_words(
    parsed: ParsedArticle, ordered: Sequence[Statement], occasions: Sequence[Occasion], found: dict[str, str]
) -> dict[str, str]:
    """The lead reports first what was said at the press briefing that the next paragraph names."""
    briefings = {o.meeting.id: o.trigger.start for o in reversed(occasions) if o.meeting.kind == "PressBriefing"}
    first: dict[str, str] = {}
    for statement in ordered:
        if found.get(statement.id) in briefings:
            for speaker in _speakers(statement):
                first.setdefault(speaker, found[statement.id])
    earlier = {}
    for statement in ordered:
        names = [first[key] for key in _speakers(statement) if key in first]
        before = [name for name in names if _position(statement) < briefings[name]]
        if before and statement.id not in found and not is_elsewhere(parsed, statement):
            earlier[statement.id] = before[0]
    return earlier | found


def _position(statement: Statement) -> int:
    return min(span.start for span in (*statement.content, statement.cue) if span is not None)


def _speakers(statement: Statement) -> list[str]:
    return [party.actor for party in statement.speakers if party.actor is not None]


def _own(parsed: ParsedArticle, statement: Statement, occasions: Sequence[Occasion]) -> str | None:
    """The meeting that the statement's own sentence names as its occasion, the nearest to the cue."""
    anchor = statement.cue or statement.content[0]
    near = [
        (abs(occasion.trigger.start - anchor.start), occasion.meeting.id)
        for occasion in occasions
        if occasion.sentence.overlaps(anchor) and _fits(parsed, statement, occasion)
    ]
    return min(near)[1] if near else None


def _fits(parsed: ParsedArticle, statement: Statement, occasion: Occasion) -> bool:
    """Whether an occasion that the sentence names is where a statement was made."""
    cue, verb = statement.cue, _word(occasion.verb)
    if any(part.contains(occasion.trigger) for part in statement.content):
        return False
    if cue is not None and cue.overlaps(verb):
        return True
    if occasion.trigger.overlaps(verb):
        return cue is not None and _joined_to(occasion.verb, cue)
    if occasion.is_over:
        return _goes_with(parsed, occasion.verb, cue)
    opening = occasion.gives_floor and occasion.verb.dep_ in ("advcl", "csubj")
    if opening and cue is not None and cue.overlaps(_word(occasion.verb.head)):
        return True  # "addressing a press conference, she said"
    return not _is_aside(statement, occasion) and any(key in occasion.people for key in _speakers(statement))


def _is_aside(statement: Statement, occasion: Occasion) -> bool:
    """Whether an encounter is told by the way ("the prince, who arrived on a visit, said"), or of another day."""
    if occasion.verb.dep_ == "relcl" and (occasion.meeting.kind == "Visit" or occasion.is_held):
        return True
    return occasion.is_held and _other_day(statement, occasion.meeting)


def _word(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _goes_with(parsed: ParsedArticle, verb: Token, cue: Span | None) -> bool:
    """Whether a cue stands in what goes along with a verb: "the talks ended *with Peru insisting* that"."""
    words = parsed.tokens(cue) if cue is not None else None
    inside = [words.root, *words.root.ancestors] if words is not None else []
    return any(token.lower_ == "with" and token.dep_ == "prep" and token.head == verb for token in inside)


def _joined_to(verb: Token, cue: Span) -> bool:
    """Whether the cue is a verb coordinated with another: "telephoned the president and condemned the attack"."""
    verbs = [child for child in verb.rights if child.dep_ == "conj" and is_verb(child)]
    return any(cue.start <= each.idx < cue.end or _joined_to(each, cue) for each in verbs)
