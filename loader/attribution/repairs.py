"""Slips of the parser around verbs of speech that news makes it prone to, put right before cues are looked for."""

from __future__ import annotations

from collections.abc import Callable

from loader.attribution.cues import CueTable
from loader.attribution.drafts import FINITE, Draft
from loader.attribution.expressions import find_expression
from loader.attribution.frames import REMARKS, cue_lemma, pieces
from loader.attribution.misread import after_anonymity, after_day, second_verb, verb_as_noun
from loader.attribution.swallowed import swallowed_subject
from loader.attribution.syntax import DAYS, NO_QUOTATION, Syntax

# Chance, by its counts, that a verb takes a clause or reports the sentence it stands in.
SPEAKS, LIKELY = 0.5, 0.4
LONGEST_NAME = 12
Repair = Callable[[Syntax, CueTable, Draft, int], bool]


def repair(syntax: Syntax, table: CueTable) -> Syntax:
    """The parse with such slips put right; as it was, if they contradict each other."""
    draft = Draft.of(syntax)
    changed = False
    for i in range(1, len(syntax) - 1):
        if syntax.quotation[i] == NO_QUOTATION:
            for mend in OF_VERBS if syntax.pos[i] == "VERB" else OF_OTHERS:
                changed = mend(syntax, table, draft, i) or changed
    return draft.finished(syntax) if changed else syntax


def _speaks(syntax: Syntax, table: CueTable, verb: int) -> bool:
    lemma = syntax.lemma[verb]
    return table.knows(lemma, "VERB") and table.probability(lemma, "VERB", "ccomp") >= SPEAKS


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


def _behind_day(syntax: Syntax, _: CueTable, draft: Draft, verb: int) -> bool:
    """ "Called on Tuesday [for calm]": what stands behind the day goes with the verb."""
    day = verb + 2 if syntax.lower[verb + 1] == "on" else verb + 1
    if day + 1 >= len(syntax) or syntax.lower[day] not in DAYS:
        return False
    if syntax.dep[day + 1] != "prep" or syntax.head[day + 1] != day:
        return False
    draft.hang(day + 1, verb, "prep")
    return True


def _heavy_object(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "Conveyed to the envoy, who had been called in, [its displeasure]": an object behind the one spoken to."""
    to = next((k for k in syntax.kids[verb] if k > verb and syntax.lower[k] == "to"), None)
    if to is None or syntax.lemma[verb] not in table.expressions.first_words or syntax.kid(verb, "dobj") is not None:
        return False
    for i in range(to + 2, min(syntax.hi[verb], to + LONGEST_NAME * 3)):
        stance = syntax.pos[i] == "NOUN" and table.expressions.content(syntax.lemma[verb], syntax.lemma[i]) is not None
        if stance and syntax.dep[i] in ("appos", "conj") and syntax.lower[syntax.lo[i] - 1] == ",":
            draft.hang(i, verb, "dobj")
            return True
    return False


QUANTIFIERS = frozenset({"both", "all", "each"})


def _quantifier(syntax: Syntax, _: CueTable, draft: Draft, verb: int) -> bool:
    """ "Invited [both] to talks": the parser takes it for an adverb."""
    after = verb + 1
    if syntax.lower[after] not in QUANTIFIERS or syntax.dep[after] != "advmod" or syntax.lower[after + 1] != "to":
        return False
    draft.hang(after, verb, "dobj")
    draft.hang(after + 1, verb, syntax.dep[after + 1])
    return True


def _taken_up(syntax: Syntax, _: CueTable, draft: Draft, verb: int) -> bool:
    """ "Said the mine was new, a charge [the ministry dismissed]": a remark with a relative clause without "which"."""
    subject = next((k for k in reversed(syntax.kids[verb]) if syntax.dep[k] == "nsubj" and k < verb), None)
    if subject is None or syntax.tag[verb] not in FINITE:
        return False
    start = syntax.lo[subject]
    if syntax.lemma[start - 1] in REMARKS and start > 2:  # a subject of its own
        start -= 2
    noun = start + 1
    if syntax.lower[start] not in ("a", "an") or syntax.lemma[noun] not in REMARKS or syntax.lower[start - 1] != ",":
        return False
    cue = verb
    while syntax.head[cue] != cue:
        cue = syntax.head[cue]
    if noun == subject:
        return False
    if cue >= start:
        before = [k for k in syntax.kids[verb] if k < start and syntax.pos[k] == "VERB"] if cue == verb else []
        if not before:
            return False
        cue = before[-1]
        for k in syntax.kids[verb]:
            if k < start:
                draft.hang(k, cue, syntax.dep[k])
        draft.hang(cue, cue, "ROOT")
    draft.hang(noun, cue, "npadvmod")
    draft.hang(start, noun, "det")
    draft.hang(verb, noun, "relcl")
    return True


def _remark(syntax: Syntax, _: CueTable, draft: Draft, noun: int) -> bool:
    """ "Said the mine was new, [a charge] which the ministry dismissed": taken for what the mine was."""
    if syntax.lemma[noun] not in REMARKS or noun < 2 or syntax.lower[noun - 2 : noun - 1] != [","]:
        return False
    if syntax.lower[noun - 1] not in ("a", "an") or syntax.dep[noun] not in ("attr", "dobj", "conj", "oprd", "acomp"):
        return False
    root = noun
    while syntax.head[root] != root:
        root = syntax.head[root]
    if syntax.kid(noun, "relcl") is None or root > noun or syntax.pos[root] != "VERB":
        return False
    draft.hang(noun, root, "npadvmod")
    return True


def _beyond_parenthesis(syntax: Syntax, _: CueTable, draft: Draft, verb: int) -> bool:
    """ "He appealed for calm, his office said, and [offered] to go": he offered it, not the office."""
    said = syntax.head[verb]
    if syntax.dep[verb] != "conj" or syntax.dep[said] != "parataxis" or syntax.head[said] > said:
        return False
    if syntax.kid(verb, "nsubj") is not None or "," not in syntax.lower[said + 1 : verb]:
        return False
    draft.hang(verb, syntax.head[said], "conj")
    for k in syntax.kids[said]:
        if said < k < verb and syntax.dep[k] in ("cc", "punct"):
            draft.hang(k, syntax.head[said], syntax.dep[k])
    return True


def _in_letter(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "Had written to the group [proposing] a round": the writer proposes it."""
    group = syntax.head[verb]
    to = syntax.head[group]
    if syntax.tag[verb] != "VBG" or syntax.dep[verb] != "acl" or syntax.lower[to] != "to" or to > group:
        return False
    writer = syntax.head[to]
    if (
        syntax.pos[writer] != "VERB"
        or not table.knows(syntax.lemma[verb], "VERB")
        or syntax.lemma[writer] not in table.uses["write"]
    ):
        return False
    draft.hang(verb, writer, "advcl")
    return True


def _new_sentence(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "Wrote that it was theatre, and his ministry [announced] that": without a "that" of its own a new sentence."""
    first = syntax.head[verb]
    cue = syntax.head[first]
    if syntax.dep[verb] != "conj" or syntax.dep[first] != "ccomp" or syntax.tag[cue] != syntax.tag[verb] or cue > first:
        return False
    own = syntax.kid(verb, "nsubj")
    marked = any(syntax.lower[k] == "that" and syntax.dep[k] == "mark" for k in syntax.kids[first])
    again = any(syntax.lower[i] == "that" for i in range(first + 1, own or first))
    if own is None or own < first or not marked or again or syntax.tag[verb] not in FINITE:
        return False
    comma = any(syntax.lower[i] == "," for i in range(first + 1, own))
    below = syntax.kid(verb, "ccomp") is not None or table.expressions.content(
        syntax.lemma[verb], _object(syntax, verb)
    )
    if not comma or not below or not _speaks(syntax, table, cue) or not _reports(syntax, table, verb):
        return False
    draft.hang(verb, cue, "conj")
    for k in syntax.kids[first]:
        if k < own and syntax.dep[k] in ("cc", "punct") and k > first:
            draft.hang(k, cue, syntax.dep[k])
    return True


def _contrast(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "Announced that he will not come, [whereas Rome confirmed]": the contrast is the author's, not the speaker's."""
    mark, first = syntax.kid(verb, "mark", "advmod"), syntax.head[verb]
    if mark is None or syntax.lower[mark] not in ("whereas", "while") or syntax.dep[verb] != "advcl" or first > verb:
        return False
    if syntax.lower[mark - 1] != "," or syntax.kid(verb, "nsubj") is None or not _reports(syntax, table, verb):
        return False
    cue = first
    while syntax.dep[cue] not in ("ccomp", "pcomp") and syntax.head[cue] != cue:
        cue = syntax.head[cue]
    above = syntax.head[cue]
    while syntax.pos[above] == "ADP":
        above = syntax.head[above]
    if above == cue or above > first or syntax.pos[above] != "VERB":
        return False
    draft.hang(verb, above, "advcl")
    draft.hang(mark - 1, above, "punct")
    return True


def _reported_last(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "She said [that it was late], the Times reported": the clause is what she said, all of it what they reported."""
    said, clause = syntax.head[verb], syntax.kid(verb, "ccomp")
    subject = syntax.kid(verb, "nsubj")
    if clause is None or subject is None or syntax.dep[verb] != "ccomp" or not said < clause < subject < verb:
        return False
    mark = syntax.lo[clause]
    if syntax.lower[mark] != "that" or mark != said + 1 or syntax.lower[syntax.lo[subject] - 1] != ",":
        return False
    if table.probability(syntax.lemma[verb], "VERB", "parenthesis") < SPEAKS:
        return False
    root = said
    while syntax.head[root] != root:
        root = syntax.head[root]
    draft.hang(clause, said, "ccomp")
    draft.hang(verb, verb, "ROOT")
    draft.hang(root, verb, "ccomp")
    return True


def _after_quotation(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "Come home," urged [the president]: the speaker was taken for the object."""
    target = syntax.kid(verb, "dobj")
    marked = syntax.lower[verb - 1] in ('"', "'", "''") and verb > 2 and syntax.quotation[verb - 1] == NO_QUOTATION
    quoted = any(syntax.quotation[i] != NO_QUOTATION for i in (verb - 2, verb - 3)) if marked else False
    if target is None or not quoted or syntax.tag[verb] not in FINITE or syntax.kid(verb, "nsubj") is not None:
        return False
    if syntax.lo[target] != verb + 1 or not table.knows(syntax.lemma[verb], "VERB"):
        return False
    draft.dep[target] = "nsubj"
    return True


def _object(syntax: Syntax, verb: int) -> str:
    target = syntax.kid(verb, "dobj")
    return "" if target is None else syntax.lemma[target]


def _reports(syntax: Syntax, table: CueTable, verb: int) -> bool:
    """Whether a verb is likely to report with what it takes."""
    if find_expression(syntax, table.expressions, verb) is not None:
        return True
    lemma = cue_lemma(syntax, verb)
    frames = [piece.frame for piece in pieces(syntax, verb) if not piece.frame.startswith("up:")]
    return table.knows(lemma, "VERB") and any(table.probability(lemma, "VERB", f) >= LIKELY for f in frames)


OF_VERBS: tuple[Repair, ...] = (
    after_day, _in_report, _inverted, _day_of_saying, _behind_day, _heavy_object, _quantifier, _taken_up,
    _beyond_parenthesis, _in_letter, _new_sentence, _contrast, _reported_last, _after_quotation, second_verb,
    swallowed_subject,
)  # fmt: skip
OF_OTHERS: tuple[Repair, ...] = (verb_as_noun, second_verb, after_anonymity, _remark)
