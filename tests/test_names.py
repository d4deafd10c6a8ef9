"""Folding and comparison of names, by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.names import (
    compare_persons,
    edits,
    fold,
    is_acronym_of,
    load_nicknames,
    may_be_one,
    same_given_name,
    slug,
)

NICKNAMES = load_nicknames()
words = st.text(alphabet="abcdeghiklmnorstuvyz", min_size=3, max_size=9)
names = st.lists(words, min_size=2, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("first", "second", "likeness"),
    [
        ("Bilawal Bhutto-Zardari", "Bilawal Bhutto Zardari", "SAME"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "SAME"),
        ("Muhammad Nabi Omari", "Mohammad Nabi Omari", "SPELLING"),
        ("Mumtaz Zahra Baloch", "Mumtaz Zahra Buluch", "SPELLING"),
        ("Bill Clinton", "William Clinton", "SPELLING"),
        ("Sergei Lavrov", "Sergey Lavrov", "SPELLING"),
        ("Vladimir V. Putin", "Vladimir Putin", "PART"),
        ("Osama bin Laden", "Osama Laden", "SAME"),
        ("Waqar Ahmad", "Waqas Ahmad", "TYPO"),
        ("Vladimir Pulin", "Vladimir Putin", "TYPO"),
        ("Salman Mohammed Khan", "Mohammed Salman Khan", "TYPO"),
        ("Bill Clinton", "Hillary Clinton", "DIFFERENT"),
        ("Ilham Aliyev", "Ilham Aliyeva", "DIFFERENT"),
        ("Friedrich Hans", "Hans Friedrich", "DIFFERENT"),
        ("Nawaz Sharif", "Shahbaz Sharif", "DIFFERENT"),
    ],
)
def test_compare_persons(first: str, second: str, likeness: str) -> None:
    assert compare_persons(first, second, NICKNAMES).name == likeness


@given(names, names)
def test_comparison_is_symmetric(first: str, second: str) -> None:
    assert compare_persons(first, second, NICKNAMES) is compare_persons(second, first, NICKNAMES)


@given(st.sampled_from(("ahmad", "bilal", "omar", "peter", "maria", "hillary")), words, words)
def test_other_given_names_are_other_persons(given_name: str, other: str, surname: str) -> None:
    if not same_given_name(given_name, other, NICKNAMES) and len(surname) > 3:
        assert not may_be_one(f"{given_name} {surname}", f"{other} {surname}", NICKNAMES)


@given(words, words)
def test_edits_are_a_metric(first: str, second: str) -> None:
    assert edits(first, second) == edits(second, first)
    assert (edits(first, second) == 0) is (first == second)
    assert abs(len(first) - len(second)) <= edits(first, second) <= max(len(first), len(second))


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=120))
def test_slugs_are_flat_local_names(text: str) -> None:
    assert slug(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("acronym", "name", "spells"),
    [
        ("TTP", "Tehreek-e-Taliban Pakistan", True),
        ("SCO", "Shanghai Cooperation Organization", True),
        ("FO", "Foreign Office", True),
        ("NATO", "Foreign Office", False),
    ],
)
def test_is_acronym_of(acronym: str, name: str, spells: bool) -> None:
    assert is_acronym_of(acronym, name) is spells
