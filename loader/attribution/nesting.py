"""Attributions inside the indirect content of another: "Radio Pakistan reported that Pakistan hopes ..."."""

from __future__ import annotations

from collections.abc import Sequence

from loader.articles import Span
from loader.attribution.candidates import Candidate
from loader.attribution.selection import Choice
from loader.attribution.syntax import NO_QUOTATION, Syntax

# Nested attributions are not annotated in the corpus, so no model is fitted to them: only cues that are sure by the
# counts, with a subject of their own, are taken.
SURE = 0.6
OWN_SOURCES = frozenset({"subject", "agent", "object"})
FARTHEST_SOURCE = 1
FARTHEST_BACK = 20_000  # characters; no content of an article is longer
FIRST_PERSON = frozenset({"i", "we", "you", "it", "there"})


def nested_choices(syntax: Syntax, candidates: Sequence[Candidate], chosen: Sequence[Choice]) -> list[Choice]:
    """Sure cues in the content of a chosen attribution, outside quotation marks, whose own content lies there too."""
    owner = {i: number for number, choice in enumerate(chosen) for i in choice.content}
    used = {c.candidate for c in chosen}
    out: list[Choice] = []
    inner: set[int] = set()
    for k, candidate in sorted(enumerate(candidates), key=lambda x: (-x[1].probability, x[0])):
        outer = owner.get(candidate.cue)
        if k in used or outer is None or candidate.cue in inner or not _is_sure(syntax, candidate):
            continue
        own = {i for i in candidate.content if syntax.word[i]}
        if own and own < set(chosen[outer].content) and inner.isdisjoint(own):
            out.append(Choice(k, candidate.content, candidate.probability))
            inner.update(own)
    return out


def _is_sure(syntax: Syntax, candidate: Candidate) -> bool:
    source, cue = candidate.source, candidate.cue
    if candidate.probability < SURE or syntax.pos[cue] != "VERB" or syntax.quotation[cue] != NO_QUOTATION:
        return False
    if source is None or source.how not in OWN_SOURCES or source.steps > FARTHEST_SOURCE:
        return False
    return syntax.lower[source.head] not in FIRST_PERSON


def parents(contents: Sequence[tuple[Span, ...]], cues: Sequence[Span | None]) -> list[int | None]:
    """For each attribution, in text order, the index of the innermost other one whose content holds its cue."""
    out: list[int | None] = []
    reach = 0
    for number, cue in enumerate(cues):
        first = contents[number][0].start
        near = [k for k in range(reach, len(contents)) if contents[k][0].start <= first]
        while reach < number and contents[reach][-1].end < first - FARTHEST_BACK:
            reach += 1
        holders = [
            (sum(map(len, contents[k])), k)
            for k in near
            if k != number and cue is not None and any(span.contains(cue) for span in contents[k])
        ]
        out.append(min(holders)[1] if holders else None)
    return out
