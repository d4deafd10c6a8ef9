"""The triples of what articles share: actors, linked places, encounters, claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loader import literals
from loader.blocks import Block, make_block, texts
from loader.fusion import FusedMeeting
from loader.places import PlaceMention
from loader.records import Record
from loader.resolution import Entity
from loader.triples.dates import calendar
from loader.vocab import geonames_iri, is_iri

#: Classes that a class is a kind of; data names them all, so that nobody needs inference.
BROADER: Mapping[str, tuple[str, ...]] = {
    "Actor": (),
    "Government": ("Organization", "Actor"),
    "IntergovernmentalOrganization": ("Organization", "Actor"),
    "ArmedGroup": ("Organization", "Actor"),
}


def actor_triples(term: str, entity: Entity, state: str | None = None) -> Block:
    """An actor: label, all other names seen, the term of the state whose organ it is, and the IRIs of it elsewhere."""
    others = tuple(literals.text(name) for name in sorted({*entity.names} - {entity.label}) if name)
    return make_block(
        term,
        ("a", tuple(f"cq:{name}" for name in (entity.kind, *BROADER.get(entity.kind, ("Actor",))))),
        ("skos:prefLabel", texts(entity.label)),
        ("skos:altLabel", others),
        ("cq:organOf", (state,) if state else ()),
        ("skos:exactMatch", tuple(f"<{iri}>" for iri in sorted({*entity.matches}) if is_iri(iri))),
    )


def place_triples(place: PlaceMention, term: str) -> Block:
    """A place: name, position, country and GeoNames feature, as far as they are known."""
    position = _position(place)
    return make_block(
        term,
        ("a", ("cq:Place",)),
        ("skos:prefLabel", texts(place.name)),
        ("geo:lat", position[:1]),
        ("geo:long", position[1:]),
        ("cq:countryCode", texts(place.country)),
        ("skos:exactMatch", (geonames_iri(place.geonameid),) if place.geonameid is not None else ()),
    )


def meeting_triples(meeting: FusedMeeting) -> Block:
    """An encounter: what its reports agree on, and the names of the properties on which they do not."""
    return make_block(
        meeting.term,
        ("a", ("cq:MeetingProposal" if meeting.is_proposal else "cq:Meeting",)),
        ("cq:kind", (f"kind:{meeting.kind}",)),
        ("cq:status", (f"status:{meeting.status}",)),
        ("cq:note", tuple(literals.text(note) for note in meeting.notes)),
        ("cq:location", meeting.locations),
        ("cq:participant", meeting.participants),
        ("cq:organizer", meeting.organizers),
        ("cq:host", meeting.hosts),
        ("cq:series", texts(meeting.series)),
        ("cq:ordinal", (str(meeting.ordinal),) if meeting.ordinal is not None else ()),
        *calendar(meeting.dates),
        ("cq:report", meeting.reports),
        ("cq:conflict", tuple(f"cq:{name}" for name in meeting.conflicts)),
        ("cq:publishers", (str(meeting.publishers),)),
    )


def claim_triples(term: str, same: tuple[str, ...], publishers: int) -> Block:
    """The other reports of a statement's claim, and how many independent publishers have it."""
    return make_block(term, ("cq:sameClaimAs", same), ("cq:publishers", (str(publishers),)))


def linked_places(record: Record) -> Iterator[PlaceMention]:
    """The places that are used in the graph and linked, so that articles share them."""
    used = (record.dateline, *(m.location for m in record.meetings))
    return (place for place in used if place and place.geonameid is not None)


def _position(place: PlaceMention) -> tuple[str, ...]:
    """Latitude and longitude, or nothing: one alone is no position."""
    if place.lat is None or place.lon is None or not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return ()
    both = literals.decimal(place.lat, 5), literals.decimal(place.lon, 5)
    return tuple(value for value in both if value)
