"""Who speaks: the subject of a cue, or the one it takes over from a verb or noun it hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from loader.attribution.frames import QUOTERS, is_handed_on, nearest_subject
from loader.attribution.syntax import NO_QUOTATION, Syntax


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
FROM_SOURCE = ("by", "from")
FARTHEST = 7


def find_source(syntax: Syntax, cue: int) -> Source | None:
    """The source of a cue word, or None where the sentence names none.

    Marks rule over the parse: a speaker found inside a quotation next to the cue is a slip of the parser.
    """
    source = _by_grammar(syntax, cue)
    if source is not None and not _in_other_quotation(syntax, source.head, cue):
        return source
    if syntax.pos[cue] == "VERB" and (source is not None or _beside_quotation(syntax, cue)):
        return by_position(syntax, cue)
    return None


def own_source(syntax: Syntax, noun: int) -> Source | None:
    """Whose word or view a noun names: "in *his* words", "in the view of *the envoy*"."""
    found = _of_noun(syntax, noun)
    if found is None:
        below = next((k for k in syntax.kids[noun] if syntax.lower[k] == "of"), None)
        target = syntax.kid(below, "pobj") if below is not None else None
        found = (target, "of noun") if target is not None else None
    return None if found is None else source_phrase(syntax, *found, 0)


def _by_grammar(syntax: Syntax, cue: int) -> Source | None:
    """The source on the way up from the cue: its own, or that of the verb or noun that it hangs on."""
    quoted = _quoted_as(syntax, cue) if syntax.lower[cue] == "as" else None
    if quoted is not None:
        return source_phrase(syntax, quoted, "control", 0)
    node, steps = cue, 0
    spare: Source | None = None
    while steps < FARTHEST:
        found = source_at(syntax, node, cue)
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


def _in_other_quotation(syntax: Syntax, i: int, cue: int) -> bool:
    return syntax.quotation[i] != NO_QUOTATION and syntax.quotation[i] != syntax.quotation[cue]


def _beside_quotation(syntax: Syntax, cue: int) -> bool:
    """Whether a quotation ends at most a few words before the cue or begins just after it."""
    near = range(max(0, cue - REACH), min(len(syntax), cue + 4))
    return syntax.quotation[cue] == NO_QUOTATION and any(syntax.quotation[i] != NO_QUOTATION for i in near)


REACH = 12
PHRASE_POS = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
PHRASE_WORDS = frozenset({"'s", "of", "'", "."})


def by_position(syntax: Syntax, cue: int) -> Source | None:
    """The noun phrase that follows the cue ("...," said Mr Doe) or stands before it ("...," Mr Doe said)."""
    after = _phrase_from(syntax, cue + 1)
    before = _phrase_before(syntax, cue)
    first = after if cue and syntax.quotation[_word_before(syntax, cue)] != NO_QUOTATION else before
    phrase = first or before or None
    if phrase is None:
        return None
    lo, hi = phrase
    names = [i for i in range(lo, hi) if syntax.pos[i] in NOUNS]
    if not names:
        return None
    heads = [i for i in names if not lo <= syntax.head[i] < hi]
    return Source((heads or names)[-1], lo, hi, "position")


def _word_before(syntax: Syntax, i: int) -> int:
    i -= 1
    while i > 0 and not syntax.word[i]:
        i -= 1
    return max(i, 0)


def _may_name(syntax: Syntax, i: int) -> bool:
    outside = syntax.quotation[i] == NO_QUOTATION
    return outside and (syntax.pos[i] in PHRASE_POS or syntax.lower[i] in PHRASE_WORDS)


def _phrase_from(syntax: Syntax, lo: int) -> tuple[int, int] | None:
    hi = lo
    while hi < len(syntax) and _may_name(syntax, hi):
        hi += 1
    while hi > lo and not syntax.word[hi - 1]:
        hi -= 1
    return (lo, hi) if hi > lo else None


def _phrase_before(syntax: Syntax, cue: int) -> tuple[int, int] | None:
    hi = cue
    while hi > 0 and syntax.pos[hi - 1] in ("AUX", "ADV"):
        hi -= 1
    lo = hi
    while lo > 0 and _may_name(syntax, lo - 1):
        lo -= 1
    while lo < hi and not syntax.word[lo]:
        lo += 1
    return (lo, hi) if hi > lo else None


def source_at(syntax: Syntax, node: int, cue: int) -> tuple[int, str] | None:
    """The source that ``node`` itself names: agent, subject, possessor."""
    agent = _agent(syntax, node) if node == cue and not is_handed_on(syntax, cue) else None
    if agent is not None:
        return agent, "agent"
    if syntax.lower[node] == "according" or (syntax.pos[node] in ("ADP", "SCONJ") and node == cue):
        return _object_of(syntax, node)
    if syntax.pos[node] in ("NOUN", "PROPN") and (noun := _of_noun(syntax, node)):
        return noun
    subject = _subject(syntax, node)
    if subject is not None and not _is_made(syntax, node, subject):
        return subject, "subject"
    passive = syntax.kid(node, "nsubjpass")
    if passive is not None and node != cue:
        return passive, "passive"
    return None


def _subject(syntax: Syntax, node: int) -> int | None:
    """The subject of a verb; the parser hangs some on the auxiliary ("Norway has for its part written")."""
    subject = nearest_subject(syntax, node)
    if subject is None and (aux := syntax.kid(node, "aux")) is not None:
        return syntax.kid(aux, "nsubj")
    return subject


def _is_made(syntax: Syntax, node: int, subject: int) -> bool:
    """ "Oslo made *it* known that": "it" stands for what is known."""
    head = syntax.head[node]
    return syntax.lower[subject] == "it" and syntax.lemma[head] == "make" and syntax.dep[node] in ("ccomp", "xcomp")


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
        if syntax.dep[k] in ("prep", "agent") and (syntax.lower[k] in FROM_SOURCE or _does(syntax, noun, k)):
            target = syntax.kid(k, "pobj")
            if target is not None:
                return target, "of noun"
    return None


def _does(syntax: Syntax, noun: int, preposition: int) -> bool:
    """ "The refusal of the rulers to talk": they refuse."""
    return syntax.lower[preposition] == "of" and any(
        syntax.dep[k] == "acl" and syntax.pos[k] == "VERB" and k > preposition and _is_infinitive(syntax, k)
        for k in syntax.kids[noun]
    )


def _is_infinitive(syntax: Syntax, verb: int) -> bool:
    return any(syntax.tag[k] == "TO" for k in syntax.kids[verb])


def _described(syntax: Syntax, node: int, noun: int) -> int | tuple[int, str] | None:
    """A noun before a participle is its source; one before an infinitive may name whose it is."""
    if _is_infinitive(syntax, node):
        return noun  # "the bloc's resolve to defend": who resolves
    return None if syntax.tag[node] == "VBN" else (out_of_apposition(syntax, noun), "participle")


def _climb(syntax: Syntax, node: int) -> int | tuple[int, str] | None:
    """The node to ask next, or the source itself where ``node`` describes a noun."""
    head, dep = syntax.head[node], syntax.dep[node]
    if head == node:
        return None
    if dep == "acl":
        return _described(syntax, node, head)
    if dep == "advcl" and syntax.tag[node] in ("VBN", "VBD") and not _has(syntax, node):
        return None  # "Asked whether ...": the subject of the sentence was asked, it did not ask
    if is_handed_on(syntax, node):
        quoted = syntax.kid(syntax.head[head], "dobj")  # "the paper quoted him as saying"
        if quoted is not None:
            return quoted, "control"
    if dep == "xcomp":
        controller = syntax.kid(head, "dobj")
        if controller is not None and syntax.pos[controller] in NOUNS:
            return controller, "control"
    return head if dep in INHERIT else None


def _quoted_as(syntax: Syntax, preposition: int) -> int | None:
    """Whom "the readout quoted X as saying" quotes: X said so."""
    verb = syntax.head[preposition]
    return syntax.kid(verb, "dobj", "nsubjpass") if syntax.lemma[verb] in QUOTERS else None


def _has(syntax: Syntax, verb: int) -> bool:
    return any(syntax.dep[k] == "aux" for k in syntax.kids[verb])


def antecedent(syntax: Syntax, head: int) -> int | None:
    """Head of the noun phrase that a relative pronoun stands for; None where ``head`` is no such pronoun."""
    if syntax.lower[head] not in RELATIVE:
        return None
    verb = syntax.head[head]
    while syntax.dep[verb] in ("conj", "ccomp", "xcomp") and syntax.head[verb] != verb:
        verb = syntax.head[verb]
    return out_of_apposition(syntax, syntax.head[verb]) if syntax.dep[verb] == "relcl" else None


def out_of_apposition(syntax: Syntax, noun: int) -> int:
    """ "Haidari, the deputy minister, who suggested": Haidari suggested."""
    while syntax.dep[noun] == "appos" and syntax.pos[syntax.head[noun]] in NOUNS:
        noun = syntax.head[noun]
    return noun


def source_phrase(syntax: Syntax, head: int, how: str, steps: int) -> Source:
    """The source whose head is ``head``: its noun phrase, or the relative pronoun with its antecedent."""
    lo, hi = noun_phrase(syntax, head)
    if how == "possessor" and hi - 1 > head and syntax.tag[hi - 1] == "POS":
        hi -= 1
    return Source(head, lo, hi, how, steps, antecedent(syntax, head))


def _set_off(syntax: Syntax, k: int) -> bool:
    """Whether a dependant after the head is a clause or an apposition between commas (not one in brackets)."""
    before = syntax.lower[syntax.lo[k] - 1]
    if syntax.dep[k] == "appos":
        return before != "(" and not syntax.word[syntax.lo[k] - 1]
    return syntax.dep[k] in CUT and before != "("


CUT = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "ccomp"})


def noun_phrase(syntax: Syntax, head: int) -> tuple[int, int]:
    """The noun phrase of ``head`` up to its first relative clause, participle or apposition (not one in brackets)."""
    lo, hi = syntax.lo[head], syntax.hi[head]
    for k in syntax.kids[head]:
        if k > head and _set_off(syntax, k):
            hi = min(hi, syntax.lo[k])
            break
    while hi - 1 > head and not syntax.word[hi - 1] and syntax.lower[hi - 1] not in (")", "'s"):
        hi -= 1
    while lo < head and not syntax.word[lo]:
        lo += 1
    return lo, hi
