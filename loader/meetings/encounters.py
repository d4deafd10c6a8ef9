"""Mentions of one encounter brought together: what an article says of it, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from loader.articles import Span
from loader.dates import DateExpression
from loader.edtf import edtf_range
from loader.meetings.model import MeetingKind, Status
from loader.meetings.status import Judgement
from loader.places import PlaceMention
from loader.statements import Party, distinct

_TALKING: frozenset[MeetingKind] = frozenset({"Talks", "Meeting", "Consultations", "Summit"})
IN_ROUNDS: frozenset[MeetingKind] = frozenset({"Talks", "Consultations"})
_ROUND = "round"
LOOSE_RULES = frozenset(
    {"discuss-verb", "exchange-verb", "brief-verb", "dialogue"}
)  # rules that see no encounter, only its talk
_NEAR = 400  # characters between "the two sides met" and the words that say who they were
_PUT_OFF = frozenset({"postponed", "cancelled"})
_OPEN: frozenset[Status | None] = frozenset({None, "scheduled", "proposed", "ruledOut"})


@dataclass(frozen=True)
class Report:
    """One mention of an encounter, with all that its own sentence says of it.

    ``generic``: a word that also means other things, and needs company to count. ``definite``: it speaks of
    an encounter named before ("the talks"). ``joined``: the place of the report in the same clause that
    speaks of the same encounter.
    """

    trigger: Span
    kind: MeetingKind
    rule: str
    judgement: Judgement
    participants: tuple[Party, ...] = ()
    proposers: tuple[Party, ...] = ()
    location: PlaceMention | None = None
    date: DateExpression | None = None
    ordinal: int | None = None
    series: str | None = None
    host: str | None = None
    organizer: str | None = None
    bodies: tuple[str, ...] = ()  # the organisations whose encounter it is
    generic: bool = False
    definite: bool = False
    past: bool = False  # "their recent meeting": another than the one told of
    joined: int | None = None
    topic: int | None = None  # the place of the report of the talk that this encounter is a topic of
    happens: bool = False  # the subject of its sentence: "a flag meeting broke up"
    unresolved: tuple[Party, ...] = ()  # "the defence ministers", whom nothing tells apart
    ours: bool = False  # of those who write or speak: "our talks in Ljubljana"

    sides: frozenset[str] = frozenset()  # the states or bodies for which the participants stand
    keys: frozenset[str] = frozenset()  # the participants themselves
    proposing: frozenset[str] = frozenset()  # the states or bodies of those who offer or refuse it
    named: frozenset[str] = frozenset()  # those of the sides that have a name
    people: bool = False  # whether these are persons ("the two leaders"), not states ("the two sides")
    collective: bool = False  # its participants are only "the two sides": whoever they were
    besides: bool = False  # names those who "also" took part, not those who met
    lemma: str = ""
    verbal: bool = False
    partnered: bool = False  # names whom it is with: no mere "the talks"

    @property
    def loose(self) -> bool:
        """Whether the mention shows no encounter, only its talk: "they discussed", "the dialogue"."""
        return (self.rule in LOOSE_RULES or self.generic) and self.location is None

    @property
    def talks(self) -> bool:
        """Whether people talk at it: who calls on somebody pays a visit, and the two talk."""
        return self.kind in _TALKING or self.rule == "call-on-verb"

    @property
    def counts(self) -> bool:
        """Whether the mention only counts talks that were spoken of before: "the next round"."""
        return self.lemma == _ROUND

    @property
    def bare(self) -> bool:
        """Whether the mention says nothing but that there is an encounter."""
        return not (self.sides or self.collective or self.location or self.date)


def gather(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports grouped by encounter, in the order of their first mention."""
    groups: list[list[Report]] = []
    home: list[int] = []
    for report in reports:
        talk = home[report.topic] if report.topic is not None else None
        place = home[report.joined] if report.joined is not None else _place(report, groups, talk)
        if place is None:
            place = len(groups)
            groups.append([])
        groups[place].append(report)
        home.append(place)
    return groups


def _place(report: Report, groups: list[list[Report]], talk: int | None) -> int | None:
    """The latest group that may speak of the same encounter; None where the report opens a new one.

    ``talk`` is the group of the talk that is about the encounter, which is never the same.
    """
    nearest = True  # whether no later group tells of an encounter of that kind
    for index in range(len(groups) - 1, -1, -1):
        if index == talk or (_says_little(report) and all(each.topic is not None for each in groups[index])):
            continue  # what was only talked about is not what "the two leaders" go on with
        if _same(report, groups[index], nearest):
            return index
        nearest = nearest and not _kinds_agree(report, groups[index])
    return None


def _says_little(report: Report) -> bool:
    return report.loose and (report.bare or report.collective)


def _same(report: Report, group: list[Report], nearest: bool) -> bool:
    if not (_settings_agree(report, group) and _statuses_agree(report, group) and _counted_in(report, group)):
        return False
    if report.past != any(each.past for each in group) and (report.loose or all(each.loose for each in group)):
        return False  # they discuss today what they agreed on at "their recent meeting"
    if _one_call(report, group) or (nearest and _said_on_telephone(report, group)):
        return True
    if report.bare:
        return _may_recall(report, group)
    if not _kinds_agree(report, group):
        return False
    recalled = nearest and report.definite and not report.partnered
    return recalled or _participants_agree(report, group)


def _counted_in(report: Report, group: list[Report]) -> bool:
    """Whether talks may have had this round: any mention, if it is not "the next round" of what has none."""
    return not report.counts or any(each.kind in IN_ROUNDS or each.ordinal is not None for each in group)


def _one_call(report: Report, group: list[Report]) -> bool:
    """Whether "they discussed" tells what was said in "the conversation" next to it, or the other way round."""
    if report.kind == "PhoneCall" and report.definite and not report.partnered:
        return all(each.loose for each in group) and group[0].kind != "PhoneCall"
    return report.loose and all(each.kind == "PhoneCall" and each.definite and not each.keys for each in group)


def _said_on_telephone(report: Report, group: list[Report]) -> bool:
    """Whether "the two discussed" goes on with "she telephoned him", not with "during their telephone call".

    Who telephoned may have had no name yet: "The president telephoned Mr Y. Mr X and Mr Y discussed".
    """
    first = group[0]
    if not report.loose or not report.verbal or first.kind != "PhoneCall" or first.generic or first.definite:
        return False
    if report.trigger.start - group[-1].trigger.end > _NEAR:
        return False
    keys = frozenset(key for each in group for key in each.keys)
    if report.keys <= keys:
        return len(keys) > 1 and (report.collective or bool(report.keys))
    return bool(report.keys & keys) and any(each.keys - each.named for each in group)


def _may_recall(report: Report, group: list[Report]) -> bool:
    """Whether a mention that says nothing of its own ("the talks", "discussions") may speak of a group's encounter."""
    if not report.definite and report.kind != "Talks":
        return False
    if _kinds_agree(report, group):
        return report.kind != "Summit" or any(each.rule != "discuss-verb" for each in group)
    if report.kind == "PhoneCall":
        return any(each.talks for each in group)
    return report.kind in _TALKING and report.kind != "Summit"


def _kinds_agree(report: Report, group: list[Report]) -> bool:
    kinds = {each.kind for each in group}
    if "Summit" in (report.kind, *kinds) and not report.bare:
        return report.kind in kinds  # those who meet at a summit are not all who are there
    return report.kind in kinds or (report.talks and any(each.talks for each in group))


def _settings_agree(report: Report, group: list[Report]) -> bool:
    """No two ordinals, dates or places that exclude each other."""
    for each in group:
        if report.ordinal is not None and each.ordinal is not None and report.ordinal != each.ordinal:
            return False
        if _dates_differ(report.date, each.date) or _places_differ(report.location, each.location):
            return False
    return True


def _dates_differ(one: DateExpression | None, other: DateExpression | None) -> bool:
    if one is None or other is None or one.edtf is None or other.edtf is None:
        return False
    if one.edtf in other.edtf or other.edtf in one.edtf:
        return False
    days, others = edtf_range(one.edtf), edtf_range(other.edtf)
    return days is None or others is None or not (_inside(days, others) or _inside(others, days))


def _inside(days: tuple[dt.date, dt.date], others: tuple[dt.date, dt.date]) -> bool:
    return others[0] <= days[0] and days[1] <= others[1]


def _places_differ(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    if one is None or other is None or (one.country is not None and one.country == other.country):
        return False  # a city and its country agree; two cities of one country are told apart by the rest
    if one.geonameid is not None and other.geonameid is not None:
        return one.geonameid != other.geonameid
    return one.name != other.name


def _participants_agree(report: Report, group: list[Report]) -> bool:
    if report.collective:
        return len({key for each in group for key in each.keys}) != 1  # "the two leaders" are not one
    if not report.sides:
        return report.definite
    if not any(each.sides for each in group) and all(_only_spoken_of(each) for each in (report, *group)):
        return report.trigger.start - group[-1].trigger.end < _NEAR
    if not any(each.sides for each in group):
        near = report.trigger.start - group[-1].trigger.end < _NEAR
        again = report.verbal or (report.definite and not report.partnered)
        return near and again and all(each.collective for each in group)
    if _only_spoken_of(report) and all(_only_spoken_of(each) for each in group):
        return _same_sides(report, group)
    mine, theirs = report.keys, frozenset(key for each in group for key in each.keys)
    return mine <= theirs or theirs <= mine


def _only_spoken_of(report: Report) -> bool:
    return report.judgement.status in (None, "proposed", "ruledOut")


def _same_sides(report: Report, group: list[Report]) -> bool:
    """Whether talks that are offered and talks that are refused may be the same.

    Who refuses talks "with terrorists" refuses those that were offered, whatever the offer calls the other side.
    """
    theirs = frozenset(side for each in group for side in each.sides | each.proposing)
    if report.sides <= theirs or frozenset(side for each in group for side in each.sides) <= report.sides:
        return True
    if not any(each.named for each in group):  # "talks with the militant group", which the next sentence names
        return report.trigger.start - group[-1].trigger.end < _NEAR
    named = report.named or report.proposing
    return bool(named & theirs) and named <= theirs


def _statuses_agree(report: Report, group: list[Report]) -> bool:
    """A held encounter is not the one that is planned or refused, unless nothing but the tense tells them apart."""
    mine, theirs = report.judgement.status, {each.judgement.status for each in group}
    if report.bare and report.definite and report.judgement.remark in _PUT_OFF and "scheduled" in theirs:
        return "held" not in theirs  # "was to travel to Kabul, has called off the trip"
    if report.bare and mine in ("proposed", "ruledOut"):
        return bool(theirs & {"proposed", "ruledOut", None}) and "held" not in theirs
    if mine is None or theirs == {None}:
        return True
    if mine == "held":
        return "held" in theirs
    return bool(theirs & _OPEN) and "held" not in theirs


def status_of(group: Sequence[Report]) -> Status:
    """The article's last word: a refusal outdoes a proposal, what took place a plan."""
    found = {each.judgement.status for each in group}
    order: tuple[Status, ...] = ("ruledOut", "held", "scheduled", "proposed")
    for status in order:
        if status in found:
            return status
    return "held" if any(each.definite or each.kind not in _TALKING for each in group) else "proposed"


def kind_of(group: Sequence[Report]) -> MeetingKind:
    """The kind of the first full mention; once a telephone is spoken of, a PhoneCall.

    "The conversation" makes one only of an encounter that is known by nothing but its talk.
    """
    calls = [each for each in group if each.kind == "PhoneCall"]
    if any(not each.generic for each in calls) or (calls and all(each.loose for each in group)):
        return "PhoneCall"
    others = (each.kind for each in (lead(group), *group) if each.kind != "PhoneCall")
    return next(others, "PhoneCall")


def lead(group: Sequence[Report]) -> Report:
    """The first full mention of an encounter."""
    return next((each for each in group if not each.generic and not each.bare), group[0])


def everyone(group: Sequence[Report]) -> tuple[Party, ...]:
    """The participants that any of the mentions names; who only proposed or refused counts where they are too few."""
    certain = distinct(party for each in group for party in each.participants)
    if len(certain) >= 2:
        return certain
    return distinct((*certain, *(party for each in group for party in each.proposers)))
