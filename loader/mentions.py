"""Who is named in an article: mentions of actors, brought together to one cast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loader.articles import Span

ActorKind = Literal[
    "Actor", "Person", "State", "Government", "Organization", "IntergovernmentalOrganization", "ArmedGroup", "Group"
]
MentionForm = Literal["name", "description", "pronoun"]


@dataclass(frozen=True)
class Mention:
    """A noun phrase that refers to an actor; ``span`` is the whole phrase, ``head`` its head word."""

    span: Span
    head: Span
    form: MentionForm


@dataclass(frozen=True)
class Role:
    """A title that a person bears in an institution (an actor key of the same cast), with its evidence."""

    title: str
    institution: str | None
    evidence: Span


@dataclass(frozen=True)
class Actor:
    """One actor of one article: the fullest name as label, every other name and acronym seen as alias.

    ``key`` is unique inside the article; ``known`` is the key of a gazetteer entry.
    """

    key: str
    label: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    known: str | None = None


@dataclass(frozen=True)
class Cast:
    """The actors of one article."""

    actors: tuple[Actor, ...]

    def at(self, span: Span) -> str | None:
        """Key of the actor that the noun phrase at ``span`` refers to (the mention whose head it is)."""
        raise NotImplementedError

    def within(self, span: Span) -> tuple[tuple[str, Mention], ...]:
        """All mentions that lie inside ``span``, each with its actor's key, in text order."""
        raise NotImplementedError
