"""The day of a story that names it without a year: "GENEVA, Feb 17: The envoy on Monday …".

A wire's dateline has the day of writing, and the first weekday of the lead is that day. With a year in which the two
agree, other weekdays and "yesterday" can be counted; the year itself stays unknown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from loader.articles import Span
from loader.dates.words import Word
from loader.furniture import Layout

_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_OF_YEAR = re.compile(r"\d{4}(-(?:\d\d(?:-\d\d)?(?:T.*)?|SP|SU|FA|WI))")
_YEARS = range(2024, 1996, -1)  # any 28 years have each day of the year on each weekday
_WITH_YEAR = frozenset({"year", "iso", "numeric", "decade", "code"})


def is_of_dateline(layout: Layout, span: Span) -> bool:
    """Whether a date stands between the dateline's place and the first paragraph."""
    lead = _lead(layout)
    return layout.dateline is not None and lead is not None and layout.dateline.end <= span.start < lead.start


def assumed_today(layout: Layout, value: str | None, words: Sequence[Word]) -> dt.date | None:
    """A day that the dateline may mean (``value``: ``XXXX-02-17``), by the first weekday of the lead.

    None where the dateline has a year or the lead no weekday.
    """
    found, lead = _DAY.fullmatch(value or ""), _lead(layout)
    if found is None or lead is None:
        return None
    inside = (w for w in words if lead.start <= w.start < lead.end and w.kind in ("weekday", "weekday_short"))
    weekday = next((int(word.value) for word in inside), None)
    days = (
        dt.date(year, int(found[1]), int(found[2])) for year in _YEARS if (found[0] != "XXXX-02-29" or year % 4 == 0)
    )
    return next((day for day in days if day.isoweekday() == weekday), None)


def has_year(words: Sequence[Word]) -> bool:
    """Whether the words of a date name its year."""
    return any(word.kind in _WITH_YEAR for word in words)


def without_year(value: str | None) -> str | None:
    """A value that was counted in an assumed year; None for years and weeks, which are of one year only.

    >>> without_year("2020-02-16"), without_year("2020-W08")
    ('XXXX-02-16', None)
    """
    found = [_OF_YEAR.fullmatch(part) for part in (value or "").split("/")]
    return "/".join(f"XXXX{part[1]}" for part in found if part) if all(found) else None


def _lead(layout: Layout) -> Span | None:
    return next((block.span for block in layout.blocks if block.kind == "body"), None)
