"""Graphs to the tables and entities that other tools of the field read without SPARQL.

Events are rows in the manner of PLOVER and CAMEO: who does what to whom, when, where, by which article. FollowTheMoney
entities serve Aleph and its kin; what that model has no schema for (statements, proposals) is left out there.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import combinations

from pyoxigraph import RdfFormat, Store

from loader.explain import Facts, local_part, one_line, passages
from loader.resources import resource_dir
from loader.vocab import CLASSES, PREFIXES

Json = dict[str, object]

#: PLOVER code of an encounter that is held or scheduled. A proposal is none and gets no code.
MEETING_CODE = "CONSULT"

#: Kind of actor to FollowTheMoney schema.
SCHEMATA: Mapping[str, str] = {
    "Person": "Person",
    "State": "PublicBody",
    "Government": "PublicBody",
    "Organization": "Organization",
    "IntergovernmentalOrganization": "Organization",
    "ArmedGroup": "Organization",
}
_WIKIDATA = "http://www.wikidata.org/entity/"
_SPECIFIC = sorted(CLASSES - {"Actor", "Organization"})  # an actor's other classes tell less


@dataclass(frozen=True)
class Event:
    """Something that one actor does to another, a row of the table. What is not known is empty.

    ``type`` is statement, meeting or proposal; ``act`` the statement's act or the encounter's kind; ``code`` the
    nearest PLOVER code. ``on_behalf_of`` is the institution or state that the source speaks for. Of encounters all
    articles are named, and the sentence and the confidence are those of the first report. Several values of one cell
    stand side by side, but a position (``lat``, ``long``) is given only where there is one.
    """

    id: str
    type: str
    date: str
    earliest: str
    latest: str
    source: str
    source_kind: str
    source_iri: str
    on_behalf_of: str
    on_behalf_of_iri: str
    target: str
    target_kind: str
    target_iri: str
    act: str
    code: str
    status: str
    place: str
    country: str
    lat: str
    long: str
    article: str
    publisher: str
    published: str
    confidence: str
    sentence: str


def read_codes() -> dict[str, str]:
    """The PLOVER code of each act, by its local name, where the ontology has one."""
    store = Store()
    store.load(path=str(resource_dir("ontology") / "schemes.ttl"), format=RdfFormat.TURTLE)
    facts = Facts(store)
    acts = facts.subjects("skos:inScheme", PREFIXES["act"])
    return {local_part(act): facts.value(act, "skos:notation") or "" for act in acts}


def find_events(store: Store) -> Iterator[Event]:
    """All events of a graph: statements by speaker and target, then encounters by pair of participants."""
    facts, codes = Facts(store), read_codes()
    for statement in facts.subjects("rdf:type", f"{PREFIXES['cq']}Statement"):
        yield from statement_events(facts, statement, codes)
    for name in ("Meeting", "MeetingProposal"):
        for meeting in facts.subjects("rdf:type", PREFIXES["cq"] + name):
            yield from meeting_events(facts, meeting)


def statement_events(facts: Facts, statement: str, codes: Mapping[str, str]) -> Iterator[Event]:
    """A row for each speaker and each one that is spoken to or of."""
    act = local_part(facts.value(statement, "cq:act") or "")
    articles = facts.values(statement, "cq:reportedIn")
    meeting = facts.value(statement, "cq:occasion")
    behalf = facts.value(statement, "cq:onBehalfOf") or ""
    common = {
        "id": statement,
        "type": "statement",
        "act": act,
        "code": codes.get(act, ""),
        "status": "",
        "on_behalf_of": facts.label(behalf) if behalf else "",
        "on_behalf_of_iri": behalf,
        "confidence": facts.value(statement, "cq:confidence") or "",
        "sentence": sentence(facts, statement),
        **when(facts, statement),
        **where(facts, meeting),
        **by_whom(facts, articles),
    }
    others = list(dict.fromkeys((*facts.values(statement, "cq:target"), *facts.values(statement, "cq:addressee"))))
    for speaker in facts.values(statement, "cq:speaker") or [""]:
        for other in others or [""]:
            yield Event(**common, **party(facts, "source", speaker), **party(facts, "target", other))


def meeting_events(facts: Facts, meeting: str) -> Iterator[Event]:
    """A row for each pair of participants; one row with the only one."""
    reports = facts.values(meeting, "cq:report")
    status = local_part(facts.value(meeting, "cq:status") or "")
    proposal = status in ("proposed", "ruledOut")
    common = {
        "id": meeting,
        "type": "proposal" if proposal else "meeting",
        "act": local_part(facts.value(meeting, "cq:kind") or ""),
        "code": "" if proposal else MEETING_CODE,
        "status": status,
        "on_behalf_of": "",
        "on_behalf_of_iri": "",
        "confidence": next((facts.value(report, "cq:confidence") or "" for report in reports), ""),
        "sentence": next((sentence(facts, report) for report in reports), ""),
        **when(facts, meeting),
        **where(facts, meeting),
        **by_whom(facts, [article for report in reports for article in facts.values(report, "cq:reportedIn")]),
    }
    actors = sorted({actor for term in _TAKES_PART for actor in facts.values(meeting, term)})
    for one, other in combinations(actors, 2) if len(actors) > 1 else [(*actors, "", "")[:2]]:
        yield Event(**common, **party(facts, "source", one), **party(facts, "target", other))


_TAKES_PART = ("cq:participant", "cq:host", "cq:organizer")


def party(facts: Facts, side: str, actor: str) -> dict[str, str]:
    """The columns of a source or target; empty for nobody."""
    name = facts.label(actor) if actor else ""
    return {side: name, f"{side}_kind": actor_kind(facts, actor) if actor else "", f"{side}_iri": actor}


def actor_kind(facts: Facts, actor: str) -> str:
    """The most specific class of an actor."""
    classes = {local_part(name) for name in facts.values(actor, "rdf:type")}
    return next((name for name in (*_SPECIFIC, "Organization") if name in classes), "Actor")


def when(facts: Facts, thing: str) -> dict[str, str]:
    """The columns of the date; several dates that exclude each other stand side by side."""
    first, last = facts.values(thing, "cq:earliest"), facts.values(thing, "cq:latest")
    return {
        "date": "; ".join(facts.values(thing, "cq:date")),
        "earliest": min(first, default=""),
        "latest": max(last, default=""),
    }


def where(facts: Facts, meeting: str | None) -> dict[str, str]:
    """The columns of the place where an encounter is held."""
    places = facts.values(meeting, "cq:location") if meeting else []
    names = {"place": "skos:prefLabel", "country": "cq:countryCode"}
    position = {"lat": "geo:lat", "long": "geo:long"}
    return {name: "; ".join(facts.value(place, term) or "" for place in places) for name, term in names.items()} | {
        name: facts.value(places[0], term) or "" if len(places) == 1 else "" for name, term in position.items()
    }


def by_whom(facts: Facts, articles: list[str]) -> dict[str, str]:
    """The columns of the articles that say so."""
    found = sorted(set(articles))
    publishers = sorted({facts.value(article, "schema:publisher") or "" for article in found} - {""})
    published = sorted({facts.value(article, "schema:datePublished") or "" for article in found} - {""})
    return {"article": " ".join(found), "publisher": "; ".join(publishers), "published": "; ".join(published)}


def sentence(facts: Facts, thing: str) -> str:
    """The sentence that says so, as far as the graph has it."""
    found = next(iter(passages(facts, thing)), None)
    return one_line(f"{found.before}{found.words or ''}{found.after}") if found else ""


def events_csv(store: Store) -> Iterator[str]:
    """Events as CSV, columns named in the first line."""
    line = io.StringIO()
    table = csv.DictWriter(line, [field.name for field in fields(Event)], lineterminator="\n")
    table.writeheader()
    for event in find_events(store):
        table.writerow(asdict(event))
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def events_jsonl(store: Store) -> Iterator[str]:
    """Events as JSON Lines, without empty fields."""
    for event in find_events(store):
        yield json.dumps({name: value for name, value in asdict(event).items() if value}, ensure_ascii=False) + "\n"


def ftm_jsonl(store: Store) -> Iterator[str]:
    """FollowTheMoney entities as JSON Lines: articles, actors, their roles, and meetings held or scheduled."""
    facts = Facts(store)
    makers = {"Article": ftm_article, "Actor": ftm_actor, "Role": ftm_role, "Meeting": ftm_event}
    for name, make in makers.items():
        for thing in facts.subjects("rdf:type", PREFIXES["cq"] + name):
            schema, properties = make(facts, thing)
            if schema:
                kept = {key: values for key, values in properties.items() if values}
                yield json.dumps({"id": ftm_id(thing), "schema": schema, "properties": kept}, ensure_ascii=False) + "\n"


Properties = dict[str, list[str]]


def ftm_id(iri: str) -> str:
    """An entity's id: the last two parts of its IRI, with what FollowTheMoney takes in place of underscores.

    >>> ftm_id("https://w3id.org/communique/id/article/000_a9")
    'article-000.a9'
    """
    name = "-".join(iri.rsplit("/", 2)[-2:]).replace("_", ".")
    return name if name[-1:].isalnum() else f"{name}0"  # an id ends in a letter or digit there


def ftm_article(facts: Facts, article: str) -> tuple[str, Properties]:
    """An article."""
    return "Article", {
        "title": [facts.label(article)],
        "publishedAt": facts.values(article, "schema:datePublished"),
        "publisher": facts.values(article, "schema:publisher"),
        "author": facts.values(article, "schema:author"),
        "sourceUrl": facts.values(article, "schema:url"),
    }


def ftm_actor(facts: Facts, actor: str) -> tuple[str, Properties]:
    """An actor."""
    matches = facts.values(actor, "skos:exactMatch")
    return SCHEMATA.get(actor_kind(facts, actor), "LegalEntity"), {
        "name": facts.values(actor, "skos:prefLabel"),
        "alias": facts.values(actor, "skos:altLabel"),
        "wikidataId": [iri.removeprefix(_WIKIDATA) for iri in matches if iri.startswith(_WIKIDATA)],
    }


def ftm_role(facts: Facts, role: str) -> tuple[str, Properties]:
    """A role as membership of its institution; none where the institution is no organisation."""
    institution = facts.value(role, "cq:institution")
    if institution is None or SCHEMATA.get(actor_kind(facts, institution)) in (None, "Person"):
        return "", {}
    return "Membership", {
        "member": [ftm_id(iri) for iri in facts.values(role, "cq:holder")],
        "organization": [ftm_id(institution)],
        "role": facts.values(role, "cq:title"),
        "proof": [ftm_id(iri) for iri in facts.values(role, "cq:reportedIn")],
    }


def ftm_event(facts: Facts, meeting: str) -> tuple[str, Properties]:
    """A meeting as an event; its status stands in the summary."""
    kind, status = (local_part(facts.value(meeting, term) or "") for term in ("cq:kind", "cq:status"))
    place, dates = where(facts, meeting), when(facts, meeting)
    reports = facts.values(meeting, "cq:report")
    return "Event", {
        "name": [", ".join(part for part in (kind, place["place"], dates["date"]) if part)],
        "summary": [status],
        "startDate": [dates["earliest"]] if dates["earliest"] else [],
        "endDate": [dates["latest"]] if dates["latest"] else [],
        "location": [facts.label(iri) for iri in facts.values(meeting, "cq:location")],
        "country": [code.lower() for code in place["country"].split("; ") if code],
        "involved": [ftm_id(iri) for iri in facts.values(meeting, "cq:participant")],
        "organizer": [ftm_id(iri) for iri in facts.values(meeting, "cq:organizer")],
        "proof": sorted({ftm_id(a) for report in reports for a in facts.values(report, "cq:reportedIn")}),
    }


#: Exports by their names on the command line.
EXPORTERS: dict[str, Callable[[Store], Iterator[str]]] = {
    "plover-csv": events_csv,
    "plover-jsonl": events_jsonl,
    "ftm": ftm_jsonl,
}
