"""Meanings to TIMEX3 values, given when the text was written and what it spoke of last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from loader.dates.arithmetic import (
    day_exists,
    first_day,
    in_calendar,
    is_full_day,
    iso_week,
    place_of_part,
    shifted,
)
from loader.dates.meanings import (
    NO_YEAR,
    SAME_PERIOD,
    Ahead,
    DayOfMonth,
    Fixed,
    Interval,
    Meaning,
    Part,
    Shift,
    Timed,
    Week,
    Weekday,
    WeekdayOf,
    Year,
)
from loader.dates.omitted_years import year_by_side, year_by_tense
from loader.dates.story import Story
from loader.dates.tense import FUTURE, PAST, Tense


@dataclass(frozen=True)
class Context:
    """When a text was published, what it told so far, the paragraph of a date and how to ask for its tense."""

    reference: dt.date | None
    story: Story
    paragraph: int
    tense: Callable[[], Tense]


def resolve(meaning: Meaning, context: Context) -> str | None:
    """The TIMEX3 value of a meaning; None where it cannot be known or does not exist (31 February)."""
    try:
        return _resolve(meaning, context)
    except (OverflowError, ValueError):  # beyond the calendar's years
        return None


def _resolve(meaning: Meaning, context: Context) -> str | None:
    match meaning:
        case Fixed(value=value):
            pass
        case Part():
            value = _part(meaning, context)
        case Weekday():
            value = _weekday(meaning, context)
        case DayOfMonth():
            value = _day_of_month(meaning, context)
        case Week():
            value = _week(meaning, context)
        case Shift():
            value = _shift(meaning, context)
        case Ahead():
            value = _ahead(meaning, context)
        case Timed():
            value = _timed(meaning, context)
        case WeekdayOf():
            value = _weekday_of(meaning, context)
        case Interval():
            value = _interval(meaning, context)
    return value


def _ahead(meaning: Ahead, context: Context) -> str | None:
    """A date in a clause of the future, but for one that compares ("will be the first summit in 40 years")."""
    tense = context.tense()
    return _resolve(meaning.date if tense.side == FUTURE and not tense.record else meaning.duration, context)


def _timed(meaning: Timed, context: Context) -> str | None:
    """A time of the day that stands beside it, or else of the day that its paragraph told last."""
    here = context.story.told_in(context.paragraph)
    told = here[:10] if here and is_full_day(here) else None
    day = _resolve(meaning.day, context) if meaning.day is not None else told
    return "/".join(day + clock for clock in meaning.clock.split("/")) if day else None


def _interval(meaning: Interval, context: Context) -> str | None:
    start, end = _with_years(meaning.start, meaning.end)
    first = _resolve(start, context)
    if isinstance(end, Part) and end.year == NO_YEAR and first and first[:4].isdecimal():
        end = _in_year_of(end, first)
    if isinstance(end, Weekday) and first and (day := first_day(first)):
        last: str | None = (day + dt.timedelta(days=(end.number - day.isoweekday()) % 7)).isoformat()
    else:
        last = _resolve(end, context)
    return f"{first}/{last}" if first and last and first < last else None


def _with_years(start: Meaning, end: Meaning) -> tuple[Meaning, Meaning]:
    """A start without a year takes that of the end: "from November to February 2017"."""
    if not isinstance(start, Part) or not isinstance(end, Part) or start.side is not None:
        return start, end
    if start.year == NO_YEAR and end.year.number is not None:
        return replace(start, year=Year(end.year.number - (place_of_part(start.tail) > place_of_part(end.tail)))), end
    return start, end


def _in_year_of(end: Part, first: str) -> Part:
    """The end of an interval in the year of its first day, or the next."""
    year = int(first[:4])
    return replace(end, year=Year(year + (f"{year:04d}{end.tail}" < first)))


def _part(meaning: Part, context: Context) -> str | None:
    year = meaning.year.number
    if meaning.tail == SAME_PERIOD:
        return f"{year}{context.story.period[4:] if context.story.period else ''}"
    if year is None and context.reference is not None:
        year = in_calendar(_year_of(meaning, context.reference, context))
    value = f"{'XXXX' if year is None else f'{year:04d}'}{meaning.tail}"
    return value if day_exists(value) else None


def _year_of(meaning: Part, reference: dt.date, context: Context) -> int:
    if meaning.year.shift is not None:
        return reference.year + meaning.year.shift
    if meaning.side is not None:
        return year_by_side(reference, meaning.tail, meaning.side)
    return year_by_tense(reference, meaning.tail, context.tense(), context.story.told)


def _weekday(meaning: Weekday, context: Context) -> str | None:
    """A weekday of the week around, by tense; "last" and "next" ones are of the week before or after."""
    told = first_day(context.story.told) if meaning.anchor == "told" and is_full_day(context.story.told) else None
    today = told or _today_of_weekday(meaning, context)
    if today is None:
        return f"XXXX-WXX-{meaning.number}"
    ahead = (meaning.number - today.isoweekday()) % 7
    week = meaning.week
    if week is None and meaning.side is not None and not told and not meaning.nearest:
        week = meaning.side
    if week is not None and not (week == 0 and meaning.week is None):
        return (today + dt.timedelta(days=7 * week + meaning.number - today.isoweekday())).isoformat()
    side = meaning.side if meaning.side is not None else _side_of_day(context.tense(), ahead)
    whole_week = 7 if meaning.side else 0
    days = (ahead or whole_week) if side >= 0 else -((7 - ahead) % 7 or whole_week)
    return (today + dt.timedelta(days=days)).isoformat()


def _today_of_weekday(meaning: Weekday, context: Context) -> dt.date | None:
    """The day from which a weekday counts: of "said on Tuesday that they would meet on Thursday" that Tuesday."""
    told, today = first_day(context.story.told), context.reference
    if told is None or today is None or meaning.side is not None or not is_full_day(context.story.told):
        return today
    return told if 0 < (today - told).days < 7 and context.tense().reported else today


def _side_of_day(tense: Tense, ahead: int) -> int:
    """The side of a weekday so many days ahead: by the tense, or the closer one where no verb governs the day."""
    if tense.put_off:
        return 1
    if tense.side in (PAST, None) and tense.has_verb:
        return -1
    return 1 if (tense.direct and tense.has_verb) or ahead <= 3 else -1


def _day_of_month(meaning: DayOfMonth, context: Context) -> str | None:
    """Of a month that is named, or the closest such day: on that weekday, or else on the side of the tense."""
    if meaning.month is not None:
        value = f"{_resolve(meaning.month, context)}-{meaning.day:02d}"
        return value if is_full_day(value) and day_exists(value) else None
    if context.reference is None:
        return None
    reference, days = context.reference, _days_around(context.reference, meaning.day)
    if meaning.weekday is not None:
        days = [day for day in days if day.isoweekday() == meaning.weekday]
    elif side := context.tense().side:
        days = [day for day in days if (day - reference).days * side >= 0]
    return min(days, key=lambda day: abs(day - reference)).isoformat() if days else None


def _weekday_of(meaning: WeekdayOf, context: Context) -> str | None:
    """The first, second … or last Monday of a month."""
    month = first_day(_resolve(meaning.month, context))
    if month is None:
        return None
    first = month + dt.timedelta(days=(meaning.weekday - month.isoweekday()) % 7)
    days = [first + dt.timedelta(days=7 * week) for week in range(5)]
    inside = [day for day in days if day.month == month.month]
    number = meaning.number if meaning.number < 0 else meaning.number - 1
    return inside[number].isoformat() if -1 <= number < len(inside) else None


def _days_around(reference: dt.date, number: int) -> list[dt.date]:
    months = range(reference.year * 12 + reference.month - 7, reference.year * 12 + reference.month + 6)
    values = (f"{month // 12:04d}-{month % 12 + 1:02d}-{number:02d}" for month in months)
    return [dt.date.fromisoformat(value) for value in values if day_exists(value)]


def _week(meaning: Week, context: Context) -> str | None:
    value = _resolve(meaning.of, context)
    day = first_day(value)
    if day is None or value is None:
        return None
    if meaning.number is None:
        return iso_week(day)
    if meaning.number > 0:  # the first week has the first Thursday
        return iso_week(day + dt.timedelta(days=3 + 7 * (meaning.number - 1)))
    after = first_day(shifted(day, "Y" if len(value) == 4 else "M", 1))
    return iso_week(after - dt.timedelta(days=4)) if after else None


def _shift(meaning: Shift, context: Context) -> str | None:
    today, told = context.reference, context.story.told if meaning.anchor == "told" else None
    if meaning.unit == "Q" and meaning.count == 0 and meaning.anchor == "told":
        return context.story.period or (shifted(today, "Q", -1) if today and meaning.named else None)
    if meaning.unit == "Y" and meaning.count == -1 and context.story.period and not meaning.named:
        return f"{in_calendar(int(context.story.period[:4]) - 1):04d}{context.story.period[4:]}"
    if meaning.unit == "WE" and meaning.count == 0 and today and _is_weekend_over(today, context.tense().side):
        return shifted(today, "WE", -1)
    counts_days = meaning.unit == "D" or (meaning.unit in ("W", "F") and not meaning.named)
    if meaning.anchor == "told" and meaning.unit == "D" and meaning.count == 0 and not is_full_day(told):
        told = context.story.day  # "later in the day", after "a meeting in October"
    if meaning.anchor == "told" and counts_days and not is_full_day(told):
        return None  # counted from a day that nobody told
    anchor = first_day(told) if told else today
    return shifted(anchor, meaning.unit, meaning.count) if anchor else None


def _is_weekend_over(today: dt.date, tense: int | None) -> bool:
    """Whether "the weekend" is the last one: of past clauses on weekdays, and early in the week but for future ones."""
    return today.isoweekday() < (6 if tense == -1 else 1 if tense == 1 else 4)
