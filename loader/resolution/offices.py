"""The offices that articles give to persons: titles, in institutions that are entities already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from loader.mentions import Role
from loader.names import fold
from loader.resolution.model import Item, Node
from loader.resolution.words import CommonWords

#: Words of titles that tell no two offices apart.
_IDLE = frozenset(("of", "for", "the", "and", "affairs", "s"))

#: A folded title with the entity of its institution, if one is named.
Title = tuple[str, str | None]
#: The words of a title with the entity of its institution.
Office = tuple[frozenset[str], str]


@dataclass(frozen=True)
class Offices:
    """Reads offices; ``entity_of`` gives the entity of an institution."""

    entity_of: Callable[[Node], str | None]
    common: CommonWords

    def titles(self, items: Iterable[Item]) -> frozenset[Title]:
        """All titles of some actors."""
        return frozenset((fold(role.title), self._body(item, role)) for item in items for role in item.actor.roles)

    def sole(self, titles: Iterable[Title]) -> frozenset[Title]:
        """The titles by which a surname alone says who is meant: in an institution, or at the head of a state."""
        return frozenset((title, body) for title, body in titles if body or title in self.common.heads)

    def held(self, item: Item) -> list[Office]:
        """The offices of a person that one person holds at a time: a title in an institution."""
        return [
            (words, body)
            for role in item.actor.roles
            if (body := self._body(item, role)) and (words := self._words(role))
        ]

    def _body(self, item: Item, role: Role) -> str | None:
        return self.entity_of((item.article, role.institution)) if role.institution else None

    def _words(self, role: Role) -> frozenset[str]:
        words = frozenset(fold(role.title).split()) - _IDLE
        return frozenset() if words & self.common.titles else words
