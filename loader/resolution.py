"""Who is who across articles (first version: one entity a gazetteer entry, one a folded label)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loader.gazetteer import Gazetteer
from loader.mentions import Actor, Cast


@dataclass(frozen=True)
class Entity:
    """An actor of the world, with every name that an article gives it."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resolution:
    """``identities``: IRI of each actor, by article and key; ``entities`` in order of their IRIs."""

    identities: Mapping[str, Mapping[str, str]]
    entities: tuple[Entity, ...]


def resolve(casts: Mapping[str, Cast], gazetteer: Gazetteer, base: str) -> Resolution:
    """Bring the actors of all articles together."""
    identities: dict[str, dict[str, str]] = {}
    groups: dict[str, list[Actor]] = {}
    for article in sorted(casts):
        for actor in casts[article].actors:
            iri = f"{base}actor/{actor.key}"
            identities.setdefault(article, {})[actor.key] = iri
            groups.setdefault(iri, []).append(actor)
        identities.setdefault(article, {})
    entities = []
    for iri, actors in sorted(groups.items()):
        known = gazetteer.entries.get(actors[0].known or "")
        names = sorted({n for a in actors for n in (a.label, *a.aliases)})
        label = known.label if known else max(names, key=lambda n: (len(n), n))
        entities.append(Entity(iri, label, actors[0].kind, tuple(names), known.matches if known else ()))
    return Resolution(identities, tuple(entities))
