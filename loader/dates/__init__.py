"""Date expressions of news English to TIMEX3 values and EDTF.

Method: words of the lexicon get a kind, a grammar of patterns over kinds gives meanings, and meanings are resolved
against the publication date, the tense of the clause and the dates told before, as HeidelTime does (Strötgen and
Gertz 2013), which is what this was measured against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from loader.articles import Span
from loader.dates.arithmetic import value_to_edtf
from loader.dates.composing import Candidate, find_candidates
from loader.dates.evidence import is_year
from loader.dates.meanings import Ahead, Fixed, Meaning, Part, Shift, Timed
from loader.dates.resolving import Context, resolve
from loader.dates.tense import tense_around
from loader.dates.words import Calendar, Word, load_calendar, read_words
from loader.nlp import ParsedArticle

__all__ = ["Calendar", "DateExpression", "DateType", "find_dates", "load_calendar"]

DateType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True)
class DateExpression:
    """A date, time, duration or set in the text.

    ``value`` is the TIMEX3 value (TimeML 1.2.1), None where it cannot be known; ``edtf`` the EDTF level 1 date of
    a DATE, or of the day of a TIME (ISO 8601-2; ``XXXX-06-26`` where the year is unknown), None where there is none.
    """

    span: Span
    type: DateType
    value: str | None
    edtf: str | None


def find_dates(parsed: ParsedArticle, calendar: Calendar) -> tuple[DateExpression, ...]:
    """All date expressions of an article, in text order, resolved against its publication date and tense.

    Left out: ages, days that do not exist, and times of a day that no words tell.
    """
    starts = {block.span.start for block in parsed.layout.blocks}
    words = list(read_words(parsed.article.text, starts, calendar))
    return tuple(_resolved(parsed, words, find_candidates(words)))


def _resolved(
    parsed: ParsedArticle, words: Sequence[Word], candidates: Sequence[Candidate]
) -> Iterator[DateExpression]:
    reference = parsed.article.published or parsed.layout.published
    told: str | None = None
    period: str | None = None
    for start, end, meaning in candidates:
        span = Span(words[start].start, words[end - 1].end)
        if _is_bare_year(words[start:end], meaning) and not is_year(parsed.doc, span.start, span.end):
            continue
        tense = partial(tense_around, parsed.doc, span.start, span.end)
        value = resolve(meaning, Context(reference, told, period, tense))
        if value is None and not _is_counted(meaning):
            continue
        kind = _type(meaning, value)
        yield DateExpression(span, kind, value, value_to_edtf(value) if kind in ("DATE", "TIME") else None)
        if _is_told(kind, meaning, value):
            told = value
        period = _period(kind, meaning, value, period)


def _is_bare_year(words: Sequence[Word], meaning: Meaning) -> bool:
    return isinstance(meaning, Part) and [word.kind for word in words] == ["year"]


def _is_counted(meaning: Meaning) -> bool:
    """Whether an expression counts as one even where nobody knows its date: "today", "two days later"."""
    return isinstance(meaning, Ahead) or (isinstance(meaning, Shift) and meaning.unit != "Q")


def _is_told(kind: DateType, meaning: Meaning, value: str | None) -> bool:
    """Whether later expressions may count from a date ("two days later"); not from "a year earlier" itself."""
    return kind in ("DATE", "TIME") and value is not None and value[0].isdecimal() and not _is_comparison(meaning)


def _period(kind: DateType, meaning: Meaning, value: str | None, before: str | None) -> str | None:
    """The quarter that "a year earlier" now counts from: of "the first nine months", a year earlier is a year."""
    if kind == "DURATION" and re.fullmatch(r"P\d+M", value or ""):
        return None
    return value if re.fullmatch(r"\d{4}-Q\d", value or "") and not _is_comparison(meaning) else before


def _is_comparison(meaning: Meaning) -> bool:
    return isinstance(meaning, Shift) and meaning.unit == "Y" and not meaning.named


def _type(meaning: Meaning, value: str | None) -> DateType:
    if isinstance(meaning, Ahead):
        return "DURATION" if value and value.startswith("P") else "DATE"
    if isinstance(meaning, Fixed):
        return meaning.type
    return "TIME" if isinstance(meaning, Timed) else "DATE"
