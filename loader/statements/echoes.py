"""Free indirect speech: what a speaker goes on to say without a verb of saying ("The consul would hand it over").

In news a main clause with "would", right behind somebody's reported words, is what that speaker announced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loader.articles import Span
from loader.attribution import Attribution
from loader.nlp import ParsedArticle
from loader.statements.clauses import CLAUSAL, subject_of
from loader.statements.roster import Roster
from loader.statements.splitting import quotations_at
from loader.words import Word

RULE = "free-indirect"
#: How many attributions back the one in the sentence before may be: some stand inside others.
BACK = 8
#: Marks that end a sentence, and no content.
ENDS = " \n.;"
#: Words that make a "would" the author's own: what came later, what was usual, what somebody refused to say.
AUTHORIAL = frozenset({"later", "eventually", "often", "usually", "never", "not", "n't", "if", "have"})


def with_echoes(
    attributions: Sequence[Attribution], quoted: Sequence[Span], parsed: ParsedArticle, roster: Roster
) -> tuple[Attribution, ...]:
    """The attributions and behind them one for each sentence of free indirect speech.

    What stands in such a sentence already is its own verb's doing ("would go on supporting"), which the sentence
    replaces.
    """
    ordered = sorted(attributions, key=lambda a: a.content[0] if a.content else Span(0, 0))
    found = list(attributions)
    for before, root in _echoes(ordered, quoted, parsed, roster):
        whole = Span(root.sent.start, root.sent.start + len(_text(root, parsed).rstrip(ENDS)))
        inside = [n for n, a in enumerate(found) if a.content and _lies_in(whole, a)]
        if any(found[n].cue is None or parsed.words.root(found[n].cue) not in _verbs(root) for n in inside):
            continue
        for n in inside:
            found[n] = replace(found[n], content=())
        echo = replace(before, content=(whole,), cue=None, source=None, lemma=None, frame="", rule=RULE)
        found.append(replace(echo, confidence=None, within=None, antecedent=before.antecedent or before.source))
    return tuple(found)


def _text(root: Word, parsed: ParsedArticle) -> str:
    return parsed.article.text[root.sent.start : root.sent.end]


def _echoes(
    ordered: Sequence[Attribution], quoted: Sequence[Span], parsed: ParsedArticle, roster: Roster
) -> Iterator[tuple[Attribution, Word]]:
    """The roots of such sentences, each with the attribution in the sentence before."""
    starts = [a.content[0].start if a.content else 0 for a in ordered]
    for word in parsed.words.all:
        if word.lower_ != "would" or word.head.dep_ != "ROOT" or not _is_announced(word.head, quoted, roster):
            continue
        start = word.sent.start
        last = bisect_left(starts, start)
        before = ordered[max(0, last - BACK) : last]
        spoke = [a for a in before if a.cue is not None and a.source is not None and _goes_before(a, start, parsed)]
        if spoke:
            yield spoke[-1], word.head


def _is_announced(root: Word, quoted: Sequence[Span], roster: Roster) -> bool:
    """Whether a verb with "would" tells what an actor is to do, in the author's words and as a full sentence."""
    subject = subject_of(root)
    if subject is None or subject.i > root.i or root.pos_ not in CLAUSAL:
        return False
    if subject.lower_ == "it" or not roster.named_by(subject) or quotations_at(Span(root.idx, root.end), quoted):
        return False  # "the plan would cap the tax"
    words = {c.lower_ for c in root.children if c.i < root.i} | {c.lower_ for c in root.children if c.dep_ == "aux"}
    speaks = root.lemma_.lower() in roster.lexicon.speech and any(c.dep_ == "ccomp" for c in root.children)
    asked = any(c.lower_ == "?" for c in root.children)
    return not (speaks or asked or words & AUTHORIAL)


def _goes_before(attribution: Attribution, start: int, parsed: ParsedArticle) -> bool:
    """Whether an attribution in the past tense ends in the sentence right before ``start``, in its paragraph."""
    cue = parsed.words.root(attribution.cue)
    end = max(span.end for span in (*attribution.content, *([attribution.cue] if attribution.cue else ())))
    if cue is None or cue.tag_ not in {"VBD", "VBG"} or attribution.within is not None or end > start:
        return False
    between = parsed.article.text[end:start]
    return "\n" not in between and len(between.strip(" .\"”'’")) == 0


def _lies_in(whole: Span, attribution: Attribution) -> bool:
    return any(whole.overlaps(span) for span in attribution.content)


def _verbs(root: Word) -> list[Word]:
    return [root, *(w for w in root.subtree if w.dep_ in {"xcomp", "pcomp"})]
