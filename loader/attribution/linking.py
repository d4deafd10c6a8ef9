"""Quotations that no cue takes by its grammar: to the attribution of their paragraph, or to the nearest cue."""

from __future__ import annotations

from dataclasses import replace

from loader.attribution.candidates import Candidate
from loader.attribution.cues import CueTable
from loader.attribution.sources import find_source
from loader.attribution.syntax import NO_QUOTATION, Syntax

SHORTEST = 3
BEFORE, AFTER = 25, 12
SURE = 0.5


def link_quotations(syntax: Syntax, table: CueTable, chosen: list[Candidate]) -> list[Candidate]:
    """The chosen attributions with the leftover quotations of their paragraphs, and new ones for the others."""
    out = list(chosen)
    taken = {i for c in chosen for i in c.content}
    for lo, hi in syntax.quoted_tokens:
        if syntax.words(lo, hi) < SHORTEST or taken.intersection(range(lo, hi)):
            continue
        near = _same_paragraph(syntax, out, lo, hi)
        if near is not None:
            mine = out[near]
            out[near] = replace(mine, content=tuple(sorted({*mine.content, *range(lo, hi)})))
        elif (cue := _nearest_cue(syntax, table, lo, hi)) is not None:
            source = find_source(syntax, cue)
            out.append(Candidate(cue, syntax.lemma[cue], (), source, tuple(range(lo, hi)), ("quotation",)))
    return out


def _distance(cue: int, lo: int, hi: int) -> int:
    return min(abs(cue - lo), abs(cue - hi))


def _same_paragraph(syntax: Syntax, chosen: list[Candidate], lo: int, hi: int) -> int | None:
    own = [k for k, c in enumerate(chosen) if syntax.paragraph[c.cue] == syntax.paragraph[lo]]
    return min(own, key=lambda k: _distance(chosen[k].cue, lo, hi), default=None)


def _nearest_cue(syntax: Syntax, table: CueTable, lo: int, hi: int) -> int | None:
    near = [
        i
        for i in range(max(0, lo - BEFORE), min(len(syntax), hi + AFTER))
        if syntax.paragraph[i] == syntax.paragraph[lo]
        and syntax.quotation[i] == NO_QUOTATION
        and table.knows(syntax.lemma[i], syntax.pos[i])
        and table.probability(syntax.lemma[i], syntax.pos[i], "ccomp") > SURE
    ]
    return min(near, key=lambda i: _distance(i, lo, hi), default=None)
