"""What a build decided about actors, as lines of an identities file that a person can read and overrule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loader.identities import Decision, Decisions
from loader.mentions import Cast
from loader.names import compare_persons
from loader.resolution import Item, Resolution, load_common_words, own_name


def find_decisions(casts: Mapping[str, Cast], resolution: Resolution, given: Decisions) -> tuple[Decision, ...]:
    """Who was brought together and who stayed undecided; where a person decided, what they decided.

    Args:
        casts: the actors of each article.
        resolution: who they are.
        given: the person's own decisions; those on statements and meetings are passed on.
    """
    decided = {line.pair for line in given.lines}
    lines = (*_merges(casts, resolution), *_doubts(resolution))
    return (*given.lines, *(line for line in lines if line.pair not in decided))


def _merges(casts: Mapping[str, Cast], resolution: Resolution) -> Iterator[Decision]:
    """A line for each name by which an entity, and it alone, goes in some article, besides its own."""
    common = load_common_words()
    labels = {entity.iri: entity.label for entity in resolution.entities}
    bearers: dict[str, dict[str, Item]] = {}  # name to entities to the first actor that bears it
    for article in sorted(casts):
        for actor in casts[article].actors:
            item, iri = Item(article, actor), resolution.identities[article][actor.key]
            bearers.setdefault(own_name(item, common), {}).setdefault(iri, item)
    for name, found in bearers.items():
        for iri, item in found.items():
            if len(found) == 1 and name != _local(iri):
                told = f"“{item.actor.label}” in {item.article}"
                yield Decision("same", _local(iri), name, _rule(item, labels[iri]), told)


def _doubts(resolution: Resolution) -> Iterable[Decision]:
    return (Decision("undecided", _local(d.first), _local(d.second), "", d.reason) for d in resolution.doubts)


def _rule(item: Item, label: str) -> str:
    """Why an actor of an article was found to be the entity of that label."""
    actor = item.actor
    if not actor.named:
        return "office"
    if actor.kind != "Person":
        return "name"
    return compare_persons(actor.label, label).name.lower() if " " in actor.label else "surname and office"


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
