"""Meetings: one example sentence a rule, with what the article's record must say of it, and the traps beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.articles import Span
from loader.dates import DateExpression, find_dates, load_calendar
from loader.gazetteer import read_gazetteer
from loader.lexicon import read_table
from loader.meetings import Meeting, find_meetings, link_statements, load_triggers
from loader.meetings.channel import probability
from loader.meetings.encounters import Report, gather, status_of
from loader.meetings.model import Status
from loader.meetings.status import Judgement
from loader.mentions import Cast, find_cast, load_actor_words
from loader.nlp import ParsedArticle
from loader.places import find_places, load_atlas
from loader.statements import Party, Statement

PUBLISHED = dt.date(2024, 4, 5)  # a Friday


@pytest.fixture(scope="module")
def read(parse: Callable[..., ParsedArticle]) -> Callable[[str], tuple[ParsedArticle, Cast, tuple[Meeting, ...]]]:
    """Parse a text and find its meetings with all real stages but the statements."""
    words, calendar = load_actor_words(read_gazetteer()), load_calendar()
    atlas, triggers = load_atlas(), load_triggers()

    def read_text(text: str) -> tuple[ParsedArticle, Cast, tuple[Meeting, ...]]:
        parsed = parse(text, published=PUBLISHED)
        cast = find_cast(parsed, words)
        dates, places = find_dates(parsed, calendar), find_places(parsed, atlas)
        return parsed, cast, find_meetings(parsed, cast, (), dates, places, triggers)

    return read_text


Reader = Callable[[str], tuple[ParsedArticle, Cast, tuple[Meeting, ...]]]

#: sentence, trigger, kind, status
KINDS_AND_STATUSES = [
    ("Pakistan and Kazakhstan held talks in Astana.", "talks", "Talks", "held"),
    ("Pakistan and Kazakhstan will hold consultations in Astana.", "consultations", "Consultations", "scheduled"),
    ("Foreign Minister Ishaq Dar met President Xi Jinping in Beijing.", "met", "Meeting", "held"),
    ("Foreign Minister Ishaq Dar will meet President Xi Jinping.", "meet", "Meeting", "scheduled"),
    ("Vladimir Putin has hosted Saudi King Salman at the Kremlin.", "hosted", "Meeting", "held"),
    ("Ishaq Dar is scheduled to undertake an official visit to Japan.", "visit", "Visit", "scheduled"),
    ("Prime Minister Shehbaz Sharif will travel to Tehran.", "travel", "Visit", "scheduled"),
    ("Vinay Kwatra called on Prime Minister Pushpa Kamal Dahal on Monday.", "called", "Visit", "held"),
    ("President Asif Ali Zardari spoke by telephone with Ebrahim Raisi.", "spoke", "PhoneCall", "held"),
    ("Antony Blinken called Anwaarul Haq Kakar on Friday.", "called", "PhoneCall", "held"),
    ("Mr Putin and Mr Bush had a telephone conversation.", "telephone conversation", "PhoneCall", "held"),
    ("At her weekly news briefing, Mumtaz Zahra Baloch spoke of trade.", "news briefing", "PressBriefing", "held"),
    ("Muhammad Nabi Omari spoke at an iftar gathering in Khost.", "gathering", "Gathering", "held"),
    ("Angela Merkel attended a summit in Brussels.", "summit", "Summit", "held"),
    (
        "Pakistan and India agreed on trade during a meeting between Ishaq Dar and Wang Yi.",
        "meeting",
        "Meeting",
        "held",
    ),
    (
        "Amna Baloch left for Dhaka to attend consultations with Bangladesh.",
        "consultations",
        "Consultations",
        "scheduled",
    ),
    ("Russia and China prepared a summit to be held in Kazan.", "summit", "Summit", "scheduled"),
    ("Asif Durrani noted at a briefing that trade is growing.", "briefing", "PressBriefing", "held"),
    (
        "In an interaction with journalists, Ishaq Dar praised the plan.",
        "interaction",
        "PressBriefing",
        "held",
    ),
    ("Ishaq Dar and Wang Yi agreed to convene the Joint Water Commission.", "convene", "Meeting", "scheduled"),
    # refused
    ("Pakistan has rejected talks with India.", "talks", "Talks", "ruledOut"),
    ("Pakistan had no plans to hold talks with India.", "talks", "Talks", "ruledOut"),
    ("Pakistan was not holding any talks with India.", "talks", "Talks", "ruledOut"),
    ("India has ruled out talks with Pakistan.", "talks", "Talks", "ruledOut"),
    ("Adam Rippon has refused to meet with Mike Pence.", "meet", "Meeting", "ruledOut"),
    ("Pakistan reiterated its rejection of holding peace talks with India.", "peace talks", "Talks", "ruledOut"),
    ("Enrique Peña Nieto has cancelled a planned visit to Washington.", "visit", "Visit", "ruledOut"),
    ("There are no talks under way with the TTP.", "talks", "Talks", "ruledOut"),
    # a denied postponement postpones nothing, what is not confirmed is not refused
    ("Iran denied that talks with Iraq had been postponed.", "talks", "Talks", "scheduled"),
    # one guest who stays away calls nothing off
    ("Narendra Modi will not attend the SCO summit in Islamabad.", "summit", "Summit", "scheduled"),
    # proposed
    ("Russia offered talks with Ukraine.", "talks", "Talks", "proposed"),
    ("Kabul called for dialogue between Pakistan and India.", "dialogue", "Talks", "proposed"),
    ("Volodymyr Zelensky is ready to meet Vladimir Putin in Istanbul.", "meet", "Meeting", "proposed"),
    ("China did not rule out talks with Japan.", "talks", "Talks", "proposed"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "trigger", "kind", "status"), KINDS_AND_STATUSES)
def test_find_meetings_kind_and_status(read: Reader, text: str, trigger: str, kind: str, status: str) -> None:
    parsed, _, meetings = read(text)
    found = [(parsed.article.quote(m.trigger), m.kind, m.status) for m in meetings]
    assert found == [(trigger, kind, status)]


NO_MEETING = [
    "The factory could not meet demand.",
    "The ministers meet the criteria of the fund.",
    "Three soldiers were killed when troops met resistance in Bannu.",
    "The policy received support from traders.",
    "The Security Council imposed sanctions on Sudan.",
    "An exchange of fire between Israeli troops and Palestinians killed two.",
    "Crane officials did not return phone calls.",
    "The minister is in constant contact with his colleagues on this matter.",
    "Talks can help.",
    "He called him a liar.",
    "The Organisation of the Islamic Conference condemned the attack.",
    "She said there was a call for restraint.",
    "An official of a group called the Working Group on Afghan Women spoke.",
    "Pakistan carried out airstrikes in Khost and Paktika.",
    "A bomb went off at the telephone exchange.",
]


@pytest.mark.model
@pytest.mark.parametrize("text", NO_MEETING)
def test_find_meetings_none(read: Reader, text: str) -> None:
    assert read(text)[2] == ()


#: sentence, names of the participants
PARTICIPANTS = [
    ("Pakistan and Kazakhstan held talks in Astana.", {"Pakistan", "Kazakhstan"}),
    ("Talks between Armenia and Azerbaijan took place in Geneva.", {"Armenia", "Azerbaijan"}),
    ("Iran asked Armenia and Azerbaijan to enter into talks.", {"Armenia", "Azerbaijan"}),
    ("Russia offered to host talks between Armenia and Azerbaijan.", {"Armenia", "Azerbaijan"}),
    ("Vinay Kwatra called on Prime Minister Pushpa Kamal Dahal on Monday.", {"Vinay Kwatra", "Pushpa Kamal Dahal"}),
    ("Ishaq Dar met his Turkish counterpart Hakan Fidan in Ankara.", {"Ishaq Dar", "Hakan Fidan"}),
    ("Asif Durrani and Wang Yi were present at the meeting in Kabul.", {"Asif Durrani", "Wang Yi"}),
    ("The foreign ministers of Pakistan and China met in Islamabad.", {"Pakistan", "China"}),
    ("Ishaq Dar, who met Wang Yi in Beijing, praised the project.", {"Ishaq Dar", "Wang Yi"}),
    ("Ishaq Dar discussed the situation in Kabul with Wang Yi.", {"Ishaq Dar", "Wang Yi"}),
    ("Ishaq Dar extended an invitation to Wang Yi to visit Karachi.", {"Wang Yi"}),
    (
        "Talks between Armenia and Iran were held in Tashkent. Ishaq Dar led the Iranian side.",
        {"Armenia", "Iran", "Ishaq Dar"},
    ),
    ("Taking part in the meeting were Ishaq Dar, Wang Yi and Hakan Fidan.", {"Ishaq Dar", "Wang Yi", "Hakan Fidan"}),
    ("Taking part in the meeting were: Ishaq Dar, Minister Wang Yi and Ali Sow.", {"Ishaq Dar", "Wang Yi", "Ali Sow"}),
    ("The meeting was attended by:\n- Ishaq Dar, envoy\n- Wang Yi, minister", {"Ishaq Dar", "Wang Yi"}),
    ("Minister Ishaq Dar, Envoy Wang Yi and Ali Sow attended the meeting.", {"Ishaq Dar", "Wang Yi", "Ali Sow"}),
    ("Talking to students, Ishaq Dar said that roads are open.", {"students", "Ishaq Dar"}),
    ("Ishaq Dar also met with the Northern Fleet command.", {"Ishaq Dar"}),
    ("The meeting involved Ishaq Dar and members of the Senate.", {"Ishaq Dar", "members of the Senate"}),
    ("The meeting with Ishaq Dar took place at Wang Yi’s home.", {"Ishaq Dar", "Wang Yi"}),
    ("Ishaq Dar and a total of 16 bankers from Peru held talks.", {"Ishaq Dar", "16 bankers from Peru"}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "names"), PARTICIPANTS)
def test_find_meetings_participants(read: Reader, text: str, names: set[str]) -> None:
    _, cast, meetings = read(text)
    assert len(meetings) == 1
    assert {cast.actor(p.actor).label for p in meetings[0].participants if p.actor} == names


#: sentence, place, date of its only meeting
SETTINGS = [
    ("Pakistan and Kazakhstan will hold talks in Astana, Kazakhstan on June 26.", "Astana", "2024-06-26"),
    ("Ishaq Dar will visit Japan on July 2-3.", "Japan", "2024-07-02/2024-07-03"),
    ("Muhammad Nabi Omari spoke at a gathering in the city of Khost on Wednesday.", "Khost", "2024-04-03"),
    (
        "The 19th meeting of the security council of the SCO was held in Kazakhstan on April 3.",
        "Kazakhstan",
        "2024-04-03",
    ),
    ("Ishaq Dar met Foreign Minister Wang Yi in Beijing on Monday.", "Beijing", "2024-04-01"),
    ("Vladimir Putin met Angela Merkel at Hofdi House on Monday.", "Hofdi House", "2024-04-01"),
    ("Foreign Minister Ishaq Dar on Sunday telephoned Hakan Fidan.", None, "2024-03-31"),
    (
        "The talks between Iran and Iraq, which were to be held in Muscat on June 8, were put off.",
        "Muscat",
        "2024-06-08",
    ),
    (
        "“The door is open,” Ishaq Dar told reporters in Ankara after meeting his counterpart, Hakan Fidan.",
        "Ankara",
        None,
    ),
    ("Ishaq Dar invited Hakan Fidan to Karachi for talks in February.", "Karachi", "2025-02"),
    # where somebody goes or is for it, in whose course it is, what it is told after
    ("Ishaq Dar will be in Riyadh on Monday to meet Hakan Fidan.", "Riyadh", "2024-04-08"),
    ("Ishaq Dar will be in Hanoi on Tuesday for talks with Wang Yi.", "Hanoi", "2024-04-09"),
    ("Ishaq Dar was in Lisbon on Monday, where he met Hakan Fidan.", "Lisbon", "2024-04-01"),
    ("Back in Ankara, Hakan Fidan met Wang Yi on Tuesday.", "Ankara", "2024-04-02"),
    ("Wang Yi told Ishaq Dar at a forum in Davos that trade was growing.", "Davos", None),
    # those who meet, what says how and what follows the name may stand between
    ("Hakan Fidan met Ukrainian refugees in Constanta on Monday.", "Constanta", "2024-04-01"),
    ("Ishaq Dar met Wang Yi behind closed doors in Doha on Tuesday.", "Doha", "2024-04-02"),
    ("Ishaq Dar and Wang Yi met on the island of Cyprus in May 2023.", "Cyprus", "2023-05"),
    ("Ishaq Dar and Wang Yi met in the Georgian capital Tbilisi on Monday.", "Tbilisi", "2024-04-01"),
    ("Iran and Iraq held talks, which took place in Muscat on Monday.", "Muscat", "2024-04-01"),
    # buildings: the town around them where the atlas knows it, else the whole name
    ("Ishaq Dar met Wang Yi at the Imperial Palace in Tokyo on Monday.", "Tokyo", "2024-04-01"),
    ("Ishaq Dar met Wang Yi at Hotel Soaltee on Monday.", "Hotel Soaltee", "2024-04-01"),
    ("Ishaq Dar called on Wang Yi at Temple Trees on Monday.", "Temple Trees", "2024-04-01"),
    ("Ishaq Dar met Wang Yi on Monday in the Swiss village of Grubisau.", "Grubisau", "2024-04-01"),
    ("Meanwhile in Doha, Ishaq Dar spoke at a press conference on Monday.", "Doha", "2024-04-01"),
    ("Ishaq Dar met Wang Yi at St. Mark's Church on Monday.", "St. Mark's Church", "2024-04-01"),
    ("Ishaq Dar met Wang Yi at the Ministry of Labour on Monday.", "Ministry of Labour", "2024-04-01"),
    # put off, of several days, counted from another day
    ("Talks between Iran and Iraq, planned for Sunday, have been put back by a week.", None, "2024-04-14"),
    ("The talks between Iran and Iraq in Muscat have been moved to May 6.", "Muscat", "2024-05-06"),
    ("Ishaq Dar begins a three-day visit to Japan on Monday.", "Japan", "2024-04-08/2024-04-10"),
    # a day after the article's own is none of what was held
    ("Ishaq Dar met Wang Yi on June 30, 2024.", None, None),
    # a place and a date that belong to something else
    ("Pakistan and India held talks after the attack in Khost.", None, None),
    ("Pakistan and India held talks on the situation in Gaza.", None, None),
    ("Ishaq Dar and Wang Yi met after a discussion of the situation in Gaza.", None, None),
    ("Today at the Akorda residence, Ishaq Dar held talks with Wang Yi.", "Akorda residence", "2024-04-05"),
    ("Pakistan said on Thursday that it will hold talks with India.", None, None),
    ("Ishaq Dar left Paris to meet Wang Yi.", None, None),
    ("Ishaq Dar met Wang Yi at Christmas.", None, "2023-12-25"),
    ("Ishaq Dar informed Wang Yi on the results of the war in Gaza.", None, None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "place", "date"), SETTINGS)
def test_find_meetings_place_and_date(read: Reader, text: str, place: str | None, date: str | None) -> None:
    meetings = read(text)[2]
    assert len(meetings) == 1
    found = meetings[0]
    assert (found.location.name if found.location else None, found.date.edtf if found.date else None) == (place, date)


#: an encounter told without a place, and where the words around it say that those who met were
SURROUNDINGS = [
    ("Angela Merkel arrived in Baku on Monday. Angela Merkel met Ilham Aliyev.", "Baku"),
    ("Ishaq Dar was in Ankara on a visit. Ishaq Dar met Hakan Fidan.", "Ankara"),
    ("Upon arrival in Tashkent, Ishaq Dar met Wang Yi.", "Tashkent"),
    ("Upon arrival to the capital of Uzbekistan, Ishaq Dar met Wang Yi.", "Tashkent"),
    ("Ishaq Dar met Wang Yi. Ishaq Dar and Wang Yi took a walk at the Zavidovo residence.", "Zavidovo"),
    # others are there, or those who met were there at another time, or are to be there
    ("Wang Yi arrived in Paris. Ishaq Dar met Hakan Fidan.", None),
    ("Ishaq Dar summed up the results of his visit to Tehran. Ishaq Dar met Wang Yi.", None),
    ("Ishaq Dar met Wang Yi. Ishaq Dar will be in Ankara in May.", None),
    ("Ishaq Dar had been in Ankara. Ishaq Dar met Wang Yi.", None),
    ("Ishaq Dar is popular in Karachi. Ishaq Dar met Wang Yi.", None),
    ("After meeting Wang Yi, Ishaq Dar flew to Ankara.", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "place"), SURROUNDINGS)
def test_find_meetings_place_by_surroundings(read: Reader, text: str, place: str | None) -> None:
    found = [m.location.name if m.location else None for m in read(text)[2] if m.kind == "Meeting"]
    assert found == [place]


@pytest.mark.model
def test_find_meetings_series_and_ordinal(read: Reader) -> None:
    text = "Pakistan and Kazakhstan will hold the second round of Bilateral Political Consultations in Astana."
    (meeting,) = read(text)[2]
    assert (meeting.series, meeting.ordinal) == ("Bilateral Political Consultations", 2)


@pytest.mark.model
def test_find_meetings_host_and_note(read: Reader) -> None:
    visit = read("Ishaq Dar will visit Japan at the invitation of Yoshimasa Hayashi.")[2][0]
    assert visit.host == "yoshimasa-hayashi"
    postponed = read("The Taliban postponed their visit to Islamabad.")[2][0]
    assert (postponed.status, postponed.note) == ("scheduled", "postponed")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        # offered and refused: one encounter, the refusal is the last word
        (
            "Kabul called for dialogue between Pakistan and India. Pakistan rejected talks with India.",
            [["dialogue", "talks"]],
        ),
        # "the visit" is the one just told of, the meeting during it another encounter
        (
            "Shehbaz Sharif will visit China from June 4 to 8. During the visit, he will meet Xi Jinping in Beijing.",
            [["visit", "visit"], ["meet"]],
        ),
        ("Shehbaz Sharif was to travel to Kabul. He has called off the trip.", [["travel", "trip"]]),
        # other parties, other rounds: never one
        ("Russia held talks with China. Russia held talks with India.", [["talks"], ["talks"]]),
        (
            "The first round of talks between Iran and Iraq was held in 2019. "
            "The second round of talks between Iran and Iraq was held in 2020.",
            [["talks"], ["talks"]],
        ),
        # what they talk about is another encounter than their talk
        (
            "Ishaq Dar and Wang Yi discussed the results of their recent meeting in Samarkand.",
            [["discussed"], ["meeting"]],
        ),
        (
            "The Russian President telephoned Wang Yi. Ishaq Dar and Wang Yi discussed trade.",
            [["telephoned", "discussed"]],
        ),
        # held, and to be held again
        ("Xi Jinping met Joe Biden in 2022. Xi Jinping will meet Joe Biden in November.", [["met"], ["meet"]]),
    ],
)
def test_find_meetings_one_record_an_encounter(read: Reader, text: str, mentions: list[list[str]]) -> None:
    parsed, _, meetings = read(text)
    found = [[parsed.article.quote(span) for span in sorted((m.trigger, *m.mentions))] for m in meetings]
    assert found == mentions


@pytest.mark.model
def test_find_meetings_refusal_outdoes_offer(read: Reader) -> None:
    (talks,) = read("Kabul called for dialogue between Pakistan and India. Pakistan rejected talks with India.")[2]
    assert talks.status == "ruledOut"


# --- statements at meetings and of meetings ---------------------------------------------------------------------


def said(parsed: ParsedArticle, speaker: str, cue: str, content: str) -> Statement:
    """A statement found by its words."""
    text = parsed.article.text
    where = text.index(content)
    at = min((i for i in range(len(text)) if text.startswith(cue, i)), key=lambda i: abs(i - where))
    spans = Span(where, where + len(content)), Span(at, at + len(cue))
    return Statement(
        content[:20], (spans[0],), "indirect", "Assert", "example", cue=spans[1], speakers=(Party(speaker, None),)
    )


def linked(read: Reader, text: str, *statements: tuple[str, str, str]) -> list[tuple[str | None, str | None]]:
    """Trigger of the occasion, and of what it is about, for each statement (speaker, cue, content)."""
    parsed, cast, meetings = read(text)
    names = {meeting.id: parsed.article.quote(meeting.trigger) for meeting in meetings}
    found = link_statements(parsed, tuple(said(parsed, *each) for each in statements), meetings, cast)
    return [(names.get(s.occasion or ""), names.get(s.about or "")) for s in found]


@pytest.mark.model
def test_link_statements_occasion_runs_on(read: Reader) -> None:
    text = (
        "At her weekly news briefing, Mumtaz Zahra Baloch said the plan is near completion. "
        "China praised the plan. She added that schools will open. "
        "In an earlier interview, Mumtaz Zahra Baloch said that roads will close."
    )
    assert linked(
        read,
        text,
        ("mumtaz-zahra-baloch", "said", "the plan is near completion"),
        ("china", "praised", "the plan."),
        ("mumtaz-zahra-baloch", "added", "that schools will open"),
        ("mumtaz-zahra-baloch", "said", "that roads will close"),
    ) == [("news briefing", None), (None, None), ("news briefing", None), (None, None)]


# Text, the statements (speaker, cue, content), and the words of the occasion of each.
OCCASIONS: list[tuple[str, list[tuple[str, str, str]], list[str | None]]] = [
    (
        "Pakistan and Uzbekistan held the third round of their consultations on Monday and pledged to help.",
        [("pakistan", "pledged", "to help")],
        ["consultations"],
    ),
    (
        "Pakistan, which held talks with Uzbekistan on Monday, said that schools will open.",
        [("pakistan", "said", "that schools will open")],
        [None],
    ),
    (
        "Addressing a press conference in Karachi, Ishaq Dar denied the report.",
        [("ishaq-dar", "denied", "the report")],
        ["press conference"],
    ),
    (
        "Talks between Pakistan and Uzbekistan ended without result on Monday, with officers insisting on a bridge.",
        [("officers", "insisting", "on a bridge")],
        ["Talks"],
    ),
    (
        "Pakistan and Uzbekistan held talks in Tashkent on Monday.\n\n"
        "In his opening remarks, Ishaq Dar underlined the need for peace.",
        [("ishaq-dar", "underlined", "the need for peace")],
        ["talks"],
    ),
    (
        "At her weekly news briefing, Mumtaz Zahra Baloch said the plan is near completion. "
        "Hakan Fidan, standing beside her, vowed to help.",
        [("mumtaz-zahra-baloch", "said", "the plan is near completion"), ("hakan-fidan", "vowed", "to help")],
        ["news briefing", "news briefing"],
    ),
    (
        "Ishaq Dar said that he had met Hakan Fidan. Ishaq Dar added that schools will open.",
        [("ishaq-dar", "said", "that he had met Hakan Fidan"), ("ishaq-dar", "added", "that schools will open")],
        [None, None],
    ),
    (
        "Foreign Office spokesperson Mumtaz Zahra Baloch told a news briefing in Islamabad that roads will open. "
        "Pakistan rejected the report. She added that schools will open.",
        [
            ("mumtaz-zahra-baloch", "told", "that roads will open"),
            ("pakistan", "rejected", "the report"),
            ("mumtaz-zahra-baloch", "added", "that schools will open"),
        ],
        ["news briefing", "news briefing", "news briefing"],
    ),
    (
        "Foreign Office spokesperson Mumtaz Zahra Baloch told a news briefing in Islamabad that roads will open. "
        "Pakistan had rejected the report in May.",
        [
            ("mumtaz-zahra-baloch", "told", "that roads will open"),
            ("pakistan", "rejected", "the report"),
        ],
        ["news briefing", None],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "statements", "occasions"), OCCASIONS, ids=[text[:50] for text, *_ in OCCASIONS])
def test_link_statements_occasion(
    text: str, statements: list[tuple[str, str, str]], occasions: list[str | None], read: Reader
) -> None:
    assert [occasion for occasion, _ in linked(read, text, *statements)] == occasions


@pytest.mark.model
@pytest.mark.parametrize(
    ("talks", "day"), [("consultations", "2024-04-03"), ("two-day consultations", None), ("three-day talks", None)]
)
def test_link_statements_of_several_days_leave_the_day_open(talks: str, day: str | None, read: Reader) -> None:
    text = f"Pakistan and Uzbekistan held {talks} in Tashkent on Wednesday and pledged to help."
    parsed, cast, meetings = read(text)
    (found,) = link_statements(parsed, (said(parsed, "pakistan", "pledged", "to help"),), meetings, cast)
    assert found.occasion is not None
    assert (found.date.edtf if found.date else None) == day


@pytest.mark.model
def test_link_statements_of_a_series_the_last(read: Reader) -> None:
    text = (
        "The 12th session of talks between Pakistan and Uzbekistan was held in Tashkent on Monday. "
        "The two sides recalled the 11th session of talks, held in Karachi in 2022.\n\n"
        "In his opening remarks, Ishaq Dar underlined the need for peace."
    )
    parsed, cast, meetings = read(text)
    (found,) = link_statements(parsed, (said(parsed, "ishaq-dar", "underlined", "the need for peace"),), meetings, cast)
    ordinals = {meeting.id: meeting.ordinal for meeting in meetings}
    assert ordinals[found.occasion or ""] == 12


@pytest.mark.model
def test_link_statements_gathering_gives_the_floor(read: Reader) -> None:
    text = "Muhammad Nabi Omari spoke at a gathering in Khost on Wednesday. “Unite,” he said."
    assert linked(read, text, ("muhammad-nabi-omari", "said", "Unite")) == [("gathering", None)]


@pytest.mark.model
def test_link_statements_floor_survives_another_topic(read: Reader) -> None:
    text = (
        "At her weekly news briefing, Mumtaz Zahra Baloch said the plan is near completion. "
        "About the assault on a police post, Mumtaz Zahra Baloch said that schools will open."
    )
    assert linked(
        read,
        text,
        ("mumtaz-zahra-baloch", "said", "the plan is near completion"),
        ("mumtaz-zahra-baloch", "said", "that schools will open"),
    ) == [("news briefing", None), ("news briefing", None)]


@pytest.mark.model
def test_link_statements_who_arrived_on_a_visit_spoke_elsewhere(read: Reader) -> None:
    text = "Hakan Fidan, who arrived in Karachi on Monday on a two-day visit, said that schools will open."
    assert linked(read, text, ("hakan-fidan", "said", "that schools will open")) == [(None, None)]


@pytest.mark.model
def test_link_statements_both_sides_of_talks_just_told(read: Reader) -> None:
    text = (
        "On Thursday, Mumtaz Zahra Baloch told a news briefing that schools will open.\n\n"
        "Political consultations between Pakistan and Uzbekistan were held in Tashkent on Wednesday. "
        "The two sides welcomed the plan."
    )
    parsed, _, meetings = read(text)
    both = Span(text.index("The two sides"), text.index(" welcomed"))
    thursday = DateExpression(Span(3, 11), "DATE", "2024-04-04", "2024-04-04")
    spoke = replace(said(parsed, "pakistan", "welcomed", "the plan"), source=both, date=thursday)
    found = link_statements(parsed, (spoke,), meetings)[0]
    kinds = {meeting.id: meeting.kind for meeting in meetings}
    assert (kinds[found.occasion or ""], found.date and found.date.edtf) == ("Consultations", "2024-04-03")


@pytest.mark.model
def test_link_statements_call(read: Reader) -> None:
    text = "Ishaq Dar telephoned Hakan Fidan and condemned the attack. Hakan Fidan promised that help will come."
    assert linked(
        read, text, ("ishaq-dar", "condemned", "the attack"), ("hakan-fidan", "promised", "that help will come")
    ) == [("telephoned", None), ("telephoned", None)]


@pytest.mark.model
def test_link_statements_briefing_by_surname(read: Reader) -> None:
    text = (
        "At her weekly news briefing, Mumtaz Zahra Baloch said the plan is near completion. "
        "Kabul hailed it. The envoy Baloch said schools will open."
    )
    parsed, _, meetings = read(text)
    found = link_statements(
        parsed,
        (
            replace(
                said(parsed, "mumtaz-zahra-baloch", "said", "the plan is near completion"),
                source=Span(text.index("Mumtaz"), text.index(" said the plan")),
            ),
            replace(
                said(parsed, "baloch", "said", "schools will open"),
                source=Span(text.index("Baloch said schools"), text.index(" said schools")),
            ),
        ),
        meetings,
    )
    assert [s.occasion for s in found] == ["m1", "m1"]


@pytest.mark.model
def test_link_statements_about(read: Reader) -> None:
    text = "Pakistan said that it will not hold talks with India."
    assert linked(read, text, ("pakistan", "said", "that it will not hold talks with India")) == [(None, "talks")]


# --- talks of which nothing is told but who said what to whom ----------------------------------------------------


def talks(read: Reader, text: str, *statements: tuple[str, str, str, str | None]) -> list[set[str | None]]:
    """Participants of the encounters found with the statements (speaker, cue, content, addressee)."""
    parsed, cast, _ = read(text)
    made = []
    for speaker, cue, content, hearer in statements:
        spans = {each: cast.actor(each).mentions[0].span for each in (speaker, hearer) if each is not None}
        addressees = (Party(hearer, spans[hearer]),) if hearer is not None else ()
        found = replace(said(parsed, speaker, cue, content), speakers=(Party(speaker, spans[speaker]),))
        made.append(replace(found, addressees=addressees))
    meetings = find_meetings(parsed, cast, tuple(made), (), (), load_triggers())
    return [{party.actor for party in meeting.participants} for meeting in meetings]


@pytest.mark.model
def test_find_meetings_told_to_his_face(read: Reader) -> None:
    text = "Ishaq Dar told Wang Yi that the roads are open. Wang Yi said that trade is growing."
    told = ("ishaq-dar", "told", "that the roads are open", "wang-yi")
    assert talks(read, text, told, ("wang-yi", "said", "that trade is growing", None)) == [{"ishaq-dar", "wang-yi"}]


@pytest.mark.model
def test_find_meetings_answered_in_turn(read: Reader) -> None:
    text = "Ishaq Dar said that the roads are open. In his turn, Wang Yi said that trade is growing."
    first, second = ("ishaq-dar", "said", "the roads are open", None), ("wang-yi", "said", "trade is growing", None)
    assert talks(read, text, first, second) == [{"ishaq-dar", "wang-yi"}]


@pytest.mark.model
def test_find_meetings_welcomed(read: Reader) -> None:
    text = "Welcoming Mr Yi, Mr Dar said that trade is growing."
    assert talks(read, text, ("dar", "said", "that trade is growing", None)) == [{"dar", "yi"}]


@pytest.mark.model
def test_find_meetings_reported_back(read: Reader) -> None:
    text = "Mr Dar and Mr Yi reported on trade in the east. Mr Sow asked whether roads are open."
    asked = ("sow", "asked", "whether roads are open", None)
    assert talks(read, text, asked) == [{"dar", "yi", "sow"}]


@pytest.mark.model
def test_find_meetings_of_a_body_that_sits(read: Reader) -> None:
    text = "Ishaq Dar told the Cabinet of Peru that the roads are open."
    told = ("ishaq-dar", "told", "that the roads are open", "cabinet-of-peru")
    assert len(talks(read, text, told)) == 1


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("In a letter, Ishaq Dar told Wang Yi that the roads are open.", "told", "that the roads are open"),
        ("Ishaq Dar congratulated Wang Yi on the victory.", "congratulated", "the victory"),
        ("Ishaq Dar did not tell Wang Yi that the roads are open.", "tell", "that the roads are open"),
    ],
)
def test_find_meetings_not_face_to_face(read: Reader, text: str, cue: str, content: str) -> None:
    assert talks(read, text, ("ishaq-dar", cue, content, "wang-yi")) == []


@pytest.mark.model
def test_find_meetings_others_have_more_to_say(read: Reader) -> None:
    text = (
        "Ishaq Dar told Wang Yi that the roads are open. Hakan Fidan said that rain fell. Hakan Fidan said it will end."
    )
    told = ("ishaq-dar", "told", "that the roads are open", "wang-yi")
    others = [("hakan-fidan", "said", content, None) for content in ("that rain fell", "it will end")]
    assert talks(read, text, told, *others) == []


@pytest.mark.model
def test_find_meetings_those_who_speak_were_at_the_meeting(read: Reader) -> None:
    text = "During the meeting, Ishaq Dar spoke of trade. Ishaq Dar asked Wang Yi to open the roads."
    asked = ("ishaq-dar", "asked", "to open the roads", "wang-yi")
    assert talks(read, text, asked) == [{"ishaq-dar", "wang-yi"}]


# --- parts without a model --------------------------------------------------------------------------------------


def report(status: Status | None, *sides: str, **fields: object) -> Report:
    """A mention of talks between some sides."""
    parties = tuple(Party(side, None) for side in sides)
    made = Report(
        Span(0, 5),
        "Talks",
        "meeting-noun",
        Judgement(status),
        parties,
        sides=frozenset(sides),
        lemma="talk",
        keys=frozenset(sides),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def test_gather_dates_keep_encounters_apart() -> None:
    first = report("held", "a", "b", date=DateExpression(Span(0, 4), "DATE", "2020", "2020"))
    second = report("held", "a", "b", date=DateExpression(Span(0, 4), "DATE", "2021", "2021"))
    assert gather([first, second]) == [[first], [second]]


def test_gather_bare_mention_joins_the_latest() -> None:
    first, second, bare = report("held", "a", "b"), report("held", "c", "d"), report(None, definite=True)
    assert gather([first, second, bare]) == [[first], [second, bare]]


STATUSES = st.sampled_from(["held", "scheduled", "proposed", "ruledOut", None])
REPORTS = st.lists(
    st.builds(report, STATUSES, st.sampled_from("abc"), st.sampled_from("abc"), definite=st.booleans()), max_size=8
)


@given(REPORTS)
def test_gather_keeps_every_report_once(reports: list[Report]) -> None:
    groups = gather(reports)
    assert sorted(map(id, (each for group in groups for each in group))) == sorted(map(id, reports))
    assert all(groups)


@given(STATUSES, st.sampled_from(["held", "scheduled", "proposed"]))
def test_judgement_refusal_stands(inner: Status | None, outer: Status) -> None:
    refused = Judgement(inner).under("ruledOut")
    assert refused.under(outer).status == "ruledOut"


def test_status_of_last_word() -> None:
    assert status_of([report("proposed"), report("ruledOut")]) == "ruledOut"
    assert status_of([report("scheduled"), report("held")]) == "held"


def test_probability_weighs_the_evidence() -> None:
    weights = load_triggers().channel
    bare = frozenset({"always", "abroad"})
    call = probability(bare | {"word conversation", "word leaders", "word satisfaction"}, weights)
    visit = probability(bare | {"word asked", "word journalists", "word conference"}, weights)
    assert visit < 0.5
    assert call > 0.9
    assert probability(frozenset(), weights) == 0.5


#: what an article tells besides, the sentence about the encounter, its kind
CALL = (
    "Both leaders expressed satisfaction with the constructive contacts of recent months and agreed on further steps."
)
TALK = "After the official part they said that trade and military programmes would have to be promoted."
CHANNELS = [
    (CALL, "Vladimir Putin and Angela Merkel discussed current issues.", "PhoneCall"),
    (TALK, "Vladimir Putin and Angela Merkel discussed current issues.", "Talks"),
    (CALL, "Vladimir Putin and Angela Merkel continued their consultations on the crisis.", "PhoneCall"),
    (CALL, "Vladimir Putin and Angela Merkel held consultations in Sochi on the crisis.", "Consultations"),
    (CALL, "Vladimir Putin and Angela Merkel met and discussed the crisis.", "Meeting"),
    (CALL, "Vladimir Putin had a conversation with Angela Merkel.", "PhoneCall"),
    (TALK, "Vladimir Putin had a conversation with Angela Merkel.", "Talks"),
    (TALK, "Vladimir Putin had a telephone conversation with Angela Merkel.", "PhoneCall"),
]


@pytest.mark.parametrize(("besides", "sentence", "kind"), CHANNELS)
def test_find_meetings_face_to_face_or_telephone(read: Reader, besides: str, sentence: str, kind: str) -> None:
    _, _, meetings = read(f"{sentence} {besides}")
    assert [meeting.kind for meeting in meetings] == [kind]


#: what people say on the telephone is no second encounter; what they say when they meet is not said on the telephone
TELEPHONED = [
    ("Vladimir Putin telephoned Ilham Aliyev. Mr Putin and Mr Aliyev discussed trade.", ["PhoneCall"]),
    ("Vladimir Putin had a phone call with Ilham Aliyev. The two presidents exchanged views on trade.", ["PhoneCall"]),
    (
        "Vladimir Putin telephoned Ilham Aliyev. Later the two presidents met in Baku. They discussed trade.",
        ["PhoneCall", "Meeting"],
    ),
    (
        "Vladimir Putin telephoned Ilham Aliyev. Mr Putin and Angela Merkel discussed trade.",
        ["PhoneCall", "Talks"],
    ),
]


@pytest.mark.parametrize(("text", "kinds"), TELEPHONED)
def test_find_meetings_said_on_the_telephone(read: Reader, text: str, kinds: list[str]) -> None:
    _, _, meetings = read(text)
    assert [meeting.kind for meeting in meetings] == kinds


@given(st.frozensets(st.sampled_from(["always", "abroad", "word said", "word leaders", "word unheard-of"])))
def test_probability_is_one(features: frozenset[str]) -> None:
    assert 0 <= probability(features, load_triggers().channel) <= 1


def test_lexicon_tables_sorted_and_known() -> None:
    columns = {
        "meeting_triggers": ("lemma", "pattern", "kind", "note"),
        "meeting_channel": ("feature", "weight", "note"),
        "meeting_cues": ("lemma", "part", "status", "remark", "note"),
        "meeting_supports": ("lemma", "role", "note"),
        "meeting_parties": ("word", "use", "note"),
        "meeting_precision": ("rule", "right", "judged", "note"),
    }
    for name, header in columns.items():
        rows = [tuple(row[column] for column in header) for row in read_table(name, header)]
        assert rows == sorted(rows), name
