"""A site of a graph and its articles, in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import Store

from loader.articles import Article
from loader.explain import Facts
from loader.site.addresses import find_addresses
from loader.site.pages import Press, actor_pages, article_page, meeting_pages, shared_pages
from loader.site.reading import read_contents
from loader.site.rendering import load_templates, static_files
from loader.site.writing import Folder, replacing
from loader.verify import MISSING, Mismatch, pair, verify_article


def build_site(store: Store, graph: str, articles: Iterable[Article], target: Path) -> list[Mismatch]:
    """Write the site of a graph, called by the name of its file, into a folder that is replaced as a whole.

    Articles are read one after the other and forgotten. One whose text is not the one that the graph was built from,
    or is missing, gets a page of quoted sentences in place of its text.

    Returns:
        what does not agree with the articles, as ``verify`` tells it.

    Raises:
        NoSiteError: the folder holds something else than a site.
        OSError: it cannot be written.
    """
    with replacing(target) as folder:
        return write_site(make_press(store, graph), store, articles, folder)


def make_press(store: Store, graph: str, *, endpoint: bool = False) -> Press:
    """What the pages of a graph are made with; where there is an ``endpoint``, they lead to its page of queries."""
    contents = read_contents(store)
    return Press(load_templates(), contents, find_addresses(contents), graph, endpoint)


def write_site(press: Press, store: Store, articles: Iterable[Article], folder: Folder) -> list[Mismatch]:
    """Write all pages; tell what does not agree with the articles."""
    problems = list(write_articles(press, store, articles, folder))
    write_rest(press, folder)
    return problems


def write_articles(press: Press, store: Store, articles: Iterable[Article], folder: Folder) -> Iterator[Mismatch]:
    """Write the page of each article; tell what does not agree."""
    facts = Facts(store)
    for iri, article in pair(facts, articles):
        problems = [Mismatch(iri, iri, MISSING)] if article is None else list(verify_article(facts, iri, article))
        yield from problems
        text = None if problems or article is None else article.text
        folder.write(*article_page(press, iri, text))


def write_rest(press: Press, folder: Folder) -> None:
    """Write all other files."""
    for path, text in chain(shared_pages(press), actor_pages(press), meeting_pages(press)):
        folder.write(path, text)
    for path, content in static_files().items():
        folder.write(path, content)
