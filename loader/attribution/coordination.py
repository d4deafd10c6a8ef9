"""Coordinated cues of one speaker that the parser hung too deep: "said the plan is near its end and alluded to ..."."""

from __future__ import annotations

from dataclasses import replace

from loader.attribution.candidates import in_quotation
from loader.attribution.cues import CueTable
from loader.attribution.frames import cue_lemma, pieces
from loader.attribution.syntax import Syntax, subtrees

# A verb is taken for a second cue if the table gives one of its pieces this chance, and the verb that the parser
# coordinates it with is no likely cue itself.
STRONG, WEAK = 0.4, 0.3
LONGEST_CLIMB = 4


def reattach(syntax: Syntax, table: CueTable) -> Syntax:
    """The parse with such verbs, and their conjunctions, hung on the first cue."""
    moves = [(i, cue) for i in range(len(syntax)) if (cue := _first_cue(syntax, table, i)) is not None]
    if not moves:
        return syntax
    head = list(syntax.head)
    for verb, cue in moves:
        first = syntax.head[verb]
        between = [k for k in syntax.kids[first] if first < k < verb and syntax.dep[k] in ("cc", "punct")]
        for k in between[-2:]:
            head[k] = cue
        head[verb] = cue
    lo, hi, kids = subtrees(head)
    return replace(syntax, head=head, lo=lo, hi=hi, kids=kids)


def _first_cue(syntax: Syntax, table: CueTable, verb: int) -> int | None:
    """The cue that ``verb`` goes on from; None where the parser need not be corrected."""
    if syntax.dep[verb] != "conj" or syntax.pos[verb] != "VERB" or syntax.kid(verb, "nsubj", "nsubjpass") is not None:
        return None
    if not table.knows(cue_lemma(syntax, verb), "VERB") or in_quotation(syntax, verb):
        return None
    first = syntax.head[verb]
    cue, steps = syntax.head[first], 1
    while syntax.pos[cue] == "ADP" and steps < LONGEST_CLIMB:
        cue, steps = syntax.head[cue], steps + 1
    if cue == first or syntax.tag[cue] != syntax.tag[verb] or syntax.pos[cue] != "VERB" or cue > first:
        return None
    if syntax.dep[first] not in ("ccomp", "pcomp", "xcomp") or chance(syntax, table, cue) < STRONG:
        return None
    alike = syntax.tag[first] == syntax.tag[verb]
    if alike and (syntax.tag[verb] != "VBG" or chance(syntax, table, first) >= WEAK):
        return None
    return cue if chance(syntax, table, verb) >= STRONG else None


def chance(syntax: Syntax, table: CueTable, cue: int) -> float:
    """That the likeliest piece of a word is its content."""
    lemma, pos = cue_lemma(syntax, cue), syntax.pos[cue]
    if not table.knows(lemma, pos):
        return 0.0
    return max((table.probability(lemma, pos, piece.frame) for piece in pieces(syntax, cue)), default=0.0)
