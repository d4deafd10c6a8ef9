"""The act of a statement, judged on the whole of it: the cue's own act first, else what the content does."""

from __future__ import annotations

from dataclasses import replace

from loader.statements.clause_acts import HINTED, PERFORMED, STATED, Clauses, Verdict
from loader.statements.clauses import (
    Passage,
    auxiliaries,
    complements_of,
    completed_by,
    conjuncts_of,
    is_negated,
    patterns_of,
    subject_below,
    subject_of,
)
from loader.statements.model import Act
from loader.words import Word

NOTHING = Verdict("Assert")
#: In a speech of at least so many clauses an act that few of them hint at is not what the speech does.
SPEECH = 4
#: A few: one clause in so many.
FEW = 3
#: What could be is proposed: "suggested that Rome could host".
POSSIBLE = frozenset({"could", "might"})
ASKING = frozenset({"if", "whether", "what", "why", "how", "when", "who", "which", "where"})


def judge(clauses: Clauses, cue: Word | None, cue_end: int, content: Passage) -> list[Verdict]:
    """The verdicts on a whole statement: one, or several of one act, each with its own target.

    ``cue_end`` is the end of the cue's span: "called on" is more than its verb.
    """
    uses = clauses.lexicon.uses
    cued = of_cue(clauses, cue, cue_end, content) if cue is not None else NOTHING
    negated = any(is_negated(verb, clauses.lexicon.negations) for verb in content.clauses)
    if cued.act == "Commit" and negated and (vetoes := [v for v in of_content(clauses, content) if v.act == "Reject"]):
        return vetoes  # "vowed not to", "promised that there would be no talks"
    voiced = cue is None or cue.lemma_.lower() in clauses.lexicon.voicing
    if cued.act != "Assert" and not (voiced and _names_act(clauses, content)):
        return [cued]
    found = of_content(clauses, content, voiced=voiced)
    if cue is not None and found[0].act == "Assert" and cue.lemma_.lower() in uses["naming"]:
        return [_named_as(clauses, cue, content) or found[0]]
    if cue is None or found[0].act == "Assert":
        return found
    about = [c for c in cue.children if c.lower_ == "of" and c not in content.words and cue.lemma_ in uses["comment"]]
    if about:  # "said *of the operation*"
        return [replace(v, anchors=(*v.anchors, about[0])) for v in found]
    return [replace(v, anchors=(*v.anchors, cue)) if v.noun else v for v in found]


def _named_as(clauses: Clauses, cue: Word, content: Passage) -> Verdict | None:
    """What it is to call somebody or something by a name: "called the report *a fiction*", "as an *act of war*"."""
    words = (clauses.lexicon.predicates.get((t.lemma_.lower(), "any")) for t in content.words)
    act = next((a for a in words if a is not None), None)
    return Verdict(act, STATED, (cue, *content.roots)) if act is not None else None


def of_cue(clauses: Clauses, cue: Word, cue_end: int, content: Passage) -> Verdict:
    """What the cue word does by itself: "urged", "rejected", "hopes" of somebody else."""
    wished = [c for verb in content.clauses if verb.lemma_ == "see" for c in complements_of(verb)]
    subjects = [s for verb in (*content.clauses, *wished) if (s := subject_of(verb)) is not None]
    others = [s for s in subjects if clauses.who(s, inherits=False) in {"other", "joint"}]
    asked = ["wanted"] if any(clauses.is_wanted(verb) for verb in content.clauses) else []
    asked += ["wanted"] if any(auxiliaries(verb) & POSSIBLE for verb in content.clauses) else []
    asked += ["wh"] if content.words and content.words[0].lower_ in ASKING else []
    act = clauses.row(cue, [*asked, *(["other"] if others else []), *patterns_of(cue, cue_end)])
    if act is None or act == "Assert":
        return NOTHING
    if act in {"Support", "Commit", "Propose", "Request"} and is_negated(cue, clauses.lexicon.negations):
        return Verdict("Reject", PERFORMED, (cue, *content.roots))  # "does not accept"
    aims = tuple(t for s in others for t in conjuncts_of(s)) if act in {"Request", "Propose", "Accuse"} else ()
    return Verdict(act, PERFORMED, (cue, *content.roots), aims)


def of_content(clauses: Clauses, content: Passage, *, voiced: bool = True) -> list[Verdict]:
    """The plainest of the acts of the content's clauses, the first of equals; else of its nouns.

    ``voiced``: the speaker voices what the content names; else it may be somebody else's ("answered *the criticism*").
    """
    verbs = content.clauses
    verdicts = [clauses.act_of(verb) for verb in verbs]
    verdicts += [of_noun(clauses, noun, voiced=voiced) for noun in content.nouns]
    best = max(verdicts, key=lambda v: v.strength, default=NOTHING)
    same = [v for v in verdicts if v.act == best.act and v.strength == best.strength]
    if len(verdicts) >= SPEECH and best.strength < PERFORMED and len(same) * FEW < len(verdicts):
        best, same = NOTHING, [NOTHING]
    if best.strength == 0:
        return [_hidden(clauses, content, verbs) or best]
    return same


def of_noun(clauses: Clauses, noun: Word, *, voiced: bool = True) -> Verdict:
    """The act of a nominal content: of its head noun ("its opposition"), or of what is said of it."""
    word = noun.lemma_.lower()
    holders = tuple(c for c in noun.children if c.dep_ == "poss")
    named = clauses.lexicon.stances.get(word) or clauses.lexicon.cues.get((word, "noun"))
    stance = named if named != "Assert" else None
    if stance is not None and not voiced and all(clauses.who(h) != "own" for h in holders):
        return NOTHING
    words = (*completed_by(noun), *(c for c in noun.children if c.dep_ == "amod"))
    said = (clauses.lexicon.predicates.get((w.lemma_.lower(), "any")) for w in words)
    act: Act | None = stance or next((a for a in said if a is not None), None)
    if act is None:
        return NOTHING
    return Verdict(
        act,
        STATED,
        (noun,),
        holders=holders if stance is not None else (),
        otherwise=clauses.lexicon.aimless.get(word),
        noun=True,
    )


def _names_act(clauses: Clauses, content: Passage) -> bool:
    """Whether the content is the name of an act, which then outdoes its verb: "pledged its *support*"."""
    return bool(content.nouns) and not content.clauses and of_noun(clauses, content.nouns[0]).act != "Assert"


def _hidden(clauses: Clauses, content: Passage, verbs: tuple[Word, ...]) -> Verdict | None:
    """An act in a subordinate clause or a headline without a verb, where the main clause does nothing."""
    if not verbs and _refuses_talks(clauses, content):
        return Verdict("Reject", STATED, content.roots)
    refusals = clauses.lexicon.uses["refusal"]
    if not verbs and clauses.quoted and content.words and content.words[0].lower_ in refusals:
        return Verdict("Reject", STATED, content.roots)  # "Not one bullet", "Never"
    for verb in content.side_clauses:
        verdict = clauses.act_of(verb)
        if verdict.act == "Accuse" and verdict.aims:
            return replace(verdict, strength=HINTED)
    for verb in content.words:
        subject = subject_below(verb)
        if subject is not None and clauses.who(subject) == "joint":
            return Verdict("Assert", 0, aims=tuple(conjuncts_of(subject)))
    return None


def _refuses_talks(clauses: Clauses, content: Passage) -> bool:
    """Whether a negation stands shortly before a noun for talks, as in a headline without a verb."""
    lead = [t.i for t in content.words if t.lower_ in clauses.lexicon.negations or t.dep_ == "neg"]
    return any(t.lemma_.lower() in clauses.lexicon.talks and any(0 < t.i - i <= 6 for i in lead) for t in content.words)
