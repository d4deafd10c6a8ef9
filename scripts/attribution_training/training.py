"""The whole training: every model learns from what the ones before it say of articles they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from attribution_training.contexts import (
    Observation,
    by_cue,
    count_contexts,
    cues_seen,
    labels_of,
    sources_seen,
    write_contexts,
)
from attribution_training.corpus import Annotated
from attribution_training.counting import count, observations, quotation_owners, write_counts
from attribution_training.growing import Size, flatten, grow, known_out_of_fold, out_of_fold, write_forest
from attribution_training.measuring import count_rules, worth, write_rules
from loader.attribution.candidates import Candidate
from loader.attribution.contexts import Contexts
from loader.attribution.coordination import reattach
from loader.attribution.cues import CueTable
from loader.attribution.extraction import Reading
from loader.attribution.features import FEATURES, Knowledge, cases
from loader.attribution.labels import find_labelled
from loader.attribution.linking import FEATURES as LINK_FEATURES
from loader.attribution.linking import Link, possible_links
from loader.attribution.proposals import best_links, propose
from loader.attribution.prospects import find_prospects
from loader.attribution.source_choice import FEATURES as SOURCE_FEATURES
from loader.attribution.source_choice import Options, options_of, with_sources
from loader.lexicon import read_table

FOLDS = 5
SOURCES, LINKER, SELECTOR = Size(80, 0.1, 15), Size(80, 0.1, 15), Size(200, 0.07, 31)
Look = tuple[list[Candidate], list[Link]]


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
    seen_sources = [sources_seen(article, tables[fold]) for article, fold in zip(corpus, folds, strict=True)]
    found = train_sources(corpus, tables, _contexts(seen_sources, folds), folder, threads)
    seen_cues = [
        [*own, *cues_seen(article, candidates)]
        for own, article, candidates in zip(seen_sources, corpus, found, strict=True)
    ]
    write_contexts(count_contexts(chain(*seen_cues)), folder)
    contexts = _contexts(seen_cues, folds)
    looks = [
        (candidates, possible_links(article.syntax, tables[fold], candidates))
        for article, fold, candidates in zip(corpus, folds, found, strict=True)
    ]
    link_chances = train_linker(corpus, looks, folds, folder, threads)
    rubrics = frozenset(row["label"] for row in read_table("rubrics", ("label", "note"), folder))
    readings = [
        read(article, Knowledge(article.syntax, tables[fold], contexts[fold]), one, chances, rubrics)
        for article, fold, one, chances in zip(corpus, folds, looks, link_chances, strict=True)
    ]
    chances = train_selector(corpus, readings, folds, folder, threads)
    write_rules(count_rules(corpus, readings, chances), folder)


def _contexts(seen: Sequence[Sequence[Observation]], folds: Sequence[int]) -> list[Contexts]:
    """For each fold the counts without it."""
    return [
        count_contexts(chain(*(own for own, f in zip(seen, folds, strict=True) if f != fold))) for fold in range(FOLDS)
    ]


def train_sources(
    corpus: Sequence[Annotated], tables: Sequence[CueTable], contexts: Sequence[Contexts], folder: Path, threads: int
) -> list[list[Candidate]]:
    """Write the trees that choose sources; give the candidates of all articles, each with the source chosen for it by
    counts and trees that have not seen the article."""
    folds = [number % FOLDS for number in range(len(corpus))]
    options = [
        [
            options_of(article.syntax, contexts[fold], prospect)
            for prospect in find_prospects(article.syntax, tables[fold])
        ]
        for article, fold in zip(corpus, folds, strict=True)
    ]
    labels = [label for article, own in zip(corpus, options, strict=True) for label in _source_labels(article, own)]
    rows = [case for own in options for option in own for case in option.cases]
    sizes = [sum(len(option.cases) for option in own) for own in options]
    chances = known_out_of_fold(rows, labels, _spread(folds, sizes), SOURCES, threads)
    known = [(row, label) for row, label in zip(rows, labels, strict=True) if label is not None]
    forest = grow([row for row, _ in known], [label for _, label in known], SOURCES, threads)
    write_forest(folder / "attribution_sources.json", flatten(forest, SOURCE_FEATURES))
    return [
        with_sources(article.syntax, tables[fold], own, chance)
        for article, fold, own, chance in zip(corpus, folds, options, _cut(chances, sizes), strict=True)
    ]


def _source_labels(article: Annotated, options: Sequence[Options]) -> list[bool | None]:
    golds = by_cue(article)
    out: list[bool | None] = []
    for option in options:
        out.extend(labels_of(option, golds) or [None] * len(option.cases))
    return out


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


def read(article: Annotated, known: Knowledge, seen: Look, chances: list[float], rubrics: frozenset[str]) -> Reading:
    """What the product would read in an article it was not trained on."""
    candidates, links = seen
    best = best_links(article.syntax, links, chances)
    proposals = propose(article.syntax, known.table, candidates, best)
    features = cases(known, candidates, proposals, best)
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
            labels.append(worth(article, owner, proposal.content, source))
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
