"""Calendar arithmetic on days, on parts of a year and on TIMEX3 values."""

from __future__ import annotations

import calendar
import datetime as dt
import re

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS = {"D": 1, "W": 7, "F": 14, "WE": 7}
_MONTHS = {"M": 1, "Q": 3}
_YEARS = {"Y": 1, "E": 10, "C": 100}


def place_of_part(tail: str) -> tuple[int, int]:
    """Where in the year a part begins, as month and day: ``-06-26``, ``-06``, ``-Q3``, ``-H2``, ``-SU``, ``-W31``.

    >>> place_of_part("-06-26"), place_of_part("-Q3")
    ((6, 26), (7, 1))
    """
    if match := re.fullmatch(r"-(\d\d)(?:-(\d\d))?", tail):
        return int(match[1]), int(match[2] or 1)
    if match := re.fullmatch(r"-([QH])(\d)", tail):
        return (int(match[2]) - 1) * (3 if match[1] == "Q" else 6) + 1, 1
    if match := re.fullmatch(r"-W(\d\d)", tail):
        return min(int(match[1]) * 7 // 30 + 1, 12), 1
    return SEASON_STARTS.get(tail[1:], 1), 1


def place_of_day(day: dt.date, tail: str) -> tuple[int, int]:
    """Where the part that a day falls in begins, of the kind of part that ``tail`` is."""
    if re.fullmatch(r"-\d\d-\d\d", tail):
        return day.month, day.day
    if tail[1:] in SEASON_STARTS:
        return max(start for start in (0, *SEASON_STARTS.values()) if start <= day.month), 1
    size = {"Q": 3, "H": 6}.get(tail[1:2], 1)
    return (day.month - 1) // size * size + 1, 1


def days_off(reference: dt.date, tail: str, year: int) -> int:
    """Days from a day to the beginning of a part of a year, negative where that lies before."""
    month, day = place_of_part(tail)
    return (dt.date(year, month, min(day, 28)) - reference).days


def closest_year(reference: dt.date, tail: str) -> int:
    """The year in which a part lies closest to a day; for 29 February the closest leap year."""
    reach = 8 if tail == "-02-29" else 1
    years = [
        year
        for year in range(max(reference.year - reach, 1), min(reference.year + reach, 9999) + 1)
        if day_exists(f"{year:04d}{tail}")
    ]
    return min(years, key=lambda year: (abs(days_off(reference, tail, year)), year))


def day_exists(value: str) -> bool:
    """Whether a value is no day, or a day of the calendar (31 February is not, 29 February is in some year).

    >>> day_exists("2024-02-29"), day_exists("2023-02-29"), day_exists("XXXX-02-29"), day_exists("2024-Q3")
    (True, False, True, True)
    """
    match = re.fullmatch(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", value)
    if not match:
        return True
    leap = match[1] == "XXXX" or calendar.isleap(int(match[1]))
    days = 29 if leap and match[2] == "02" else calendar.monthrange(2001, int(match[2]))[1]
    return int(match[3]) <= days


def is_full_day(value: str | None) -> bool:
    """Whether a value is a day, or a time of one."""
    return re.match(r"\d{4}-\d\d-\d\d", value or "") is not None


def first_day(value: str | None) -> dt.date | None:
    """The first day of a value; None for what is no date of the calendar."""
    value = value or ""
    try:
        if match := re.match(r"(\d{4})-W(\d\d)(?:-(\d|WE))?", value):
            return dt.date.fromisocalendar(int(match[1]), int(match[2]), int((match[3] or "1").replace("WE", "6")))
        if match := re.match(r"(\d{4})(-Q\d|-H\d|-SP|-SU|-FA|-WI)", value):
            return dt.date(int(match[1]), *place_of_part(match[2]))
        if match := re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value):
            return dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
    return None


def shifted(day: dt.date, unit: str, count: int) -> str | None:
    """The day, week, weekend, month, quarter, year, decade or century so many of them after that of ``day``.

    >>> shifted(dt.date(2024, 4, 5), "M", -1), shifted(dt.date(2024, 4, 5), "W", 1)
    ('2024-03', '2024-W15')

    Raises:
        OverflowError: beyond the years 1 to 9999.
    """
    if unit in _DAYS:
        moved = day + dt.timedelta(days=count * _DAYS[unit])
        return {"D": moved.isoformat(), "WE": f"{iso_week(moved)}-WE"}.get(unit, iso_week(moved))
    if unit in _MONTHS:
        year, part = divmod((day.year * 12 + day.month - 1) // _MONTHS[unit] + count, 12 // _MONTHS[unit])
        return f"{in_calendar(year):04d}-{f'{part + 1:02d}' if unit == 'M' else f'Q{part + 1}'}"
    if unit in _YEARS:
        size = _YEARS[unit]
        return f"{in_calendar(day.year + size * count) // size:0{5 - len(str(size))}d}"
    return None


def iso_week(day: dt.date) -> str:
    """The ISO week of a day: ``2024-W14``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def in_calendar(year: int) -> int:
    """The year, if dates can have it.

    Raises:
        OverflowError: it is not among 1 to 9999.
    """
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return year


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
        monday = first_day(value)
        if monday is not None and monday <= dt.date.max - dt.timedelta(days=6):
            return f"{monday}/{monday + dt.timedelta(days=1 if match[1] else 6)}"
    return None
