"""Web pages to articles: the article without navigation, advertisements and comments, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import trafilatura
from trafilatura.settings import Document

from loader.articles import Article, Remark, day
from loader.sources import LONGEST_BYTES, Outcome, date_in_name, host

#: Dates that the page's head, address or time stamps state, not dates in its prose; no limit that depends on today.
DATES = {"extensive_search": False, "original_date": True, "max_date": "9999-12-31"}
SHORTEST_PARAGRAPH = 12  # words: a page without one such line is a list of links or a notice, not an article
OPENED, CLOSED = re.compile(rb"<html[\s>]", re.IGNORECASE), re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
LANGUAGE = re.compile(rb"<html[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z-]{2,10})", re.IGNORECASE)


def articles(path: Path) -> Iterator[Outcome]:
    """The article of an HTML file."""
    with path.open("rb") as stream:
        page = stream.read(LONGEST_BYTES + 1)
    yield read_page(page, path.name, id=path.stem, dated_by=path.stem)


def read_page(page: bytes, source: str, *, id: str, dated_by: str = "", url: str | None = None) -> Outcome:
    """The article of a page, or why there is none. ``dated_by`` is a name that may hold a date to fall back on."""
    if len(page) > LONGEST_BYTES:
        return Remark(source, f"a page longer than {LONGEST_BYTES:,} bytes")
    if not page.strip():
        return Remark(source, "empty: no text in it")
    if OPENED.search(page) and not CLOSED.search(page):
        return Remark(source, "the page is cut off: it opens <html> and closes neither it nor its body")
    document = extract(page, url)
    text = (document.text or "") if document else ""
    if document is None or not has_paragraph(text):
        return Remark(source, "no article in this HTML: no paragraph of running text")
    headline = " ".join((document.title or "").split()) or None
    return Article(
        id=id,
        source=source,
        text=with_headline(headline, text),
        headline=headline,
        published=day(document.date),
        publisher=document.sitename or host(url or document.url),
        authors=tuple(a.strip() for a in (document.author or "").split(";") if a.strip()),
        url=url or document.url or None,
        language=language_of(page),
        dated=date_in_name(dated_by),
    )


def extract(page: bytes, url: str | None) -> Document | None:
    """What trafilatura takes for the article; None where it finds no page in the bytes."""
    try:
        found = trafilatura.bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=DATES,
        )
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, Document) else None


def has_paragraph(text: str) -> bool:
    """Whether a line of ``text`` is long enough to be a sentence of an article."""
    return any(len(line.split()) >= SHORTEST_PARAGRAPH for line in text.splitlines())


def with_headline(headline: str | None, text: str) -> str:
    """The text with its headline on top, unless it opens with it.

    >>> with_headline("Talks ruled out", "He spoke.")
    'Talks ruled out\\n\\nHe spoke.'
    """
    if not headline or text[: len(headline)].casefold() == headline.casefold():
        return text
    return f"{headline}\n\n{text}"


def language_of(page: bytes) -> str | None:
    """The language that the page declares for itself."""
    declared = LANGUAGE.search(page[:10_000])
    return declared[1].decode() if declared else None
