"""The terms of what one record holds, minted from its article's key and offsets: never from order, rule or time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from loader.articles import Article, Span
from loader.meetings import Meeting
from loader.places import PlaceMention
from loader.records import Record
from loader.statements import Statement
from loader.vocab import Kind, local_name, mint, slug


def article_term(article: Article) -> str:
    """The term of an article."""
    return mint("article", article.id)


def evidence_term(article: Article, span: Span) -> str:
    """The term of some characters of an article."""
    return mint("evidence", article.id, span.start, span.end)


def statement_terms(record: Record) -> dict[str, str]:
    """The term of each statement by its id in the record.

    Offsets of its content tell statements apart, and where two share them those of cue and source. One that
    repeats another's content, cue and source is left out.
    """
    return _terms("statement", record.article, [(s.id, _statement_key(s)) for s in record.statements])


def report_terms(record: Record) -> dict[str, str]:
    """The term of the report of each meeting, by the meeting's id: offsets of trigger, then of place and date."""
    return _terms("report", record.article, [(m.id, _meeting_key(m)) for m in record.meetings])


def place_term(place: PlaceMention, article: Article) -> str:
    """The term of a place: one for all articles where it is linked, else the article's own."""
    name = slug(place.name) or "place"
    if place.geonameid is None:
        return mint("place", f"{name}-{local_name(article.id)}")
    return mint("place", name, place.geonameid)


def _statement_key(statement: Statement) -> tuple[str, ...]:
    content = f"{statement.content[0].start}-{statement.content[-1].end}"
    return content, _tail("c", statement.cue), _tail("s", statement.source)


def _meeting_key(meeting: Meeting) -> tuple[str, ...]:
    trigger = f"{meeting.trigger.start}-{meeting.trigger.end}"
    place = meeting.location.span if meeting.location else None
    return trigger, _tail("p", place), _tail("d", meeting.date.span if meeting.date else None)


def _tail(letter: str, span: Span | None) -> str:
    return f"{letter}{span.start}" if span else letter


def _terms(kind: Kind, article: Article, keys: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    ids, full = zip(*keys, strict=True) if keys else ((), ())
    stem = mint(kind, article.id)
    return {i: f"{stem}-{key}" for i, key in zip(ids, distinct_keys(full), strict=True) if key is not None}


def distinct_keys(keys: Sequence[tuple[str, ...]]) -> list[str | None]:
    """The shortest heads of ``keys`` that tell them apart; None for one that repeats an earlier one whole.

    >>> distinct_keys([("1-2", "c5"), ("1-2", "c9"), ("3-4", "c5"), ("1-2", "c9")])
    ['1-2c5', '1-2c9', '3-4', None]
    """
    heads = Counter(key[:length] for key in set(keys) for length in range(1, len(key) + 1))
    seen: set[tuple[str, ...]] = set()
    out: list[str | None] = []
    for key in keys:
        length = next((n for n in range(1, len(key)) if heads[key[:n]] == 1), len(key))
        out.append(None if key in seen else "".join(key[:length]))
        seen.add(key)
    return out
