"""The second pass: the articles that count, and who is who in them; small data only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import cast

from loader.articles import Article, Header, Remark, current
from loader.cache import Cache, fingerprint
from loader.engines import ENGINES
from loader.gazetteer import Gazetteer
from loader.identities import Decisions, read_identities
from loader.pipeline.models import Settings, load_models
from loader.pipeline.work import Summary, Work, batches
from loader.records import Record
from loader.resolution import Resolution, resolve
from loader.selection import overrule
from loader.sources import Defaults, read_sources
from loader.vocab import DEFAULT_BASE, Vocabulary


@dataclass(frozen=True)
class Collection:
    """All articles of one call that count, in the order they were read, and who is who in them."""

    cache: Cache
    summaries: tuple[Summary, ...]  # ids made unique
    resolution: Resolution
    remarks: tuple[Remark, ...]
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    decisions: Decisions = field(default_factory=Decisions)

    def record(self, summary: Summary) -> Record:
        """The record of an article, by its unique id, without what a person rejected."""
        return overrule(self._whole(summary), self.decisions.rejected_in(summary.header.id))[0]

    def overruled(self, summary: Summary) -> tuple[str, ...]:
        """The terms of the statements and meeting reports of an article that a person rejected."""
        rejected = self.decisions.rejected_in(summary.header.id)
        return overrule(self._whole(summary), rejected)[1] if rejected else ()

    def record_key(self, summary: Summary) -> str:
        """A digest of all that the record depends on."""
        rejected = sorted(self.decisions.rejected_in(summary.header.id))
        return fingerprint(summary.key, summary.header.id, *rejected)

    def _whole(self, summary: Summary) -> Record:
        record: Record = cast(Record, self.cache.get(summary.key))
        return replace(record, article=replace(record.article, id=summary.header.id))


@dataclass(frozen=True)
class Request:
    """What to read, and how."""

    sources: tuple[str, ...]
    cache: Cache
    defaults: Defaults = field(default_factory=Defaults)
    settings: Settings = field(default_factory=Settings)
    base: str = DEFAULT_BASE
    engine: str = "local"
    jobs: int = 1
    identities: Path | None = None  # a person's decisions, the last word


def collect(request: Request, tick: Callable[[], None] = lambda: None) -> Collection:
    """Read sources, extract each article, choose those that count and resolve their actors.

    ``tick`` is called once for each article read.

    Raises:
        SourceError: a source does not exist.
        EngineError: the engine is not installed.
        OSError: the pipeline of that name is not installed.
        IdentitiesError: a line of the identities file is none.
    """
    vocabulary = Vocabulary(request.base)
    decisions = read_identities(request.identities, vocabulary) if request.identities else Decisions()
    models = load_models(request.settings)  # fails here, once, if it fails
    remarks: list[Remark] = []

    def readable() -> Iterator[Article]:
        for outcome in read_sources(request.sources, request.defaults):
            if isinstance(outcome, Article):
                yield outcome
            else:
                remarks.append(outcome)

    work = Work(request.settings, request.cache, models.version)
    summaries: list[Summary] = []
    for result in chain.from_iterable(ENGINES[request.engine](work, batches(readable()), request.jobs)):
        if isinstance(result, Remark):
            remarks.append(result)
        else:
            summaries.append(result)
        tick()
    ids = current(summary.header for summary in summaries)
    kept = choose(summaries, ids)
    casts = {summary.header.id: summary.cast for summary in kept}
    published = {summary.header.id: summary.header.published for summary in kept}
    resolution = resolve(casts, models.gazetteer, request.base, published, decisions.judgements)
    return Collection(request.cache, kept, resolution, tuple(remarks), vocabulary, models.gazetteer, decisions)


def choose(summaries: Sequence[Summary], ids: dict[Header, str]) -> tuple[Summary, ...]:
    """The summaries that count, each once and with its unique id, in their order."""
    left = dict(ids)
    return tuple(
        replace(summary, header=replace(summary.header, id=left.pop(summary.header)))
        for summary in summaries
        if summary.header in left
    )
