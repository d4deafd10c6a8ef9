"""The cast as acts and targets see it: which word names which actor, and who stands on the speaker's side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from loader.articles import Span
from loader.mentions import Actor, Cast, Mention

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ours", "mine"})


@dataclass(frozen=True)
class Roster:
    """Look-ups in a cast, by the head word of a mention."""

    cast: Cast

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by key."""
        return {actor.key: actor for actor in self.cast.actors}

    @cached_property
    def by_head(self) -> dict[int, tuple[str, Mention]]:
        """Mentions by the start of their head word; of several with one head the longest."""
        found: dict[int, tuple[str, Mention]] = {}
        for actor in self.cast.actors:
            for mention in actor.mentions:
                other = found.get(mention.head.start)
                if other is None or len(mention.span) > len(other[1].span):
                    found[mention.head.start] = (actor.key, mention)
        return found

    @cached_property
    def heads(self) -> list[int]:
        """Starts of all head words, sorted."""
        return sorted(self.by_head)

    def named_by(self, token: Token) -> tuple[str, Mention] | None:
        """The actor whose mention has ``token`` as its head."""
        return self.by_head.get(token.idx)

    def heads_between(self, start: int, end: int) -> Iterator[int]:
        """Starts of the head words from ``start`` to before ``end``."""
        for at in range(bisect_left(self.heads, start), len(self.heads)):
            if self.heads[at] >= end:
                return
            yield self.heads[at]

    def side_of(self, keys: Iterable[str]) -> frozenset[str]:
        """The actors that speak with one voice with ``keys``: their institutions and these institutions' states."""
        side = [key for key in keys if key in self.actors]
        for key in side:
            more = [role.institution for role in self.actors[key].roles] + [self.parent_of(key)]
            side.extend(k for k in more if k is not None and k in self.actors and k not in side)
        return frozenset(side)

    def parent_of(self, key: str) -> str | None:
        """The state that an institution of the cast belongs to, if the cast knows."""
        parent = getattr(self.actors[key], "state", None)
        return parent if isinstance(parent, str) else None


def overlap(a: Span, b: Iterable[Span]) -> bool:
    """Whether ``a`` shares a character with one of ``b``."""
    return any(a.overlaps(span) for span in b)
