"""The words of a parse as plain objects: walked many times, which with spaCy's tokens costs five times as much."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter, or_

from spacy.tokens import Doc

from loader.articles import Span

NUMBERS = ["IDX", "LENGTH", "HEAD", "IS_SPACE", "IS_PUNCT"]
STRINGS = ["LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]


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


def read_words(doc: Doc) -> Words:
    """The words of a parse."""
    starts, lengths, heads, space, punctuation, *columns = doc.to_array([*NUMBERS, *STRINGS]).T.tolist()
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    names = {key: doc.vocab.strings[key] for key in set(chain.from_iterable(columns))}
    texts = ([names[key] for key in column] for column in columns)
    marks = (bool(either) for either in map(or_, space, punctuation))
    words = [Word(*row) for row in zip(range(len(doc)), starts, ends, *texts, marks, strict=True)]
    for word, distance in zip(words, heads, strict=True):
        word.head = words[word.i + (distance - (1 << 64) if distance >> 63 else distance)]  # it is stored unsigned
        if distance:
            word.head.children = [*word.head.children, word]
    for sentence in doc.sents:
        span = Span(sentence.start_char, sentence.end_char)
        for word in words[sentence.start : sentence.end]:
            word.sent = span
    return Words(words, starts, ends)
