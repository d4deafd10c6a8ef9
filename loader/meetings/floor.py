"""Who has the floor: the meeting at which a speaker goes on speaking, told in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loader.meetings.model import Meeting, MeetingKind
from loader.nlp import ParsedArticle
from loader.statements import Party, Statement

CONVERSATIONS: frozenset[MeetingKind] = frozenset({"Talks", "Meeting", "Consultations", "Summit", "PhoneCall"})
_SEVERAL = frozenset(
    {"both", "they", "two", "sides", "leaders", "ministers", "presidents", "parties", "delegations", "negotiators"}
    | {"countries", "teams", "co-chairs", "nations", "neighbours", "neighbors"}
)
# The words with which somebody opens or closes an encounter, and where somebody stands who speaks with another.
_OPENING = re.compile(
    r"\bin (?:his|her|their|the|its) (?:opening|closing|concluding|inaugural|introductory|welcome|welcoming|keynote)"
    r" (?:remarks|address|speech|statement|words|comments)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:standing|sitting|seated|speaking|appearing) (?:alongside|beside|next to)\b", re.IGNORECASE)
_MONTH = len("2024-04")
_ARTICLES = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr"})


@dataclass(frozen=True)
class Turn:
    """A speaker's turn at a meeting: the speaker's key and the words that named the speaker so far."""

    keys: frozenset[str]
    words: frozenset[str]
    meeting: str

    def is_of(self, keys: frozenset[str | None], named: frozenset[str]) -> bool:
        """Whether somebody is the one whose turn it was: by key, by surname or by what the speaker is."""
        return not self.keys.isdisjoint(keys) or (bool(named) and named <= self.words)


@dataclass
class Floor:
    """The turns taken so far, the last one first in line."""

    parsed: ParsedArticle
    turns: list[Turn] = field(default_factory=list)

    def give(self, party: Party, meeting: str) -> None:
        """Let a party speak at a meeting from here on."""
        keys = frozenset({party.actor} if party.actor is not None else ())
        self.turns.append(Turn(keys, frozenset(self._words(party)), meeting))

    def give_to(self, statement: Statement, meeting: str) -> None:
        """Let the speakers of a statement go on at its meeting."""
        for party in statement.speakers:
            self.give(Party(party.actor, statement.source or party.span), meeting)

    def take(self, statement: Statement) -> None:
        """End the turns of a statement's speakers, who speak elsewhere."""
        keys, named = self._speakers(statement)
        self.turns = [turn for turn in self.turns if not turn.is_of(keys, named)]

    def meeting_of(self, statement: Statement) -> str | None:
        """The meeting where the statement's speakers had their last turn."""
        keys, named = self._speakers(statement)
        return next((turn.meeting for turn in reversed(self.turns) if turn.is_of(keys, named)), None)

    def _speakers(self, statement: Statement) -> tuple[frozenset[str | None], frozenset[str]]:
        """The keys of those who speak and the words that name them."""
        keys = frozenset(party.actor for party in statement.speakers)
        return keys, frozenset(self._words(Party(None, statement.source)))

    def _words(self, party: Party) -> Iterator[str]:
        if party.span is not None:
            words = self.parsed.article.quote(party.span).lower().split()
            yield from (word for word in words if word not in _ARTICLES and len(word) > 3)


def opens_it(parsed: ParsedArticle, statement: Statement) -> bool:
    """Whether a statement is part of the remarks with which somebody opens or closes an encounter."""
    return _sentence_has(_OPENING, parsed, statement)


def stands_beside(parsed: ParsedArticle, statement: Statement) -> bool:
    """Whether the speaker stands beside the one who spoke before."""
    return _sentence_has(_BESIDE, parsed, statement)


def _sentence_has(pattern: re.Pattern[str], parsed: ParsedArticle, statement: Statement) -> bool:
    words = parsed.tokens(statement.cue or statement.content[0])
    found = pattern.search(words.sent.text) if words is not None else None
    start = words.sent.start_char + found.start() if words is not None and found is not None else -1
    return found is not None and not any(part.start <= start < part.end for part in statement.content)


def speak_together(parsed: ParsedArticle, statement: Statement) -> bool:
    """Whether the source is "the two leaders", "both sides", "they": all who met; "they" may be others."""
    if statement.source is None:
        return False
    words = parsed.article.quote(statement.source).lower().split()
    if words == ["they"] and len({party.actor for party in statement.speakers} - {None}) == 1:
        return False
    return len(words) < 4 and words[0] in {"the", *_SEVERAL} and words[-1] in _SEVERAL


def faces_another(statement: Statement, meeting: Meeting) -> bool:
    """Whether one who takes part in a conversation speaks to or of another who does; not at one of some past month."""
    if meeting.date is not None and meeting.date.edtf is not None and len(meeting.date.edtf) == _MONTH:
        return False
    present = {party.actor for party in meeting.participants} - {None}
    speakers = {party.actor for party in statement.speakers} & present
    others = {party.actor for party in (*statement.addressees, *statement.targets)} & present
    return bool(speakers) and bool(others - speakers)


def conversations(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The encounters that took place and at which those who met speak to each other, of a series only the last."""
    held = (meeting for meeting in meetings if meeting.status == "held")
    found = [each for each in held if each.kind in CONVERSATIONS or each.rule == "call-on-verb"]
    last: dict[MeetingKind, int] = {}
    for each in found:
        last[each.kind] = max(last.get(each.kind, 0), each.ordinal or 0)
    return tuple(each for each in found if each.ordinal is None or each.ordinal >= last[each.kind])
