"""What fails is left out with what hangs on it and a reason; the rest stays and is valid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loader.blocks import Block
from loader.quarantine import keep_valid, without
from loader.shapes import Shapes, load_shapes
from loader.validation import validate_blocks
from loader.vocab import Vocabulary

VOCABULARY = Vocabulary()
ZERO = "0" * 64


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


def block(subject: str, types: str, **properties: str) -> Block:
    named = ((name.replace("_", ":"), (value,)) for name, value in properties.items())
    return Block(subject, (("a", tuple(types.split())), *named))


def statement(number: int, **changes: str) -> Block:
    return block(
        f"statement:s{number}",
        "cq:Statement",
        **{
            "cq_reportedIn": "article:a",
            "cq_speaker": f"actor:x{number}",
            "cq_act": "act:Assert",
            "cq_quotation": "quotation:direct",
            "cq_content": '"w"@en',
            "cq_evidence": f"evidence:e{number}",
            "cq_rule": '"test"',
            **changes,
        },
    )


def evidence(number: int, **changes: str) -> Block:
    types = "cq:Evidence oa:TextPositionSelector oa:TextQuoteSelector"
    parts = {"cq_reportedIn": "article:a", "oa_start": f"{number}", "oa_end": f"{number + 1}", "oa_exact": '"w"'}
    return block(f"evidence:e{number}", types, **{**parts, **changes})


def person(number: int) -> Block:
    return block(f"actor:x{number}", "cq:Person cq:Actor", skos_prefLabel=f'"Person {number}"')


ARTICLE = block(
    "article:a", "cq:Article", cq_length="100", cq_sha256=f'"{ZERO}"', schema_datePublished='"2024-04-05"^^xsd:date'
)
GOOD = (ARTICLE, *map(statement, range(3)), *map(evidence, range(3)), *map(person, range(3)))


def subjects(blocks: tuple[Block, ...]) -> list[str]:
    return [block.subject for block in blocks]


def test_a_good_graph_is_kept_as_it_is(shapes: Shapes) -> None:
    kept = keep_valid(GOOD, shapes, VOCABULARY)
    assert kept.blocks == GOOD
    assert len(kept.removed) == len(kept.reasons) == len(kept.remarks) == 0


def test_a_failing_node_goes_with_what_hangs_on_it(shapes: Shapes) -> None:
    faulty = tuple(statement(1, cq_act="act:Ponder") if b.subject == "statement:s1" else b for b in GOOD)
    kept = keep_valid(faulty, shapes, VOCABULARY)
    assert kept.removed == ("statement:s1", "evidence:e1", "actor:x1")
    assert kept.blocks == tuple(block for block in GOOD if block.subject not in kept.removed)
    assert kept.reasons == (
        "statement:s1 (cq:act act:Ponder) left out: Name one act of the scheme "
        "https://w3id.org/communique/act/, such as act:Reject.",
    )


def test_what_others_point_at_too_stays(shapes: Shapes) -> None:
    shared = statement(1, cq_act="act:Ponder", cq_evidence="evidence:e0", cq_speaker="actor:x0")
    kept = keep_valid((ARTICLE, statement(0), shared, evidence(0), person(0)), shapes, VOCABULARY)
    assert subjects(kept.blocks) == ["article:a", "statement:s0", "evidence:e0", "actor:x0"]


def test_what_cannot_stand_without_the_failing_node_goes_too(shapes: Shapes) -> None:
    faulty = tuple(evidence(2, cq_sha256='"abc"') if b.subject == "evidence:e2" else b for b in GOOD)
    kept = keep_valid(faulty, shapes, VOCABULARY)
    assert kept.removed == ("evidence:e2", "statement:s2", "actor:x2")
    assert [reason.split()[0] for reason in kept.reasons] == ["evidence:e2", "statement:s2"]


def test_links_to_what_is_gone_go(shapes: Shapes) -> None:
    nested = statement(0, cq_within="statement:s1", cq_evidence="evidence:e1")
    outer = statement(1, cq_act="act:Ponder")
    kept = keep_valid((ARTICLE, nested, outer, *GOOD[4:]), shapes, VOCABULARY)
    assert "cq:within" not in dict(kept.blocks[1].properties)
    assert kept.blocks[1].subject == "statement:s0"


def test_an_article_that_fails_takes_all_with_it(shapes: Shapes) -> None:
    kept = keep_valid((replace(ARTICLE, properties=ARTICLE.properties[:2]), *GOOD[1:]), shapes, VOCABULARY)
    assert subjects(kept.blocks) == []


def test_a_broken_rule_between_nodes_quarantines(shapes: Shapes) -> None:
    faulty = tuple(evidence(1, oa_end="101", oa_start="100") if b.subject == "evidence:e1" else b for b in GOOD)
    kept = keep_valid(faulty, shapes, VOCABULARY)
    assert "evidence:e1" in kept.removed
    assert "behind the article's last character" in kept.reasons[0]


def test_remarks_do_not_remove(shapes: Shapes) -> None:
    silent = replace(GOOD[1], properties=tuple(p for p in GOOD[1].properties if p[0] != "cq:speaker"))
    kept = keep_valid((ARTICLE, silent, evidence(0)), shapes, VOCABULARY)
    assert kept.removed == ()
    assert [remark.severity for remark in kept.remarks] == ["Warning"]


def test_faults_of_known_nodes_are_their_own_affair(shapes: Shapes) -> None:
    known = [block("actor:x0", "cq:Actor")]  # a name is missing
    kept = keep_valid((ARTICLE, statement(0), evidence(0)), shapes, VOCABULARY, known=known)
    assert kept.removed == ()


def test_the_reference_alone_comes_to_the_same(shapes: Shapes) -> None:
    faulty = (*GOOD[:2], statement(1, cq_act="act:Ponder"), *GOOD[3:4], evidence(0, oa_start="9"), *GOOD[5:])
    assert keep_valid(faulty, shapes, VOCABULARY) == keep_valid(faulty, shapes, VOCABULARY, engine="pyshacl")


def test_without_leaves_other_blocks_untouched() -> None:
    assert without(GOOD, ["statement:s9"]) == GOOD
    assert without(GOOD, ["actor:x0"])[1].properties == tuple(p for p in GOOD[1].properties if p[0] != "cq:speaker")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 9)), min_size=1, max_size=4))
def test_whatever_is_lost_what_is_kept_is_valid_and_ours(shapes: Shapes, losses: list[tuple[int, int]]) -> None:
    blocks = list(GOOD)
    for at, number in losses:
        properties = blocks[at].properties
        lost = number % max(len(properties), 1)
        blocks[at] = replace(blocks[at], properties=properties[:lost] + properties[lost + 1 :])
    given_blocks = tuple(block for block in blocks if block.properties)
    kept = keep_valid(given_blocks, shapes, VOCABULARY)
    assert not [v for v in validate_blocks(kept.blocks, shapes, VOCABULARY) if v.breaks]
    assert {*subjects(kept.blocks), *kept.removed} == {*subjects(given_blocks)}
    assert bool(kept.removed) == bool(kept.reasons)
    linked = {value for b in kept.blocks for _, objects in b.properties for value in objects}
    assert not linked & {*kept.removed}
