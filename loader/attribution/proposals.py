"""Whole attributions to choose from: each cue with the content it may have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loader.attribution.candidates import Candidate, assemble
from loader.attribution.cues import CueTable
from loader.attribution.cutting import Cut, find_cuts
from loader.attribution.linking import Link
from loader.attribution.syntax import NO_QUOTATION, Syntax

LINKED = 0.45


@dataclass(frozen=True, slots=True)
class Proposal:
    """One cue (the index of its candidate) with one possible content.

    ``links`` are the probabilities of the quotations that the linker gave it, ``variant`` how the content was put
    together. ``cut`` is what a shortened content lacks, or what a whole one could.
    """

    candidate: int
    content: tuple[int, ...]
    links: tuple[float, ...]
    variant: int
    cut: Cut | None = None


ALL_PIECES, BEST_PIECE, QUOTATIONS_ONLY, SHORTENED = 0, 1, 2, 3


def best_links(syntax: Syntax, links: Sequence[Link], chances: Sequence[float]) -> dict[int, tuple[int, float]]:
    """The likeliest candidate of each quotation, with its probability.

    What goes on from the paragraph before, with no closing mark between, belongs to whom that belongs.
    """
    best: dict[int, tuple[int, float]] = {}
    for link, chance in zip(links, chances, strict=True):
        if link.quotation not in best or chance > best[link.quotation][1]:
            best[link.quotation] = (link.candidate, chance)
    for number, quotation in enumerate(syntax.quotations):
        before = best.get(number - 1)
        if quotation.continues and before and before[1] > best.get(number, (0, 0.0))[1]:
            best[number] = before
    return best


def propose(
    syntax: Syntax, table: CueTable, candidates: Sequence[Candidate], best: dict[int, tuple[int, float]]
) -> list[Proposal]:
    """The possible contents of every cue, each given once, in the order of cues."""
    linked: dict[int, list[tuple[int, float]]] = {}
    for quotation, (k, chance) in sorted(best.items()):
        if chance >= LINKED and goes_on(syntax, candidates[k], quotation):
            linked.setdefault(k, []).append((quotation, chance))
    chances = {candidate.cue: candidate.probability for candidate in candidates}
    out: list[Proposal] = []
    for k, candidate in enumerate(candidates):
        own = linked.get(k, [])
        quoted = [i for number, _ in own for i in range(*syntax.quoted_tokens[number])]
        links = tuple(chance for _, chance in own)
        cuts = find_cuts(syntax, candidate.content, candidate.cue, chances)
        seen: set[tuple[int, ...]] = set()
        for content, variant, cut in _variants(syntax, table, candidate, quoted, cuts):
            if content not in seen and any(syntax.word[i] for i in content):
                seen.add(content)
                out.append(Proposal(k, content, links, variant, cut))
    return out


def goes_on(syntax: Syntax, candidate: Candidate, number: int) -> bool:
    """Whether a quotation can be the content of this cue, or more of it.

    After a complete indirect clause ("She said that it rained.") a quotation in another paragraph is a statement of
    its own, unless its marks say that it goes on.
    """
    if syntax.quotations[number].continues:
        return True
    here = syntax.paragraph[candidate.cue]
    own = [i for i in candidate.content if syntax.word[i] and syntax.paragraph[i] == here]
    if own and candidate.cue > syntax.quoted_tokens[number][1] and _before_colon(syntax, number):
        return False  # "'Never': Rome refuses to sign"
    elsewhere = syntax.paragraph[syntax.quoted_tokens[number][0]] != here
    return not (elsewhere and own and all(syntax.quotation[i] == NO_QUOTATION for i in own))


def _before_colon(syntax: Syntax, number: int) -> bool:
    """Whether a colon follows a quotation at once."""
    end = syntax.quoted_tokens[number][1]
    return ":" in syntax.lower[end : end + 2]


def _variants(
    syntax: Syntax, table: CueTable, candidate: Candidate, quoted: Sequence[int], cuts: Sequence[Cut]
) -> Iterator[tuple[tuple[int, ...], int, Cut | None]]:
    """The contents of a cue to which the tokens ``quoted`` are linked, how each was put together, and what it lacks."""
    own = candidate.content
    if own:
        yield tuple(sorted({*own, *quoted})), ALL_PIECES, cuts[0] if cuts else None
    for cut in cuts:
        rest = (i for i in own if not cut.start <= i < cut.end)
        yield tuple(sorted({*rest, *quoted})), SHORTENED, cut
    if len(candidate.frames) > 1:
        alone = assemble(syntax, table, candidate.cue, [candidate.ranked[0][1]], candidate.source)
        yield tuple(sorted({*alone, *quoted})), BEST_PIECE, None
    if quoted:
        yield tuple(quoted), QUOTATIONS_ONLY, None
