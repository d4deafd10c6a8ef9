"""Place names in the text and their links to GeoNames.

A name with the place it lies in behind it ("Astana, Kazakhstan") gives two mentions, and the first lies in the
second: its ``country`` says so. The dateline is one mention, whole. A capital that acts for its state is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from loader.articles import Article, Span
from loader.nlp import ParsedArticle
from loader.places.atlas import Atlas, Place, load_atlas
from loader.places.links import link
from loader.places.names import find_names
from loader.places.reading import Name

#: Top-level domains of countries that are sold to all the world and tell nothing of a publisher.
SOLD = frozenset({"AI", "CC", "CO", "EU", "FM", "GG", "IO", "LY", "ME", "TO", "TV", "WS"})

__all__ = ["Atlas", "Place", "PlaceMention", "find_places", "load_atlas"]


@dataclass(frozen=True)
class PlaceMention:
    """A place name in the text, linked to GeoNames where the context settles which place it is.

    ``described``: its words only say which place is meant ("here", "the Turkish capital").
    """

    span: Span
    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    described: bool = False
    wide: bool = False  # a country, or a part of the world


def find_places(parsed: ParsedArticle, atlas: Atlas) -> tuple[PlaceMention, ...]:
    """All place names of an article, in text order."""
    names = find_names(parsed, atlas)
    nations = mentioned_nations(parsed, atlas)
    wider_places = containers(parsed, names)
    places = link(names, wider_places, nations, home(parsed.article), atlas.words)
    for index, place in enumerate(wider_places):
        if place is not None and places[index] is not None:
            places[index + 1] = place
    return tuple(mention(name, place) for name, place in zip(names, places, strict=True))


def mention(name: Name, place: Place | None) -> PlaceMention:
    """The mention of a name that means ``place``."""
    if place is None:
        return PlaceMention(name.span, name.text)
    described = name.text.endswith(" capital") or name.text.startswith("capital of ")
    wide = place.kind in ("country", "region")
    return PlaceMention(name.span, place.name, place.id, place.lat, place.lon, place.country or None, described, wide)


def containers(parsed: ParsedArticle, names: Sequence[Name]) -> list[Place | None]:
    """The country or division named right behind each name, after a comma."""
    found: list[Place | None] = []
    for name, following in zip(names, [*names[1:], None], strict=False):
        between = parsed.article.text[name.span.end : following.span.start] if following else ""
        behind = following is not None and between.strip(" \t\u00a0") == "," and not modifies(parsed, following)
        found.append(wider(following, name) if following and behind else None)
    return found


def modifies(parsed: ParsedArticle, name: Name) -> bool:
    """Whether a name belongs to the words behind it: "in Switzerland, US Secretary of State …"."""
    root = parsed.doc[name.first : name.end].root
    return root.dep_ in ("nmod", "compound", "amod", "poss") and root.head.i >= name.end


def wider(following: Name, name: Name) -> Place | None:
    """The first bearer of ``following`` in which a bearer of ``name`` lies."""
    for place in following.places:
        if place.kind in ("country", "admin1", "admin2") and any(lies_in(p, place) for p in name.places):
            return place
    return None


def lies_in(place: Place, wider: Place) -> bool:
    """Whether one place is part of another."""
    if place.country != wider.country or place.id == wider.id or place.kind == "country":
        return False
    return wider.kind == "country" or place.admin == wider.admin


def mentioned_nations(parsed: ParsedArticle, atlas: Atlas) -> Counter[str]:
    """How often the article has an adjective or noun of each country's people."""
    words = Counter(ent.text for ent in parsed.doc.ents if ent.label_ == "NORP")
    nations: Counter[str] = Counter()
    for word, count in words.items():
        for place in atlas.places(word) or atlas.places(word.removesuffix("s")):
            if place.kind == "demonym":
                nations[place.country] += min(count, 3)
    return nations


def home(article: Article) -> str | None:
    """The country of the publisher's address, from its top-level domain."""
    try:
        host = urlsplit(article.url or "").hostname or article.publisher or ""
    except ValueError:  # no address at all
        return None
    ending = host.rsplit(".", 1)[-1].upper() if "." in host else ""
    national = len(ending) == 2 and ending.isalpha() and ending not in SOLD
    return ("GB" if ending == "UK" else ending) if national else None
