"""A parse as plain lists: what the rules look at, with paragraphs and quotations."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from loader.articles import Span
from loader.attribution.quotations import Quotation, find_quotations
from loader.nlp import ParsedArticle

NO_QUOTATION = -1


@dataclass(frozen=True, slots=True)
class Syntax:
    """Tokens of one article by index. ``lo`` to ``hi`` (half-open) are the tokens of the subtree under each token.

    ``paragraph`` is the index of the layout's block, ``quotation`` the index in ``quotations`` or -1. ``word`` is
    whether a token counts as a word (holds a letter or digit).
    """

    start: list[int]
    end: list[int]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    lo: list[int]
    hi: list[int]
    sentence: list[int]
    paragraph: list[int]
    quotation: list[int]
    word: list[bool]
    quotations: tuple[Quotation, ...]
    quoted_tokens: tuple[tuple[int, int], ...]
    silent: frozenset[int]

    def __len__(self) -> int:
        return len(self.start)

    def kid(self, i: int, *deps: str) -> int | None:
        """The first child of ``i`` with one of the dependency labels."""
        for k in self.kids[i]:
            if self.dep[k] in deps:
                return k
        return None

    def is_day(self, preposition: int) -> bool:
        """Whether a preposition says on which day: "agreed [on Friday] to send"."""
        return self.lower[preposition] == "on" and self.lower[preposition + 1] in DAYS

    def span(self, lo: int, hi: int) -> Span:
        """Characters of the tokens ``lo`` to ``hi``."""
        return Span(self.start[lo], self.end[hi - 1])

    def words(self, lo: int, hi: int) -> int:
        """Number of words among the tokens ``lo`` to ``hi``."""
        return sum(self.word[lo:hi])

    def tokens(self, span: Span) -> tuple[int, int]:
        """The tokens that share a character with ``span``, half-open."""
        lo = bisect_right(self.end, span.start)
        return lo, max(lo, bisect_right(self.start, span.end - 1))


# Blocks of these kinds attribute nothing: their words are metadata of the article (GUIDE: furniture).
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"})
SILENT_BLOCKS = frozenset({"byline", "dateline", "date", "caption", "credit", "notice"})


def read_syntax(parsed: ParsedArticle) -> Syntax:
    """Read a parse into lists, with its paragraphs and quotations."""
    columns, blocks = parsed.columns, parsed.layout.blocks
    lo, hi, kids = subtrees(columns.head)
    quotations = find_quotations(parsed.article.text, blocks)
    block_starts = [block.span.start for block in blocks]
    quoted, quotation = _quoted_tokens(columns.start, columns.end, quotations)
    return Syntax(
        start=columns.start,
        end=columns.end,
        lower=columns.lower,
        lemma=[word.lower() for word in columns.lemma],
        pos=columns.pos,
        tag=columns.tag,
        dep=columns.dep,
        head=columns.head,
        kids=kids,
        lo=lo,
        hi=hi,
        sentence=columns.sentence,
        paragraph=[max(0, bisect_right(block_starts, s) - 1) for s in columns.start],
        quotation=quotation,
        word=[any(map(str.isalnum, word)) for word in columns.lower],
        quotations=quotations,
        quoted_tokens=quoted,
        silent=frozenset(i for i, block in enumerate(blocks) if block.kind in SILENT_BLOCKS),
    )


def subtrees(head: list[int]) -> tuple[list[int], list[int], list[list[int]]]:
    """Left edges, right edges (exclusive) and children of all tokens."""
    n = len(head)
    kids: list[list[int]] = [[] for _ in head]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    lo, hi = list(range(n)), list(range(1, n + 1))
    order = [i for i in range(n) if head[i] == i]
    for i in order:  # grows while it is read: parents before children
        order.extend(kids[i])
    for i in reversed(order):
        h = head[i]
        if lo[i] < lo[h]:  # noqa: PLR1730  a call of min costs more than all else here
            lo[h] = lo[i]
        if hi[i] > hi[h]:  # noqa: PLR1730
            hi[h] = hi[i]
    return lo, hi, kids


def _quoted_tokens(
    start: list[int], end: list[int], quotations: tuple[Quotation, ...]
) -> tuple[tuple[tuple[int, int], ...], list[int]]:
    """Token range of each quotation, and for each token the quotation it lies in."""
    ranges, owner = [], [NO_QUOTATION] * len(start)
    for number, quotation in enumerate(quotations):
        lo = bisect_right(end, quotation.span.start)
        hi = max(lo, bisect_right(start, quotation.span.end - 1))
        ranges.append((lo, hi))
        owner[lo:hi] = [number] * (hi - lo)
    return tuple(ranges), owner
