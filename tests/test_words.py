"""The parse as plain objects: the same tree as spaCy's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from loader.articles import Span
from loader.columns import read_columns
from loader.nlp import ParsedArticle
from loader.words import make_words

TEXT = "“We will not attend,” she said.\nThe ministers of Norway, Sweden and Chad met on Monday – and left."


def tree(heads: list[int], text: str = "") -> Doc:
    """A parse with the given heads and nothing else."""
    return Doc(Vocab(), words=text.split() or ["w"] * len(heads), heads=heads, deps=["dep"] * len(heads))


@pytest.mark.model
def test_words_say_what_tokens_say(parse: Callable[..., ParsedArticle]) -> None:
    parsed = parse(TEXT)
    for token, word in zip(parsed.doc, parsed.words.all, strict=True):
        assert (word.i, word.idx, word.end) == (token.i, token.idx, token.idx + len(token))
        for name in ("lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_"):
            assert getattr(word, name) == getattr(token, name)
        assert word.mark == (token.is_punct or token.is_space)
        assert word.sent == Span(token.sent.start_char, token.sent.end_char)
        assert [w.i for w in word.conjuncts] == [t.i for t in token.conjuncts]


@given(st.integers(1, 8).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
def test_trees_are_those_of_the_parse(choices: list[int]) -> None:
    doc = tree([min(i, head) for i, head in enumerate(choices)])  # heads to the left make no cycles
    words = make_words(read_columns(doc)).all
    for token, word in zip(doc, words, strict=True):
        assert word.head.i == token.head.i
        assert [w.i for w in word.children] == [t.i for t in token.children]
        assert [w.i for w in word.ancestors] == [t.i for t in token.ancestors]
        assert [w.i for w in word.subtree] == sorted(t.i for t in token.subtree)
        assert word.phrase == Span(token.left_edge.idx, token.right_edge.idx + len(token.right_edge))
        assert all(word.is_ancestor(words[t.i]) == token.is_ancestor(t) for t in doc)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 4, "The"), (2, 9, "The big dog"), (3, 4, ""), (4, 4, ""), (11, 12, ""), (8, 30, "dog ran")],
)
def test_words_that_share_a_character(start: int, end: int, found: str) -> None:
    text = "The big dog ran"
    words = make_words(read_columns(tree([2, 2, 3, 3], text)))
    assert " ".join(text[word.idx : word.end] for word in words.at(Span(start, end))) == found


def test_root_is_the_word_nearest_the_root_of_the_sentence() -> None:
    words = make_words(read_columns(tree([1, 3, 1, 3, 3])))
    offsets = [word.idx for word in words.all]
    for first, last, root in ((0, 3, 1), (0, 5, 3), (2, 3, 2), (4, 5, 4)):
        found = words.root(Span(offsets[first], offsets[last - 1] + 1))
        assert found is words.all[root]
    assert words.root(None) is None


def test_an_empty_text_has_no_words() -> None:
    assert make_words(read_columns(Doc(Vocab()))).all == []
