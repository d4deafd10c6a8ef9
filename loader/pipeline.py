"""The order of the steps, nothing else.

Two passes. *Per article*: read, parse, extract, resolve inside the article; on any engine, in any order, results in a
cache on disk. *Across articles*: choose the articles that count and bring their actors together; small data only.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import cast

from spacy.language import Language

from loader.articles import Article, Header, Remark, current
from loader.attribution import Cues, find_attributions, load_cues
from loader.cache import Cache, code_fingerprint, fingerprint
from loader.coverage import find_passed_over, speech_verbs
from loader.dates import Calendar, find_dates, load_calendar
from loader.engines import ENGINES
from loader.furniture import FurnitureWords, load_furniture_words
from loader.gazetteer import Gazetteer, read_gazetteer
from loader.identities import Decisions, read_identities
from loader.lexicon import LEXICON
from loader.meetings import Triggers, find_meetings, link_statements, load_triggers
from loader.mentions import ActorWords, Cast, find_cast, load_actor_words
from loader.nlp import DEFAULT_MODEL, ParsedArticle, load_nlp, model_version, parse_batch
from loader.places import Atlas, find_places, load_atlas
from loader.records import Record
from loader.resolution import Resolution, resolve
from loader.resources import PACKAGE, resource_dir
from loader.selection import overrule
from loader.sources import Defaults, read_sources
from loader.statements import ActLexicon, find_statements, load_act_lexicon
from loader.vocab import DEFAULT_BASE, Vocabulary

BATCH, BATCH_CHARACTERS = 16, 100_000  # articles, and characters of text, parsed together at the most


@dataclass(frozen=True)
class Settings:
    """All that the record of an article depends on, besides the article and the code."""

    model: str = DEFAULT_MODEL
    gazetteers: tuple[Path, ...] = ()
    lexicon: Path = LEXICON  # a folder whose tables of speech and acts replace the shipped ones
    time_limit: float = 300.0  # seconds for one article


@dataclass(frozen=True)
class Models:
    """What the stages need, loaded once a process. ``version`` changes with anything that records depend on."""

    version: str
    nlp: Language
    furniture: FurnitureWords
    gazetteer: Gazetteer
    actors: ActorWords
    atlas: Atlas
    calendar: Calendar
    cues: Cues
    speech_verbs: frozenset[str]
    acts: ActLexicon
    triggers: Triggers


@lru_cache(maxsize=1)
def load_models(settings: Settings) -> Models:
    """Load everything that the stages need."""
    nlp, gazetteer, cues = load_nlp(settings.model), read_gazetteer(*settings.gazetteers), load_cues(settings.lexicon)
    code = code_fingerprint(PACKAGE, resource_dir("ontology"), settings.lexicon, *settings.gazetteers)
    return Models(
        version=f"{code} {model_version(nlp)}",
        nlp=nlp,
        furniture=load_furniture_words(),
        gazetteer=gazetteer,
        actors=load_actor_words(gazetteer),
        atlas=load_atlas(),
        calendar=load_calendar(),
        cues=cues,
        speech_verbs=speech_verbs(cues),
        acts=load_act_lexicon(settings.lexicon),
        triggers=load_triggers(),
    )


def extract_article(parsed: ParsedArticle, models: Models) -> Record:
    """Everything that one parsed article says, resolved inside the article."""
    dates = find_dates(parsed, models.calendar)
    places = find_places(parsed, models.atlas)
    cast = find_cast(parsed, models.actors, places)
    attributions = find_attributions(parsed, models.cues)
    statements = find_statements(parsed, attributions, cast, dates, models.acts)
    meetings = find_meetings(parsed, cast, statements, dates, places, models.triggers)
    statements = link_statements(parsed, statements, meetings)
    dateline = next((p for p in places if p.span == parsed.layout.dateline), None)
    sentences = tuple(sentence.start_char for sentence in parsed.doc.sents)
    passed_over = find_passed_over(parsed, statements, models.speech_verbs)
    return Record(
        parsed.article,
        parsed.layout,
        cast,
        statements,
        meetings,
        dates,
        places,
        dateline,
        sentences,
        passed_over,
    )


# --- the first pass: article by article -------------------------------------------------------------------------


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


def read_record(parsed: ParsedArticle, models: Models) -> Record:
    """Everything that a parsed article says. Where else its actors are mentioned is of no more use."""
    record = extract_article(parsed, models)
    return replace(record, cast=Cast(tuple(replace(actor, mentions=()) for actor in record.cast.actors)))


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


# --- the second pass: across articles ---------------------------------------------------------------------------


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
