"""What a clause does: refuse, ask, accuse, promise, … by its subject, mood and predicate."""

from __future__ import annotations

from dataclasses import dataclass

from loader.statements.clauses import (
    CLAUSAL,
    Passage,
    auxiliaries,
    complements_of,
    completed_by,
    conjuncts_of,
    is_infinitive,
    is_negated,
    must,
    patterns_of,
    subject_below,
    subject_of,
)
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Act
from loader.statements.roster import Roster, Who
from loader.words import Word

OBLIGATION = frozenset({"should", "must", "ought"})
FUTURE = frozenset({"will", "'ll", "shall", "would", "wo"})
#: How plainly words say what is done by saying them.
HINTED, STATED, PERFORMED = 1, 2, 3


@dataclass(frozen=True)
class Verdict:
    """An act, how plainly the words say it (0: not at all), and where its target is to be looked for.

    ``aims`` are nouns that name the target, ``anchors`` words below which it stands, best first; ``holders`` those
    whose stance is told ("*Norway's* support for Sweden"): never the target. ``otherwise`` is the act if nobody is
    found at whom it is aimed ("concern over the flood"). ``noun`` tells that a noun was judged, not a clause.
    """

    act: Act
    strength: int = 0
    anchors: tuple[Word, ...] = ()
    aims: tuple[Word, ...] = ()
    holders: tuple[Word, ...] = ()
    otherwise: Act | None = None
    noun: bool = False


@dataclass(frozen=True)
class Clauses:
    """Judges clauses; knows words, actors, who speaks, who is on the speakers' side, if they are quoted, and what."""

    lexicon: ActLexicon
    roster: Roster
    speakers: frozenset[str]
    side: frozenset[str]
    quoted: bool = False
    content: Passage | None = None

    def act_of(self, verb: Word) -> Verdict:
        """The act of one clause."""
        subject = subject_of(verb)
        who = self.who(subject) if subject is not None else "none"
        if (ultimatum := self._ultimatum(verb)) is not None:
            return ultimatum
        if who in {"own", "joint"} and subject is not None:
            return self._own(verb, subject, who)
        if subject is None and is_infinitive(verb) and (purpose := self._performed(verb)) not in {None, "Assert"}:
            assert purpose is not None
            return Verdict(purpose, STATED, (verb,))  # "called X to congratulate him"
        denied = is_negated(verb, self.lexicon.negations)
        found = self._refused(verb, subject, who) if denied else None
        found = found or self._obliging(verb, subject, who) or self._threat(verb)
        found = found or (self._blame(verb, subject, denied) if who == "other" else None)
        return found or self._stance(verb, "any") or self._below(verb) or Verdict("Assert")

    def row(self, word: Word, patterns: list[str]) -> Act | None:
        """The act of the first pattern that the table has for a word."""
        lemma = word.lemma_.lower()
        rows = (self.lexicon.cues.get((lemma, pattern)) for pattern in patterns)
        return next((act for act in rows if act is not None), None)

    def who(self, subject: Word, *, inherits: bool = True) -> Who:
        """On whose side a subject is; in their own words speakers do not call themselves "it" or "they"."""
        return self.roster.who(subject, self.side, inherits=inherits and not self.quoted)

    # --- clauses about the speaker's own side -------------------------------------------------------------------

    def _own(self, verb: Word, subject: Word, who: Who) -> Verdict:
        verb = self._unwrapped(verb)
        suffers = any(c.dep_ == "auxpass" for c in verb.children)  # "we have not been invited"
        performed = None if suffers else self._performed(verb)
        joint = tuple(conjuncts_of(subject)) if who == "joint" else ()
        if is_negated(verb, self.lexicon.negations):
            return self._denial(verb, performed) or Verdict("Assert", 0, (verb,), joint)
        if performed == "Commit" and who == "joint" and "had" in auxiliaries(verb):
            performed = None  # "said both states had agreed": tells of a deal
        if performed is not None and performed != "Assert":
            return Verdict(performed, PERFORMED, (verb,), self._obliged_by(verb) if performed == "Request" else ())
        for found in (self._threat(verb), self._stance(verb, "own"), self._below(verb)):
            if found is not None and found.act != "Assert":
                return found
        if must(verb, OBLIGATION) and self.roster.named_by(subject):
            return Verdict("Request", HINTED, aims=(subject,))
        if auxiliaries(verb) & FUTURE and performed is None and not self._is(verb, "state"):
            return Verdict("Commit", HINTED, (verb,), joint)
        return Verdict("Assert", 0, (verb,), joint)

    def _unwrapped(self, verb: Word) -> Word:
        """The verb that names the act after one that only wishes it: "I want to *thank*"."""
        if not self._is(verb, "wish"):
            return verb
        below = [c for c in verb.children if c.dep_ == "xcomp" and subject_below(c) is None]
        return next((c for c in below if self.row(c, patterns_of(c)) not in {None, "Assert"}), verb)

    def _performed(self, verb: Word) -> Act | None:
        """The act of a verb with which speakers say what they do ("we urge", "Norway has rejected")."""
        below = complements_of(verb)
        below += [d for c in below if c.lemma_ == "see" for d in complements_of(c)]  # "want to see X go"
        subjects = [s for c in below if (s := subject_below(c)) is not None]
        wished = any(self.who(s, inherits=False) in {"other", "joint"} for s in subjects)
        return self.row(verb, [*(["other"] if wished else []), *patterns_of(verb)])

    def _denial(self, verb: Word, performed: Act | None) -> Verdict | None:
        """A refusal: "will not", "does not accept", "no plans for talks"; not a fact that is denied."""
        passive = any(c.dep_ == "auxpass" for c in verb.children)  # "will not be lectured"
        willed = (
            bool(auxiliaries(verb) & FUTURE or is_infinitive(verb))
            and (performed != "Assert" or passive)
            and not self._is(verb, "state")
        )
        thinking = performed == "Assert" and any(self._about_talks(c) for c in complements_of(verb))
        refused = (
            thinking or performed in {"Support", "Commit", "Propose", "Request"} or self._said_of(verb, "not allowed")
        )
        if willed or refused or self._about_talks(verb):
            return Verdict("Reject", PERFORMED, (verb,))
        return None

    # --- clauses about others -----------------------------------------------------------------------------------

    def _refused(self, verb: Word, subject: Word | None, who: Who) -> Verdict | None:
        """No talks, or something that others must not do: "cannot be allowed to"."""
        if self._about_talks(verb) and not self._is(verb, "outcome"):
            return Verdict("Reject", PERFORMED, (verb,))
        demanded = bool(auxiliaries(verb) & OBLIGATION)
        if who == "other" and subject is not None and not demanded and self._said_of(verb, "not allowed"):
            return Verdict("Reject", STATED, aims=tuple(conjuncts_of(subject)))
        fits = (c for c in verb.children if c.dep_ == "acomp" and self._row(c, "not allowed") == "Reject")
        if who == "none" and subject is not None and any(fits):
            return Verdict("Reject", STATED, (verb,))  # "a visit would not be convenient"
        return None

    def _obliging(self, verb: Word, subject: Word | None, who: Who) -> Verdict | None:
        """Somebody else must do something: "should", "needs to", "it is time for", an imperative."""
        aims = tuple(conjuncts_of(subject)) if subject is not None and who == "other" else ()
        if self._is_warning(verb):
            return Verdict("Warn", STATED, (verb,))
        subjunctive = verb.dep_ == "ccomp" and self._is_subjunctive(verb)
        needs = verb.lemma_ in {"need", "have", "ought"} and any(is_infinitive(c) for c in complements_of(verb))
        if must(verb, OBLIGATION) or needs or subjunctive:
            missed = auxiliaries(verb) & {"have"} and who == "other"
            return Verdict("Accuse" if missed else "Request", STATED if aims else HINTED, aims=aims)
        if subject is None and verb.tag_ == "VB" and not auxiliaries(verb) and verb.dep_ in {"ROOT", "ccomp"}:
            return Verdict("Request", STATED)
        said = self._said_of(verb, "any") or (self._as_subject(subject) if subject is not None else None)
        return Verdict("Request", STATED, (verb,), self._obliged_by(verb)) if said == "Request" else None

    def _threat(self, verb: Word) -> Verdict | None:
        """What will follow if somebody acts: "there would be consequences", "will be met with a response"."""
        if not auxiliaries(verb) & FUTURE:
            return None
        ends = (c for c in verb.children if c.dep_ == "advmod" and self._row(c, "not ever"))
        if is_negated(verb, self.lexicon.negations) and any(ends):
            return Verdict("Warn", STATED, (verb,))  # "will not stay open forever"
        subject = subject_of(verb)
        said = self._said_of(verb, "future") or (self._as_subject(subject) if subject is not None else None)
        if said != "Warn":
            return None
        return Verdict(said, STATED, (verb,), (subject,) if subject is not None and self._outside(subject) else ())

    def _ultimatum(self, verb: Word) -> Verdict | None:
        """What will be done unless somebody acts: "will leave unless *they* pay"."""
        unless = [c for c in verb.children if c.dep_ == "advcl" and any(m.lower_ == "unless" for m in c.children)]
        if not unless or not auxiliaries(verb) & FUTURE or is_negated(verb, self.lexicon.negations):
            return None
        doers = [s for clause in unless if (s := subject_below(clause)) is not None and self._outside(s)]
        return Verdict("Warn", PERFORMED, (verb,), tuple(doers))

    def _blame(self, verb: Word, subject: Word | None, denied: bool) -> Verdict | None:
        """Something bad that another actor is or does, or fails to do: "X is involved", "X has not replied"."""
        suffers = subject is not None and subject.dep_ == "nsubjpass" and not self._row(verb, "passive")
        if suffers and self._row(verb, "other"):
            return self._blame_by(verb)
        said = self._said_of(verb, "not done" if denied else "other")
        return Verdict(said, STATED, aims=tuple(conjuncts_of(subject))) if said and subject is not None else None

    def _blame_by(self, verb: Word) -> Verdict | None:
        """Who did it where the sufferer is the subject: "three guards were killed by *X*"; nobody if none is known."""
        agents = [n for c in verb.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by" for n in c.children]
        aims = tuple(n for n in agents if n.dep_ == "pobj" and self.roster.meant_by(n) and self._outside(n))
        return Verdict("Accuse", STATED, aims=aims) if aims else None

    def _stance(self, verb: Word, subject: str) -> Verdict | None:
        """What is said of whatever the subject is: "the act is unacceptable"."""
        said = self._said_of(verb, subject)
        above = subject_of(verb)
        return Verdict(said, STATED, (*([above] if above is not None else []), verb)) if said is not None else None

    def _below(self, verb: Word) -> Verdict | None:
        """The verdict on the clause that a verb of saying or thinking takes."""
        clauses = [c for c in complements_of(verb) if c.dep_ == "ccomp"]
        if verb.lemma_ == "be" and not clauses:  # "that is why we propose"
            clauses = [c for c in verb.children if c.dep_ == "advcl" and any(g.lower_ == "why" for g in c.children)]
        return self.act_of(clauses[0]) if clauses else None

    # --- words --------------------------------------------------------------------------------------------------

    def _outside(self, subject: Word) -> bool:
        return self.who(subject, inherits=False) == "other"

    def is_wanted(self, verb: Word) -> bool:
        """Whether a clause tells what should be, not what is: "that the matter *be* taken to court"."""
        return must(verb, OBLIGATION) or self._is_subjunctive(verb)

    def _is_warning(self, verb: Word) -> bool:
        """Whether others are told not to misjudge or try the speakers: "must not be mistaken for weakness"."""
        obliged = must(verb, OBLIGATION) and is_negated(verb, self.lexicon.negations)
        return obliged and self._said_of(verb, "must not") == "Warn"

    def _is(self, verb: Word, use: str) -> bool:
        return verb.lemma_ in self.lexicon.uses[use]

    def _row(self, word: Word, subject: str) -> Act | None:
        return self.lexicon.predicates.get((word.lemma_.lower(), subject))

    def _is_subjunctive(self, verb: Word) -> bool:
        """Whether a clause wants something done: "that the matter *be* taken to court"."""
        bare = verb.tag_ == "VB" and not auxiliaries(verb)
        be = any(c.dep_ in {"auxpass", "aux"} and c.lower_ == "be" for c in verb.children)
        return subject_below(verb) is not None and (bare or (be and not auxiliaries(verb) - {"be"}))

    def _as_subject(self, subject: Word) -> Act | None:
        return self.lexicon.predicates.get((subject.lemma_.lower(), "itself"))

    def _said_of(self, verb: Word, subject: str) -> Act | None:
        words = (w for w in completed_by(verb) if w.lemma_ != "time" or w.dep_ == "attr")  # "by that time", "took time"
        rows = (self.lexicon.predicates.get((word.lemma_.lower(), subject)) for word in words)
        return next((act for act in rows if act is not None), None)

    def _obliged_by(self, verb: Word) -> tuple[Word, ...]:
        """The subjects of the clauses that a verb takes ("we expect *them* to go")."""
        subjects = [subject_below(c) for c in verb.children if c.dep_ in {"ccomp", "xcomp", "advcl"}]
        return tuple(t for s in subjects if s is not None for t in conjuncts_of(s))

    def _about_talks(self, verb: Word) -> bool:
        """Whether talks or plans are what a clause is about: its subject, object or "in talks"."""
        words = [*completed_by(verb), *(c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})]
        talks = (w for w in words if w.lemma_.lower() in self.lexicon.talks)
        return any(w.pos_ not in CLAUSAL or any(c.dep_ == "det" for c in w.children) for w in talks)
