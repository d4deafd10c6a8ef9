"""Known actors of the world (states, governments, organisations, groups), read from Turtle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from loader.resources import resource_dir

CQ = "https://w3id.org/communique/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
GEONAMES = "https://sws.geonames.org/"

Values = dict[str, list[str]]


@dataclass(frozen=True)
class Known:
    """An entry of the gazetteer. ``key`` is the local name of its actor IRI ("pakistan").

    A name that others bear too stands in ``ambiguous``: alone it means nobody, with the right country, state or
    expansion beside it this actor. Ambiguous demonyms and capitals stand in their own field as well.
    """

    key: str
    label: str
    kind: str  # local name of the ontology's class: State, Government, IntergovernmentalOrganization, …
    names: tuple[str, ...] = ()  # every other full name and spelling
    acronyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()  # "Pakistani"; adjectives and nouns of people
    capitals: tuple[str, ...] = ()  # names of the capital, which speaks for the state
    country: str | None = None  # ISO 3166-1 alpha-2 of the state that it is, governs or belongs to
    geonameid: int | None = None
    state: str | None = None  # key of the state whose government, ministry or army this is
    matches: tuple[str, ...] = ()  # IRIs of the same thing elsewhere
    ambiguous: tuple[str, ...] = ()  # names and acronyms shared with others


@dataclass(frozen=True)
class Gazetteer:
    """All entries, by key."""

    entries: dict[str, Known]


def read_gazetteer(*paths: Path) -> Gazetteer:
    """Read the shipped gazetteer and the user's own files after it; a later entry replaces an earlier one.

    Raises:
        ValueError: a file is not Turtle, or an entry lacks its class or its label; the message names both.
        OSError: a file cannot be read.
    """
    shipped = resource_dir("ontology") / "gazetteer.ttl"
    entries: dict[str, Known] = {}
    for path in (shipped, *paths):
        for iri, values in read_values(path).items():
            entry = known(iri, values, path)
            entries[entry.key] = entry
    return Gazetteer(entries)


def read_values(path: Path) -> dict[str, Values]:
    """Values of every property of every subject of a Turtle file, in its order."""
    subjects: dict[str, Values] = {}
    try:
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
                raise ValueError(f"{path}: blank nodes and quoted triples have no place in a gazetteer")
            values = subjects.setdefault(subject.value, {})
            values.setdefault(triple.predicate.value, []).append(value.value)
    except SyntaxError as error:
        raise ValueError(f"{path}: not Turtle: {error}") from error
    return subjects


def known(iri: str, values: Values, path: Path) -> Known:
    """The entry that a subject's values describe."""
    kinds = [kind.removeprefix(CQ) for kind in values.get(RDF_TYPE, ()) if kind.startswith(CQ)]
    labels = values.get(SKOS + "prefLabel", [])
    if len(kinds) != 1 or len(labels) != 1:
        raise ValueError(f"{path}: {iri} needs one class of the ontology and one skos:prefLabel")
    matches = tuple(values.get(SKOS + "exactMatch", ()))
    return Known(
        key=local_name(iri),
        label=labels[0],
        kind=kinds[0],
        names=tuple(values.get(SKOS + "altLabel", ())),
        acronyms=tuple(values.get(CQ + "acronym", ())),
        demonyms=tuple(values.get(CQ + "demonym", ())),
        capitals=tuple(values.get(CQ + "capitalName", ())),
        country=next(iter(values.get(CQ + "countryCode", ())), None),
        geonameid=geonameid(matches),
        state=next((local_name(state) for state in values.get(CQ + "organOf", ())), None),
        matches=matches,
        ambiguous=tuple(values.get(CQ + "ambiguousName", ())),
    )


def local_name(iri: str) -> str:
    """What follows the last slash or hash of an IRI.

    >>> local_name("https://w3id.org/communique/id/actor/pakistan")
    'pakistan'
    """
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def geonameid(matches: tuple[str, ...]) -> int | None:
    """The GeoNames id among IRIs of the same thing."""
    ids = (match.removeprefix(GEONAMES).strip("/") for match in matches if match.startswith(GEONAMES))
    return next((int(number) for number in ids if number.isdigit()), None)
