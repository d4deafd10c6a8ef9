"""Organisations and groups across articles: by whole name, acronym with expansion, country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loader.mentions import Actor
from loader.names import fold, is_acronym_of
from loader.resolution.clusters import Clusters
from loader.resolution.model import Item
from loader.resolution.words import CommonWords


def is_common(name: str, common: CommonWords) -> bool:
    """Whether a name could be any state's: nothing but organ words and departments.

    >>> from loader.resolution.words import load_common_words
    >>> [is_common(name, load_common_words()) for name in ("Ministry of Interior", "Shanghai Court Reporters")]
    [True, False]
    """
    words = set(fold(name).split())
    return bool(words & common.bodies) and words <= common.bodies | common.departments


def join_bodies(items: Sequence[Item], common: CommonWords) -> list[list[Item]]:
    """Sets of named bodies and groups that are one, each with at least one item."""
    forms: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        forms.setdefault(_form(item, common), []).append(item)
    clusters = Clusters(sorted(forms))
    _join_acronyms(clusters, forms)
    return [[item for form in members for item in forms[form]] for members in clusters.sets()]


def _form(item: Item, common: CommonWords) -> tuple[str, str]:
    """What bears one form is one body: folded label, and what tells namesakes apart (country, or the article)."""
    actor = item.actor
    label = fold(actor.label)
    if actor.country:
        return label, actor.country
    if not actor.named or is_common(actor.label, common):
        return label, f"in {item.article}"
    return label, ""


def _join_acronyms(clusters: Clusters[tuple[str, str]], forms: dict[tuple[str, str], list[Item]]) -> None:
    """An acronym alone is the body that an article gives it as short name, if all articles name the same one."""
    expansions: dict[str, set[tuple[str, str]]] = {}
    for form, items in forms.items():
        for acronym in _acronyms(item.actor for item in items):
            expansions.setdefault(acronym, set()).add(form)
    for form in sorted(forms):
        expanded = expansions.get(form[0], set()) - {form}
        if len(expanded) == 1 and not form[1].startswith("in "):
            clusters.join(form, next(iter(expanded)), _other_country)


def _acronyms(actors: Iterable[Actor]) -> set[str]:
    """Short names of bodies that their own label spells out."""
    return {
        fold(alias)
        for actor in actors
        if " " in actor.label
        for alias in actor.aliases
        if alias.isupper() and is_acronym_of(alias, actor.label)
    }


def _other_country(first: tuple[str, str], second: tuple[str, str]) -> bool:
    return bool(first[1] and second[1] and first[1] != second[1])
