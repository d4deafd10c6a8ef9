"""Holders of an office whom an article does not name: who they are, if another article says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from loader.lexicon import read_table
from loader.mentions import Role
from loader.names import fold
from loader.resolution.model import Item, Node

#: How far apart two articles may be dated for an office to have the same holder in both.
_TERM = dt.timedelta(days=60)
_IDLE = frozenset(("of", "for", "the", "and", "affairs", "s"))

Office = tuple[frozenset[str], str]


def find_holders(
    unnamed: Sequence[Item],
    named: Sequence[Sequence[Item]],
    entity_of: Callable[[Node], str | None],
    published: Mapping[str, dt.date | None],
) -> list[list[Item]]:
    """All sets of persons, those without a name joined to the one person who held the same office at the time."""
    shared = frozenset(row["word"] for row in read_table("shared_titles", ("word", "note")))
    sets = [list(items) for items in named]
    terms: dict[Office, list[tuple[int, str]]] = {}
    for number, items in enumerate(sets):
        for item in items:
            for office in _offices(item, entity_of, shared):
                terms.setdefault(office, []).append((number, item.article))
    for item in unnamed:
        holders = {
            number
            for office in _offices(item, entity_of, shared)
            for number, article in terms.get(office, ())
            if _near(published.get(article), published.get(item.article))
        }
        if len(holders) == 1:
            sets[holders.pop()].append(item)
        else:
            sets.append([item])
    return sets


def _near(first: dt.date | None, second: dt.date | None) -> bool:
    return first is not None and second is not None and abs(first - second) <= _TERM


def _offices(item: Item, entity_of: Callable[[Node], str | None], shared: frozenset[str]) -> list[Office]:
    """The offices of a person that one person holds at a time: a title in an institution."""
    return [
        (words, body)
        for role in item.actor.roles
        if role.institution
        and (body := entity_of((item.article, role.institution)))
        and (words := _office_words(role, shared))
    ]


def _office_words(role: Role, shared: frozenset[str]) -> frozenset[str]:
    words = frozenset(fold(role.title).split()) - _IDLE
    return frozenset() if words & shared else words
