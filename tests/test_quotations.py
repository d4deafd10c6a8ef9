from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.articles import Span
from loader.attribution.quotations import find_quotations
from loader.furniture import Block


def blocks_of(text: str) -> list[Block]:
    """Every line that is not empty is a paragraph."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("body", Span(start, start + len(line))))
        start += len(line) + 1
    return blocks


def quoted(text: str) -> list[str]:
    return [text[q.span.start : q.span.end] for q in find_quotations(text, blocks_of(text))]


CASES = [
    ("“We will win,” she said. “It is sure.”", ["We will win,", "It is sure."]),
    ('"We will win," she said.', ["We will win,"]),
    ("''So it is,'' he said", ["So it is,"]),
    ("``So it is,'' he said", ["So it is,"]),
    ("„So ist es“, sagte er", ["So ist es"]),
    ("«C'est fini», dit-il", ["C'est fini"]),
    ("‘I can’t,’ he said. ‘We won’t.’", ["I can’t,", "We won’t."]),
    ("'we don't care' she said", ["we don't care"]),
    ("“He said ‘no’ to me,” she said", ["He said ‘no’ to me,"]),
    ("Trump: ‘Build it’", ["Build it"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_marks_of_all_styles(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


NOT_QUOTED = [
    "the voters' will in the '90s",
    "don't and can't",
    "He is 5'10\" tall",
    "rock ’n’ roll",
    "no marks at all",
]


@pytest.mark.parametrize("text", NOT_QUOTED)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert quoted(text) == []


ODD = [
    ('He said "we lose. She said "we win," and left.', ["we lose.", "we win,"]),
    ('He is 5\'10" tall and "fine" too', ["fine"]),
    ("”We will win,” he said. “Sure,” she said.", ["We will win,", "Sure,"]),
    ('He said "this is wrong. Then he left.\n\nThe "surge" began.', ["this is wrong.", "surge"]),
    ("He left.” Then “we go on,” she said.", ["we go on,"]),
]


@pytest.mark.parametrize(("text", "expected"), ODD)
def test_an_odd_mark_costs_one_quotation_at_most(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“The first part.\n“The second part,” he said."
    first, second = find_quotations(text, blocks_of(text))
    assert not first.closed
    assert second.continues
    assert not first.continues


@given(st.text(alphabet="ab .,\n\"'“”‘’«»", max_size=60))
def test_quotations_lie_in_order_inside_their_marks(text: str) -> None:
    blocks = blocks_of(text)
    end = 0
    for quotation in find_quotations(text, blocks):
        assert end <= quotation.outer.start <= quotation.span.start < quotation.span.end <= quotation.outer.end
        assert blocks[quotation.paragraph].span.contains(quotation.outer)
        end = quotation.outer.end
