"""Which articles print the same text: wire copies and reprints, so that each source is counted once.

Texts are compared by a bottom-k sketch of their word shingles (Broder 1997), so that a corpus costs a few
hundred bytes an article and only texts that share a shingle are ever compared.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

SHINGLE = 6  # words
SHORT = 30  # words below which only the same words make a copy
SKETCH = 48  # smallest hashes kept
ALIKE = 0.5  # share of the smaller sketch that makes two texts copies

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Source:
    """Who stands behind a report: an article, its publisher where known, and the text that it goes back to.

    ``origin`` is the same for all copies of a text.
    """

    article: str
    publisher: str | None
    origin: str


class Forest:
    """Disjoint sets of strings; each set goes by its smallest member, so that order does not matter."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        """The smallest member of the item's set."""
        root = item
        while (above := self.parent.get(root, root)) != root:
            root = above
        while item != root:
            self.parent[item], item = root, self.parent.get(item, item)
        return root

    def join(self, one: str, other: str) -> None:
        """Make one set of two."""
        first, second = sorted((self.find(one), self.find(other)))
        self.parent[second] = first


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of a text's word shingles, ascending; one hash of all words where there are few."""
    words = _WORD.findall(text.casefold())
    size = SHINGLE if len(words) >= SHORT else len(words)
    shingles = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1) if words)
    return tuple(sorted({zlib.crc32(s.encode("utf-8", "surrogatepass")) for s in shingles})[:SKETCH])


def find_origins(sketches: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """The article that stands for all copies of a text, by article: the smallest id among them."""
    holders: dict[int, list[str]] = defaultdict(list)
    for article in sorted(sketches):
        for value in sketches[article]:
            holders[value].append(article)
    copies = Forest()
    for pair in sorted({pair for articles in holders.values() for pair in _pairs(articles)}):
        if alike(sketches[pair[0]], sketches[pair[1]]):
            copies.join(*pair)
    return {article: copies.find(article) for article in sketches}


def _pairs(articles: list[str]) -> Iterable[tuple[str, str]]:
    # A shingle that very many texts share is boilerplate ("read more on our website"); copies share others too.
    return combinations(articles, 2) if len(articles) <= 50 else pairwise(articles)


def alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two sketches are of copies of one text: how much of the smaller part of their union they share."""
    smallest = sorted({*one, *other})[:SKETCH]
    shared = {*one} & {*other}
    return bool(smallest) and sum(value in shared for value in smallest) >= ALIKE * len(smallest)


def count_independent(sources: Iterable[Source]) -> int:
    """How many independent sources there are: articles of one publisher, and copies of one text, count once.

    An article without a known publisher counts for itself.

    >>> count_independent([Source("a", "Dawn", "a"), Source("b", "Dawn", "b"), Source("c", "Geo", "a")])
    1
    """
    ties = Forest()
    articles = []
    for source in sources:
        articles.append(f"a {source.article}")
        ties.join(articles[-1], f"o {source.origin}")
        if source.publisher:
            ties.join(articles[-1], f"p {source.publisher.casefold()}")
    return len({ties.find(article) for article in articles})
