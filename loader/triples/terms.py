"""What the parts of a record are called in a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loader.fusion import FusedMeeting
from loader.identifiers import article_term, report_terms, statement_terms
from loader.records import Identities, Record
from loader.statements import Party
from loader.vocab import Vocabulary


@dataclass(frozen=True)
class Terms:
    """What the parts of one record are called in the graph: actors by key, the others by their id in the record.

    ``meetings`` are the encounters, fused across articles, that the record's meetings report.
    """

    article: str
    actors: Mapping[str, str]
    statements: Mapping[str, str]
    reports: Mapping[str, str]
    meetings: Mapping[str, FusedMeeting]

    def parties(self, parties: Iterable[Party]) -> tuple[str, ...]:
        """The actors of ``parties``, those that are known, each once."""
        found = (self.actors.get(party.actor) for party in parties if party.actor)
        return tuple(dict.fromkeys(term for term in found if term))

    def actor(self, key: str | None) -> tuple[str, ...]:
        """The one actor, if known."""
        term = self.actors.get(key) if key else None
        return (term,) if term else ()


def actor_terms(identities: Identities, vocabulary: Vocabulary) -> dict[str, str]:
    """The terms of one article's actors by key, without those whose IRI is none."""
    terms = ((key, vocabulary.compact(iri)) for key, iri in identities.items())
    return {key: term for key, term in terms if term}


def record_terms(
    record: Record, identities: Identities, vocabulary: Vocabulary, meetings: Mapping[str, FusedMeeting]
) -> Terms:
    """Name the parts of a record. An identity that is no safe IRI is left out, as ``dropped_values`` tells."""
    return Terms(
        article_term(record.article),
        actor_terms(identities, vocabulary),
        statement_terms(record),
        report_terms(record),
        meetings,
    )
