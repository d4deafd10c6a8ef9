"""Meanings to TIMEX3 values, given when the text was written and what it spoke of last."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from loader.dates.meanings import SAME_PERIOD, Fixed, Interval, Meaning, Part, Shift, Timed, Weekday, Year

FARTHEST = 305  # days
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS = {"D": 1, "W": 7, "F": 14, "WE": 7}
_MONTHS = {"M": 1, "Q": 3}
_YEARS = {"Y": 1, "E": 10, "C": 100}


@dataclass(frozen=True)
class Context:
    """When a text was published, the value that it spoke of last, and how to ask for the tense around a date."""

    reference: dt.date | None
    told: str | None
    period: str | None
    tense: Callable[[], int | None]


def resolve(meaning: Meaning, context: Context) -> str | None:
    """The TIMEX3 value of a meaning; None where it cannot be known or does not exist (31 February)."""
    match meaning:
        case Fixed(value=value):
            pass
        case Part():
            value = _part(meaning, context)
        case Weekday():
            value = _weekday(meaning, context)
        case Shift():
            value = _shift(meaning, context)
        case Timed():
            value = _timed(meaning, context)
        case Interval():
            value = _interval(meaning, context)
    return value


def _timed(meaning: Timed, context: Context) -> str | None:
    if meaning.day is None:
        return meaning.clock
    day = resolve(meaning.day, context)
    return day + meaning.clock if day else None


def _interval(meaning: Interval, context: Context) -> str | None:
    start, end = resolve(meaning.start, context), resolve(meaning.end, context)
    if start is None or end is None:
        return None
    if end < start and isinstance(meaning.end, Part) and meaning.end.year.number is None and start[:4].isdecimal():
        end = resolve(Part(meaning.end.tail, Year(int(start[:4]) + 1)), context)
    return f"{start}/{end}" if end and start <= end else None


def _part(meaning: Part, context: Context) -> str | None:
    year = meaning.year.number
    if meaning.tail == SAME_PERIOD:
        return f"{year}{context.period[4:] if context.period else ''}"
    if year is None and context.reference is not None:
        year = _year_of(meaning, context.reference, context)
    if year is None:
        return _checked(f"XXXX{meaning.tail}")
    return _checked(f"{year:04d}{meaning.tail}")


def _year_of(meaning: Part, reference: dt.date, context: Context) -> int:
    """The year of a part that names none: by "last" and "next", by tense, and the closest one where those mislead.

    A year is left out because it goes without saying: a part more than ten months off on the side of the tense
    is not meant ("a dividend payable Dec. 15 was declared" in October).
    """
    if meaning.year.shift is not None:
        return reference.year + meaning.year.shift
    if meaning.side == 0:
        return reference.year
    here, place = _place_of(reference, meaning.tail), _place(meaning.tail)
    side = meaning.side if meaning.side is not None else context.tense()
    strict = meaning.side is not None and place == here
    year = _closest(reference, meaning.tail)
    if side == -1:
        year = reference.year - (place > here or strict)
    elif side == 1:
        year = reference.year + (place < here or strict)
    if meaning.side is None and abs(_days_off(reference, meaning.tail, year)) > FARTHEST:
        return _closest(reference, meaning.tail)
    return year


def _place(tail: str) -> tuple[int, int]:
    """Where in the year a part begins: month and day."""
    if match := re.fullmatch(r"-(\d\d)(?:-(\d\d))?", tail):
        return int(match[1]), int(match[2] or 1)
    if tail[1] in "QH":
        return (int(tail[2]) - 1) * (3 if tail[1] == "Q" else 6) + 1, 1
    return SEASON_STARTS.get(tail[1:], 1), 1


def _place_of(day: dt.date, tail: str) -> tuple[int, int]:
    """Where in the year the part of that kind begins in which a day falls."""
    if re.fullmatch(r"-\d\d-\d\d", tail):
        return day.month, day.day
    if tail[1:] in SEASON_STARTS:
        return max(start for start in (0, *SEASON_STARTS.values()) if start <= day.month), 1
    size = {"Q": 3, "H": 6}.get(tail[1], 1)
    return (day.month - 1) // size * size + 1, 1


def _days_off(reference: dt.date, tail: str, year: int) -> int:
    month, day = _place(tail)
    return (dt.date(min(max(year, 1), 9999), month, min(day, 28)) - reference).days


def _closest(reference: dt.date, tail: str) -> int:
    years = (reference.year, reference.year - 1, reference.year + 1)
    return min(years, key=lambda year: abs(_days_off(reference, tail, year)))


def _weekday(meaning: Weekday, context: Context) -> str | None:
    told = _first_day(context.told or '') if meaning.anchor == "told" and _is_full_day(context.told) else None
    today = told or context.reference
    if today is None:
        return f"XXXX-WXX-{meaning.number}"
    monday = today - dt.timedelta(days=today.isoweekday() - 1)
    if meaning.week is not None:
        return (monday + dt.timedelta(days=7 * meaning.week + meaning.number - 1)).isoformat()
    ahead = (meaning.number - today.isoweekday()) % 7
    side = meaning.side if meaning.side is not None else _side_of_day(context.tense())
    if meaning.side == 0:
        return (today + dt.timedelta(days=ahead)).isoformat()
    if side > 0:
        return (today + dt.timedelta(days=ahead or (7 if meaning.side else 0))).isoformat()
    return (today - dt.timedelta(days=(7 - ahead) % 7 or (7 if meaning.side else 0))).isoformat()


def _side_of_day(tense: int | None) -> int:
    return 1 if tense in (0, 1) else -1


def _shift(meaning: Shift, context: Context) -> str | None:
    today = context.reference
    told = context.told if meaning.anchor == "told" else None
    if meaning.unit == "Q" and meaning.count == 0 and meaning.anchor == "told":
        return context.period or (_moved(today, Shift("Q", -1)) if today else None)
    if meaning.unit == "Y" and meaning.count == -1 and context.period and meaning.last is False:
        return f"{int(context.period[:4]) - 1:04d}{context.period[4:]}"
    if meaning.unit == "WE" and meaning.count == 0 and today and today.isoweekday() < 6 and context.tense() != 1:
        return _moved(today, Shift("WE", -1))
    if meaning.anchor == "told" and meaning.unit == "D" and not _is_full_day(told):
        told = None
    anchor = _first_day(told) if told else today
    return _moved(anchor, meaning) if anchor else None


def _is_full_day(value: str | None) -> bool:
    return re.match(r"\d{4}-\d\d-\d\d", value or "") is not None


def _moved(day: dt.date, meaning: Shift) -> str | None:
    try:
        return _at(day, meaning)
    except (OverflowError, ValueError):
        return None


def _at(day: dt.date, meaning: Shift) -> str | None:
    unit, count = meaning.unit, meaning.count
    if unit in _DAYS:
        moved = day + dt.timedelta(days=count * _DAYS[unit])
        return {"D": moved.isoformat(), "WE": f"{_week(moved)}-WE"}.get(unit, _week(moved))
    if unit in _MONTHS:
        number = (day.year * 12 + day.month - 1) // _MONTHS[unit] + count
        year, part = divmod(number, 12 // _MONTHS[unit])
        return f"{_in_calendar(year):04d}-{f'{part + 1:02d}' if unit == 'M' else f'Q{part + 1}'}"
    if unit in _YEARS:
        size = _YEARS[unit]
        return f"{_in_calendar(day.year + size * count) // size:0{5 - len(str(size))}d}"
    return None


def _week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _in_calendar(year: int) -> int:
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return year


def _first_day(value: str) -> dt.date | None:
    """The first day of a calendar value; None for what has none."""
    try:
        if match := re.match(r"(\d{4})-W(\d\d)(?:-(\d|WE))?", value):
            weekday = {"WE": 6}.get(match[3] or "", int(match[3]) if match[3] and match[3].isdecimal() else 1)
            return dt.date.fromisocalendar(int(match[1]), int(match[2]), weekday)
        if match := re.match(r"(\d{4})-([QH])(\d)", value):
            return dt.date(int(match[1]), (int(match[3]) - 1) * (3 if match[2] == "Q" else 6) + 1, 1)
        if match := re.match(r"(\d{4})-(SP|SU|FA|WI)", value):
            return dt.date(int(match[1]), SEASON_STARTS[match[2]], 1)
        if match := re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value):
            return dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
    return None


def _checked(value: str) -> str | None:
    """The value, if that day exists."""
    match = re.fullmatch(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", value)
    if not match:
        return value
    leap = match[1] == "XXXX" or calendar.isleap(int(match[1]))
    days = 29 if leap and match[2] == "02" else calendar.monthrange(2001, int(match[2]))[1]
    return value if int(match[3]) <= days else None


def value_to_edtf(value: str | None) -> str | None:
    """The EDTF date of a TIMEX3 value of a DATE or TIME: of a time its day, of a week or quarter its first to last.

    >>> value_to_edtf("2024-Q3"), value_to_edtf("199"), value_to_edtf("2024-04-05TMO"), value_to_edtf("PAST_REF")
    ('2024-07/2024-09', '199X', '2024-04-05', None)
    """
    if not value or value.endswith("_REF"):
        return None
    day, _, _ = value.partition("T")
    if "/" in day:
        return day
    if re.fullmatch(r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?", day):
        return day if day != "XXXX" else None
    if re.fullmatch(r"\d{2,3}", day):
        return day.ljust(4, "X")
    return _edtf_of_part(day)


def _edtf_of_part(value: str) -> str | None:
    if match := re.fullmatch(r"(\d{4}|XXXX)-([QH])(\d)", value):
        size = 3 if match[2] == "Q" else 6
        first = (int(match[3]) - 1) * size + 1
        return f"{match[1]}-{first:02d}/{match[1]}-{first + size - 1:02d}"
    if match := re.fullmatch(r"(\d{4}|XXXX)-(SP|SU|FA|WI)", value):
        return f"{match[1]}-{('SP', 'SU', 'FA', 'WI').index(match[2]) + 21}"
    if match := re.fullmatch(r"\d{4}-W\d\d(-WE)?", value):
        first_day = _first_day(value)
        if first_day is not None:
            return f"{first_day}/{first_day + dt.timedelta(days=1 if match[1] else 6)}"
    return None
