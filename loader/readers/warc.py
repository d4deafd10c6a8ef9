"""Web archives (WARC, ISO 28500) to articles: every page in them, by warcio."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from loader.articles import Remark
from loader.readers.html import read_page
from loader.sources import LONGEST_BYTES, Outcome

PAGES = ("text/html", "application/xhtml+xml")


def articles(path: Path) -> Iterator[Outcome]:
    """The articles of an archive's pages; records of other kinds are counted and skipped."""
    count = others = 0
    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream):
                count += 1
                if record.rec_type == "response" and is_page(record):
                    yield page_of(record, path)
                else:
                    others += record.rec_type in ("response", "resource")
        except (ArchiveLoadFailed, EOFError, ValueError, zlib.error) as error:
            yield Remark(path.name, f"the archive is damaged after record {count}: {error}")
        else:
            if not count:
                yield Remark(path.name, "no record in this archive")
    if others:
        yield Remark(path.name, f"{others} responses are no pages", "skipped")


def is_page(record: ArcWarcRecord) -> bool:
    """Whether a response is a page that was delivered."""
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return False
    kind: str = headers.get_header("Content-Type", "")
    return kind.partition(";")[0].strip().lower() in PAGES


def page_of(record: ArcWarcRecord, path: Path) -> Outcome:
    """The article of a page, its id made of the archive's name and a digest of the page's address."""
    url: str = record.rec_headers.get_header("WARC-Target-URI", "").strip("<> ")
    stem = path.name.split(".")[0]
    page = record.content_stream().read(LONGEST_BYTES + 1)
    return read_page(
        page, url or path.name, id=f"{stem}-{hashlib.sha256(url.encode()).hexdigest()[:8]}", url=url or None
    )
