"""Graphs of the sample articles, and parsed forms of what the writers make of them."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import Quad, RdfFormat, Store, parse

from loader.blocks import Block
from loader.fusion import load_negations
from loader.records import Record
from loader.resolution import Entity
from loader.stores import Graph, turtle
from loader.triples import actor_triples, record_triples
from loader.vocab import Vocabulary
from loader.world import Knowledge, article_facts, make_world, meetings_by_article, world_triples
from tests.sample import IDENTITIES, first_record, second_record

VOCABULARY = Vocabulary()
WORLD = "article:world"

ACTORS = (
    actor_triples("actor:ana-horvat", Entity("", "Ana Horvat", "Person", ("Horvat",))),
    actor_triples("actor:free-hentzau-movement", Entity("", "Free Hentzau Movement", "ArmedGroup", ("FHM",))),
    actor_triples("actor:paul-zenda", Entity("", "Paul Zenda", "Person")),
    actor_triples(
        "actor:ruritania", Entity("", "Ruritania", "State", ("Strelsau",), ("http://www.wikidata.org/entity/Q0",))
    ),
    actor_triples("actor:ruritanian-foreign-ministry", Entity("", "Foreign Ministry", "Government"), "actor:ruritania"),
)


def knowledge() -> Knowledge:
    """Ruritania (1111) is a whole country."""
    return Knowledge(VOCABULARY, frozenset({1111}), load_negations())


def sample_graphs(records: Iterable[Record] | None = None, *, quote: bool = True) -> list[Graph]:
    """The graphs of articles, both sample ones unless others are given, and that of their world."""
    found = sorted(records or (first_record(), second_record()), key=lambda record: record.article.id)
    world = make_world(article_facts(record, IDENTITIES, knowledge()) for record in found)
    meetings = meetings_by_article(world)
    graphs: list[Graph] = []
    for record in found:
        reported = meetings.get(record.article.id, {})
        graph = record_triples(record, IDENTITIES, VOCABULARY, reported, quote=quote)
        graphs.append((graph.article, graph.blocks))
    return [*graphs, (WORLD, (*ACTORS, *world_triples(world)))]


def blocks_of(graphs: Iterable[Graph]) -> dict[str, Block]:
    """All blocks by subject; of a subject that stands in two graphs the first one's."""
    found: dict[str, Block] = {}
    for _, blocks in graphs:
        for block in blocks:
            found.setdefault(block.subject, block)
    return found


def values(block: Block, predicate: str) -> tuple[str, ...]:
    """The objects of a property."""
    return next((objects for name, objects in block.properties if name == predicate), ())


def as_turtle(graphs: Iterable[Graph]) -> str:
    """Graphs as one Turtle text."""
    return "".join(turtle(graphs, VOCABULARY))


def rdflib_graph(text: str) -> rdflib.Graph:
    """What rdflib reads in a Turtle text."""
    return rdflib.Graph().parse(data=text, format="turtle")


def oxigraph_quads(text: str, form: RdfFormat = RdfFormat.TURTLE) -> set[Quad]:
    """What Oxigraph reads in a text."""
    return set(parse(text.encode(), form))


def sample_store() -> Store:
    """The sample graphs in an embedded store."""
    store = Store()
    store.load(as_turtle(sample_graphs()).encode(), RdfFormat.TURTLE)
    return store
