"""Sentences whose main verb the parser missed: "..., a source told Reuters.", "Ministers press Mali to leave"."""

from __future__ import annotations

from loader.attribution.cues import CueTable
from loader.attribution.drafts import FINITE, Draft
from loader.attribution.syntax import NO_QUOTATION, Syntax

# Chance, by its counts, of a verb to report the sentence that it stands behind, or to take somebody and an infinitive.
REPORTS, BIDS = 0.6, 0.4
LONGEST_NAME, LONGEST_TAIL = 9, 4
NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PART", "ADV", "AUX"})
TAIL = frozenset({"PROPN", "NOUN", "PRON", "ADP", "ADV", "NUM", "DET"})
NOUNS = frozenset({"NOUN", "PROPN"})


def regroup(syntax: Syntax, table: CueTable) -> Syntax:
    """The parse with such sentences put under their verb of speech."""
    draft = Draft.of(syntax)
    roots = {syntax.sentence[i]: i for i in reversed(range(len(syntax))) if syntax.head[i] == i}
    changed = False
    for verb in range(1, len(syntax)):
        root = roots.get(syntax.sentence[verb], verb)
        if syntax.pos[verb] == "VERB" and root < verb:
            changed |= _behind(syntax, table, draft, verb, root)
        elif syntax.pos[verb] == "NOUN" and root > verb:
            changed |= _headline(syntax, table, draft, verb, root)
    if not changed:
        return syntax
    return draft.finished(syntax)


def _behind(syntax: Syntax, table: CueTable, draft: Draft, verb: int, root: int) -> bool:
    """ "The talks will go on, a source in the delegation told Reuters.": the sentence is what the source told."""
    if syntax.tag[verb] not in FINITE or syntax.quotation[verb] != NO_QUOTATION or syntax.kid(verb, "ccomp"):
        return False
    if table.probability(syntax.lemma[verb], "VERB", "parenthesis") < REPORTS or not _ends_soon(syntax, verb):
        return False
    comma = _comma_before(syntax, verb)
    if comma is None or root >= comma or syntax.pos[root] not in ("VERB", "AUX") or draft.head[root] != root:
        return False
    heads = [i for i in range(comma + 1, verb) if syntax.pos[i] in NOUNS and not comma < syntax.head[i] < verb]
    if not heads:
        return False
    above = syntax.head[verb] if syntax.head[verb] < comma else root
    for k in syntax.kids[verb]:
        if k < comma:
            draft.hang(k, above, "dep")
    for k in syntax.kids[root]:
        if k > verb:
            draft.hang(k, verb, syntax.dep[k])
    draft.hang(verb, verb, "ROOT")
    draft.hang(root, verb, "ccomp")
    draft.hang(comma, verb, "punct")
    draft.hang(heads[0], verb, "nsubj")
    return True


def _comma_before(syntax: Syntax, verb: int) -> int | None:
    """The comma before the noun phrase that ends at a verb."""
    i = verb - 1
    while i > 0 and verb - i <= LONGEST_NAME and syntax.pos[i] in NAMING:
        i -= 1
    return i if i < verb - 1 and syntax.lower[i] == "," else None


def _ends_soon(syntax: Syntax, verb: int) -> bool:
    """Whether the sentence or a comma follows within a few names and times."""
    for i in range(verb + 1, min(len(syntax), verb + LONGEST_TAIL + 2)):
        if syntax.lower[i] in (".", ",") or syntax.sentence[i] != syntax.sentence[verb]:
            return True
        if syntax.pos[i] not in TAIL or syntax.quotation[i] != NO_QUOTATION:
            return False
    return False


def _headline(syntax: Syntax, table: CueTable, draft: Draft, verb: int, root: int) -> bool:
    """ "Ministers press Mali to free leaders": a verb read as a noun, before an infinitive that is the main verb."""
    mark = next((k for k in syntax.kids[root] if syntax.tag[k] == "TO"), None)
    if mark is None or syntax.tag[root] != "VB" or syntax.tag[verb - 1] not in ("NNS", "NNPS", "NNP"):
        return False
    if syntax.sentence[verb - 1] != syntax.sentence[verb] or not verb + 1 < mark or syntax.pos[mark - 1] not in NOUNS:
        return False
    lemma = syntax.lower[verb] if syntax.tag[verb] == "NN" else syntax.lower[verb].removesuffix("s")
    chances = [table.probability(lemma, "VERB", frame) for frame in ("dobj+xcomp", "xcomp:to")]
    if not table.knows(lemma, "VERB") or max(chances) < BIDS:
        return False
    for k in syntax.kids[verb]:
        if k != verb - 1:
            draft.hang(k, verb - 1, syntax.dep[k])
    draft.hang(verb - 1, verb, "nsubj")
    draft.hang(mark - 1, verb, "dobj")
    draft.hang(root, verb, "xcomp")
    draft.hang(verb, verb, "ROOT")
    draft.pos[verb], draft.tag[verb], draft.lemma[verb] = "VERB", "VBP", lemma
    return True
