"""Statements against a gold standard: precision, recall and F1 by rule, by form of quotation and by act.

A statement is found where the contents of the two overlap: token intersection over union of at least 0.5, best pairs
first, one to one. It is right where its source, too, is the gold's (they share a word). The definitions are those of
the PolNeAR and PARC evaluations (Newell et al. 2018; Pareti et al. 2013).
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loader.articles import Article, Span
from loader.errors import UserError
from loader.records import Record

WORD = re.compile(r"\w+")
SAME = 0.5  # intersection over union of the words of two contents


class GoldError(UserError, ValueError):
    """The gold standard cannot be read; the message says why."""


@dataclass(frozen=True)
class GoldStatement:
    """An annotated statement. ``acts`` are those that a fair reader may choose; none if acts are not annotated.

    Optional ones count neither way: finding them is no error, missing them is none either.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    acts: tuple[str, ...] = ()
    quotation: str | None = None
    required: bool = True


@dataclass(frozen=True)
class GoldArticle:
    """An annotated article."""

    article: Article
    statements: tuple[GoldStatement, ...]


@dataclass
class Score:
    """Counts of one group. ``right`` of the found ones have the right source, ``acts`` of the judged the right act."""

    found: int = 0
    predicted: int = 0
    gold: int = 0
    right: int = 0
    acts: int = 0
    judged: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that is in the gold."""
        return self.found / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was predicted."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.found / total if total else 0.0


@dataclass
class Evaluation:
    """Scores of all statements, and by rule, form of quotation and act of the predicted ones."""

    all: Score = field(default_factory=Score)
    by: dict[str, dict[str, Score]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Score)))


def read_gold(path: Path, texts: Path | None = None) -> Iterator[GoldArticle]:
    """Gold articles: rows of JSON Lines with ``text`` and ``attributions``, or a folder of JSON files, one an article.

    Files name their ``article``, whose text is in the folder ``texts``; their statements have content, source, act,
    quotation and required.

    Raises:
        GoldError: it is neither, or a text is missing.
    """
    try:
        if path.is_dir():
            for file in sorted(path.glob("*.json")):
                yield gold_file(json.loads(file.read_text(encoding="utf-8")), texts or path)
            return
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
            for line in filter(str.strip, stream):
                yield gold_row(json.loads(line), path.name)
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise GoldError(f"{path}: no gold standard that can be read: {type(error).__name__}: {error}") from error


def gold_file(gold: dict[str, Any], texts: Path) -> GoldArticle:
    """An article of a gold file, spans as objects with start and end."""

    def spans(value: Any) -> tuple[Span, ...]:
        return tuple(Span(s["start"], s["end"]) for s in ([value] if isinstance(value, dict) else value or ()))

    text = (texts / gold["article"]).read_text(encoding="utf-8")
    statements = tuple(
        GoldStatement(spans(s["content"]), spans(s["source"]), tuple(s["act"]), s["quotation"], s["required"])
        for s in gold["statements"]
    )
    return GoldArticle(Article(Path(gold["article"]).stem, gold["article"], text), statements)


def gold_row(row: dict[str, Any], name: str) -> GoldArticle:
    """An article of a row, spans as pairs of offsets."""

    def spans(value: Any) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end in value or ())

    statements = tuple(GoldStatement(spans(a["content"]), spans(a["source"])) for a in row["attributions"])
    return GoldArticle(Article(str(row["id"]), name, row["text"], language="en", named=True), statements)


def evaluate(pairs: Iterable[tuple[GoldArticle, Record]]) -> Evaluation:
    """Score the records of articles against their gold."""
    evaluation = Evaluation()
    for gold, record in pairs:
        score_article(gold, record, evaluation)
    return evaluation


def score_article(gold: GoldArticle, record: Record, evaluation: Evaluation) -> None:
    """Enter one article's statements. Where the gold has no nested ones (no forms at all), ours do not count."""
    outermost = not any(s.quotation for s in gold.statements)
    said = [s for s in record.statements if not (outermost and s.within)]
    text = gold.article.text
    pairs = match([words(text, s.content) for s in gold.statements], [words(text, s.content) for s in said])
    partner = {j: i for i, j in pairs.items()}
    for j, statement in enumerate(said):
        meant = gold.statements[partner[j]] if j in partner else None
        if meant and not meant.required:
            continue
        groups = {"rule": statement.rule, "form": statement.quotation, "act": statement.act}
        source = (statement.source,) if statement.source else ()
        for score in (evaluation.all, *(evaluation.by[kind][name] for kind, name in groups.items())):
            score.predicted += 1
            if meant:
                score.found += 1
                score.right += same_source(words(text, source), words(text, meant.source))
                score.judged += bool(meant.acts)
                score.acts += statement.act in meant.acts
    for i, meant in enumerate(gold.statements):
        if meant.required:
            evaluation.all.gold += 1
            if meant.quotation:
                evaluation.by["form"][said[pairs[i]].quotation if i in pairs else meant.quotation].gold += 1
            if meant.acts:
                evaluation.by["act"][said[pairs[i]].act if i in pairs else meant.acts[0]].gold += 1


def same_source(said: set[int], meant: set[int]) -> bool:
    """Whether two sources share a word, or neither is named."""
    return bool(said & meant) or not (said or meant)


def words(text: str, spans: Iterable[Span]) -> set[int]:
    """Offsets of the words that stand in the spans."""
    return {m.start() for span in spans for m in WORD.finditer(text, span.start, span.end)}


def match(gold: Sequence[set[int]], said: Sequence[set[int]]) -> dict[int, int]:
    """Indices of gold contents and of the predicted ones that they are found by, best pairs first."""
    holders: dict[int, list[int]] = defaultdict(list)
    for j, content in enumerate(said):
        for word in content:
            holders[word].append(j)
    scored: list[tuple[float, int, int]] = []
    for i, content in enumerate(gold):
        shared = Counter(j for word in content for j in holders[word])
        scored += [(n / len(content | said[j]), i, j) for j, n in shared.items()]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if overlap >= SAME and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def render_evaluation(evaluation: Evaluation) -> str:
    """A table: all statements, then by rule, by form and by act. Rules have no recall: the gold knows none."""
    head = f"{'':24}{'n':>6}{'precision':>11}{'recall':>8}{'F1':>7}{'source':>8}{'act':>7}"
    lines = [head, line("all statements", evaluation.all)]
    for kind, scores in sorted(evaluation.by.items()):
        lines.append(f"by {kind}")
        ranked = sorted(scores.items(), key=lambda item: (-item[1].predicted, item[0]))
        lines += [line(f"  {name}", score) for name, score in ranked]
    return "\n".join(lines) + "\n"


def line(name: str, score: Score) -> str:
    """One row of the table; a dash where there is nothing to divide by."""
    recall, f1 = (f"{score.recall:.3f}", f"{score.f1:.3f}") if score.gold else ("-", "-")
    source = f"{score.right / score.found:.3f}" if score.found else "-"
    act = f"{score.acts / score.judged:.3f}" if score.judged else "-"
    return f"{name:24}{score.predicted:6}{score.precision:11.3f}{recall:>8}{f1:>7}{source:>8}{act:>7}"
