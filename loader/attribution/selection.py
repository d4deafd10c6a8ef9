"""Choosing among candidates: a word belongs to one attribution, the likelier one first."""

from __future__ import annotations

from loader.attribution.candidates import Candidate
from loader.attribution.syntax import Syntax

THRESHOLD = 0.35
MAX_SHARED = 0.2


def select(syntax: Syntax, candidates: list[Candidate]) -> list[Candidate]:
    """The best candidates whose contents and cues keep clear of each other."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    cues: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.probability, c.cue)):
        words = [i for i in candidate.content if syntax.word[i]]
        if candidate.probability < THRESHOLD or not words or candidate.cue in taken:
            continue
        if cues.intersection(candidate.content) or sum(i in taken for i in words) > MAX_SHARED * len(words):
            continue
        chosen.append(candidate)
        taken.update(candidate.content)
        cues.add(candidate.cue)
    return chosen
