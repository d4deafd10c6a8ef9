"""The first pass, article by article: results in a cache, on any engine, in any order."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from loader.articles import Article, Header, Remark
from loader.cache import Cache, fingerprint
from loader.mentions import Cast
from loader.nlp import ParsedArticle, parse_batch
from loader.pipeline.extraction import read_record
from loader.pipeline.models import Settings, load_models
from loader.records import Record

BATCH, BATCH_CHARACTERS = 16, 100_000  # articles, and characters of text, parsed together at the most


@dataclass(frozen=True)
class Summary:
    """What the second pass needs of one article all at once; the rest waits in the cache under ``key``."""

    header: Header
    key: str
    cast: Cast


@dataclass(frozen=True)
class Work:
    """The work on one article, ready to be sent to another process."""

    settings: Settings
    cache: Cache
    code: str

    def __call__(self, articles: tuple[Article, ...]) -> tuple[Summary | Remark, ...]:
        """The summary of each article, its record put into the cache; or why there is none."""
        keys = [fingerprint(self.code, repr(self.settings), repr(article)) for article in articles]
        kept = [self.cache.get(f"{key}-summary") if self.cache.has(key) else None for key in keys]
        fresh = [article for article, summary in zip(articles, kept, strict=True) if summary is None]
        models = load_models(self.settings)
        try:
            parsed = iter(list(parse_batch(models.nlp, fresh, models.furniture)) if fresh else [])
        except Exception as error:  # one article that cannot be parsed must not cost its neighbours
            return tuple(self((a,))[0] for a in articles) if len(articles) > 1 else (failed(articles[0].source, error),)
        return tuple(
            summary or self.extract(key, article.source, parsed)
            for key, article, summary in zip(keys, articles, kept, strict=True)
        )

    def extract(self, key: str, source: str, parsed: Iterator[ParsedArticle]) -> Summary | Remark:
        """The summary of the next parsed article, which came from ``source``."""
        article = next(parsed)
        try:
            with time_limit(self.settings.time_limit):
                record = read_record(article, load_models(self.settings))
        except TimeLimitError:
            return Remark(source, f"took longer than {self.settings.time_limit:g} seconds")
        except Exception as error:  # a fault of ours must not cost the other articles; it is told, and exit is 1
            return failed(source, error)
        self.cache.put(key, record)
        summary = summarise(record, key)
        self.cache.put(f"{key}-summary", summary)
        return summary


def failed(source: str, error: Exception) -> Remark:
    """What is told of an article that a fault of ours costs."""
    return Remark(source, f"failed in communique, please report it: {type(error).__name__}: {error}")


def batches(articles: Iterable[Article]) -> Iterator[tuple[Article, ...]]:
    """Articles in batches to parse together, in order: a few of ordinary length, a long one by itself."""
    batch: list[Article] = []
    for article in articles:
        if batch and (len(batch) == BATCH or sum(len(a.text) for a in (*batch, article)) > BATCH_CHARACTERS):
            yield tuple(batch)
            batch = []
        batch.append(article)
    if batch:
        yield tuple(batch)


def summarise(record: Record, key: str) -> Summary:
    """A record without its text."""
    a = record.article
    return Summary(Header(a.id, a.source, a.url, a.published, a.publisher, a.sha256, a.named), key, record.cast)


class TimeLimitError(Exception):
    """An article took too long."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise ``TimeLimitError`` in the block after so many seconds, where the platform has interval timers."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def expire(_signal: int, _frame: FrameType | None) -> None:
        raise TimeLimitError

    former = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
