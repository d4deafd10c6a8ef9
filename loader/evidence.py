"""Evidence: which characters of an article say what its graph says, each with the sentence around it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from loader import literals
from loader.articles import Article, Span
from loader.blocks import Block, make_block, texts
from loader.identifiers import article_term, evidence_term
from loader.records import Record

CONTEXT = 200  # characters of the sentence kept on each side of a span


def evidence_triples(record: Record, *, quote: bool = True) -> list[Block]:
    """One selector for every stretch of text that the record points at, in text order."""
    article = record.article
    leading = {*(s.content[0] for s in record.statements), *(m.trigger for m in record.meetings)}
    spans = sorted(leading | set(_further_spans(record)))
    return [_evidence(article, span, quote, _around(record, span) if span in leading else None) for span in spans]


def _further_spans(record: Record) -> Iterator[Span]:
    for s in record.statements:
        yield from s.content[1:]
        yield from (span for span in (s.cue, s.source, s.date.span if s.date else None) if span)
    for m in record.meetings:
        yield from m.mentions
        yield from (part.span for part in (m.location, m.date) if part)
    for actor in record.cast.actors:
        if actor.kind == "Person":
            yield from (role.evidence for role in actor.roles)


def _evidence(article: Article, span: Span, quote: bool, context: tuple[str, str] | None) -> Block:
    words = article.quote(span)
    before, after = context if quote and context else (None, None)
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return make_block(
        evidence_term(article, span),
        ("a", ("cq:Evidence", "oa:TextPositionSelector", "oa:TextQuoteSelector")),
        ("cq:reportedIn", (article_term(article),)),
        ("oa:start", (str(span.start),)),
        ("oa:end", (str(span.end),)),
        ("oa:prefix", texts(before)),
        ("oa:exact", (literals.text(words),) if quote else ()),
        ("oa:suffix", texts(after)),
        ("cq:sha256", () if quote else (literals.text(digest),)),
    )


def _around(record: Record, span: Span) -> tuple[str, str]:
    """The rest of the sentence before and after a span, or of the paragraph where sentences are not known."""
    text, starts = record.article.text, record.sentences
    if starts:
        start = starts[max(0, bisect_right(starts, span.start) - 1)]
        following = bisect_left(starts, span.end)
        end = starts[following] if following < len(starts) else len(text)
    else:
        block = record.layout.block_at(span.start)
        start, end = (block.span.start, block.span.end) if block else (span.start, span.end)
    before = text[max(start, span.start - CONTEXT) : span.start]
    after = text[span.end : min(end, span.end + CONTEXT)]
    return before.lstrip(), after.rstrip()
