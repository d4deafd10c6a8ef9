"""An article's text cut at the marks of its statements and encounters, so that each piece can be shown as its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loader.site.model import Mark, Part

_BLANK = re.compile(r"\s*\n[ \t\r]*\n\s*")
_LINE = re.compile(r"\s*\n\s*")

#: Which of several marks a piece is shown as: encounters stand inside statements, and are few.
_RANK: dict[Part, int] = {"trigger": 0, "content": 1, "cue": 2, "date": 3, "more": 4}


@dataclass(frozen=True)
class Cover:
    """A mark of the thing with a number."""

    thing: int
    mark: Mark

    @property
    def order(self) -> tuple[int, int, int]:
        """What is shown before others: the part that tells most, of equals the shorter."""
        return _RANK[self.mark.part], self.mark.end - self.mark.start, self.thing


@dataclass(frozen=True)
class Piece:
    """Characters of a text that lie under the same marks, what is shown first in front. ``ends`` are the things whose
    words end with it: the place for their numbers.
    """

    text: str
    covers: tuple[Cover, ...] = ()
    ends: tuple[int, ...] = ()

    @property
    def things(self) -> tuple[int, ...]:
        """The things that it belongs to."""
        return tuple(dict.fromkeys(cover.thing for cover in self.covers))

    @property
    def parts(self) -> tuple[Part, ...]:
        """As what it belongs to them."""
        return tuple(dict.fromkeys(cover.mark.part for cover in self.covers))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, and the white space that follows it."""

    pieces: tuple[Piece, ...]
    gap: str

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)


def mark_text(text: str, covers: Iterable[Cover]) -> list[Paragraph]:
    """Paragraphs of a text, cut at marks. All of their pieces and gaps in order are the text.

    >>> [paragraph] = mark_text("He said no.", [Cover(1, Mark(8, 10, "content")), Cover(1, Mark(3, 7, "cue"))])
    >>> [(piece.text, piece.parts, piece.ends) for piece in paragraph.pieces]
    [('He ', (), ()), ('said', ('cue',), ()), (' ', (), ()), ('no', ('content',), (1,)), ('.', (), ())]
    """
    known = [cover for cover in covers if 0 <= cover.mark.start < cover.mark.end <= len(text)]
    bounds = list(paragraph_bounds(text))
    ends = last_words(known)
    cuts = {at for cover in known for at in (cover.mark.start, cover.mark.end)}
    pieces = iter(cut(text, sorted(cuts.union(*bounds, [0, len(text)])), known, ends))
    paragraphs, at = [], 0
    for _, middle, end in bounds:
        held: list[Piece] = []
        while at < end:
            piece = next(pieces)
            if at < middle:
                held.append(piece)
            at += len(piece.text)
        paragraphs.append(Paragraph(tuple(held), text[middle:end]))
    return paragraphs


def paragraph_bounds(text: str) -> Iterator[tuple[int, int, int]]:
    """Start of each paragraph, its end, and the end of the white space behind it.

    Blank lines part paragraphs; where a text has none, each line is one.
    """
    gaps = list(_BLANK.finditer(text.rstrip())) or list(_LINE.finditer(text.rstrip()))
    start = 0
    for gap in gaps:
        if gap.start():  # white space at the very start belongs to the first paragraph
            yield start, gap.start(), gap.end()
            start = gap.end()
    yield start, max(start, len(text.rstrip())), len(text)


def last_words(covers: Sequence[Cover]) -> dict[int, list[int]]:
    """Where the words of things end, and which end there."""
    ends: dict[int, int] = {}
    for cover in covers:
        if cover.mark.part in ("content", "trigger"):
            ends[cover.thing] = max(cover.mark.end, ends.get(cover.thing, 0))
    found: dict[int, list[int]] = {}
    for thing, end in sorted(ends.items()):
        found.setdefault(end, []).append(thing)
    return found


def cut(text: str, cuts: Sequence[int], covers: Iterable[Cover], ends: dict[int, list[int]]) -> Iterator[Piece]:
    """The pieces between cuts, with what lies over them."""
    waiting = sorted(covers, key=lambda cover: cover.mark.start, reverse=True)
    active: list[Cover] = []
    for start, end in pairwise(cuts):
        active = [cover for cover in active if cover.mark.end > start]
        while waiting and waiting[-1].mark.start <= start:
            active.append(waiting.pop())
        yield Piece(text[start:end], tuple(sorted(active, key=lambda cover: cover.order)), tuple(ends.get(end, ())))
