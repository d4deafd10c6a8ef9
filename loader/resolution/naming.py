"""Local names of entities: the gazetteer's key, else the label, with a digest where that is not enough."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from loader.names import slug
from loader.resolution.bodies import is_common
from loader.resolution.model import Item
from loader.resolution.words import CommonWords


def local_names(sets: Sequence[Sequence[Item]], common: CommonWords) -> list[str]:
    """The local name of each set."""
    wanted = [members[0].actor.known or slug(best_label(members)) for members in sets]
    counts = Counter(wanted)
    return [
        local
        if members[0].actor.known or not (counts[local] > 1 or needs_article(members, common))
        else f"{local}-{_digest(members)}"
        for local, members in zip(wanted, sets, strict=True)
    ]


def own_name(item: Item, common: CommonWords) -> str:
    """The local name that an actor of one article would have if nothing were brought together."""
    return local_names([[item]], common)[0]


def best_label(members: Sequence[Item]) -> str:
    """The label that most articles use, the longest of those on a tie."""
    counts = Counter(item.actor.label for item in members)
    return min(counts, key=lambda label: (-counts[label], -len(label), label))


def needs_article(members: Sequence[Item], common: CommonWords) -> bool:
    """Whether a name means somebody else in each article, so that its IRI must say in which."""
    actor = members[0].actor
    if not actor.named:
        return not (actor.kind == "Group" and actor.country)
    return (" " not in actor.label and actor.kind == "Person") or (is_common(actor.label, common) and not actor.country)


def _digest(members: Sequence[Item]) -> str:
    first = min(item.node for item in members)
    return hashlib.sha256("\n".join(first).encode()).hexdigest()[:8]
