"""What a date expression says, before it is known when the text was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Anchor = Literal["now", "told"]  # the publication date; the date that the text spoke of last


@dataclass(frozen=True)
class Fixed:
    """A TIMEX3 value that no context changes: ``P2Y``, ``PRESENT_REF``, ``2020-02-28``."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None


@dataclass(frozen=True)
class Year:
    """The year that a date names: itself, so many years from now, or not at all."""

    number: int | None = None
    shift: int | None = None


NO_YEAR = Year()
SAME_PERIOD = "-same"  # the part of a year that the text spoke of last


@dataclass(frozen=True)
class Part:
    """A part of a year: ``-06``, ``-06-26``, ``-Q3``, ``-H1``, ``-SU`` (TIMEX3), or the year itself (empty).

    ``side`` is -1 where the words say that it is past ("last June"), 1 future ("next June"), 0 this one.
    """

    tail: str
    year: Year = NO_YEAR
    side: int | None = None


@dataclass(frozen=True)
class Weekday:
    """A day of the week (1 Monday … 7 Sunday), of the week so many weeks from now where ``week`` says so.

    ``nearest`` is a "coming" or "past" one, be it in this week.
    """

    number: int
    side: int | None = None
    week: int | None = None
    anchor: Anchor = "now"
    nearest: bool = False


@dataclass(frozen=True)
class DayOfMonth:
    """A day of a month that goes without saying, perhaps with its weekday: "the 18th", "Friday the 26th"."""

    day: int
    weekday: int | None = None
    month: Meaning | None = None


@dataclass(frozen=True)
class WeekdayOf:
    """A weekday of a month by its number, -1 the last one: "the first Monday of August"."""

    number: int
    weekday: int
    month: Part | Shift


@dataclass(frozen=True)
class Week:
    """The week that a day falls in; with a number that week of a month or year, -1 the last one."""

    of: Meaning
    number: int | None = None


@dataclass(frozen=True)
class Shift:
    """So many units before (negative) or after an anchor: "last week", "two days later", "this year" (0).

    A shift is ``named`` where it names its unit ("last year"), and not where it counts ("a year earlier"): then a
    quarter, a year earlier, is a quarter.
    """

    unit: str
    count: int
    anchor: Anchor = "now"
    named: bool = True


@dataclass(frozen=True)
class Ahead:
    """A date in a clause of the future, a duration in any other: "in two weeks"."""

    date: Shift
    duration: Fixed


@dataclass(frozen=True)
class Timed:
    """A time of a day: ``clock`` is ``T15:00`` or ``TMO``; without a day where none is named."""

    day: Meaning | None
    clock: str


@dataclass(frozen=True)
class Interval:
    """From a date to another one, both included."""

    start: Meaning
    end: Meaning


Meaning: TypeAlias = Fixed | Part | Weekday | WeekdayOf | DayOfMonth | Week | Shift | Ahead | Timed | Interval
