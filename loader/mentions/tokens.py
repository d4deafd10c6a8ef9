"""A parse as plain lists: the columns that mention finding reads, many times cheaper than token objects."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, TAG  # type: ignore[import-not-found]
from spacy.tokens import Doc

from loader.articles import Span


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


def read_tokens(doc: Doc, text: str | None = None) -> Tokens:
    """The columns of a parsed text; ``text`` is what the article has where the parse has straight quotes."""
    columns = doc.to_array([TAG, DEP, LEMMA, HEAD, ENT_TYPE, ENT_IOB]).T.tolist()
    names: dict[int, str] = {0: ""}
    strings = doc.vocab.strings
    for value in {*columns[0], *columns[1], *columns[2], *columns[4]} - {0}:
        names[value] = strings[value]
    texts = [token.text for token in doc]
    raw = texts if text is None else [text[token.idx : token.idx + len(token.text)] for token in doc]
    return Tokens(
        text=texts,
        lower=[text.lower() for text in texts],
        start=[token.idx for token in doc],
        tag=[names[value] for value in columns[0]],
        dep=[names[value] for value in columns[1]],
        lemma=[names[value] for value in columns[2]],
        head=[i + _signed(offset) for i, offset in enumerate(columns[3])],
        entity=[names[value] for value in columns[4]],
        begins=[value == 3 for value in columns[5]],
        sentence=_sentences(doc),
        raw=raw,
        quoted=_quoted(raw),
    )


def _signed(offset: int) -> int:
    """The head's distance, which spaCy hands out as an unsigned number of 64 bits."""
    return offset - (1 << 64) if offset >> 63 else offset


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


def _sentences(doc: Doc) -> list[int]:
    numbers: list[int] = []
    for number, sentence in enumerate(doc.sents):
        numbers += [number] * (sentence.end - sentence.start)
    return numbers
