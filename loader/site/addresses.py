"""Where in the site each thing is told of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loader.explain import local_part
from loader.site.model import Contents
from loader.vocab import local_name


@dataclass(frozen=True)
class Addresses:
    """The pages of articles, actors and encounters, and the address of each thing, from the root of the site."""

    articles: Mapping[str, str]
    actors: Mapping[str, str]
    meetings: Mapping[str, str]
    places: Mapping[str, str]


def find_addresses(contents: Contents) -> Addresses:
    """The addresses of all things that a page tells of."""
    articles = {iri: f"articles/{name}.html" for iri, name in file_names(contents.articles).items()}
    actors = {iri: f"actors/{name}.html" for iri, name in file_names(contents.actors).items()}
    inside = {
        iri: f"{articles[statement.found.article]}#{anchor(iri)}"
        for iri, statement in contents.statements.items()
        if statement.found.article in articles
    }
    inside |= {
        report.iri: f"{articles[report.found.article]}#{anchor(report.iri)}"
        for meeting in contents.meetings.values()
        for report in meeting.reports
        if report.found.article in articles
    }
    meetings = {iri: f"meetings/{name}.html" for iri, name in file_names(contents.meetings).items()}
    return Addresses(articles, actors, meetings, {**articles, **actors, **inside, **meetings})


def anchor(iri: str) -> str:
    """The name of a thing inside a page: kind and local name.

    >>> anchor("https://w3id.org/communique/id/statement/a1-35-47")
    'statement-a1-35-47'
    """
    kind = iri.rsplit("/", 2)[-2] if iri.count("/") > 1 else ""
    return f"{local_name(kind)}-{local_name(local_part(iri))}".lstrip("-")


def file_names(iris: Iterable[str]) -> dict[str, str]:
    """A file name for each IRI, different ones on file systems that tell no capitals too."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for iri in sorted(iris):
        name = local_name(local_part(iri)) or "thing"
        if name.casefold() in taken:
            name = f"{name}-{hashlib.sha256(iri.encode()).hexdigest()[:8]}"
        taken.add(name.casefold())
        found[iri] = name
    return found
