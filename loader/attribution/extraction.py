"""The attribution stage: from a parsed article to its attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from loader.articles import Span
from loader.attribution.building import Precision, attribution, labelled_attribution
from loader.attribution.candidates import Candidate
from loader.attribution.contexts import read_contexts
from loader.attribution.coordination import reattach
from loader.attribution.cues import CueTable, read_cue_table
from loader.attribution.features import Knowledge, cases
from loader.attribution.labels import Labelled, find_labelled
from loader.attribution.linking import Link, possible_links
from loader.attribution.model import Attribution
from loader.attribution.nesting import clipped, nested_choices, parents
from loader.attribution.proposals import Proposal, best_links, propose
from loader.attribution.quotations import find_quotations
from loader.attribution.selection import Choice, choose, with_leftovers
from loader.attribution.source_choice import SourceChooser, find_candidates
from loader.attribution.syntax import Syntax, read_syntax
from loader.attribution.trees import Forest, read_forest
from loader.lexicon import LEXICON, lexicon_file, read_table
from loader.nlp import ParsedArticle


@dataclass(frozen=True)
class Cues:
    """All that the stage has learned: counts of cue words, the tree models, the precision of its rules."""

    table: CueTable
    sources: SourceChooser
    linker: Forest
    selector: Forest
    precisions: dict[str, Precision]
    rubrics: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """One article with everything that could be an attribution in it, before any choice."""

    syntax: Syntax
    labelled: list[Labelled]
    candidates: list[Candidate]
    links: list[Link]
    chances: list[float]
    proposals: list[Proposal]
    cases: list[list[float]]


def load_cues(folder: Path = LEXICON) -> Cues:
    """Read the tables and models of the stage from a folder.

    Raises:
        ValueError: a table or model is broken; the message names the file.
    """
    return Cues(
        table=read_cue_table(folder),
        sources=SourceChooser(read_contexts(folder), read_forest(lexicon_file("attribution_sources.json", folder))),
        linker=read_forest(lexicon_file("attribution_linker.json", folder)),
        selector=read_forest(lexicon_file("attribution_selector.json", folder)),
        precisions=read_precisions(folder),
        rubrics=frozenset(row["label"] for row in read_table("rubrics", ("label", "note"), folder)),
    )


def read_precisions(folder: Path = LEXICON) -> dict[str, Precision]:
    """How often each rule was right, from ``attribution_rules.tsv``."""
    rows = read_table("attribution_rules", ("rule", "hits", "seen", "note"), folder)
    return {row["rule"]: Precision(int(row["hits"]), int(row["seen"])) for row in rows}


def find_attributions(parsed: ParsedArticle, cues: Cues) -> tuple[Attribution, ...]:
    """All attributions of an article in text order, nested ones included."""
    reading = read_article(parsed, cues)
    chances = cues.selector.probabilities(reading.cases)
    chosen = choose_all(reading, chances)
    syntax, candidates = reading.syntax, reading.candidates
    found = [labelled_attribution(syntax, x, cues.precisions) for x in reading.labelled]
    found += [attribution(syntax, candidates, choice, cues.precisions) for choice in chosen]
    outer = [*chosen, *(Choice(None, labelled.content, 1.0) for labelled in reading.labelled)]
    for choice in nested_choices(syntax, cues.table, candidates, outer):
        nested = attribution(syntax, candidates, choice, cues.precisions)
        found.append(replace(nested, rule="nested", confidence=None))
    ordered = sorted(
        (a for a in found if a.content), key=lambda a: (a.content[0], a.content[-1].end, a.cue or a.content[0])
    )
    within = parents([(a.content, a.cue if a.rule == "nested" else None) for a in ordered])
    return tuple(
        a if outer is None else replace(a, within=outer, content=clipped(a.content, ordered[outer].content))
        for a, outer in zip(ordered, within, strict=True)
    )


def read_article(parsed: ParsedArticle, cues: Cues) -> Reading:
    """Find everything there is to choose from."""
    syntax = reattach(read_syntax(parsed), cues.table)
    candidates = find_candidates(syntax, cues.table, cues.sources)
    links = possible_links(syntax, cues.table, candidates)
    chances = cues.linker.probabilities([link.features for link in links])
    best = best_links(syntax, links, chances)
    proposals = propose(syntax, cues.table, candidates, best)
    features = cases(Knowledge(syntax, cues.table, cues.sources.contexts), candidates, proposals, best)
    labelled = find_labelled(syntax, parsed, cues.rubrics)
    return Reading(syntax, labelled, candidates, links, chances, proposals, features)


def choose_all(reading: Reading, chances: Sequence[float]) -> list[Choice]:
    """The chosen attributions: no labelled passage is attributed twice, no longer quotation is left out."""
    taken = {i for labelled in reading.labelled for i in labelled.content}
    chosen = choose(reading.syntax, reading.candidates, reading.proposals, chances, taken)
    links = list(zip(reading.links, reading.chances, strict=True))
    return with_leftovers(reading.syntax, reading.candidates, chosen, links, taken)


def quoted_spans(parsed: ParsedArticle) -> tuple[Span, ...]:
    """The passages between quotation marks, without the marks, in text order."""
    return tuple(q.span for q in find_quotations(parsed.article.text, parsed.layout.blocks))
