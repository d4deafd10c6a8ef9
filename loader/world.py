"""The second pass: what articles say apart, brought together to one world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loader.blocks import Block
from loader.fusion import (
    Claim,
    Corroboration,
    FusedMeeting,
    Report,
    by_article,
    claims,
    corroborate,
    find_origins,
    fuse,
    load_negations,
    meeting_reports,
    same_utterances,
    sketch,
)
from loader.gazetteer import Gazetteer
from loader.identifiers import place_term
from loader.places import PlaceMention
from loader.records import Identities, Record
from loader.triples import actor_terms, claim_triples, linked_places, meeting_triples, place_triples
from loader.vocab import Vocabulary


@dataclass(frozen=True)
class Knowledge:
    """What bringing articles together needs to know beforehand.

    ``countries`` are the GeoNames ids of whole countries, ``negations`` the words that turn a content into its
    contrary.
    """

    vocabulary: Vocabulary
    countries: frozenset[int]
    negations: frozenset[str]


def load_knowledge(vocabulary: Vocabulary, gazetteer: Gazetteer) -> Knowledge:
    """What is known of countries and of the language."""
    states = (entry.geonameid for entry in gazetteer.entries.values() if entry.kind == "State")
    return Knowledge(vocabulary, frozenset(number for number in states if number), load_negations())


@dataclass(frozen=True)
class ArticleFacts:
    """What one article adds to the world, without its text."""

    article: str
    sketch: tuple[int, ...]
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    places: Mapping[str, PlaceMention]


@dataclass(frozen=True)
class World:
    """What the articles say together. ``meetings`` are the encounters; ``places`` those that articles share."""

    meetings: tuple[FusedMeeting, ...]
    claims: tuple[Corroboration, ...]
    places: Mapping[str, PlaceMention]
    origins: Mapping[str, str]


def article_facts(record: Record, identities: Identities, knowledge: Knowledge) -> ArticleFacts:
    """What one article adds to the world. ``identities`` are the IRIs of its actors, by key."""
    actors = actor_terms(identities, knowledge.vocabulary)
    return ArticleFacts(
        record.article.id,
        sketch(record.article.text),
        meeting_reports(record, actors, knowledge.countries),
        claims(record, actors, knowledge.negations),
        {place_term(place, record.article): place for place in linked_places(record)},
    )


def make_world(facts: Iterable[ArticleFacts]) -> World:
    """Bring articles together. The outcome does not depend on their order."""
    ordered = sorted(facts, key=lambda each: each.article)
    origins = find_origins({each.article: each.sketch for each in ordered})
    found = [claim for each in ordered for claim in each.claims]
    reports = [report for each in ordered for report in each.reports]
    meetings = fuse(reports, origins, same_utterances(found))
    encounters = {term: meeting.term for meeting in meetings for term in meeting.reports}
    # Of the mentions of one place in several articles the last one stands: all have the same name and position.
    places = {term: place for each in ordered for term, place in each.places.items()}
    return World(meetings, tuple(corroborate(found, origins, encounters)), places, origins)


def meetings_by_article(world: World) -> dict[str, dict[str, FusedMeeting]]:
    """The encounter that each meeting of each record reports: by article id, then by the meeting's id."""
    return by_article(world.meetings)


def world_triples(world: World) -> Iterator[Block]:
    """Places, encounters and corroborated claims: all that articles share but their actors."""
    yield from (place_triples(world.places[term], term) for term in sorted(world.places))
    yield from map(meeting_triples, world.meetings)
    yield from (claim_triples(entry.term, entry.same, entry.publishers) for entry in world.claims)
