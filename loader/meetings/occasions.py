"""The meeting at which a statement was made, and the one it speaks of.

A statement has an occasion where its own clause names one ("at her weekly briefing, she said"), and where the same
speaker goes on speaking: until the speaker's words are dated or placed elsewhere ("in an earlier interview").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from loader.articles import Span
from loader.dates import DateExpression
from loader.meetings.floor import Floor, conversations, faces_another, speak_together
from loader.meetings.grammar import is_verb
from loader.meetings.model import Meeting
from loader.nlp import ParsedArticle
from loader.statements import Statement

_AT = frozenset({"at", "during", "in", "on", "before", "to"})
_SPEAKING = frozenset({"address", "chair", "speak", "tell", "brief", "talk", "inaugurate"})
_SIDE = frozenset({"sideline", "sidelines", "margin", "margins", "course", "occasion", "end", "start", "beginning"})
# Words that set a statement apart from what its speaker said before: another time, another channel.
_ELSEWHERE = frozenset(
    [
        "earlier",
        "previously",
        "separately",
        "interview",
        "tweet",
        "post",
        "letter",
        "telegram",
        "ago",
        "facebook",
        "twitter",
        "column",
        "op-ed",
        "video",
    ]
)


@dataclass(frozen=True)
class Occasion:
    """A mention of a meeting that says where somebody spoke; ``verb`` is the verb it goes with."""

    meeting: Meeting
    trigger: Span
    verb: Token
    sentence: Span

    @property
    def people(self) -> tuple[str, ...]:
        """Keys of those who take part."""
        return tuple(party.actor for party in self.meeting.participants if party.actor is not None)

    @property
    def gives_floor(self) -> bool:
        """Whether the mention alone says that somebody speaks there: "addressed a gathering"."""
        opens = self.meeting.kind in ("PressBriefing", "Gathering", "PhoneCall")
        return opens or self.verb.lemma_ in _SPEAKING


def link_statements(
    parsed: ParsedArticle, statements: tuple[Statement, ...], meetings: tuple[Meeting, ...]
) -> tuple[Statement, ...]:
    """The statements again, each with the meeting it was made at (occasion) and the one it speaks of (about).

    What has no date of its own was said on the day of its occasion.
    """
    spoken_at = tuple(_occasions(parsed, meetings))
    made_at = _occasions_of(parsed, statements, spoken_at, conversations(meetings)) | _turns(statements, meetings)
    days = {meeting.id: meeting.date for meeting in meetings}
    mentions = sorted((span, meeting.id) for meeting in meetings for span in (meeting.trigger, *meeting.mentions))
    linked = (replace(s, occasion=made_at.get(s.id), about=_about(s, mentions)) for s in statements)
    return tuple(replace(s, date=_day_of(parsed, s, days[s.occasion])) if s.occasion else s for s in linked)


def _day_of(parsed: ParsedArticle, statement: Statement, held: DateExpression | None) -> DateExpression | None:
    """The date in the statement's own words, else that of its occasion, else the one carried over to it."""
    said, words = statement.date, parsed.tokens(statement.cue or statement.content[0])
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


def _occasions(parsed: ParsedArticle, meetings: Iterable[Meeting]) -> Iterator[Occasion]:
    for meeting in meetings:
        if meeting.status != "held":
            continue
        for span in (meeting.trigger, *meeting.mentions):
            words = parsed.tokens(span)
            block = parsed.layout.block_at(span.start)
            verb = _doing(words.root) if words is not None else None
            if verb is not None and (block is None or block.kind == "body"):
                sentence = verb.sent
                yield Occasion(meeting, span, verb, Span(sentence.start_char, sentence.end_char))


def _doing(trigger: Token) -> Token | None:
    """The verb of an encounter: itself ("met him and thanked him"), or what is done at it."""
    return trigger if is_verb(trigger) else _verb_of(trigger)


def _verb_of(noun: Token) -> Token | None:
    """The verb that is done at the encounter: "said" of "said at a briefing", "addressing" of "addressing one"."""
    above = noun.head
    if noun.dep_ == "dobj" and above.lemma_ in _SPEAKING:
        return above
    while noun.dep_ in ("pobj", "compound", "conj") and above != noun:
        if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in _SIDE:
            noun, above = above.head, above.head.head
        elif noun.dep_ == "pobj":
            return _verb_over(above) if above.lower_ in _AT else None
        else:
            noun, above = above, above.head
    return None


def _verb_over(preposition: Token) -> Token | None:
    above = preposition.head
    if above.dep_ in ("dobj", "prep", "npadvmod", "attr") and not is_verb(above):
        above = above.head
    return above if is_verb(above) else None


def _occasions_of(
    parsed: ParsedArticle, statements: Sequence[Statement], occasions: Sequence[Occasion], talks: Sequence[Meeting]
) -> dict[str, str]:
    """The occasion of each statement by its id, told in the order of the text."""
    ordered = sorted(statements, key=_position)
    opening = sorted((o for o in occasions if o.gives_floor), key=lambda o: o.trigger)
    spoken_at = conversations(tuple({o.meeting.id: o.meeting for o in occasions}.values()))
    floor, found = Floor(parsed), dict[str, str]()
    for statement in ordered:
        while opening and opening[0].trigger.start < _position(statement):
            occasion = opening.pop(0)
            for party in occasion.meeting.participants:
                floor.give(party, occasion.meeting.id)
        own = _own(statement, occasions)
        elsewhere = own is None and _elsewhere(parsed, statement)
        if elsewhere:
            floor.take(statement)
        name = own or (None if elsewhere else _going_on(parsed, statement, talks, spoken_at, floor))
        if name is not None:
            found[statement.id] = name
            floor.give_to(statement, name)
            for party in next((each.participants for each in talks if each.id == name), ()):
                floor.give(party, name)
    return _earlier_words(parsed, ordered, occasions, found)


def _going_on(
    parsed: ParsedArticle,
    statement: Statement,
    talks: Sequence[Meeting],
    spoken_at: Sequence[Meeting],
    floor: Floor,
) -> str | None:
    """The meeting that a statement goes on at: of "the two sides" the talks that its paragraph has just told of."""
    if speak_together(parsed, statement):
        told = [each for each in talks if _just_told(parsed, statement, each)]
        if told:
            return max(told, key=lambda each: each.trigger.start).id
    return floor.meeting_of(statement) or _among(parsed, statement, talks, spoken_at)


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
        if before and statement.id not in found and not _elsewhere(parsed, statement):
            earlier[statement.id] = before[0]
    return earlier | found


def _position(statement: Statement) -> int:
    return min(span.start for span in (*statement.content, statement.cue) if span is not None)


def _speakers(statement: Statement) -> list[str]:
    return [party.actor for party in statement.speakers if party.actor is not None]


def _own(statement: Statement, occasions: Sequence[Occasion]) -> str | None:
    """The meeting that the statement's own sentence names as its occasion, the nearest to the cue."""
    anchor = statement.cue or statement.content[0]
    near = [
        (abs(occasion.trigger.start - anchor.start), occasion.meeting.id)
        for occasion in occasions
        if occasion.sentence.overlaps(anchor) and _fits(statement, occasion)
    ]
    return min(near)[1] if near else None


def _fits(statement: Statement, occasion: Occasion) -> bool:
    if any(part.contains(occasion.trigger) for part in statement.content):
        return False
    verb = Span(occasion.verb.idx, occasion.verb.idx + len(occasion.verb))
    if statement.cue is not None and statement.cue.overlaps(verb):
        return True
    if occasion.trigger.overlaps(verb):
        return statement.cue is not None and _joined_to(occasion.verb, statement.cue)
    if occasion.meeting.kind == "Visit" and occasion.verb.dep_ == "relcl":
        return False  # "the prince, who arrived on a visit, said"
    return any(key in occasion.people for key in _speakers(statement))


def _joined_to(verb: Token, cue: Span) -> bool:
    """Whether the cue is a verb coordinated with another: "telephoned the president and condemned the attack"."""
    verbs = [child for child in verb.rights if child.dep_ == "conj" and is_verb(child)]
    return any(cue.start <= each.idx < cue.end or _joined_to(each, cue) for each in verbs)


def _elsewhere(parsed: ParsedArticle, statement: Statement) -> bool:
    """Whether the words around the cue say that this was said at another time or by another way."""
    words = parsed.tokens(statement.cue or statement.content[0])
    if words is None:
        return False
    verb = words.root
    if any(child.dep_ == "aux" and child.lower_ in ("had", "'d") for child in verb.children):
        return True
    outside = (t for t in verb.sent if not any(part.start <= t.idx < part.end for part in statement.content))
    return any(token.lower_ in _ELSEWHERE and not _belongs_to_noun(token) for token in outside)


def _belongs_to_noun(word: Token) -> bool:
    """Whether a word only tells more of some other noun: "the assault on a police post"."""
    return word.dep_ == "pobj" and word.head.head.pos_ == "NOUN"
