"""What the reports of one encounter agree on, and where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from loader.fusion.calendars import When, compatible
from loader.fusion.links import find_links, group, same_places
from loader.fusion.reports import Report, Venue
from loader.fusion.reprints import Source, count_independent

T = TypeVar("T", str, int)

#: What counts where no report is dated, first to last.
UNDATED_STATUS = ("held", "ruledOut", "scheduled", "proposed")
#: Kinds from the most telling to the least.
KINDS = ("Summit", "Consultations", "Talks", "PressBriefing", "PhoneCall", "Visit", "Gathering", "Meeting")


@dataclass(frozen=True)
class FusedMeeting:
    """One encounter, as all of its reports have it.

    ``members`` are (article id, meeting id in its record); ``reports`` their terms. ``conflicts`` are local names of
    the properties on which reports disagree. There is more than one location or date only where they exclude each
    other.
    """

    term: str
    kind: str
    status: str
    members: tuple[tuple[str, str], ...]
    reports: tuple[str, ...]
    publishers: int
    locations: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    organizers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    series: str | None = None
    ordinal: int | None = None
    notes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def is_proposal(self) -> bool:
        """Whether the encounter was only proposed or was ruled out, so that it is no meeting."""
        return self.status in ("proposed", "ruledOut")


def fuse(
    reports: Iterable[Report], origins: Mapping[str, str], same_utterance: Iterable[tuple[str, str]] = ()
) -> tuple[FusedMeeting, ...]:
    """Bring the reports of all articles together, one encounter each, in the order of their terms.

    Args:
        reports: the reports of all articles.
        origins: the article that stands for all copies of a text, by article (``find_origins``).
        same_utterance: pairs of reports at which the same words were said, by their terms.
    """
    found = list(reports)
    groups = group(found, find_links(found, same_utterance, origins))
    return tuple(sorted((agree(members, origins) for members in groups), key=lambda meeting: meeting.term))


def by_article(meetings: Iterable[FusedMeeting]) -> dict[str, dict[str, FusedMeeting]]:
    """The encounters that each article reports: article id to meeting id in its record to encounter."""
    found: dict[str, dict[str, FusedMeeting]] = {}
    for meeting in meetings:
        for article, identifier in meeting.members:
            found.setdefault(article, {})[identifier] = meeting
    return found


def agree(reports: Sequence[Report], origins: Mapping[str, str]) -> FusedMeeting:
    """One encounter from its reports, which come in order of seniority: it goes by the first one's term."""
    sources = (Source(r.article, r.publisher, origins.get(r.article, r.article)) for r in reports)
    return FusedMeeting(
        "meeting:" + reports[0].term.partition(":")[2],
        best_kind([r.kind for r in reports]),
        last_status(reports),
        tuple((r.article, r.id) for r in reports),
        tuple(sorted(r.term for r in reports)),
        count_independent(sources),
        tuple(place.term for place in best_places([r.venue for r in reports if r.venue])),
        best_dates(reports),
        _all(r.participants for r in reports),
        _all(r.organizers for r in reports),
        _all(r.hosts for r in reports),
        _favourite([r.series for r in reports if r.series]),
        _favourite([r.ordinal for r in reports if r.ordinal is not None]),
        tuple(sorted({r.note for r in reports if r.note})),
        find_conflicts(reports),
    )


def last_status(reports: Sequence[Report]) -> str:
    """The status in the latest dated report; without one, the first of held, ruledOut, scheduled, proposed."""
    newest = max((r.published for r in reports if r.published), default=None)
    said = {r.status for r in reports if r.published == newest}
    return next(status for status in UNDATED_STATUS if status in said)


def best_kind(kinds: Sequence[str]) -> str:
    """The kind that most reports name; of equally frequent ones the more telling."""
    counts = Counter(kinds)
    return min(counts, key=lambda kind: (-counts[kind], KINDS.index(kind)))


def best_places(places: Sequence[Venue]) -> list[Venue]:
    """The most precise place, a linked one in a country before the country; and those that it cannot be."""
    counts = Counter(place.term for place in places)
    ranked = sorted(places, key=lambda p: (p.geonameid is None, p.whole_country, -counts[p.term], p.term))
    kept: list[Venue] = []
    for place in ranked:
        if all(_elsewhere(place, other) for other in kept):
            kept.append(place)
    return kept


def best_dates(reports: Sequence[Report]) -> tuple[str, ...]:
    """The most precise date, with its year if any report has it; and those that it cannot be."""
    dated = [(r.edtf, r.when) for r in reports if r.edtf and r.when]
    counts = Counter(edtf for edtf, _ in dated)
    ranked = sorted(dated, key=lambda d: (d[1].yearless, d[1].last - d[1].first, -counts[d[0]], d[0]))
    kept: list[tuple[str, When]] = []
    for edtf, when in ranked:
        if all(not compatible(when, other) for _, other in kept):
            kept.append((edtf, when))
    if not kept:
        return tuple(sorted({r.edtf for r in reports if r.edtf})[:1])
    return tuple(edtf for edtf, _ in kept)


def find_conflicts(reports: Sequence[Report]) -> tuple[str, ...]:
    """Local names of the properties on which reports disagree, in alphabetical order."""
    pairs = list(combinations(reports, 2))
    kinds = {r.kind for r in reports} - {"Meeting"}
    ordinals = {r.ordinal for r in reports if r.ordinal is not None}
    checks = {
        "date": any(not compatible(a.when, b.when) for a, b in pairs),
        "kind": len(kinds) > 1,
        "location": any(_elsewhere(a.venue, b.venue) for a, b in pairs),
        "ordinal": len(ordinals) > 1,
        "status": len({r.status for r in reports}) > 1,
    }
    return tuple(name for name, disagree in checks.items() if disagree)


def _elsewhere(one: Venue | None, other: Venue | None) -> bool:
    """Whether two places, both of them known ones, exclude each other."""
    if one is None or other is None or one.geonameid is None or other.geonameid is None:
        return False
    return not same_places(one, other)


def _all(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({value for found in values for value in found}))


def _favourite(values: Sequence[T]) -> T | None:
    """The most frequent value; of equally frequent ones the first in order."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default=None)
