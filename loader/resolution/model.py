"""What resolution yields: entities, and which of them each actor of each article is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loader.mentions import Actor

#: An actor of a cast: article id and key.
Node = tuple[str, str]


@dataclass(frozen=True)
class Entity:
    """An actor of the world, with every name that an article gives it.

    ``state`` is the IRI of the state whose government, ministry or armed force it is, as the gazetteer says.
    """

    iri: str
    label: str
    kind: str
    names: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    state: str | None = None


@dataclass(frozen=True, order=True)
class Doubt:
    """Two entities that may be one, with what speaks for it: not decided, so not merged."""

    first: str
    second: str
    reason: str


@dataclass(frozen=True)
class Judgements:
    """What a person decided, as pairs of local names: who is the same, and who must not be merged."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """All names that are judged."""
        return frozenset(name for pair in (*self.same, *self.apart) for name in pair)


@dataclass(frozen=True)
class Resolution:
    """``identities``: IRI of each actor, by article and key; ``entities`` in order of their IRIs."""

    identities: Mapping[str, Mapping[str, str]]
    entities: tuple[Entity, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Item:
    """An actor with its article, as resolution compares it."""

    article: str
    actor: Actor

    @property
    def node(self) -> Node:
        """Article id and key."""
        return self.article, self.actor.key
