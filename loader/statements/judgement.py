"""The act of a statement, judged on the whole of it: the cue's own act first, else what the content does."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from loader.articles import Span
from loader.statements.clauses import (
    clauses_in,
    conjuncts_of,
    modals_of,
    negated,
    objects_of,
    patterns_of,
    roots_in,
    subject_of,
)
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Act
from loader.statements.roster import FIRST_PERSON, Roster

OBLIGATION = frozenset({"should", "must", "ought"})
FUTURE = frozenset({"will", "'ll", "shall", "would", "wo"})
THIRD_PERSON = frozenset({"it", "they", "he", "she"})


@dataclass(frozen=True)
class Verdict:
    """An act, how strongly the words say it (0: nothing says so), and where its target is looked for.

    ``anchors`` are words below which the target stands; ``aims`` nouns that are the target themselves.
    """

    act: Act
    strength: int = 0
    anchors: tuple[Token, ...] = ()
    aims: tuple[Token, ...] = ()


@dataclass(frozen=True)
class Judge:
    """What judging needs to know: words, actors, and who is on the speaker's side."""

    lexicon: ActLexicon
    roster: Roster
    side: frozenset[str]

    def judge(self, cue: Token | None, cue_end: int, content: list[Token]) -> Verdict:
        """The verdict on a whole statement."""
        cued = self.of_cue(cue, cue_end, content) if cue is not None else None
        if cued is not None and cued.act != "Assert":
            return cued
        return self.of_content(content)

    def of_cue(self, cue: Token, cue_end: int, content: list[Token]) -> Verdict | None:
        """What the cue word says by itself; None for a word without a row."""
        act = self._row(cue, [*self._wished(content), *patterns_of(cue, cue_end)])
        if act is None:
            return None
        return Verdict(
            act, 3, anchors=(cue, *roots_in(content)), aims=self._obliged(content) if act == "Request" else ()
        )

    def _row(self, word: Token, patterns: list[str]) -> Act | None:
        for pattern in patterns:
            act = self.lexicon.cues.get((word.lemma_.lower(), pattern))
            if act is not None:
                return act
        return None

    def _wished(self, content: list[Token]) -> list[str]:
        """The pattern "other" where what is wished for is the act of somebody else."""
        subjects = [subject_of(verb) for verb in clauses_in(content)]
        return ["other"] if any(s is not None and self._who(s) == "other" for s in subjects) else []

    def _obliged(self, content: list[Token]) -> tuple[Token, ...]:
        """Subjects of the content's clauses that are somebody else."""
        subjects = [subject_of(verb) for verb in clauses_in(content)]
        return tuple(s for s in subjects if s is not None and self._who(s) in {"other", "joint"})

    def of_content(self, content: list[Token]) -> Verdict:
        """The strongest of the acts of the content's main clauses, the first of equals."""
        verdicts = [self.of_clause(verb) for verb in clauses_in(content)]
        if not verdicts:
            verdicts = [self.of_noun(root) for root in roots_in(content) if root.pos_ in {"NOUN", "PROPN"}]
        best = max(verdicts, key=lambda v: v.strength, default=Verdict("Assert"))
        if best.act == "Assert" and self._refuses_talks(content):
            return Verdict("Reject", 2, anchors=tuple(roots_in(content)))
        return best

    def of_noun(self, noun: Token) -> Verdict:
        """The act of a nominal content by its head noun, or by the noun of speech that it is."""
        act = self.lexicon.stances.get(noun.lemma_.lower()) or self.lexicon.cues.get((noun.lemma_.lower(), "noun"))
        if act is None or act == "Assert":
            return Verdict("Assert", 0, anchors=(noun,))
        return Verdict(act, 2, anchors=(noun,))

    def of_clause(self, verb: Token) -> Verdict:
        """The act of one clause."""
        subject = subject_of(verb)
        who = self._who(subject) if subject is not None else "none"
        denied = negated(verb, self.lexicon.negations)
        if who in {"own", "joint"}:
            return self._own_clause(verb, denied, subject if who == "joint" else None)
        if modals_of(verb) & OBLIGATION or self._needs(verb):
            aims = tuple(t for t in conjuncts_of(subject) if self.roster.named_by(t)) if subject is not None else ()
            return Verdict("Request", 2 + bool(aims), aims=aims)
        if who == "other" and not denied and (act := self._said_of(verb, "other")):
            assert subject is not None
            return Verdict(act, 2, aims=tuple(conjuncts_of(subject)))
        if act := self._said_of(verb, "any"):
            return Verdict(act, 1, anchors=(verb,))
        return self._below(verb) or Verdict("Assert", 0)

    def _own_clause(self, verb: Token, denied: bool, joint: Token | None) -> Verdict:
        """A clause whose subject is the speaker or the speaker's side: what they say that they do."""
        act = self._row(verb, patterns_of(verb, 0))
        volitional = bool(modals_of(verb) & FUTURE) or self._about_talks(verb)
        if denied and (volitional or act in {"Support", "Commit", "Propose", "Request"}):
            return Verdict("Reject", 3, anchors=(verb,))
        if act not in {None, "Assert"} and not denied:
            assert act is not None
            return Verdict(act, 3, anchors=(verb,), aims=self._obliged_by(verb) if act == "Request" else ())
        if not denied and (said := self._said_of(verb, "own")):
            return Verdict(said, 2, anchors=(verb,))
        if below := self._below(verb):
            return below
        if modals_of(verb) & OBLIGATION and joint is not None:
            return Verdict("Request", 2, aims=tuple(conjuncts_of(joint)))
        if modals_of(verb) & FUTURE and not denied and not self._likes(verb):
            return Verdict("Commit", 1, anchors=(verb,))
        aims = tuple(conjuncts_of(joint)) if joint is not None else ()
        return Verdict("Assert", 0, anchors=(verb,), aims=aims)

    def _obliged_by(self, verb: Token) -> tuple[Token, ...]:
        below = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
        subjects = [subject_of(c) for c in below if c.dep_ == "ccomp"]
        return tuple(s for s in subjects if s is not None)

    def _likes(self, verb: Token) -> bool:
        return verb.lemma_ in {"like", "love", "prefer"}

    def _needs(self, verb: Token) -> bool:
        return verb.lemma_ in {"need", "have"} and any(
            c.dep_ == "xcomp" and "to" in modals_of(c) for c in verb.children
        )

    def _below(self, verb: Token) -> Verdict | None:
        """The verdict on the clause that a verb of saying or thinking takes."""
        for child in verb.children:
            if child.dep_ == "ccomp" and child.i > verb.i:
                return self.of_clause(child)
        return None

    def _said_of(self, verb: Token, subject: str) -> Act | None:
        """The act of what is said of a subject: of the verb or of its predicate adjective or noun."""
        words = [verb, *objects_of(verb), *(c for c in verb.children if c.dep_ == "prep")]
        for word in words:
            act = self.lexicon.predicates.get((word.lemma_.lower(), subject))
            if act is not None:
                return act
        return None

    def _about_talks(self, verb: Token) -> bool:
        nouns = self.lexicon.talks | {"plan", "intention", "question", "desire", "interest"}
        return any(t.lemma_.lower() in nouns for t in verb.subtree)

    def _refuses_talks(self, content: list[Token]) -> bool:
        """Whether a negation stands before a noun for talks, as in a headline without a verb."""
        lead = [t.i for t in content if t.lower_ in self.lexicon.negations or t.dep_ == "neg"]
        return any(t.lemma_.lower() in self.lexicon.talks and any(0 < t.i - i <= 6 for i in lead) for t in content)

    def _who(self, subject: Token) -> str:
        """Whose side a subject is on: own, other, joint (both) or none (no actor)."""
        found = {self._one(token) for token in conjuncts_of(subject)} - {"none"}
        if found == {"own", "other"}:
            return "joint"
        return found.pop() if len(found) == 1 else "none"

    def _one(self, token: Token) -> str:
        if token.lower_ in FIRST_PERSON:
            return "own"
        named = self.roster.named_by(token)
        if named is not None:
            return "own" if named[0] in self.side else "other"
        if token.lower_ == "you":
            return "other"
        return "own" if token.lower_ in THIRD_PERSON and token.dep_ == "nsubj" else "none"


def end_of(span: Span | None) -> int:
    """The end of a span, 0 for none."""
    return span.end if span is not None else 0
