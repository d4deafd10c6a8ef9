"""What one article adds to the graph, validated: a pure function of its record and of the little others decide.

That little is what ``Surroundings`` holds. A part that was made before is taken from the cache, and its record stays
unread, so that one article more costs little more than that article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from loader.blocks import Block
from loader.coverage import PassedOver
from loader.fusion import FusedMeeting
from loader.identifiers import report_terms
from loader.quarantine import Kept, keep_valid, without
from loader.records import Identities, Record
from loader.shapes import Shapes
from loader.triples import BROADER, record_triples
from loader.vocab import Vocabulary

#: Prefixes of the nodes that blocks link to, with the classes of those that have the same ones everywhere.
_CLASSES: Mapping[str, tuple[str, ...]] = {
    "actor:": (),
    "place:": ("cq:Place",),
    "report:": ("cq:MeetingReport",),
    "meeting:": (),
    "statement:": ("cq:Statement",),
}


@dataclass(frozen=True)
class Surroundings:
    """What the rest of the collection decides about one article's part of the graph.

    ``identities`` are the IRIs of its actors, by key; ``kinds`` their classes, by term; ``meetings`` the encounters
    that it reports, by the meeting's id.
    """

    identities: Identities
    kinds: Mapping[str, str]
    meetings: Mapping[str, FusedMeeting]

    def digestible(self) -> str:
        """All that a part depends on of these, as text."""
        meetings = {key: (m.term, m.is_proposal, len(m.reports) == 1) for key, m in self.meetings.items()}
        return "\n".join(repr(sorted(each.items())) for each in (self.identities, self.kinds, meetings))


@dataclass(frozen=True)
class Part:
    """The valid part of an article's graph. ``lost`` are the nodes left out, ``dropped`` tells of values left out."""

    article: str
    kept: Kept
    lost: tuple[str, ...]
    dropped: tuple[str, ...]
    passed_over: PassedOver


def make_part(record: Record, around: Surroundings, shapes: Shapes, vocabulary: Vocabulary, *, quote: bool) -> Part:
    """The validated graph of one article. Without ``quote`` no words of the text are in it."""
    graph = record_triples(record, around.identities, vocabulary, around.meetings, quote=quote)
    known = types(graph.blocks, around.kinds, {m.term: m for m in around.meetings.values()})
    kept = keep_valid(graph.blocks, shapes, vocabulary, known=known)
    # An encounter that only a report left out speaks of is not in the graph either.
    reports = report_terms(record)
    orphans = [m.term for k, m in around.meetings.items() if reports.get(k) in kept.removed and len(m.reports) == 1]
    kept = replace(kept, blocks=without(kept.blocks, orphans))
    return Part(graph.article, kept, (*kept.removed, *orphans), graph.dropped, record.passed_over)


def types(blocks: Iterable[Block], kinds: Mapping[str, str], meetings: Mapping[str, FusedMeeting]) -> list[Block]:
    """The classes of the nodes that blocks point at and that stand elsewhere in the graph.

    ``kinds`` are the classes of actors, ``meetings`` the encounters, both by their terms.
    """
    blocks = tuple(blocks)
    elsewhere = sorted(set(links(blocks)) - {block.subject for block in blocks})
    classes = ((term, _classes(term, kinds, meetings)) for term in elsewhere)
    return [Block(term, (("a", names),)) for term, names in classes if names]


def links(blocks: Iterable[Block]) -> Iterator[str]:
    """All objects of blocks that are nodes of the data."""
    prefixes = tuple(_CLASSES)
    return (
        value
        for block in blocks
        for predicate, objects in block.properties
        if predicate != "a"
        for value in objects
        if value.startswith(prefixes)
    )


def _classes(term: str, kinds: Mapping[str, str], meetings: Mapping[str, FusedMeeting]) -> tuple[str, ...]:
    if kind := kinds.get(term):
        return (f"cq:{kind}", *(f"cq:{name}" for name in BROADER.get(kind, ("Actor",))))
    if meeting := meetings.get(term):
        return ("cq:MeetingProposal" if meeting.is_proposal else "cq:Meeting",)
    return _CLASSES[term[: term.index(":") + 1]]
