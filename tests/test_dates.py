"""Date expressions: the answer stands inside the example, as ``[expression=value]``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from loader.articles import Article
from loader.dates import Calendar, DateExpression, find_dates, load_calendar
from loader.edtf import is_edtf
from loader.nlp import ParsedArticle, parse_articles

FRIDAY = dt.date(2024, 4, 5)
Parse = Callable[..., ParsedArticle]


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return load_calendar()


def marked(parsed: ParsedArticle, dates: tuple[DateExpression, ...]) -> str:
    """The text with each DATE and TIME as ``[words=EDTF]`` and any other expression as ``[words=TIMEX value]``."""
    text, position = "", 0
    for date in dates:
        answer = date.edtf or date.value
        text += f"{parsed.article.text[position : date.span.start]}[{parsed.article.quote(date.span)}={answer}]"
        position = date.span.end
    return text + parsed.article.text[position:]


def check(example: str, published: dt.date | None, parse: Parse, calendar: Calendar) -> None:
    parsed = parse(re.sub(r"\[([^=\]]*)=[^\]]*\]", r"\1", example), published=published)
    assert marked(parsed, find_dates(parsed, calendar)) == example


@pytest.mark.parametrize(
    "example",
    [
        "Pakistan on [Thursday=2024-04-04] reiterated that it was not holding talks.",
        "The president will receive the minister on [Monday=2024-04-08].",
        "The foreign ministers met on [April 3=2024-04-03] in Islamabad.",
        "They will meet in Tashkent on [July 2-3=2024-07-02/2024-07-03].",
        "The talks were held in Doha on [February 28, 2020=2020-02-28].",
        "[Earlier in December 2023=2023-12] he visited Kabul.",
        "They spoke [yesterday=2024-04-04] and will meet [tomorrow=2024-04-06].",
        "He visited Moscow [last month=2024-03] and goes to Beijing [next week=2024-04-08/2024-04-14].",
        "The office will open in [mid-June=2024-06].",
        "Exports rose in [the third quarter of 2023=2023-07/2023-09].",
        "The war of [the 1990s=199X] ended in [the summer of 1999=1999-22].",
        "The two have not met since [9/11=2001-09-11].",
        "The embassy was closed [two years ago=2022].",
    ],
)
def test_find_dates_with_publication_date(example: str, parse: Parse, calendar: Calendar) -> None:
    check(example, FRIDAY, parse, calendar)


@pytest.mark.parametrize(
    "example",
    [
        "They will meet in Tashkent on [July 2-3=XXXX-07-02/XXXX-07-03].",
        "The session was held on [June 26=XXXX-06-26].",
        "He spoke on [Wednesday=XXXX-WXX-3].",
        "The talks were held in Doha on [February 28, 2020=2020-02-28].",
    ],
)
def test_find_dates_without_publication_date(example: str, parse: Parse, calendar: Calendar) -> None:
    check(example, None, parse, calendar)


@pytest.mark.parametrize(
    "text",
    [
        "He was 37 years old.",
        "The deal of 31 February was a joke.",
        "The talks may march on.",
    ],
)
def test_find_dates_finds_none(text: str, parse: Parse, calendar: Calendar) -> None:
    parsed = parse(text, published=FRIDAY)
    assert marked(parsed, find_dates(parsed, calendar)) == text


WORDS = (
    "on in the of last next this two 31 2024 July May 3 - , . / : ' Friday week years ago later before a few quarter 30 "
    "February 2024-02-30 31/12/99 1990s noon p.m. summer first 0 9999 1000 decade century half day morning since to and"
)
TEXTS = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=12).map(" ".join) | st.text(max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, published=st.none() | st.dates())
def test_find_dates_of_any_text(text: str, published: dt.date | None, nlp: Language, calendar: Calendar) -> None:
    article = Article(id="any", source="any", text=text, published=published)
    for parsed in parse_articles(nlp, [article]):
        dates = find_dates(parsed, calendar)
        assert all(0 <= date.span.start < date.span.end <= len(text) for date in dates)
        assert all(a.span.end <= b.span.start for a, b in pairwise(dates))
        assert all(date.edtf is None or is_edtf(date.edtf) for date in dates), dates
