from __future__ import annotations

from collections.abc import Callable

import pytest

from loader.attribution import Cues, find_attributions, load_cues
from loader.nlp import ParsedArticle

Parse = Callable[..., ParsedArticle]


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


CASES = [
    ("The minister said that taxes would rise.", "The minister", "that taxes would rise"),
    ("“We will win,” Ms Doe said. “It is sure.”", "Ms Doe", "We will win | It is sure."),
    ("She denied talks with the rebels.", "She", "talks with the rebels"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "source", "content"), CASES)
def test_who_said_what(parse: Parse, cues: Cues, text: str, source: str, content: str) -> None:
    (found,) = find_attributions(parse(text), cues)
    assert found.source is not None
    assert text[found.source.start : found.source.end] == source
    assert " | ".join(text[s.start : s.end] for s in found.content) == content
