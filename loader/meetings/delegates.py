"""Who speaks at an encounter though it is told of others: delegates of those who meet, the state of a spokesperson.

"Norway and Oman held talks in Oslo. … The minister thanked Oman": the minister of Norway speaks there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from loader.articles import Span
from loader.meetings.model import Meeting
from loader.mentions import Cast
from loader.nlp import ParsedArticle
from loader.statements import Party, Statement

#: A line with something in it.
LINE = re.compile(r"^[^\n]*\S", re.MULTILINE)
FORMER = re.compile(r"\b(?:former|ex|late|retired)\b", re.IGNORECASE)
MOUTHPIECE = re.compile(r"\bspokes\w+|\bpress (?:secretary|adviser)\b", re.IGNORECASE)
#: Those for whom a country speaks, not one for which they speak.
CROWDS = frozenset({"Group", "ArmedGroup"})
BEFORE = frozenset({"after", "following", "since", "before", "until"})
#: How far a paragraph may stand behind the one that tells of the encounter or of what was last said there.
NEAR = 1


@dataclass(frozen=True)
class Sides:
    """For whom the actors of an article speak, and the paragraphs in which they do."""

    parsed: ParsedArticle
    cast: Cast

    @cached_property
    def _lines(self) -> list[int]:
        return [match.start() for match in LINE.finditer(self.parsed.article.text)]

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self._lines, offset)

    @cached_property
    def _masters(self) -> dict[str, frozenset[str]]:
        found = {}
        for actor in self.cast.actors:
            offices = {r.institution for r in actor.roles if r.institution and not FORMER.search(r.title)}
            land = {actor.country} if actor.country is not None and actor.kind not in CROWDS else set()
            found[actor.key] = frozenset(offices | land | {actor.key})
        return found

    def is_over(self, encounter: Span) -> bool:
        """Whether an encounter is only spoken of as what went before: "said after talks with X"."""
        words = self.parsed.tokens(encounter)
        noun = words.root if words is not None else None
        while noun is not None and noun.dep_ in ("compound", "conj"):
            noun = noun.head
        return noun is not None and noun.dep_ == "pobj" and noun.head.lower_ in BEFORE

    def of(self, party: Party) -> frozenset[str]:
        """The actor, its institutions and the states of these."""
        near = self._masters.get(party.actor or "", frozenset())
        return near.union(*(self._masters.get(key, frozenset()) for key in near))

    def is_person(self, party: Party) -> bool:
        """Whether somebody speaks in person."""
        return party.actor in self._masters and self.cast.actor(party.actor or "").kind == "Person"

    def is_mouthpiece(self, party: Party) -> bool:
        """Whether a spokesperson speaks."""
        if not self.is_person(party):
            return False
        actor = self.cast.actor(party.actor or "")
        return any(MOUTHPIECE.search(words) for words in (actor.label, *(role.title for role in actor.roles)))


def voiced_by_another(
    sides: Sides, ordered: Sequence[Statement], found: Mapping[str, str], told: frozenset[str]
) -> dict[str, str]:
    """What a state "rejected" between two sayings of its spokesperson was said by the spokesperson, at the same place.

    ``told`` are the statements in the past tense of the story.
    """
    by_paragraph: dict[int, list[Statement]] = {}
    for statement in ordered:
        if statement.id in found and statement.within is None and statement.speakers:
            by_paragraph.setdefault(sides.paragraph(statement.content[0].start), []).append(statement)
    voiced = {}
    for statement in ordered:
        masters = {p.actor for p in statement.speakers if p.actor is not None and not sides.is_person(p)}
        if statement.id in found or statement.within is not None or not masters or statement.id not in told:
            continue
        for other in by_paragraph.get(sides.paragraph(statement.content[0].start), ()):
            if all(sides.is_mouthpiece(p) and masters <= sides.of(p) for p in other.speakers):
                voiced[statement.id] = found[other.id]
                break
    return voiced


def delegated(
    sides: Sides,
    ordered: Sequence[Statement],
    found: Mapping[str, str],
    talks: Sequence[Meeting],
    told: frozenset[str],
) -> dict[str, str]:
    """What delegates said to the other side, in or right behind the paragraphs that tell of an encounter of the two."""
    anchors: dict[int, list[str]] = {}  # by paragraph, in text order
    mentions = sorted((span, meeting.id) for meeting in talks for span in (meeting.trigger, *meeting.mentions))
    for span, name in mentions:
        if not sides.is_over(span):
            anchors.setdefault(sides.paragraph(span.start), []).append(name)
    by_id, said = {meeting.id: meeting for meeting in talks}, dict[str, str]()
    for statement in ordered:
        here = sides.paragraph(statement.content[0].start)
        at = found.get(statement.id)
        if at is None and statement.within is None and statement.id in told:
            near = dict.fromkeys(name for back in range(NEAR + 1) for name in reversed(anchors.get(here - back, ())))
            at = next((name for name in near if _at_table(sides, statement, by_id[name])), None)
            if at is not None:
                said[statement.id] = at
        if at in by_id and at not in anchors.get(here, ()):
            anchors.setdefault(here, []).append(at)
    return said | _in_one_breath(sides, ordered, said, told - found.keys())


def _in_one_breath(
    sides: Sides, ordered: Sequence[Statement], said: Mapping[str, str], open_: frozenset[str]
) -> dict[str, str]:
    """What the same delegate says in the paragraph of something said at the encounter."""
    turns = {(sides.paragraph(s.content[0].start), _keys(s)): said[s.id] for s in ordered if s.id in said}
    near = ((s.id, turns.get((sides.paragraph(s.content[0].start), _keys(s)))) for s in ordered if s.id in open_)
    return {id_: name for id_, name in near if name is not None}


def _keys(statement: Statement) -> frozenset[str | None]:
    return frozenset(party.actor for party in statement.speakers)


def _at_table(sides: Sides, statement: Statement, meeting: Meeting) -> bool:
    """Whether one who speaks for a party to an encounter speaks to or of another party."""
    if not statement.speakers or (statement.quotation == "direct" and statement.act in ("Accuse", "Warn")):
        return False
    if any(sides.is_mouthpiece(party) for party in statement.speakers):
        return False
    own = frozenset[str]().union(*(sides.of(party) for party in statement.speakers))
    present = [sides.of(party) for party in meeting.participants if party.actor is not None]
    mine = [each for each in present if each & own]
    others = frozenset[str]().union(*(each for each in present if not each & own))
    faced = {party.actor for party in (*statement.addressees, *statement.targets)}
    return bool(mine) and bool(others & faced)
