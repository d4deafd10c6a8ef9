"""Persons across articles: spellings of one name, shorter and fuller names, surnames with a role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loader.names import Likeness, Nicknames, compare_persons, fold, may_be_one, name_block
from loader.resolution.clusters import Clusters
from loader.resolution.model import Item
from loader.resolution.offices import Offices, Title

_REASONS = {
    Likeness.SAME.value: "the same letters",
    Likeness.SPELLING.value: "spellings of one name, no office in common",
    Likeness.PART.value: "one name has more words than the other",
    Likeness.TYPO.value: "a letter or two differ",
}


@dataclass(frozen=True)
class Form:
    """A person's name with all that articles say of those who bear it: their titles."""

    name: str
    label: str
    titles: frozenset[Title]

    @property
    def institutions(self) -> frozenset[str]:
        """Entities that they hold a role in."""
        return frozenset(body for _, body in self.titles if body)


@dataclass(frozen=True)
class Persons:
    """Sets of items that are one person each, and pairs of items that may be one, with the reason to think so."""

    sets: list[list[Item]]
    doubts: list[tuple[Item, Item, str]]


def join_persons(items: Sequence[Item], offices: Offices, nicknames: Nicknames) -> Persons:
    """Named persons brought together.

    The same whole name is the same person. Other spellings need a title or institution in common, shorter names a
    single fuller one, and lone surnames both.
    """
    by_name: dict[str, list[Item]] = {}
    lone: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        name = fold(item.actor.label)
        if " " in name:
            by_name.setdefault(name, []).append(item)
        else:
            lone.setdefault((name, item.article), []).append(item)
    forms = {name: Form(name, group[0].actor.label, offices.titles(group)) for name, group in by_name.items()}
    clusters = Clusters(sorted(forms))
    undecided = _join_forms(clusters, forms, nicknames)
    found = _with_lone(clusters, by_name, forms, lone, offices)
    doubts = [(by_name[first][0], by_name[second][0], reason) for first, second, reason in undecided]
    return Persons(found.sets, doubts + found.doubts)


def _join_forms(clusters: Clusters[str], forms: Mapping[str, Form], nicknames: Nicknames) -> list[tuple[str, str, str]]:
    """Join the names that are one person's; the pairs that stay undecided, with the reason to think they may be one."""

    def apart(first: str, second: str) -> bool:
        return not may_be_one(first, second, nicknames)

    likenesses = _likenesses(sorted(forms), nicknames)
    fuller: dict[str, set[str]] = {}
    for value, first, second in likenesses:
        if value == Likeness.PART.value:
            shorter = min(first, second, key=lambda name: (len(name.split()), len(name), name))
            fuller.setdefault(shorter, set()).add(second if shorter == first else first)
        elif value == Likeness.SAME.value or shares_office(forms[first], forms[second]):
            clusters.join(first, second, apart)
    for name in sorted(fuller, key=lambda name: (-len(name.split()), name)):
        homes = {tuple(clusters.members(longer)) for longer in fuller[name]}
        if len(homes) == 1 and _may_be(forms[name], [forms[form] for form in homes.pop()]):
            clusters.join(name, min(fuller[name]), apart)
    return [(a, b, _REASONS[value]) for value, a, b in likenesses if not clusters.together(a, b)]


def _likenesses(names: Sequence[str], nicknames: Nicknames) -> list[tuple[int, str, str]]:
    """Pairs of names that can be one person's, the likeliest first."""
    blocks: dict[str, list[str]] = {}
    for name in names:
        blocks.setdefault(name_block(name), []).append(name)
    return sorted(
        (compare_persons(first, second, nicknames).value, first, second)
        for block in blocks.values()
        for position, first in enumerate(block)
        for second in block[position + 1 :]
        if may_be_one(first, second, nicknames)
    )


def _may_be(form: Form, fuller: Sequence[Form]) -> bool:
    """Whether a shorter name may be that of the one person with a fuller one; an initial alone needs an office."""
    if any(shares_office(form, other) for other in fuller):
        return True
    initial = len(form.name.split()[0]) == 1
    return not initial and not any(form.institutions and other.institutions for other in fuller)


def shares_office(first: Form, second: Form) -> bool:
    """Whether the articles give both a common institution, or the same title and no contradicting institution."""
    if first.institutions & second.institutions:
        return True
    if first.institutions and second.institutions:
        return False
    titles = {title for title, _ in first.titles} & {title for title, _ in second.titles}
    return bool(titles)


def _with_lone(
    clusters: Clusters[str],
    by_name: Mapping[str, list[Item]],
    forms: Mapping[str, Form],
    lone: Mapping[tuple[str, str], list[Item]],
    offices: Offices,
) -> Persons:
    """The sets with those known by one word only, where one person alone has that surname and the same office."""
    joined = clusters.sets()
    homes = {name: number for number, names in enumerate(joined) for name in names}
    sets = [[item for name in names for item in by_name[name]] for names in joined]
    surnames: dict[str, set[int]] = {}
    for name, number in homes.items():
        surnames.setdefault(name.split()[-1], set()).add(number)
    apart: dict[tuple[str, frozenset[Title] | str], list[Item]] = {}
    doubts: list[tuple[Item, Item, str]] = []
    for (word, article), items in sorted(lone.items()):
        form = Form(word, items[0].actor.label, offices.titles(items))
        bearers = surnames.get(word, set())
        home = next(iter(bearers)) if len(bearers) == 1 else None
        if home is not None and any(shares_office(form, forms[n]) for n in joined[home]):
            sets[home] += items
            continue
        apart.setdefault((word, offices.sole(form.titles) or article), []).extend(items)
        if home is not None:
            doubts.append((sets[home][0], items[0], "the only one of that surname"))
    return Persons(sets + list(apart.values()), doubts)
