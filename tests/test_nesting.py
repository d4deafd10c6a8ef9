"""Attributions inside the words of others: a sentence, and below it who is told to have said what, by its teller."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loader.articles import Span
from loader.attribution import Cues, find_attributions, load_cues
from loader.attribution.nesting import clipped, parents
from loader.nlp import ParsedArticle

Parse = Callable[..., ParsedArticle]

# A sentence, and below it each nested attribution: source | content; none where nothing stands below.
SENTENCES = """
Radio Lima reported that Norway's minister said the road would open.
    Norway's minister | the road would open
The ministry said that Peru had rejected the plan for a road.
    Peru | the plan for a road
The minister said that Norway told Peru that the road would open.
    Norway | that the road would open
The minister said that Norway, which had said that the road would open, was a friend.
    which | that the road would open
The spokesman said the minister thanked Norway for its help and urged Peru to open the road.
    the minister | Norway for its help
    the minister | Peru to open the road
The ministry said Norway believed the road was open and thought the port was closed.
    Norway | the road was open
    Norway | the port was closed
The minister said that Norway had told Peru that the road would open, the newspaper reported.
    Norway | that the road would open
The minister said Peru had warned: "The road is closed."
    Peru | The road is closed
The ministry said that Peru will reject the plan for a road.
The ministry said that Peru should reject the plan for a road.
The minister said that we believe that the road will open.
The minister said that Norway had shown them a draft.
The minister said that the hope that the road would open was voiced by Norway.
The minister said that it was said in Lima that the road would open.
The ministry said that Norway "told us that the road would open" last week.
"Norway told us that the road would open," the minister said.
"""


def read_examples(table: str) -> list[tuple[str, list[str]]]:
    """Sentences with the answers indented below them."""
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, table.split("\n")):
        if line.startswith(" "):
            found[-1][1].append(line.strip())
        else:
            found.append((line, []))
    return found


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


@pytest.mark.model
@pytest.mark.parametrize(("text", "answers"), read_examples(SENTENCES))
def test_who_is_told_to_have_said_what(text: str, answers: list[str], parse: Parse, cues: Cues) -> None:
    found = find_attributions(parse(text), cues)
    nested = [a for a in found if a.rule == "nested"]
    assert [
        f"{text[a.source.start : a.source.end] if a.source else '-'} | {text[a.content[0].start : a.content[-1].end]}"
        for a in nested
    ] == answers
    assert all(a.within is not None and found[a.within].rule != "nested" for a in nested)


def test_the_innermost_of_those_around_it_holds_an_attribution() -> None:
    whole, part, far = Span(0, 100), Span(20, 60), Span(200, 220)
    assert parents([((whole,), None), ((part,), Span(10, 14)), ((Span(40, 60),), Span(30, 35)), ((far,), None)]) == [
        None,
        0,
        1,
        None,
    ]


def test_what_is_told_ends_no_later_than_who_tells_it() -> None:
    assert clipped((Span(10, 20), Span(30, 41), Span(45, 50)), (Span(0, 40),)) == (Span(10, 20), Span(30, 40))
