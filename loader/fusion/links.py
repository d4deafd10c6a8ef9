"""Which reports are of one encounter.

Reports come together on strong evidence only: the same number in a series; the same day with a shared place or two
shared parties; without a date the same two parties of a proposal within a month, or the same parties at the same
place for a particular kind of encounter within days. Nothing is merged for being called "talks", and a report that
fits two encounters which exclude each other is left alone. The outcome is a function of the set of reports: pairs
are joined strongest first, ties broken by their terms.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from loader.fusion.calendars import compatible, day_gap, same_days
from loader.fusion.reports import TALKS, Report, Venue
from loader.fusion.reprints import Forest

UNDATED_WINDOW = 30  # days between articles that speak of one encounter, or proposal, without a date
FEW_DAYS = 3  # the same for particular encounters, known by place and parties alone
NEAR = 7  # days by which dates of one numbered meeting may differ and be a mistake of one report
MANY = 12  # parties of one report beyond which no further ones are used to find its counterparts

COPIED, NUMBERED, SAME_DAY, SAME_UTTERANCE, UNDATED = 5, 4, 3, 2, 1

#: Kinds so particular that the same people at the same place are enough within a few days; people meet and talk daily.
PARTICULAR = frozenset(("Summit", "Gathering", "Consultations"))

Pair = tuple[str, str]
Key = tuple[object, ...]


def find_links(
    reports: Iterable[Report], same_utterance: Iterable[Pair] = (), origins: Mapping[str, str] | None = None
) -> dict[Pair, int]:
    """Pairs of reports that may be of one encounter, by their terms, each with the strength of the evidence.

    Args:
        reports: all reports.
        same_utterance: pairs of reports at which the same words were said, by their terms.
        origins: the article that stands for all copies of a text, by article.
    """
    by_term = {report.term: report for report in reports}
    links: dict[Pair, int] = {}
    for one, other in _candidates(by_term.values()):
        if strength := evidence(one, other):
            links[(one.term, other.term)] = strength
    for pair in same_utterance:
        first, second = sorted(pair)
        one, other = by_term[first], by_term[second]
        if one.family == other.family and not excluded(one, other):
            links.setdefault((first, second), SAME_UTTERANCE)
    links.update(dict.fromkeys(_copied(by_term.values(), origins or {}), COPIED))
    return links


def _copied(reports: Iterable[Report], origins: Mapping[str, str]) -> Iterator[Pair]:
    """Pairs of reports of the same content in copies of one text, where each copy has one such report."""
    alike: dict[Key, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: r.term):
        place = report.venue.name if report.venue else None
        said = (report.kind, report.status, report.edtf, place, report.parties, report.series, report.ordinal)
        alike[origins.get(report.article, report.article), *said].append(report)
    for found in alike.values():
        counts = Counter(report.article for report in found)
        once = [report.term for report in found if counts[report.article] == 1]
        yield from pairwise(once)


def group(reports: Iterable[Report], links: Mapping[Pair, int]) -> list[tuple[Report, ...]]:
    """Bring reports together, strongest links first, never two that exclude each other."""
    by_term = {report.term: report for report in reports}
    clear = _without_ambiguous(by_term, links)
    forest = Forest()
    members = {term: [report] for term, report in by_term.items()}
    for one, other in sorted(clear, key=lambda pair: (-clear[pair], _distance(by_term, pair), pair)):
        first, second = sorted((forest.find(one), forest.find(other)))
        if first != second and not any(excluded(a, b) for a in members[first] for b in members[second]):
            forest.join(first, second)
            members[first] += members.pop(second)
    return [tuple(sorted(found, key=lambda report: report.seniority)) for _, found in sorted(members.items())]


def evidence(one: Report, other: Report) -> int:
    """How strongly two reports look like one encounter; 0 where they do not.

    Briefings need the full date and the speaker in common: one is held every week.
    """
    if one.family != other.family or excluded(one, other):
        return 0
    shared = len(one.parties & other.parties)
    series = same_series(one, other)
    if same_number(one, other) and _numbered_evidence(one, other, shared, series):
        return NUMBERED
    if one.venue and other.venue and not same_places(one.venue, other.venue):
        return SAME_DAY if _same_but_elsewhere(one, other, shared, series) else 0
    if same_days(one.when, other.when):
        return SAME_DAY if _same_day_evidence(one, other, shared, series or same_number(one, other)) else 0
    return UNDATED if _undated_evidence(one, other, shared) else 0


def same_number(one: Report, other: Report) -> bool:
    """Whether both say which one of a series it was, and it is the same number."""
    return one.ordinal is not None and one.ordinal == other.ordinal


def _numbered_evidence(one: Report, other: Report, shared: int, series: bool) -> bool:
    """There are many second rounds of consultations: parties, day or place must agree too."""
    if shared >= 2:
        return True
    both_dated = one.when is not None and other.when is not None
    if series and shared and both_dated:
        return True  # the days lie close together: else the reports exclude each other
    return bool(series or shared) and (same_days(one.when, other.when) or same_places(one.venue, other.venue))


def _undated_evidence(one: Report, other: Report, shared: int) -> bool:
    if one.when or other.when:
        return False
    if one.undated_proposal and other.undated_proposal:
        return shared >= 2
    particular = one.kind == other.kind and one.kind in PARTICULAR and bool(shared) and one.parties == other.parties
    countries = any(report.venue and report.venue.whole_country for report in (one, other))
    in_one_spot = same_places(one.venue, other.venue) and not countries
    return particular and in_one_spot and _published_gap(one, other) <= FEW_DAYS


def _same_day_evidence(one: Report, other: Report, shared: int, named: bool) -> bool:
    if one.family == "briefing":
        return shared >= 1 and not (one.when and one.when.yearless) and not (other.when and other.when.yearless)
    # One host may see two guests at one place on one day: who meets somebody else is at another meeting.
    others_differ = bool(one.parties - other.parties) and bool(other.parties - one.parties)
    return shared >= 2 or (bool(one.venue and other.venue) and (named or (shared == 1 and not others_differ)))


def _same_but_elsewhere(one: Report, other: Report, shared: int, series: bool) -> bool:
    """Whether all but the place says that it is one encounter, so that one of the reports has the place wrong."""
    dated = same_days(one.when, other.when) and not any(r.when and r.when.yearless for r in (one, other))
    return dated and bool((series and shared) or (shared >= 2 and one.kind == other.kind and one.family == TALKS))


def excluded(one: Report, other: Report) -> bool:
    """Whether two reports cannot be of one encounter, whatever speaks for it.

    One article speaks of an encounter once; numbers of a series differ; days lie apart, beyond what one reporter
    may get wrong of a numbered meeting; articles that give no date lie too far apart.
    """
    if one.article == other.article:
        return True
    if one.ordinal is not None and other.ordinal is not None and one.ordinal != other.ordinal:
        return True
    if not compatible(one.when, other.when):
        return not same_number(one, other) or day_gap(one.when, other.when) > NEAR
    return one.when is None and other.when is None and _published_gap(one, other) > UNDATED_WINDOW


def same_places(one: Venue | None, other: Venue | None) -> bool:
    """Whether two places are known and are one, or one of them is the country that holds the other."""
    if one is None or other is None:
        return False
    if one.geonameid is None or other.geonameid is None:
        return one.name.casefold() == other.name.casefold()
    if one.geonameid == other.geonameid:
        return True
    alike = one.whole_country or other.whole_country or one.name.casefold() == other.name.casefold()
    return alike and one.country is not None and one.country == other.country


def same_series(one: Report, other: Report) -> bool:
    """Whether both name a series, and one name says all that the other does."""
    first, second = (frozenset((report.series or "").casefold().split()) for report in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def _published_gap(one: Report, other: Report) -> int:
    return abs((one.published - other.published).days) if one.published and other.published else 0


def _distance(by_term: Mapping[str, Report], pair: Pair) -> int:
    return _published_gap(by_term[pair[0]], by_term[pair[1]])


def _candidates(reports: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs of reports that share enough to be looked at, each once, in the order of their terms."""
    ordered = sorted(reports, key=lambda r: (r.published or dt.date.min, r.term))
    yearless = {key for r in ordered if r.when and r.when.yearless for key in _day_keys(r, with_year=False)}
    blocks: dict[Key, list[Report]] = defaultdict(list)
    for report in ordered:
        for key in dict.fromkeys(_block_keys(report, yearless)):
            blocks[key].append(report)
    seen: set[Pair] = set()
    for key, found in blocks.items():
        for one, other in _pairs(found, window=key[0] == "undated"):
            first, second = (one, other) if one.term < other.term else (other, one)
            if (first.term, second.term) not in seen:
                seen.add((first.term, second.term))
                yield first, second


def _pairs(reports: Sequence[Report], window: bool) -> Iterator[tuple[Report, Report]]:
    """All pairs, or those within the window only. Reports are sorted by date of publication, unknown ones first."""
    for i, one in enumerate(reports):
        for other in reports[i + 1 :]:
            if window and _published_gap(one, other) > UNDATED_WINDOW:
                break
            yield one, other


def _block_keys(report: Report, yearless: set[Key]) -> Iterator[Key]:
    """What reports of one encounter have in common, in one way at least."""
    if report.ordinal is not None:
        yield from (("number", report.ordinal, mark) for mark in _marks(report))
    yield from _day_keys(report, with_year=True)
    # Only where a report leaves the year out do those that name it meet across years.
    yield from (key for key in _day_keys(report, with_year=False) if key in yearless)
    if report.undated_proposal:
        yield from (("undated", *pair) for pair in combinations(sorted(report.parties)[:MANY], 2))
    elif report.when is None and report.kind in PARTICULAR and report.venue:
        yield "undated", report.kind, report.parties


def _day_keys(report: Report, with_year: bool) -> Iterator[Key]:
    if report.when and report.when.short:
        for day in report.when.days():
            year = day.year if with_year and not report.when.yearless else None
            yield from (("day", year, day.month, day.day, mark) for mark in _marks(report))


def _marks(report: Report) -> list[str]:
    series = (report.series or "").casefold().split()[:MANY]
    number = [f"number {report.ordinal}"] if report.ordinal is not None else []
    return [*sorted(report.parties)[:MANY], *series, *number]


def _without_ambiguous(by_term: Mapping[str, Report], links: Mapping[Pair, int]) -> dict[Pair, int]:
    """The links without those of reports that fit, equally well, two others which exclude each other."""
    partners: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), strength in links.items():
        partners[one].append((strength, other))
        partners[other].append((strength, one))
    torn = {term: _torn_at(by_term, found) for term, found in sorted(partners.items()) if vague(by_term[term])}
    return {pair: strength for pair, strength in links.items() if all(strength > torn.get(term, 0) for term in pair)}


def vague(report: Report) -> bool:
    """Whether the report leaves open which year it speaks of, so that encounters of several years may fit it."""
    return report.published is None if report.when is None else report.when.yearless


def _torn_at(by_term: Mapping[str, Report], partners: Iterable[tuple[int, str]]) -> int:
    """The greatest strength at which two partners exclude each other, 0 where none do."""
    by_strength: dict[int, list[Report]] = defaultdict(list)
    for strength, term in sorted(partners):
        by_strength[strength].append(by_term[term])
    torn = [
        strength
        for strength, found in by_strength.items()
        if any(excluded(a, b) and a.article != b.article for a, b in combinations(found, 2))
    ]
    return max(torn, default=0)
