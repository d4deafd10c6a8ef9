"""The annotated corpus: every article parsed as the product parses it, with its attributions as tokens."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import DocBin

from loader.articles import Article, Span
from loader.attribution.syntax import Syntax, read_syntax
from loader.furniture import load_furniture_words, read_layout
from loader.nlp import ParsedArticle, load_nlp, parse_articles


@dataclass(frozen=True, eq=False)
class Gold:
    """One annotated attribution. ``words`` are the words of its content, ``head`` the head words of its source."""

    content: frozenset[int]
    words: frozenset[int]
    cue: frozenset[int]
    source: frozenset[int]
    head: frozenset[int]


@dataclass(frozen=True, eq=False)
class Annotated:
    """One article of the corpus."""

    parsed: ParsedArticle
    syntax: Syntax
    golds: list[Gold]

    def owner(self) -> dict[int, Gold]:
        """The attribution in whose content each token lies."""
        return {i: gold for gold in self.golds for i in gold.content}


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file, packed or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]


def read_corpus(path: Path, parses: Path | None) -> list[Annotated]:
    """The articles of a corpus; their parses are kept in ``parses`` and read from there the next time."""
    rows = read_rows(path)
    articles = [Article(id=r["id"], source=path.name, text=r["text"], headline=r.get("title")) for r in rows]
    parsed = _cached(articles, parses) if parses and parses.exists() else _parse(articles, parses)
    return [_annotate(p, row) for p, row in zip(parsed, rows, strict=True)]


def _parse(articles: list[Article], parses: Path | None) -> Iterator[ParsedArticle]:
    kept = DocBin(store_user_data=False)
    for parsed in parse_articles(load_nlp(), articles):
        kept.add(parsed.doc)
        yield parsed
    if parses:
        kept.to_disk(parses)


def _cached(articles: list[Article], parses: Path) -> Iterator[ParsedArticle]:
    words = load_furniture_words()
    docs = DocBin().from_disk(parses).get_docs(load_nlp().vocab)
    for article, doc in zip(articles, docs, strict=True):
        yield ParsedArticle(article, read_layout(article, words), doc)


def _annotate(parsed: ParsedArticle, row: dict[str, Any]) -> Annotated:
    syntax = read_syntax(parsed)
    return Annotated(parsed, syntax, [_gold(syntax, annotation) for annotation in row["attributions"]])


def _gold(syntax: Syntax, annotation: dict[str, Any]) -> Gold:
    def tokens(key: str) -> frozenset[int]:
        spans = [Span(start, end) for start, end in annotation.get(key) or () if end > start]
        return frozenset(i for span in spans for i in range(*syntax.tokens(span)))

    def words(key: str) -> frozenset[int]:
        return frozenset(i for i in tokens(key) if syntax.word[i])

    source = words("source")
    return Gold(tokens("content"), words("content"), tokens("cue"), source, words("source_head") or source)
