"""Holders of an office whom an article does not name: who they are, if another article says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from loader.resolution.model import Item
from loader.resolution.offices import Office, Offices

#: How far apart two articles may be dated for an office to have the same holder in both.
_TERM = dt.timedelta(days=60)


def find_holders(
    unnamed: Sequence[Item],
    named: Sequence[Sequence[Item]],
    offices: Offices,
    published: Mapping[str, dt.date | None],
) -> list[list[Item]]:
    """All sets of persons, those without a name joined to the one person who held the same office at the time."""
    sets = [list(items) for items in named]
    terms: dict[Office, list[tuple[int, str]]] = {}
    for number, items in enumerate(sets):
        for item in items:
            for office in offices.held(item):
                terms.setdefault(office, []).append((number, item.article))
    for item in unnamed:
        holders = {
            number
            for office in offices.held(item)
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
