"""Records of case folders: texts with what they say in TOML beside them, spans given by their words.

``words = "said#1"`` means the second "said" of the text. Actors go by the local name of their IRI.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from loader.articles import Article, Span
from loader.blocks import Block
from loader.dates import DateExpression
from loader.meetings import Meeting
from loader.mentions import Actor, Cast, Role
from loader.places import PlaceMention
from loader.records import Record
from loader.resolution import Entity
from loader.statements import Party, Statement
from loader.triples import actor_triples
from tests.sample import layout, span

Table = dict[str, Any]


def read_records(folder: Path) -> list[Record]:
    """The records of a case, one for each ``<article id>.toml`` with the text in ``<article id>.txt``."""
    return [read_record(path) for path in sorted(folder.glob("*.toml")) if path.stem != "actors"]


def read_actors(folder: Path) -> list[Block]:
    """The actors of a case, from its ``actors.toml``."""
    table = tomllib.loads((folder / "actors.toml").read_text(encoding="utf-8"))
    entities = {key: Entity("", a["label"], a["kind"], tuple(a.get("names", []))) for key, a in table.items()}
    return [actor_triples(f"actor:{key}", entity) for key, entity in entities.items()]


def read_record(path: Path) -> Record:
    """One record."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    fields = data.get("article", {})
    published = fields.pop("published", None)
    article = Article(path.stem, f"{path.stem}.txt", text, published=published, **fields)
    places = {place["name"]: place for place in data.get("places", [])}
    roles: dict[str, list[Role]] = {}
    for role in data.get("roles", []):
        evidence = words(text, role["evidence"])
        roles.setdefault(role["holder"], []).append(Role(role["title"], role.get("institution"), evidence))
    statements = tuple(read_statement(text, entry) for entry in data.get("statements", []))
    meetings = tuple(read_meeting(text, entry, places) for entry in data.get("meetings", []))
    keys = dict.fromkeys([*named(statements, meetings), *roles])
    cast = Cast(tuple(read_actor(key, roles.get(key, [])) for key in keys))
    return Record(article, layout(text), cast, statements, meetings, (), ())


def read_actor(key: str, roles: list[Role]) -> Actor:
    """An actor of the article; one with roles is a person."""
    return Actor(key, key, "Person" if roles else "Actor", (), tuple(roles))


def named(statements: Iterable[Statement], meetings: Iterable[Meeting]) -> list[str]:
    """The keys of all actors that take part in something."""
    parties = [p for s in statements for p in (*s.speakers, *s.targets, *s.addressees)]
    parties += [p for m in meetings for p in m.participants]
    others = [s.on_behalf_of for s in statements] + [key for m in meetings for key in (m.host, m.organizer)]
    return [key for key in (*(p.actor for p in parties), *others) if key]


def words(text: str, quoted: str) -> Span:
    """Where the words stand; ``#1`` behind them means the second time."""
    plain, _, nth = quoted.rpartition("#")
    return span(text, plain, int(nth)) if plain and nth.isdigit() else span(text, quoted)


def read_date(text: str, data: Table | None) -> DateExpression | None:
    """A date: ``{words, edtf}``."""
    return DateExpression(words(text, data["words"]), "DATE", None, data.get("edtf")) if data else None


def parties(data: Table, name: str) -> tuple[Party, ...]:
    """Actors by key."""
    return tuple(Party(key, None) for key in data.get(name, []))


def read_statement(text: str, data: Table) -> Statement:
    """A statement."""
    return Statement(
        data["id"],
        tuple(words(text, part) for part in data["content"]),
        data["quotation"],
        data["act"],
        data["rule"],
        data.get("confidence"),
        words(text, data["cue"]) if "cue" in data else None,
        words(text, data["source"]) if "source" in data else None,
        parties(data, "speakers"),
        data.get("on_behalf_of"),
        parties(data, "targets"),
        parties(data, "addressees"),
        data.get("occasion"),
        data.get("about"),
        data.get("within"),
        read_date(text, data.get("date")),
    )


def read_meeting(text: str, data: Table, places: dict[str, Table]) -> Meeting:
    """A meeting; its ``location`` is ``{words, name}``, with position and GeoNames id in the places of the file."""
    where = data.get("location")
    location = None
    if where:
        known = places.get(where["name"], {"name": where["name"]})
        location = PlaceMention(words(text, where["words"]), **known)
    return Meeting(
        data["id"],
        data["kind"],
        data["status"],
        words(text, data["trigger"]),
        data["rule"],
        data.get("confidence"),
        tuple(words(text, mention) for mention in data.get("mentions", [])),
        location,
        read_date(text, data.get("date")),
        parties(data, "participants"),
        data.get("host"),
        data.get("organizer"),
        data.get("series"),
        data.get("ordinal"),
        data.get("note"),
    )
