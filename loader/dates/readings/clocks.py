"""Times of a day: clocks and parts of the day."""

from __future__ import annotations

from loader.dates.meanings import Meaning, Shift, Timed, Weekday
from loader.dates.patterns import Groups
from loader.dates.readings.shifts import deictic
from loader.dates.readings.slots import side_of


def clock(groups: Groups) -> Meaning | None:
    """3 p.m. · 10:30 a.m. · 15:00 · noon."""
    time = _clock(groups.value("hour") or "", groups.value("meridiem"))
    return Timed(None, time) if time else None


def clock_range(groups: Groups) -> Meaning | None:
    """3 to 5 p.m. · 10 a.m.-noon · 19:00 - 21:00."""
    end = _clock(groups.value("hour2") or "", groups.value("meridiem2"))
    start = _clock(groups.value("hour") or "", groups.value("meridiem") or groups.value("meridiem2"))
    if start and end and start >= end and not groups.words("meridiem"):
        start = _clock(groups.value("hour") or "", "a")
    return Timed(None, f"{start}/{end}") if start and end and start < end else None


def _clock(written: str, meridiem: str | None) -> str | None:
    hour, _, minutes = written.replace(".", ":").partition(":")
    number = int(hour)
    if meridiem:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if meridiem[0] in "pP" else 0)
    if number > 24 or (minutes and (len(minutes) < 2 or minutes[:2] > "59")):
        return None
    return "T24" if number == 24 else f"T{number:02d}:{minutes or '00'}"


def daypart(groups: Groups) -> Meaning:
    """the morning (of a day that stands beside it)."""
    return Timed(None, f"T{groups.value('part')}")


def tonight(groups: Groups) -> Meaning:
    """tonight · overnight."""
    return Timed(Shift("D", 0), f"T{groups.value('part')}")


def relative_daypart(groups: Groups) -> Meaning:
    """this morning · last night."""
    return Timed(Shift("D", side_of(groups) or 0), f"T{groups.value('part')}")


def day_with_part(groups: Groups) -> Meaning:
    """Tuesday morning · yesterday evening."""
    day = deictic(groups) if groups.kind("day") == "deictic" else Weekday(int(groups.value("day") or 1))
    return Timed(day, f"T{groups.value('part')}")
