"""Date expressions of news English to TIMEX3 values and EDTF.

Method: words of the lexicon get a kind, a grammar of patterns over kinds gives meanings, and meanings are resolved
against the publication date, the tense of the clause and the dates told before, as HeidelTime does (Strötgen and
Gertz 2013), which is what this was measured against.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from loader.articles import Span
from loader.dates.arithmetic import value_to_edtf
from loader.dates.composing import Candidate, find_candidates
from loader.dates.datelines import assumed_today, has_year, is_of_dateline, without_year
from loader.dates.evidence import is_in_name, is_year
from loader.dates.meanings import Ahead, Fixed, Meaning, Part, Shift, Timed
from loader.dates.resolving import Context, resolve
from loader.dates.story import Story
from loader.dates.tense import Cues, tense_around
from loader.dates.words import Calendar, Word, load_calendar, read_words
from loader.nlp import ParsedArticle

__all__ = ["Calendar", "DateExpression", "DateType", "find_dates", "load_calendar"]

#: Kinds of words of dates that have a capital, or no letters, wherever they stand.
PROPER = frozenset(
    [
        *("month", "month_capital", "month_short", "weekday", "weekday_short", "weekdays", "holiday"),
        *("year", "day", "ordinal", "decade", "numeric", "iso"),
    ]
)

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

    Left out: ages, days that do not exist, words of names, and times of a day that the paragraph does not tell.
    """
    starts = {block.span.start for block in parsed.layout.blocks}
    words = list(read_words(parsed.article.text, starts, calendar))
    return tuple(_resolved(parsed, words, find_candidates(words), calendar.cues))


def _resolved(
    parsed: ParsedArticle, words: Sequence[Word], candidates: Sequence[Candidate], cues: Cues
) -> Iterator[DateExpression]:
    reference = parsed.article.published or parsed.layout.published
    lines = [number for number, word in enumerate(words) if word.kind == "line"]
    story, assumed = Story(), None
    for start, end, meaning in candidates:
        span, paragraph = Span(words[start].start, words[end - 1].end), bisect(lines, start)
        if not _is_date(parsed, span, words[start:end], meaning, cues):
            continue
        tense = partial(tense_around, parsed.doc, span.start, span.end, cues)
        told = resolve(meaning, Context(reference or assumed, story, paragraph, tense))
        counted = assumed is not None and not has_year(words[start:end])
        value = without_year(told) or resolve(meaning, Context(None, Story(), paragraph, tense)) if counted else told
        if reference is None and is_of_dateline(parsed.layout, span):
            assumed = assumed_today(parsed.layout, value, words)
        if value is not None or _is_counted(meaning):
            kind = _type(meaning, value)
            yield DateExpression(span, kind, value, value_to_edtf(value) if kind in ("DATE", "TIME") else None)
            story = story.after(meaning, told, paragraph)


def _is_date(parsed: ParsedArticle, span: Span, words: Sequence[Word], meaning: Meaning, cues: Cues) -> bool:
    """Whether the parse agrees that these words are a date."""
    kinds = [word.kind for word in words]
    if is_in_name(parsed.doc, span.start, span.end, proper=not PROPER.isdisjoint(kinds)):
        return False
    is_number = isinstance(meaning, Part) and kinds == ["year"]
    return not is_number or is_year(parsed.doc, span.start, span.end, cues)


def _is_counted(meaning: Meaning) -> bool:
    """Whether an expression counts as one even where nobody knows its date: "today", "two days later"."""
    return isinstance(meaning, Ahead) or (isinstance(meaning, Shift) and meaning.unit != "Q")


def _type(meaning: Meaning, value: str | None) -> DateType:
    if isinstance(meaning, Ahead):
        return "DURATION" if value and value.startswith("P") else "DATE"
    if isinstance(meaning, Fixed):
        return meaning.type
    return "TIME" if isinstance(meaning, Timed) else "DATE"
