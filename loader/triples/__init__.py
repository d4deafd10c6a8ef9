"""Records to RDF: the triples of one article, and those of the world that articles share.

What stands in the data is decided here, class by class; how a term is written is ``literals``' and ``vocab``'s.
"""

from loader.triples.article import ArticleGraph, record_triples
from loader.triples.shared import (
    BROADER,
    actor_triples,
    claim_triples,
    linked_places,
    meeting_triples,
    place_triples,
)
from loader.triples.terms import Terms, actor_terms, record_terms

__all__ = [
    "BROADER",
    "ArticleGraph",
    "Terms",
    "actor_terms",
    "actor_triples",
    "claim_triples",
    "linked_places",
    "meeting_triples",
    "place_triples",
    "record_terms",
    "record_triples",
]
