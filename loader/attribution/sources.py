"""Who speaks: the subject of a cue, or the one it takes over from a verb or noun it hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from loader.attribution.syntax import Syntax


@dataclass(frozen=True, slots=True)
class Source:
    """Words ``lo`` to ``hi`` that name the source, its ``head`` word, and ``how`` it was found after ``steps`` climbs.

    A relative pronoun is the source in its place; ``antecedent`` is the head of the noun phrase it stands for.
    """

    head: int
    lo: int
    hi: int
    how: str
    steps: int = 0
    antecedent: int | None = None


RELATIVE = frozenset({"who", "which", "that", "whom"})
INHERIT = frozenset(
    {"conj", "xcomp", "ccomp", "advcl", "pcomp", "prep", "acomp", "attr", "dobj", "oprd", "pobj", "dep", "parataxis"}
    | {"dative", "advmod", "npadvmod", "aux"}
)
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
OF_SOURCE = ("by", "from", "of", "among")
FARTHEST = 7


def find_source(syntax: Syntax, cue: int) -> Source | None:
    """The source of a cue word, or None where the sentence names none."""
    node, steps = cue, 0
    spare: Source | None = None
    while steps < FARTHEST:
        found = _source_at(syntax, node, cue)
        if found is not None:
            source = source_phrase(syntax, *found, steps)
            if found[1] != "possessor" or syntax.tag[found[0]] != "PRP$":
                return source if spare is None or found[1] == "subject" else spare
            spare = spare or source  # "voiced their concerns": better the subject, if there is one
        parent = _climb(syntax, node)
        if parent is None:
            return spare
        if isinstance(parent, tuple):
            return spare or source_phrase(syntax, *parent, steps)
        node, steps = parent, steps + 1
    return spare


def _source_at(syntax: Syntax, node: int, cue: int) -> tuple[int, str] | None:
    """The source that ``node`` itself names: agent, subject, possessor."""
    agent = _agent(syntax, node) if node == cue else None
    if agent is not None:
        return agent, "agent"
    if syntax.lower[node] == "according" or (syntax.pos[node] in ("ADP", "SCONJ") and node == cue):
        return _object_of(syntax, node)
    if syntax.pos[node] in ("NOUN", "PROPN") and (noun := _of_noun(syntax, node)):
        return noun
    subject = syntax.kid(node, "nsubj")
    if subject is not None:
        return subject, "subject"
    passive = syntax.kid(node, "nsubjpass")
    if passive is not None and node != cue:
        return passive, "passive"
    return None


def _object_of(syntax: Syntax, node: int) -> tuple[int, str] | None:
    preposition = syntax.kid(node, "prep")
    target = syntax.kid(node if preposition is None else preposition, "pobj")
    return None if target is None else (target, "object")


def _agent(syntax: Syntax, node: int) -> int | None:
    preposition = syntax.kid(node, "agent")
    return None if preposition is None else syntax.kid(preposition, "pobj")


def _of_noun(syntax: Syntax, noun: int) -> tuple[int, str] | None:
    """ "Pakistan's rejection", "a statement from the ministry"."""
    possessor = syntax.kid(noun, "poss")
    if possessor is not None:
        return possessor, "possessor"
    for k in syntax.kids[noun]:
        if syntax.dep[k] in ("prep", "agent") and syntax.lower[k] in OF_SOURCE[:2]:
            target = syntax.kid(k, "pobj")
            if target is not None:
                return target, "of noun"
    return None


def _climb(syntax: Syntax, node: int) -> int | tuple[int, str] | None:
    """The node to ask next, or the source itself where ``node`` describes a noun."""
    head, dep = syntax.head[node], syntax.dep[node]
    if head == node:
        return None
    if dep == "acl":
        return None if syntax.tag[node] == "VBN" else (_out_of_apposition(syntax, head), "participle")
    if dep == "xcomp":
        controller = syntax.kid(head, "dobj")
        if controller is not None and syntax.pos[controller] in NOUNS:
            return controller, "control"
    return head if dep in INHERIT else None


def _antecedent(syntax: Syntax, head: int) -> int | None:
    """Head of the noun phrase that a relative pronoun stands for; None where ``head`` is no such pronoun."""
    if syntax.lower[head] not in RELATIVE:
        return None
    verb = syntax.head[head]
    while syntax.dep[verb] in ("conj", "ccomp", "xcomp") and syntax.head[verb] != verb:
        verb = syntax.head[verb]
    return _out_of_apposition(syntax, syntax.head[verb]) if syntax.dep[verb] == "relcl" else None


def _out_of_apposition(syntax: Syntax, noun: int) -> int:
    """ "Omari, the deputy minister, who suggested": Omari suggested."""
    while syntax.dep[noun] == "appos" and syntax.pos[syntax.head[noun]] in NOUNS:
        noun = syntax.head[noun]
    return noun


def source_phrase(syntax: Syntax, head: int, how: str, steps: int) -> Source:
    """The source whose head is ``head``: its noun phrase, or the relative pronoun with its antecedent."""
    lo, hi = noun_phrase(syntax, head)
    if how == "possessor" and hi - 1 > head and syntax.tag[hi - 1] == "POS":
        hi -= 1
    return Source(head, lo, hi, how, steps, _antecedent(syntax, head))


CUT = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "ccomp"})


def noun_phrase(syntax: Syntax, head: int) -> tuple[int, int]:
    """The noun phrase of ``head`` up to its first relative clause, participle or apposition (not one in brackets)."""
    lo, hi = syntax.lo[head], syntax.hi[head]
    for k in syntax.kids[head]:
        if k > head and syntax.dep[k] in CUT and syntax.lower[syntax.lo[k] - 1] != "(":
            hi = min(hi, syntax.lo[k])
            break
    while hi - 1 > head and not syntax.word[hi - 1] and syntax.lower[hi - 1] not in (")", "'s"):
        hi -= 1
    while lo < head and not syntax.word[lo]:
        lo += 1
    return lo, hi
