"""The words of a parse as plain objects: walked many times, which with spaCy's tokens costs five times as much."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from loader.articles import Span
from loader.columns import Columns


@dataclass(eq=False, slots=True)
class Word:
    """One token with the attributes that rules ask for, under spaCy's names; ``end`` is the offset behind it.

    A ``mark`` is punctuation or white space. The root of a sentence is its own head.
    """

    i: int
    idx: int
    end: int
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    mark: bool
    sent: Span = field(init=False)
    head: Word = field(init=False)
    children: Sequence[Word] = ()

    @property
    def ancestors(self) -> Iterator[Word]:
        """The head, its head, and so on."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def is_ancestor(self, other: Word) -> bool:
        """Whether ``other`` stands below this word."""
        return any(above is self for above in other.ancestors)

    @property
    def conjuncts(self) -> list[Word]:
        """Those coordinated with the word, itself left out."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:  # grows while it is read
            found.extend(child for child in word.children if child.dep_ == "conj" and child.i > word.i)
        return [word for word in found if word is not self]

    @property
    def subtree(self) -> list[Word]:
        """The word and all below it, in text order."""
        found = [self]
        for word in found:  # grows while it is read
            found.extend(word.children)
        return sorted(found, key=attrgetter("i"))

    @property
    def phrase(self) -> Span:
        """From the first character of the subtree to its last."""
        below = self.subtree
        return Span(below[0].idx, below[-1].end)


@dataclass(frozen=True)
class Words:
    """All words of an article, with the offsets at which they start and end."""

    all: Sequence[Word]
    starts: Sequence[int]
    ends: Sequence[int]

    def at(self, span: Span) -> Sequence[Word]:
        """The words that share a character with ``span``."""
        return self.all[bisect_right(self.ends, span.start) : bisect_left(self.starts, span.end)]

    def root(self, span: Span | None) -> Word | None:
        """The word in ``span`` that the others hang on: the one nearest the root of its sentence."""
        words = self.at(span) if span is not None else ()
        if len(words) < 2:
            return words[0] if words else None
        return min(words, key=lambda word: sum(1 for _ in word.ancestors))


def make_words(columns: Columns) -> Words:
    """The words of a parse."""
    c = columns
    rows = zip(range(len(c)), c.start, c.end, c.lower, c.lemma, c.pos, c.tag, c.dep, c.entity, c.mark, strict=True)
    words = [Word(*row) for row in rows]
    for word, head in zip(words, c.head, strict=True):
        word.head = words[head]
        if word.head is not word:
            word.head.children = [*word.head.children, word]
    for _, sentence in groupby(words, key=lambda word: c.sentence[word.i]):
        inside = list(sentence)
        span = Span(inside[0].idx, inside[-1].end)
        for word in inside:
            word.sent = span
    return Words(words, c.start, c.end)
