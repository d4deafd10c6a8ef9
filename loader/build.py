"""From a collection of records to a validated graph on disk, and the report of how that went."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from loader.articles import Remark
from loader.blocks import Block
from loader.fusion import FusedMeeting
from loader.identifiers import report_terms
from loader.meetings import Meeting
from loader.pipeline import Collection, Summary
from loader.quarantine import Kept, keep_valid, without
from loader.records import Record
from loader.shapes import Shapes, load_shapes
from loader.statements import Statement
from loader.stores import Graph, write
from loader.triples import BROADER, actor_triples, record_triples
from loader.vocab import mint
from loader.world import World, article_facts, load_knowledge, make_world, meetings_by_article, world_triples

WORLD = mint("article", "world")  # the named graph of all that articles share
BATCH = 500  # subjects of the shared part that are validated together


@dataclass(frozen=True)
class Build:
    """What to write, and where. Without ``quote`` no words of the texts are written, only offsets and digests."""

    output: Path
    form: str = "turtle"
    shapes: Path | None = None
    min_confidence: float = 0.0
    quote: bool = True


@dataclass
class Report:
    """How a build went, filled as it goes: the file that ``--report`` writes."""

    rejected: list[dict[str, str]] = field(default_factory=list)
    skipped: int = 0
    dropped: list[dict[str, str]] = field(default_factory=list)
    quarantined: list[dict[str, str]] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)

    @property
    def has_problems(self) -> bool:
        """Whether something was rejected or quarantined."""
        return bool(self.rejected or self.quarantined)

    def remark(self, remark: Remark) -> None:
        """Enter what was told of a source."""
        if remark.fate == "skipped":
            self.skipped += 1
        else:
            place = self.rejected if remark.fate == "rejected" else self.dropped
            place.append({"source": remark.source, "reason": remark.text})

    def keep(self, name: str, kept: Kept) -> None:
        """Enter what validation said of a part of the graph, and count what is left of it."""
        self.quarantined += [{"in": name, "reason": reason} for reason in kept.reasons]
        self.warnings.update(remark.message for remark in kept.remarks if remark.severity == "Warning")
        for block in kept.blocks:
            self.counts[f"{block.subject.partition(':')[0]}s"] += 1
            self.counts["triples"] += sum(len(objects) for _, objects in block.properties)

    def as_json(self) -> str:
        """The report as a JSON document."""
        content: dict[str, Any] = {
            "counts": dict(sorted(self.counts.items())),
            "in_no_statement": dict(sorted(self.passed_over.items())),
            "rejected": self.rejected,
            "skipped": self.skipped,
            "dropped": self.dropped,
            "quarantined": self.quarantined,
            "warnings": dict(sorted(self.warnings.items())),
        }
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def build_graph(collection: Collection, build: Build) -> Report:
    """Write the graph of a collection: every article's part validated first, what fails its shape left out.

    Raises:
        ShapesError: the shapes are none.
        OSError: the output cannot be written, or another run is writing it.
    """
    report = Report()
    for remark in collection.remarks:
        report.remark(remark)
    publication = Publication(collection, build, load_shapes(build.shapes), report)
    build.output.parent.mkdir(parents=True, exist_ok=True)
    write(publication.graphs(), publication.vocabulary, build.output, build.form)
    return report


class Publication:
    """The graphs of one build, made one after the other as they are written."""

    def __init__(self, collection: Collection, build: Build, shapes: Shapes, report: Report) -> None:
        self.collection = collection
        self.build = build
        self.shapes = shapes
        self.report = report
        self.vocabulary = collection.vocabulary
        self.summaries = sorted(collection.summaries, key=lambda summary: summary.header.id)
        self.actors: set[str] = set()  # terms of the actors that the graph speaks of
        self.lost: set[str] = set()  # terms of nodes left out
        self.entities = {
            term: entity for entity in collection.resolution.entities if (term := self.vocabulary.compact(entity.iri))
        }

    def graphs(self) -> Iterator[Graph]:
        """One graph an article, then that of the world."""
        world = self.world()
        meetings = meetings_by_article(world)
        for summary in self.summaries:
            yield self.article_graph(summary, meetings.get(summary.header.id, {}))
        yield WORLD, self.world_graph(world)

    def records(self) -> Iterator[tuple[Record, Mapping[str, str]]]:
        """Each record with the IRIs of its actors."""
        for summary in self.summaries:
            yield self.record(summary), self.identities(summary)

    def record(self, summary: Summary) -> Record:
        """The record of an article, without what the build is not confident enough of."""
        return confident(self.collection.record(summary), self.build.min_confidence)

    def identities(self, summary: Summary) -> Mapping[str, str]:
        """The IRIs of an article's actors."""
        return self.collection.resolution.identities[summary.header.id]

    def world(self) -> World:
        """All that the articles share."""
        knowledge = load_knowledge(self.vocabulary, self.collection.gazetteer)
        return make_world(article_facts(record, identities, knowledge) for record, identities in self.records())

    def article_graph(self, summary: Summary, meetings: Mapping[str, FusedMeeting]) -> Graph:
        """The validated graph of one article."""
        record = self.record(summary)
        graph = record_triples(record, self.identities(summary), self.vocabulary, meetings, quote=self.build.quote)
        passed = record.passed_over
        self.report.passed_over.update(quotations=len(passed.quotations), cue_words=len(passed.cues))
        self.report.dropped += [{"source": summary.header.source, "reason": reason} for reason in graph.dropped]
        known = self.types(graph.blocks, {m.term: m for m in meetings.values()})
        kept = keep_valid(graph.blocks, self.shapes, self.vocabulary, known=known)
        # An encounter that only a report left out speaks of is not in the graph either.
        reports = report_terms(record)
        orphans = [m.term for key, m in meetings.items() if reports.get(key) in kept.removed and len(m.reports) == 1]
        self.lost.update((*kept.removed, *orphans))
        kept = replace(kept, blocks=without(kept.blocks, orphans))
        self.report.keep(summary.header.source, kept)
        self.actors.update(v for v in links(kept.blocks) if v.startswith("actor:"))
        return graph.article, kept.blocks

    def world_graph(self, world: World) -> Iterator[Block]:
        """Actors, then places, encounters and claims that several articles share, validated batch by batch."""
        shared = [block for block in without(world_triples(world), self.lost) if not is_orphan(block)]
        self.actors.update(v for v in links(shared) if v.startswith("actor:"))
        actors = [self.actor(term) for term in sorted(self.actors)]
        blocks = [*actors, *shared]
        for start in range(0, len(blocks), BATCH):
            batch = blocks[start : start + BATCH]
            known = self.types(batch, {m.term: m for m in world.meetings})
            kept = keep_valid(batch, self.shapes, self.vocabulary, known=known)
            self.report.keep("what articles share", kept)
            yield from kept.blocks

    def actor(self, term: str) -> Block:
        """The block of an actor."""
        entity = self.entities[term]
        return actor_triples(term, entity.kind, entity.label, entity.names, entity.matches)

    def types(self, blocks: Iterable[Block], meetings: Mapping[str, FusedMeeting]) -> list[Block]:
        """The classes of the nodes that blocks point at and that stand elsewhere in the graph."""
        blocks = tuple(blocks)
        elsewhere = sorted(set(links(blocks)) - {block.subject for block in blocks})
        classes = ((term, self.classes(term, meetings)) for term in elsewhere)
        return [Block(term, (("a", names),)) for term, names in classes if names]

    def classes(self, term: str, meetings: Mapping[str, FusedMeeting]) -> tuple[str, ...]:
        """The classes of a node, by its term."""
        prefix = term.partition(":")[0]
        if prefix == "actor":
            kind = self.entities[term].kind
            return (f"cq:{kind}", *(f"cq:{name}" for name in BROADER.get(kind, ("Actor",))))
        if prefix == "meeting" and term in meetings:
            return ("cq:MeetingProposal" if meetings[term].is_proposal else "cq:Meeting",)
        return {"place": ("cq:Place",), "report": ("cq:MeetingReport",), "statement": ("cq:Statement",)}.get(prefix, ())


def links(blocks: Iterable[Block]) -> Iterator[str]:
    """All objects of blocks that are nodes of the data."""
    return (
        value
        for block in blocks
        for predicate, objects in block.properties
        if predicate != "a"
        for value in objects
        if value.startswith(("actor:", "place:", "report:", "meeting:", "statement:"))
    )


def is_orphan(block: Block) -> bool:
    """Whether an encounter has lost its last report."""
    return block.subject.startswith("meeting:") and not any(name == "cq:report" for name, _ in block.properties)


def confident(record: Record, least: float) -> Record:
    """The record without statements and meetings whose rule is less sure than ``least``, or unmeasured."""
    if least <= 0:
        return record

    def sure(item: Statement | Meeting) -> bool:
        return (item.confidence or 0.0) >= least

    meetings = tuple(m for m in record.meetings if sure(m))
    known = {m.id for m in meetings}
    statements = tuple(s for s in record.statements if sure(s))
    said = {s.id for s in statements}

    def relinked(s: Statement) -> Statement:
        return replace(
            s,
            within=s.within if s.within in said else None,
            occasion=s.occasion if s.occasion in known else None,
            about=s.about if s.about in known else None,
        )

    return replace(record, statements=tuple(map(relinked, statements)), meetings=meetings)
