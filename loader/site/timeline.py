"""When encounters were: a column of dots for each day, month or year that has any, empty stretches cut short."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from loader.site.days import MONTHS
from loader.site.model import Meeting, grouped
from loader.vocab import SCHEMES

WIDTH = 960.0
WIDEST = 44.0  # of a column
TALLEST = 220.0  # of the highest column
LEAST_PITCH = 6.0  # of dots on each other; denser columns are blocks
MOST_COLUMNS = 64
LONGEST_GAP = 3  # empty columns in a row that are drawn

Unit = Literal["day", "month", "year"]


@dataclass(frozen=True)
class Dot:
    """An encounter in its column."""

    meeting: Meeting
    x: float
    y: float


@dataclass(frozen=True)
class Block:
    """Encounters of one status in a column that is too full for dots."""

    status: str
    count: int
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Label:
    """Words below the axis."""

    x: float
    text: str


@dataclass(frozen=True)
class Timeline:
    """What is drawn: dots, or blocks where there are too many. ``labels`` name columns, ``spans`` the years or months
    that begin below them, ``breaks`` are where empty stretches are cut out.
    """

    height: float
    width: float  # of a block
    radius: float  # of a dot
    dots: tuple[Dot, ...]
    blocks: tuple[Block, ...]
    labels: tuple[Label, ...]
    spans: tuple[Label, ...]
    breaks: tuple[float, ...]


def draw_timeline(meetings: Iterable[Meeting]) -> Timeline | None:
    """The timeline of the encounters whose day, month or year is known; None if there are none."""
    dated = [(meeting.order[0], meeting) for meeting in meetings if meeting.order[0] != "9999"]
    if not dated:
        return None
    unit, columns = choose_columns([dt.date.fromisoformat(day) for day, _ in dated])
    stacks = grouped((_cell(day, unit), meeting) for day, meeting in dated)
    width = min(WIDEST, WIDTH / len(columns))
    highest = max(map(len, stacks.values()))
    pitch = min(width, 16.0, TALLEST / highest)
    height = round(highest * pitch + 4, 1)
    middles = [round((place + 0.5) * width, 1) for place in range(len(columns))]
    piles = [(x, stacks.get(column or "", [])) for x, column in zip(middles, columns, strict=True)]
    dotted = pitch >= LEAST_PITCH
    return Timeline(
        height,
        round(width - 2, 1),
        round(pitch / 2 - 1.2, 1),
        tuple(_dots(piles, height, pitch)) if dotted else (),
        () if dotted else tuple(_blocks(piles, height, pitch)),
        *_labels(middles, columns, unit, width),
        tuple(x for x, column in zip(middles, columns, strict=True) if column is None),
    )


Piles = Sequence[tuple[float, Sequence[Meeting]]]


def _dots(piles: Piles, height: float, pitch: float) -> Iterator[Dot]:
    for x, pile in piles:
        for level, meeting in enumerate(pile):
            yield Dot(meeting, x, round(height - (level + 0.5) * pitch, 1))


def _blocks(piles: Piles, height: float, pitch: float) -> Iterator[Block]:
    for x, pile in piles:
        counts, y = Counter(meeting.status for meeting in pile), height
        for status in (status for status in SCHEMES["status"] if counts[status]):
            tall = counts[status] * pitch
            y -= tall
            yield Block(status, counts[status], x, round(y, 1), round(tall, 1))


def choose_columns(days: Sequence[dt.date]) -> tuple[Unit, list[str | None]]:
    """The finest unit that fits, and its columns; None for a stretch that is cut out.

    >>> choose_columns([dt.date(2023, 1, 31), dt.date(2024, 2, 1), dt.date(2024, 4, 1)])
    ('month', ['2023-01', None, '2024-02', '2024-03', '2024-04'])
    """
    first, last = min(days), max(days)
    if (last - first).days < MOST_COLUMNS // 2:
        return "day", [(first + dt.timedelta(n)).isoformat() for n in range((last - first).days + 1)]
    every = [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(_month(first), _month(last) + 1)]
    months = shortened(every, {day.isoformat()[:7] for day in days})
    if len(months) <= MOST_COLUMNS:
        return "month", months
    return "year", shortened([f"{y:04}" for y in range(first.year, last.year + 1)], {f"{d.year:04}" for d in days})


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def shortened(columns: Sequence[str], filled: set[str]) -> list[str | None]:
    """Columns, each longer stretch of empty ones as one None."""
    found: list[str | None] = []
    gap: list[str] = []
    for column in columns:
        if column not in filled:
            gap.append(column)
            continue
        found += gap if len(gap) <= LONGEST_GAP else [None]
        found.append(column)
        gap = []
    return found


def _cell(day: str, unit: Unit) -> str:
    return day[: {"day": 10, "month": 7, "year": 4}[unit]]


Labels = tuple[Label, ...]


def _labels(middles: Sequence[float], columns: Sequence[str | None], unit: Unit, width: float) -> tuple[Labels, Labels]:
    """Labels of columns, as many as there is room for, and where years (of days, months) begin."""
    every = max(1, round(({"day": 18, "month": 26, "year": 34}[unit]) / width + 0.49))
    labels, spans, known, since = [], [], "", every
    for x, column in zip(middles, columns, strict=True):
        if column is None:
            known, since = "", every
            continue
        longer, word = _words(column, unit)
        if longer != known:
            spans.append(Label(x, longer))
        if since >= every:
            labels.append(Label(x, word))
            since = 0
        known, since = longer, since + 1
    return tuple(labels), tuple(spans)


def _words(column: str, unit: Unit) -> tuple[str, str]:
    if unit == "year":
        return "", column
    month = MONTHS[int(column[5:7]) - 1]
    return (column[:4], month[:3]) if unit == "month" else (f"{month} {column[:4]}", str(int(column[8:])))
