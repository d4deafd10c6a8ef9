"""Where a content could end earlier: before a clause at its end that may be the author's or another attribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loader.attribution.syntax import NO_QUOTATION, Syntax

CUT_DEPS = frozenset({"advcl", "relcl", "conj", "appos", "acl", "parataxis", "ccomp", "npadvmod", "prep"})
LEAST_WORDS = 2
# Chance of a cue in the clause from which it looks like an attribution of its own.
OWN_CUE = 0.4
JOINTS = frozenset({"cc", "punct"})


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens ``start`` to ``end`` of a content that may be left out, with the label of the clause, the chance of the
    best cue in it, and whether a comma stands before it."""

    start: int
    end: int
    dep: str
    head: int
    chance: float
    comma: bool


def find_cuts(syntax: Syntax, content: Sequence[int], cue: int, chances: Mapping[int, float]) -> list[Cut]:
    """At most two cuts: before the first clause with a likely cue, and before the last one after a comma.

    ``chances`` are those of the cue words of the article.
    """
    found = [cut for run in _runs(content) for cut in _cuts_of_run(syntax, *run, cue, chances)]
    likely = [cut for cut in found if chances.get(cut.head, 0.0) >= OWN_CUE]
    apart = [cut for cut in found if cut.comma]
    first = min(likely, key=lambda cut: cut.start, default=None)
    last = max(apart, key=lambda cut: cut.start, default=None)
    return list(dict.fromkeys(cut for cut in (first, last) if cut is not None))


def _runs(content: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for i in content:
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _cuts_of_run(syntax: Syntax, lo: int, hi: int, cue: int, chances: Mapping[int, float]) -> list[Cut]:
    out: list[Cut] = []
    last = hi
    while last > lo and not syntax.word[last - 1]:
        last -= 1
    for k in range(lo + 1, hi):
        start = syntax.lo[k]
        if syntax.dep[k] not in CUT_DEPS or not start > lo or not last <= syntax.hi[k] or syntax.head[k] < lo:
            continue
        if syntax.quotation[start] != NO_QUOTATION and syntax.quotation[start] == syntax.quotation[start - 1]:
            continue
        comma = False
        while start > lo and (not syntax.word[start - 1] or syntax.dep[start - 1] == "cc"):
            start -= 1
            comma = comma or not syntax.word[start]
        if syntax.words(lo, start) >= LEAST_WORDS and not start <= cue < hi:
            best = max((chances[i] for i in range(start, hi) if i in chances), default=0.0)
            out.append(Cut(start, hi, syntax.dep[k], k, best, comma))
    return out
