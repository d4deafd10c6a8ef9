"""Choosing among proposals: the likelier one first, a word belongs to one attribution, then the leftover quotations."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from loader.attribution.candidates import Candidate
from loader.attribution.linking import Link
from loader.attribution.proposals import Proposal, goes_on
from loader.attribution.syntax import Syntax

MAX_SHARED = 0.2
# Leftover quotations: words that make one worth keeping, chance of a link to take it, words to stand alone.
LEFTOVER_WORDS, LEFTOVER_LINK, ALONE_WORDS = 4, 0.05, 8
STANDALONE = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen attribution: the index of its candidate (None for a quotation without cue), its tokens, its chance."""

    candidate: int | None
    content: tuple[int, ...]
    chance: float
    variant: int = 0


def choose(
    syntax: Syntax,
    candidates: Sequence[Candidate],
    proposals: Sequence[Proposal],
    chances: Sequence[float],
    reserved: Set[int] = frozenset(),
) -> list[Choice]:
    """The best proposals whose contents and cues keep clear of each other and of the ``reserved`` tokens."""
    taken = set(reserved)
    cues: set[int] = set()
    chosen: list[Choice] = []
    floored = [max(c, candidates[p.candidate].floor) for p, c in zip(proposals, chances, strict=True)]
    for chance, j in sorted((-c, j) for j, c in enumerate(floored) if c >= candidates[proposals[j].candidate].least):
        proposal = proposals[j]
        cue = candidates[proposal.candidate].cue
        if cue in cues or cue in taken or not cues.isdisjoint(proposal.content):
            continue
        words = [i for i in proposal.content if syntax.word[i]]
        if sum(i in taken for i in words) <= MAX_SHARED * len(words):
            chosen.append(Choice(proposal.candidate, proposal.content, -chance, proposal.variant))
            taken.update(proposal.content)
            cues.add(cue)
    return chosen


def with_leftovers(
    syntax: Syntax,
    candidates: Sequence[Candidate],
    chosen: Sequence[Choice],
    links: Sequence[tuple[Link, float]],
    reserved: Set[int] = frozenset(),
) -> list[Choice]:
    """Give each quotation that nobody took to its likeliest cue; a longer one without any stands alone."""
    offers: dict[int, list[tuple[float, int]]] = {}
    for link, chance in links:
        offers.setdefault(link.quotation, []).append((-chance, link.candidate))
    by_candidate = {c.candidate: c for c in chosen if c.candidate is not None}
    alone: list[Choice] = []
    taken = {i for c in chosen for i in c.content} | reserved | {candidates[k].cue for k in by_candidate}
    for number, (lo, hi) in enumerate(syntax.quoted_tokens):
        words = syntax.words(lo, hi)
        if syntax.paragraph[lo] in syntax.silent:
            continue
        if words < LEFTOVER_WORDS or any(i in taken for i in range(lo, hi) if syntax.word[i]):
            continue
        likely = [(c, k) for c, k in sorted(offers.get(number, [])) if goes_on(syntax, candidates[k], number)]
        owner = _owner(likely, candidates, by_candidate, taken)
        if owner is not None:
            k, chance = owner
            old = by_candidate.get(k) or Choice(k, (), chance)
            content = tuple(sorted({*old.content, *range(lo, hi)}))
            by_candidate[k] = replace(old, content=content)
            taken.add(candidates[k].cue)
        elif words >= ALONE_WORDS:
            alone.append(Choice(STANDALONE, tuple(range(lo, hi)), 0.0))
        taken.update(range(lo, hi))
    return [*by_candidate.values(), *alone]


def _owner(
    offers: Sequence[tuple[float, int]],
    candidates: Sequence[Candidate],
    by_candidate: dict[int, Choice],
    taken: set[int],
) -> tuple[int, float] | None:
    """A chosen cue that could have said it, else one that is free."""
    likely = [(k, -chance) for chance, k in offers if -chance >= LEFTOVER_LINK]
    chosen = [(k, chance) for k, chance in likely if k in by_candidate]
    free = [(k, chance) for k, chance in likely if candidates[k].cue not in taken]
    return next(iter(chosen or free[:1]), None)
