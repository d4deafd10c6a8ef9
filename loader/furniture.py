"""The parts of a news text that are not its body: headline, standfirst, byline, date line, captions, …"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from loader.articles import Article, Span

BlockKind = Literal["headline", "standfirst", "byline", "dateline", "date", "caption", "credit", "notice", "body"]


@dataclass(frozen=True)
class Block:
    """A line of the text (a paragraph of the body is one block; a dateline is cut off its paragraph)."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True)
class Layout:
    """All blocks of an article in text order, and the metadata that its furniture states."""

    blocks: tuple[Block, ...]
    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    dateline: Span | None = None

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at ``offset``; None for white space between blocks."""
        return next((b for b in self.blocks if b.span.start <= offset < b.span.end), None)


def read_layout(article: Article) -> Layout:
    """Cut an article into blocks."""
    blocks, start = [], 0
    for line in article.text.splitlines(keepends=True):
        text = line.strip()
        if text:
            left = start + line.index(text)
            blocks.append(Block("body", Span(left, left + len(text))))
        start += len(line)
    return Layout(tuple(blocks))
