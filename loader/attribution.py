"""Who-said-what as spans: source, cue and content of every attribution (PARC terms), before anyone is identified."""

from __future__ import annotations

from dataclasses import dataclass

from loader.articles import Span
from loader.nlp import ParsedArticle


@dataclass(frozen=True)
class Attribution:
    """Content that the text ascribes to a source. ``lemma`` and ``frame`` name the cue and how it takes its content."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    lemma: str | None
    frame: str
    rule: str
    confidence: float | None


def find_attributions(parsed: ParsedArticle) -> tuple[Attribution, ...]:
    """All attributions of an article, nested ones included, in text order."""
    return ()
