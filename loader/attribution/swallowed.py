"""Speakers whom the parser hung on the place or day before them."""

from __future__ import annotations

from loader.attribution.cues import CueTable
from loader.attribution.drafts import FINITE, Draft
from loader.attribution.syntax import NO_QUOTATION, Syntax

OPENERS = frozenset({"prep", "advcl", "csubj", "npadvmod", "advmod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
NOUNS = frozenset({"NOUN", "PROPN"})


def swallowed_subject(syntax: Syntax, table: CueTable, draft: Draft, verb: int) -> bool:
    """ "In Oslo, [the minister], replying to a question, said": a verb of speech without subject."""
    if syntax.tag[verb] not in FINITE or syntax.dep[verb] != "ROOT" or syntax.kid(verb, *SUBJECTS) is not None:
        return False
    if not table.knows(syntax.lemma[verb], "VERB"):
        return False
    openers = [k for k in syntax.kids[verb] if k < verb and syntax.dep[k] in OPENERS]
    speaker = next((n for k in openers for n in _after_comma(syntax, k)), None)
    if speaker is None:
        return False
    draft.hang(speaker, verb, "nsubj")
    for k in openers:
        if syntax.dep[k] == "csubj":
            draft.dep[k] = "advcl"
    return True


def _after_comma(syntax: Syntax, opener: int) -> list[int]:
    """Nouns behind a comma that only an apposition or a series ties to the words before it."""
    found = []
    for n in range(opener + 1, syntax.hi[opener]):
        tied = syntax.pos[n] in NOUNS and syntax.dep[n] in ("appos", "conj") and syntax.quotation[n] == NO_QUOTATION
        if tied and syntax.head[n] < syntax.lo[n] and syntax.lower[syntax.lo[n] - 1] == ",":
            found.append(n)
    return found
