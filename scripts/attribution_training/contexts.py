"""Which nouns are sources, which cues have what source, and in what company words are cues, counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from attribution_training.corpus import Annotated, Gold
from loader.attribution.candidates import Candidate
from loader.attribution.contexts import (
    ANY,
    COLUMNS,
    Contexts,
    Key,
    cue_keys,
    none_key,
    noun_key,
    way_key,
)
from loader.attribution.cues import CueTable
from loader.attribution.prospects import Prospect, find_prospects
from loader.attribution.source_choice import Options
from loader.attribution.source_options import possible_sources
from loader.attribution.sources import Source, find_source
from loader.attribution.syntax import NO_QUOTATION

FEWEST_SEEN = 3


@dataclass(frozen=True, slots=True)
class Observation:
    """One case of a row: whether it was a hit."""

    key: Key
    hit: bool


def by_cue(article: Annotated) -> dict[int, Gold]:
    """The attribution of each cue word."""
    out: dict[int, Gold] = {}
    for gold in article.golds:
        for i in sorted(gold.cue):
            out.setdefault(i, gold)
    return out


def sources_seen(article: Annotated, table: CueTable) -> list[Observation]:
    """All subjects of verbs outside contents, and the sources of all cues, of one article."""
    golds = by_cue(article)
    return [*_subjects(article, golds), *_ways(article, find_prospects(article.syntax, table), golds)]


def _subjects(article: Annotated, golds: dict[int, Gold]) -> Iterator[Observation]:
    syntax, owner = article.syntax, article.owner()
    for verb, pos in enumerate(syntax.pos):
        if pos != "VERB" or syntax.quotation[verb] != NO_QUOTATION or (verb in owner and verb not in golds):
            continue
        subject = syntax.kid(verb, "nsubj")
        if subject is not None:
            right = verb in golds and subject in golds[verb].head
            yield Observation(noun_key(syntax, subject), right)


def _ways(article: Annotated, drafts: Iterable[Prospect], golds: dict[int, Gold]) -> Iterator[Observation]:
    syntax = article.syntax
    for prospect in drafts:
        gold = golds.get(prospect.cue)
        if gold is None:
            continue
        yield Observation(none_key(syntax, prospect.cue, prospect.lemma), not gold.head)
        for option in possible_sources(syntax, prospect.cue, find_source(syntax, prospect.cue)):
            yield Observation(way_key(syntax, prospect.cue, prospect.lemma, option.how), names(option, gold))


def cues_seen(article: Annotated, candidates: Iterable[Candidate]) -> list[Observation]:
    """The company of all candidates outside contents (nested attributions are not annotated)."""
    syntax, owner, golds = article.syntax, article.owner(), by_cue(article)
    return [
        Observation(key, candidate.cue in golds)
        for candidate in candidates
        if candidate.cue in golds or candidate.cue not in owner
        for key in cue_keys(syntax, candidate.cue, candidate.lemma, candidate.source)
    ]


def names(source: Source, gold: Gold) -> bool:
    """Whether a source holds the head of the annotated one."""
    return any(source.lo <= i < source.hi for i in gold.head)


def count_contexts(seen: Iterable[Observation]) -> Contexts:
    """The counts of what was seen, and those of all lemmas together."""
    counts: dict[Key, list[int]] = {}
    for one in seen:
        kind, _, pos, case = one.key
        for key in dict.fromkeys((one.key, (kind, ANY, pos, case))):
            row = counts.setdefault(key, [0, 0])
            row[0] += one.hit
            row[1] += 1
    return Contexts({key: (row[0], row[1]) for key, row in counts.items() if row[1] >= FEWEST_SEEN})


def write_contexts(contexts: Contexts, folder: Path) -> None:
    """Write ``cue_contexts.tsv``."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join([*key, f"{hits:g}", f"{seen:g}", ""]) for key, (hits, seen) in sorted(contexts.counts.items())]
    (folder / "cue_contexts.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def labels_of(options: Options, golds: dict[int, Gold]) -> list[bool] | None:
    """Whether each option, and nobody, is right; None where the cue is none or has no content near it."""
    gold = golds.get(options.prospect.cue)
    if gold is None or not options.cases:
        return None
    pieces = options.prospect.ranked
    if pieces and not any(i in gold.words for _, piece in pieces for i in range(piece.lo, piece.hi)):
        return None
    return [*(names(source, gold) for source in options.sources), not gold.head]
