"""Which of several possible sources a cue has: each as numbers, for a small tree model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from loader.attribution.candidates import Candidate, candidate
from loader.attribution.codes import DEP_CODES, HOWS, KINDS, PERSONS, POS_CODES, TAGS, frame_code
from loader.attribution.contexts import Contexts, is_passive, none_key, noun_key, way_key
from loader.attribution.cues import CueTable
from loader.attribution.frames import is_handed_on
from loader.attribution.prospects import Prospect, find_prospects
from loader.attribution.source_options import possible_sources
from loader.attribution.sources import Source, find_source
from loader.attribution.syntax import Syntax
from loader.attribution.trees import Forest

FEATURES = (
    "none", "rank", "options", "how", "steps", "kind", "dep", "distance", "after", "words", "person", "relative",
    "commas_between", "verbs_between", "noun_rate", "noun_seen", "how_rate", "none_rate",
    "first_steps", "first_how", "first_kind", "first_rate", "second_how", "second_kind", "second_rate",
    "cue_tag", "cue_pos", "cue_dep", "head_pos", "head_dep", "passive", "infinitive", "frame", "p_best", "cue_place",
)  # fmt: skip
NOBODY = (0, -1, *[0] * 12)
RARELY_NONE = 0.15


@dataclass(frozen=True)
class SourceChooser:
    """All that is learned of sources: contexts, and trees that score each option."""

    contexts: Contexts
    forest: Forest


@dataclass(frozen=True, slots=True)
class Options:
    """A prospect with everybody who could be its source, best first by grammar, and the cases of all and of nobody.

    Where grammar leaves no doubt, there are no cases."""

    prospect: Prospect
    sources: tuple[Source, ...]
    cases: list[list[float]]


def find_candidates(syntax: Syntax, table: CueTable, chooser: SourceChooser) -> list[Candidate]:
    """All cues of an article that the table gives a chance, in text order, each with its likeliest source."""
    options = [options_of(syntax, chooser.contexts, prospect) for prospect in find_prospects(syntax, table)]
    chances = chooser.forest.probabilities([case for option in options for case in option.cases])
    return with_sources(syntax, table, options, chances)


def with_sources(
    syntax: Syntax, table: CueTable, options: Sequence[Options], chances: Sequence[float]
) -> list[Candidate]:
    """The candidates of drafts; ``chances`` are those of all cases in a row."""
    out, start = [], 0
    for option in options:
        own = chances[start : start + len(option.cases)]
        start += len(own)
        best = max(range(len(own)), key=own.__getitem__, default=0)
        source = option.sources[best] if best < len(option.sources) else None
        out.append(candidate(syntax, table, option.prospect, source, own[best] if own else 1.0))
    return out


def options_of(syntax: Syntax, contexts: Contexts, prospect: Prospect) -> Options:
    """The possible sources of a prospect with their cases."""
    cue = prospect.cue
    if prospect.told_by is not None:
        return Options(prospect, (prospect.told_by,), [])
    first = find_source(syntax, cue)
    if first is not None and (is_handed_on(syntax, cue) or syntax.lower[cue] == "as"):
        return Options(prospect, (first,), [])
    if first is not None and is_sure(syntax, contexts, prospect, first):
        return Options(prospect, (first,), [])
    sources = possible_sources(syntax, cue, first)
    return Options(prospect, sources, source_cases(syntax, contexts, prospect, sources))


def is_sure(syntax: Syntax, contexts: Contexts, prospect: Prospect, first: Source) -> bool:
    """Whether a source is the verb's own subject, next to it, and the verb one that has a source as a rule."""
    cue = prospect.cue
    own = first.how == "subject" and first.steps == 0 and syntax.pos[cue] == "VERB"
    if not own or contexts.rate(none_key(syntax, cue, prospect.lemma)) >= RARELY_NONE:
        return False
    return first.head > cue or "," not in syntax.lower[first.hi : cue]


def source_cases(
    syntax: Syntax, contexts: Contexts, prospect: Prospect, sources: Sequence[Source]
) -> list[list[float]]:
    """The values of ``FEATURES`` for every option, and last for nobody."""
    cue, lemma = prospect.cue, prospect.lemma
    rates = [contexts.rate(noun_key(syntax, option.head)) for option in sources]
    shared = [
        contexts.rate(none_key(syntax, cue, lemma)),
        *_rivals(syntax, sources, rates),
        *_cue_case(syntax, prospect),
    ]
    out = []
    for rank, option in enumerate(sources):
        known = [
            rates[rank],
            log1p(contexts.seen(noun_key(syntax, option.head))),
            contexts.rate(way_key(syntax, cue, lemma, option.how)),
        ]
        out.append([0.0, rank, len(sources), *_option_case(syntax, cue, option), *known, *shared])
    out.append([1.0, len(sources), len(sources), *NOBODY, *shared])
    return out


def _rivals(syntax: Syntax, sources: Sequence[Source], rates: Sequence[float]) -> list[float]:
    """How the first and the second option look."""
    out: list[float] = [sources[0].steps if sources else -1]
    for k in range(2):
        if k < len(sources):
            out += [HOWS[sources[k].how], KINDS.get(syntax.pos[sources[k].head], 0), rates[k]]
        else:
            out += [0, 0, 0.0]
    return out


def _option_case(syntax: Syntax, cue: int, option: Source) -> list[float]:
    head = option.head
    lo, hi = (option.hi, cue) if head < cue else (cue + 1, option.lo)
    return [
        HOWS[option.how],
        option.steps,
        KINDS.get(syntax.pos[head], 0),
        DEP_CODES.get(syntax.dep[head], 0),
        abs(head - cue),
        float(head > cue),
        option.hi - option.lo,
        PERSONS.get(syntax.lower[head], 0),
        float(option.antecedent is not None),
        sum(syntax.lower[i] == "," for i in range(lo, hi)),
        sum(syntax.pos[i] in ("VERB", "AUX") for i in range(lo, hi)),
    ]


def _cue_case(syntax: Syntax, prospect: Prospect) -> list[float]:
    cue = prospect.cue
    head = root = syntax.head[cue]
    while syntax.head[root] != root:
        root = syntax.head[root]
    return [
        TAGS.get(syntax.tag[cue], 0),
        POS_CODES.get(syntax.pos[cue], 0),
        DEP_CODES.get(syntax.dep[cue], 0),
        POS_CODES.get(syntax.pos[head], 0),
        DEP_CODES.get(syntax.dep[head], 0),
        float(is_passive(syntax, cue)),
        float(any(syntax.tag[k] == "TO" for k in syntax.kids[cue])),
        frame_code(prospect.ranked[0][1].frame) if prospect.ranked else 0,
        prospect.probability,
        cue - syntax.lo[root],
    ]
