"""Speakers named by layout instead of grammar: "FO: no talks", "No talks: FO", a name below a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loader.articles import Span
from loader.attribution.syntax import Syntax
from loader.nlp import ParsedArticle


@dataclass(frozen=True, slots=True)
class Labelled:
    """Tokens of the speaker's name (half-open), tokens of what is said, and the rule that found it."""

    source: tuple[int, int]
    content: tuple[int, ...]
    rule: str


NAME = r"[A-Z][\w.’'&/-]*(?:\s+(?:[A-Z(@][\w.’'&/)@-]*|of|the|and|for|de|al|bin)){0,6}"
LABEL = re.compile(rf"({NAME})\s?:\s+(?=\S)")
QUOTED_LABEL = re.compile(rf"(?:^|(?<=[.!?”\"’] )|(?<=\n))({NAME})\s?:\s*$")
LAST_LABEL = re.compile(r":\s+([A-Z][\w.’'&/-]*(?:\s+[A-Z][\w.’'&/-]*){0,3})[.\s]*$")
SIGNATURE = re.compile(
    rf"[\s.,]*(?P<dash>-{{1,2}}|[—–―~])?\s*(?P<name>@?{NAME})(?:,[^.:;!?\n]{{1,60}}|\s\([^)\n]{{1,40}}\))?[\s.:,]*"
)
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
LONGEST_SIGNATURE = 8
NAME_POS = frozenset({"PROPN", "NOUN", "ADP", "DET", "X", "NUM"})
LABEL_ENDS = (":", "—", "–", "-", "―")
# A transcript has at least so many labelled paragraphs, and they are at least this share of all.
# and speakers come back.
TRANSCRIPT_LABELS, TRANSCRIPT_SHARE, TRANSCRIPT_VARIETY = 3, 0.2, 0.7
FEWEST_WORDS, LONGEST_LABEL = 3, 60
HEADLINE_NAME_WORDS, HEADLINE_WORDS = 5, 25


def find_labelled(syntax: Syntax, parsed: ParsedArticle, rubrics: frozenset[str]) -> list[Labelled]:
    """Every passage whose speaker a label names, in text order. ``rubrics`` are labels that name nobody, lower case."""
    text, blocks = parsed.article.text, parsed.layout.blocks
    body = [k for k, block in enumerate(blocks) if block.kind == "body"]
    labels = {k: m for k in body if (m := LABEL.match(text, blocks[k].span.start, blocks[k].span.end))}
    found: list[Labelled] = []
    if len(labels) >= TRANSCRIPT_SHARE * len(body) and _take_turns([m.group(1) for m in labels.values()]):
        found.extend(_transcript(syntax, parsed, body, labels))
    for k, block in enumerate(blocks):
        if block.kind in ("headline", "standfirst"):
            found.extend(_headline(syntax, parsed, block.span, rubrics))
        elif block.kind == "body":
            if k == 0 and len(text[block.span.start : block.span.end].split()) <= HEADLINE_WORDS:
                found.extend(_headline(syntax, parsed, block.span, rubrics))
            found.extend(_signed(syntax, parsed, k))
    found.extend(_before_quotation(syntax, parsed, rubrics))
    found.extend(_capitals(syntax, parsed))
    taken: set[int] = set()
    out: list[Labelled] = []
    for labelled in found:
        if taken.isdisjoint(labelled.content):
            taken.update(labelled.content)
            out.append(labelled)
    return sorted(out, key=lambda x: x.content)


def _take_turns(labels: list[str]) -> bool:
    """Whether labels are those of a transcript, where speakers come back, and not those of a list."""
    returning = len(set(labels)) <= len(labels) * TRANSCRIPT_VARIETY
    return len(labels) >= TRANSCRIPT_LABELS and (returning or all(map(str.isupper, labels)))


def _words(syntax: Syntax, span: Span) -> tuple[int, ...]:
    return tuple(range(*syntax.tokens(span))) if span.end > span.start else ()


def _labelled(syntax: Syntax, name: Span, said: Span, rule: str) -> Iterator[Labelled]:
    content = _words(syntax, said)
    if sum(syntax.word[i] for i in content) >= FEWEST_WORDS:
        yield Labelled(syntax.tokens(name), content, rule)


def _transcript(
    syntax: Syntax, parsed: ParsedArticle, body: list[int], labels: dict[int, re.Match[str]]
) -> Iterator[Labelled]:
    """Each label speaks to the end of its turn, the next label; directions in brackets are nobody's words."""
    blocks, text = parsed.layout.blocks, parsed.article.text
    name: tuple[int, int] | None = None
    content: list[int] = []
    for k in body:
        span = blocks[k].span
        if k in labels:
            if name is not None and content:
                yield Labelled(name, tuple(content), "label")
            name, content = syntax.tokens(Span(*labels[k].span(1))), []
            span = Span(labels[k].end(), span.end)
        if text[span.start : span.start + 1] not in ("(", "["):
            content.extend(_words(syntax, span))
    if name is not None and content:
        yield Labelled(name, tuple(content), "label")


def _headline(syntax: Syntax, parsed: ParsedArticle, span: Span, rubrics: frozenset[str]) -> Iterator[Labelled]:
    """ "FO: Pakistan not in talks" and "Pakistan not in talks: FO"."""
    text = parsed.article.text
    last = LAST_LABEL.search(text, span.start, span.end)
    first = LABEL.match(text, span.start, span.end)
    if first and first.group(1).lower() in rubrics:
        return
    if last and not first:
        yield from _labelled(syntax, Span(*last.span(1)), Span(span.start, last.start()), "headline")
    elif first and len(first.group(1).split()) <= HEADLINE_NAME_WORDS:
        said = Span(first.end(), span.end)
        tokens = range(*syntax.tokens(said))
        if any(syntax.pos[i] in ("VERB", "AUX") for i in tokens):
            yield from _labelled(syntax, Span(*first.span(1)), said, "headline")


def _capitals(syntax: Syntax, parsed: ParsedArticle) -> Iterator[Labelled]:
    """ "FO: Pakistan not in talks" on the first line: what looks like a dateline there, but no sentence follows."""
    text, blocks = parsed.article.text, parsed.layout.blocks
    if len(blocks) > 2 and blocks[0].kind == "dateline" and blocks[1].kind == "body":
        name, said = blocks[0].span, blocks[1].span
        gap = text[name.end : said.start]
        if ":" in gap and "\n" not in gap and not ENDS_SENTENCE.search(text, said.start, said.end):
            yield from _labelled(syntax, name, said, "headline")


def _before_quotation(syntax: Syntax, parsed: ParsedArticle, rubrics: frozenset[str]) -> Iterator[Labelled]:
    """A sentence that is nothing but a name and a colon before a quotation."""
    text, blocks = parsed.article.text, parsed.layout.blocks
    for number, quotation in enumerate(syntax.quotations):
        block = blocks[quotation.paragraph].span
        start = max(block.start, quotation.outer.start - LONGEST_LABEL)
        match = QUOTED_LABEL.search(text[start : quotation.outer.start])
        if match and match.group(1).lower() not in rubrics and (start == block.start or match.start() > 0):
            name = Span(start + match.start(1), start + match.end(1))
            content = tuple(range(*syntax.quoted_tokens[number]))
            if syntax.paragraph[content[0]] not in syntax.silent and len(content) >= FEWEST_WORDS:
                yield Labelled(syntax.tokens(name), content, "label")


def _signed(syntax: Syntax, parsed: ParsedArticle, k: int) -> Iterator[Labelled]:
    """A paragraph that is a quotation and, behind or before it or on the next line, a name without a verb."""
    blocks, text = parsed.layout.blocks, parsed.article.text
    span = blocks[k].span
    own = [n for n, q in enumerate(syntax.quotations) if q.paragraph == k]
    if not own:
        return
    first, last = syntax.quotations[own[0]], syntax.quotations[own[-1]]
    starts = first.outer.start - span.start <= 1
    name = _signature(syntax, text, Span(last.outer.end, span.end), needs_dash=not starts or len(own) > 1)
    if name is None and starts and k + 1 < len(blocks) and not text[last.outer.end : span.end].strip(" .,"):
        name = _signature(syntax, text, blocks[k + 1].span, needs_dash=True)
    before = text[span.start : first.outer.start].rstrip()
    if (
        name is None
        and len(own) == 1
        and before.endswith(LABEL_ENDS)
        and not text[last.outer.end : span.end].strip(" .,")
    ):
        name = _signature(syntax, text, Span(span.start, first.outer.start), needs_dash=False)
    said = tuple(range(*syntax.quoted_tokens[own[-1]]))
    if name is not None and len(said) >= FEWEST_WORDS:
        yield Labelled(syntax.tokens(name), said, "signature")


def _signature(syntax: Syntax, text: str, span: Span, *, needs_dash: bool) -> Span | None:
    """The name in a line that is nothing else: "— Jane Doe, 43, teacher"."""
    match = SIGNATURE.fullmatch(text, span.start, span.end)
    if match is None or (needs_dash and not match.group("dash")):
        return None
    if any(syntax.pos[i] in ("VERB", "AUX") for i in _words(syntax, Span(match.start("name"), match.end()))):
        return None  # "Jane Doe, 43, said": grammar knows better
    words = range(*syntax.tokens(Span(*match.span("name"))))
    named = [i for i in words if syntax.word[i]]
    if (
        not named
        or any(syntax.pos[i] not in NAME_POS for i in named)
        or len(match.group("name").split()) > HEADLINE_NAME_WORDS
        or len(words) > LONGEST_SIGNATURE
    ):
        return None
    start, end = match.span("name")
    return Span(start, start + len(text[start:end].rstrip(" .")))
