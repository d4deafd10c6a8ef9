"""Every proposal as numbers, for the tree model that scores whole attributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p

from loader.attribution.candidates import Candidate
from loader.attribution.codes import DEP_CODES, HOWS, KINDS, PERSONS, POS_CODES, TAGS, frame_code
from loader.attribution.contexts import Contexts, cue_keys, noun_key
from loader.attribution.cues import ANY, CueTable
from loader.attribution.linking import chance_of_quoting
from loader.attribution.proposals import SHORTENED, Proposal
from loader.attribution.syntax import NO_QUOTATION, Syntax

FEATURES = (
    "p_best", "p_second", "p_sum", "pieces", "pieces_kept", "frame_rate", "lemma_hits", "p_quotation", "frame",
    "second_frame", "piece_words", "link_best", "link_worst", "links", "rival_link", "variant",
    "words", "share_quoted", "runs", "quotations", "first_that", "first_tag", "before_cue", "gap", "sentence_share",
    "ends_sentence", "crosses_sentences", "crosses_paragraphs",
    "source_how", "source_steps", "source_kind", "source_distance", "source_words", "source_person", "source_after",
    "source_relative", "source_certainty", "cue_tag", "cue_pos", "cue_dep", "cue_depth", "modal", "negated",
    "infinitive", "perfect", "passive", "marked",
    "cue_place", "first_paragraph", "question", "cue_sentence_words", "cue_in_short_quotation",
    "form_rate", "form_seen", "subject_rate", "before_rate", "after_rate", "noun_rate", "noun_seen",
    "p_containing", "p_contained", "p_overlapping", "containing", "contained", "container_frame", "inside_share",
    "cut_words", "cut_dep", "cut_tag", "cut_chance", "cut_comma", "cut_share",
)  # fmt: skip

HYPOTHETICAL_MARKS = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True)
class Knowledge:
    """An article and all that is counted of cues."""

    syntax: Syntax
    table: CueTable
    contexts: Contexts


@dataclass(frozen=True)
class Neighbours:
    """Which candidates cover each token, and which has its cue there."""

    cover: dict[int, list[int]]
    cue_at: dict[int, int]


def neighbours(candidates: Sequence[Candidate]) -> Neighbours:
    """The contents and cues of all candidates by token."""
    cover: dict[int, list[int]] = {}
    for k, candidate in enumerate(candidates):
        for i in candidate.content:
            cover.setdefault(i, []).append(k)
    return Neighbours(cover, {c.cue: k for k, c in enumerate(candidates)})


def cases(
    known: Knowledge,
    candidates: Sequence[Candidate],
    proposals: Sequence[Proposal],
    best: dict[int, tuple[int, float]],
) -> list[list[float]]:
    """The values of ``FEATURES`` for every proposal; ``best`` is who is likeliest to have said each quotation."""
    syntax, table = known.syntax, known.table
    near = neighbours(candidates)
    of_cue: dict[int, list[float]] = {}
    out = []
    for proposal in proposals:
        k = proposal.candidate
        candidate = candidates[k]
        if k not in of_cue:
            of_cue[k] = (
                _source_case(syntax, candidate)
                + _cue_case(syntax, candidate.cue)
                + _context_case(syntax, known.contexts, candidate)
            )
        out.append(
            _lexical_case(syntax, table, candidate, proposal, best)
            + _content_case(syntax, candidate, proposal)
            + of_cue[k]
            + _rival_case(candidates, proposal, near)
            + _cut_case(syntax, proposal)
        )
    return out


def _lexical_case(
    syntax: Syntax,
    table: CueTable,
    candidate: Candidate,
    proposal: Proposal,
    best: dict[int, tuple[int, float]],
) -> list[float]:
    ranked, pos = candidate.ranked, syntax.pos[candidate.cue]
    first = ranked[0][1] if ranked else None
    general = table.counts.get((ANY, pos, first.frame)) if first else None
    own = table.counts.get((candidate.lemma, pos, first.frame)) if first else None
    touched = sorted({syntax.quotation[i] for i in proposal.content} - {NO_QUOTATION})
    rivals = [best[q][1] for q in touched if q in best and best[q][0] != proposal.candidate]
    return [
        candidate.probability,
        ranked[1][0] if len(ranked) > 1 else 0.0,
        sum(p for p, _ in ranked),
        len(ranked),
        len(candidate.frames),
        general.hits / (general.seen + 1) if general else 0.0,
        log1p(own.hits) if own else 0.0,
        chance_of_quoting(syntax, table, candidate),
        frame_code(first.frame) if first else 0,
        frame_code(ranked[1][1].frame) if len(ranked) > 1 else 0,
        first.hi - first.lo if first else 0,
        max(proposal.links, default=0.0),
        min(proposal.links, default=0.0),
        len(proposal.links),
        max(rivals, default=0.0),
        proposal.variant,
    ]


def _content_case(syntax: Syntax, candidate: Candidate, proposal: Proposal) -> list[float]:
    content, cue = proposal.content, candidate.cue
    words = sum(syntax.word[i] for i in content)
    first, last = content[0], content[-1]
    quoted = sum(syntax.quotation[i] != NO_QUOTATION and syntax.word[i] for i in content)
    runs = 1 + sum(b - a > 1 for a, b in pairwise(content))
    sentence = sum(syntax.sentence[i] == syntax.sentence[cue] for i in content)
    lo, hi = _sentence_bounds(syntax, cue)
    return [
        words,
        quoted / max(1, words),
        runs,
        len({syntax.quotation[i] for i in content} - {NO_QUOTATION}),
        float(syntax.lower[first] in ("that", "whether", "if", "how", "what", "why", "who", "when", "where")),
        TAGS.get(syntax.tag[first], 20 + len(syntax.tag[first])),
        float(first < cue) + float(last < cue),
        min(abs(first - cue), abs(last - cue)),
        sentence / max(1, hi - lo),
        float(last >= hi - 2),
        syntax.sentence[last] - syntax.sentence[first],
        syntax.paragraph[last] - syntax.paragraph[first],
    ]


def _sentence_bounds(syntax: Syntax, i: int) -> tuple[int, int]:
    root = i
    while syntax.head[root] != root:
        root = syntax.head[root]
    return syntax.lo[root], syntax.hi[root]


def _source_case(syntax: Syntax, candidate: Candidate) -> list[float]:
    source = candidate.source
    if source is None:
        return [0, -1, 0, 0, 0, 0, 0, 0, candidate.certainty]
    return [
        HOWS[source.how],
        source.steps,
        KINDS.get(syntax.pos[source.head], 0),
        abs(source.head - candidate.cue),
        source.hi - source.lo,
        PERSONS.get(syntax.lower[source.head], 0),
        float(source.head > candidate.cue),
        float(source.antecedent is not None),
        candidate.certainty,
    ]


def _cue_case(syntax: Syntax, cue: int) -> list[float]:
    kids = [k for k in syntax.kids[cue] if syntax.dep[k] in ("aux", "auxpass", "neg", "mark")]
    lowers = {syntax.lower[k] for k in kids}
    lo, hi = _sentence_bounds(syntax, cue)
    depth, node = 0, cue
    while syntax.head[node] != node and depth < 12:
        node, depth = syntax.head[node], depth + 1
    return [
        TAGS.get(syntax.tag[cue], 0),
        POS_CODES.get(syntax.pos[cue], 0),
        DEP_CODES.get(syntax.dep[cue], 0),
        depth,
        float(any(syntax.tag[k] == "MD" for k in kids)),
        float(any(syntax.dep[k] == "neg" for k in kids)),
        float("to" in lowers),
        float(not lowers.isdisjoint(("has", "have", "had"))),
        float(any(syntax.dep[k] == "auxpass" for k in kids)),
        float(not lowers.isdisjoint(HYPOTHETICAL_MARKS)) + 2.0 * any(syntax.dep[k] == "mark" for k in kids),
        (cue - lo) / max(1, hi - lo),
        float(syntax.paragraph[cue] == 0),
        float(syntax.lower[hi - 1] == "?"),
        hi - lo,
        float(syntax.quotation[cue] != NO_QUOTATION),
    ]


def _context_case(syntax: Syntax, contexts: Contexts, candidate: Candidate) -> list[float]:
    form, subject, before, after = cue_keys(syntax, candidate.cue, candidate.lemma, candidate.source)
    noun = noun_key(syntax, candidate.source.head) if candidate.source else None
    return [
        contexts.rate(form),
        contexts.seen(form),
        contexts.rate(subject),
        contexts.rate(before),
        contexts.rate(after),
        contexts.rate(noun) if noun else 0.0,
        contexts.seen(noun) if noun else 0.0,
    ]


def _rival_case(candidates: Sequence[Candidate], proposal: Proposal, near: Neighbours) -> list[float]:
    candidate = candidates[proposal.candidate]
    k = proposal.candidate
    containing = [c for c in near.cover.get(candidate.cue, ()) if c != k]
    contained = [near.cue_at[i] for i in proposal.content if i in near.cue_at and near.cue_at[i] != k]
    overlapping: dict[int, int] = {}
    for i in proposal.content:
        for c in near.cover.get(i, ()):
            if c != k:
                overlapping[c] = overlapping.get(c, 0) + 1
    top = max(containing, key=lambda c: candidates[c].probability, default=None)
    return [
        candidates[top].probability if top is not None else 0.0,
        max((candidates[c].probability for c in contained), default=0.0),
        max((candidates[c].probability for c in overlapping), default=0.0),
        len(containing),
        len(contained),
        frame_code(candidates[top].frames[0]) if top is not None and candidates[top].frames else 0,
        max(overlapping.values(), default=0) / max(1, len(proposal.content)),
    ]


def _cut_case(syntax: Syntax, proposal: Proposal) -> list[float]:
    cut = proposal.cut
    if cut is None:
        return [0, 0, 0, 0, 0, 0]
    words = syntax.words(cut.start, cut.end)
    return [
        words if proposal.variant == SHORTENED else -words,
        DEP_CODES.get(cut.dep, 0),
        TAGS.get(syntax.tag[cut.head], 0),
        cut.chance,
        float(cut.comma),
        words / max(1, len(proposal.content)),
    ]
