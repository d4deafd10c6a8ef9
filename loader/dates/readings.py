"""What the words of a date expression mean, one function for each kind of expression."""

from __future__ import annotations

import re

from loader.dates.meanings import (
    Ahead,
    NO_YEAR,
    SAME_PERIOD,
    Anchor,
    DayOfMonth,
    Fixed,
    Interval,
    Meaning,
    Part,
    Shift,
    Timed,
    Week,
    Weekday,
    Year,
)
from loader.dates.patterns import Groups, read_number

SIDES = {
    "last": -1, "past": -1, "previous": -1, "ago": -1, "earlier": -1, "before": -1,
    "this": 0, "current": 0, "that": 0, "latest": 0,
    "next": 1, "coming": 1, "following": 1, "later": 1, "after": 1, "hence": 1,
}  # fmt: skip
TOLD = ("previous", "following", "that", "earlier", "later", "before", "after")
CLOCK_UNITS = ("H", "MIN", "S")
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_day(groups: Groups) -> Meaning:
    """July 2 · Friday, Oct. 13, 2023 · the 2nd of July last year."""
    return _day_of(groups.value("month"), groups.number("day"), _year(groups))


def days_of_month(groups: Groups) -> Meaning:
    """July 2-3 · 2 to 5 July 2024."""
    year, month = _year(groups), groups.value("month")
    return _between(_day_of(month, groups.number("day"), year), _day_of(month, groups.number("day2"), year))


def days_of_months(groups: Groups) -> Meaning:
    """June 28 to July 3, 2024."""
    year = _year(groups)
    first = Year(groups.number("year1")) if groups.words("year1") else year
    start = _day_of(groups.value("month"), groups.number("day"), first)
    return _between(start, _day_of(groups.value("month2"), groups.number("day2"), year))


def months(groups: Groups) -> Meaning | None:
    """June to August 2023."""
    year, start, end = groups.number("year"), groups.value("month") or "", groups.value("month2") or ""
    if year is None:
        return None
    return Interval(Part(f"-{start}", Year(year - (start > end))), Part(f"-{end}", Year(year)))


def month_year(groups: Groups) -> Meaning:
    """December 2023 · early January this year."""
    return Part(f"-{groups.value('month')}", _year(groups))


def relative_month(groups: Groups) -> Meaning:
    """last June · next March."""
    return Part(f"-{groups.value('month')}", side=_side(groups))


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
    return Part(f"-{'H' if half else 'Q'}{number}", _year(groups))


def quarter_code(groups: Groups) -> Meaning | None:
    """Q3 2024 · 2019-H1."""
    code = (groups.value("code") or "").upper()
    if code[0] == "H" and (code[1] > "2" or not groups.words("year")):
        return None
    return Part(f"-{code}", _year(groups))


def season(groups: Groups) -> Meaning:
    """the summer of 2019 · last fall · this winter."""
    side = _side(groups) if groups.kind("rel") and not groups.words("year") else None
    explicit = _year(groups) if groups.words("year") or side is None else NO_YEAR
    return Part(f"-{groups.value('season')}", explicit, side)


def weekday(groups: Groups) -> Meaning:
    """Thursday · last Friday · the following Monday."""
    anchor: Anchor = "told" if groups.kind("rel") in ("previous", "following") else "now"
    nearest = groups.kind("rel") in ("past", "coming") or bool(groups.words("coming"))
    side = SIDES[groups.kind("coming") or ""] if groups.words("coming") else _side(groups)
    return Weekday(int(groups.value("weekday") or 1), side, anchor=anchor, nearest=nearest)


def weekday_of_month(groups: Groups) -> Meaning | None:
    """Friday the 26th · on the 18th."""
    day = groups.number("day")
    weekday = groups.value("weekday")
    return DayOfMonth(day, int(weekday) if weekday else None) if day and day <= 31 else None


def day_in(groups: Groups) -> Meaning | None:
    """the 15th day of next month · the 31st of this month."""
    day = groups.number("day")
    return DayOfMonth(day, month=Shift("M", _side(groups) or 0)) if day and day <= 31 else None


def week_of(groups: Groups) -> Meaning:
    """the week of April 10."""
    return Week(month_day(groups))


def week_in(groups: Groups) -> Meaning | None:
    """the first week of July · the last week of 2016."""
    number = -1 if groups.kind("nth") == "last" else groups.number("nth") or 0
    if groups.words("unit"):
        return Week(Shift(groups.value("unit") or "", _side(groups) or 0), number) if number <= 5 else None
    tail = f"-{groups.value('month')}" if groups.words("month") else ""
    return Week(Part(tail, _year(groups)), number) if -1 <= number <= 5 else None


def week_number(groups: Groups) -> Meaning | None:
    """week 31."""
    number = groups.number("week") or 0
    return Part(f"-W{number:02d}", Year(shift=0)) if 1 <= number <= 53 else None


def year_month(groups: Groups) -> Meaning | None:
    """2015-12 · 12-2015 (but 2001-02 are two years)."""
    month, year = groups.number("month") or 0, groups.number("year") or 0
    if not 1 <= month <= 12 or (groups.words("sooner") and month > year % 100):
        return None
    return Part(f"-{month:02d}", Year(year))


def slashed(groups: Groups) -> Meaning:
    """4/5: the month first, unless there is no such month."""
    return _slashed(groups.value("date") or "", _year(groups))


def slashed_days(groups: Groups) -> Meaning:
    """10/1 to 11/7 · 10/1-11/7/2017."""
    end = groups.value("date2") or ""
    if end.count("/") == 1:
        year = _year(groups)
        return _between(_slashed(groups.value("date") or "", year), _slashed(end, year))
    last = _numeric(end)
    return _between(_slashed(groups.value("date") or "", NO_YEAR), last)


def _slashed(date: str, year: Year) -> Part | Fixed:
    first, second = (int(part) for part in date.split("/"))
    month, day = (second, first) if first > 12 else (first, second)
    return _day_of(f"{month:02d}", day, year)


def weekday_of_week(groups: Groups) -> Meaning:
    """Monday of last week · next week on Tuesday."""
    return Weekday(int(groups.value("weekday") or 1), week=_side(groups))


def deictic(groups: Groups) -> Meaning:
    """today · earlier yesterday · tomorrow."""
    return Shift("D", int(groups.value("day") or 0))


def tonight(groups: Groups) -> Meaning:
    """tonight · overnight."""
    return Timed(Shift("D", 0), f"T{groups.value('part')}")


def relative_unit(groups: Groups) -> Meaning | None:
    """last week · earlier this year · the following month · that day."""
    unit, rel = groups.value("unit") or "", groups.kind("rel") or ""
    unit = "S" if groups.kind("unit") == "second" else unit
    if unit in CLOCK_UNITS:
        return None
    return Shift(unit, SIDES[rel], "told" if rel in TOLD else "now")


def this_unit(groups: Groups) -> Meaning:
    """the week · later in the year."""
    return Shift(groups.value("unit") or "", 0)


def relative_daypart(groups: Groups) -> Meaning:
    """this morning · last night."""
    return Timed(Shift("D", _side(groups) or 0), f"T{groups.value('part')}")


def day_with_part(groups: Groups) -> Meaning:
    """Tuesday morning · yesterday evening."""
    day = deictic(groups) if groups.kind("day") == "deictic" else Weekday(int(groups.value("day") or 1))
    return Timed(day, f"T{groups.value('part')}")


def shift(groups: Groups) -> Meaning | None:
    """two years ago · three days later · a year earlier."""
    side, count, unit = groups.kind("side") or "", _count(groups), groups.value("unit") or ""
    if groups.kind("unit") == "second" or unit in CLOCK_UNITS:
        return None
    if count is None:
        return Fixed("DATE", "PAST_REF" if SIDES[side] < 0 else "FUTURE_REF")
    return Shift(unit, SIDES[side] * count, "now" if side in ("ago", "hence") else "told", named=False)


def ahead(groups: Groups) -> Meaning | None:
    """in two weeks: a date ("will meet in two weeks") or a duration ("fell in two weeks")."""
    lasting, count, unit = duration(groups), _count(groups), groups.value("unit") or ""
    if not isinstance(lasting, Fixed) or count is None or unit in CLOCK_UNITS or groups.kind("unit") == "second":
        return lasting
    return Ahead(Shift(unit, count), lasting)


def year_ago(_: Groups) -> Meaning:
    """year-ago · year-earlier (results)."""
    return Shift("Y", -1, "told", named=False)


def this_period(_: Groups) -> Meaning:
    """the quarter · the latest period: the quarter that the text spoke of last, or the one just over."""
    return Shift("Q", 0, "told")


def year_period(groups: Groups) -> Meaning:
    """the 1988 period: in that year, the quarter that the text spoke of last."""
    return Part(SAME_PERIOD, Year(groups.number("year")))


def past_or_future(groups: Groups) -> Meaning:
    """in the past · the future."""
    return Fixed("DATE", "PAST_REF" if groups.kind("reference") == "past" else "FUTURE_REF")


def year_end(_: Groups) -> Meaning:
    """year-end · the year's end."""
    return Shift("Y", 0)


def shift_from(groups: Groups) -> Meaning | None:
    """two weeks from now · three days from today."""
    count, unit = _count(groups), groups.value("unit") or ""
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


def age(_: Groups) -> Meaning:
    """37 years old: no date, nor is any part of it."""
    return Fixed("DURATION", None)


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
    count = _count(groups)
    return Fixed("DURATION", period("X" if count is None else str(count), unit))


def half_more(groups: Groups) -> Meaning | None:
    """two and a half years · a year and a half."""
    count, unit = _count(groups), groups.value("unit") or ""
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


def recent(groups: Groups) -> Meaning:
    """recent years · the coming weeks · these days."""
    names = {"recent": "PAST_REF", "past": "PAST_REF", "coming": "FUTURE_REF", "future": "FUTURE_REF"}
    return Fixed("DATE", names.get(groups.kind("side") or "", "PRESENT_REF"))


def set_of_units(groups: Groups) -> Meaning:
    """every day · each two weeks."""
    return Fixed("SET", period(str(_count(groups) or 1), groups.value("unit") or ""))


def set_of_weekdays(groups: Groups) -> Meaning:
    """every Monday · Tuesdays · Tuesday nights."""
    if groups.words("part"):
        part = "NI" if groups.kind("part") == "nights" else groups.value("part")
        return Fixed("SET", f"XXXX-WXX-{groups.value('weekday2')}T{part}")
    return Fixed("SET", f"XXXX-WXX-{groups.value('weekday')}")


def set_of_months(groups: Groups) -> Meaning:
    """every July."""
    return Fixed("SET", f"XXXX-{groups.value('month')}")


def frequency(groups: Groups) -> Meaning:
    """weekly · annual."""
    return Fixed("SET", groups.value("frequency"))


def reference(groups: Groups) -> Meaning:
    """now · recently · soon."""
    return Fixed("DATE", groups.value("reference"))


def current(_: Groups) -> Meaning:
    """The current (rate)."""
    return Fixed("DATE", "PRESENT_REF")


def iso(groups: Groups) -> Meaning:
    """2024-04-05 · 2024/4/5 · 20240405."""
    written = groups.value("date") or ""
    parts = re.split("[-/]", written) if not written.isdecimal() else (written[:4], written[4:6], written[6:])
    year, month, day = (int(part) for part in parts)
    return _day_of(f"{month:02d}", day, Year(year))


def numeric(groups: Groups) -> Meaning:
    """4/5/2024: the month first, as in the United States, unless that month does not exist; 5.4.2024 day first."""
    return _numeric(groups.value("date") or "")


def _numeric(date: str) -> Part | Fixed:
    first, second, written = (int(part) for part in re.split("[-/.]", date))
    number = written if written > 99 else written + (1900 if written > 69 else 2000)
    month, day = (second, first) if first > 12 or "." in date else (first, second)
    return _day_of(f"{month:02d}", day, Year(number))


def holiday(groups: Groups) -> Meaning:
    """Christmas Day 2023 · last Halloween."""
    tail = groups.value("holiday") or ""
    if not tail.startswith("-"):
        return Fixed("DATE", tail)
    side = _side(groups) if groups.kind("rel") and not groups.words("year") else None
    return Part(tail, _year(groups) if groups.words("year") or side is None else NO_YEAR, side)


def clock(groups: Groups) -> Meaning | None:
    """3 p.m. · 10:30 a.m. · 15:00 · noon."""
    time = _clock(groups.value("hour") or "", groups.value("meridiem"))
    return Timed(None, time) if time else None


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


def clock_range(groups: Groups) -> Meaning | None:
    """3 to 5 p.m. · 10 a.m.-noon · 19:00 - 21:00."""
    end = _clock(groups.value("hour2") or "", groups.value("meridiem2"))
    start = _clock(groups.value("hour") or "", groups.value("meridiem") or groups.value("meridiem2"))
    if start and end and start >= end and not groups.words("meridiem"):
        start = _clock(groups.value("hour") or "", "a")
    return Timed(None, f"{start}/{end}") if start and end and start < end else None


def daypart(groups: Groups) -> Meaning:
    """the morning (of a day that stands beside it)."""
    return Timed(None, f"T{groups.value('part')}")


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


def _day_of(month: str | None, day: int | None, year: Year) -> Part | Fixed:
    if month is None or day is None or not 1 <= int(month) <= 12 or not 1 <= day <= MONTH_DAYS[int(month) - 1]:
        return Fixed("DATE", None)
    return Part(f"-{month}-{day:02d}", year)


def _between(start: Part | Fixed, end: Part | Fixed) -> Meaning:
    return Interval(start, end) if isinstance(start, Part) and isinstance(end, Part) else Fixed("DATE", None)


def _year(groups: Groups) -> Year:
    if groups.words("year"):
        return Year(groups.number("year"))
    return Year(shift=_side(groups)) if groups.words("rel") else NO_YEAR


def _side(groups: Groups) -> int | None:
    return SIDES.get(groups.kind("rel") or "")


def _count(groups: Groups) -> int | None:
    kinds = {word.kind for word in groups.words("count")}
    if "vague" in kinds or "decimal" in kinds:
        return None
    return 2 if "couple" in kinds else groups.number("count") or 1
