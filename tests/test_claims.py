"""The same remark in several articles."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.fusion import Claim, claims, corroborate, load_negations, same_utterances
from loader.fusion.claims import content_words, is_negative, same_claim
from loader.triples import actor_terms
from tests.graphs import VOCABULARY
from tests.sample import IDENTITIES, first_record

NEGATIONS = load_negations()
LONG = "Afghan authorities must take immediate action against the groups behind recent attacks on civilians in Pakistan"


def claim(article: str, text: str, speaker: str = "baloch", **fields: Any) -> Claim:
    published = fields.pop("published", None)
    return Claim(
        f"statement:{article}-{fields.pop('at', '1-2')}",
        article,
        dt.date.fromisoformat(published) if published else None,
        fields.pop("publisher", None),
        (f"actor:{speaker}",),
        content_words(text),
        is_negative(text, NEGATIONS),
        **fields,
    )


def linked(*found: Claim) -> dict[str, tuple[str, ...]]:
    return {entry.term: entry.same for entry in corroborate(found, {}, {})}


SAME = {
    "the same words": (claim("a", LONG), claim("b", LONG)),
    "one leaves out the end": (claim("a", LONG), claim("b", LONG.removesuffix(" on civilians in Pakistan"))),
    "another word or two": (claim("a", LONG), claim("b", LONG.replace("immediate", "swift"))),
    "short, but of one day": (
        claim("a", "Pakistan rejects dialogue with terrorist groups", edtf="2024-04-05"),
        claim("b", "Pakistan rejects dialogue with terrorist groups", edtf="2024-04-05"),
    ),
    "days apart within one week's reports": (
        claim("a", LONG, published="2024-04-05"),
        claim("b", LONG, published="2024-04-06"),
    ),
}

DIFFERENT = {
    "another speaker": (claim("a", LONG), claim("b", LONG, speaker="omari")),
    "one article": (claim("a", LONG), claim("a", LONG, at="8-9")),
    "another day": (claim("a", LONG, edtf="2024-04-05"), claim("b", LONG, edtf="2024-04-12")),
    "months apart": (claim("a", LONG, published="2024-04-05"), claim("b", LONG, published="2024-08-05")),
    "the contrary": (claim("a", LONG), claim("b", LONG.replace("must", "must not"))),
    "too short to tell": (claim("a", "Pakistan wants peace"), claim("b", "Pakistan wants peace")),
    "days known, though not to a few": (claim("a", LONG, edtf="2024"), claim("b", LONG, edtf="2024-04-05")),
    "short, and no day said": (
        claim("a", "Pakistan rejects dialogue with terrorist groups", published="2024-04-05"),
        claim("b", "Pakistan rejects dialogue with terrorist groups", published="2024-04-05"),
    ),
    "half the words": (
        claim("a", LONG),
        claim("b", "Afghan authorities must return the refugees behind the border to Kabul"),
    ),
}


@pytest.mark.parametrize("found", SAME.values(), ids=SAME.keys())
def test_one_claim(found: tuple[Claim, Claim]) -> None:
    assert linked(*found) == {"statement:a-1-2": ("statement:b-1-2",), "statement:b-1-2": ("statement:a-1-2",)}


@pytest.mark.parametrize("found", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_not_one_claim(found: tuple[Claim, Claim]) -> None:
    assert linked(*found) == {}


def test_one_occasion_is_as_good_as_a_day() -> None:
    short = "Pakistan rejects dialogue with terrorist groups"
    first, second = claim("a", short, occasion="report:a-8-9"), claim("b", short, occasion="report:b-8-9")
    meetings = {"report:a-8-9": "meeting:a-8-9", "report:b-8-9": "meeting:a-8-9"}
    assert corroborate([first, second], {}, {}) == []
    assert len(corroborate([first, second], {}, meetings)) == 2


def test_independent_publishers_are_counted() -> None:
    found = [claim("a", LONG, publisher="Dawn"), claim("b", LONG, publisher="Geo"), claim("c", LONG, publisher="Wire")]
    assert {entry.publishers for entry in corroborate(found, {}, {})} == {3}
    assert {entry.publishers for entry in corroborate(found, {"b": "a"}, {})} == {2}


def test_copies_of_one_text_report_one_claim_whenever_they_are_printed() -> None:
    short = "Pakistan rejects dialogue with terrorist groups"
    found = [claim("a", short, published="2024-04-05"), claim("b", short, published="2024-05-30")]
    assert corroborate(found, {}, {}) == []
    assert [entry.publishers for entry in corroborate(found, {"a": "a", "b": "a"}, {})] == [1, 1]


def test_the_same_words_tell_that_two_briefings_are_one() -> None:
    found = [claim("b", LONG, occasion="report:b-8-9"), claim("a", LONG, occasion="report:a-8-9")]
    assert same_utterances(found) == [("report:a-8-9", "report:b-8-9")]


def test_one_meeting_is_no_pair_and_other_words_tell_nothing_of_it() -> None:
    one = claim("a", LONG, occasion="report:a-8-9")
    assert same_utterances([one, claim("b", LONG)]) == []
    assert same_utterances([one, claim("b", LONG.replace("must", "must not"), occasion="report:b-8-9")]) == []


@given(st.randoms())
def test_order_does_not_matter(shuffler: random.Random) -> None:
    found = [
        claim(f"{c.article}{i}", " ".join(c.words), edtf=c.edtf) for i, pair in enumerate(SAME.values()) for c in pair
    ]
    shuffled = list(found)
    shuffler.shuffle(shuffled)
    assert corroborate(shuffled, {}, {}) == corroborate(found, {}, {})


@pytest.mark.parametrize(
    ("text", "negative"),
    [("will not hold talks", True), ("won’t talk", True), ("no plans", True), ("a notable plan", False)],
)
def test_is_negative(text: str, negative: bool) -> None:
    assert is_negative(text, NEGATIONS) is negative


def test_claims_of_a_record_need_a_speaker_and_some_words() -> None:
    (found,) = claims(first_record(), actor_terms(IDENTITIES, VOCABULARY), NEGATIONS)
    assert found.term == "statement:strelsau-post-1-105-179"
    assert found.speakers == ("actor:ana-horvat",)
    assert (found.edtf, found.occasion, found.negative) == ("2024-04-04", "report:strelsau-post-1-238-252", True)


WORDS = [
    "talks",
    "border",
    "council",
    "border",
    "attack",
    "refugees",
    "ministers",
    "envoy",
    "prisoners",
    "water",
    "trade",
    "treaty",
    "visas",
    "flights",
]

claims_at_random = st.builds(
    claim,
    st.sampled_from([f"a{i}" for i in range(9)]),
    st.lists(st.sampled_from(WORDS), min_size=5, max_size=14).map(" ".join),
    speaker=st.sampled_from(["baloch", "omari"]),
    published=st.sampled_from([None, "2024-04-05", "2024-04-07", "2024-04-09"]),
    edtf=st.sampled_from([None, "2024-04-04", "2024-04-05", "2024-04"]),
    occasion=st.sampled_from([None, "report:x-1-2"]),
)


@given(st.lists(claims_at_random, max_size=12, unique_by=lambda c: c.article))
def test_no_pair_is_overlooked(found: list[Claim]) -> None:
    """Looking claims up by rare words and time finds all that comparing every pair finds."""
    pairs = {(a.term, b.term) for a in found for b in found if {*a.speakers} & {*b.speakers} and same_claim(a, b)}
    linked_pairs = {(term, other) for term, others in linked(*found).items() for other in others}
    assert pairs <= linked_pairs
    assert {term for term, _ in pairs} == {term for term, _ in linked_pairs}
