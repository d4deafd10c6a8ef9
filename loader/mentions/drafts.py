"""Actors in the making: mutable while an article is read, frozen into a cast at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from loader.articles import Span
from loader.mentions.cast import Actor, ActorKind, Mention, Role
from loader.names import name_words


@dataclass(eq=False)
class Draft:
    """An actor in the making. ``order`` is its place among the drafts of the article; ``names`` count surfaces."""

    order: int
    sort: str  # person, organization, state, place, group, unknown
    kind: ActorKind
    label: str
    known: str | None = None
    country: str | None = None
    gender: str = ""
    plural: bool = False
    named: bool = True
    definite: bool = False  # introduced by a definite description
    names: dict[str, int] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    roles: list[DraftRole] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)  # folded words of each name

    def call(self, name: str) -> None:
        """Count a surface form."""
        if name and name not in self.words:
            self.words[name] = name_words(name)
        if name:
            self.names[name] = self.names.get(name, 0) + 1


@dataclass(frozen=True, eq=False)
class DraftRole:
    """A role in the making; the institution is a draft still.

    ``place`` are the folded words of where it is held, if that is no actor ("the mayor of Springfield"), ``rank``
    says what its noun heads (a "state", a "body", "any" or nothing), ``lesser`` are words like "deputy" in it.
    """

    text: str
    role: str
    words: frozenset[str]
    institution: Draft | None
    evidence: Span
    office: bool = True
    place: frozenset[str] = frozenset()
    rank: str = ""
    lesser: frozenset[str] = frozenset()


def freeze(drafts: list[Draft], slugs: list[str]) -> tuple[Actor, ...]:
    """The drafts that are mentioned, and the institutions of their roles, as actors.

    Their keys are made from ``slugs``, which name them, and unique in the article.
    """
    needed = {role.institution.order for d in drafts if d.mentions for role in d.roles if role.institution}
    kept = [(d, slug) for d, slug in zip(drafts, slugs, strict=True) if d.mentions or d.order in needed]
    keys: dict[int, str] = {}
    used: set[str] = set()
    for draft, slug in kept:
        key, number = slug, 1
        while key in used:
            number += 1
            key = f"{slug}-{number}"
        used.add(key)
        keys[draft.order] = key
    return tuple(_freeze(draft, keys) for draft, _ in kept)


def _freeze(draft: Draft, keys: dict[int, str]) -> Actor:
    return Actor(
        key=keys[draft.order],
        label=draft.label,
        kind=draft.kind,
        aliases=tuple(sorted(name for name in draft.names if name != draft.label)),
        roles=_roles(draft, keys),
        mentions=tuple(sorted(set(draft.mentions), key=lambda m: (m.span, m.head))),
        known=draft.known,
        country=draft.country,
        named=draft.named,
    )


def _roles(draft: Draft, keys: dict[int, str]) -> tuple[Role, ...]:
    """The roles of a person, each title in each institution once, with its first evidence."""
    roles: dict[tuple[str, str | None], Role] = {}
    for role in [role for role in draft.roles if role.office]:
        institution = keys.get(role.institution.order) if role.institution else None
        roles.setdefault((role.text.casefold(), institution), Role(role.text, institution, role.evidence))
    return tuple(roles.values())
