"""The words of a text that dates are made of, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from loader.lexicon import read_table

TOKEN = re.compile(
    r"""
    (?P<meridiem>(?:(?<=\d)|(?<=\d[ ]))[AaPp](?:\.[ ]?[Mm]\b\.?|[Mm]\b))
    |(?P<fraction>(?<![\d/.,])1/[234](?![\d/])|[½¼¾])
    |(?P<code>\b[QqHh][1-4]\b)
    |(?P<word>[^\W\d_]+)
    |(?a:  # digits are 0 to 9
        (?P<iso>(?<![\d/.,])(?:\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{4}/\d{1,2}/\d{1,2}(?![\d/])
            |(?:19|20)\d\d[01]\d[0-3]\d(?!\d)))
        |(?P<numeric>(?<![\w/.,])\d{1,2}(?P<separator>[/.])\d{1,2}(?P=separator)(?:\d{4}|\d{2})(?![\d/]|\.\d)
            |(?<![\w/.,-])\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})(?!\d|-\d))
        |(?P<slashed>(?<![\w.,/$])\d\d?/\d\d?(?![\w/%]))
        |(?P<clock>(?<![\w:.,])\d{1,2}:\d\d(?::\d\d)?(?![\d:]))
        |(?P<decade>(?<![\w.,$])(?:[12]\d\d0|['’‘]\d0)['’]?s\b)
        |(?P<ordinal>(?<![\w.,])\d{1,2}(?:st|nd|rd|th)\b)
        |(?P<number>(?<![\w.,$€£])(?<!\d[:/])\d++(?:[.,]\d++)*+(?!%|/\d))
        |(?P<digits>\d+(?:[.,:/]\d+)*)
    )
    |(?P<punctuation>[^\w\s])
    """,
    re.VERBOSE,
)
MARKS = {
    ",": "comma",
    ".": "dot",
    "-": "hyphen",
    "–": "hyphen",
    "'": "apostrophe",
    "’": "apostrophe",
    "/": "slash",
    "@": "at",
    "&": "and",
}


OTHER = ("other", "")
LONGEST_NUMBER = 12  # characters
FRACTIONS = {"2": ".5", "½": ".5", "3": ".33", "4": ".25", "¼": ".25", "¾": ".75"}


class Word(NamedTuple):
    """A word, number or mark: its characters ``start`` to ``end``, its kind and what it stands for."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True)
class Calendar:
    """What the lexicon says of date words: word → (kind, value), phrase → TIMEX3 value, both in lower case.

    ``cues`` are the words around dates that tell how to read them, by role.
    """

    words: Mapping[str, tuple[str, str]]
    phrases: Mapping[str, str]
    phrase_pattern: re.Pattern[str]
    cues: Mapping[str, frozenset[str]]


def load_calendar() -> Calendar:
    """Read the lexicon tables ``date_words``, ``date_phrases``, ``date_cues`` and ``holidays``."""
    words = {
        row["word"]: (row["kind"], row["value"]) for row in read_table("date_words", ("word", "kind", "value", "note"))
    }
    phrases = {row["phrase"]: row["value"] for row in read_table("date_phrases", ("phrase", "value", "note"))}
    phrases |= {
        row["name"]: row["date"] if len(row["date"]) > 5 else f"-{row['date']}"
        for row in read_table("holidays", ("name", "date", "note"))
    }
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    escaped = (re.escape(phrase).replace("'", "['’]") for phrase in longest_first)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(escaped)})(?![\w-])", re.IGNORECASE)
    rows = read_table("date_cues", ("word", "role", "note"))
    roles = sorted({row["role"] for row in rows})
    cues = {role: frozenset(row["word"] for row in rows if row["role"] == role) for role in roles}
    return Calendar(words, phrases, pattern, cues)


def read_words(text: str, starts: Set[int], calendar: Calendar) -> Iterator[Word]:
    """Cut a text into words, numbers, marks and known phrases, in order; a ``line`` stands before each start."""
    for word in _words_and_phrases(text, calendar):
        if word.start in starts:
            yield Word(word.start, word.start, "line", "")
        yield word


def _words_and_phrases(text: str, calendar: Calendar) -> Iterator[Word]:
    position = 0
    for match in calendar.phrase_pattern.finditer(text):
        yield from _words(text, position, match.start(), calendar)
        value = calendar.phrases[match[0].lower().replace("’", "'")]
        yield Word(*match.span(), "phrase" if value.endswith("_REF") else "holiday", value)
        position = match.end()
    yield from _words(text, position, len(text), calendar)


def _words(text: str, start: int, end: int, calendar: Calendar) -> Iterator[Word]:
    for match in TOKEN.finditer(text, start, end):
        kind, value = _kind(match.lastgroup or "", match[0], calendar)
        yield Word(*match.span(), kind, value)


def _kind(group: str, text: str, calendar: Calendar) -> tuple[str, str]:
    match group:
        case "word":
            kind, value = calendar.words.get(text.lower(), OTHER)
            capital = kind.endswith("_capital") and not text[0].isupper()
            kind_value = OTHER if capital or (kind == "zone" and not text.isupper()) else (kind, value)
        case "number":
            kind_value = _number_kind(text)
        case "punctuation":
            kind_value = MARKS.get(text, "mark"), text
        case "digits":
            kind_value = OTHER
        case "fraction":
            kind_value = group, FRACTIONS[text[-1]]
        case "ordinal":
            kind_value = group, text[:-2]
        case _:
            kind_value = group, text
    return kind_value


def _number_kind(text: str) -> tuple[str, str]:
    if len(text) > LONGEST_NUMBER:
        return OTHER
    if not text.isdecimal():
        plain = text.replace(",", "")
        return ("decimal" if "." in plain else "number"), plain
    if len(text) <= 2 and 1 <= int(text) <= 31:
        return "day", text
    if len(text) == 4 and 1000 <= int(text) < 2200:
        return "year", text
    return "number", text
