"""A parse as plain lists: the columns that mention finding reads."""

from __future__ import annotations

from dataclasses import dataclass

from loader.articles import Span
from loader.nlp import ParsedArticle


@dataclass(frozen=True)
class Tokens:
    """Columns of a parse, one item a token; ``head`` and ``sentence`` are indices."""

    text: list[str]
    lower: list[str]
    start: list[int]
    tag: list[str]
    dep: list[str]
    lemma: list[str]
    head: list[int]
    entity: list[str]
    begins: list[bool]  # whether an entity begins here
    sentence: list[int]
    raw: list[str]  # as in the article, curly marks kept
    quoted: list[bool]  # whether the token stands between quotation marks

    def __len__(self) -> int:
        return len(self.text)

    def end(self, index: int) -> int:
        """Offset behind the token."""
        return self.start[index] + len(self.text[index])

    def span(self, first: int, last: int) -> Span:
        """Characters of tokens ``first`` up to, not including, ``last``."""
        return Span(self.start[first], self.end(last - 1))


def read_tokens(parsed: ParsedArticle) -> Tokens:
    """The columns of a parsed article."""
    c, written, plain = parsed.columns, parsed.article.text, parsed.text
    texts, raw = ([text[start:end] for start, end in zip(c.start, c.end, strict=True)] for text in (plain, written))
    return Tokens(
        texts, c.lower, c.start, c.tag, c.dep, c.lemma, c.head, c.entity, c.begins, c.sentence, raw, _quoted(raw)
    )


def _quoted(raw: list[str]) -> list[bool]:
    """Which tokens stand in quotation marks; a quotation ends with its paragraph at the latest."""
    inside, quoted = False, []
    for word in raw:
        if word in ("“", "‘‘"):
            inside = True
        elif word in ("”", "’’"):
            inside = False
        elif word in ('"', "``", "''"):
            inside = not inside
        elif "\n" in word:
            inside = False
        quoted.append(inside)
    return quoted
