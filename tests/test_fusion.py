"""Meetings across articles: what comes together, what must not, and what the reports then agree on."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.fusion import FusedMeeting, Report, Venue, by_article, fuse, meeting_reports
from loader.fusion.calendars import compatible, day_gap, read_when, same_days
from loader.triples import actor_terms
from tests.graphs import VOCABULARY
from tests.sample import IDENTITIES, first_record, second_record

ASTANA = Venue("place:Astana-1", "Astana", 1, "KZ")
ALMATY = Venue("place:Almaty-2", "Almaty", 2, "KZ")
KAZAKHSTAN = Venue("place:Kazakhstan-3", "Kazakhstan", 3, "KZ", whole_country=True)
DOHA = Venue("place:Doha-4", "Doha", 4, "QA")


def report(article: str, kind: str = "Meeting", status: str = "held", **fields: Any) -> Report:
    """A report with the parties given as one string: ``parties="pakistan ttp"``."""
    parties = tuple(f"actor:{name}" for name in fields.pop("parties", "").split())
    published = fields.pop("published", None)
    fields = {"published": dt.date.fromisoformat(published) if published else None, "participants": parties, **fields}
    return Report(f"report:{article}-1-2", "m1", article, kind=kind, status=status, **fields)


def fused(*reports: Report) -> list[set[str]]:
    """The articles of each encounter."""
    return [{article for article, _ in meeting.members} for meeting in fuse(reports, {})]


def one(*reports: Report) -> FusedMeeting:
    """The one encounter that the reports are of."""
    (meeting,) = fuse(reports, {})
    return meeting


# --- what comes together -----------------------------------------------------------------------------------------

COUNCIL: dict[str, Any] = {"parties": "ahmad", "series": "SCO security council", "ordinal": 19}

TOGETHER = {
    "one number in one series": (
        report("a", **COUNCIL, edtf="2024-04-03", venue=ASTANA),
        report("b", **COUNCIL, edtf="XXXX-04-03", venue=KAZAKHSTAN),
    ),
    "the day, a place in the country, and who was there": (
        report("a", parties="ahmad", edtf="2024-04-03", venue=ASTANA),
        report("b", parties="ahmad singh", edtf="2024-04-03", venue=KAZAKHSTAN),
    ),
    "the number, the day and the place, though each report names other parties": (
        report("a", parties="ahmad", ordinal=19, edtf="2024-04-03", venue=ASTANA),
        report("b", parties="secretaries", ordinal=19, edtf="XXXX-04-03", venue=KAZAKHSTAN),
    ),
    "the day without a year": (
        report("a", parties="ahmad", edtf="2024-04-03", venue=ASTANA),
        report("b", parties="ahmad", edtf="XXXX-04-03", venue=KAZAKHSTAN),
    ),
    "the day and two parties, one place unknown": (
        report("a", "Talks", parties="iran iraq", edtf="2024-04-03", venue=DOHA),
        report("b", "Summit", parties="iran iraq", edtf="2024-04-03"),
    ),
    "a day inside the other's days": (
        report("a", "Visit", parties="minister", edtf="2024-07-02/2024-07-03", venue=DOHA),
        report("b", "Visit", parties="minister", edtf="2024-07-03", venue=DOHA),
    ),
    "a briefing of one speaker on one full date": (
        report("a", "PressBriefing", parties="baloch", edtf="2024-04-05"),
        report("b", "PressBriefing", parties="baloch", edtf="2024-04-05"),
    ),
    "a proposal of two parties, neither article dated": (
        report("a", "Talks", "ruledOut", parties="pakistan ttp"),
        report("b", "Talks", "proposed", parties="pakistan ttp afghan-taliban"),
    ),
    "a proposal of two parties within a month": (
        report("a", "Talks", "ruledOut", parties="pakistan ttp", published="2024-04-05"),
        report("b", "Talks", "ruledOut", parties="pakistan ttp", published="2024-04-20"),
    ),
    "the day, the kind and two parties, so that one report has the place wrong": (
        report("a", "Summit", parties="iran iraq", edtf="2024-04-03", venue=DOHA),
        report("b", "Summit", parties="iran iraq", edtf="2024-04-03", venue=ASTANA),
    ),
    "a gathering of the same man in the same town, neither article dated": (
        report("a", "Gathering", parties="omari", venue=ASTANA),
        report("b", "Gathering", parties="omari", venue=ASTANA),
    ),
    "a numbered round of two parties": (
        report("a", "Talks", parties="iran iraq", ordinal=2),
        report("b", "Consultations", parties="iran iraq", ordinal=2),
    ),
    "a numbered meeting of which one report has the wrong day": (
        report("a", **COUNCIL, edtf="2024-04-03"),
        report("b", **COUNCIL, edtf="2024-04-04"),
    ),
}

APART = {
    "talks of one name and nothing else": (report("a", "Talks"), report("b", "Talks")),
    "talks of the same parties on no known day": (
        report("a", "Talks", parties="iran iraq"),
        report("b", "Talks", parties="iran iraq"),
    ),
    "another year": (
        report("a", parties="ahmad", edtf="2023-04-03", venue=ASTANA),
        report("b", parties="ahmad", edtf="2024-04-03", venue=ASTANA),
    ),
    "another number": (
        report("a", parties="ahmad", series="SCO security council", ordinal=18, edtf="2024-04-03", venue=ASTANA),
        report("b", **COUNCIL, edtf="2024-04-03", venue=ASTANA),
    ),
    "one number of different series without a common party": (
        report("a", parties="ahmad", series="Lakes Council", ordinal=19),
        report("b", parties="singh", series="SCO security council", ordinal=19),
    ),
    "gatherings of the same man in the same town, weeks apart": (
        report("a", "Gathering", parties="omari", venue=ASTANA, published="2024-04-05"),
        report("b", "Gathering", parties="omari", venue=ASTANA, published="2024-04-25"),
    ),
    "gatherings of the same man somewhere in the country": (
        report("a", "Gathering", parties="omari", venue=KAZAKHSTAN),
        report("b", "Gathering", parties="omari", venue=ASTANA),
    ),
    "meetings of the same man in the same town": (
        report("a", parties="omari", venue=ASTANA),
        report("b", parties="omari", venue=ASTANA),
    ),
    "second rounds with different others": (
        report("a", "Consultations", parties="pakistan iran", series="Bilateral Consultations", ordinal=2),
        report("b", "Consultations", parties="pakistan iraq", series="Bilateral Consultations", ordinal=2),
    ),
    "one number on unknown days": (
        report("a", parties="ahmad", ordinal=2, venue=ASTANA),
        report("b", parties="singh", ordinal=2, venue=ASTANA),
    ),
    "one host and two guests at one place on one day": (
        report("a", parties="putin netanyahu", edtf="2024-04-03", venue=ASTANA),
        report("b", parties="putin parolin", edtf="2024-04-03", venue=ASTANA),
    ),
    "two cities on one day": (
        report("a", parties="ahmad", edtf="2024-04-03", venue=ASTANA),
        report("b", parties="ahmad", edtf="2024-04-03", venue=ALMATY),
    ),
    "two stops of a visit": (
        report("a", "Visit", parties="iran iraq", edtf="2024-04-03", venue=ASTANA),
        report("b", "Visit", parties="iran iraq", edtf="2024-04-03", venue=ALMATY),
    ),
    "a month is no day": (
        report("a", parties="iran iraq", edtf="2024-04", venue=DOHA),
        report("b", parties="iran iraq", edtf="2024-04", venue=DOHA),
    ),
    "the weekly briefings of one speaker": (
        report("a", "PressBriefing", parties="baloch", edtf="2024-02-01"),
        report("b", "PressBriefing", parties="baloch", edtf="2024-04-05"),
        report("c", "PressBriefing", parties="baloch"),
    ),
    "a briefing without a year": (
        report("a", "PressBriefing", parties="baloch", edtf="2024-04-05"),
        report("b", "PressBriefing", parties="baloch", edtf="XXXX-04-05"),
    ),
    "briefing and talks": (
        report("a", "PressBriefing", parties="iran iraq", edtf="2024-04-03", venue=DOHA),
        report("b", "Talks", parties="iran iraq", edtf="2024-04-03", venue=DOHA),
    ),
    "a proposal half a year later": (
        report("a", "Talks", "ruledOut", parties="pakistan ttp", published="2024-04-05"),
        report("b", "Talks", "ruledOut", parties="pakistan ttp", published="2024-10-05"),
    ),
    "a proposal with one party in common": (
        report("a", "Talks", "ruledOut", parties="pakistan ttp"),
        report("b", "Talks", "ruledOut", parties="pakistan india"),
    ),
    "talks that were held, and others refused": (
        report("a", "Talks", "held", parties="pakistan ttp"),
        report("b", "Talks", "ruledOut", parties="pakistan ttp"),
    ),
}


@pytest.mark.parametrize("reports", TOGETHER.values(), ids=TOGETHER.keys())
def test_one_encounter(reports: tuple[Report, ...]) -> None:
    assert fused(*reports) == [{"a", "b"}]


@pytest.mark.parametrize("reports", APART.values(), ids=APART.keys())
def test_not_one_encounter(reports: tuple[Report, ...]) -> None:
    assert fused(*reports) == [{r.article} for r in reports]


def test_one_article_speaks_of_an_encounter_once() -> None:
    first = report("a", parties="iran iraq", edtf="2024-04-03", venue=DOHA)
    second = replace(first, term="report:a-8-9", id="m2")
    assert len(fuse([first, second], {})) == 2


def test_a_report_that_fits_two_years_is_left_alone() -> None:
    vague = report("b", parties="ahmad", edtf="XXXX-04-03", venue=KAZAKHSTAN)
    assert fused(
        *APART["another year"][:1], replace(APART["another year"][1], article="c", term="report:c-1-2"), vague
    ) == [
        {"a"},
        {"b"},
        {"c"},
    ]


def test_an_undated_proposal_that_fits_two_times_is_left_alone() -> None:
    spring, autumn = APART["a proposal half a year later"]
    assert fused(spring, autumn, report("c", "Talks", "ruledOut", parties="pakistan ttp")) == [{"a"}, {"b"}, {"c"}]


def test_the_same_words_make_one_briefing_of_two() -> None:
    first = report("a", "PressBriefing", parties="baloch", edtf="2024-04-05")
    second = report("b", "PressBriefing", parties="baloch")
    assert [m.members for m in fuse([first, second], {}, [("report:b-1-2", "report:a-1-2")])] == [
        (("a", "m1"), ("b", "m1"))
    ]


def test_the_same_words_do_not_join_what_excludes_itself() -> None:
    first, second, _ = APART["the weekly briefings of one speaker"]
    assert len(fuse([first, second], {}, [(first.term, second.term)])) == 2


# --- what they agree on -------------------------------------------------------------------------------------------


def test_a_date_is_completed_and_the_place_is_the_precise_one() -> None:
    meeting = one(*TOGETHER["one number in one series"])
    assert (meeting.dates, meeting.locations, meeting.conflicts) == (("2024-04-03",), (ASTANA.term,), ())
    assert meeting.publishers == 2


def test_conflicts_are_named() -> None:
    meeting = one(
        report("a", "Summit", **COUNCIL, edtf="2024-04-03", venue=ASTANA),
        report("b", "Talks", "scheduled", **COUNCIL, edtf="2024-04-04", venue=ALMATY),
    )
    assert meeting.conflicts == ("date", "kind", "location", "status")
    assert meeting.dates == ("2024-04-03", "2024-04-04")
    assert meeting.locations == (ALMATY.term, ASTANA.term)


def test_one_encounter_has_all_that_its_reports_tell_of_it() -> None:
    same: dict[str, Any] = {"series": "SCO security council", "ordinal": 19, "edtf": "2024-04-03", "venue": ASTANA}
    meeting = one(
        report("a", parties="ahmad", hosts=("actor:kazakhstan",), note="late", **same),
        report("b", parties="ahmad singh", organizers=("actor:sco",), **same),
        report("c", parties="ahmad", edtf="2024-04-03", venue=ASTANA),
    )
    assert meeting.participants == ("actor:ahmad", "actor:singh")
    assert (meeting.hosts, meeting.organizers) == (("actor:kazakhstan",), ("actor:sco",))
    assert (meeting.series, meeting.ordinal, meeting.notes) == ("SCO security council", 19, ("late",))
    assert (meeting.is_proposal, meeting.conflicts) == (False, ())


def test_a_date_that_says_no_days_is_kept_where_there_is_no_other() -> None:
    assert one(report("a", edtf="XXXX-XX-XX", **COUNCIL)).dates == ("XXXX-XX-XX",)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2024-04-03", "2024-04-03/2024-04-04", True),
        ("2024-04-03", "XXXX-04-03", True),
        ("2024-04-03", "2024-04-05", False),
        ("2024-04-03", "2024", False),  # a year is no few days
        ("2024", "2024-04-03", False),
        ("2024-04-03", None, False),
        (None, "2024-04-03", False),
    ],
)
def test_same_days(first: str | None, second: str | None, same: bool) -> None:
    assert same_days(read_when(first), read_when(second)) is same


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("2024-04-03", "2024-04", True),
        ("2024-04", "2024-04-03", False),
        ("2024-04-03/2024-04-05", "2024-04-04/2024-04-09", False),
        ("2024-04-05/2024-04-12", "2024-04-04/2024-04-09", False),
    ],
)
def test_a_span_within_another(inner: str, outer: str, within: bool) -> None:
    first, second = read_when(inner), read_when(outer)
    assert first is not None
    assert second is not None
    assert first.within(second) is within


def test_the_latest_dated_report_has_the_last_word_on_the_status() -> None:
    proposal: dict[str, Any] = {"parties": "pakistan ttp"}
    meeting = one(
        report("a", "Talks", "ruledOut", published="2024-04-01", **proposal),
        report("b", "Talks", "proposed", published="2024-04-09", **proposal),
        report("c", "Talks", "ruledOut", **proposal),
    )
    assert (meeting.status, meeting.is_proposal, meeting.conflicts) == ("proposed", True, ("status",))


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["proposed", "scheduled", "ruledOut", "held"], "held"),
        (["proposed", "scheduled", "ruledOut"], "ruledOut"),
        (["proposed", "scheduled"], "scheduled"),
    ],
)
def test_undated_reports_count_in_a_fixed_order(statuses: list[str], status: str) -> None:
    meeting = one(*(report(str(i), status=said, edtf="2024-04-03", **COUNCIL) for i, said in enumerate(statuses)))
    assert meeting.status == status


def test_a_scheduled_meeting_that_was_then_called_off_becomes_a_proposal() -> None:
    meeting = one(
        report("a", status="scheduled", published="2024-03-01", edtf="2024-04-03", **COUNCIL),
        report("b", status="ruledOut", published="2024-04-01", edtf="2024-04-03", **COUNCIL),
    )
    assert meeting.is_proposal


def test_copies_and_one_publishers_articles_count_once() -> None:
    same: dict[str, Any] = {"parties": "ahmad", "edtf": "2024-04-03", "venue": ASTANA}
    reports = [
        report("a", publisher="Dawn", **same),
        report("b", publisher="DAWN", **same),
        report("c", publisher="Geo", **same),
        report("d", publisher="The News", **same),
    ]
    (meeting,) = fuse(reports, {"d": "c"})
    assert meeting.publishers == 2


def test_copies_of_one_text_report_one_encounter() -> None:
    copies = [report(article, "Talks", parties="iran iraq") for article in "abc"]
    assert len(fuse(copies, {})) == 3
    (meeting,) = fuse(copies, {"a": "a", "b": "a", "c": "a"})
    assert meeting.publishers == 1


def test_what_a_copy_says_twice_alike_is_not_joined() -> None:
    first = report("a", "Talks", parties="iran iraq")
    second = replace(first, term="report:a-8-9", id="m2")
    assert len(fuse([first, second, report("b", "Talks", parties="iran iraq")], {"a": "a", "b": "a"})) == 3


def test_the_encounter_goes_by_the_first_report_published() -> None:
    same: dict[str, Any] = {"parties": "ahmad", "edtf": "2024-04-03", "venue": ASTANA}
    meeting = one(
        report("z", published="2024-04-03", **same), report("a", **same), report("b", published="2024-04-04", **same)
    )
    assert meeting.term == "meeting:z-1-2"


def test_by_article() -> None:
    meeting = one(*TOGETHER["one number in one series"])
    assert by_article([meeting]) == {"a": {"m1": meeting}, "b": {"m1": meeting}}


# --- a function of the set ---------------------------------------------------------------------------------------

MIXED = tuple(
    replace(r, article=f"{r.article}{i}", term=f"report:{r.article}{i}-1-2")
    for i, reports in enumerate([*TOGETHER.values(), *APART.values()])
    for r in reports
)


@given(st.randoms())
def test_order_does_not_matter(shuffler: random.Random) -> None:
    shuffled = list(MIXED)
    shuffler.shuffle(shuffled)
    assert fuse(shuffled, {}) == fuse(MIXED, {})


@given(st.lists(st.sampled_from(MIXED), unique=True))
def test_every_report_is_of_one_encounter(reports: list[Report]) -> None:
    members = [term for meeting in fuse(reports, {}) for term in meeting.reports]
    assert sorted(members) == sorted(r.term for r in reports)


@given(st.lists(st.sampled_from(MIXED), unique=True))
def test_one_encounter_has_one_report_an_article_and_one_number(reports: list[Report]) -> None:
    by_term = {r.term: r for r in reports}
    for meeting in fuse(reports, {}):
        found = [by_term[term] for term in meeting.reports]
        assert len({r.article for r in found}) == len(found)
        assert len({r.ordinal for r in found} - {None}) <= 1


# --- reports of records ------------------------------------------------------------------------------------------


def test_reports_of_the_samples_come_together() -> None:
    terms = actor_terms(IDENTITIES, VOCABULARY)
    reports = [r for made in (first_record(), second_record()) for r in meeting_reports(made, terms, frozenset({1111}))]
    council, briefing, talks = sorted(fuse(reports, {}), key=lambda m: m.kind)
    assert council.members == (("strelsau-post-1", "m2"), ("courier-7", "m1"))
    assert (council.dates, council.locations, council.conflicts) == (("2024-04-03",), ("place:Zenda-3333",), ())
    assert briefing.members == (("strelsau-post-1", "m1"),)
    assert talks.members == (("strelsau-post-1", "m3"), ("courier-7", "m2"))
    assert talks.is_proposal


# --- days --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [
        ("2024-04-03", "2024-04-03", 0),
        ("2024-04-03", "2024-04-05", 2),
        ("2024-04", "2024-04-30", 0),
        ("XXXX-04-03", "2019-04-04", 1),
        ("XXXX-02-29", "2023-03-01", 1),
        ("XXXX-07-02/XXXX-07-03", "XXXX-07-03", 0),
        ("XXXX-04-03", "2023-11-01/2024-02-01", 0),
        (None, "2024-04-03", 0),
    ],
)
def test_day_gap(first: str | None, second: str | None, gap: int) -> None:
    one, other = read_when(first), read_when(second)
    assert day_gap(one, other) == day_gap(other, one) == gap
    assert compatible(one, other) == (gap == 0)


@pytest.mark.parametrize("edtf", ["", "2024-02-30", "XXXX", "../2024", "199X/.."])
def test_dates_that_say_no_days(edtf: str) -> None:
    assert read_when(edtf) is None or not same_days(read_when(edtf), read_when(edtf))
