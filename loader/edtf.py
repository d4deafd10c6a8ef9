"""EDTF (ISO 8601-2:2019): what is valid, and which calendar days a date spans.

Level 1 of https://www.loc.gov/standards/datetime/ and, of level 2, digits left open anywhere in a date, since
news leaves out years: ``XXXX-06-26``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_DATE = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:Z|[+-]\d\d(?::\d\d)?)?)?[?~%]?"
)
_LONG_YEAR = re.compile(r"Y-?\d{5,}[?~%]?")
_SEASONS = ("21", "22", "23", "24")
_ACROSS_NEW_YEAR = ("22", "24")  # summer of the southern, winter of the northern hemisphere


def is_edtf(text: str) -> bool:
    """Whether ``text`` is a valid EDTF date or interval of level 1, or one with unspecified digits elsewhere.

    >>> [is_edtf(date) for date in ("2024-07-02/2024-07-03", "XXXX-06-26", "199X", "2024-02-30", "July")]
    [True, True, True, False, False]
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _is_date(text)
    if start in ("", "..") and end in ("", ".."):
        return False
    return all(side in ("", "..") or _is_date(side) for side in (start, end)) and _in_order(start, end)


def edtf_range(edtf: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that an EDTF date or interval may mean.

    Where hemispheres disagree on a season's months, both count. None where an end is open, where the year is
    unknown or outside of 1-9999, and for what is no EDTF.

    >>> edtf_range("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not is_edtf(edtf):
        return None
    start, _, end = edtf.partition("/")
    first, last = _days(start), _days(end or start)
    if "/" in edtf and not end:
        return None
    return (first[0], last[1]) if first and last else None


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if not match:
        return _LONG_YEAR.fullmatch(text) is not None
    year, month, day = match["year"], match["month"], match["day"]
    if match["hour"] is not None and not (day and "X" not in text and _is_time(match)):
        return False
    return _is_month(month, day) and (day is None or _is_day(year, month, day))


def _is_time(match: re.Match[str]) -> bool:
    return int(match["hour"]) < 24 and int(match["minute"]) < 60 and int(match["second"]) < 60


def _is_month(month: str | None, day: str | None) -> bool:
    if month is None or "X" in month:
        return month != "X0"  # no month ends in 0 but October
    return 1 <= int(month) <= 12 or (day is None and month in _SEASONS)


def _is_day(year: str, month: str, day: str) -> bool:
    if "X" in day:
        return True
    if "X" in month:
        return 1 <= int(day) <= 31
    leap = "X" in year or calendar.isleap(int(year))
    days = 29 if month == "02" and leap else calendar.monthrange(2001, int(month))[1]
    return 1 <= int(day) <= days


def _in_order(start: str, end: str) -> bool:
    first, last = _days(start), _days(end)
    return not (first and last) or first[0] <= last[1]


def _days(date: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of one date; None where they cannot be known."""
    match = _DATE.fullmatch(date)
    if not match or match["year"].startswith(("-", "X")):
        return None
    low, high = (int(match["year"].replace("X", digit)) for digit in "09")
    if not 1 <= high <= 9998:
        return None
    month, day = match["month"], match["day"]
    if month in _SEASONS:
        return _season_days(max(low, 1), high, month)
    return _month_days(max(low, 1), high, month, day)


def _season_days(low: int, high: int, season: str) -> tuple[dt.date, dt.date]:
    if season in _ACROSS_NEW_YEAR and low > 1:
        return dt.date(low - 1, 12, 1), dt.date(high + 1, 3, 1) - dt.timedelta(days=1)
    return dt.date(low, 1, 1), dt.date(high, 12, 31)


def _month_days(low: int, high: int, month: str | None, day: str | None) -> tuple[dt.date, dt.date]:
    first, last = (1, 12) if month is None or "X" in month else (int(month), int(month))
    month_end = calendar.monthrange(high, last)[1]
    if day is None or "X" in day or (month is not None and "X" in month):
        return dt.date(low, first, 1), dt.date(high, last, month_end)
    low_day = min(int(day), calendar.monthrange(low, first)[1])
    return dt.date(low, first, low_day), dt.date(high, last, min(int(day), month_end))
