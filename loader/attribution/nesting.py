"""Attributions inside the indirect content of another: "Radio Pakistan reported that Pakistan hopes ..."."""

from __future__ import annotations

from collections.abc import Sequence

from loader.articles import Span
from loader.attribution.candidates import Candidate
from loader.attribution.cues import CueTable
from loader.attribution.expressions import is_told
from loader.attribution.selection import Choice
from loader.attribution.syntax import NO_QUOTATION, Syntax

# Nested attributions are not annotated in the corpus, so no model is fitted to them: only cues that are sure by the
# counts, with a subject of their own, are taken.
SURE = 0.6
# With an object only a surer cue is taken.
TAKES = 0.75
# Words by which somebody acts in speaking may be less sure.
PERFORMED = 0.5
OWN_SOURCES = frozenset({"subject", "agent", "object"})
FARTHEST_SOURCE = 1
FARTHEST_BACK = 20_000  # characters; no content of an article is longer
FIRST_PERSON = frozenset({"i", "we", "you", "it", "there"})


def nested_choices(
    syntax: Syntax, table: CueTable, candidates: Sequence[Candidate], chosen: Sequence[Choice]
) -> list[Choice]:
    """Sure cues in the content of a chosen attribution, outside quotation marks, whose own content lies there too."""
    owner = {i: number for number, choice in enumerate(chosen) for i in choice.content}
    used = {c.candidate for c in chosen}
    out: list[Choice] = []
    inner: set[int] = set()
    contents = [frozenset(choice.content) for choice in chosen]
    for k, candidate in sorted(enumerate(candidates), key=lambda x: (-x[1].probability, x[0])):
        outer = owner.get(candidate.cue)
        if k in used or outer is None or candidate.cue in inner or not _is_sure(syntax, table, candidate):
            continue
        content = candidate.content
        if not contents[outer].issuperset(i for i in content if syntax.word[i]):
            content = _best_piece(candidate)
        own = {i for i in content if syntax.word[i]}
        if own and own < contents[outer] and inner.isdisjoint(own):
            out.append(Choice(k, content, candidate.probability))
            inner.update(own)
    return out


def _best_piece(candidate: Candidate) -> tuple[int, ...]:
    """The best piece alone: "X told Y [that it rained], Z said"."""
    piece = candidate.ranked[0][1]
    hole = range(*piece.hole) if piece.hole else range(0)
    return tuple(i for i in range(piece.lo, piece.hi) if i not in hole and i != candidate.cue)


def _is_sure(syntax: Syntax, table: CueTable, candidate: Candidate) -> bool:
    source, cue = candidate.source, candidate.cue
    performs = (candidate.lemma, "VERB") in table.performatives
    if (
        candidate.probability < (PERFORMED if performs else SURE)
        or syntax.pos[cue] != "VERB"
        or syntax.quotation[cue] != NO_QUOTATION
    ):
        return False
    if not is_told(syntax, cue):
        return False  # "will not recognise": nobody has said so yet
    if candidate.frames[0].startswith(("dobj", "dative")) and candidate.probability < TAKES and not performs:
        return False  # "that Riyadh had shown them a draft"
    if source is None or source.how not in OWN_SOURCES or source.steps > FARTHEST_SOURCE:
        return False
    return syntax.lower[source.head] not in FIRST_PERSON


def parents(found: Sequence[tuple[tuple[Span, ...], Span | None]]) -> list[int | None]:
    """For each attribution (its content and, if it is nested, its cue) the index of the innermost one that holds it.

    The attributions are in text order.
    """
    out: list[int | None] = []
    for number, (content, cue) in enumerate(found):
        holders: list[tuple[int, int]] = []
        for k in _near(found, number, content[0].start) if cue is not None else ():
            if cue is not None and k != number and any(span.contains(cue) for span in found[k][0]):
                holders.append((sum(map(len, found[k][0])), k))
        out.append(min(holders)[1] if holders else None)
    return out


def clipped(content: tuple[Span, ...], outer: tuple[Span, ...]) -> tuple[Span, ...]:
    """A nested content without what reaches out behind the one that holds it: the full stop of a quotation."""
    end = outer[-1].end
    return tuple(Span(span.start, min(span.end, end)) for span in content if span.start < end)


def _near(found: Sequence[tuple[tuple[Span, ...], Span | None]], number: int, start: int) -> list[int]:
    """Indices of the attributions that begin no later than ``start`` and not too far before it."""
    first = last = number
    while first > 0 and found[first - 1][0][0].start >= start - FARTHEST_BACK:
        first -= 1
    while last + 1 < len(found) and found[last + 1][0][0].start <= start:
        last += 1
    return list(range(first, last + 1))
