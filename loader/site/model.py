"""What the pages tell: the things of a graph as plain records, and where among them each stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from loader.explain import Passage

Thing = TypeVar("Thing")
Part = Literal["content", "cue", "date", "more", "trigger"]


@dataclass(frozen=True)
class Name:
    """A thing by its IRI, and what to call it."""

    iri: str
    label: str


@dataclass(frozen=True)
class Day:
    """A date: as EDTF, in words, and the first and last calendar day where they are known (ISO)."""

    edtf: str
    words: str
    earliest: str = ""
    latest: str = ""


@dataclass(frozen=True)
class Mark:
    """Characters of an article that tell of a thing, and as what of it."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True)
class Found:
    """How a thing was found: its rule and how often that is right, its marks, and the sentence that says so."""

    article: str
    rule: str | None
    confidence: str | None
    marks: tuple[Mark, ...]
    sentence: Passage | None

    @property
    def start(self) -> int:
        """Where in the article it stands."""
        return min((mark.start for mark in self.marks if mark.part in ("content", "trigger")), default=0)


@dataclass(frozen=True)
class Statement:
    """Something said, as one article reports it."""

    iri: str
    act: str
    quotation: str
    speakers: tuple[Name, ...]
    behalf: tuple[Name, ...]
    addressees: tuple[Name, ...]
    targets: tuple[Name, ...]
    content: tuple[str, ...]
    cue: str | None
    occasions: tuple[Name, ...]
    about: tuple[Name, ...]
    within: tuple[Name, ...]
    same: tuple[Name, ...]
    day: Day | None
    found: Found

    @property
    def others(self) -> tuple[Name, ...]:
        """Whom it is aimed at or said to, each once."""
        return tuple(dict.fromkeys((*self.targets, *self.addressees)))


@dataclass(frozen=True)
class Place:
    """Where something was, in degrees (WGS84) if that is known."""

    iri: str
    label: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True)
class Report:
    """What one article says of an encounter."""

    iri: str
    meeting: Name
    kind: str
    status: str
    day: Day | None
    found: Found


@dataclass(frozen=True)
class Meeting:
    """An encounter, as its reports tell together. ``proposal`` where it was only proposed or was ruled out."""

    iri: str
    proposal: bool
    kind: str
    status: str
    title: str
    notes: tuple[str, ...]
    places: tuple[Place, ...]
    days: tuple[Day, ...]
    participants: tuple[Name, ...]
    organizers: tuple[Name, ...]
    hosts: tuple[Name, ...]
    series: str | None
    ordinal: str | None
    conflicts: tuple[str, ...]
    publishers: str | None
    reports: tuple[Report, ...]

    @property
    def order(self) -> tuple[str, str]:
        """By its first day; those of unknown day after all others."""
        return min((day.earliest for day in self.days if day.earliest), default="9999"), self.iri

    @property
    def attendants(self) -> tuple[Name, ...]:
        """All who take part, in whatever capacity, each once."""
        return tuple(dict.fromkeys((*self.participants, *self.hosts, *self.organizers)))


@dataclass(frozen=True)
class Role:
    """A title that somebody holds, as articles say."""

    title: str
    holder: Name
    institution: Name | None
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Actor:
    """Somebody, or some body."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...]
    matches: tuple[str, ...]
    organ_of: tuple[Name, ...]


@dataclass(frozen=True)
class ArticleHead:
    """An article, but for its text."""

    iri: str
    headline: str
    published: str
    publishers: tuple[str, ...]
    authors: tuple[str, ...]
    url: str | None
    dateline: str | None
    sha256: str | None


@dataclass(frozen=True)
class Contents:
    """All that a graph holds, each kind by IRI in the order in which pages tell it."""

    articles: Mapping[str, ArticleHead]
    statements: Mapping[str, Statement]
    meetings: Mapping[str, Meeting]
    actors: Mapping[str, Actor]
    roles: tuple[Role, ...]

    @cached_property
    def statements_of(self) -> Mapping[str, list[Statement]]:
        """Statements by article, in the order of the text."""
        found = grouped((s.found.article, s) for s in self.statements.values())
        return {article: sorted(them, key=lambda s: (s.found.start, s.iri)) for article, them in found.items()}

    @cached_property
    def reports_of(self) -> Mapping[str, list[Report]]:
        """Reports of encounters by article, in the order of the text."""
        found = grouped((r.found.article, r) for m in self.meetings.values() for r in m.reports)
        return {article: sorted(them, key=lambda r: (r.found.start, r.iri)) for article, them in found.items()}

    @cached_property
    def said_by(self) -> Mapping[str, list[Statement]]:
        """Statements by speaker."""
        return grouped((who.iri, s) for s in self.statements.values() for who in s.speakers)

    @cached_property
    def said_for(self) -> Mapping[str, list[Statement]]:
        """Statements by the one on whose behalf they were made."""
        return grouped((who.iri, s) for s in self.statements.values() for who in s.behalf)

    @cached_property
    def said_of(self) -> Mapping[str, list[Statement]]:
        """Statements by the one they are aimed at or said to."""
        return grouped((who.iri, s) for s in self.statements.values() for who in s.others)

    @cached_property
    def attended(self) -> Mapping[str, list[Meeting]]:
        """Encounters by who takes part."""
        return grouped((who.iri, m) for m in self.meetings.values() for who in m.attendants)

    @cached_property
    def said_at(self) -> Mapping[str, list[Statement]]:
        """Statements by the encounter at which they were made."""
        return grouped((meeting.iri, s) for s in self.statements.values() for meeting in s.occasions)

    @cached_property
    def said_about(self) -> Mapping[str, list[Statement]]:
        """Statements by the encounter that they are about."""
        return grouped((meeting.iri, s) for s in self.statements.values() for meeting in s.about)

    @cached_property
    def latest_first(self) -> list[ArticleHead]:
        """Articles, the latest first; undated ones at the end."""
        dated = [article for article in self.articles.values() if article.published]
        undated = [article for article in self.articles.values() if not article.published]
        return [*sorted(dated, key=lambda a: (a.published, a.iri), reverse=True), *undated]

    @cached_property
    def beside(self) -> Mapping[str, tuple[ArticleHead | None, ArticleHead | None]]:
        """The article before and the one after each, from the latest to the earliest."""
        them = self.latest_first
        return {a.iri: (b, c) for b, a, c in zip([None, *them], them, [*them[1:], None], strict=False)}

    @cached_property
    def organs_of(self) -> Mapping[str, list[Actor]]:
        """Organs by what they are organs of."""
        return grouped((whole.iri, organ) for organ in self.actors.values() for whole in organ.organ_of)

    @cached_property
    def roles_of(self) -> Mapping[str, list[Role]]:
        """Roles by holder."""
        return grouped((role.holder.iri, role) for role in self.roles)

    @cached_property
    def roles_in(self) -> Mapping[str, list[Role]]:
        """Roles by institution."""
        return grouped((role.institution.iri, role) for role in self.roles if role.institution)


def grouped(pairs: Iterable[tuple[str, Thing]]) -> dict[str, list[Thing]]:
    """Things by key, in their order."""
    found: dict[str, list[Thing]] = {}
    for key, thing in pairs:
        found.setdefault(key, []).append(thing)
    return found
