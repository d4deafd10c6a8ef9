"""What one article yields, all stages done: the record that the JSON Lines output and the graph are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loader.articles import Article, Span
from loader.coverage import PassedOver
from loader.dates import DateExpression
from loader.furniture import Layout
from loader.meetings import Meeting
from loader.mentions import Actor, Cast
from loader.places import PlaceMention
from loader.resources import PACKAGE
from loader.statements import Party, Statement

Json = dict[str, Any]


@dataclass(frozen=True)
class Record:
    """Everything found in one article; actors by their keys in ``cast``.

    ``sentences`` are the offsets at which the sentences of the text start, if they are known.
    """

    article: Article
    layout: Layout
    cast: Cast
    statements: tuple[Statement, ...]
    meetings: tuple[Meeting, ...]
    dates: tuple[DateExpression, ...]
    places: tuple[PlaceMention, ...]
    dateline: PlaceMention | None = None
    sentences: tuple[int, ...] = ()
    passed_over: PassedOver = field(default_factory=PassedOver)


#: Actor IRIs of one article: key in its cast to IRI.
Identities = Mapping[str, str]


def record_schema() -> Json:
    """The JSON Schema (draft 2020-12) that every record satisfies."""
    schema: Json = json.loads((PACKAGE / "record.schema.json").read_text(encoding="utf-8"))
    return schema


def record_json(record: Record, identities: Identities, matches: Mapping[str, tuple[str, ...]]) -> Json:
    """A record in its JSON form. ``matches`` are the IRIs that an actor's IRI is known by elsewhere."""
    render = Renderer(record.article, identities)
    return {
        "article": article_json(record),
        "actors": actors_json(record.cast, identities, matches),
        "statements": [render.statement(s) for s in record.statements],
        "meetings": [render.meeting(m) for m in record.meetings],
        "dates": [{**render.span(d.span), "type": d.type, "value": d.value, "edtf": d.edtf} for d in record.dates],
        "places": [
            {**render.span(p.span), "geonameid": p.geonameid, "lat": p.lat, "lon": p.lon, "name": p.name}
            for p in record.places
        ],
    }


def article_json(record: Record) -> Json:
    """The metadata of an article."""
    article, dateline = record.article, record.layout.dateline
    return {
        "id": article.id,
        "source": article.source,
        "headline": article.headline,
        "published": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "authors": list(article.authors),
        "dateline": article.quote(dateline) if dateline else None,
        "url": article.url,
        "language": article.language or "en",
        "sha256": article.sha256,
        "length": len(article.text),
    }


def actors_json(cast: Cast, identities: Identities, matches: Mapping[str, tuple[str, ...]]) -> Json:
    """The actors of an article by IRI; those that resolution brought together share one entry."""
    out: dict[str, Json] = {}
    for actor in cast.actors:
        iri = identities[actor.key]
        entry = out.setdefault(
            iri,
            {
                "label": actor.label,
                "aliases": [],
                "kind": actor.kind,
                "roles": [],
                "same_as": list(matches.get(iri, ())),
            },
        )
        entry["aliases"] += [a for a in (actor.label, *actor.aliases) if a not in (entry["label"], *entry["aliases"])]
        entry["roles"] += [r for r in roles_json(actor, identities) if r not in entry["roles"]]
    return dict(sorted(out.items()))


def roles_json(actor: Actor, identities: Identities) -> list[Json]:
    """The roles that an article says an actor bears."""
    return [
        {"title": role.title, "institution": identities[role.institution] if role.institution else None}
        for role in actor.roles
    ]


@dataclass(frozen=True)
class Renderer:
    """Statements and meetings to JSON: spans with their words, actors by IRI."""

    article: Article
    identities: Identities

    def span(self, span: Span) -> Json:
        """A span object."""
        return {"start": span.start, "end": span.end, "text": self.article.quote(span)}

    def maybe(self, span: Span | None) -> Json | None:
        """A span object, if there is a span."""
        return self.span(span) if span else None

    def iri(self, key: str | None) -> str | None:
        """The IRI of an actor's key."""
        return self.identities[key] if key else None

    def party(self, party: Party) -> Json:
        """An actor with the words that name it there, if any do."""
        return {"actor": self.iri(party.actor), **(self.span(party.span) if party.span else {})}

    def date(self, date: DateExpression | None) -> Json | None:
        """A date with its EDTF."""
        return {**self.span(date.span), "edtf": date.edtf} if date else None

    def speaker(self, party: Party) -> Json:
        """A speaker: the actor, if known, and the words that name them, if any do."""
        return {"actor": self.iri(party.actor), "text": self.article.quote(party.span) if party.span else None}

    def statement(self, s: Statement) -> Json:
        """A statement."""
        return {
            "id": s.id,
            "speakers": [self.speaker(p) for p in s.speakers],
            "source": self.maybe(s.source),
            "cue": self.maybe(s.cue),
            "content": [self.span(c) for c in s.content],
            "quotation": s.quotation,
            "act": s.act,
            "on_behalf_of": self.iri(s.on_behalf_of),
            "targets": [self.party(p) for p in s.targets],
            "addressees": [self.party(p) for p in s.addressees],
            "occasion": s.occasion,
            "about": s.about,
            "within": s.within,
            "date": self.date(s.date),
            "rule": s.rule,
            "confidence": s.confidence,
        }

    def location(self, place: PlaceMention | None) -> Json | None:
        """Where a meeting was, by the name that the article gives the place; the link tells which place it is."""
        if place is None:
            return None
        as_said = place.geonameid is not None and not place.described
        name = self.article.quote(place.span) if as_said else place.name
        return {**self.span(place.span), "name": name, "geonameid": place.geonameid}

    def meeting(self, m: Meeting) -> Json:
        """A meeting."""
        return {
            "id": m.id,
            "kind": m.kind,
            "status": m.status,
            "trigger": self.span(m.trigger),
            "mentions": [self.span(x) for x in m.mentions],
            "location": self.location(m.location),
            "date": self.date(m.date),
            "participants": [self.party(p) for p in m.participants],
            "host": self.iri(m.host),
            "organizer": self.iri(m.organizer),
            "series": m.series,
            "ordinal": m.ordinal,
            "note": m.note,
            "rule": m.rule,
            "confidence": m.confidence,
        }
