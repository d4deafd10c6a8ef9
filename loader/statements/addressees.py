"""To whom a statement is spoken or written."""

from __future__ import annotations

from collections.abc import Iterator

from loader.articles import Span
from loader.statements.clause_acts import Clauses
from loader.statements.clauses import conjuncts_of
from loader.statements.model import Party, distinct
from loader.words import Word


def find_addressees(cue: Word | None, clauses: Clauses, source: Span | None) -> tuple[Party, ...]:
    """The actors spoken to: "told X", "called on X", "said in a letter to X", "speaking to X, she said"."""
    if cue is None:
        return ()
    found: list[Party] = []
    for word in _channels(cue, clauses):
        for noun in _spoken_to(word, clauses):
            named = [party for token in conjuncts_of(noun) for party in clauses.roster.named_by(token)]
            if not named:  # "a session of the council"
                bodies = (n for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for n in c.children)
                named = [party for body in bodies for party in clauses.roster.named_by(body)]
            found.extend(party for party in named if party.actor not in clauses.speakers)
    return distinct(p for p in found if source is None or p.span is None or not source.overlaps(p.span))


def _channels(cue: Word, clauses: Clauses) -> Iterator[Word]:
    """The words that may name the one spoken to: the cue, the letter it was said in, what was done in saying it."""
    yield cue
    writes = clauses.lexicon.uses["write"]
    if cue.tag_ == "VBG" and cue.dep_ == "advcl" and cue.head.lemma_ in writes:  # "wrote to them, proposing …"
        yield cue.head
    elif cue.tag_ == "VBG" and cue.dep_ == "acl" and cue.head.dep_ == "pobj":  # "wrote to the group proposing …"
        yield cue.head.head.head
    for child in cue.children:
        if child.dep_ == "advcl" and child.tag_ == "VBG":
            yield child
        if child.dep_ == "prep":
            yield from (c for c in child.children if c.dep_ == "pobj")


def _spoken_to(word: Word, clauses: Clauses) -> Iterator[Word]:
    lemma = word.lemma_.lower()
    for child in word.children:
        adverbial = child.dep_ == "npadvmod" and child.pos_ == "PROPN"  # "told PTI", misread
        heard = child.dep_ in {"dobj", "dative", "nsubjpass"} or adverbial
        if heard and (lemma, "dobj") in clauses.lexicon.addressing:
            yield child
        elif child.dep_ in {"prep", "dative"} and (lemma, child.lower_) in clauses.lexicon.addressing:
            yield from (c for c in child.children if c.dep_ == "pobj")
