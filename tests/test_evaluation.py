"""Evaluation: counts on a hand-made article whose gold and prediction are both known."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from loader.articles import Article, Span
from loader.cli import main
from loader.evaluation import GoldArticle, GoldError, GoldStatement, evaluate, match, read_gold, render_evaluation
from loader.furniture import Layout
from loader.mentions import Cast
from loader.records import Record
from loader.statements import Statement
from tests.conftest import ROOT

TEXT = "Ann said it rained. Bob asked us to stay. Cleo denied it all. Dan knew."


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def said(id_: str, content: str, source: str, act: str, rule: str) -> Statement:
    return Statement(id_, (at(content),), "indirect", act, rule, source=at(source))  # type: ignore[arg-type]


GOLD = GoldArticle(
    Article("1", "1.txt", TEXT),
    (
        GoldStatement((at("it rained"),), (at("Ann"),), ("Assert",), "indirect"),
        GoldStatement((at("us to stay"),), (at("Bob"),), ("Request",), "indirect"),
        GoldStatement((at("it all"),), (at("Cleo"),), ("Reject",), "nominal", required=False),
    ),
)
SAID = (
    said("s1", "it rained", "Ann", "Assert", "clause"),
    said("s2", "it all", "Cleo", "Reject", "object"),
    said("s3", "knew", "Dan", "Assert", "clause"),
)


def test_optional_statements_count_neither_way() -> None:
    record = Record(GOLD.article, Layout(()), Cast(()), SAID, (), (), ())
    result = evaluate([(GOLD, record)])
    assert (result.all.found, result.all.predicted, result.all.gold) == (1, 2, 2)
    assert (result.all.precision, result.all.recall, result.all.f1) == (0.5, 0.5, 0.5)
    assert result.by["rule"]["clause"].predicted == 2
    assert "object" not in result.by["rule"]
    assert result.by["act"]["Request"].recall == 0.0
    assert "all statements" in render_evaluation(result)


@pytest.mark.parametrize(
    ("gold", "predicted", "pairs"),
    [
        ([{1, 2, 3}], [{1, 2, 3}], {0: 0}),
        ([{1, 2, 3, 4}], [{1, 2}], {0: 0}),  # half of the words is enough
        ([{1, 2, 3, 4, 5}], [{1, 2}], {}),
        ([{1, 2}, {1, 2, 3}], [{1, 2, 3}], {1: 0}),  # the better pair first, and only once
        ([], [{1}], {}),
    ],
)
def test_contents_are_matched_best_first(
    gold: list[set[int]], predicted: list[set[int]], pairs: dict[int, int]
) -> None:
    assert match(gold, predicted) == pairs


def test_rows_of_attributions_are_gold_too(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "attributions": [{"content": [[9, 18]], "source": [[0, 3]], "cue": []}]}
    with gzip.open(tmp_path / "gold.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(json.dumps(row))
    (gold,) = read_gold(tmp_path / "gold.jsonl.gz")
    assert gold.statements == (GoldStatement((Span(9, 18),), (Span(0, 3),)),)


def test_what_is_no_gold_is_told(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": 1}')
    with pytest.raises(GoldError, match="no gold standard"):
        list(read_gold(tmp_path / "gold.jsonl"))


@pytest.mark.model
def test_seeds_reach_their_figures() -> None:
    """The floor that the seeds' statements must not fall under: a change that costs recall or precision shows here."""
    from loader.nlp import parse_article  # noqa: PLC0415
    from loader.pipeline import Settings, load_models, read_record  # noqa: PLC0415  only here is a pipeline needed

    models = load_models(Settings())
    gold = read_gold(ROOT / "tests" / "gold", ROOT / "seeds")
    result = evaluate((g, read_record(parse_article(models.nlp, g.article, models.furniture), models)) for g in gold)
    assert result.all.f1 >= 0.88
    assert result.all.precision >= 0.85
    assert result.all.right / result.all.found >= 0.9
    assert result.all.acts / result.all.judged >= 0.88


@pytest.mark.model
def test_evaluate_prints_a_table() -> None:
    result = CliRunner().invoke(main, ["evaluate", str(ROOT / "tests" / "gold"), "--texts", str(ROOT / "seeds")])
    assert result.exit_code == 0
    assert {"by act", "by form", "by rule"} <= set(result.stdout.splitlines())
