"""From a collection of records to a validated graph on disk, and the report of how that went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from loader.blocks import Block
from loader.build_report import Report
from loader.cache import code_fingerprint
from loader.fusion import FusedMeeting
from loader.gathering import gather, result_key
from loader.parts import Part, Surroundings, links, make_part, types
from loader.pipeline import Collection, Summary
from loader.quarantine import Kept, keep_valid, without
from loader.records import Record
from loader.resources import resource_dir
from loader.selection import confident
from loader.shapes import load_shapes
from loader.stores import Graph, write
from loader.triples import actor_triples
from loader.vocab import mint
from loader.world import meetings_by_article, world_triples

__all__ = ["Build", "Report", "build_graph"]

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


def build_graph(collection: Collection, build: Build) -> Report:
    """Write the graph of a collection: every article's part validated first, what fails its shape left out.

    Raises:
        ShapesError: the shapes are none.
        OSError: the output cannot be written, or another run is writing it.
    """
    report = Report()
    for remark in collection.remarks:
        report.remark(remark)
    publication = Publication(collection, build, report)
    build.output.parent.mkdir(parents=True, exist_ok=True)
    write(publication.graphs(), publication.vocabulary, build.output, build.form)
    return report


class Publication:
    """The graphs of one build, made one after the other as they are written."""

    def __init__(self, collection: Collection, build: Build, report: Report) -> None:
        self.build = build
        self.report = report
        self.shapes = load_shapes(build.shapes)
        self.collection, self.world = gather(collection, build.min_confidence)
        self.rules = code_fingerprint(build.shapes or resource_dir("shapes"))
        self.vocabulary = collection.vocabulary
        self.summaries = sorted(collection.summaries, key=lambda summary: summary.header.id)
        self.actors: set[str] = set()  # terms of the actors that the graph speaks of
        self.lost: set[str] = set()  # terms of nodes left out
        self.entities = {
            term: entity for entity in collection.resolution.entities if (term := self.vocabulary.compact(entity.iri))
        }
        self.kinds = {term: entity.kind for term, entity in self.entities.items()}

    def graphs(self) -> Iterator[Graph]:
        """One graph an article, then that of the world."""
        meetings = meetings_by_article(self.world)
        for summary in self.summaries:
            yield self.article_graph(summary, meetings.get(summary.header.id, {}))
        yield WORLD, self.world_graph()

    def article_graph(self, summary: Summary, meetings: Mapping[str, FusedMeeting]) -> Graph:
        """The validated graph of one article."""
        identities = self.collection.resolution.identities[summary.header.id]
        terms = filter(None, map(self.vocabulary.compact, identities.values()))
        around = Surroundings(identities, {term: self.kinds[term] for term in terms}, meetings)
        part = self.part(summary, around)
        self.report.pass_over(part.passed_over)
        self.report.dropped += [{"source": summary.header.source, "reason": reason} for reason in part.dropped]
        self.report.keep(summary.header.source, part.kept)
        reasons = self.collection.decisions.rejected
        self.report.overruled += [
            {"left_out": term, "reason": reasons[term]} for term in self.collection.overruled(summary)
        ]
        self.lost.update(part.lost)
        self.actors.update(v for v in links(part.kept.blocks) if v.startswith("actor:"))
        return part.article, part.kept.blocks

    def part(self, summary: Summary, around: Surroundings) -> Part:
        """An article's part of the graph, made only if it was not made before."""
        parts = (around.digestible(), self.rules, str(self.build.quote))
        key = result_key("part", self.collection, summary, self.build.min_confidence, *parts)
        return self.collection.cache.kept(
            key,
            lambda: make_part(self.record(summary), around, self.shapes, self.vocabulary, quote=self.build.quote),
        )

    def record(self, summary: Summary) -> Record:
        """The record of an article, without what the build is not confident enough of."""
        return confident(self.collection.record(summary), self.build.min_confidence)

    def world_graph(self) -> Iterator[Block]:
        """Actors, then places, encounters and claims that several articles share, validated batch by batch."""
        shared = [block for block in without(world_triples(self.world), self.lost) if not is_orphan(block)]
        self.actors.update(v for v in links(shared) if v.startswith("actor:"))
        actors = [self.actor(term) for term in sorted(self.actors)]
        meetings = {meeting.term: meeting for meeting in self.world.meetings}
        blocks = [*actors, *shared]
        for start in range(0, len(blocks), BATCH):
            kept = self.valid(tuple(blocks[start : start + BATCH]), meetings)
            self.report.keep("what articles share", kept)
            yield from kept.blocks

    def valid(self, blocks: tuple[Block, ...], meetings: Mapping[str, FusedMeeting]) -> Kept:
        """The valid ones of the blocks that articles share."""
        return keep_valid(blocks, self.shapes, self.vocabulary, known=types(blocks, self.kinds, meetings))

    def actor(self, term: str) -> Block:
        """The block of an actor, which names the state that it is an organ of where the graph speaks of that too."""
        entity = self.entities[term]
        state = self.vocabulary.compact(entity.state) if entity.state else None
        known = state if state in self.actors and self.kinds.get(state) == "State" else None
        return actor_triples(term, entity, known)


def is_orphan(block: Block) -> bool:
    """Whether an encounter has lost its last report."""
    return block.subject.startswith("meeting:") and not any(name == "cq:report" for name, _ in block.properties)
