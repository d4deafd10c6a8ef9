"""Slips of the parser around verbs of speech that news makes it prone to, put right before cues are looked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from loader.attribution.cues import CueTable
from loader.attribution.drafts import Draft
from loader.attribution.syntax import NO_QUOTATION, Syntax, subtrees

DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
# Chance, by its counts, that a verb takes a clause or reports the sentence it stands in.
SPEAKS = 0.5
LONGEST_NAME = 12
Repair = Callable[[Syntax, CueTable, Draft, int], bool]


def repair(syntax: Syntax, table: CueTable) -> Syntax:
    """The parse with such slips put right."""
    draft = Draft.of(syntax)
    changed = False
    for i in range(1, len(syntax) - 1):
        if syntax.quotation[i] == NO_QUOTATION:
            if syntax.pos[i] == "VERB":
                changed = sum(mend(syntax, table, draft, i) for mend in OF_VERBS) > 0 or changed
            elif syntax.tag[i] == "NN" and syntax.dep[i] == "ROOT":
                changed |= _verb_as_noun(syntax, table, draft, i)
    if not changed:
        return syntax
    lo, hi, kids = subtrees(draft.head)
    return replace(
        syntax, head=draft.head, dep=draft.dep, pos=draft.pos, tag=draft.tag, lemma=draft.lemma, lo=lo, hi=hi, kids=kids
    )


def _speaks(syntax: Syntax, table: CueTable, verb: int) -> bool:
    lemma = syntax.lemma[verb]
    return table.knows(lemma, "VERB") and table.probability(lemma, "VERB", "ccomp") >= SPEAKS


def _after_day(syntax: Syntax, _: CueTable, draft: Draft, verb: int) -> bool:
    """ "The ministry on Friday [voiced concern] over": the verb was read as a participle before its object."""
    noun = syntax.head[verb]
    if syntax.dep[verb] != "amod" or syntax.tag[verb] != "VBD" or noun < verb or syntax.lower[verb - 1] not in DAYS:
        return False
    day = verb - 1
    preposition = day - 1 if syntax.lower[day - 1] in ("on", "late", "early") else day
    subject = preposition - 1
    while syntax.head[subject] > subject and syntax.head[subject] < preposition:
        subject = syntax.head[subject]
    if syntax.pos[subject] not in NOUNS or syntax.dep[subject] not in ("ROOT", "nsubj", "conj", "appos", "dep"):
        return False
    above, dep = syntax.head[subject], syntax.dep[subject]
    if dep == "nsubj":  # another verb was taken for the one of the sentence
        return False
    draft.hang(verb, verb if above == subject else above, dep)
    draft.hang(subject, verb, "nsubj")
    draft.hang(preposition, verb, "prep" if preposition < day else "npadvmod")
    if preposition < day:
        draft.hang(day, preposition, "pobj")
    for k in syntax.kids[noun]:
        if k < verb:
            draft.hang(k, verb, syntax.dep[k])
    draft.hang(noun, verb, "dobj")
    for k in syntax.kids[subject]:
        if k > verb and k != noun:
            draft.hang(k, verb, syntax.dep[k])
    return True


def _in_report(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "Said in a report [that …]", "told a rally [that …]": a whole clause with "that" is what was said."""
    if not _speaks(syntax, table, verb) or syntax.kid(verb, "ccomp") is not None:
        return False
    for k in syntax.kids[verb]:
        nouns = (n for n in (k, *syntax.kids[k]) if syntax.dep[n] in ("pobj", "dobj") and n > verb)
        for noun in nouns:
            for clause in syntax.kids[noun]:
                if syntax.dep[clause] in ("relcl", "acl") and _is_that_clause(syntax, clause):
                    draft.hang(clause, verb, "ccomp")
                    return True
    return False


def _is_that_clause(syntax: Syntax, clause: int) -> bool:
    """Whether a clause opens with "that" as a conjunction and has a subject of its own."""
    mark = syntax.lo[clause]
    subject = syntax.kid(clause, "nsubj", "nsubjpass", "expl")
    return syntax.lower[mark] == "that" and syntax.dep[mark] == "mark" and subject is not None and subject > mark


def _inverted(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "In her view, said [the ambassador], the sanctions were": the speaker was taken for a second subject."""
    clause = syntax.kid(verb, "ccomp")
    if clause is None or clause < verb or syntax.tag[verb] not in FINITE or syntax.lower[verb - 1] != ",":
        return False
    subjects = [k for k in syntax.kids[clause] if syntax.dep[k] in ("nsubj", "nsubjpass") and verb < k < clause]
    if len(subjects) < 2 or syntax.kid(verb, "nsubj") is not None or syntax.lo[subjects[0]] != verb + 1:
        return False
    if table.probability(syntax.lemma[verb], "VERB", "parenthesis") < SPEAKS:
        return False
    draft.hang(subjects[0], verb, "nsubj")
    return True


def _day_of_saying(syntax: Syntax, _: CueTable, draft: Draft, verb: int) -> bool:
    """ "Said [on Friday] it opposed": the day is that of the saying."""
    after, clause = verb + 1, syntax.head[verb + 1]
    day = verb + 2 if syntax.lower[after] == "on" else after
    if clause <= verb or syntax.dep[clause] not in ("ccomp", "conj") or day + 1 >= len(syntax):
        return False
    if syntax.lower[day] not in DAYS or syntax.head[clause] != verb or syntax.hi[after] != day + 1:
        return False
    draft.hang(after, verb, syntax.dep[after])
    return True


def _verb_as_noun(syntax: Syntax, table: CueTable, draft: Draft, noun: int) -> bool:
    """ "Residents, for their part, [complain] of": a noun with a subject is the verb of its sentence."""
    subject = syntax.kid(noun, "nsubj")
    bound = any(syntax.dep[k] in ("det", "poss", "amod", "cop", "compound") for k in syntax.kids[noun] if k == noun - 1)
    if subject is None or subject > noun or bound or not table.knows(syntax.lower[noun], "VERB"):
        return False
    if syntax.tag[subject] not in ("NNS", "NNPS") and syntax.lower[subject] not in ("they", "we"):
        return False
    draft.pos[noun], draft.tag[noun], draft.lemma[noun] = "VERB", "VBP", syntax.lower[noun]
    return True


OF_VERBS: tuple[Repair, ...] = (_after_day, _in_report, _inverted, _day_of_saying)
