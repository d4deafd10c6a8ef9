from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loader.attribution import Attribution, Cues, find_attributions, load_cues, quoted_spans
from loader.attribution.building import Precision
from loader.attribution.cues import frame_counts, read_cue_table
from loader.attribution.trees import forest
from loader.nlp import ParsedArticle

pytestmark = pytest.mark.model
Parse = Callable[..., ParsedArticle]


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


def shown(text: str, found: Attribution) -> str:
    source = text[found.source.start : found.source.end] if found.source else "?"
    return f"{source}: {' | '.join(text[s.start : s.end] for s in found.content)}"


# Text, and for each attribution "source: content | content"; a source that the text does not name is "?".
SAID = [
    ("The minister said that taxes would rise.", ["The minister: that taxes would rise"]),
    ("Officials in Kabul say the border will stay closed.", ["Officials in Kabul: the border will stay closed"]),
    ("“We will win,” Ms Doe said. “It is sure.”", ["Ms Doe: We will win | It is sure."]),
    ("“The talks,” the envoy said, “will go on.”", ["the envoy: The talks | will go on."]),
    ("‘I can’t go on,’ said the prime minister.", ["the prime minister: I can’t go on"]),
    ("The road, he said, is closed.", ["he: The road | is closed"]),
    ("As the minister said, the road is closed.", ["the minister: the road is closed"]),
    ("The road is closed, according to a spokesman.", ["a spokesman: The road is closed"]),
    ("“We won,” said Ms Doe, adding that it was hard.", ["Ms Doe: We won", "Ms Doe: that it was hard"]),
    ("She denied talks with the rebels.", ["She: talks with the rebels"]),
    ("The ministry reiterated its commitment to peace.", ["The ministry: its commitment to peace"]),
    ("Pakistan’s rejection of the talks came on Friday.", ["Pakistan: the talks"]),
    ("He called for a ceasefire in Gaza.", ["He: a ceasefire in Gaza"]),
    ("The minister called on Tuesday for calm.", ["The minister: calm"]),
    (
        "The ministry ruled out talks with the rebels, two days after a spokesman said a door was open.",
        ["The ministry: talks with the rebels", "a spokesman: a door was open"],
    ),
    ("Kenya agreed on Friday to send troops to Haiti.", ["Kenya: to send troops to Haiti"]),
    ("Kabul accused Islamabad of harbouring rebels.", ["Kabul: Islamabad of harbouring rebels"]),
    ("The president urged Iran to free the sailors.", ["The president: Iran to free the sailors"]),
    ("The minister vowed to punish the attackers.", ["The minister: to punish the attackers"]),
    ("He warned of floods and called for restraint.", ["He: floods", "He: restraint"]),
    ("Smith and Jones said the bill would pass.", ["Smith and Jones: the bill would pass"]),
    ("He was quoted as saying that the deal was dead.", ["He: that the deal was dead"]),
    ("It was announced by the palace that the king would go.", ["the palace: that the king would go"]),
    ("She said it was over, adding that talks had failed.", ["She: it was over", "She: that talks had failed"]),
    ("He said the road was closed and urged patience.", ["He: the road was closed", "He: patience"]),
    ("He hailed the move to free them and thanked Oslo for it.", ["He: the move to free them", "He: Oslo for it"]),
    ("She met Omar, who hailed the talks and said he was ill.", ["who: the talks", "who: he was ill"]),
    ("He said the army fired first, a claim that Kabul denied.", ["He: the army fired first", "Kabul: a claim"]),
    ("He described the talks as “frank and cordial”.", ["He: the talks as “frank and cordial"]),
    ("The refusal of the rulers to talk came late.", ["the rulers: to talk"]),
    (
        "Ankara offers to host another round as Mogadishu tells Addis Ababa to tear up its deal",
        ["Ankara: to host another round", "Mogadishu: to tear up its deal"],
    ),
    ("The rebels claimed responsibility for it.", ["The rebels: responsibility for it"]),
    ("Ministers press Mali to free detained leaders", ["Ministers: Mali to free detained leaders"]),
    ("She said it was over, noting the road was closed.", ["She: it was over", "She: the road was closed"]),
    ("A statement by a leader advocating for talks was ignored.", ["a leader: talks"]),
    ("Oslo made it known that it would go ahead.", ["Oslo: that it would go ahead"]),
    ("“The war is over.” — Jane Roe", ["Jane Roe: The war is over."]),
    ("“This is where it all began for most of us.”", ["?: This is where it all began for most of us."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_who_said_what(parse: Parse, cues: Cues, text: str, expected: list[str]) -> None:
    assert [shown(text, found) for found in find_attributions(parse(text), cues)] == expected


UNSAID = [
    "He left the room and closed the door.",
    "Police arrested three men on Monday.",
    "That said, the road is long.",
    "Both states recalled their ambassadors.",
    "The report was in a statement issued by the palace.",
    "The envoy declined to comment.",
    "The state, which declared independence in 1991, has a long coast.",
    "The decision appeared to catch mediators off guard.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_nobody_speaks(parse: Parse, cues: Cues, text: str) -> None:
    assert find_attributions(parse(text), cues) == ()


def test_headlines_name_their_speaker_before_or_after_a_colon(parse: Parse, cues: Cues) -> None:
    body = "\n\nThe office held its weekly briefing on Friday. It was short. Nobody stayed."
    for headline, name in (("Pakistan is not in talks with TTP: FO", "FO"), ("FO: Pakistan is not in talks", "FO")):
        text = headline + body
        (found,) = [a for a in find_attributions(parse(text), cues) if a.rule == "headline"]
        assert found.source is not None
        assert text[found.source.start : found.source.end] == name
        assert found.cue is None


def test_a_relative_pronoun_comes_with_its_antecedent(parse: Parse, cues: Cues) -> None:
    text = "Omar, the deputy minister, who said that talks had failed, left on Friday."
    (found,) = find_attributions(parse(text), cues)
    assert found.source is not None
    assert found.antecedent is not None
    assert text[found.source.start : found.source.end] == "who"
    assert text[found.antecedent.start : found.antecedent.end] == "Omar"


def test_a_nested_attribution_reaches_no_further_than_the_one_around_it(parse: Parse, cues: Cues) -> None:
    text = 'According to the ministry, Lind told him: "The problems should be searched for at home."\n\nHe left.'
    found = find_attributions(parse(text), cues)
    assert any(a.within is not None for a in found)
    assert all(
        any(outer.contains(span) for outer in found[a.within].content)
        for a in found
        if a.within is not None
        for span in a.content
    )


def test_a_nested_attribution_knows_the_one_around_it(parse: Parse, cues: Cues) -> None:
    text = "Radio Kabul reported that the president hopes the talks will succeed."
    outer, nested = find_attributions(parse(text), cues)
    assert outer.within is None
    assert nested.within == 0
    assert shown(text, nested) == "the president: the talks will succeed"


def test_a_quotation_over_two_paragraphs_is_one_attribution(parse: Parse, cues: Cues) -> None:
    text = "“We have waited for ten years,” she said.\n\n“We will not\nwait any longer.”"
    assert sum("wait" in shown(text, a) for a in find_attributions(parse(text), cues)) <= 2
    text = "He said: “The first thing is peace.\n\n“The second thing is bread,” and left."
    (found,) = find_attributions(parse(text), cues)
    assert shown(text, found) == "He: The first thing is peace. | The second thing is bread"


def test_cue_with_the_preposition_that_takes_its_content(parse: Parse, cues: Cues) -> None:
    text = "The envoy called for restraint."
    (found,) = find_attributions(parse(text), cues)
    assert found.cue is not None
    assert text[found.cue.start : found.cue.end] == "called for"
    assert (found.lemma, found.frame, found.rule) == ("call", "prep:for", "preposition")


def test_quoted_spans_are_without_marks(parse: Parse) -> None:
    parsed = parse("“We will win,” she said.")
    assert [parsed.article.quote(s) for s in quoted_spans(parsed)] == ["We will win,"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(["he", "said", "that", "“", "”", ",", ".", "talks", "\n", "Doe", ":", "—"]), max_size=25
    )
)
def test_spans_lie_in_the_text_and_come_in_order(parse: Parse, cues: Cues, words: list[str]) -> None:
    text = " ".join(words) or "x"
    found = find_attributions(parse(text), cues)
    assert list(found) == sorted(found, key=lambda a: (a.content[0], a.content[-1].end))
    for number, attribution in enumerate(found):
        for span in (*attribution.content, attribution.cue, attribution.source):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert attribution.within is None or attribution.within != number


def test_confidence_is_the_lower_bound_of_the_measured_precision() -> None:
    assert Precision(19, 19).lower_bound() is None
    assert Precision(80, 100).lower_bound() == 0.71
    assert Precision(20, 20).lower_bound() == 0.84


def test_rare_cues_behave_like_their_kin() -> None:
    table = read_cue_table()
    assert table.probability("opine", "VERB", "ccomp") > 0.5
    assert table.probability("beseech", "VERB", "xcomp:to") > table.probability("zzz", "VERB", "xcomp:to")


def test_a_cue_row_that_stands_there_twice_is_a_mistake() -> None:
    row = ("say", "VERB", "ccomp", "1", "2", "0", "")
    with pytest.raises(ValueError, match="say VERB ccomp"):
        frame_counts([row, row])


def test_trees_send_cases_left_up_to_the_threshold() -> None:
    stump = forest(
        {"features": ["x"], "depth": 1, "roots": [0], "feature": [0, 0, 0], "threshold": [0.5, 0.0, 0.0],
         "left": [1, 1, 2], "right": [2, 1, 2], "value": [0, 65536, -65536]}
    )  # fmt: skip
    low, edge, high = stump.probabilities([[0.0], [0.5], [0.6]])
    assert low == edge > 0.5 > high
    assert stump.probabilities([]) == []
