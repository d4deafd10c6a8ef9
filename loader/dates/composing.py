"""Candidates of the grammar, and what stands beside each other: days with their times, ranges of days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from loader.dates.grammar import RULES
from loader.dates.meanings import DayOfMonth, Fixed, Interval, Meaning, Part, Shift, Timed, Weekday, WeekdayOf
from loader.dates.patterns import CHARACTER, Groups, compile_pattern, write_kinds
from loader.dates.words import Word

CORE = (
    "iso numeric slashed clock decade year code meridiem half nights month month_capital month_short weekday weekdays "
    "weekday_short unit units day_unit week_unit month_unit quarter_unit year_unit decade_unit century_unit weekend "
    "season season_or_verb daypart clock_word deictic tonight overnight decade_word recent frequency reference now "
    "current holiday phrase soon past future period unit_short"
)
_RUN = re.compile(f"[^{CHARACTER['other']}{CHARACTER['line']}{CHARACTER['mark']}]+")
_CORE = compile_pattern(f"<{'|'.join(CORE.split())}> | <numeral>{{2}} | <on><the>?<ordinal>")
_BESIDE = compile_pattern("<comma|on|of|at|in|the|hyphen|approx|from|between>*")
_TO = compile_pattern("<hyphen|to>")
_AND = compile_pattern("<and>")


class Candidate(NamedTuple):
    """Words ``start`` to ``end`` of an article that mean a date."""

    start: int
    end: int
    meaning: Meaning


def find_candidates(words: Sequence[Word]) -> list[Candidate]:
    """All that the words of a text say of dates, in order, none overlapping."""
    kinds = write_kinds(words)
    candidates = list(_matches(words, kinds))
    for join in (_join_clock, _join_interval):
        candidates = list(_joined(candidates, words, join))
    return candidates


def _matches(words: Sequence[Word], kinds: str) -> Iterator[Candidate]:
    """What the grammar finds in runs of words of dates."""
    for run in _RUN.finditer(kinds):
        if _CORE.search(kinds, run.start(), run.end()):
            seen = run.end() + 1  # patterns may look at the word after a run
            found = [
                Candidate(*match.span(), meaning)
                for rule in RULES
                for match in rule.pattern.finditer(kinds, run.start(), seen)
                if (meaning := rule.read(Groups(match, words))) is not None
            ]
            yield from _longest(found)


def _longest(found: list[Candidate]) -> list[Candidate]:
    """The longest candidates that do not overlap, of those as long the first one, in order."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if taken.isdisjoint(range(candidate.start, candidate.end)):
            taken.update(range(candidate.start, candidate.end))
            chosen.append(candidate)
    return sorted(chosen, key=lambda each: each.start)


Join = Callable[[Candidate, Candidate, Sequence[Word]], Candidate | None]


def _joined(candidates: Sequence[Candidate], words: Sequence[Word], join: Join) -> Iterator[Candidate]:
    """Candidates with neighbours made one where they belong together."""
    pending: Candidate | None = None
    for candidate in candidates:
        joined = join(pending, candidate, words) if pending else None
        if joined is None and pending is not None:
            yield pending
        pending = joined or candidate
    if pending is not None:
        yield pending


def _join_clock(left: Candidate, right: Candidate, words: Sequence[Word]) -> Candidate | None:
    """5 p.m. EST, Nov. 9 · Tuesday morning at 10."""
    between = [word for word in words[left.end : right.start] if word.kind != "zone"]
    if not _BESIDE.fullmatch(write_kinds(between)):
        return None
    clock, day = (right.meaning, left.meaning) if _is_clock(right.meaning) else (left.meaning, right.meaning)
    if not isinstance(clock, Timed) or clock.day is not None:
        return None
    if isinstance(day, Fixed) and day.type == "SET" and re.match("XXXX-WXX-.$", day.value or ""):
        return Candidate(left.start, right.end, Fixed("SET", f"{day.value}{clock.clock.removesuffix(':00')}"))
    if isinstance(day, Timed) and day.day is not None and not day.clock[1].isdecimal() and clock.clock[1].isdecimal():
        return Candidate(left.start, right.end, Timed(day.day, _in_part(clock.clock, day.clock)))
    return Candidate(left.start, right.end, replace(clock, day=day)) if is_day(day) else None


def _in_part(clock: str, part: str) -> str:
    """The hours of a clock in a part of the day: 7 of an evening is T19:00."""
    hours = [(int(time[1:3]), time[3:]) for time in clock.split("/")]
    later = 12 if part in ("TAF", "TEV", "TNI") and all(5 <= hour < 12 for hour, _ in hours) else 0
    return "/".join(f"T{hour + later:02d}{minutes}" for hour, minutes in hours)


def _join_interval(left: Candidate, right: Candidate, words: Sequence[Word]) -> Candidate | None:
    """June 28, 2023 to July 3 · between today and tomorrow."""
    before = words[left.start - 1].kind if left.start else ""
    left, right = (_as_today(side) if before in ("from", "between") else side for side in (left, right))
    between = write_kinds(words[left.end : right.start])
    to = _TO.fullmatch(between) or (before == "between" and _AND.fullmatch(between))
    alike = type(left.meaning) is type(right.meaning) or before == "between" or _has_year(left.meaning)
    days = alike and is_day(left.meaning) and is_day(right.meaning)
    dated = _has_year(left.meaning) and _has_year(right.meaning)
    months = (before in ("from", "between") or dated) and _is_month(left.meaning) and _is_month(right.meaning)
    if not to or not (days or months):
        return None
    return Candidate(left.start, right.end, Interval(left.meaning, right.meaning))


def _as_today(candidate: Candidate) -> Candidate:
    """The now of "between now and Friday" as a day."""
    is_now = isinstance(candidate.meaning, Fixed) and candidate.meaning.value == "PRESENT_REF"
    return candidate._replace(meaning=Shift("D", 0)) if is_now else candidate


def is_day(meaning: Meaning) -> bool:
    """Whether a meaning is a day."""
    match meaning:
        case Part():
            return len(meaning.tail) == 6
        case Shift():
            return meaning.unit == "D"
        case Fixed():
            return re.fullmatch(r"\d{4}-\d\d-\d\d", meaning.value or "") is not None
    return isinstance(meaning, Weekday | WeekdayOf | DayOfMonth)


def _is_month(meaning: Meaning) -> bool:
    return isinstance(meaning, Part) and re.fullmatch(r"-\d\d", meaning.tail) is not None


def _has_year(meaning: Meaning) -> bool:
    return isinstance(meaning, Part) and meaning.year.number is not None


def _is_clock(meaning: Meaning) -> bool:
    return isinstance(meaning, Timed) and meaning.day is None
