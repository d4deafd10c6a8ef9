"""Durations and sets: two years, every Monday."""

from __future__ import annotations

from loader.dates.meanings import Fixed, Meaning
from loader.dates.patterns import Groups
from loader.dates.readings.slots import CLOCK_UNITS, count_of


def duration(groups: Groups) -> Meaning | None:
    """two years · a few days · the next three weeks · 2 1/2 years."""
    unit, counted = groups.value("unit") or "", groups.words("count")
    if groups.kind("unit") == "second":
        unit = "S"
    if unit in ("S", "Q") and groups.kind("count") == "a":
        return None  # "a second" is an ordinal, "a quarter" a fourth
    if unit == "Q" and groups.kind("count") == "year":
        return None
    if unit == "Q" and groups.number("count") == 3 and not groups.words("more"):
        return None  # three quarters of a thing
    if any(word.kind in ("decimal", "fraction") for word in counted):
        written = "".join(word.value for word in counted)
        if counted[-1].kind == "fraction":
            return Fixed("DURATION", _half_period(written, unit))
        return Fixed("DURATION", period(written, unit))
    count = count_of(groups)
    return Fixed("DURATION", period("X" if count is None else str(count), unit))


def half_more(groups: Groups) -> Meaning | None:
    """two and a half years · a year and a half."""
    count, unit = count_of(groups), groups.value("unit") or ""
    return Fixed("DURATION", _half_period(f"{count}.5", unit)) if count is not None else None


def _half_period(count: str, unit: str) -> str:
    """Of "2 1/2 years" years and months, as they are counted."""
    if unit == "Y" and count.endswith(".5") and len(count) > 2:
        return f"P{count[:-2]}Y6M"
    return period(f"0{count}" if count.startswith(".") else count, unit)


def vague_units(groups: Groups) -> Meaning | None:
    """years · weeks (but quarters are also where soldiers live)."""
    if groups.value("unit") == "Q":
        return None
    return Fixed("DURATION", period("X", groups.value("unit") or ""))


def age(_: Groups) -> Meaning:
    """37 years old: no date, nor is any part of it."""
    return Fixed("DURATION", None)


def set_of_units(groups: Groups) -> Meaning:
    """every day · each two weeks."""
    return Fixed("SET", period(str(count_of(groups) or 1), groups.value("unit") or ""))


def set_of_weekdays(groups: Groups) -> Meaning:
    """every Monday · Tuesdays · Tuesday nights."""
    if groups.words("part"):
        part = "NI" if groups.kind("part") == "nights" else groups.value("part")
        return Fixed("SET", f"XXXX-WXX-{groups.value('weekday')}T{part}")
    return Fixed("SET", f"XXXX-WXX-{groups.value('weekday')}")


def set_of_months(groups: Groups) -> Meaning:
    """every July."""
    return Fixed("SET", f"XXXX-{groups.value('month')}")


def frequency(groups: Groups) -> Meaning:
    """weekly · annual."""
    return Fixed("SET", groups.value("frequency"))


def period(count: str, unit: str) -> str:
    """The TIMEX3 value of a duration.

    >>> period("2", "Y"), period("3", "H"), period("2", "E"), period("1.5", "Y")
    ('P2Y', 'PT3H', 'P20Y', 'P1.5Y')
    """
    if unit in CLOCK_UNITS:
        return f"PT{count}{unit[0]}"
    factor, plain = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "Q": (3, "M")}.get(
        unit, (1, unit)
    )
    if count.isdecimal() and factor > 1:
        return f"P{int(count) * factor}{plain}"
    return f"P{count}{unit}"
