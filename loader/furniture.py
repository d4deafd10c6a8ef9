"""The parts of a news text that are not its body: headline, standfirst, byline, date line, captions, …

Design: what a reader tells by looks (a short line without a full stop on top, a line that is only a date) is told by
looks here too; words that give a line away are rows of ``lexicon/furniture.tsv``. A line is body text in doubt.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from loader.articles import Article, Span
from loader.datelines import MONTH, find_dateline
from loader.lexicon import read_table

BlockKind = Literal["headline", "standfirst", "byline", "dateline", "date", "caption", "credit", "notice", "body"]

LONGEST_HEADLINE = 25  # words
LONGEST_NOTICE = 15  # words
LONGEST_CAPTION = 60  # words
HEAD = 8  # lines in which bare names and places may stand beside the date

DAY = re.compile(
    rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{MONTH}),?\s+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}(?P<mark>[-/])\d{2}(?P=mark)\d{2})",
    re.IGNORECASE,
)
TIME = (
    r"(?:(?:at\s*)?(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d{4}(?=\s*[A-Z]{3,4}\b))"
    r"(?:\s*\(?[A-Z]{2,4}\)?)?(?:\s*\(\d{4} [A-Z]{3,4}\))?)"
)
#: What a date line may be: a source, "Published", a time before or after the day, a place or the name of a medium.
DATE_LINE = re.compile(
    r"(?:source:\s*[\w .]{2,40}?\s*[|,]\s*|\d{1,2} [a-z]+ \d{4}\s*[/|]\s*)?"  # "20 Hut 1404 / March 11, 2026"
    r"(?:(?:last |first )?(?:published|updated|posted|modified)(?: on| at)?\s*[:–—-]?\s*)?"
    rf"(?:{TIME}[\s,|/•–—-]+)?"
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s*)?(?:{DAY.pattern})"
    rf"(?:[\s,|/•–—-]*{TIME})?"
    r"(?:\s[/|–—-]\s(?-i:[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}))?",
    re.IGNORECASE,
)
DAY_AT_END = re.compile(rf"(?:{DAY.pattern})$", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

SPEAKER_LABEL = re.compile(r"[A-Z][A-Z.'’ -]{2,40}:\s")
#: A photographer's or agency's credit after a dash at the end of a caption.
CREDIT = re.compile(
    r"\s[—–-]\s?(?:(?i:photo|image|picture|screengrab|courtesy|credit)(?: by)?:? ?)?[A-Z@][\w.@&/, -]{1,80}$"
)
#: Who writes and from where: "Jane Writer and Ali Author in Geneva", "Amman".
NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: (?!Last|Posted|Published|Updated)(?:[A-ZÀ-Þ][\w.'’-]*|al|bin|da|de|van|von)){1,3}"
PLACE = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}(?:, [A-ZÀ-Þ][\w. ]{2,20})?"
NAMES = rf"{NAME}(?: in {PLACE})?(?:(?:,| and| &| \|) {NAME}(?: in {PLACE})?){{0,3}}"
NAMES_AND_DATE = re.compile(rf"(?P<names>(?:By:? )?{NAMES})[ |,–—-]+(?P<date>{DATE_LINE.pattern.join(('(?i:', ')'))})")
PLACE_AND_DATE = re.compile(rf"(?P<place>{PLACE}), ?(?P<date>{DAY.pattern.join(('(?i:', ')'))})")
ANONYMOUS = re.compile(r"\s*(?:our|staff|special|web|news|the)\b", re.IGNORECASE)  # "Our Correspondent"
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True)
class Block:
    """A line of the text (a paragraph of the body is one block; a dateline is cut off its paragraph)."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True)
class Layout:
    """All blocks of an article in text order, and the metadata that its furniture states."""

    blocks: tuple[Block, ...]
    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    dateline: Span | None = None

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at ``offset``; None for white space between blocks."""
        return next((b for b in self.blocks if b.span.start <= offset < b.span.end), None)


@dataclass(frozen=True)
class FurnitureWords:
    """Patterns that a whole line of each kind matches."""

    byline: re.Pattern[str]
    caption: re.Pattern[str]
    notice: re.Pattern[str]


def load_furniture_words() -> FurnitureWords:
    """Read ``lexicon/furniture.tsv``; a byline's patterns mind capitals, the others do not."""
    rows = read_table("furniture", ("kind", "pattern", "note"))

    def compiled(kind: str, flags: re.RegexFlag) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{row['pattern']})" for row in rows if row["kind"] == kind), flags)

    bylines = [row["pattern"] for row in rows if row["kind"] == "byline"]
    any_case_start = [f"(?:[{p[0].upper()}{p[0]}]{p[1:]})" if p[0].isalpha() else f"(?i:{p})" for p in bylines]
    return FurnitureWords(
        byline=re.compile("|".join(any_case_start)),
        caption=compiled("caption", re.IGNORECASE),
        notice=compiled("notice", re.IGNORECASE),
    )


def read_layout(article: Article, words: FurnitureWords) -> Layout:
    """Cut an article into blocks and read the metadata off its furniture."""
    text, lines = article.text, line_spans(article.text)
    kinds = [kind_by_words(text[line.start : line.end], words) for line in lines]
    name_credits(article, lines, kinds)
    name_head(article, lines, kinds)
    blocks: list[Block] = []
    for line, kind in zip(lines, kinds, strict=True):
        blocks += cut_line(text, line, kind, first_body=not any(b.kind == "body" for b in blocks))
    return Layout(
        tuple(blocks),
        headline=next((article.quote(b.span) for b in blocks if b.kind == "headline"), None),
        authors=tuple(a for b in blocks if b.kind == "byline" for a in read_authors(article.quote(b.span))),
        published=read_published(article, blocks),
        dateline=next((b.span for b in blocks if b.kind == "dateline"), None),
    )


def read_published(article: Article, blocks: Sequence[Block]) -> dt.date | None:
    """The day of the first date line, of the dateline, or at the end of the headline ("… briefing on May 2, 2025")."""
    lines = [article.quote(block.span) for block in blocks if block.kind == "date"]
    lines += [article.text[a.span.end : b.span.start] for a, b in pairwise(blocks) if a.kind == "dateline"]
    lines += [
        m[0] for block in blocks if block.kind == "headline" for m in DAY_AT_END.finditer(article.quote(block.span))
    ]
    return next((day for line in lines if (day := read_date(line))), None)


def complete(article: Article, layout: Layout) -> Article:
    """The article with the metadata that its furniture states where its container states none."""
    return replace(
        article,
        headline=article.headline or layout.headline,
        authors=article.authors or layout.authors,
        published=article.published or layout.published or article.dated,
    )


def line_spans(text: str) -> list[Span]:
    """Spans of the lines that hold anything, without the white space around them."""
    return [Span(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n\r]*[^\s])?", text)]


def kind_by_words(line: str, words: FurnitureWords) -> BlockKind:
    """The kind of a line that its own words settle; body in doubt."""
    if DATE_LINE.fullmatch(line) or PLACE_AND_DATE.fullmatch(line):
        return "date"
    length = len(line.split())
    few = length <= LONGEST_NOTICE
    if few and words.notice.fullmatch(line):
        return "notice"
    if few and (words.byline.fullmatch(line) or NAMES_AND_DATE.fullmatch(line)):
        return "byline"
    return "caption" if length <= LONGEST_CAPTION and words.caption.fullmatch(line) else "body"


def name_credits(article: Article, lines: Sequence[Span], kinds: list[BlockKind]) -> None:
    """Name lines that are but names or a place, beside a date line or byline near the top, in place."""
    beside = {"byline", "dateline", "date"}
    for i in reversed(range(1, min(len(lines) - 1, HEAD))):
        if kinds[i] != "body" or not {kinds[i - 1], kinds[i + 1]} & beside:
            continue
        line = article.quote(lines[i])
        above = i > 1 and kinds[i - 1] == "body" and re.fullmatch(NAMES, article.quote(lines[i - 1]))
        if re.fullmatch(PLACE, line) and (above or kinds[i - 1] == "byline"):
            kinds[i] = "dateline"
        elif re.fullmatch(NAMES, line):
            kinds[i] = "byline"


def name_head(article: Article, lines: Sequence[Span], kinds: list[BlockKind]) -> None:
    """Name the headline and the standfirst among the lines above the first paragraph, in place."""
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    if len(body) < 2 or not is_headline(article, lines[body[0]]) or body[0] > 2:
        return
    kinds[body[0]] = "headline"
    below = next((i for i in range(body[0] + 1, len(kinds)) if kinds[i] in ("byline", "date")), None)
    for i in body[1:-1]:
        line = article.quote(lines[i])
        is_paragraph = SENTENCE_END.search(line) or find_dateline(line) or line.endswith(":")
        if is_paragraph and not (below is not None and i < below <= i + 2 and i == body[1]):
            return
        kinds[i] = "standfirst"


def is_headline(article: Article, line: Span) -> bool:
    """Whether the first line is the headline: the known one, or short and without a full stop."""
    text = article.quote(line)
    if article.headline and text.rstrip(".").casefold() == article.headline.rstrip(".").casefold():
        return True
    short = len(text.split()) <= LONGEST_HEADLINE
    return short and not SENTENCE_END.search(text) and not text.endswith((":", ",", ";")) and not find_dateline(text)


def cut_line(text: str, line: Span, kind: BlockKind, *, first_body: bool) -> list[Block]:
    """The blocks of one line: a caption without its credit, a first paragraph without its dateline."""
    words = text[line.start : line.end]
    if kind == "caption" and (credit := CREDIT.search(words)):
        cut = line.start + credit.start()
        return [Block("caption", Span(line.start, cut)), Block("credit", Span(cut + 1, line.end))]
    if kind == "byline" and (m := NAMES_AND_DATE.fullmatch(words)):
        return cut_in_two(line, m, "byline", "date")
    if kind == "date" and not DATE_LINE.fullmatch(words) and (m := PLACE_AND_DATE.fullmatch(words)):
        return cut_in_two(line, m, "dateline", "date")
    m = find_dateline(words) if kind == "body" and first_body else None
    if m is None or is_transcript(text, line):
        return [Block(kind, line)]
    place = Span(line.start + m.start("place"), line.start + m.end("place"))
    return [Block("dateline", place), Block("body", Span(line.start + m.end(), line.end))]


def cut_in_two(line: Span, parts: re.Match[str], first: BlockKind, second: BlockKind) -> list[Block]:
    """The blocks of a line whose first and last group are of two kinds."""
    return [
        Block(first, Span(line.start, line.start + parts.end(1))),
        Block(second, Span(line.start + parts.start("date"), line.end)),
    ]


def is_transcript(text: str, first: Span) -> bool:
    """Whether later lines open with a name in capitals and a colon too: then these are speakers, not places."""
    return any(SPEAKER_LABEL.match(line.lstrip()) for line in text[first.end :].splitlines())


def read_authors(byline: str) -> tuple[str, ...]:
    """Names in a byline: ``By A. Writer and B. Author`` gives both; a desk or agency gives none."""
    line = re.sub(r"^(?:written )?by:? ", "", byline, flags=re.IGNORECASE)
    names = (re.split(r" in (?=[A-ZÀ-Þ])| [–—-] ", name)[0].strip() for name in re.split(r",| and | & |\|", line))
    return tuple(name for name in names if re.fullmatch(NAME, name) and not ANONYMOUS.match(name))


def read_date(line: str) -> dt.date | None:
    """The calendar day in a date line, None where there is no such day (31 February).

    >>> read_date("Updated 5 April 2024 10:15am")
    datetime.date(2024, 4, 5)
    """
    m = DAY.search(line)
    if not m:
        return None
    try:
        if m["iso"]:
            return dt.date.fromisoformat(m["iso"].replace("/", "-"))
        month = MONTHS.index((m["month"] or m["month2"])[:3].lower()) + 1
        return dt.date(int(m["year"] or m["year2"]), month, int(m["day"] or m["day2"]))
    except ValueError:
        return None
