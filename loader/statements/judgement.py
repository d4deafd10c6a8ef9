"""The act of a statement, judged on the whole of it: the cue's own act first, else what the content does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from loader.statements.clauses import (
    CLAUSAL,
    auxiliaries,
    complements_of,
    completed_by,
    conjuncts_of,
    is_infinitive,
    is_negated,
    main_clauses,
    patterns_of,
    roots_in,
    side_clauses,
    subject_below,
    subject_of,
)
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Act
from loader.statements.roster import Roster, Who

OBLIGATION = frozenset({"should", "must", "ought"})
FUTURE = frozenset({"will", "'ll", "shall", "would", "wo", "ca", "can", "could"})
PROMISE = frozenset({"will", "'ll", "shall", "would"})
#: How plainly words say what is done by saying them.
HINTED, STATED, PERFORMED = 1, 2, 3


@dataclass(frozen=True)
class Verdict:
    """An act, how plainly the words say it (0: not at all), and where its target is to be looked for.

    ``aims`` are nouns that name the target, ``anchors`` words below which it stands, best first; ``holders`` those
    whose stance is told ("*Norway's* support for Sweden"): never the target.
    """

    act: Act
    strength: int = 0
    anchors: tuple[Token, ...] = ()
    aims: tuple[Token, ...] = ()
    holders: tuple[Token, ...] = ()


NOTHING = Verdict("Assert")


@dataclass(frozen=True)
class Judge:
    """What judging needs to know: words, actors, who speaks, and who is on the speakers' side."""

    lexicon: ActLexicon
    roster: Roster
    speakers: frozenset[str]
    side: frozenset[str]

    def judge(self, cue: Token | None, cue_end: int, content: list[Token]) -> list[Verdict]:
        """The verdicts on a whole statement: one, or several of one act, each with its own target."""
        cued = self.of_cue(cue, cue_end, content) if cue is not None else NOTHING
        if cued.act != "Assert":
            return [cued]
        found = self.of_content(content)
        if cue is None or found[0].act == "Assert":
            return found
        return [replace(verdict, anchors=(*verdict.anchors, cue)) for verdict in found]

    def of_cue(self, cue: Token, cue_end: int, content: list[Token]) -> Verdict:
        """What the cue word does by itself: "urged", "rejected", "hopes" of somebody else."""
        subjects = [s for verb in main_clauses(content) if (s := subject_of(verb)) is not None]
        others = [s for s in subjects if self._who(s, inherits=False) in {"other", "joint"}]
        act = self._row(cue, [*(["other"] if others else []), *patterns_of(cue, cue_end)])
        if act is None:
            return NOTHING
        aims = tuple(t for s in others for t in conjuncts_of(s)) if act in {"Request", "Propose"} else ()
        return Verdict(act, PERFORMED, (cue, *roots_in(content)), aims)

    def of_content(self, content: list[Token]) -> list[Verdict]:
        """The plainest of the acts of the content's clauses, the first of equals; else of its nouns."""
        clauses = main_clauses(content)
        verdicts = [self.of_clause(verb) for verb in clauses]
        verdicts += [self.of_noun(r) for r in roots_in(content) if r.pos_ not in CLAUSAL and r not in clauses]
        best = max(verdicts, key=lambda v: v.strength, default=NOTHING)
        if best.strength == 0:
            return [self._hidden(content, clauses) or best]
        return [v for v in verdicts if v.act == best.act and v.strength == best.strength]

    def _hidden(self, content: list[Token], clauses: list[Token]) -> Verdict | None:
        """An act in a subordinate clause or a headline without a verb, where the main clause does nothing."""
        if not clauses and self._refuses_talks(content):
            return Verdict("Reject", STATED, tuple(roots_in(content)))
        for verb in side_clauses(content):
            verdict = self.of_clause(verb)
            if verdict.act == "Accuse" and verdict.aims:
                return replace(verdict, strength=HINTED)
        for verb in content:
            subject = subject_below(verb)
            if subject is not None and self._who(subject) == "joint":
                return Verdict("Assert", 0, aims=tuple(conjuncts_of(subject)))
        return None

    def of_noun(self, noun: Token) -> Verdict:
        """The act of a nominal content: of its head noun ("its opposition"), or of what is said of it."""
        word = noun.lemma_.lower()
        act = self.lexicon.stances.get(word) or self.lexicon.cues.get((word, "noun")) or self._said_of(noun, "any")
        if act is None or act == "Assert":
            return Verdict("Assert", 0, (noun,))
        return Verdict(act, STATED, (noun,), holders=tuple(c for c in noun.children if c.dep_ == "poss"))

    def of_clause(self, verb: Token) -> Verdict:
        """The act of one clause by its subject, mood and predicate."""
        subject = subject_of(verb)
        who = self._who(subject) if subject is not None else "none"
        if who in {"own", "joint"} and subject is not None:
            return self._own_clause(verb, subject, who)
        denied = is_negated(verb, self.lexicon.negations)
        if denied and self._about_talks(verb):
            return Verdict("Reject", PERFORMED, (verb,))
        if denied and who == "other" and subject is not None and self._said_of(verb, "not allowed") is not None:
            return Verdict("Reject", STATED, aims=tuple(conjuncts_of(subject)))
        for found in (self._obliging(verb, subject), self._threat(verb), self._blame(verb, subject, who, denied)):
            if found is not None:
                return found
        return self._below(verb) or Verdict("Assert", 0, (verb,) if who == "none" else ())

    def _own_clause(self, verb: Token, subject: Token, who: Who) -> Verdict:
        """A clause whose subject is the speaker or the speaker's side: what they say that they do."""
        performed = self._performed(verb)
        denied = is_negated(verb, self.lexicon.negations)
        if denied:
            return self._denial(verb, performed) or Verdict("Assert", 0, (verb,))
        if performed not in {None, "Assert"}:
            assert performed is not None
            return Verdict(performed, PERFORMED, (verb,), self._obliged_by(verb) if performed == "Request" else ())
        for found in (self._threat(verb), self._stance(verb, "own"), self._below(verb)):
            if found is not None and found.act != "Assert":
                return found
        joint = tuple(conjuncts_of(subject)) if who == "joint" else ()
        if auxiliaries(verb) & OBLIGATION:
            return Verdict("Request", HINTED, aims=(subject,))
        if auxiliaries(verb) & PROMISE and performed is None and verb.lemma_ not in {"like", "be", "have"}:
            return Verdict("Commit", HINTED, (verb,), joint)
        return Verdict("Assert", 0, (verb,), joint)

    def _performed(self, verb: Token) -> Act | None:
        """The act of a verb with which speakers say what they do ("we urge", "Norway has rejected")."""
        complements = [c for c in complements_of(verb) if subject_below(c) is not None]
        for complement in complements:
            subject = subject_below(complement)
            who = self._who(subject, inherits=False) if subject is not None else "none"
            if who in {"other", "joint"} or (is_infinitive(complement) and who == "none"):
                return self._row(verb, ["other", *patterns_of(verb)])
        return self._row(verb, patterns_of(verb))

    def _denial(self, verb: Token, performed: Act | None) -> Verdict | None:
        """A refusal: "will not", "does not accept", "no plans for talks"; not a fact that is denied."""
        willed = bool(auxiliaries(verb) & FUTURE) and performed != "Assert"
        if willed or performed in {"Support", "Commit", "Propose", "Request"} or self._about_talks(verb):
            return Verdict("Reject", PERFORMED, (verb,))
        return None

    def _obliging(self, verb: Token, subject: Token | None) -> Verdict | None:
        """Somebody else must do something: "should", "needs to", "it is time for", an imperative."""
        said = self._said_of(verb, "any")
        if subject is not None and said is None:
            said = self.lexicon.predicates.get((subject.lemma_.lower(), "itself"))
        if subject is None and verb.tag_ == "VB" and not auxiliaries(verb) and verb.dep_ not in {"xcomp", "acl"}:
            return Verdict("Request", STATED, (verb,))
        needs = verb.lemma_ in {"need", "have"} and any(is_infinitive(c) for c in complements_of(verb))
        if auxiliaries(verb) & OBLIGATION or needs:
            aims = tuple(t for t in conjuncts_of(subject) if self.roster.named_by(t)) if subject is not None else ()
            return Verdict("Request", STATED + bool(aims), () if aims else (verb,), aims)
        if said == "Request":
            return Verdict("Request", STATED, (verb,), self._obliged_by(verb))
        return None

    def _threat(self, verb: Token) -> Verdict | None:
        """What will follow if somebody acts: "there would be consequences", "will be met with a response"."""
        subject = subject_of(verb)
        said = self._said_of(verb, "future") if auxiliaries(verb) & PROMISE else None
        if said is None and subject is not None and auxiliaries(verb) & PROMISE:
            said = self.lexicon.predicates.get((subject.lemma_.lower(), "itself"))
        if said != "Warn":
            return None
        aims = (subject,) if subject is not None and self._who(subject, inherits=False) == "other" else ()
        return Verdict(said, STATED, (verb,), aims)

    def _blame(self, verb: Token, subject: Token | None, who: Who, denied: bool) -> Verdict | None:
        """Something bad (or good) said of somebody: "X is involved", "the act is unacceptable"."""
        if who == "other" and not denied and subject is not None and (said := self._said_of(verb, "other")):
            return Verdict(said, STATED, aims=tuple(conjuncts_of(subject)))
        return self._stance(verb, "any")

    def _stance(self, verb: Token, subject: str) -> Verdict | None:
        said = self._said_of(verb, subject)
        above = subject_of(verb)
        return Verdict(said, STATED, (*([above] if above is not None else []), verb)) if said is not None else None

    def _below(self, verb: Token) -> Verdict | None:
        """The verdict on the clause that a verb of saying or thinking takes."""
        clauses = [c for c in complements_of(verb) if c.dep_ == "ccomp"]
        return self.of_clause(clauses[0]) if clauses else None

    def _row(self, word: Token, patterns: list[str]) -> Act | None:
        lemma = word.lemma_.lower()
        rows = (self.lexicon.cues.get((lemma, pattern)) for pattern in patterns)
        return next((act for act in rows if act is not None), None)

    def _said_of(self, verb: Token, subject: str) -> Act | None:
        rows = (self.lexicon.predicates.get((word.lemma_.lower(), subject)) for word in completed_by(verb))
        return next((act for act in rows if act is not None), None)

    def _obliged_by(self, verb: Token) -> tuple[Token, ...]:
        """The subjects of the clauses that a verb takes ("we expect *them* to go")."""
        subjects = [subject_below(c) for c in verb.children if c.dep_ in {"ccomp", "xcomp", "advcl"}]
        return tuple(t for s in subjects if s is not None for t in conjuncts_of(s))

    def _about_talks(self, verb: Token) -> bool:
        """Whether talks or plans are what a clause is about: its subject, object or "in talks"."""
        words = [*completed_by(verb), *(c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})]
        return any(w.lemma_.lower() in self.lexicon.talks and w.pos_ not in CLAUSAL for w in words)

    def _refuses_talks(self, content: list[Token]) -> bool:
        """Whether a negation stands shortly before a noun for talks, as in a headline without a verb."""
        lead = [t.i for t in content if t.lower_ in self.lexicon.negations or t.dep_ == "neg"]
        return any(t.lemma_.lower() in self.lexicon.talks and any(0 < t.i - i <= 6 for i in lead) for t in content)

    def _who(self, subject: Token, *, inherits: bool = True) -> Who:
        return self.roster.who(subject, self.side, inherits=inherits)
