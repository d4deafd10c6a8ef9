"""Dates in words, as a reader expects them."""

from __future__ import annotations

import re

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?(?:T(\d\d:\d\d).*)?")


def day_words(edtf: str) -> str:
    """An EDTF date in words; what it does not know is left out, what it writes otherwise stays as it is.

    >>> [day_words(day) for day in ("2024-04-03", "2024-07-02/2024-07-03", "2023-12", "XXXX-07-02", "2024-22")]
    ['3 April 2024', '2–3 July 2024', 'December 2023', '2 July', 'summer 2024']
    >>> [day_words(day) for day in ("2024-07-30/2024-08-02", "2023-12-31/2024-01-01", "2024/..", "199X", "2024-04-03?")]
    ['30 July – 2 August 2024', '31 December 2023 – 1 January 2024', 'from 2024', '199X', '2024-04-03?']
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _words(edtf)
    if end in ("", ".."):
        return f"from {_words(start)}"
    if start in ("", ".."):
        return f"until {_words(end)}"
    return _range(start, end)


def _range(start: str, end: str) -> str:
    first, last = _DATE.fullmatch(start), _DATE.fullmatch(end)
    if not first or not last or not (first[3] and last[3]) or first[4] or last[4] or first[1] != last[1]:
        return f"{_words(start)} – {_words(end)}"
    if first[2] == last[2]:
        return f"{int(first[3])}–{_words(end)}" if first[3].isdecimal() else f"{_words(start)} – {_words(end)}"
    return f"{_words(start).removesuffix(f' {first[1]}')} – {_words(end)}"


def _words(date: str) -> str:
    match = _DATE.fullmatch(date)
    if not match:
        return date
    year, month, day, time = match.groups()
    told = [str(int(day))] if day and day.isdecimal() else []
    if month and month.isdecimal():
        told.append(_SEASONS.get(month) or (MONTHS[int(month) - 1] if 1 <= int(month) <= len(MONTHS) else month))
    if year != "XXXX":
        told.append(year)
    return " ".join(told) + (f", {time}" if time else "") or date
