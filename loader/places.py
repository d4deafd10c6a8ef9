"""Place names in the text and their links to GeoNames."""

from __future__ import annotations

from dataclasses import dataclass

from loader.articles import Span
from loader.nlp import ParsedArticle


@dataclass(frozen=True)
class PlaceMention:
    """A place name in the text, linked to GeoNames where the context settles which place it is."""

    span: Span
    name: str
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-2


def find_places(parsed: ParsedArticle) -> tuple[PlaceMention, ...]:
    """All place names of an article, in text order."""
    return ()
