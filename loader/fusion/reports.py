"""What one article says of one encounter, in the form in which reports of several articles are compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from loader.articles import Article
from loader.fusion.calendars import When, read_when
from loader.identifiers import place_term, report_terms
from loader.meetings import Meeting
from loader.places import PlaceMention
from loader.records import Record

FAMILIES: Mapping[str, str] = {"PressBriefing": "briefing", "Visit": "visit", "PhoneCall": "call"}
TALKS = "talks"  # the family of all other kinds: one encounter is talks to one reporter and a summit to the next


@dataclass(frozen=True)
class Venue:
    """A place as fusion needs it. ``whole_country`` is true of Kazakhstan, which holds Astana."""

    term: str
    name: str
    geonameid: int | None = None
    country: str | None = None
    whole_country: bool = False


@dataclass(frozen=True)
class Report:
    """What one article says of one encounter, with actors and places by their terms.

    ``id`` is the meeting's id in its record, ``term`` the term of the report.
    """

    term: str
    id: str
    article: str
    published: dt.date | None
    kind: str
    status: str
    publisher: str | None = None
    venue: Venue | None = None
    edtf: str | None = None
    participants: tuple[str, ...] = ()
    organizers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    series: str | None = None
    ordinal: int | None = None
    note: str | None = None

    @cached_property
    def when(self) -> When | None:
        """The days that the date spans, if it says any."""
        return read_when(self.edtf)

    @cached_property
    def parties(self) -> frozenset[str]:
        """Everybody who takes part."""
        return frozenset((*self.participants, *self.organizers, *self.hosts))

    @property
    def family(self) -> str:
        """Kinds that reporters use for one and the same encounter."""
        return FAMILIES.get(self.kind, TALKS)

    @property
    def undated_proposal(self) -> bool:
        """Talks that were only proposed or ruled out, and for no day."""
        return self.when is None and self.family == TALKS and self.status in ("proposed", "ruledOut")

    @property
    def seniority(self) -> tuple[dt.date, str, str]:
        """What orders reports: date of publication, undated ones last."""
        return self.published or dt.date.max, self.article, self.term


def meeting_reports(record: Record, actors: Mapping[str, str], countries: frozenset[int]) -> tuple[Report, ...]:
    """The reports of one record.

    Args:
        record: what the article says.
        actors: the term of each of its actors, by key.
        countries: GeoNames ids of whole countries.
    """
    article, terms = record.article, report_terms(record)
    venues = {m.id: _venue(m.location, record, countries) for m in record.meetings}
    return tuple(_report(m, article, terms[m.id], actors, venues[m.id]) for m in record.meetings if m.id in terms)


def _report(meeting: Meeting, article: Article, term: str, actors: Mapping[str, str], venue: Venue | None) -> Report:
    keys = [party.actor for party in meeting.participants if party.actor]
    return Report(
        term,
        meeting.id,
        article.id,
        article.published,
        meeting.kind,
        meeting.status,
        article.publisher,
        venue,
        meeting.date.edtf if meeting.date else None,
        tuple(dict.fromkeys(actors[key] for key in keys if key in actors)),
        _known(meeting.organizer, actors),
        _known(meeting.host, actors),
        meeting.series,
        meeting.ordinal,
        meeting.note,
    )


def _venue(place: PlaceMention | None, record: Record, countries: frozenset[int]) -> Venue | None:
    if place is None:
        return None
    term = place_term(place, record.article)
    return Venue(term, place.name, place.geonameid, place.country, place.geonameid in countries)


def _known(key: str | None, actors: Mapping[str, str]) -> tuple[str, ...]:
    return (actors[key],) if key and key in actors else ()
