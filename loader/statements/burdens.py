"""On whom something is put: the blame, sanctions, a strike."""

from __future__ import annotations

from loader.statements.clause_acts import Clauses
from loader.statements.model import Act
from loader.words import Word


def is_blamed(noun: Word, verb: Word, clauses: Clauses) -> bool:
    """Whether a noun is on whom a verb puts the blame: "laid the blame squarely on X"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"on", "upon"}:
        return False
    blame = [c for c in verb.children if c.dep_ == "dobj" and names_act(c, clauses)]
    return bool(blame) and (noun.head.head.i == verb.i or any(b.is_ancestor(noun) for b in blame))


def is_penalised(noun: Word, act: Act, clauses: Clauses) -> bool:
    """Whether a noun is on whom something is put: "sanctions on X", "the ban imposed on X"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"on", "against"} else None
    if above is not None and above.dep_ == "acl":
        above = above.head
    word = above.lemma_.lower() if above is not None else ""
    attacked = act in {"Commit", "Warn"} and word in clauses.lexicon.uses["attack"]
    return attacked or word in clauses.lexicon.uses["penalty"]


def names_act(noun: Word, clauses: Clauses) -> bool:
    """Whether a noun names an act or stance ("complaint", "need"), not somebody or something."""
    word = noun.lemma_.lower()
    if (noun.head.lemma_.lower(), f"obj:{word}") in clauses.lexicon.cues:  # "pinned the *blame* on X"
        return True
    return word in clauses.lexicon.stances or clauses.lexicon.cues.get((word, "noun"), "Assert") != "Assert"
