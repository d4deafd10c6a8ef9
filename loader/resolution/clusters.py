"""Disjoint sets that are joined in a given order and never join what must stay apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Clusters(Generic[T]):
    """Disjoint sets of items.

    The order of joins is the caller's: where it is sorted, the result is a function of the set of items.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._home: dict[T, int] = {}
        self._members: dict[int, list[T]] = {}
        for number, item in enumerate(items):
            self._home[item] = number
            self._members[number] = [item]

    def together(self, first: T, second: T) -> bool:
        """Whether two items are in one set."""
        return self._home[first] == self._home[second]

    def members(self, item: T) -> list[T]:
        """All items of the set that ``item`` is in."""
        return self._members[self._home[item]]

    def join(self, first: T, second: T, apart: Callable[[T, T], bool] = lambda _a, _b: False) -> bool:
        """Join two sets unless ``apart`` holds for an item of one and an item of the other."""
        ours, theirs = sorted((self._home[first], self._home[second]))
        if ours == theirs:
            return True
        if any(apart(a, b) for a in self._members[ours] for b in self._members[theirs]):
            return False
        for item in self._members.pop(theirs):
            self._home[item] = ours
            self._members[ours].append(item)
        return True

    def sets(self) -> list[list[T]]:
        """All sets, each in the order in which its items came."""
        return list(self._members.values())
