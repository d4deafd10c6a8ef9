"""The actors of an article with their mentions, found again by the characters where they stand."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from loader.articles import Span

ActorKind = Literal[
    "Actor", "Person", "State", "Government", "Organization", "IntergovernmentalOrganization", "ArmedGroup", "Group"
]
MentionForm = Literal["name", "description", "pronoun"]

#: How a mention stands in its clause: subject (also of a passive), object, agent ("by X"), possessive ("X's"),
#: locative ("in X": a place rather than an actor), modifier ("the X delegation") or anything else.
MentionFunction = Literal["subject", "object", "agent", "possessive", "locative", "modifier", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that refers to an actor; ``span`` is the whole phrase, ``head`` its head word."""

    span: Span
    head: Span
    form: MentionForm
    function: MentionFunction = "other"


@dataclass(frozen=True, slots=True)
class Role:
    """A title that a person bears in an institution (an actor key of the same cast), with its evidence."""

    title: str
    institution: str | None
    evidence: Span


@dataclass(frozen=True)
class Actor:
    """One actor of one article: the fullest name as label, every other name and acronym seen as alias.

    ``key`` is unique inside the article; ``known`` is the key of a gazetteer entry. ``country`` is the key of the
    state that an institution or an unnamed group belongs to. ``named`` is False for those known only by a
    description ("a senior official").
    """

    key: str
    label: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    known: str | None = None
    country: str | None = None
    named: bool = True


@dataclass(frozen=True)
class Cast:
    """The actors of one article. A mention of several at once ("the two sides") stands with each of them."""

    actors: tuple[Actor, ...]

    def at(self, span: Span) -> str | None:
        """Key of the actor that the noun phrase at ``span`` refers to.

        The phrase may be longer or shorter than the mention: what counts is the outermost mention whose head
        lies in it; failing that, the smallest mention around it.
        """
        found = self.all_at(span)
        return found[0] if found else None

    def all_at(self, span: Span) -> tuple[str, ...]:
        """Keys of all actors that the noun phrase at ``span`` names side by side ("A and B", "the two sides")."""
        outer = _outermost(self.within_heads(span))
        first = outer[0][1].span if outer else None
        keys = [key for key, mention in outer if first is not None and _side_by_side(first, mention, outer)]
        return tuple(dict.fromkeys(keys)) or tuple(key for key, _ in self._around(span)[:1])

    def mention_at(self, span: Span) -> Mention | None:
        """The mention that ``at`` goes by."""
        outer = _outermost(self.within_heads(span)) or self._around(span)
        return outer[0][1] if outer else None

    def within(self, span: Span) -> tuple[tuple[str, Mention], ...]:
        """All mentions that lie inside ``span``, each with its actor's key, in text order."""
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        return tuple(pair for pair in self._pairs[low:high] if pair[1].span.end <= span.end)

    def within_heads(self, span: Span) -> tuple[tuple[str, Mention], ...]:
        """All mentions whose head lies inside ``span``, each with its actor's key, in order of their heads."""
        low, high = bisect_left(self._heads, span.start), bisect_left(self._heads, span.end)
        return tuple(pair for pair in self._by_head[low:high] if pair[1].head.end <= span.end)

    def actor(self, key: str) -> Actor:
        """The actor of that key.

        Raises:
            KeyError: no actor of this cast has it.
        """
        return self._actors[key]

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {actor.key: actor for actor in self.actors}

    @cached_property
    def _pairs(self) -> list[tuple[str, Mention]]:
        pairs = [(actor.key, mention) for actor in self.actors for mention in actor.mentions]
        return sorted(pairs, key=lambda pair: (pair[1].span.start, -pair[1].span.end, pair[1].head, pair[0]))

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for _, mention in self._pairs]

    @cached_property
    def _by_head(self) -> list[tuple[str, Mention]]:
        return sorted(self._pairs, key=lambda pair: pair[1].head.start)

    @cached_property
    def _heads(self) -> list[int]:
        return [mention.head.start for _, mention in self._by_head]

    def _around(self, span: Span) -> list[tuple[str, Mention]]:
        """Mentions around ``span``, the smallest first; none begins more than 300 characters before it."""
        low = bisect_left(self._starts, span.start - 300)
        high = bisect_left(self._starts, span.start + 1)
        around = [pair for pair in self._pairs[low:high] if pair[1].span.contains(span)]
        return sorted(around, key=lambda pair: len(pair[1].span))


def _outermost(pairs: tuple[tuple[str, Mention], ...]) -> list[tuple[str, Mention]]:
    """Those that do not lie in another one's span, in text order."""
    outer: list[tuple[str, Mention]] = []
    for pair in sorted(pairs, key=lambda pair: (pair[1].span.start, -pair[1].span.end)):
        if not outer or not outer[-1][1].span.contains(pair[1].span) or outer[-1][1].span == pair[1].span:
            outer.append(pair)
    return outer


def _side_by_side(first: Span, mention: Mention, outer: list[tuple[str, Mention]]) -> bool:
    """Whether a mention is the first one or joined to it; a later one that only modifies is not."""
    if mention.span == first:
        return True
    return mention.function == outer[0][1].function and mention.function in ("subject", "object", "agent", "other")
