"""Verbs that the parser took for nouns, adjectives or participles."""

from __future__ import annotations

from loader.attribution.cues import CueTable
from loader.attribution.drafts import Draft
from loader.attribution.syntax import DAYS, Syntax

NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def after_day(syntax: Syntax, _: CueTable, draft: Draft, verb: int) -> bool:
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
    if dep == "nsubj":  # the second verb was taken for the only one: "voiced concern and demanded"
        joint = next((k for k in syntax.kids[subject] if noun < k < above and syntax.dep[k] == "cc"), None)
        if joint is None or syntax.tag[above] != "VBD":
            return False
        draft.hang(verb, verb if syntax.head[above] == above else syntax.head[above], syntax.dep[above])
        draft.hang(above, verb, "conj")
    else:
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


def verb_as_noun(syntax: Syntax, table: CueTable, draft: Draft, noun: int) -> bool:
    """ "Residents, for their part, [complain] of": a noun with a subject is the verb of its sentence."""
    if syntax.tag[noun] != "NN" or syntax.dep[noun] not in ("ROOT", "appos"):
        return False
    subject = syntax.kid(noun, "nsubj") if syntax.dep[noun] == "ROOT" else syntax.head[noun]
    before = noun - 1
    bound = syntax.word[before] and syntax.head[before] == noun and syntax.dep[before] != "advmod"
    if subject is None or subject > noun or bound or not table.knows(syntax.lower[noun], "VERB"):
        return False
    if syntax.tag[subject] not in ("NNS", "NNPS") and syntax.lower[subject] not in ("they", "we"):
        return False
    if syntax.dep[noun] == "appos":
        if syntax.head[subject] != subject or syntax.lower[noun + 1] not in ("of", "that", "for", "about"):
            return False
        draft.hang(noun, noun, "ROOT")
        draft.hang(subject, noun, "nsubj")
    draft.pos[noun], draft.tag[noun], draft.lemma[noun] = "VERB", "VBP", syntax.lower[noun]
    return True


def second_verb(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "Conveyed thanks for its part in peacekeeping and [requested] help": read as one more noun."""
    first = syntax.head[verb]
    if syntax.tag[verb] not in ("VBN", "VBD") or syntax.dep[verb] not in ("conj", "amod") or verb + 1 >= len(syntax):
        return False
    listed = syntax.pos[first] in NOUNS or (syntax.dep[first] == "amod" and syntax.head[first] > verb)
    if syntax.lower[verb - 1] not in ("and", "but") or not listed or syntax.lower[verb + 1] == "by":
        return False
    if syntax.kid(verb, "auxpass", "agent", "nsubj") is not None or not table.knows(_past(syntax, verb), "VERB"):
        return False
    above = first
    while syntax.head[above] != above and not (syntax.tag[above] == "VBD" and above < verb):
        above = syntax.head[above]
    if syntax.tag[above] != "VBD" or above > verb or not table.knows(syntax.lemma[above], "VERB"):
        return False
    end = syntax.hi[above]
    following = next(
        (i for i in range(verb + 1, end) if syntax.head[i] < verb or i in (first, syntax.head[first])), None
    )
    if following is None or syntax.pos[following] not in (*NOUNS, "ADP", "SCONJ"):
        return False
    for i in range(above + 1, verb):
        if syntax.head[i] > verb:
            draft.hang(i, syntax.head[following] if syntax.head[following] < verb else above, syntax.dep[following])
    for i in range(verb + 1, end):
        if syntax.head[i] < verb and syntax.dep[i] != "punct":
            draft.hang(i, verb, "dobj" if syntax.pos[i] in NOUNS else syntax.dep[i])
    draft.hang(verb, above, "conj")
    draft.pos[verb], draft.tag[verb], draft.lemma[verb] = "VERB", "VBD", _past(syntax, verb)
    return True


def _past(syntax: Syntax, verb: int) -> str:
    """The lemma of a regular past tense that the tagger took for an adjective or noun."""
    word = syntax.lower[verb]
    if syntax.pos[verb] == "VERB":
        return syntax.lemma[verb]
    return word.removesuffix("d") if word.endswith("eed") or word.endswith("ted") else word.removesuffix("ed")


ANONYMOUS = frozenset({"named", "identified", "quoted"})


def after_anonymity(syntax: Syntax, table: CueTable, draft: Draft, word: int) -> bool:
    """ "An official who did not wish to be named [intimated] that": the verb was read as part of the clause."""
    named = word - 1
    if syntax.lower[named] not in ANONYMOUS or syntax.lower[named - 1] != "be" or not syntax.lower[word].endswith("ed"):
        return False
    lemma = next((x for x in (syntax.lower[word][:-1], syntax.lower[word][:-2]) if table.knows(x, "VERB")), None)
    clause = named
    while syntax.dep[clause] not in ("relcl", "acl") and syntax.head[clause] != clause:
        clause = syntax.head[clause]
    speaker = syntax.head[clause]
    if lemma is None or speaker == clause or syntax.pos[speaker] not in NOUNS or syntax.head[speaker] != speaker:
        return False
    draft.hang(word, word, "ROOT")
    draft.hang(speaker, word, "nsubj")
    for i in range(word + 1, syntax.hi[speaker]):
        if syntax.head[i] < word:
            draft.hang(i, word, syntax.dep[i])
    draft.pos[word], draft.tag[word], draft.lemma[word] = "VERB", "VBD", lemma
    return True
