"""What one attribution took together though it is said twice: "She said it was over. “We go home.”"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from loader.articles import Span
from loader.attribution import Attribution
from loader.nlp import ParsedArticle

ALONE = "standalone-quote"


def parted(
    attributions: Sequence[Attribution], quoted: Sequence[Span], parsed: ParsedArticle
) -> tuple[Attribution, ...]:
    """The attributions with quotations that stand alone behind a reported clause as attributions of their own.

    Those given keep their places, by which others name them; the new ones come last. They name no source; their
    ``antecedent`` is the one who spoke before.
    """
    kept, apart = [], list[Attribution]()
    for attribution in attributions:
        alone = [span for span in attribution.content if _stands_alone(span, attribution, quoted, parsed)]
        if not alone or len(alone) == len(attribution.content):
            kept.append(attribution)
            continue
        kept.append(replace(attribution, content=tuple(s for s in attribution.content if s not in alone)))
        bare = replace(attribution, cue=None, source=None, lemma=None, frame="", rule=ALONE, confidence=None)
        speaker = attribution.antecedent or attribution.source
        apart += [replace(bare, content=run, antecedent=speaker) for run in _runs(alone, parsed.article.text)]
    return (*kept, *apart)


def quotations_at(span: Span, quoted: Sequence[Span]) -> Sequence[Span]:
    """The quotations that overlap a span; ``quoted`` are in text order and apart from each other."""
    first = max(0, bisect_right(quoted, span.start, key=attrgetter("start")) - 1)
    last = bisect_left(quoted, span.end, key=attrgetter("start"))
    return [q for q in quoted[first:last] if q.overlaps(span)]


def _stands_alone(span: Span, attribution: Attribution, quoted: Sequence[Span], parsed: ParsedArticle) -> bool:
    """Whether a part of a content is a quotation in a later sentence, while the cue's own sentence reports a clause."""
    cue = parsed.words.root(attribution.cue)
    if cue is None or span.start < cue.sent.end or not any(q.contains(span) for q in quotations_at(span, quoted)):
        return False
    here = [part for part in attribution.content if part.start < cue.sent.end]
    return bool(here) and not any(quotations_at(part, quoted) for part in here)


def _runs(spans: Iterable[Span], text: str) -> Iterator[tuple[Span, ...]]:
    """Quotations that nothing but their marks keeps apart, together."""
    run: list[Span] = []
    for span in spans:
        if run and text[run[-1].end : span.start].strip(" \n“”\"'‘’"):
            yield tuple(run)
            run = []
        run.append(span)
    if run:
        yield tuple(run)
