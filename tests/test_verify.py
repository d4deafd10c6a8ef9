"""Evidence read again in the articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, Store

from loader.articles import Article
from loader.verify import Mismatch, verify
from tests.graphs import as_turtle, sample_graphs
from tests.sample import first_record, second_record

ID = "https://w3id.org/communique/id/"
ARTICLES = (first_record().article, second_record().article)


def check(turtle: str, articles: tuple[Article, ...] = ARTICLES) -> list[Mismatch]:
    store = Store()
    store.load(turtle.encode(), RdfFormat.TURTLE)
    return list(verify(store, articles))


@pytest.mark.parametrize("quote", [True, False])
def test_a_graph_of_its_articles(quote: bool) -> None:
    assert check(as_turtle(sample_graphs(quote=quote))) == []
    assert check(as_turtle(sample_graphs(quote=quote)), ARTICLES[::-1]) == []


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('oa:exact "April 3"', 'oa:exact "April 4"', "characters 88-95 are 'April 3', not 'April 4'"),
        ("oa:start 88 ;", "oa:start 87 ;", "characters 87-95 are ' April 3', not 'April 3'"),
        ("oa:end 95 ;", "oa:end 950 ;", "characters 88-950 are not in the text, which has 267"),
        ("oa:end 95 ;", "oa:end 88 ;", "characters 88-88 are not in the text, which has 267"),
    ],
)
def test_changed_evidence(before: str, after: str, reason: str) -> None:
    head, tail = as_turtle(sample_graphs()).split("evidence:courier-7-88-95\n", 1)
    turtle = f"{head}evidence:courier-7-88-95\n{tail.replace(before, after, 1)}"
    assert check(turtle) == [Mismatch(f"{ID}evidence/courier-7-88-95", f"{ID}article/courier-7", reason)]


def test_a_changed_digest() -> None:
    turtle = as_turtle(sample_graphs(quote=False))
    head, tail = turtle.split("evidence:courier-7-88-95\n", 1)
    start = tail.index('cq:sha256 "') + len('cq:sha256 "')
    changed = f"{head}evidence:courier-7-88-95\n{tail[:start]}{'0' * 64}{tail[start + 64 :]}"
    assert [m.reason for m in check(changed)] == ["characters 88-95 have another digest"]


def test_a_content_that_nobody_wrote() -> None:
    turtle = as_turtle(sample_graphs()).replace('cq:content "We reject any dialogue"@en', 'cq:content "We agree"@en')
    assert [m.reason for m in check(turtle)] == ["cq:content is not in the text: 'We agree'"]


def test_a_changed_text() -> None:
    first, second = ARTICLES
    changed = replace(second, text=second.text.replace("April 3", "April 4"))
    reasons = [m.reason for m in check(as_turtle(sample_graphs()), (first, changed))]
    assert reasons[0] == "the text is not the one that the graph was built from"
    assert "characters 88-95 are 'April 4', not 'April 3'" in reasons


def test_an_article_that_is_not_given() -> None:
    (mismatch,) = check(as_turtle(sample_graphs()), ARTICLES[:1])
    assert mismatch.iri == f"{ID}article/courier-7"


def test_articles_are_known_by_their_text_where_their_ids_were_changed() -> None:
    renamed = replace(ARTICLES[1], id="courier-7-made-unique")
    assert check(as_turtle(sample_graphs()), (ARTICLES[0], renamed)) == []


def test_articles_that_the_graph_does_not_have_are_passed_over() -> None:
    assert check(as_turtle(sample_graphs()), (*ARTICLES, Article("other", "other.txt", "Other."))) == []
