"""Actors of all articles to entities: known ones, bodies, persons, and those without a name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loader.gazetteer import Gazetteer
from loader.mentions import Cast
from loader.names import load_nicknames
from loader.resolution.bodies import join_bodies
from loader.resolution.model import Doubt, Entity, Item, Judgements, Node, Resolution
from loader.resolution.naming import best_label, local_names
from loader.resolution.offices import Offices
from loader.resolution.overruling import overrule
from loader.resolution.persons import join_persons
from loader.resolution.unnamed import find_holders
from loader.resolution.words import load_common_words


def resolve(
    casts: Mapping[str, Cast],
    gazetteer: Gazetteer,
    base: str,
    published: Mapping[str, dt.date | None] | None = None,
    judgements: Judgements | None = None,
) -> Resolution:
    """Bring the actors of all articles together; the result depends on the set of casts alone.

    Entries of the gazetteer keep their key. What has no name is its own entity in each article, but for holders of
    an office whom another article of about the same day (``published``) names. IRIs are ``<base>actor/<local>``.
    ``judgements`` are the last word.
    """
    items = [Item(article, actor) for article in sorted(casts) for actor in casts[article].actors]
    sets = _known(items)
    bodies = [i for i in items if not i.actor.known and i.actor.kind != "Person"]
    common = load_common_words()
    sets += join_bodies(bodies, common)
    home = {item.node: number for number, members in enumerate(sets) for item in members}

    def entity_of(node: Node) -> str | None:
        return str(home[node]) if node in home else None

    persons = [i for i in items if not i.actor.known and i.actor.kind == "Person"]
    offices = Offices(entity_of, common)
    named = join_persons([i for i in persons if i.actor.named], offices, load_nicknames())
    unnamed = [i for i in persons if not i.actor.named]
    sets += find_holders(unnamed, named.sets, offices, published or {})
    sets = overrule(sets, judgements or Judgements(), common)
    named_sets = list(zip(local_names(sets, common), sets, strict=True))
    resolution = _resolution(casts, gazetteer, base, named_sets)
    return replace(resolution, doubts=_doubts(resolution, named.doubts))


def _doubts(resolution: Resolution, pairs: Sequence[tuple[Item, Item, str]]) -> tuple[Doubt, ...]:
    """What stayed undecided, as pairs of IRIs in their order."""
    found = set()
    for first, second, reason in pairs:
        ours, theirs = sorted(resolution.identities[i.article][i.actor.key] for i in (first, second))
        if ours != theirs:
            found.add(Doubt(ours, theirs, reason))
    return tuple(sorted(found))


def _known(items: Sequence[Item]) -> list[list[Item]]:
    sets: dict[str, list[Item]] = {}
    for item in items:
        if item.actor.known:
            sets.setdefault(item.actor.known, []).append(item)
    return [sets[key] for key in sorted(sets)]


def _resolution(
    casts: Mapping[str, Cast], gazetteer: Gazetteer, base: str, named: Sequence[tuple[str, Sequence[Item]]]
) -> Resolution:
    identities: dict[str, dict[str, str]] = {article: {} for article in sorted(casts)}
    entities: list[Entity] = []
    for local, members in named:
        iri = f"{base}actor/{local}"
        entities.append(_entity(iri, members, gazetteer, base))
        for item in members:
            identities[item.article][item.actor.key] = iri
    return Resolution(identities, tuple(sorted(entities, key=lambda entity: entity.iri)))


def _entity(iri: str, members: Sequence[Item], gazetteer: Gazetteer, base: str) -> Entity:
    known = gazetteer.entries.get(members[0].actor.known or "")
    kinds = Counter(item.actor.kind for item in members)
    return Entity(
        iri=iri,
        label=known.label if known else best_label(members),
        kind=min(kinds, key=lambda kind: (kind == "Actor", -kinds[kind], kind)),
        names=tuple(sorted({name for item in members for name in (item.actor.label, *item.actor.aliases)})),
        matches=known.matches if known else (),
        state=f"{base}actor/{known.state}" if known and known.state else None,
    )
