"""Persons whom "and" joins: side by side in the parse, whatever the parser makes of their names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loader.nlp import ParsedArticle

pytestmark = pytest.mark.model
Parse = Callable[..., ParsedArticle]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Anwar Shah and Lim Chee Hong said flights would resume.", ["Shah", "Hong"]),
        ("President Omar Sow and Prime Minister Kenji Mori told reporters so.", ["Sow", "Mori"]),
        ("Anna Berg met John Stone and Maria Lopez left.", ["Berg"]),
    ],
)
def test_joined_persons_are_subjects_together(text: str, subjects: list[str], parse: Parse) -> None:
    doc = parse(text).doc
    first = next(token for token in doc if token.dep_ == "nsubj")
    assert [token.text for token in (first, *first.conjuncts)] == subjects


def test_a_titled_name_is_no_second_subject(parse: Parse) -> None:
    doc = parse("Prime Minister Anwar Shah and his Malaysian counterpart Lim Chee Hong said so.").doc
    assert [token.text for token in doc if token.dep_ == "nsubj"] == ["Shah"]
