"""What the author adds to somebody's words at their end: "…, the worst attack in years", "…, an idea X welcomed"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loader.articles import Span
from loader.attribution import Attribution
from loader.nlp import ParsedArticle
from loader.statements.clauses import subject_below
from loader.statements.splitting import quotations_at
from loader.words import Word

#: What ranks something among its like, which only the author does: with a time or place to rank it in.
RANKS = frozenset({"first", "second", "third", "latest", "last"})
WITHIN = frozenset({"in", "since", "on", "of", "this"})
#: Words that a trimmed content must keep.
LEAST = 2


def without_glosses(
    attributions: Sequence[Attribution], quoted: Sequence[Span], parsed: ParsedArticle
) -> tuple[Attribution, ...]:
    """The attributions without such an apposition at the end of their content; what stood in one is nested no more."""
    cut = {n: _cut(a, quoted, parsed) for n, a in enumerate(attributions)}
    trimmed = []
    for attribution in attributions:
        outer = cut.get(attribution.within) if attribution.within is not None else None
        if outer is not None and attribution.cue is not None and attribution.cue.start >= outer.start:
            attribution = replace(attribution, within=None)  # noqa: PLW2901
        trimmed.append(attribution)
    return tuple(a if cut[n] is None else _shortened(a, cut[n], parsed) for n, a in enumerate(trimmed))


def _shortened(attribution: Attribution, gloss: Span | None, parsed: ParsedArticle) -> Attribution:
    if gloss is None:
        return attribution
    last = attribution.content[-1]
    end = last.start + len(parsed.article.text[last.start : gloss.start].rstrip(" \n,—–-"))
    return replace(attribution, content=(*attribution.content[:-1], Span(last.start, end)))


def _cut(attribution: Attribution, quoted: Sequence[Span], parsed: ParsedArticle) -> Span | None:
    """The apposition at the end of a content, if it is the author's."""
    if not attribution.content or quotations_at(attribution.content[-1], quoted):
        return None
    last = attribution.content[-1]
    words = parsed.words.at(last)
    for noun in words:
        if noun.dep_ not in {"appos", "npadvmod", "conj", "dobj", "attr"} or not _is_gloss(noun):
            continue
        phrase = noun.phrase
        lead = [w for w in words if w.idx < phrase.start]
        behind = parsed.article.text[last.start : phrase.start].rstrip().endswith((",", "—", "–"))
        if behind and len([w for w in lead if not w.mark]) >= LEAST and last.end - phrase.end <= LEAST:
            return phrase
    return None


def _is_gloss(noun: Word) -> bool:
    """Whether a noun phrase ranks what was told, or tells what another made of it."""
    before = [c for c in noun.children if c.i < noun.i]
    ranked = any(c.tag_ == "JJS" or c.lower_ in RANKS for c in before)
    if ranked and any(c.i > noun.i and c.lower_ in WITHIN for c in noun.children):
        return any(c.lower_ == "the" for c in before)
    clause = next((c for c in noun.children if c.dep_ == "relcl"), None)
    indefinite = any(c.lower_ in {"a", "an"} for c in before)
    return indefinite and clause is not None and clause.tag_ == "VBD" and _is_full(clause)


def _is_full(clause: Word) -> bool:
    """Whether a relative clause has a subject of its own: "that *Norway* welcomed"."""
    subject = subject_below(clause)
    return subject is not None and subject.tag_ not in {"WDT", "WP", "PRP"}
