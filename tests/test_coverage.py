"""What is in no statement is counted: quotations and verbs of speech, each in its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loader.articles import Span
from loader.attribution import load_cues
from loader.coverage import find_passed_over, speech_verbs
from loader.nlp import ParsedArticle
from loader.statements import Statement

pytestmark = pytest.mark.model

TEXT = "The envoy said that talks would go on. “We have hope for this year,” he told the paper. It was “a win”."


def quoted(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_what_no_statement_takes_is_told(parse: Callable[..., ParsedArticle]) -> None:
    parsed, verbs = parse(TEXT), speech_verbs(load_cues())
    nothing = find_passed_over(parsed, (), verbs)
    assert [TEXT[s.start : s.end] for s in nothing.quotations] == ["We have hope for this year,"]
    assert [TEXT[s.start : s.end] for s in nothing.cues] == ["said", "told"]

    said = Statement(
        "s1", (quoted(TEXT, "that talks would go on"),), "indirect", "Assert", "r", cue=quoted(TEXT, "said")
    )
    left = find_passed_over(parsed, (said,), verbs)
    assert [TEXT[s.start : s.end] for s in left.cues] == ["told"]


def test_verbs_of_speech_come_from_counts() -> None:
    verbs = speech_verbs(load_cues())
    assert {"say", "tell", "add", "warn"} <= verbs
    assert not {"make", "go", "be"} & verbs
