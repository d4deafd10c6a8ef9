"""Which days EDTF dates span, and whether two of them may be the same, also where one leaves the year out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from loader.edtf import edtf_range

SHORT = 7  # days up to which a span is taken for the time of one encounter
_ANY_YEAR = 2000  # a leap year, which stands for the unknown one


@dataclass(frozen=True, slots=True)
class When:
    """The first and the last day that a date may mean; of a yearless one the year means nothing."""

    first: dt.date
    last: dt.date
    yearless: bool = False

    @property
    def short(self) -> bool:
        """Whether the date is precise enough to tell encounters apart."""
        return (self.last - self.first).days < SHORT

    def days(self) -> Iterator[dt.date]:
        """Every day of the span."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + dt.timedelta(days=offset)

    def within(self, other: When) -> bool:
        """Whether the other span holds this one."""
        return other.first <= self.first and self.last <= other.last


def read_when(edtf: str | None) -> When | None:
    """The days of an EDTF date; None where they cannot be known.

    >>> read_when("XXXX-04-03")
    When(first=datetime.date(2000, 4, 3), last=datetime.date(2000, 4, 3), yearless=True)
    """
    if not edtf:
        return None
    days = edtf_range(edtf)
    if days:
        return When(*days)
    days = edtf_range(edtf.replace("XXXX-", f"{_ANY_YEAR}-"))
    return When(*days, yearless=True) if days and "XXXX-" in edtf else None


def compatible(one: When | None, other: When | None) -> bool:
    """Whether the two may be of one time: an unknown date is compatible with every other one."""
    return one is None or other is None or day_gap(one, other) == 0


def same_days(one: When | None, other: When | None) -> bool:
    """Whether both are known to a few days and share one."""
    return one is not None and other is not None and one.short and other.short and day_gap(one, other) == 0


def day_gap(one: When | None, other: When | None) -> int:
    """Days between two spans, 0 where they share one or where either is unknown."""
    if one is None or other is None:
        return 0
    if one.yearless != other.yearless:
        one, other = _without_year(one), _without_year(other)
    return max(0, (one.first - other.last).days, (other.first - one.last).days)


def _without_year(when: When) -> When:
    """The same days in any year; the whole year for what spans a turn of the year."""
    if when.yearless:
        return when
    if when.first.year != when.last.year:
        return When(dt.date(_ANY_YEAR, 1, 1), dt.date(_ANY_YEAR, 12, 31), yearless=True)
    return When(when.first.replace(year=_ANY_YEAR), when.last.replace(year=_ANY_YEAR), yearless=True)
