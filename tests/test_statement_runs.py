"""Where one statement ends and the next begins: quotations alone, what an author adds, free indirect speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loader.attribution import Cues, find_attributions, load_cues
from loader.nlp import ParsedArticle
from loader.statements import ActLexicon, Statement, find_statements, load_act_lexicon
from tests.marked import read_marked

Parse = Callable[..., ParsedArticle]


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


@pytest.fixture(scope="module")
def lexicon() -> ActLexicon:
    return load_act_lexicon()


def statements_of(example: str, parse: Parse, cues: Cues, lexicon: ActLexicon) -> tuple[str, tuple[Statement, ...]]:
    """The text of an example, in which the actors are marked, and its statements."""
    marked = read_marked(example)
    parsed = parse(marked.text)
    return marked.text, find_statements(parsed, find_attributions(parsed, cues), marked.cast(parsed.doc), (), lexicon)


# An example with its actors marked, and the words of each statement.
RUNS = [
    (
        "[S The commander] said that he had met the envoy. “We drank tea and he promised me quiet until the harvest.”",
        ["that he had met the envoy", "We drank tea and he promised me quiet until the harvest."],
    ),
    (
        "[S The mayor] argued that the ban had failed. “We are the ones who carry the coffins here.”",
        ["that the ban had failed", "We are the ones who carry the coffins here."],
    ),
    (
        "[S Norway] said that a drone killed four guards near the village, the deadliest incident in two years.",
        ["that a drone killed four guards near the village"],
    ),
    (
        "[S The army] said it had taken the town, the first such advance since May.",
        ["it had taken the town"],
    ),
    (
        "[S The envoy] said that it was the worst attack in years.",
        ["that it was the worst attack in years"],
    ),
    (
        "[S The spokesman] said those responsible had been found. [T The consul] would hand over the report in days.",
        ["those responsible had been found", "The consul would hand over the report in days"],
    ),
    (
        "[S The spokesman] said those responsible had been found. The plan would cap the tax.",
        ["those responsible had been found"],
    ),
    (
        "[S The spokesman] said those responsible had been found. [T The consul] would later deny it.",
        ["those responsible had been found"],
    ),
    (
        "[T The consul] would hand over the report in days.",
        [],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("example", "expected"), RUNS, ids=[example[:60] for example, _ in RUNS])
def test_statements_begin_and_end(
    example: str, expected: list[str], parse: Parse, cues: Cues, lexicon: ActLexicon
) -> None:
    text, found = statements_of(example, parse, cues, lexicon)
    assert [" … ".join(text[c.start : c.end] for c in s.content) for s in found] == expected
    assert len({tuple(p.actor for p in s.speakers) for s in found}) <= 1


@pytest.mark.model
def test_who_goes_on_without_a_cue_is_named_by_nothing(parse: Parse, cues: Cues, lexicon: ActLexicon) -> None:
    _, found = statements_of(RUNS[0][0], parse, cues, lexicon)
    assert [(s.source is None, s.cue is None, s.quotation) for s in found] == [
        (False, False, "indirect"),
        (True, True, "direct"),
    ]
