"""What is no statement though it looks like one: unsaid, a mere topic, or the author's own gloss."""

from __future__ import annotations

from collections.abc import Sequence

from loader.articles import Span
from loader.statements.clauses import CLAUSAL, Passage, subject_of
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Quotation, Statement
from loader.statements.roster import Roster
from loader.words import Word

#: Children of a participle that show who asks: "had asked", "asked by X".
ACTIVE = frozenset({"aux", "agent"})
PASSIVE = frozenset({"auxpass", "nsubjpass"})
#: Auxiliaries that open a condition when they stand before the subject.
SUPPOSING = frozenset({"should", "were", "had"})
POSSIBLE = frozenset({"may", "might"})
HYPOTHETICAL = frozenset({"if", "unless"})


def is_unsaid(cue: Word | None, content: Sequence[Span], lexicon: ActLexicon) -> bool:
    """Whether the cue is negated, or hangs on an "if" or on a verb of refusing: nobody said it.

    A "not" or "if" inside the content is the speaker's ("'Absolutely not,' he responded").
    """
    if cue is None or cue.pos_ not in CLAUSAL:
        return False
    if _is_passive(cue, lexicon) or any(c.dep_ == "aux" and c.lower_ in POSSIBLE for c in cue.children):
        return True
    denied = any(_denies(child) and not _inside(child, content) for child in cue.children)
    if denied or _is_nobody(cue, content, lexicon):
        return cue.lemma_.lower() not in lexicon.negatable
    return (
        _is_withheld(cue, lexicon)
        or _is_supposed(cue)
        or _is_condition(cue, content)
        or _is_asked(cue, content)
        or _is_kept_back(cue, content, lexicon)
    )


def _is_asked(cue: Word, content: Sequence[Span]) -> bool:
    """Whether the author asks it: "So what do the two sides want?"; a question that is quoted is the speaker's."""
    auxiliary = next((c for c in cue.children if c.dep_ == "aux"), None)
    subject = subject_of(cue)
    if cue.dep_ != "ROOT" or auxiliary is None or subject is None or auxiliary.i > subject.i or subject.i > cue.i:
        return False
    marks = [c for c in cue.children if c.lower_ == "?"]
    return bool(marks) and not _inside(marks[-1], content)


def _is_kept_back(cue: Word, content: Sequence[Span], lexicon: ActLexicon) -> bool:
    """Whether somebody did not say what was said: "would not say who the ministry believed had fired"."""
    above = cue.head
    if cue.dep_ != "ccomp" or above.pos_ not in CLAUSAL or _inside(above, content):
        return False
    asks = any(w.tag_ in {"WP", "WDT", "WRB", "WP$"} or w.lower_ in {"whether", "if"} for w in _before(cue))
    denied = any(c.dep_ == "neg" for c in above.children) or _is_withheld(above, lexicon)
    return asks and (denied or _is_nobody(above, content, lexicon))


def _before(cue: Word) -> Sequence[Word]:
    return [word for word in cue.subtree if word.i < cue.i]


def _denies(child: Word) -> bool:
    return child.dep_ == "neg" or (child.dep_ == "preconj" and child.lower_ == "neither")


def _is_passive(cue: Word, lexicon: ActLexicon) -> bool:
    """Whether somebody was asked, or something is expected, and nobody is named who does it."""
    if cue.tag_ == "VBD" and cue.lemma_ in lexicon.uses["question"] and subject_of(cue) is None:
        return _is_by_the_way(cue) and cue.i < cue.head.i
    if cue.tag_ != "VBN":
        return False
    by_the_way = _is_by_the_way(cue)
    if cue.lemma_ in lexicon.uses["question"] and (by_the_way or not any(c.dep_ in ACTIVE for c in cue.children)):
        return True  # "asked by reporters if he would go, he said …"
    expected = (
        cue.lemma_ in lexicon.uses["expect"]
        and any(c.dep_ in PASSIVE for c in cue.children)
        and cue.head.lemma_ != "let"
    )
    return expected and not any(c.dep_ == "agent" for c in cue.children)


def _is_by_the_way(cue: Word) -> bool:
    return cue.dep_ == "advcl" and not any(c.dep_ in {"aux", "auxpass"} for c in cue.children)


def _is_withheld(cue: Word, lexicon: ActLexicon) -> bool:
    """Whether it is what somebody refused, or was yet, to say, or did something without saying."""
    withholding = lexicon.uses["withhold"]
    withheld = cue.head.lemma_ in withholding or any(c.lower_ == "yet" for c in cue.head.children)
    above = cue.head.head.lemma_ if cue.dep_ == "pcomp" else ""
    without = cue.dep_ == "pcomp" and (cue.head.lower_ in lexicon.negations or above in withholding)
    return without or (cue.dep_ == "xcomp" and withheld)


def _is_condition(cue: Word, content: Sequence[Span]) -> bool:
    """Whether an "if" stands before it; in a subordinate clause it may hang on another word of that clause."""
    before = cue.subtree if cue.dep_ == "advcl" else cue.children
    marks = (t for t in before if t.dep_ == "mark" and t.lower_ in HYPOTHETICAL and t.i < cue.i)
    return any(not _inside(mark, content) for mark in marks)


def _is_nobody(cue: Word, content: Sequence[Span], lexicon: ActLexicon) -> bool:
    """Whether the subject is negated: "nobody said", "neither side has confirmed", "none of them denied"."""
    subject = subject_of(cue)
    if subject is None or subject.i > cue.i or _inside(subject, content):
        return False
    words = [subject, *(c for c in subject.children if c.dep_ in {"det", "preconj", "cc", "neg"} and c.i < subject.i)]
    return any(w.lower_ in lexicon.negations for w in words)


def _is_supposed(cue: Word) -> bool:
    """Whether an auxiliary before the subject supposes the saying: "*Should* Norway announce an end to it, …"."""
    subject = subject_of(cue)
    if subject is None or cue.dep_ not in {"advcl", "ccomp", "ROOT"}:
        return False
    auxiliary = next((c for c in cue.children if c.dep_ == "aux" and c.lower_ in SUPPOSING), None)
    before = auxiliary is not None and auxiliary.i < min(t.i for t in subject.subtree)
    return before and subject.i < cue.i and auxiliary is not None and auxiliary.i == min(t.i for t in cue.subtree)


def _inside(token: Word, content: Sequence[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in content)


def is_topic(statement: Statement, cue: Word | None, lexicon: ActLexicon) -> bool:
    """Whether the content only names what was spoken about: "discussed trade", "answered the criticism"."""
    if cue is None:
        return statement.quotation == "nominal" and statement.source is None
    if statement.quotation != "nominal":
        return False
    if any(f"{cue.lemma_.lower()} {child.lower_}" in lexicon.topics for child in cue.children):
        return True  # "called on the minister at his office": a visit
    if any(child.dep_ == "prt" for child in cue.children):  # "turned down"
        return False
    lemma = cue.lemma_.lower()
    if any((lemma, f"obj:{child.lemma_.lower()}") in lexicon.cues for child in cue.children):  # "turned its back on"
        return False
    kind = lexicon.topics.get(lemma)
    return kind == "reaction" or (kind == "topic" and statement.act == "Assert")


def is_participle(cue: Word | None, content: Passage) -> bool:
    """Whether the content only says of a paper where it is from: "a statement [issued by the ministry]"."""
    if cue is None or cue.pos_ != "NOUN" or not content.roots:
        return False
    return content.roots[0].tag_ == "VBN" and content.roots[0].head.i == cue.i


def is_gloss_noun(cue: Word, roster: Roster) -> bool:
    """Whether a noun of stance is what a deed is said to show: "the visit reflects Norway's *resolve* to fight"."""
    above = next((a for a in cue.ancestors if a.pos_ in CLAUSAL), None)
    subject = subject_of(above) if above is not None and cue.dep_ in {"dobj", "pobj", "attr"} else None
    if subject is not None and cue.dep_ == "pobj" and cue.i < subject.i:
        return False  # "in the words of one diplomat, the text is dead"
    return subject is not None and subject.pos_ == "NOUN" and not roster.meant_by(subject)


def is_gloss(source: Word, cue: Word | None, quotation: Quotation, content: Passage, lexicon: ActLexicon) -> bool:
    """Whether the author speaks through a source that is nobody: a deed, or a paper that "underscores" something."""
    noun = source.lemma_.lower()
    stances = (n for n in content.nouns if n.lemma_.lower() in lexicon.stances)
    held = [n for n in stances if any(c.dep_ == "poss" for c in n.children)]
    verb = cue.lemma_.lower() if cue is not None else ""
    nobody = noun in lexicon.papers or (source.tag_ == "NN" and noun not in lexicon.collectives)
    interpreted = nobody and quotation != "direct" and verb in lexicon.gloss
    speaks = verb in lexicon.voicing or lexicon.cues.get((verb, "*"), "Assert") != "Assert"
    told = not speaks and quotation == "nominal" and bool(held)
    return noun in lexicon.mute or interpreted or told
