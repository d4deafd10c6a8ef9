"""The parts that dates are found with: words, patterns, calendar arithmetic, tense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.dates.arithmetic import closest_year, day_exists, first_day, shifted, value_to_edtf
from loader.dates.evidence import is_year
from loader.dates.patterns import compile_pattern, read_number, write_kinds
from loader.dates.tense import FUTURE, PAST, PRESENT, tense_around
from loader.dates.words import Calendar, load_calendar, read_words
from loader.edtf import edtf_range, is_edtf
from loader.nlp import ParsedArticle

Parse = Callable[..., ParsedArticle]


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendar()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Sept. 11, 2001", "month_short dot day comma year"),
        ("the third quarter", "the ordinal quarter_unit"),
        ("May may", "month_capital other"),
        ("2024-04-05 4/5/2024 4/5", "iso numeric slashed"),
        ("1,500 of 31 in the '90s", "number of day in the decade"),
        ("at 10:30 p.m. GMT", "at clock meridiem zone"),
        ("$2000 or 50%", "mark other and other mark"),
        ("Christmas Day", "holiday"),
    ],
)
def test_read_words(text: str, kinds: str, calendar: Calendar) -> None:
    assert " ".join(word.kind for word in read_words(text, set(), calendar)) == kinds


def test_read_words_marks_the_start_of_a_block(calendar: Calendar) -> None:
    assert [word.kind for word in read_words("May\nMay", {4}, calendar)] == ["month_capital", "line", "month_capital"]


@given(text=st.text())
def test_read_words_in_order(text: str, calendar: Calendar) -> None:
    words = list(read_words(text, set(), calendar))
    assert all(word.start < word.end for word in words)
    assert all(left.end <= right.start for left, right in pairwise(words))


def test_compile_pattern_matches_kinds(calendar: Calendar) -> None:
    words = list(read_words("on July 2", set(), calendar))
    match = compile_pattern("<MONTH:month> <day:day>").search(write_kinds(words))
    assert match
    assert (match.span(), match.span("day")) == ((1, 3), (2, 3))


def test_compile_pattern_rejects_an_unknown_kind() -> None:
    with pytest.raises(KeyError, match="fortnightly"):
        compile_pattern("<fortnightly>")


@pytest.mark.parametrize(
    ("values", "number"),
    [([24], 24), ([20, 4], 24), ([2, 100, 20], 220), ([19, 90, 6], 1996), ([2, 1000, 20], 2020), ([20, 24], 2024)],
)
def test_read_number(values: list[int], number: int) -> None:
    assert read_number(values) == number


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [
        ("D", -1, "2024-02-28"),
        ("W", 1, "2024-W10"),
        ("F", -1, "2024-W07"),
        ("WE", 0, "2024-W09-WE"),
        ("M", 11, "2025-01"),
        ("Q", -1, "2023-Q4"),
        ("Y", -1, "2023"),
        ("E", -1, "201"),
        ("C", -1, "19"),
    ],
)
def test_shifted(unit: str, count: int, value: str) -> None:
    assert shifted(dt.date(2024, 2, 29), unit, count) == value


@pytest.mark.parametrize(
    ("tail", "year"), [("-02-01", 2024), ("-12", 2023), ("-Q4", 2023), ("-02-29", 2024), ("-SU", 2024)]
)
def test_closest_year(tail: str, year: int) -> None:
    assert closest_year(dt.date(2024, 3, 1), tail) == year


@given(st.dates(), st.sampled_from(["-02-29", "-02", "-12-31", "-Q1", "-H2", "-WI", ""]))
def test_closest_year_has_that_day(day: dt.date, tail: str) -> None:
    assert day_exists(f"{closest_year(day, tail):04d}{tail}")


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2024-04-05", "2024-04-05"),
        ("2024-04-05TMO", "2024-04-05"),
        ("2024-04-05T22:00", "2024-04-05"),
        ("2024-04-05T15:00/2024-04-05T17:00", "2024-04-05"),
        ("2024-07-02/2024-07-03", "2024-07-02/2024-07-03"),
        ("2024-W14", "2024-04-01/2024-04-07"),
        ("2024-W14-WE", "2024-04-06/2024-04-07"),
        ("2024-Q3", "2024-07/2024-09"),
        ("XXXX-H2", "XXXX-07/XXXX-12"),
        ("2024-WI", "2024-24"),
        ("199", "199X"),
        ("19", "19XX"),
        ("XXXX-06-26", "XXXX-06-26"),
        ("XXXX-WXX-4", None),
        ("PAST_REF", None),
        ("T10:00", None),
        ("9999-W52", None),
        ("XXXX", None),
        (None, None),
    ],
)
def test_value_to_edtf(value: str | None, edtf: str | None) -> None:
    assert value_to_edtf(value) == edtf
    assert edtf is None or is_edtf(edtf)


@given(
    st.dates(min_value=dt.date(2, 1, 1), max_value=dt.date(9990, 1, 1)),
    st.sampled_from(["D", "W", "M", "Q", "Y", "E", "WE"]),
)
def test_the_unit_around_a_day_holds_it(day: dt.date, unit: str) -> None:
    value = shifted(day, unit, 0)
    days = edtf_range(value_to_edtf(value) or "")
    assert days
    assert days[0] <= day <= days[1] or unit == "WE"
    assert first_day(value) is None or unit == "E" or first_day(value) == days[0]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("They met on [Friday].", PAST),
        ("They have met on [Friday].", PAST),
        ("He said [Friday] that they will meet.", PAST),
        ("They will meet on [Friday].", FUTURE),
        ("They plan to meet on [Friday].", FUTURE),
        ("They are meeting on [Friday].", FUTURE),
        ("The talks open on [Friday].", PRESENT),
        ("Send a letter by [Friday].", FUTURE),
        ("They waited until [Friday].", None),
        ("Talks on [Friday]", None),
    ],
)
def test_tense_around(text: str, side: int | None, parse: Parse, calendar: Calendar) -> None:
    start, end = text.index("["), text.index("]") - 1
    doc = parse(text.replace("[", "").replace("]", "")).doc
    assert tense_around(doc, start, end, calendar.cues).side == side


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was founded in [1998].", True),
        ("The [2016] election was close.", True),
        ("About [2000] people came.", False),
        ("It has [1500] seats.", False),
    ],
)
def test_is_year(text: str, expected: bool, parse: Parse, calendar: Calendar) -> None:
    start, end = text.index("["), text.index("]") - 1
    doc = parse(text.replace("[", "").replace("]", "")).doc
    assert is_year(doc, start, end, calendar.cues) is expected
