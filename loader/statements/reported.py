"""What is no statement though it looks like one: unsaid, a mere topic, or the author's own gloss."""

from __future__ import annotations

from collections.abc import Sequence

from loader.articles import Span
from loader.statements.clauses import CLAUSAL, Passage, subject_of
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Quotation, Statement
from loader.statements.roster import Roster
from loader.words import Word

QUESTIONING = frozenset({"ask", "question", "press", "quiz"})
#: Children of a participle that show who asks: "had asked", "asked by X".
ACTIVE = frozenset({"aux", "agent"})
#: What "is expected" or "is believed" is nobody's statement.
GENERAL = frozenset({"expect", "believe", "think", "know", "suppose", "consider", "schedule", "slate"})
PASSIVE = frozenset({"auxpass", "nsubjpass"})
WITHHOLDING = frozenset({"refuse", "decline", "fail", "avoid"})
HYPOTHETICAL = frozenset({"if", "unless"})


def is_unsaid(cue: Word | None, content: Sequence[Span], lexicon: ActLexicon) -> bool:
    """Whether the cue is negated, or hangs on an "if" or on a verb of refusing: nobody said it.

    A "not" or "if" inside the content is the speaker's ("'Absolutely not,' he responded").
    """
    if cue is None or cue.pos_ not in CLAUSAL:
        return False
    if any(child.dep_ == "neg" and not _inside(child, content) for child in cue.children):
        return cue.lemma_.lower() not in lexicon.negatable
    if cue.lemma_ in QUESTIONING and cue.tag_ == "VBN" and not any(c.dep_ in ACTIVE for c in cue.children):
        return True
    if cue.lemma_ in GENERAL and cue.tag_ == "VBN" and any(c.dep_ in PASSIVE for c in cue.children):
        return not any(c.dep_ == "agent" for c in cue.children)
    withheld = cue.head.lemma_ in WITHHOLDING or any(c.lower_ == "yet" for c in cue.head.children)
    if cue.dep_ == "xcomp" and withheld:
        return True
    # In a subordinate clause the "if" may hang on another word of it.
    before = cue.subtree if cue.dep_ == "advcl" else cue.children
    marks = (t for t in before if t.dep_ == "mark" and t.lower_ in HYPOTHETICAL and t.i < cue.i)
    return any(not _inside(mark, content) for mark in marks)


def _inside(token: Word, content: Sequence[Span]) -> bool:
    return any(span.start <= token.idx < span.end for span in content)


def is_topic(statement: Statement, cue: Word | None, lexicon: ActLexicon) -> bool:
    """Whether the content only names what was spoken about: "discussed trade", "answered the criticism"."""
    if cue is None:
        return statement.quotation == "nominal" and statement.source is None
    if statement.quotation != "nominal":
        return False
    if any(child.dep_ == "prt" for child in cue.children):  # "turned down"
        return False
    kind = lexicon.topics.get(cue.lemma_.lower())
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
    return subject is not None and subject.pos_ == "NOUN" and not roster.meant_by(subject)


def is_gloss(source: Word, cue: Word | None, quotation: Quotation, content: Passage, lexicon: ActLexicon) -> bool:
    """Whether the author speaks through a source that is nobody: a deed, or a paper that "underscores" something."""
    noun = source.lemma_.lower()
    stances = (n for n in content.nouns if n.lemma_.lower() in lexicon.stances)
    held = [n for n in stances if any(c.dep_ == "poss" for c in n.children)]
    verb = cue.lemma_.lower() if cue is not None else ""
    interpreted = noun in lexicon.papers and quotation != "direct" and verb in lexicon.gloss
    return noun in lexicon.mute or interpreted or (quotation == "nominal" and bool(held))
