"""Parsing: a batch leaves every article as if it were parsed by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from loader.articles import Article, Remark
from loader.cache import Cache
from loader.furniture import FurnitureWords, load_furniture_words
from loader.nlp import ParsedArticle, parse_article, parse_batch
from loader.pipeline import Settings, work
from loader.pipeline.work import BATCH, BATCH_CHARACTERS, Work, batches
from tests.conftest import ROOT

pytestmark = pytest.mark.model


def test_a_batch_leaves_every_bit_of_an_article_as_it_is(nlp: Language) -> None:
    files = sorted((ROOT / "tests" / "written" / "articles").glob("*.txt"))
    articles = [Article(file.stem, file.name, file.read_text(encoding="utf-8")) for file in files]
    words = load_furniture_words()
    for article, together in zip(articles, parse_batch(nlp, articles, words), strict=True):
        alone = parse_article(nlp, article, words)
        assert np.array_equal(alone.doc.tensor, together.doc.tensor)
        assert alone.doc.to_bytes() == together.doc.to_bytes()


def test_batches_keep_the_order_and_bound_the_text() -> None:
    lengths = [10, BATCH_CHARACTERS + 1, *[20] * (2 * BATCH), BATCH_CHARACTERS - 10, 50]
    articles = [Article(str(n), "a.txt", "x" * length) for n, length in enumerate(lengths)]
    found = list(batches(articles))
    assert [a for batch in found for a in batch] == articles
    assert all(len(b) == 1 or sum(len(a.text) for a in b) <= BATCH_CHARACTERS for b in found)
    assert max(map(len, found)) == BATCH


def test_an_article_that_cannot_be_parsed_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def brittle(nlp: Language, articles: list[Article], words: FurnitureWords) -> Iterator[ParsedArticle]:
        if any(article.id == "bad" for article in articles):
            raise RuntimeError("boom")
        return parse_batch(nlp, articles, words)

    monkeypatch.setattr(work, "parse_batch", brittle)
    articles = tuple(Article(i, f"{i}.txt", "The minister said that talks had failed.") for i in ("a", "bad", "c"))
    found = Work(Settings(), Cache(tmp_path), "code")(articles)
    assert [isinstance(each, Remark) for each in found] == [False, True, False]
