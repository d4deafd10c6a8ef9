"""Days and weeks of the calendar: dates, weekdays, numeric dates, holidays."""

from __future__ import annotations

import re

from loader.dates.meanings import (
    NO_YEAR,
    Anchor,
    DayOfMonth,
    Fixed,
    Interval,
    Meaning,
    Part,
    Shift,
    Week,
    Weekday,
    WeekdayOf,
    Year,
)
from loader.dates.patterns import Groups
from loader.dates.readings.slots import SIDES, day_of, side_of, year_of


def month_day(groups: Groups) -> Meaning:
    """July 2 · Friday, Oct. 13, 2023 · the 2nd of July last year."""
    return day_of(groups.value("month"), groups.number("day"), year_of(groups))


def days_of_month(groups: Groups) -> Meaning | None:
    """July 2-3 · 2 to 5 July 2024 · July 2 and 3."""
    first, last = groups.number("day"), groups.number("day2")
    if groups.words("and") and (first is None or last != first + 1):
        return None  # two days apart are two dates
    return days_between(groups)


def days_of_range(groups: Groups) -> Meaning | None:
    """3/4 May: a night or two days."""
    first, last = (int(part) for part in (groups.value("range") or "").split("/"))
    year, month = year_of(groups), groups.value("month")
    return _between(day_of(month, first, year), day_of(month, last, year)) if last == first + 1 else None


def days_between(groups: Groups) -> Meaning:
    """(between) July 2 and 5."""
    year, month = year_of(groups), groups.value("month")
    return _between(day_of(month, groups.number("day"), year), day_of(month, groups.number("day2"), year))


def days_of_months(groups: Groups) -> Meaning:
    """June 28 to July 3, 2024."""
    year = year_of(groups)
    first = Year(groups.number("year1")) if groups.words("year1") else year
    start = day_of(groups.value("month"), groups.number("day"), first)
    return _between(start, day_of(groups.value("month2"), groups.number("day2"), year))


def weekday(groups: Groups) -> Meaning:
    """Thursday · last Friday · the following Monday."""
    anchor: Anchor = "told" if groups.kind("rel") in ("previous", "following") else "now"
    nearest = groups.kind("rel") in ("past", "coming") or bool(groups.words("coming"))
    side = SIDES[groups.kind("coming") or ""] if groups.words("coming") else side_of(groups)
    return Weekday(int(groups.value("weekday") or 1), side, anchor=anchor, nearest=nearest)


def weekday_of_month(groups: Groups) -> Meaning | None:
    """Friday the 26th · on the 18th."""
    day = groups.number("day")
    weekday = groups.value("weekday")
    return DayOfMonth(day, int(weekday) if weekday else None) if day and day <= 31 else None


def weekday_of_named_month(groups: Groups) -> Meaning | None:
    """the first Monday of August · the last Friday in May 2025 · the second Sunday of next month."""
    number = -1 if groups.kind("nth") == "last" else groups.number("nth") or 0
    month = (
        Part(f"-{groups.value('month')}", year_of(groups))
        if groups.words("month")
        else Shift("M", side_of(groups) or 0)
    )
    return WeekdayOf(number, int(groups.value("weekday") or 1), month) if -1 <= number <= 5 else None


def weekday_of_week(groups: Groups) -> Meaning:
    """Monday of last week · next week on Tuesday."""
    return Weekday(int(groups.value("weekday") or 1), week=side_of(groups))


def day_in(groups: Groups) -> Meaning | None:
    """the 15th day of next month · the 31st of this month."""
    day = groups.number("day")
    return DayOfMonth(day, month=Shift("M", side_of(groups) or 0)) if day and day <= 31 else None


def week_of(groups: Groups) -> Meaning:
    """the week of April 10."""
    return Week(month_day(groups))


def week_in(groups: Groups) -> Meaning | None:
    """the first week of July · the last week of 2016."""
    number = -1 if groups.kind("nth") == "last" else groups.number("nth") or 0
    if groups.words("unit"):
        return Week(Shift(groups.value("unit") or "", side_of(groups) or 0), number) if number <= 5 else None
    tail = f"-{groups.value('month')}" if groups.words("month") else ""
    return Week(Part(tail, year_of(groups)), number) if -1 <= number <= 5 else None


def week_number(groups: Groups) -> Meaning | None:
    """week 31."""
    number = groups.number("week") or 0
    return Part(f"-W{number:02d}", Year(shift=0)) if 1 <= number <= 53 else None


def iso(groups: Groups) -> Meaning:
    """2024-04-05 · 2024/4/5 · 20240405."""
    written = groups.value("date") or ""
    parts = re.split("[-/]", written) if not written.isdecimal() else (written[:4], written[4:6], written[6:])
    year, month, day = (int(part) for part in parts)
    return day_of(f"{month:02d}", day, Year(year))


def numeric(groups: Groups) -> Meaning:
    """4/5/2024: the month first, as in the United States, unless that month does not exist; 5.4.2024 day first."""
    return _numeric(groups.value("date") or "")


def _numeric(date: str) -> Part | Fixed:
    first, second, written = (int(part) for part in re.split("[-/.]", date))
    number = written if written > 99 else written + (1900 if written > 69 else 2000)
    month, day = (second, first) if first > 12 or "." in date else (first, second)
    return day_of(f"{month:02d}", day, Year(number))


def slashed(groups: Groups) -> Meaning:
    """4/5: the month first, unless there is no such month."""
    return _slashed(groups.value("date") or "", year_of(groups))


def slashed_days(groups: Groups) -> Meaning:
    """10/1 to 11/7 · 10/1-11/7/2017."""
    end = groups.value("date2") or ""
    if end.count("/") == 1:
        year = year_of(groups)
        return _between(_slashed(groups.value("date") or "", year), _slashed(end, year))
    last = _numeric(end)
    return _between(_slashed(groups.value("date") or "", NO_YEAR), last)


def _slashed(date: str, year: Year) -> Part | Fixed:
    first, second = (int(part) for part in date.split("/"))
    month, day = (second, first) if first > 12 else (first, second)
    return day_of(f"{month:02d}", day, year)


def holiday(groups: Groups) -> Meaning:
    """Christmas Day 2023 · last Halloween."""
    tail = groups.value("holiday") or ""
    if not tail.startswith("-"):
        return Fixed("DATE", tail)
    side = side_of(groups) if groups.kind("rel") and not groups.words("year") else None
    return Part(tail, year_of(groups) if groups.words("year") or side is None else NO_YEAR, side)


def _between(start: Part | Fixed, end: Part | Fixed) -> Meaning:
    return Interval(start, end) if isinstance(start, Part) and isinstance(end, Part) else Fixed("DATE", None)
