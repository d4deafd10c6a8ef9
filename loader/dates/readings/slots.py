"""What slots of the grammar say, whatever the expression: a side, a year, a count, a day."""

from __future__ import annotations

from loader.dates.meanings import NO_YEAR, Fixed, Part, Year
from loader.dates.patterns import Groups

SIDES = {
    "last": -1, "past": -1, "previous": -1, "ago": -1, "earlier": -1, "before": -1,
    "this": 0, "current": 0, "that": 0, "latest": 0,
    "next": 1, "coming": 1, "following": 1, "later": 1, "after": 1, "hence": 1,
}  # fmt: skip
TOLD = ("previous", "following", "that", "earlier", "later", "before", "after")
CLOCK_UNITS = ("H", "MIN", "S")
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def side_of(groups: Groups) -> int | None:
    """-1 past, 0 this, 1 future, as a "last" or "next" says; None where there is none."""
    return SIDES.get(groups.kind("rel") or "")


def year_of(groups: Groups) -> Year:
    """The year that stands in it: "2024" or "last year"."""
    if groups.words("year"):
        return Year(groups.number("year"))
    return Year(shift=side_of(groups)) if groups.words("rel") else NO_YEAR


def count_of(groups: Groups) -> int | None:
    """How many; None for a few, and for fractions."""
    kinds = {word.kind for word in groups.words("count")}
    if "vague" in kinds or "decimal" in kinds:
        return None
    return 2 if "couple" in kinds else groups.number("count") or 1


def day_of(month: str | None, day: int | None, year: Year) -> Part | Fixed:
    """A day of a month; for one that no year has, a value of None, so that no part of it counts either."""
    if month is None or day is None or not 1 <= int(month) <= 12 or not 1 <= day <= MONTH_DAYS[int(month) - 1]:
        return Fixed("DATE", None)
    return Part(f"-{month}-{day:02d}", year)
