"""What was seen and not taken, so that silence is not mistaken for absence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loader.articles import Span
from loader.attribution import Cues, quoted_spans
from loader.nlp import ParsedArticle
from loader.statements import Statement

SHORTEST_QUOTATION = 3  # words; shorter ones are mostly titles and scare quotes
CLAUSE = "ccomp"  # the frame in which verbs of speech take what is said
SPEAKING, CASES = 0.75, 20  # share of a verb's clauses that must be content, and how many must have been seen


@dataclass(frozen=True)
class PassedOver:
    """Quoted passages, and verbs of speech, that are in no statement of the article."""

    quotations: tuple[Span, ...] = ()
    cues: tuple[Span, ...] = ()


def speech_verbs(cues: Cues) -> frozenset[str]:
    """Lemmas of the verbs that, as a rule, introduce what somebody says."""
    return frozenset(
        lemma
        for (lemma, pos, frame), count in cues.table.counts.items()
        if (pos, frame) == ("VERB", CLAUSE) and count.seen >= CASES and count.hits >= SPEAKING * count.seen
    )


def find_passed_over(parsed: ParsedArticle, statements: Sequence[Statement], verbs: frozenset[str]) -> PassedOver:
    """The quotations and ``verbs`` of speech in an article's body that ended up in no statement."""
    article, length = parsed.article, len(parsed.article.text)
    taken = marked((span for s in statements for span in (*s.content, s.cue) if span), length)
    body = marked((block.span for block in parsed.layout.blocks if block.kind == "body"), length)
    quotations = (s for s in quoted_spans(parsed) if len(article.quote(s).split()) >= SHORTEST_QUOTATION)
    cues = (Span(t.idx, t.idx + len(t)) for t in parsed.doc if t.pos_ == "VERB" and t.lemma_ in verbs)
    return PassedOver(
        tuple(span for span in quotations if not any(taken[span.start : span.end])),
        tuple(span for span in cues if body[span.start] and not any(taken[span.start : span.end])),
    )


def marked(spans: Iterable[Span], length: int) -> bytearray:
    """One byte a character, 1 where a span covers it."""
    characters = bytearray(length)
    for span in spans:
        characters[span.start : span.end] = b"\1" * len(span)
    return characters
