"""The page to ask the endpoint from: the shipped queries to start with, a table of what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from loader.queries import read_queries
from loader.site.pages import Press


def query_page(press: Press, prefixes: Mapping[str, str]) -> str:
    """The page of queries; ``prefixes`` (by namespace) shorten the IRIs of its tables."""
    shipped = [
        {
            "name": query.name,
            "title": query.title,
            "question": query.question,
            "text": query.text,
            "parameters": [asdict(parameter) for parameter in query.parameters],
        }
        for query in read_queries().values()
    ]
    _, page = press.page("query.html", "query.html", shipped=shipped, prefixes=dict(sorted(prefixes.items())))
    return page
