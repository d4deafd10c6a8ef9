"""What one article yields, all stages done: the record that the JSON Lines output and the graph are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loader.articles import Article
from loader.dates import DateExpression
from loader.furniture import Layout
from loader.meetings import Meeting
from loader.mentions import Cast
from loader.places import PlaceMention
from loader.statements import Statement


@dataclass(frozen=True)
class Record:
    """Everything found in one article; actors by their keys in ``cast``."""

    article: Article
    layout: Layout
    cast: Cast
    statements: tuple[Statement, ...]
    meetings: tuple[Meeting, ...]
    dates: tuple[DateExpression, ...]
    places: tuple[PlaceMention, ...]
    dateline: PlaceMention | None = None


#: Actor IRIs of one article: key in its cast to IRI.
Identities = Mapping[str, str]
