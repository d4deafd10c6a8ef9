"""What an article is, which texts can be one, and which of several versions counts."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")  # not tab, line end, form feed
LONGEST = 1_000_000  # characters of one article; spaCy's own limit (Language.max_length)


@dataclass(frozen=True, order=True)  # no slots: they would make pickles, and so the cache, five times slower
class Span:
    """Characters ``start`` to ``end`` (code points, half-open) of an article's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies inside this span (equal spans do)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Article:
    """One source text with what its container says of it (metadata of the file, row or page).

    ``source`` is a file name or URL. ``dated`` is the day to fall back on where neither the container nor the text
    states a publication date: the date in the file's name, or the one given on the command line. ``named`` tells
    that the id is the container's own, and no file's name.
    """

    id: str
    source: str
    text: str
    headline: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    dated: dt.date | None = None
    named: bool = False

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def quote(self, span: Span) -> str:
        """The characters of ``span``, verbatim."""
        return self.text[span.start : span.end]


@dataclass(frozen=True)
class Remark:
    """Something to tell about a source: it was rejected, skipped, or kept with something dropped."""

    source: str
    text: str
    fate: Literal["rejected", "skipped", "kept"] = "rejected"


def check(article: Article) -> Article | Remark:
    """The article, or why it cannot be used."""
    text = article.text
    if not text.strip():
        return Remark(article.source, "empty: no text in it")
    if len(text) > LONGEST:
        return Remark(article.source, f"longer than {LONGEST:,} characters; split it into articles")
    if len(_CONTROLS.findall(text, 0, 10_000)) > len(text[:10_000]) / 50:
        return Remark(article.source, "a binary file, not text")
    if not is_english(article):
        return Remark(article.source, f"not in English ({article.language or 'by its function words'})")
    return article


def is_english(article: Article, sample: int = 4000) -> bool:
    """Whether an article is in English: as its container says, else by its script and its function words.

    Of running English, a fifth to a half are the function words below, of other languages in Latin script an eighth
    at most. Lists of names and the like have fewer: what lies between is left to the classifier of Lui and Baldwin
    (2012), which is slow to load. A few words get the benefit of the doubt.
    """
    if article.language:
        return article.language.lower().replace("_", "-").split("-")[0] in ("en", "eng", "english")
    start = article.text[:sample]
    words = re.findall(r"[^\W\d_]+", start.lower())
    letters = "".join(words)
    if sum(letter < "\u0250" for letter in letters) < len(letters) / 2:
        return False
    if len(words) < 20 or sum(word in FUNCTION_WORDS for word in words) >= 0.2 * len(words):
        return True
    from py3langid import classify  # noqa: PLC0415  half a second for the few texts that need it

    return classify(start)[0] in ("en", "pcm")  # it takes English lists of names for Nigerian Pidgin


#: The most frequent words of English that other languages do not share.
FUNCTION_WORDS = frozenset(
    {"the", "of", "and", "to", "that", "is", "it", "for", "was", "with", "be", "by", "not", "he", "his", "but", "at"}
    | {"this", "have", "from", "they", "which", "you", "were", "her", "all", "she", "their", "there", "been", "has"}
    | {"when", "who", "more", "if", "had", "would", "will", "about", "its", "said", "on", "as", "are", "or", "we", "an"}
)


def day(text: str | None) -> dt.date | None:
    """The calendar day at the start of an ISO date or time; None where there is none (31 February).

    >>> day("2024-04-05T10:00:00Z")
    datetime.date(2024, 4, 5)
    """
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


@dataclass(frozen=True)
class Header:
    """What the choice among articles needs of one, without its text."""

    id: str
    source: str
    url: str | None
    published: dt.date | None
    publisher: str | None
    sha256: str
    named: bool = False


def current(headers: Iterable[Header]) -> dict[Header, str]:
    """The articles that count, each with its unique id.

    The same text of the same publisher counts once, unless its containers name it differently: a file's name is no
    identity, a row's id is one. Of articles with one URL, those dated before the latest one are replaced by it. Where
    ids collide, all that share one get a digest of their text: the ids are a function of the set of articles.
    """
    ordered = sorted(headers, key=lambda h: (h.id, h.sha256, h.source, h.url or "", str(h.published)))
    latest: dict[str, dt.date] = {}
    for header in ordered:
        if header.url and header.published:
            latest[header.url] = max(header.published, latest.get(header.url, header.published))
    by_text: dict[tuple[str, str | None, str | None], Header] = {}
    for header in ordered:
        if header.published is None or header.published == latest.get(header.url or "", header.published):
            by_text.setdefault((header.sha256, header.publisher, header.id if header.named else None), header)
    kept = list(by_text.values())
    count = Counter(header.id for header in kept)
    return {h: h.id if count[h.id] == 1 else f"{h.id}-{h.sha256[:8]}" for h in kept}
