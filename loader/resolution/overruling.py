"""A person's judgements as the last word on the sets that rules made.

A name in a judgement means the entity that the rules call so, or those of its actors alone that bear the name in
their articles, if any do; where no entity is called so, it means all actors that bear it. What the rules joined and
a judgement keeps apart is taken to pieces; actors that no judgement names stay with the largest piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, product

from loader.resolution.clusters import Clusters
from loader.resolution.model import Item, Judgements
from loader.resolution.naming import local_names, needs_article, own_name
from loader.resolution.words import CommonWords

#: What stays together whatever is judged: the number of its set, and the name by which judgements mean it.
Piece = tuple[int, str]
Apart = Callable[[Piece, Piece], bool]


def overrule(sets: list[list[Item]], judgements: Judgements, common: CommonWords) -> list[list[Item]]:
    """The sets with those joined that are judged the same, and those kept apart that must not be merged.

    What is kept apart counts more than what is the same, and either more than the rules.
    """
    names = judgements.names
    if not names:
        return sets
    pieces = [_pieces(number, items, names, common) for number, items in enumerate(sets)]
    meant = _meant(pieces, local_names(sets, common), names)
    apart = _apart(judgements.apart, meant)
    content = {piece: items for each in pieces for piece, items in each.items()}
    clusters = Clusters(content)
    for first, second in sorted({(min(pair), max(pair)) for pair in judgements.same}):
        for one, other in product(meant.get(first, ()), meant.get(second, ())):
            clusters.join(one, other, apart)
    for each in pieces:
        _rejoin(clusters, each, apart)
    order = {item.node: place for place, item in enumerate(chain.from_iterable(sets))}

    def rank(item: Item) -> tuple[bool, str, bool, int]:
        """What names a set comes first: those that the gazetteer knows, then those with a whole name."""
        known = item.actor.known
        return known is None, known or "", needs_article([item], common), order[item.node]

    return [sorted((item for piece in found for item in content[piece]), key=rank) for found in clusters.sets()]


def _pieces(number: int, items: Iterable[Item], names: frozenset[str], common: CommonWords) -> dict[Piece, list[Item]]:
    """The items of one set by the name that judgements know them by; the rest is one piece without a name."""
    found: dict[Piece, list[Item]] = {}
    for item in items:
        name = own_name(item, common)
        found.setdefault((number, name if name in names else ""), []).append(item)
    return found


def _meant(
    pieces: Sequence[Mapping[Piece, object]], locals_: Sequence[str], names: frozenset[str]
) -> dict[str, list[Piece]]:
    """The pieces that each name means."""
    meant: dict[str, list[Piece]] = {}
    for each in pieces:
        for piece in each:
            if piece[1]:
                meant.setdefault(piece[1], []).append(piece)
    for name, each in zip(locals_, pieces, strict=True):
        if name in names:
            meant[name] = [piece for piece in each if piece[1] == name] or list(each)
    return meant


def _apart(pairs: Iterable[tuple[str, str]], meant: Mapping[str, Sequence[Piece]]) -> Apart:
    """Whether a judgement keeps two pieces apart."""
    forbidden = {
        frozenset(pair)
        for first, second in pairs
        for pair in product(meant.get(first, ()), meant.get(second, ()))
        if pair[0] != pair[1]
    }
    return lambda one, other: frozenset((one, other)) in forbidden


def _rejoin(clusters: Clusters[Piece], pieces: Mapping[Piece, Sequence[Item]], apart: Apart) -> None:
    """Bring the pieces of one set together again as far as judgements allow, the largest first."""
    heads: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (-len(pieces[piece]), piece)):
        if not any(clusters.join(head, piece, apart) for head in heads):
            heads.append(piece)
