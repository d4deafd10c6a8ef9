"""Date expressions of news English to TIMEX3 values and EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from loader.articles import Span
from loader.dates.grammar import RULES
from loader.dates.meanings import Fixed, Interval, Meaning, Part, Shift, Timed, Weekday
from loader.dates.patterns import CHARACTER, Groups, write_kinds
from loader.dates.resolving import Context, resolve, value_to_edtf
from loader.dates.tense import side_of_clause
from loader.dates.words import Calendar, Word, load_calendar, read_words
from loader.nlp import ParsedArticle

__all__ = ["Calendar", "DateExpression", "DateType", "find_dates", "load_calendar"]

DateType = Literal["DATE", "TIME", "DURATION", "SET"]

CORE = (
    "iso numeric clock decade year code meridiem half numeral month month_capital month_short weekday weekdays "
    "weekday_short unit units day_unit week_unit month_unit quarter_unit year_unit decade_unit century_unit weekend "
    "season season_or_verb daypart clock_word deictic tonight overnight decade_word recent frequency reference now "
    "current holiday phrase soon past future period"
)
_RUN = re.compile(f"[^{CHARACTER['other']}{CHARACTER['line']}]+")
_CORE = re.compile(f"[{''.join(CHARACTER[kind] for kind in CORE.split())}]")
_BRIDGE = re.compile(f"[{''.join(CHARACTER[kind] for kind in ('comma', 'on', 'of', 'at', 'in', 'the', 'hyphen'))}]*")


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


class Candidate(NamedTuple):
    """Words ``start`` to ``end`` of an article that mean a date."""

    start: int
    end: int
    meaning: Meaning


def find_dates(parsed: ParsedArticle, calendar: Calendar) -> tuple[DateExpression, ...]:
    """All date expressions of an article, in text order, resolved against its publication date and tense."""
    starts = {block.span.start for block in parsed.layout.blocks}
    words = list(read_words(parsed.article.text, starts, calendar))
    return tuple(_resolved(parsed, words, list(_joined(list(_candidates(words)), words))))


def _candidates(words: Sequence[Word]) -> Iterator[Candidate]:
    """What the grammar finds: leftmost first, the longest of those, none that overlap."""
    kinds = write_kinds(words)
    for run in _RUN.finditer(kinds):
        if not _CORE.search(kinds, run.start(), run.end()):
            continue
        found = [
            Candidate(*match.span(), meaning)
            for rule in RULES
            for match in rule.pattern.finditer(kinds, run.start(), run.end())
            if (meaning := rule.read(Groups(match, words))) is not None
        ]
        found.sort(key=lambda candidate: (candidate.start, -candidate.end))
        position = 0
        for candidate in found:
            if candidate.start >= position:
                position = candidate.end
                yield candidate


def _joined(candidates: Sequence[Candidate], words: Sequence[Word]) -> Iterator[Candidate]:
    """Times joined with the days beside them; times of day without one are left out."""
    pending: Candidate | None = None
    for candidate in candidates:
        joined = _join(pending, candidate, words) if pending else None
        if joined is None and pending is not None:
            yield pending
        pending = joined or candidate
    if pending is not None:
        yield pending


def _join(left: Candidate, right: Candidate, words: Sequence[Word]) -> Candidate | None:
    between = [word for word in words[left.end : right.start] if word.kind != "zone"]
    if not _BRIDGE.fullmatch(write_kinds(between)):
        return None
    clock, day = (right.meaning, left.meaning) if _is_clock(right.meaning) else (left.meaning, right.meaning)
    if isinstance(clock, Timed) and clock.day is None and _is_day(day):
        return Candidate(left.start, right.end, replace(clock, day=day))
    return None


def _is_clock(meaning: Meaning) -> bool:
    return isinstance(meaning, Timed) and meaning.day is None


def _is_day(meaning: Meaning) -> bool:
    match meaning:
        case Part():
            return len(meaning.tail) == 6
        case Shift():
            return meaning.unit == "D"
        case Weekday():
            return True
    return False


def _resolved(
    parsed: ParsedArticle, words: Sequence[Word], candidates: Sequence[Candidate]
) -> Iterator[DateExpression]:
    reference = parsed.article.published or parsed.layout.published
    told: str | None = None
    period: str | None = None
    for candidate in candidates:
        span = Span(words[candidate.start].start, words[candidate.end - 1].end)
        context = Context(reference, told, period, lambda span=span: side_of_clause(parsed.doc, span.start, span.end))  # type: ignore[misc]
        meaning = candidate.meaning
        if isinstance(meaning, Timed) and meaning.day is None and not meaning.clock[1].isdecimal():
            continue
        value = resolve(meaning, context)
        kind = _type(meaning)
        if value is None and isinstance(meaning, Fixed | Part | Interval):
            continue
        yield DateExpression(span, kind, value, value_to_edtf(value) if kind in ("DATE", "TIME") else None)
        if kind == "DURATION" and re.fullmatch(r"P\d+M", value or ""):
            period = None  # of "the first nine months", a year earlier is a year
        if kind == "DATE" and value and value[0].isdecimal():
            if not (isinstance(meaning, Shift) and meaning.unit == "Y" and not meaning.last):
                told = value
                period = value if re.fullmatch(r"\d{4}-Q\d", value) else period


def _type(meaning: Meaning) -> DateType:
    if isinstance(meaning, Fixed):
        return meaning.type
    return "TIME" if isinstance(meaning, Timed) else "DATE"
