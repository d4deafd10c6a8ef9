"""Copies of one text, and independent sources."""

import random

from hypothesis import given
from hypothesis import strategies as st

from loader.fusion.reprints import Source, alike, count_independent, find_origins, sketch

WIRE = (
    "The foreign ministry of Ruritania on Thursday ruled out talks with the Free Hentzau Movement, a day after an "
    "envoy from a neighbouring country had offered to bring both sides together. Spokeswoman Ana Horvat said at her "
    "weekly briefing that there were no such plans. She added that the border would stay closed until further notice."
)
OTHER = (
    "Farmers in the south of Ruritania expect the best harvest in ten years, thanks to a wet spring and to new seed "
    "that a cooperative had brought from abroad. Prices in the markets of Strelsau have fallen by a tenth already, "
    "said the owner of a mill, and bakers hope that they will fall further before the winter comes."
)


def test_a_wire_copy_with_another_ending_is_a_copy() -> None:
    assert alike(sketch(WIRE), sketch(WIRE.rsplit(".", 2)[0] + ". More in our newsletter."))


def test_an_article_that_quotes_a_sentence_is_none() -> None:
    assert not alike(sketch(WIRE), sketch(f"{OTHER} Spokeswoman Ana Horvat said there were no such plans."))


def test_short_texts_are_copies_only_word_for_word() -> None:
    assert alike(sketch("Issues of cooperation were discussed."), sketch("Issues of cooperation were discussed!"))
    assert not alike(sketch("Issues of cooperation were discussed."), sketch("Issues of trade were discussed."))


def test_texts_without_words_are_nobodys_copies() -> None:
    assert find_origins({"a": sketch(""), "b": sketch("…")}) == {"a": "a", "b": "b"}


def test_origins_go_by_the_smallest_id() -> None:
    sketches = {"c": sketch(WIRE), "b": sketch(WIRE + " Read more."), "a": sketch(OTHER)}
    assert find_origins(sketches) == {"a": "a", "b": "b", "c": "b"}


@given(st.randoms())
def test_origins_do_not_depend_on_order(shuffler: random.Random) -> None:
    sketches = {f"w{i}": sketch(f"{WIRE} {i}") for i in range(3)} | {f"o{i}": sketch(f"{OTHER} {i}") for i in range(3)}
    items = list(sketches.items())
    shuffler.shuffle(items)
    assert find_origins(dict(items)) == find_origins(sketches)


def test_independent_sources() -> None:
    dawn, geo = Source("1", "Dawn", "1"), Source("2", "Geo", "2")
    assert count_independent([dawn, geo]) == 2
    assert count_independent([dawn, Source("3", "dawn", "3")]) == 1
    assert count_independent([dawn, Source("3", "Geo", "1")]) == 1, "a copy of one text"
    assert count_independent([Source("1", None, "1"), Source("2", None, "2")]) == 2
    assert count_independent([]) == 0
