"""Years, their months, quarters and seasons, decades and centuries."""

from __future__ import annotations

import re

from loader.dates.meanings import NO_YEAR, SAME_PERIOD, Fixed, Interval, Meaning, Part, Shift, Year
from loader.dates.patterns import Groups, read_number
from loader.dates.readings.slots import side_of, year_of


def months(groups: Groups) -> Meaning | None:
    """June to August 2023."""
    year, start, end = groups.number("year"), groups.value("month") or "", groups.value("month2") or ""
    if year is None:
        return None
    return Interval(Part(f"-{start}", Year(year - (start > end))), Part(f"-{end}", Year(year)))


def month_year(groups: Groups) -> Meaning | None:
    """December 2023 · early January this year · March nineteen ninety-eight."""
    year = year_of(groups)
    spoken = any(word.kind == "numeral" for word in groups.words("year"))
    return None if spoken and (year.number or 0) < 1000 else Part(f"-{groups.value('month')}", year)


def year_month(groups: Groups) -> Meaning | None:
    """2015-12 · 12-2015 (but 2001-02 are two years)."""
    month, year = groups.number("month") or 0, groups.number("year") or 0
    if not 1 <= month <= 12 or (groups.words("sooner") and month > year % 100):
        return None
    return Part(f"-{month:02d}", Year(year))


def relative_month(groups: Groups) -> Meaning:
    """last June · next March."""
    return Part(f"-{groups.value('month')}", side=side_of(groups))


def month(groups: Groups) -> Meaning:
    """June · mid-June."""
    return Part(f"-{groups.value('month')}")


def year(groups: Groups) -> Meaning:
    """2023 · early 2024 · fiscal 1989."""
    return Part("", Year(groups.number("year")))


def spoken_year(groups: Groups) -> Meaning | None:
    """nineteen ninety-six · the year two thousand."""
    values = [int(word.value) for word in groups.words("year") if word.value.isdecimal()]
    spoken = values[:2] == [2, 1000] or (17 <= values[0] <= 20 and 10 <= values[1] < 100)
    return Part("", Year(read_number(values))) if spoken else None


def years(groups: Groups) -> Meaning | None:
    """2001-02 · from 1998 to 2003."""
    first, second = groups.value("year") or "", groups.value("year2") or ""
    second = first[: 4 - len(second)] + second
    if len(second) != 4 or not first < second:
        return None
    return Interval(Part("", Year(int(first))), Part("", Year(int(second))))


def decade(groups: Groups) -> Meaning:
    """the 1990s · the '80s · the nineties."""
    digits = re.sub(r"\D", "", groups.value("decade") or "")
    return Fixed("DATE", {2: f"19{digits[0]}", 3: digits, 4: digits[:3]}[len(digits)])


def century(groups: Groups) -> Meaning | None:
    """the 20th century."""
    number = groups.number("ord")
    return Fixed("DATE", f"{number - 1:02d}") if number and number > 0 else None


def quarter(groups: Groups) -> Meaning | None:
    """the third quarter · the first half of 2024 · last year's fourth quarter."""
    half = groups.kind("part") == "half"
    number = groups.number("ord") if groups.kind("ord") != "last" else 2 if half else 4
    if groups.kind("ord") == "last" and not groups.words("year"):
        return Shift("Q", -1) if not half else None
    if number is None or not 1 <= number <= (2 if half else 4):
        return None
    return Part(f"-{'H' if half else 'Q'}{number}", year_of(groups))


def quarter_code(groups: Groups) -> Meaning | None:
    """Q3 2024 · 2019-H1."""
    code = (groups.value("code") or "").upper()
    if code[0] == "H" and (code[1] > "2" or not groups.words("year")):
        return None
    return Part(f"-{code}", year_of(groups))


def season(groups: Groups) -> Meaning:
    """the summer of 2019 · last fall · this winter."""
    side = side_of(groups) if groups.kind("rel") and not groups.words("year") else None
    explicit = year_of(groups) if groups.words("year") or side is None else NO_YEAR
    return Part(f"-{groups.value('season')}", explicit, side)


def year_period(groups: Groups) -> Meaning:
    """the 1988 period: in that year, the quarter that the text spoke of last."""
    return Part(SAME_PERIOD, Year(groups.number("year")))
