"""Dates that are told from another one: last week, two days later, now."""

from __future__ import annotations

from loader.dates.meanings import Ahead, Fixed, Meaning, Shift
from loader.dates.patterns import Groups
from loader.dates.readings.durations import duration
from loader.dates.readings.slots import CLOCK_UNITS, SIDES, TOLD, count_of


def deictic(groups: Groups) -> Meaning:
    """today · earlier yesterday · tomorrow."""
    return Shift("D", int(groups.value("day") or 0))


def relative_unit(groups: Groups) -> Meaning | None:
    """last week · earlier this year · the following month · that day · the next day."""
    unit, rel = groups.value("unit") or "", groups.kind("rel") or ""
    if unit in CLOCK_UNITS or groups.kind("unit") == "second":
        return None
    told = rel in TOLD or (rel == "next" and unit == "D")  # the next day from now is tomorrow
    return Shift(unit, SIDES[rel], "told" if told else "now")


def this_unit(groups: Groups) -> Meaning:
    """the week · later in the year."""
    return Shift(groups.value("unit") or "", 0)


def shift(groups: Groups) -> Meaning | None:
    """two years ago · three days later · a year earlier."""
    side, count, unit = groups.kind("side") or "", count_of(groups), groups.value("unit") or ""
    if groups.kind("unit") == "second" or unit in CLOCK_UNITS:
        return None
    if count is None:
        return Fixed("DATE", "PAST_REF" if SIDES[side] < 0 else "FUTURE_REF")
    return Shift(unit, SIDES[side] * count, "now" if side in ("ago", "hence") else "told", named=False)


def ahead(groups: Groups) -> Meaning | None:
    """in two weeks: a date ("will meet in two weeks") or a duration ("fell in two weeks")."""
    lasting, count, unit = duration(groups), count_of(groups), groups.value("unit") or ""
    if not isinstance(lasting, Fixed) or count is None or unit in CLOCK_UNITS or groups.kind("unit") == "second":
        return lasting
    return Ahead(Shift(unit, count), lasting)


def shift_from(groups: Groups) -> Meaning | None:
    """two weeks from now · three days from today."""
    count, unit = count_of(groups), groups.value("unit") or ""
    offset = int(groups.value("day") or 0) if groups.kind("day") == "deictic" else 0
    if count is None or unit in CLOCK_UNITS or groups.kind("unit") == "second" or (offset and unit != "D"):
        return Fixed("TIME", None)
    return Shift(unit, -count if groups.kind("side") == "before" else count + offset)


def unit_before(groups: Groups) -> Meaning:
    """the day before · the week after · the day after tomorrow."""
    side = SIDES[groups.kind("side") or "before"]
    if groups.words("day") and groups.kind("unit") == "day_unit":
        return Shift("D", side + int(groups.value("day") or 0))
    return Shift(groups.value("unit") or "", side, "told")


def same_day(_: Groups) -> Meaning:
    """later in the day."""
    return Shift("D", 0, "told")


def year_ago(_: Groups) -> Meaning:
    """year-ago · year-earlier (results)."""
    return Shift("Y", -1, "told", named=False)


def this_period(groups: Groups) -> Meaning:
    """the quarter · the latest period: the quarter told last, or the one just over if it is called a quarter."""
    return Shift("Q", 0, "told", named=groups.kind("unit") == "quarter_unit" or bool(groups.words("latest")))


def year_end(_: Groups) -> Meaning:
    """year-end · the year's end."""
    return Shift("Y", 0)


def past_or_future(groups: Groups) -> Meaning:
    """in the past · the future."""
    return Fixed("DATE", "PAST_REF" if groups.kind("reference") == "past" else "FUTURE_REF")


def recent(groups: Groups) -> Meaning:
    """recent years · the coming weeks · these days."""
    names = {"recent": "PAST_REF", "past": "PAST_REF", "coming": "FUTURE_REF", "future": "FUTURE_REF"}
    return Fixed("DATE", names.get(groups.kind("side") or "", "PRESENT_REF"))


def reference(groups: Groups) -> Meaning:
    """now · recently · soon."""
    return Fixed("DATE", groups.value("reference"))


def current(_: Groups) -> Meaning:
    """The current (rate)."""
    return Fixed("DATE", "PRESENT_REF")
