"""Everybody who could be the source of a cue."""

from __future__ import annotations

from collections.abc import Iterator

from loader.attribution.sources import (
    FARTHEST,
    INHERIT,
    Source,
    by_position,
    out_of_apposition,
    source_at,
    source_phrase,
)
from loader.attribution.syntax import NO_QUOTATION, Syntax

MOST_OPTIONS = 4


def possible_sources(syntax: Syntax, cue: int, first: Source | None) -> tuple[Source, ...]:
    """Everybody who could be the source of a cue; ``first`` is whom grammar names."""
    found: list[Source] = []
    for source in (first, *_way_up(syntax, cue), _beside(syntax, cue, first)):
        if source is not None and not source.lo <= cue < source.hi and all(source.head != f.head for f in found):
            found.append(source)
    return tuple(found[:MOST_OPTIONS])


def _way_up(syntax: Syntax, cue: int) -> Iterator[Source]:
    """The sources that the words above a cue name, one after another, however they hang together."""
    node, how = cue, ""
    for steps in range(FARTHEST):
        for head, own in _sources_at(syntax, node, cue):
            if syntax.quotation[head] == NO_QUOTATION:
                yield source_phrase(syntax, head, how or own, steps)
        above = syntax.head[node]
        if above == node:
            return
        if syntax.dep[node] == "acl" and syntax.tag[node] != "VB":
            yield source_phrase(syntax, out_of_apposition(syntax, above), how or "participle", steps)
        elif syntax.dep[node] not in INHERIT:
            how = "above"
        node = above


def _sources_at(syntax: Syntax, node: int, cue: int) -> Iterator[tuple[int, str]]:
    """All that ``node`` names: its source by grammar, then other subjects, and its object if it is above the cue."""
    found = source_at(syntax, node, cue)
    if found is not None:
        yield found
    for how, deps in (("subject", ("nsubj",)), ("passive", ("nsubjpass",)), ("control", ("dobj",))):
        other = syntax.kid(node, *deps)
        if other is not None and (how != "control" or (node != cue and syntax.pos[cue] == "VERB")):
            yield other, how


def _beside(syntax: Syntax, cue: int, first: Source | None) -> Source | None:
    """The noun phrase next to a verb without a subject of its own."""
    if syntax.pos[cue] != "VERB" or (first is not None and first.how == "subject" and first.steps == 0):
        return None
    return by_position(syntax, cue)
