"""The page to ask the endpoint from: the shipped queries to start with, a table of what comes back."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment

from loader.queries import read_queries


def query_page(templates: Environment, graph: str, prefixes: Mapping[str, str]) -> str:
    """The page of queries on a graph of that name; ``prefixes`` (by namespace) shorten the IRIs of its tables."""
    shipped = [
        {"name": query.name, "title": query.title, "question": query.question, "text": query.text}
        for query in read_queries().values()
    ]
    known = dict(sorted(prefixes.items()))
    return templates.get_template("query.html").render(
        root="/", page="query", endpoint=True, site=False, graph=graph, shipped=shipped, prefixes=known
    )
