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
        # weekdays, by the tense of their clause
        "Pakistan on [Thursday=2024-04-04] reiterated that it was not holding talks.",
        "The minister met his counterpart on [Friday=2024-04-05].",
        "The president will receive the minister on [Monday=2024-04-08].",
        "The delegation is scheduled to arrive on [Sunday=2024-04-07].",
        "The summit opens on [Tuesday=2024-04-09] in Astana.",
        "Sharif met Xi on [Thursday=2024-04-04] and will meet Putin on [Saturday=2024-04-06].",
        "[Monday=2024-04-01]'s meeting in Paris brought together 20 leaders.",
        "He said on [Tuesday=2024-04-02] that the talks would resume on [Thursday=2024-04-04].",
        "The visit was put off until [next Tuesday=2024-04-09].",
        "They met [last Wednesday=2024-03-27].",
        "They met on [Wednesday=2024-04-03]. The seventh round failed.",
        # a day that is set lies ahead, unless what was set is over
        "A parade is scheduled for [Monday=2024-04-08].",
        "The hearing was put off to [Wednesday=2024-04-10].",
        "The hearing, planned for [Sunday=2024-04-07], has been moved.",
        "A hearing planned for [Wednesday=2024-04-03] was called off.",
        "The union has called a rally for [Thursday=2024-04-11].",
        "The envoy will tour the coast from [Tuesday to Thursday=2024-04-09/2024-04-11].",
        "The council sits on [the first Tuesday of May=2024-05-07].",
        "The council sat on [the last Monday of March=2024-03-25].",
        "[Late Thursday=2024-04-04], the talks broke down.",
        # days and months of a year that goes without saying
        "The foreign ministers met on [April 3=2024-04-03] in Islamabad.",
        "The foreign secretaries will meet in New Delhi on [25th April=2024-04-25].",
        "The [April 2=2024-04-02] attack killed seven.",
        "They last met in [March=2024-03].",
        "The office will open in [mid-June=2024-06].",
        "The Jeddah talks ended in [December=2023-12].",
        "The board declared a dividend payable [Nov. 15=2024-11-15].",
        "He visited Kabul on [May 3=2023-05-03].",
        "He will go to Kabul on [May 3=2024-05-03]. He will stay until [February 8=2025-02-08].",
        "They will meet on the night of [3/4 May=2024-05-03/2024-05-04].",
        "They discussed preparations for the summit in [September=2024-09].",
        "He was not hopeful about the looming showdown in [December=2024-12].",
        "He resigned with effect from [April 30=2024-04-30].",
        "The president visited Moscow [last June=2023-06].",
        "He was on leave from [November 2023=2023-11] and came back [this March=2024-03].",
        # dates with their year
        "The talks were held in Doha on [February 28, 2020=2020-02-28].",
        "He was born on [5 June 1961=1961-06-05].",
        "[Earlier in December 2023=2023-12] he visited Kabul.",
        "The note of [02/03/2024=2024-02-03], signed on [31/3/2024=2024-03-31], was leaked.",
        "The last session was on [2024-03-28=2024-03-28].",
        "The two have not met since [9/11=2001-09-11].",
        "After the [Sept. 11 attacks=2001-09-11], they met.",
        "The students will plant a garden on [Earth Day=2024-04-22].",
        # years, quarters, decades
        "It failed in [early 2024=2024] and again in [2022=2022].",
        "Exports rose in [the third quarter of 2023=2023-07/2023-09].",
        "The war of [the 1990s=199X] ended in [the summer of 1999=1999-22].",
        "It was built in [the 19th century=18XX].",
        "He served [2014-2016=2014/2016], in [2023-24=2023/2024] and in [2001-02=2001/2002].",
        "He was envoy from [2010 to 2014=2010/2014].",
        # ranges
        "They will meet in Tashkent on [July 2-3=2024-07-02/2024-07-03].",
        "The visit from [8 to 10 April=2024-04-08/2024-04-10] is his first.",
        "They met between [April 2 and April 4=2024-04-02/2024-04-04].",
        "Talks were held on [12 and 13 March=2024-03-12/2024-03-13] in Doha.",
        "The visit from [Thursday to Saturday=2024-04-04/2024-04-06] is his first.",
        "The monitors worked from [December 28 to January 3=2023-12-28/2024-01-03].",
        # counted from the day of publication
        "They spoke [yesterday=2024-04-04] and will meet [tomorrow=2024-04-06].",
        "He visited Moscow [last month=2024-03] and goes to Beijing [next week=2024-04-08/2024-04-14].",
        "The embassy was closed [two years ago=2022].",
        "He returned [two days ago=2024-04-03].",
        "They met [earlier this week=2024-04-01/2024-04-07].",
        "The two will meet in [three days=2024-04-08].",
        "The session is scheduled for [the third week of May=2024-05-13/2024-05-19].",
        # counted from what the text told before
        "On [March 31=2024-03-31] a bomb went off; [a day later=2024-04-01] the minister came.",
        "They met on [March 12=2024-03-12] and signed [the following day=2024-03-13].",
        "The truce of [November 2021=2021-11] lapsed [a month later=2021-12].",
        "In [the third quarter of 2023=2023-07/2023-09] it lost more than [a year earlier=2022-07/2022-09].",
        "He left on [March 31=2024-03-31], as in [2019=2019]; [earlier in the day=2024-03-31] he wept.",
        # a story of an earlier year
        "The bank closed on [June 3, 2015=2015-06-03]. On [June 25=2015-06-25] it reopened.",
        "The accord of [March 3, 2015=2015-03-03] was renewed on [March 25=2024-03-25].",
        # times: their day
        "He spoke by phone on [Thursday night=2024-04-04] with the president.",
        "He will address parliament at [11am on Saturday=2024-04-06].",
        "They met on [the night of April 1=2024-04-01].",
        "The offer stands until [5 p.m. EST, April 9=2024-04-09].",
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
        "They met in [March=XXXX-03], in [the third quarter=XXXX-07/XXXX-09] and in [2019=2019].",
        "The talks were held in Doha on [February 28, 2020=2020-02-28], and on [June 26=XXXX-06-26] in Kabul.",
        "They met [today=None] and [last week=None].",
    ],
)
def test_find_dates_without_publication_date(example: str, parse: Parse, calendar: Calendar) -> None:
    check(example, None, parse, calendar)


@pytest.mark.parametrize(
    "example",
    [
        "It will be the first summit in [40 years=P40Y].",
        "The [two-day=P2D] talks lasted [a few hours=PTXH] more than [the past three years=P3Y] of silence.",
        "She held her [weekly=P1W] briefing and meets them [every Monday=XXXX-WXX-1] and [every two years=P2Y].",
        "They are [now=PRESENT_REF] ready, unlike [recently=PAST_REF], to meet [soon=FUTURE_REF].",
        "In the [coming days=FUTURE_REF] he will go.",
        "The war lasted [two and a half years=P2Y6M] and [20 minutes=PT20M].",
        "[Two days later=None], [the next day=None] and [that day=None] hang on what nobody told.",
    ],
)
def test_find_dates_without_a_date_of_the_calendar(example: str, parse: Parse, calendar: Calendar) -> None:
    check(example, FRIDAY, parse, calendar)


@pytest.mark.parametrize(
    "text",
    [
        "He was 37 years old, his 8-year-old son too.",
        "The deal of 31 February was a joke, as was 30/02/2024.",
        "They may march on, said May, and fall in love.",
        "About 2000 people came, he was the second.",
        "It costs $1998, has 24/7 service and a 4/5 majority, 3:2 or 12:75.",
        "Iraq imports three-quarters of its food; a quarter of it rots.",
        "The SEC sued; the sun sat low; Mar Thoma sang.",
        "At 10 a.m. they met.",
        "He stayed at Mar-a-Lago for the first half of the game.",
        "He told the Daily News and Good Morning America.",
    ],
)
def test_find_dates_finds_none(text: str, parse: Parse, calendar: Calendar) -> None:
    parsed = parse(text, published=FRIDAY)
    assert marked(parsed, find_dates(parsed, calendar)) == text


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("He left on Tuesday morning.", "TIME", "2024-04-02TMO"),
        ("He left on Tuesday at 10:30 p.m.", "TIME", "2024-04-02T22:30"),
        ("It took effect at midnight on Tuesday.", "TIME", "2024-04-02T24"),
        ("They will meet on Monday from 3 to 5 p.m.", "TIME", "2024-04-08T15:00/2024-04-08T17:00"),
        ("They met over the weekend.", "DATE", "2024-W13-WE"),
        ("He came last week.", "DATE", "2024-W13"),
        ("He came last winter.", "DATE", "2023-WI"),
        ("They will meet in two weeks.", "DATE", "2024-W16"),
        ("Prices fell in two weeks.", "DURATION", "P2W"),
        ("It rose in the nineties.", "DATE", "199"),
        ("They meet on Tuesday nights.", "SET", "XXXX-WXX-2TNI"),
        ("They meet every Monday at 4 p.m.", "SET", "XXXX-WXX-1T16"),
    ],
)
def test_find_dates_timex(text: str, type_: str, value: str, parse: Parse, calendar: Calendar) -> None:
    (date,) = find_dates(parse(text, published=FRIDAY), calendar)
    assert (date.type, date.value) == (type_, value)


def test_find_dates_reads_the_date_line(parse: Parse, calendar: Calendar) -> None:
    parsed = parse("Talks resume in Doha\n\nBy A. Writer\nApril 05, 2024\n\nThey met on Thursday in Doha for talks.")
    assert find_dates(parsed, calendar)[-1].edtf == "2024-04-04"


def test_find_dates_keeps_paragraphs_apart(parse: Parse, calendar: Calendar) -> None:
    parsed = parse("He came in May\n\n3 ministers met in Kabul, and then they left for Doha.", published=FRIDAY)
    assert [date.value for date in find_dates(parsed, calendar)] == ["2024-05"]


def test_find_dates_in_a_long_run_of_numbers(parse: Parse, calendar: Calendar) -> None:
    assert find_dates(parse("1" * 5000 + ", " + "9" * 5000 + ".5 p.m.", published=FRIDAY), calendar) == ()
    assert find_dates(parse("one " * 2000 + "and two the of in " * 200, published=FRIDAY), calendar) == ()


WORDS = (
    "on in the of last next this two 31 2024 July May 3 - , . / : ' Friday week years ago later before a few quarter "
    "February 2024-02-30 31/12/99 1990s noon p.m. summer first 0 9999 1000 decade century half day morning since "
    "to and 30"
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
