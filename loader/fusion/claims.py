"""Which statements of different articles report the same remark: one speaker, near-same words, one occasion or day."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from loader.fusion.calendars import When, day_gap, read_when
from loader.fusion.reprints import Forest, Source, count_independent
from loader.identifiers import report_terms, statement_terms
from loader.lexicon import read_table
from loader.records import Record

ALIKE = 0.8  # share of words in common, of both contents together or of the shorter one
FEW = 5  # words below which contents are too common to be one remark
UNSURE = 8  # words that it takes where neither occasion nor day is known to be the same
DAYS_APART = 3  # days between articles that report one remark without saying when it was made

Key = tuple[object, ...]

_WORD = re.compile(r"\w+(?:['’]t\b)?")


@dataclass(frozen=True)
class Claim:
    """One statement as corroboration needs it: who, what, when, where; actors by their terms.

    ``occasion`` is the term of the report of the meeting at which it was said.
    """

    term: str
    article: str
    published: dt.date | None
    publisher: str | None
    speakers: tuple[str, ...]
    words: frozenset[str]
    negative: bool = False
    edtf: str | None = None
    occasion: str | None = None

    @cached_property
    def when(self) -> When | None:
        """The days on which it may have been said."""
        return read_when(self.edtf)


@dataclass(frozen=True)
class Corroboration:
    """A statement's claim elsewhere: the other reports of it, and how many independent publishers have it in all."""

    term: str
    same: tuple[str, ...]
    publishers: int


def load_negations() -> frozenset[str]:
    """The words that turn a content into its contrary, in lower case."""
    return frozenset(row["word"] for row in read_table("negation", ("word", "part", "note")))


def claims(record: Record, actors: Mapping[str, str], negations: frozenset[str]) -> tuple[Claim, ...]:
    """The claims of one record whose speaker is known and whose content says enough to be told from others.

    Args:
        record: what the article says.
        actors: the term of each of its actors, by key.
        negations: words that turn a content into its contrary (``load_negations``).
    """
    article, terms, reports = record.article, statement_terms(record), report_terms(record)
    found = []
    for s in record.statements:
        keys = {party.actor for party in s.speakers if party.actor}
        speakers = tuple(sorted({actors[key] for key in keys if key in actors}))
        content = " ".join(article.quote(span) for span in s.content)
        words = content_words(content)
        if speakers and len(words) >= FEW and s.id in terms:
            edtf = s.date.edtf if s.date else None
            occasion = reports.get(s.occasion) if s.occasion else None
            found.append(
                Claim(
                    terms[s.id],
                    article.id,
                    article.published,
                    article.publisher,
                    speakers,
                    words,
                    is_negative(content, negations),
                    edtf,
                    occasion,
                )
            )
    return tuple(found)


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry content, in lower case: the longer ones, numbers and acronyms.

    >>> sorted(content_words("No talks with the TTP on April 3"))
    ['3', 'april', 'talks', 'ttp', 'with']
    """
    words = _WORD.findall(text)
    return frozenset(w.casefold() for w in words if len(w) > 3 or w.isnumeric() or (len(w) > 1 and w.isupper()))


def is_negative(text: str, negations: frozenset[str]) -> bool:
    """Whether a text holds a negation: "will not hold talks" and "will hold talks" are no one claim."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    return any(word in negations or word.endswith("n't") for word in words)


def corroborate(found: Iterable[Claim], origins: Mapping[str, str], meetings: Mapping[str, str]) -> list[Corroboration]:
    """The statements that others report too, in the order of their terms.

    Args:
        found: the claims of all articles.
        origins: the article that stands for all copies of a text, by article.
        meetings: the encounter of each meeting report, both by their terms.
    """
    by_term = {claim.term: claim for claim in found}
    forest = Forest()
    for one, other in _candidates(by_term.values(), meetings, origins):
        if same_claim(one, other, meetings, origins):
            forest.join(one.term, other.term)
    groups: dict[str, list[Claim]] = defaultdict(list)
    for term in sorted(by_term):
        groups[forest.find(term)].append(by_term[term])
    out = [entry for group in groups.values() for entry in _entries(group, origins)]
    return sorted(out, key=lambda entry: entry.term)


def same_utterances(found: Iterable[Claim]) -> list[tuple[str, str]]:
    """Pairs of meeting reports at which, by their articles, the same words were said: terms, in order."""
    by_term = [claim for claim in found if claim.occasion]
    pairs = {
        (min(one.occasion, other.occasion), max(one.occasion, other.occasion))
        for one, other in _candidates(by_term, {}, {})
        if one.occasion and other.occasion and same_claim(one, other)
    }
    return sorted(pairs)


def same_claim(
    one: Claim, other: Claim, meetings: Mapping[str, str] | None = None, origins: Mapping[str, str] | None = None
) -> bool:
    """Whether two statements of different articles, by one speaker, report the same remark.

    Copies of one text do, whenever they were printed; ``meetings`` and ``origins`` as in ``corroborate``.
    """
    if one.article == other.article or one.negative != other.negative or likeness(one.words, other.words) < ALIKE:
        return False
    if origins and origins.get(one.article, one.article) == origins.get(other.article, other.article):
        return True
    known = meetings or {}
    first, second = (known.get(c.occasion, c.occasion) if c.occasion else None for c in (one, other))
    return (first is not None and first == second) or same_time(one, other)


def same_time(one: Claim, other: Claim) -> bool:
    """Whether two claims are of one day, or, where none is said, of articles so close that one will be meant."""
    if one.when and other.when:
        return day_gap(one.when, other.when) == 0 and one.when.short and other.when.short
    if min(len(one.words), len(other.words)) < UNSURE:
        return False
    if one.published and other.published:
        return abs((one.published - other.published).days) <= DAYS_APART
    return True


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of words in common: of the shorter one, where that says enough by itself, else of both together.

    >>> likeness(frozenset("abcd"), frozenset("abce"))
    0.6
    """
    shared, shorter = len(one & other), min(len(one), len(other))
    total = shorter if shorter >= UNSURE else len(one | other)
    return shared / total if total else 0.0


def _entries(group: list[Claim], origins: Mapping[str, str]) -> Iterator[Corroboration]:
    """For each claim of a group the others, of other articles."""
    if len(group) == 1:
        return
    publishers = count_independent(Source(c.article, c.publisher, origins.get(c.article, c.article)) for c in group)
    for claim in group:
        same = tuple(other.term for other in group if other.article != claim.article)
        yield Corroboration(claim.term, same, publishers)


def _candidates(
    found: Iterable[Claim], meetings: Mapping[str, str], origins: Mapping[str, str]
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of different articles by one speaker and of one time that share a rare word, each once."""
    ordered = sorted(found, key=lambda claim: claim.term)
    undated = [claim for claim in ordered if claim.published is None]
    copied = {origin for origin, count in Counter(origins.values()).items() if count > 1}
    copies = {article: origin for article, origin in origins.items() if origin in copied}
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for claim in ordered:
        for key in _times(claim, meetings, copies):
            groups[key].append(claim)
    seen: set[tuple[str, str]] = set()
    searches = [*((group, group) for group in groups.values()), (ordered, undated), (undated, ordered)]
    for probing, indexed in searches:
        for one, other in _sharing(probing, indexed):
            pair = (min(one.term, other.term), max(one.term, other.term))
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _times(claim: Claim, meetings: Mapping[str, str], copies: Mapping[str, str]) -> Iterator[Key]:
    """What claims of one speaker and one time have in common, in one way at least, where both have a date."""
    for speaker in claim.speakers:
        if claim.article in copies:
            yield speaker, "text", copies[claim.article]
        if claim.occasion:
            yield speaker, "occasion", meetings.get(claim.occasion, claim.occasion)
        if claim.when and claim.when.short:
            yield from ((speaker, "day", day.month, day.day) for day in claim.when.days())
        if claim.published:
            # Two dates no more than so many days apart fall into one stretch of days or into neighbouring ones.
            stretch = claim.published.toordinal() // (DAYS_APART + 1)
            yield from ((speaker, "published", number) for number in (stretch, stretch + 1))


def _sharing(probing: list[Claim], indexed: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Pairs by one speaker that share one of the rarest words of the first.

    Two claims that are alike share most words of the shorter one, so at least one of any few of its words: as many
    as it may lack, and one more.
    """
    if not probing or not indexed or (len(probing) == 1 and probing == indexed):
        return
    index: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in indexed:
        for word in claim.words:
            for speaker in claim.speakers:
                index[speaker, word].append(claim)
    for claim in probing:
        few = int(len(claim.words) * (1 - ALIKE) + 1e-9) + 1
        for speaker in claim.speakers:
            held = sorted((len(index.get((speaker, word), ())), word) for word in claim.words)[:few]
            others = (other for _, word in held for other in index.get((speaker, word), ()))
            yield from ((claim, other) for other in others if other.article != claim.article)
