"""Source files to articles: one reader a format, offsets always those of the text as it is.

Readers never raise for bad content: a file or row that cannot be used comes out as a ``Remark`` and the next one is
read. They hold one article at a time, and never more of a file than ``LONGEST_BYTES``.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import importlib
import io
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from loader.articles import LONGEST, Article, Remark, check, day
from loader.errors import UserError

LONGEST_BYTES = 4 * LONGEST  # UTF-8 needs four bytes a character at the most


class SourceError(UserError):
    """A source that does not exist or cannot be opened: wrong use, not bad content."""


Outcome = Article | Remark
Reader = Callable[[Path], Iterator[Outcome]]
#: What the user says of articles, by file name or id: rows of a ``--metadata`` table.
Metadata = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Defaults:
    """What to assume of articles that do not say it themselves, and what to overrule."""

    published: dt.date | None = None
    metadata: Metadata = field(default_factory=dict)


def read_sources(sources: Sequence[str], defaults: Defaults) -> Iterator[Outcome]:
    """Articles of files, folders (walked, sorted) and ``-`` (standard input), each checked.

    Raises:
        SourceError: a source does not exist.
    """
    for source in sources:
        if source != "-" and not Path(source).exists():
            raise SourceError(f"{source}: no such file or folder")
    for source in sources:
        for outcome in read_source(source):
            yield check(overrule(outcome, defaults)) if isinstance(outcome, Article) else outcome


def read_source(source: str) -> Iterator[Outcome]:
    """Articles of one source, unchecked."""
    if source == "-":
        yield from read_stream(sys.stdin.buffer)
        return
    path = Path(source)
    if not path.is_dir():
        yield from read_file(path)
        return
    for file in sorted(p for p in path.rglob("*") if p.is_file() and not hidden(p, path)):
        if reader_of(file):
            yield from read_file(file)
        else:
            yield Remark(file.name, "not an article format", "skipped")


def hidden(file: Path, folder: Path) -> bool:
    """Whether a file below ``folder`` lies under a name with a leading dot."""
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def read_file(path: Path) -> Iterator[Outcome]:
    """Articles of one file by the reader of its ending."""
    reader = reader_of(path)
    if reader is None:
        yield Remark(path.name, f"unknown ending; known are {', '.join(READERS)}")
        return
    try:
        yield from reader(path)
    except OSError as error:
        yield Remark(path.name, f"cannot be read: {error.strerror or error}")


def reader_of(path: Path) -> Reader | None:
    """The reader for a file's ending, None where there is none."""
    name = path.name.lower()
    return next((reader for ending, reader in READERS.items() if name.endswith(ending)), None)


def read_text(path: Path) -> Iterator[Outcome]:
    """A plain-text file: one article, its id the file's stem."""
    with path.open("rb") as stream:
        data = stream.read(LONGEST_BYTES + 1)
    try:
        yield Article(path.stem, path.name, decode(data), dated=date_in_name(path.stem))
    except ValueError as error:
        yield Remark(path.name, str(error))


def read_rows(path: Path) -> Iterator[Outcome]:
    """JSON Lines, gzipped or not: one article a row."""
    with path.open("rb") as stream:
        zipped = path.name.lower().endswith(".gz")
        lines = bounded_lines(io.BufferedReader(gzip.GzipFile(fileobj=stream)) if zipped else stream)
        yield from rows_of(lines, path.name)


def bounded_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines of a stream, one that is too long cut after ``LONGEST_BYTES`` + 1 bytes and its rest passed over."""
    while line := stream.readline(LONGEST_BYTES + 1):
        yield line
        while len(line) > LONGEST_BYTES and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_BYTES + 1)


def rows_of(lines: Iterable[bytes], name: str) -> Iterator[Outcome]:
    """Articles of JSON Lines; ``name`` says whose rows they are."""
    number = 0
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield read_row(line, name, number)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Remark(name, f"the archive is damaged after row {number}: {error}")


def read_row(line: bytes, name: str, number: int) -> Outcome:
    """One row of JSON Lines; keys it has no use for are ignored."""
    where = f"{name}:{number}"
    if len(line) > LONGEST_BYTES:
        return Remark(where, f"the row is longer than {LONGEST_BYTES:,} bytes")
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        return Remark(where, f"broken JSON: {error}")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Remark(where, "the row has no text")
    return article_of(row, name)


def article_of(row: Mapping[str, Any], name: str) -> Article:
    """An article of a row's well-known keys: id, text, published, title, publisher or outlet, url, language."""

    def value(*keys: str) -> str | None:
        return next(
            (str(row[k]).strip() for k in keys if isinstance(row.get(k), str | int) and str(row[k]).strip()),
            None,
        )

    url = value("url")
    authors = row.get("authors") or row.get("author") or ()
    return Article(
        id=value("id") or f"{Path(name).stem}-{hashlib.sha256(row['text'].encode()).hexdigest()[:8]}",
        source=url or name,
        text=row["text"],
        headline=value("headline", "title"),
        published=day(value("published", "date")),
        publisher=value("publisher", "outlet") or host(url),
        authors=(authors,) if isinstance(authors, str) else tuple(str(a) for a in authors),
        url=url,
        language=value("language", "lang"),
        named=value("id") is not None,
    )


def read_stream(stream: IO[bytes]) -> Iterator[Outcome]:
    """Standard input: JSON Lines if it opens with a brace, else one plain text."""
    lines = bounded_lines(stream)
    first = next(lines, b"")
    if first.lstrip()[:1] == b"{":
        yield from rows_of(chain([first], lines), "stdin")
        return
    try:
        yield Article("stdin", "stdin", decode(first + stream.read(LONGEST_BYTES)))
    except ValueError as error:
        yield Remark("stdin", str(error))


def late(module: str) -> Reader:
    """A reader in ``loader.readers``, imported with the libraries that it needs when the first such file is read."""

    def read(path: Path) -> Iterator[Outcome]:
        try:
            reader: Reader = importlib.import_module(f"loader.readers.{module}").articles
        except ModuleNotFoundError as error:
            yield Remark(path.name, f"needs the library {error.name}: pip install 'communique[formats]'")
            return
        yield from reader(path)

    return read


#: File endings and their readers.
READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".jsonl": read_rows,
    ".jsonl.gz": read_rows,
    ".json": late("ninjs"),
    ".html": late("html"),
    ".htm": late("html"),
    ".warc": late("warc"),
    ".warc.gz": late("warc"),
}


def overrule(article: Article, defaults: Defaults) -> Article:
    """The article with what the user says of it; a metadata row's cells overrule, empty ones do not."""
    row = defaults.metadata.get(article.source) or defaults.metadata.get(article.id) or {}
    said: dict[str, Any] = {k: row[k] for k in ("headline", "publisher", "url", "language") if row.get(k)}
    if row.get("published"):
        said["published"] = day(row["published"])
    if row.get("authors"):
        said["authors"] = tuple(a.strip() for a in row["authors"].split(";"))
    return replace(article, dated=article.dated or defaults.published, **said)


def decode(data: bytes) -> str:
    """Bytes of a text file to its text: byte-order mark dropped, line ends kept.

    Raises:
        ValueError: the bytes are too many, or no text in UTF-8 (or UTF-16 with its mark).
    """
    if len(data) > LONGEST_BYTES:
        raise ValueError(f"longer than {LONGEST_BYTES:,} bytes; split it into articles")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in data:
        raise ValueError("a binary file, not text")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text (byte {error.start}); convert it, with iconv for example") from None


def date_in_name(stem: str) -> dt.date | None:
    """A date in a file's name: ``2024-04-05-talks`` or ``talks_20240405``."""
    m = re.search(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)", stem)
    return day("-".join(m.groups())) if m else None


def host(url: str | None) -> str | None:
    """The host of a URL without ``www.``, None where it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None
