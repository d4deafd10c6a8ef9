"""A parse as plain lists, read from spaCy once an article: asking its tokens one by one costs many times as much."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain
from operator import or_

from spacy.tokens import Doc

NUMBERS = ["IDX", "LENGTH", "HEAD", "ENT_IOB", "SENT_START", "IS_SPACE", "IS_PUNCT"]
STRINGS = ["LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
_BEGINS = 3  # of an entity: the value of ENT_IOB


@dataclass(frozen=True)
class Columns:
    """One item a token: offsets, strings as spaCy has them, ``head`` and ``sentence`` as indices.

    ``begins`` tells where an entity begins, ``mark`` what is punctuation or white space. The lists are shared by the
    stages: whoever corrects a parse makes a copy.
    """

    start: list[int]
    end: list[int]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    begins: list[bool]
    head: list[int]
    sentence: list[int]
    mark: list[bool]

    def __len__(self) -> int:
        return len(self.start)


def read_columns(doc: Doc) -> Columns:
    """The columns of a parse."""
    rows = doc.to_array([*NUMBERS, *STRINGS]).T.tolist()
    start, length, head, entity, sentence, space, punctuation = rows[: len(NUMBERS)]
    keys = rows[len(NUMBERS) :]
    names = {key: doc.vocab.strings[key] for key in set(chain.from_iterable(keys))}
    lower, lemma, pos, tag, dep, kind = ([names[key] for key in column] for column in keys)
    return Columns(
        start,
        [at + size for at, size in zip(start, length, strict=True)],
        lower,
        lemma,
        pos,
        tag,
        dep,
        kind,
        begins=[value == _BEGINS for value in entity],
        head=[i + _signed(distance) for i, distance in enumerate(head)],
        sentence=list(accumulate((i > 0 and value == 1 for i, value in enumerate(sentence)), initial=0))[1:],
        mark=[bool(either) for either in map(or_, space, punctuation)],
    )


def _signed(distance: int) -> int:
    """The distance to the head, which spaCy hands out as an unsigned number of 64 bits."""
    return distance - (1 << 64) if distance >> 63 else distance
