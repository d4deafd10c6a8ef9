"""The attribution stage: from a parsed article to its attributions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from loader.articles import Span
from loader.attribution.candidates import Candidate, find_candidates
from loader.attribution.cues import CueTable, read_cue_table
from loader.attribution.linking import link_quotations
from loader.attribution.model import Attribution
from loader.attribution.quotations import find_quotations
from loader.attribution.selection import select
from loader.attribution.syntax import Syntax, read_syntax
from loader.lexicon import LEXICON
from loader.nlp import ParsedArticle


@dataclass(frozen=True)
class Cues:
    """All that the stage has learned: the counts of cue words."""

    table: CueTable


def load_cues(folder: Path = LEXICON) -> Cues:
    """Read the tables of the stage from a folder."""
    return Cues(read_cue_table(folder))


def find_attributions(parsed: ParsedArticle, cues: Cues) -> tuple[Attribution, ...]:
    """All attributions of an article in text order, nested ones included."""
    syntax = read_syntax(parsed)
    chosen = link_quotations(syntax, cues.table, select(syntax, find_candidates(syntax, cues.table)))
    return tuple(_attribution(syntax, c) for c in sorted(chosen, key=lambda c: (c.content[0], c.cue)))


def _attribution(syntax: Syntax, found: Candidate) -> Attribution:
    source = syntax.span(found.source.lo, found.source.hi) if found.source else None
    return Attribution(
        content=content_spans(syntax, found.content),
        cue=syntax.span(found.cue, found.cue + 1),
        source=source,
        lemma=found.lemma,
        frame=found.frames[0],
        rule=found.frames[0],
        confidence=None,
    )


def content_spans(syntax: Syntax, tokens: tuple[int, ...]) -> tuple[Span, ...]:
    """Runs of tokens as spans, without marks and spaces at their edges."""
    runs: list[list[int]] = []
    for i in tokens:
        if runs and runs[-1][1] == i:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return tuple(syntax.span(lo, hi) for lo, hi in runs if syntax.words(lo, hi))


def quoted_spans(parsed: ParsedArticle) -> tuple[Span, ...]:
    """The passages between quotation marks, without the marks, in text order."""
    return tuple(q.span for q in find_quotations(parsed.article.text, parsed.layout.blocks))
