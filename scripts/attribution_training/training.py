"""The whole training: every model learns from what the ones before it say of articles they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from attribution_training.corpus import Annotated
from attribution_training.counting import count, observations, quotation_owners, write_counts
from attribution_training.growing import flatten, grow, out_of_fold, write_forest
from attribution_training.measuring import count_rules, is_right, write_rules
from loader.attribution.candidates import Candidate, find_candidates
from loader.attribution.coordination import reattach
from loader.attribution.cues import CueTable
from loader.attribution.extraction import Reading
from loader.attribution.features import FEATURES, cases
from loader.attribution.labels import find_labelled
from loader.attribution.linking import FEATURES as LINK_FEATURES
from loader.attribution.linking import Link, possible_links
from loader.attribution.proposals import best_links, propose
from loader.lexicon import read_table

FOLDS = 5
LINKER, SELECTOR = (80, 0.1), (150, 0.08)


def train(corpus: list[Annotated], folder: Path, threads: int) -> None:
    """Write all tables and models of the stage into a folder."""
    seen = observations(corpus, FOLDS)
    write_counts(count(seen), folder)
    tables = [count(seen, without=fold) for fold in range(FOLDS)]
    folds = [number % FOLDS for number in range(len(corpus))]
    corpus = [
        replace(article, syntax=reattach(article.syntax, tables[fold]))
        for article, fold in zip(corpus, folds, strict=True)
    ]
    looks = [look(article, tables[fold]) for article, fold in zip(corpus, folds, strict=True)]
    link_chances = train_linker(corpus, looks, folds, folder, threads)
    rubrics = frozenset(row["label"] for row in read_table("rubrics", ("label", "note"), folder))
    readings = [
        read(article, tables[fold], one, chances, rubrics)
        for article, fold, one, chances in zip(corpus, folds, looks, link_chances, strict=True)
    ]
    chances = train_selector(corpus, readings, folds, folder, threads)
    write_rules(count_rules(corpus, readings, chances), folder)


Look = tuple[list[Candidate], list[Link]]


def look(article: Annotated, table: CueTable) -> Look:
    """The cues of an article and the quotations near them."""
    candidates = find_candidates(article.syntax, table)
    return candidates, possible_links(article.syntax, table, candidates)


def train_linker(
    corpus: Sequence[Annotated], looks: Sequence[Look], folds: Sequence[int], folder: Path, threads: int
) -> list[list[float]]:
    """Write the linker; give the chances of all links, each from trees that have not seen the article."""
    rows = [link.features for _, links in looks for link in links]
    labels: list[float] = []
    for article, (candidates, links) in zip(corpus, looks, strict=True):
        owners = quotation_owners(article)
        for link in links:
            gold = owners[link.quotation]
            labels.append(float(gold is not None and candidates[link.candidate].cue in gold.cue))
    write_forest(folder / "attribution_linker.json", flatten(grow(rows, labels, LINKER, threads), LINK_FEATURES))
    sizes = [len(links) for _, links in looks]
    return _cut(out_of_fold(rows, labels, _spread(folds, sizes), LINKER, threads), sizes)


def read(article: Annotated, table: CueTable, seen: Look, chances: list[float], rubrics: frozenset[str]) -> Reading:
    """What the product would read in an article it was not trained on."""
    candidates, links = seen
    best = best_links(article.syntax, links, chances)
    proposals = propose(article.syntax, table, candidates, best)
    features = cases(article.syntax, table, candidates, proposals, best)
    labelled = find_labelled(article.syntax, article.parsed, rubrics)
    return Reading(article.syntax, labelled, candidates, links, chances, proposals, features)


def train_selector(
    corpus: Sequence[Annotated], readings: Sequence[Reading], folds: Sequence[int], folder: Path, threads: int
) -> list[list[float]]:
    """Write the selector; give the chances of all proposals, each from trees that have not seen the article."""
    rows = [case for reading in readings for case in reading.cases]
    labels: list[float] = []
    for article, reading in zip(corpus, readings, strict=True):
        owner = article.owner()
        for proposal in reading.proposals:
            source = reading.candidates[proposal.candidate].source
            labels.append(float(is_right(article, owner, proposal.content, source)))
    write_forest(folder / "attribution_selector.json", flatten(grow(rows, labels, SELECTOR, threads), FEATURES))
    sizes = [len(reading.cases) for reading in readings]
    return _cut(out_of_fold(rows, labels, _spread(folds, sizes), SELECTOR, threads), sizes)


def _spread(folds: Sequence[int], sizes: Sequence[int]) -> list[int]:
    return [fold for fold, size in zip(folds, sizes, strict=True) for _ in range(size)]


def _cut(values: Any, sizes: Sequence[int]) -> list[list[float]]:
    """One long row of numbers as one list an article."""
    out, start = [], 0
    for size in sizes:
        out.append([float(v) for v in values[start : start + size]])
        start += size
    return out
