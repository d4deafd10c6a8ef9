"""Passages between quotation marks, found from the marks alone: they rule over the parse.

Marks are paired inside a paragraph, by their shape where it tells (curly, angled) and by the spaces around them
where it does not (straight marks, and curly ones turned the wrong way). An odd mark costs one quotation at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from loader.articles import Span
from loader.furniture import Block


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. ``span`` is without the marks, ``outer`` with them.

    ``paragraph`` is the index of its block; ``closed`` is False where the passage runs on into the next paragraph
    or its closing mark is missing; ``continues`` where it goes on from the paragraph before.
    """

    span: Span
    outer: Span
    paragraph: int
    closed: bool = True
    continues: bool = False


DOUBLE = re.compile(r"[“”„‟«»\"]|''|``|‘‘|’’")
OPENING = frozenset("“„‟«") | {"``", "‘‘"}
CLOSING = frozenset("”»") | {"’’"}
SENTENCE_END = re.compile(r"[.!?…]+[)\]]?(?=\s|$)")
BEFORE_OPENING = re.compile(r"[\s(\[{—–/:-]")
AFTER_CLOSING = re.compile(r"[\s)\]},.;:!?—–/…-]")
# Single marks: the closing one doubles as an apostrophe, so it must not be followed by a letter, and one that
# follows a plural s closes only if no better one comes.
SINGLE = re.compile(r"(?<![\w‘'’])[‘'](?=\w|\.\.\.|…|\[)")
SINGLE_CLOSE = re.compile(r"[’'](?!\w)")
DECADE = re.compile(r"\d\ds?\b|n\b|em\b|til\b|cause\b|tis\b|twas\b", re.IGNORECASE)
LONGEST_SINGLE = 1200


def find_quotations(text: str, blocks: Sequence[Block]) -> tuple[Quotation, ...]:
    """All quotations of a text, in order, none inside another."""
    found: list[Quotation] = []
    running = False
    for paragraph, block in enumerate(blocks):
        own = list(_in_paragraph(text, block.span, paragraph, running))
        running = bool(own) and not own[-1].closed
        found.extend(own)
    return tuple(_cut_unclosed(text, found))


def _in_paragraph(text: str, span: Span, paragraph: int, running: bool) -> Iterator[Quotation]:
    doubles = list(_double(text, span, paragraph, running))
    cursor = span.start
    for quotation in [*doubles, None]:
        stop = quotation.outer.start if quotation else span.end
        yield from _single(text, Span(cursor, stop), paragraph)
        if quotation:
            yield quotation
            cursor = quotation.outer.end


def _double(text: str, span: Span, paragraph: int, running: bool) -> Iterator[Quotation]:
    """Pair the double marks of a paragraph. ``running``: a quotation was open at the end of the one before."""
    open_at: re.Match[str] | None = None
    first = True  # mark of the paragraph
    taken_up = False  # the quotation open now goes on from the paragraph before
    for mark in DOUBLE.finditer(text, span.start, span.end):
        opens = _opens(text, span, mark, open_at is not None)
        if opens is None:
            continue
        if opens:
            if open_at is not None:  # the one before was never closed
                end = _last_sentence_end(text, open_at.end(), mark.start())
                yield from _between(text, open_at.span(), (end, end), Quotation(span, span, paragraph))
            open_at = mark
            taken_up = running and first and not text[span.start : mark.start()].strip()
        elif open_at is not None:
            draft = Quotation(span, span, paragraph, continues=taken_up)
            yield from _between(text, open_at.span(), mark.span(), draft)
            open_at = None
        elif running and first:
            draft = Quotation(span, span, paragraph, continues=True)
            yield from _between(text, (span.start, span.start), mark.span(), draft)
        first = False
    if open_at is not None:
        draft = Quotation(span, span, paragraph, closed=False, continues=taken_up)
        yield from _between(text, open_at.span(), (span.end, span.end), draft)


def _between(text: str, opening: tuple[int, int], closing: tuple[int, int], draft: Quotation) -> Iterator[Quotation]:
    """The quotation between two marks, unless it is empty; ``draft`` says all but its place."""
    inner = _trim(text, Span(opening[1], closing[0]))
    if len(inner):
        yield replace(draft, span=inner, outer=Span(opening[0], closing[1]))


def _opens(text: str, span: Span, mark: re.Match[str], is_open: bool) -> bool | None:
    """Whether a mark opens a quotation; None where it belongs to none (inches, a stray closing mark)."""
    before = text[mark.start() - 1] if mark.start() > span.start else " "
    after = text[mark.end()] if mark.end() < span.end else " "
    looks_opening = bool(BEFORE_OPENING.match(before)) and not after.isspace()
    looks_closing = bool(AFTER_CLOSING.match(after)) and not before.isspace()
    shape = mark.group()
    if shape in OPENING:
        return not (is_open and looks_closing and not looks_opening)
    if shape in CLOSING:
        return not is_open and looks_opening and not looks_closing
    if not is_open:
        return None if before.isdigit() and not looks_opening else True
    return looks_opening and not looks_closing


def _last_sentence_end(text: str, start: int, stop: int) -> int:
    ends = [m.end() for m in SENTENCE_END.finditer(text, start, stop)]
    return ends[-1] if ends else stop


def _cut_unclosed(text: str, found: list[Quotation]) -> Iterator[Quotation]:
    """An unclosed quotation runs to the end of its paragraph where the next one takes it up or it makes up the
    whole paragraph; elsewhere the closing mark was forgotten and the first sentence is all one can trust."""
    for quotation, following in zip_longest(found, found[1:]):
        taken_up = following is not None and following.continues and following.paragraph == quotation.paragraph + 1
        if quotation.closed or taken_up or text[: quotation.outer.start].rpartition("\n")[2].strip() == "":
            yield quotation
            continue
        end = SENTENCE_END.search(text, quotation.span.start, quotation.span.end)
        stop = end.end() if end else quotation.span.end
        yield Quotation(Span(quotation.span.start, stop), Span(quotation.outer.start, stop), quotation.paragraph, False)


def _single(text: str, span: Span, paragraph: int) -> Iterator[Quotation]:
    cursor = span.start
    while opening := SINGLE.search(text, cursor, span.end):
        cursor = opening.end()
        if DECADE.match(text, cursor):
            continue
        close = _single_close(text, cursor, span.end)
        if close is not None:
            inner = _trim(text, Span(cursor, close))
            if len(inner):
                yield Quotation(inner, Span(opening.start(), close + 1), paragraph)
            cursor = close + 1


def _single_close(text: str, start: int, stop: int) -> int | None:
    following = SINGLE.search(text, start, stop)
    limit = min(stop, start + LONGEST_SINGLE, following.start() if following else stop)
    closes = [m.start() for m in SINGLE_CLOSE.finditer(text, start, limit)]
    after_stop = [i for i in closes if text[i - 1] in ".,!?…"]
    no_plural = [i for i in closes if text[i - 1] != "s"]
    best = after_stop[:1] or no_plural[:1] or closes[:1]
    return best[0] if best else None


def _trim(text: str, span: Span) -> Span:
    inner = text[span.start : span.end]
    left = len(inner) - len(inner.lstrip())
    return Span(span.start + left, max(span.start + left, span.start + len(inner.rstrip())))
