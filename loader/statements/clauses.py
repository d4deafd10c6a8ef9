"""Questions to the parse that acts and targets are judged by: clauses, subjects, negation, places of nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from loader.articles import Span
from loader.words import Word, Words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "attr", "acomp", "oprd", "dative"})
CLAUSAL = frozenset({"VERB", "AUX"})
#: Dependencies that open another proposition about the word above: no target is looked for below them.
FENCES = frozenset({"relcl", "advcl", "acl", "parataxis", "csubj"})
CONDITIONS = frozenset({"if", "unless", "until", "should", "till"})
MAX_DEPTH = 12


@dataclass(frozen=True)
class Passage:
    """The words of a content, white space and punctuation left out, and what it is made of."""

    words: tuple[Word, ...]

    @cached_property
    def _inside(self) -> frozenset[int]:
        return frozenset(t.i for t in self.words)

    @cached_property
    def roots(self) -> tuple[Word, ...]:
        """The words whose heads lie outside, in text order."""
        inside = self._inside
        return tuple(t for t in self.words if (head := t.head.i) == t.i or head not in inside)

    def leaves_out(self, token: Word) -> bool:
        """Whether a word belongs to the content by the parse and yet stands outside it."""
        return token.i not in self._inside and any(root.is_ancestor(token) for root in self.roots)

    @cached_property
    def clauses(self) -> tuple[Word, ...]:
        """The verbs of the main clauses, coordinated ones included, in text order."""
        inside = self._inside
        heads: dict[int, Word] = {}
        for root in self.roots:
            if root.pos_ in CLAUSAL or subject_below(root) is not None:
                heads.update((verb.i, verb) for verb in _with_conjuncts(root, inside))
        return tuple(heads[i] for i in sorted(heads))

    @cached_property
    def side_clauses(self) -> tuple[Word, ...]:
        """The verbs of adverbial and relative clauses that have a subject of their own, in text order."""
        verbs = (t for t in self.words if t.dep_ in {"advcl", "relcl", "acl"})
        return tuple(verb for verb in verbs if subject_below(verb) is not None)

    @cached_property
    def nouns(self) -> tuple[Word, ...]:
        """The roots that are no verbs of clauses."""
        return tuple(t for t in self.roots if t.pos_ not in CLAUSAL and t not in self.clauses)


def passage(words: Words, spans: Iterable[Span]) -> Passage:
    """The words that share a character with one of the spans."""
    return Passage(tuple(word for span in spans for word in words.at(span) if not word.mark))


def _with_conjuncts(verb: Word, inside: frozenset[int]) -> Iterator[Word]:
    yield verb
    for child in verb.children:
        # The parser hangs the first of two juxtaposed clauses as a complement before the verb of the second.
        before = child.dep_ == "ccomp" and child.i < verb.i and subject_below(child) is not None
        if (child.dep_ == "conj" or before) and child.i in inside and child.pos_ in CLAUSAL:
            yield from _with_conjuncts(child, inside)


def subject_below(verb: Word) -> Word | None:
    """The subject that stands with a verb; None for a verb without one of its own, or with "there" only."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def subject_of(verb: Word) -> Word | None:
    """The subject of a clause, that of the clause above where a coordinated or open one has none of its own."""
    for _ in range(MAX_DEPTH):
        subject = subject_below(verb)
        if subject is not None or verb.dep_ not in {"conj", "xcomp"} or any(c.dep_ == "expl" for c in verb.children):
            return subject
        verb = verb.head
    return None


def auxiliaries(verb: Word) -> frozenset[str]:
    """Lower-case auxiliaries of a verb ("should", "will", "to"); a conjunct without subject shares its head's."""
    found = frozenset(c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"})
    if not found and verb.dep_ == "conj" and subject_below(verb) is None and verb.head.pos_ in CLAUSAL:
        return auxiliaries(verb.head)
    return found


def must(verb: Word, words: frozenset[str]) -> bool:
    """Whether one of the auxiliaries ``words`` stands with a verb, and not in front of its subject ("should X win")."""
    subject = subject_below(verb)
    if subject is None:
        return bool(auxiliaries(verb) & words)
    return any(c.dep_ == "aux" and c.lower_ in words and c.i > subject.i for c in verb.children)


def is_infinitive(verb: Word) -> bool:
    """Whether "to" stands before the verb."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_negated(verb: Word, negations: frozenset[str]) -> bool:
    """Whether a clause is negated, by an adverb or by the determiner of its subject or object ("no plans")."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ in {"det", "advmod", "prep", "cc"} and child.lower_ in negations):
            return True
        if child.dep_ in SUBJECTS | OBJECTS and (
            child.lower_ in negations or any(g.lower_ in negations for g in child.children)
        ):
            return True
    return False


def conjuncts_of(token: Word) -> list[Word]:
    """The token and those coordinated with it, in text order."""
    return sorted([token, *token.conjuncts], key=lambda t: t.i)


def completed_by(verb: Word) -> Iterator[Word]:
    """The verb, then the words that complete it: objects, predicates, prepositions and their nouns."""
    yield verb
    for child in verb.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ in OBJECTS or child.dep_ in {"xcomp", "prt"}:
            yield child
            yield from (g for g in child.children if g.dep_ == "conj")
        elif child.dep_ in {"prep", "agent"}:
            yield child
            yield from (g for g in child.children if g.dep_ == "pobj")


def complements_of(verb: Word) -> list[Word]:
    """The clauses that a verb takes after it."""
    return [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i]


def patterns_of(cue: Word, cue_end: int = 0) -> list[str]:
    """Table patterns that a cue word fits, the most telling first; ``cue_end`` is the end of the cue's span."""
    found = [f"prt:{c.lower_}" for c in cue.children if c.dep_ in {"prt", "advmod"}]
    found += [f"prep:{c.lower_}" for c in cue.children if c.dep_ in {"prep", "agent", "prt"} and not _is_when(c)]
    if cue_end:
        rest = [t.lower_ for t in cue.subtree if t.i > cue.i and t.idx < cue_end]
        found += [f"{kind}:{word}" for word in rest for kind in ("prt", "prep")]
    found += [f"obj:{c.lemma_.lower()}" for c in cue.children if c.dep_ in {"dobj", "acomp", "oprd", "advcl", "ccomp"}]
    complements = [c for c in cue.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and c.i > cue.i]
    wished = (c for c in complements if is_infinitive(c) and subject_below(c) is not None)
    found += ["prep:for" for c in wished if any(g.dep_ == "mark" and g.lower_ == "for" for g in c.children)]
    found += ["to" for c in complements if is_infinitive(c)]
    found += ["that" for c in complements if c.dep_ == "ccomp" and not is_infinitive(c)]
    return [*found, "noun" if cue.pos_ in {"NOUN", "PROPN"} else "verb", "*"]


def _is_when(preposition: Word) -> bool:
    """Whether a preposition stands before a time: "on Wednesday"."""
    return any(c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"} for c in preposition.children)


def slot_of(token: Word, anchor: Word, adjuncts: frozenset[str]) -> tuple[str, int] | None:
    """The place of a noun below ``anchor`` ("dobj", "prep:with", "poss", …) and its depth; None beyond a fence."""
    token = _first_of_series(token, anchor)
    slot, depth = _slot_name(token, anchor), 0
    while token.i != anchor.i:
        if depth > MAX_DEPTH or token.head.i == token.i:
            return None
        if _is_circumstance(token, adjuncts) or not _passable(token, slot, depth):
            return None
        depth += token.dep_ != "conj"
        token = token.head
    return slot, depth


def _first_of_series(token: Word, anchor: Word) -> Word:
    """The first of coordinated nouns; "the TTP and Pakistani authorities" is parsed as a modifier of the last."""
    while token.i != anchor.i:
        series = token.dep_ in {"nmod", "compound", "amod"} and any(c.dep_ in {"cc", "conj"} for c in token.children)
        if token.dep_ not in {"conj", "appos"} and not series:
            break
        token = token.head
    return token


def _is_circumstance(word: Word, adjuncts: frozenset[str]) -> bool:
    """Whether a word opens a circumstance: "despite", "after", "in response to"."""
    if word.lower_ not in adjuncts:
        return False
    return word.pos_ not in {"NOUN", "PROPN"} or (word.dep_ == "pobj" and word.head.lower_ == "in")


def _slot_name(token: Word, anchor: Word) -> str:
    while token.dep_ in {"compound", "amod", "nmod"} and token.head.i != anchor.i:
        token = token.head  # "Hamas militants": who modifies a noun stands in its place
    if token.dep_ == "pobj":
        return f"prep:{token.head.lower_}"
    if token.dep_ in SUBJECTS and token.head.i != anchor.i:
        return "condition" if _is_condition(token.head) else "clause:nsubj"
    return token.dep_ if token.head.i == anchor.i or token.dep_ not in {"dobj", "dative"} else f"deep:{token.dep_}"


def _is_condition(verb: Word) -> bool:
    """Whether a clause opens with "if", "unless", "until" or an inverted "should"."""
    return verb.dep_ == "advcl" and any(c.lower_ in CONDITIONS and c.i < verb.i for c in verb.children)


def _passable(word: Word, slot: str, depth: int) -> bool:
    """Whether a target may stand below a word: not in another clause, save for those that finish this one.

    These are infinitives, participles with the partner or agent ("talks being held with X", "claims made by X")
    and the subject of "the hope that X will".
    """
    if word.dep_ == "conj" and word.pos_ in CLAUSAL:
        return is_infinitive(word) or is_infinitive(word.head)
    if word.dep_ not in FENCES or is_infinitive(word) or (slot == "condition" and depth <= 1):
        return True
    told = word.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in word.children)
    if told and slot in {"prep:with", "prep:between"}:  # "suggestions that it had opened a channel with X"
        return depth <= 4
    if slot in {"prep:by", "prep:with", "prep:between"}:
        return depth <= 2 and word.tag_ in {"VBG", "VBN"} and subject_below(word) is None
    return told and slot == "clause:nsubj" and depth <= 1


def phrase_of(noun: Word) -> Span:
    """The noun phrase of a noun without relative clauses and what is coordinated with it."""
    inner = [t for t in noun.subtree if not any(a.dep_ in {"relcl", "acl", "conj", "cc"} for a in _path(t, noun))]
    last = max((t for t in inner if t.i == noun.i or not t.mark), key=lambda t: t.i)
    return Span(min(t.idx for t in inner), last.end)


def _path(token: Word, top: Word) -> Iterable[Word]:
    while token.i != top.i:
        yield token
        token = token.head
