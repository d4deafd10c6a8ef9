"""Verbs of one speaker that the parser hung elsewhere: "said the plan is near its end and alluded to ..."."""

from __future__ import annotations

from dataclasses import replace

from loader.attribution.cues import CueTable
from loader.attribution.frames import cue_lemma, pieces
from loader.attribution.prospects import in_quotation
from loader.attribution.regrouping import regroup
from loader.attribution.repairs import repair
from loader.attribution.syntax import Syntax, subtrees

# A verb is taken for a second cue if the table gives one of its pieces this chance, and the verb that the parser
# coordinates it with is no likely cue itself.
STRONG, WEAK = 0.4, 0.3
# Where tense and mood say nothing, the second verb has to be a surer cue.
SURE = 0.6
LONGEST_CLIMB = 5
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NONFINITE = frozenset({"VB", "VBG"})
SPEAKERS = frozenset({"PRON", "PROPN"})


def reattach(syntax: Syntax, table: CueTable) -> Syntax:
    """The parse with such verbs, and the conjunctions and commas before them, hung on the verb they go on from."""
    syntax = regroup(repair(syntax, table), table)
    moves = [(i, cue) for i in range(len(syntax)) if (cue := _right_head(syntax, table, i)) is not None]
    if not moves:
        return syntax
    head = list(syntax.head)
    for verb, cue in moves:
        first = syntax.head[verb]
        between = [k for k in syntax.kids[first] if cue < k < verb and syntax.dep[k] in ("cc", "punct")]
        for k in between[-2:] if syntax.dep[verb] == "conj" else ():
            head[k] = cue
        head[verb] = cue
    lo, hi, kids = subtrees(head)
    return replace(syntax, head=head, lo=lo, hi=hi, kids=kids)


def _right_head(syntax: Syntax, table: CueTable, verb: int) -> int | None:
    """The verb that ``verb`` goes on from; None where the parser need not be corrected."""
    dep = syntax.dep[verb]
    if syntax.pos[verb] != "VERB" or dep not in ("conj", "advcl"):
        return None
    if not table.knows(cue_lemma(syntax, verb), "VERB") or in_quotation(syntax, verb):
        return None
    if syntax.kid(verb, "nsubj", "nsubjpass") is not None:
        return _around_background(syntax, table, verb) if dep == "advcl" else None
    if dep == "advcl":
        return _around_participle(syntax, table, verb)
    for find in (_first_cue, _above_infinitive, _in_relative_clause):
        cue = find(syntax, table, verb)
        if cue is not None:
            return cue
    return None


def _first_cue(syntax: Syntax, table: CueTable, verb: int) -> int | None:
    """ "Said that the plan is near its end and alluded": the cue above the clause."""
    first = syntax.head[verb]
    cue, steps = syntax.head[first], 1
    if syntax.tag[cue] == "VBG" and syntax.dep[cue] == "advcl" and _is_new_clause(syntax, verb):
        cue = syntax.head[cue]  # "said it was over, adding that nobody came, and urged": no participle goes on
    while syntax.pos[cue] == "ADP" and steps < LONGEST_CLIMB:
        cue, steps = syntax.head[cue], steps + 1
    if cue == first or syntax.tag[cue] != syntax.tag[verb] or syntax.pos[cue] != "VERB" or cue > first:
        return None
    if syntax.dep[first] not in ("ccomp", "pcomp", "xcomp") or chance(syntax, table, cue) < STRONG:
        return None
    alike = syntax.tag[first] == syntax.tag[verb] and cue == syntax.head[first]
    sure = chance(syntax, table, verb)
    if alike and _is_state(syntax, first):
        return cue if sure >= SURE else None
    if alike and (syntax.tag[verb] != "VBG" or chance(syntax, table, first) >= WEAK):
        return None
    return cue if sure >= STRONG else None


def _is_new_clause(syntax: Syntax, verb: int) -> bool:
    """Whether the conjunction of a second verb stands after a comma, and the first one has a subject that is nobody."""
    joint = next((k for k in syntax.kids[syntax.head[verb]] if k < verb and syntax.dep[k] == "cc"), 0)
    subject = syntax.kid(syntax.head[verb], "nsubj", "nsubjpass")
    return syntax.lower[joint - 1] == "," and subject is not None and syntax.pos[subject] not in SPEAKERS


def _is_state(syntax: Syntax, verb: int) -> bool:
    """ "The plan was at an end": what is, and is nobody, does not go on to speak."""
    subject = syntax.kid(verb, "nsubj")
    return syntax.lemma[verb] == "be" and subject is not None and syntax.pos[subject] not in SPEAKERS


def _above_infinitive(syntax: Syntax, table: CueTable, verb: int) -> int | None:
    """ "Welcomed the decision to free the men and thanked": a finite verb goes on from a finite verb."""
    first = syntax.head[verb]
    if syntax.tag[verb] not in FINITE or syntax.tag[first] not in NONFINITE:
        return None
    above = first
    for _ in range(LONGEST_CLIMB):
        if syntax.head[above] == above:
            return None
        above = syntax.head[above]
        if syntax.tag[above] == syntax.tag[verb] and syntax.pos[above] == "VERB":
            return above if above < first and chance(syntax, table, verb) >= STRONG else None
        if syntax.tag[above] in FINITE:
            return None
    return None


def _in_relative_clause(syntax: Syntax, table: CueTable, verb: int) -> int | None:
    """ "Met the envoy, who praised the talks and announced": the last cue in a clause with "who"."""
    first = syntax.head[verb]
    if chance(syntax, table, first) >= WEAK or chance(syntax, table, verb) < SURE:
        return None
    joint = verb - 1
    while joint > first and (syntax.dep[joint] in ("aux", "advmod") or syntax.dep[joint] == "cc"):
        joint -= 1
    for cue in range(joint, first, -1):
        if syntax.dep[cue] == "relcl" and syntax.tag[cue] == syntax.tag[verb]:
            who = syntax.kid(cue, "nsubj")
            ends = all(not syntax.word[k] and syntax.lower[k] != "," for k in range(syntax.hi[cue], joint + 1))
            speaks = who is not None and syntax.lower[who] == "who" and chance(syntax, table, cue) >= STRONG
            return cue if ends and speaks else None
    return None


def _around_participle(syntax: Syntax, table: CueTable, verb: int) -> int | None:
    """ "Said that the road is closed, adding that": the speaker adds it, whatever the road did."""
    start = syntax.lo[verb]
    apart = start == verb > 0 and syntax.lower[start - 1] == ","
    apart = apart or syntax.lower[start] == "while"
    if syntax.tag[verb] != "VBG" or not apart:
        return None
    if chance(syntax, table, verb) < SURE:
        return None
    below = syntax.head[verb]
    for _ in range(LONGEST_CLIMB):
        if syntax.kid(below, "ccomp") is not None or syntax.head[below] == below:
            return None
        above = syntax.head[below]
        if syntax.dep[below] == "ccomp":
            return above if above < below and chance(syntax, table, above) >= SURE else None
        below = above
    return None


def _around_background(syntax: Syntax, table: CueTable, verb: int) -> int | None:
    """ "Offers to host talks as the rebels tell the army to leave": nobody offers what the rebels do."""
    mark, first = syntax.kid(verb, "mark"), syntax.head[verb]
    if mark is None or syntax.lower[mark] != "as" or syntax.dep[first] != "xcomp":
        return None
    cue = syntax.head[first]
    below = [piece.frame for piece in pieces(syntax, verb) if not piece.frame.startswith("up:")]
    lemma = cue_lemma(syntax, verb)
    speaks = max((table.probability(lemma, "VERB", frame) for frame in below), default=0.0) >= SURE
    return cue if speaks and cue < first and chance(syntax, table, cue) >= STRONG else None


def chance(syntax: Syntax, table: CueTable, cue: int) -> float:
    """That the likeliest piece of a word is its content."""
    lemma, pos = cue_lemma(syntax, cue), syntax.pos[cue]
    if not table.knows(lemma, pos):
        return 0.0
    return max((table.probability(lemma, pos, piece.frame) for piece in pieces(syntax, cue)), default=0.0)
