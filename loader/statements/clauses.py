"""Questions to the parse that acts and targets are judged by: main clauses, subjects, negation, slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from loader.articles import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
CLAUSAL = frozenset({"VERB", "AUX"})
#: Dependencies that open another statement about the noun or verb above: a target is not looked for below them.
FENCES = frozenset({"relcl", "advcl", "acl", "parataxis", "csubj"})


def tokens_in(doc: Doc, spans: Iterable[Span]) -> list[Token]:
    """The tokens that share a character with one of the spans, white space and punctuation left out."""
    found: list[Token] = []
    for span in spans:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        found.extend(t for t in tokens or () if not t.is_space and not t.is_punct)
    return found


def roots_in(tokens: list[Token]) -> list[Token]:
    """The tokens whose heads lie outside, in text order: what the passage is made of."""
    inside = {t.i for t in tokens}
    return [t for t in tokens if t.head.i == t.i or t.head.i not in inside]


def clauses_in(tokens: list[Token]) -> list[Token]:
    """The verbs of the main clauses of a passage, coordinated ones included."""
    inside = {t.i for t in tokens}
    heads: list[Token] = []
    for root in roots_in(tokens):
        if root.pos_ in CLAUSAL or any(c.dep_ in SUBJECTS for c in root.children):
            heads.extend(_with_conjuncts(root, inside))
        elif root.dep_ == "mark" or root.pos_ == "SCONJ":
            continue
    return sorted(set(heads), key=lambda t: t.i)


def _with_conjuncts(verb: Token, inside: set[int]) -> Iterator[Token]:
    yield verb
    for child in verb.children:
        independent = child.dep_ == "conj" or (child.dep_ == "ccomp" and child.i < verb.i and _finite(child))
        if independent and child.i in inside and child.pos_ in CLAUSAL:
            yield from _with_conjuncts(child, inside)


def _finite(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def subject_of(verb: Token) -> Token | None:
    """The subject of a clause, that of the clause it is coordinated with where it has none of its own."""
    for _ in range(8):
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.dep_ != "expl":
                return child
        if verb.dep_ not in {"conj", "xcomp"} or any(c.dep_ == "expl" for c in verb.children):
            return None
        verb = verb.head
    return None


def modals_of(verb: Token) -> set[str]:
    """Lower-case auxiliaries of a verb ("should", "will", "has")."""
    return {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}


def negated(verb: Token, negations: frozenset[str]) -> bool:
    """Whether a clause is negated by an adverb or by the determiner of its subject or object ("no plans")."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in negations:
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd"} and any(
            g.lower_ in negations for g in child.children
        ):
            return True
    return False


def conjuncts_of(token: Token) -> list[Token]:
    """The token and those coordinated with it, in text order."""
    return [token, *token.conjuncts]


def objects_of(token: Token) -> Iterator[Token]:
    """Nouns, adjectives and verbs that complete a verb: objects, predicates, complements."""
    for child in token.children:
        if child.dep_ in {"dobj", "attr", "acomp", "oprd", "xcomp", "pobj"}:
            yield child


def patterns_of(cue: Token, cue_end: int) -> list[str]:
    """Table patterns that a cue word fits, the most telling first; ``cue_end`` is the end of the cue's span."""
    found = [f"prt:{c.lower_}" for c in cue.children if c.dep_ in {"prt", "advmod"}]
    found += [f"prep:{c.lower_}" for c in cue.children if c.dep_ in {"prep", "agent", "prt"}]
    found += [f"{kind}:{t.lower_}" for t in cue.subtree if cue.i < t.i and t.idx < cue_end for kind in ("prt", "prep")]
    complements = [c for c in cue.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and c.i > cue.i]
    found += ["to" for c in complements if any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children)]
    found += ["that" for c in complements if c.dep_ == "ccomp" and "to" not in modals_of(c)]
    found += [c.dep_ for c in cue.children if c.dep_ in {"oprd", "dobj"}]
    return [*found, "noun" if cue.pos_ in {"NOUN", "PROPN"} else "verb", "*"]


def slot_of(token: Token, anchor: Token) -> tuple[str, int] | None:
    """The place of a noun below ``anchor`` ("dobj", "prep:with", "poss", …) and its depth; None beyond a fence."""
    while token.dep_ in {"conj", "appos"} and token.i != anchor.i:
        token = token.head
    if token.dep_ == "pobj":
        slot = f"prep:{token.head.lower_}"
    elif token.dep_ in SUBJECTS and token.head.i != anchor.i:
        slot = "clause:nsubj"
    else:
        slot = token.dep_
    depth = 0
    while token.i != anchor.i:
        if token.dep_ in FENCES and not _infinitive(token):
            return None
        if token.head.i == token.i or depth > 12:
            return None
        depth += token.dep_ != "conj"
        token = token.head
    return slot, depth


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
