from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.edtf import edtf_range, is_edtf

VALID = [
    "2024",
    "2024-02",
    "2024-02-29",
    "2024-02-29T12:30:00",
    "2024-02-29T12:30:00Z",
    "XXXX-06-26",
    "XXXX-07-02/XXXX-07-03",
    "2024-07-02/2024-07-03",
    "199X",
    "19XX",
    "2024-XX",
    "2024-04-XX",
    "2024-XX-XX",
    "2024-21",
    "2024-24",
    "2024?",
    "2024-06~",
    "2024-06-11%",
    "2024-01/..",
    "../2024",
    "/2024",
    "2024/",
    "Y170000",
    "-0044-03-15",
    "XXXX-02-29",
    "2023-12/2024-02",
    "XXXX-XX-26",
]
INVALID = [
    "July",
    "2024-13",
    "2024-00",
    "2024-02-30",
    "2023-02-29",
    "2024-4-5",
    "24",
    "20240405",
    "2024-W45",
    "2024-Q3",
    "2024-25",
    "2024-21-05",
    "../..",
    "/",
    "/..",
    "2024/2023",
    "2024-07-03/2024-07-02",
    "2024-04-05T25:00:00",
    "2024-04T12:00:00",
    "XXXX-04-31",
    "PRESENT_REF",
    "P2Y",
    "2024/2025/2026",
    "2024-04-05-",
    "Y2024",
]


@pytest.mark.parametrize("text", VALID)
def test_is_edtf_accepts(text: str) -> None:
    assert is_edtf(text)


@pytest.mark.parametrize("text", ["", " ", " 2024", *INVALID])
def test_is_edtf_rejects(text: str) -> None:
    assert not is_edtf(text)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2024-04-05", "2024-04-05", "2024-04-05"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2024-04-XX", "2024-04-01", "2024-04-30"),
        ("2024-XX-05", "2024-01-01", "2024-12-31"),
        ("2024-07-02/2024-07-03", "2024-07-02", "2024-07-03"),
        ("2023-12/2024-02", "2023-12-01", "2024-02-29"),
        ("2024-23", "2024-01-01", "2024-12-31"),
        ("2024-24", "2023-12-01", "2025-02-28"),
        ("2024-06-11?", "2024-06-11", "2024-06-11"),
        ("2024-04-05T12:00:00", "2024-04-05", "2024-04-05"),
    ],
)
def test_edtf_range(edtf: str, earliest: str, latest: str) -> None:
    assert edtf_range(edtf) == (dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest))


@pytest.mark.parametrize(
    "edtf",
    [
        "XXXX-06-26",
        "XXXX-07-02/XXXX-07-03",
        "2024-01/..",
        "../2024",
        "2024/",
        "-0044",
        "Y12345",
        "0000",
        "9999",
        "July",
    ],
)
def test_edtf_range_unknown(edtf: str) -> None:
    assert edtf_range(edtf) is None


@given(st.text(alphabet="0123456789X-/.?~%YTZ:", max_size=25))
def test_edtf_range_never_fails_and_is_in_order(text: str) -> None:
    days = edtf_range(text)
    assert days is None or (is_edtf(text) and days[0] <= days[1])


@given(st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9998, 12, 31)))
def test_edtf_range_of_a_day_is_the_day(day: dt.date) -> None:
    assert edtf_range(day.isoformat()) == (day, day)
