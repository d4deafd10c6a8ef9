"""Furniture: which lines of a news text are not its body. The expected kind stands before each line."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.articles import Article
from loader.furniture import Layout, complete, load_furniture_words, read_authors, read_date, read_layout

PAGES = [
    """
headline   | Minister rules out talks with rebels
standfirst | Responding to critics, he explained that there would be no change of policy
byline     | By Jane Writer
date       | April 05, 2024
caption    | The minister speaks in this file photo in Geneva on February 1, 2024.
dateline   | GENEVA
body       | The minister said on Thursday that there would be no talks.
notice     | Advertisement
body       | "We have said so before," he added.
""",
    """
headline   | Sanctions eased
body       | The council has lifted the sanctions, its president said.
body       | Trade may resume in May.
""",
    """
body       | The decree says:
body       | "The ministry is dissolved."
body       | It was signed on Monday.
""",
    """
headline   | Ceasefire holds, UN says
date       | Published: 5 April 2024 10:15am
byline     | Our Correspondent
body       | The ceasefire was holding on Friday, the United Nations said.
notice     | Read more: Who broke the last one?
body       | Both sides accused each other of breaking the last one.
""",
    """
body       | MINISTER: Thank you for coming.
body       | QUESTION: Will there be talks?
body       | MINISTER: No.
""",
    """
headline   | Gate stays shut
byline     | Jane Writer
dateline   | Amman
date       | Nov 06, 2025
body       | The gate stayed shut on Thursday.
""",
    """
headline   | President receives envoy
date       | 20 Hut 1404 / March 11, 2026
byline     | Press Service of the President
body       | The President received an envoy today.
""",
    """
headline   | Kinshasa snubs Doha date
standfirst | President calls crisis summit
date       | MONDAY MAY 12 2025
byline     | By JANE WRITER in Nairobi and ALI AUTHOR in Kigali
body       | The country has turned down an invitation.
""",
    """
dateline   | NEW YORK
body       | The secretary-general urged restraint.
body       | By noon the talks were over.
""",
]


AGENCY_PAGE = """Deputy minister in Geneva

By Jane Writer in Geneva
Fri 11 Jul 2025

The minister speaks in Geneva on July 10, 2025. — Photo: Agency

GENEVA: The minister spoke on Friday.
"""


def page(lines: str) -> tuple[str, list[str]]:
    """A page's text and the kinds of its blocks; a dateline opens the paragraph below it."""
    rows = [line.split("|", 1) for line in lines.strip().splitlines()]
    text = "".join(t.strip() + (": " if k.strip() == "dateline" and t.isupper() else "\n") for k, t in rows)
    return text, [kind.strip() for kind, _ in rows]


def layout_of(text: str, **fields: str) -> tuple[Article, Layout]:
    article = Article("page", "page.txt", text, **fields)  # type: ignore[arg-type]
    return article, read_layout(article, load_furniture_words())


@pytest.mark.parametrize("lines", PAGES)
def test_lines_have_their_kinds(lines: str) -> None:
    text, kinds = page(lines)
    article, layout = layout_of(text)
    assert [(b.kind, article.quote(b.span)[:30]) for b in layout.blocks] == [
        (kind, line.split("|", 1)[1].strip()[:30]) for kind, line in zip(kinds, lines.strip().splitlines(), strict=True)
    ]


def test_metadata_is_read_off_the_furniture_and_the_container_comes_first() -> None:
    article, layout = layout_of(page(PAGES[0])[0])
    told = complete(article, layout)
    assert (told.headline, told.authors, told.published) == (
        "Minister rules out talks with rebels",
        ("Jane Writer",),
        dt.date(2024, 4, 5),
    )
    assert complete(Article("1", "1.txt", "x", headline="Known"), layout).headline == "Known"


def test_known_headline_is_found_with_its_full_stop() -> None:
    _, layout = layout_of("Talks are off.\nThe minister said so on Friday.\n", headline="Talks are off")
    assert layout.headline == "Talks are off."


def test_a_known_headline_does_not_make_one_of_a_first_sentence() -> None:
    _, layout = layout_of("The talks ended on Friday.\nThe minister left.\n", headline="Talks off")
    assert [b.kind for b in layout.blocks] == ["body", "body"]


def test_what_the_container_states_of_authors_and_day_comes_first() -> None:
    _, layout = layout_of(page(PAGES[0])[0])
    known = Article("1", "1.txt", "x", authors=("Ann Author",), published=dt.date(2024, 1, 2))
    assert (complete(known, layout).authors, complete(known, layout).published) == (
        ("Ann Author",),
        dt.date(2024, 1, 2),
    )


def test_the_day_of_the_body_is_no_date_line() -> None:
    _, layout = layout_of("Talks end\nThe talks that began on May 2, 2025 have ended, she said.\nNobody won.\n")
    assert (layout.headline, layout.published) == ("Talks end", None)


def test_the_block_at_an_offset() -> None:
    _, layout = layout_of("Talks end\n\nThe talks have ended, she said.\nNobody won.\n")
    assert [(block.kind if (block := layout.block_at(at)) else None) for at in (0, 9, 11, 45)] == [
        "headline",
        None,
        "body",
        "body",
    ]


def test_credit_is_cut_off_its_caption() -> None:
    article, layout = layout_of("Peace near\nThe envoys in this undated photo. — AFP/File\nThe envoys met on Friday.\n")
    assert [(b.kind, article.quote(b.span)) for b in layout.blocks][1:3] == [
        ("caption", "The envoys in this undated photo."),
        ("credit", "— AFP/File"),
    ]


def test_impossible_date_is_none() -> None:
    assert read_date("February 31, 2024") is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_blocks_are_ordered_apart_and_hold_every_word(text: str) -> None:
    article, layout = layout_of(text)
    spans = [b.span for b in layout.blocks]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(article.quote(s).strip() == article.quote(s) != "" for s in spans)


def test_page_with_short_weekday_and_credited_photo() -> None:
    _, layout = layout_of(AGENCY_PAGE)
    assert [b.kind for b in layout.blocks] == ["headline", "byline", "date", "caption", "credit", "dateline", "body"]
    assert (layout.authors, layout.published) == (("Jane Writer",), dt.date(2025, 7, 11))


@pytest.mark.parametrize(
    ("opening", "place", "published"),
    [
        ("Doha, January 14 (GNA) -- ", "Doha", None),
        ("Doha, January 14, 2026 – ", "Doha", dt.date(2026, 1, 14)),
        ("Doha, 14 January 2026 – ", "Doha", dt.date(2026, 1, 14)),
        ("ASTANA. KAZINFORM. ", "ASTANA", None),
        ("TASHKENT. ", "TASHKENT", None),
        ("YEREVAN, MAY 2, ARMENPRESS. ", "YEREVAN", None),
        ("Moscow. May 2. INTERFAX.RU - ", "Moscow", None),
        ("PYONGYANG, May 2. /KCNA/-- ", "PYONGYANG", None),
        ("RAMALLAH, Friday, May 2, 2025 (WAFA) – ", "RAMALLAH", dt.date(2025, 5, 2)),
        ("Hanoi (VNA) – ", "Hanoi", None),
        ("Gaza City, Palestine – ", "Gaza City, Palestine", None),
        ("(Nairobi, May 2, 2025) – ", "Nairobi", dt.date(2025, 5, 2)),
        ("(AFP) – ", None, None),
        ("In Doha, January 14 – ", None, None),
        ("New Delhi, Mar 12, 2025 (PTI) - ", "New Delhi", dt.date(2025, 3, 12)),
        ("KABUL, April 5 (AFP) — ", "KABUL", None),
        ("Geneva (Reuters) — ", "Geneva", None),
        ("PARIS, France -- ", "PARIS, France", None),
        ("BISHKEK, September 19, 2025. ", "BISHKEK", dt.date(2025, 9, 19)),
        ("BISHKEK, September 19. /TASS/. ", "BISHKEK", None),
        ("Geneva: ", None, None),
        ("FO: ", None, None),
        ("MINISTER: ", "MINISTER", None),
    ],
)
def test_dateline_gives_place_and_sometimes_the_day(opening: str, place: str | None, published: dt.date | None) -> None:
    article, layout = layout_of(f"{opening}The talks were held on Monday, both sides said.\n")
    assert (layout.dateline and article.quote(layout.dateline)) == place
    assert layout.published == published


def test_source_line_with_a_day_is_a_date_line() -> None:
    _, layout = layout_of("Source: Agency | 2025-08-04 21:15:30\n\nThe talks went on.\nThey will end.\n")
    assert [b.kind for b in layout.blocks] == ["date", "body", "body"]
    assert layout.published == dt.date(2025, 8, 4)


@pytest.mark.parametrize(
    "line",
    [
        "Published 9:14 PM EDT, April 5, 2024",
        "Published : 5 Apr 2024, 10:12 PM",
        "Published - April 05, 2024 10:12 pm IST - New Delhi",
        "Updated Fri., April 5, 2024 at 5 p.m. EDT",
        "Updated 1433 GMT (2233 HKT) April 5, 2024",
        "14:33 GMT, 5 April 2024",
        "5 April 2024 • 6:00pm",
        "2024/04/05 14:33",
        "April 5, 2024 / 9:14 PM EDT / Hill News",
    ],
)
def test_a_date_line_may_have_a_time_and_a_place_around_the_day(line: str) -> None:
    _, layout = layout_of(f"Gate stays shut\n\n{line}\n\nThe gate stayed shut on Thursday.\nIt rained.\n")
    assert (layout.published, [block.kind for block in layout.blocks]) == (
        dt.date(2024, 4, 5),
        ["headline", "date", "body", "body"],
    )


@pytest.mark.parametrize(
    ("line", "authors", "place", "published"),
    [
        (
            "Jane Writer | Ali Author Updated October 23, 2025",
            ("Jane Writer", "Ali Author"),
            None,
            dt.date(2025, 10, 23),
        ),
        ("Astana, 24 April 2025", (), "Astana", dt.date(2025, 4, 24)),
        ("By: Jane Writer", ("Jane Writer",), None, None),
        ("HILL NEWS SERVICE", ("HILL NEWS SERVICE",), None, None),
    ],
)
def test_one_line_may_tell_who_where_and_when(
    line: str, authors: tuple[str, ...], place: str | None, published: dt.date | None
) -> None:
    article, layout = layout_of(f"Gate stays shut\n\n{line}\n\nThe gate stayed shut on Thursday.\nIt rained.\n")
    dateline = layout.dateline and article.quote(layout.dateline)
    assert (layout.headline, layout.authors, dateline, layout.published) == (
        "Gate stays shut",
        authors,
        place,
        published,
    )


def test_a_day_at_the_end_of_the_headline_is_the_day() -> None:
    _, layout = layout_of("Regular press conference on November 20, 2025\nThe spokesman took questions.\nIt rained.\n")
    assert layout.published == dt.date(2025, 11, 20)


def test_desks_are_no_authors() -> None:
    assert read_authors("By Our Diplomatic Correspondent") == ()
    assert read_authors("By A. Writer and B. Author | Desk") == ("A. Writer", "B. Author")
