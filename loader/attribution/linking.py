"""Which cue a quotation belongs to: every quotation with the cues near it, as numbers for a small tree model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loader.attribution.candidates import Candidate
from loader.attribution.cues import CueTable
from loader.attribution.syntax import NO_QUOTATION, Syntax

SHORTEST = 3
NEAREST = 6
PARAGRAPHS_BACK = 2
# Frame under which the table counts how often a cue near a quotation is the quotation's own.
QUOTATION_FRAME = "quotation"

FEATURES = (
    "paragraphs_back", "sentences_apart", "cue_first", "words_between", "quoted_between", "stops_between",
    "rank", "rank_by_probability", "cues_near", "p_quotation", "p_best", "p_touching", "p_best_rival", "overlap",
    "content_words", "content_share_quoted", "colon_before", "comma_before", "comma_inside", "stop_inside",
    "starts_upper", "starts_paragraph", "ends_paragraph", "quotation_words", "quotations_in_paragraph",
    "unclosed", "continues", "cue_tag", "cue_is_verb", "cue_is_root", "source_how", "source_kind", "source_steps",
    "source_after", "up_frame", "cue_in_parenthesis", "same_sentence_quoted", "previous_linked_gap", "cue_sentence_words",
)  # fmt: skip

TAGS = {tag: i for i, tag in enumerate(("VBD", "VBZ", "VBP", "VB", "VBG", "VBN", "NN", "NNS", "JJ", "IN"), start=1)}
HOWS = {
    how: i
    for i, how in enumerate(
        ("subject", "agent", "object", "possessor", "of noun", "participle", "control", "passive", "position"), start=1
    )
}
KINDS = {"PRON": 1, "PROPN": 2, "NOUN": 3}


@dataclass(frozen=True, slots=True)
class Link:
    """A quotation (its index) that may belong to a candidate (its index in the list), with the case as numbers."""

    quotation: int
    candidate: int
    features: list[float]


def possible_links(syntax: Syntax, table: CueTable, candidates: Sequence[Candidate]) -> list[Link]:
    """Each quotation of at least three words with its nearest cues in this paragraph and the two before."""
    verbs = [k for k, c in enumerate(candidates) if _may_quote(syntax, table, c)]
    counts: dict[int, int] = {}
    for q in syntax.quotations:
        counts[q.paragraph] = counts.get(q.paragraph, 0) + 1
    running = _running_totals(syntax)
    links: list[Link] = []
    for number, (lo, hi) in enumerate(syntax.quoted_tokens):
        if syntax.words(lo, hi) < SHORTEST:
            continue
        near = _nearest(syntax, candidates, verbs, lo, hi)
        chances = [chance_of_quoting(syntax, table, candidates[k]) for k in near]
        for rank, k in enumerate(near):
            case = _case(syntax, candidates[k], number, rank, chances, counts, running)
            links.append(Link(number, k, case))
    return links


def chance_of_quoting(syntax: Syntax, table: CueTable, candidate: Candidate) -> float:
    """How often this cue is that of a quotation near it."""
    return table.probability(candidate.lemma, syntax.pos[candidate.cue], QUOTATION_FRAME)


def _may_quote(syntax: Syntax, table: CueTable, candidate: Candidate) -> bool:
    return candidate.probability >= 0.3 or chance_of_quoting(syntax, table, candidate) >= 0.1


def _nearest(syntax: Syntax, candidates: Sequence[Candidate], verbs: Sequence[int], lo: int, hi: int) -> list[int]:
    here = syntax.paragraph[lo]
    allowed = [
        k
        for k in verbs
        if here - PARAGRAPHS_BACK <= syntax.paragraph[candidates[k].cue] <= here and not lo <= candidates[k].cue < hi
    ]
    return sorted(allowed, key=lambda k: (distance(candidates[k].cue, lo, hi), k))[:NEAREST]


def distance(cue: int, lo: int, hi: int) -> int:
    """Tokens between a cue and the nearer end of a quotation."""
    return lo - cue if cue < lo else cue - hi


def _running_totals(syntax: Syntax) -> tuple[list[int], list[int], list[int]]:
    """Words outside quotations, words inside, and sentence starts, up to each token."""
    plain, quoted, stops = [0], [0], [0]
    for i in range(len(syntax)):
        inside = syntax.quotation[i] != NO_QUOTATION
        plain.append(plain[-1] + (syntax.word[i] and not inside))
        quoted.append(quoted[-1] + (syntax.word[i] and inside))
        stops.append(stops[-1] + (i > 0 and syntax.sentence[i] != syntax.sentence[i - 1]))
    return plain, quoted, stops


def _case(
    syntax: Syntax,
    candidate: Candidate,
    number: int,
    rank: int,
    chances: list[float],
    counts: dict[int, int],
    running: tuple[list[int], list[int], list[int]],
) -> list[float]:
    lo, hi = syntax.quoted_tokens[number]
    cue, source, quotation = candidate.cue, candidate.source, syntax.quotations[number]
    left, right = (cue + 1, lo) if cue < lo else (hi, cue)
    plain, quoted, stops = (total[right] - total[left] if right > left else 0 for total in running)
    paragraph = syntax.paragraph[lo]
    touching = max((p for p, piece in candidate.ranked if piece.lo < hi and lo < piece.hi), default=0.0)
    content = candidate.content
    inside = sum(lo <= i < hi for i in content)
    before, last = _mark_before(syntax, lo), syntax.lower[hi - 1]
    others = chances[:rank] + chances[rank + 1 :]
    return [
        paragraph - syntax.paragraph[cue],
        syntax.sentence[lo] - syntax.sentence[cue],
        float(cue < lo),
        plain,
        quoted,
        stops,
        rank,
        sum(c > chances[rank] for c in others),
        len(chances),
        chances[rank],
        candidate.probability,
        touching,
        max(others, default=0.0),
        inside / (hi - lo),
        len(content),
        sum(syntax.quotation[i] != NO_QUOTATION for i in content) / max(1, len(content)),
        float(before == ":"),
        float(before == ","),
        float(last == ","),
        float(last in (".", "?", "!")),
        float(syntax.tag[lo] == "NNP" or syntax.lower[lo] == "i" or _starts_sentence(syntax, lo)),
        float(_at_edge(syntax, lo, -1)),
        float(_at_edge(syntax, hi - 1, 1)),
        syntax.words(lo, hi),
        counts[paragraph],
        float(not quotation.closed),
        float(quotation.continues),
        TAGS.get(syntax.tag[cue], 0),
        float(syntax.pos[cue] == "VERB"),
        float(syntax.head[cue] == cue),
        HOWS[source.how] if source else 0,
        KINDS.get(syntax.pos[source.head], 0) if source else 0,
        source.steps if source else -1,
        float(source is not None and source.head > cue),
        float(bool(candidate.frames) and candidate.frames[0].startswith("up:")),
        float(cue > 0 and syntax.lower[syntax.lo[cue] - 1] in ("(", "—", "–", "-")),
        float(syntax.sentence[lo] == syntax.sentence[cue] or syntax.sentence[hi - 1] == syntax.sentence[cue]),
        float(_follows_quotation(syntax, number, cue)),
        syntax.hi[cue] - syntax.lo[cue],
    ]  # fmt: skip


def _mark_before(syntax: Syntax, lo: int) -> str:
    """The last mark or word before a quotation, its own opening mark aside."""
    i = lo - 1
    while i >= 0 and (syntax.lower[i] in ('"', "''", "``", "'", "“", "«") or syntax.lower[i].isspace()):
        i -= 1
    return syntax.lower[i][-1:] if i >= 0 else ""


def _starts_sentence(syntax: Syntax, i: int) -> bool:
    back = i - 1
    while back > 0 and not syntax.word[back] and syntax.sentence[back] == syntax.sentence[i]:
        back -= 1
    return back <= 0 or syntax.sentence[back] != syntax.sentence[i]


def _at_edge(syntax: Syntax, i: int, step: int) -> bool:
    """Whether no word of the paragraph stands beyond ``i``."""
    paragraph = syntax.paragraph[i]
    i += step
    while 0 <= i < len(syntax) and syntax.paragraph[i] == paragraph:
        if syntax.word[i]:
            return False
        i += step
    return True


def _follows_quotation(syntax: Syntax, number: int, cue: int) -> bool:
    """Whether another quotation stands between the cue and this one."""
    lo, hi = syntax.quoted_tokens[number]
    other = number - 1 if cue < lo else number + 1
    if not 0 <= other < len(syntax.quoted_tokens):
        return False
    between = syntax.quoted_tokens[other]
    return cue < between[0] < lo if cue < lo else hi <= between[0] < cue
