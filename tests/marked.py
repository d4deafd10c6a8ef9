"""Example sentences with the answer marked in them: ``[S Norway] [C said] [Q it will not meet [T the rebels]]``.

S source, C cue, Q content, T target or addressee, A another actor, O an actor on the speaker's side. Brackets nest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from loader.articles import Span
from loader.attribution import Attribution
from loader.mentions import Actor, Cast, Mention

MARK = re.compile(r"\[([SCQTAO]) |\]")
SPEAKER = "speaker"


@dataclass(frozen=True)
class Marked:
    """A text without its brackets, and the spans that they marked, in text order."""

    text: str
    spans: tuple[tuple[str, Span], ...]

    def of(self, *kinds: str) -> list[Span]:
        """The spans of some kinds."""
        return [span for kind, span in self.spans if kind in kinds]

    def words(self, *kinds: str) -> set[str]:
        """The words of the spans of some kinds."""
        return {self.text[span.start : span.end] for span in self.of(*kinds)}

    def attribution(self, start: int = 0) -> Attribution:
        """The attribution that the marks describe; ``start`` is where the example begins in a longer text."""

        def moved(kind: str) -> list[Span]:
            return [Span(span.start + start, span.end + start) for span in self.of(kind)]

        cue, source = [*moved("C"), None][0], [*moved("S"), None][0]
        return Attribution(tuple(moved("Q")), cue, source, None, "", "example", None)

    def cast(self, doc: Doc) -> Cast:
        """One actor for each name that is marked; the speaker and those on its side are one."""
        mentions: dict[str, list[Mention]] = {}
        for kind, span in self.spans:
            if kind in "STAO":
                key = SPEAKER if kind in "SO" else self.text[span.start : span.end]
                tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
                assert tokens is not None
                head = Span(tokens.root.idx, tokens.root.idx + len(tokens.root))
                mentions.setdefault(key, []).append(Mention(span, head, "name"))
        return Cast(tuple(Actor(key, key, "State", mentions=tuple(found)) for key, found in mentions.items()))


def read_marked(example: str) -> Marked:
    """Take the brackets out of an example."""
    text, open_marks, spans, last = "", [], [], 0
    for mark in MARK.finditer(example):
        text += example[last : mark.start()]
        last = mark.end()
        if mark[1]:
            open_marks.append((mark[1], len(text)))
        else:
            kind, start = open_marks.pop()
            spans.append((kind, Span(start, len(text))))
    return Marked(text + example[last:], tuple(sorted(spans, key=lambda s: (s[1].start, -s[1].end))))
