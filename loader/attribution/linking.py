"""Which cue a quotation belongs to: every quotation with the cues near it, as numbers for a small tree model."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from loader.attribution.candidates import Candidate
from loader.attribution.codes import HOWS, KINDS, TAGS
from loader.attribution.cues import CueTable
from loader.attribution.prospects import MAY_QUOTE, QUOTATION_FRAME
from loader.attribution.syntax import NO_QUOTATION, Syntax

SHORTEST = 3
NEAREST = 6
PARAGRAPHS_BACK = 2

FEATURES = (
    "paragraphs_back", "sentences_apart", "cue_first", "words_between", "quoted_between", "stops_between",
    "rank", "rank_by_probability", "cues_near", "p_quotation", "p_best", "p_touching", "p_best_rival", "overlap",
    "content_words", "content_share_quoted", "colon_before", "comma_before", "comma_inside", "stop_inside",
    "starts_upper", "starts_paragraph", "ends_paragraph", "quotation_words", "quotations_in_paragraph",
    "unclosed", "continues", "cue_tag", "cue_is_verb", "cue_is_root", "source_how", "source_kind", "source_steps",
    "source_after", "up_frame", "cue_in_parenthesis", "same_sentence_quoted",
    "other_quotation_between", "cue_subtree_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A quotation (its index) that may belong to a candidate (its index in the list), with the case as numbers."""

    quotation: int
    candidate: int
    features: list[float]


@dataclass(frozen=True, slots=True)
class Totals:
    """Words outside quotations, words inside, and sentence starts, up to each token."""

    plain: list[int]
    quoted: list[int]
    stops: list[int]

    def between(self, lo: int, hi: int) -> list[float]:
        """The three counts among the tokens ``lo`` to ``hi``."""
        return [total[hi] - total[lo] if hi > lo else 0 for total in (self.plain, self.quoted, self.stops)]


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation by number, the chances of the cues near it to be that of a quotation, nearest first, and the number
    of quotations in its paragraph."""

    number: int
    chances: list[float]
    in_paragraph: int


def possible_links(syntax: Syntax, table: CueTable, candidates: Sequence[Candidate]) -> list[Link]:
    """Each quotation of at least three words with its nearest cues in this paragraph and the two before."""
    quoting = [k for k, c in enumerate(candidates) if _may_quote(syntax, table, c)]
    cues = [candidates[k].cue for k in quoting]
    in_paragraph = Counter(quotation.paragraph for quotation in syntax.quotations)
    totals = _totals(syntax)
    links: list[Link] = []
    for number, (lo, hi) in enumerate(syntax.quoted_tokens):
        if syntax.words(lo, hi) < SHORTEST or syntax.paragraph[lo] in syntax.silent:
            continue
        near = [quoting[n] for n in _nearest(syntax, cues, lo, hi)]
        chances = [chance_of_quoting(syntax, table, candidates[k]) for k in near]
        place = Place(number, chances, in_paragraph[syntax.paragraph[lo]])
        for rank, k in enumerate(near):
            links.append(Link(number, k, _case(syntax, candidates[k], rank, place, totals)))
    return links


def chance_of_quoting(syntax: Syntax, table: CueTable, candidate: Candidate) -> float:
    """How often this cue is that of a quotation near it."""
    return table.probability(candidate.lemma, syntax.pos[candidate.cue], QUOTATION_FRAME)


def _may_quote(syntax: Syntax, table: CueTable, candidate: Candidate) -> bool:
    return candidate.probability >= 0.3 or chance_of_quoting(syntax, table, candidate) >= MAY_QUOTE


def _nearest(syntax: Syntax, cues: Sequence[int], lo: int, hi: int) -> list[int]:
    """Positions in ``cues`` of those nearest to a quotation; the cues are in text order."""
    here = syntax.paragraph[lo]
    first = bisect_left(cues, bisect_left(syntax.paragraph, here - PARAGRAPHS_BACK))
    last = bisect_left(cues, bisect_right(syntax.paragraph, here))
    before, after = bisect_left(cues, lo), bisect_left(cues, hi)
    near = [*range(max(first, before - NEAREST), before), *range(after, min(last, after + NEAREST))]
    return sorted(near, key=lambda n: (distance(cues[n], lo, hi), n))[:NEAREST]


def distance(cue: int, lo: int, hi: int) -> int:
    """Tokens between a cue and the nearer end of a quotation."""
    return lo - cue if cue < lo else cue - hi


def _totals(syntax: Syntax) -> Totals:
    inside = [number != NO_QUOTATION for number in syntax.quotation]
    starts = [a != b for a, b in zip(syntax.sentence, [-1, *syntax.sentence], strict=False)]
    plain = accumulate((w and not q for w, q in zip(syntax.word, inside, strict=True)), initial=0)
    quoted = accumulate((w and q for w, q in zip(syntax.word, inside, strict=True)), initial=0)
    return Totals(list(plain), list(quoted), list(accumulate(starts, initial=0)))


def _case(syntax: Syntax, candidate: Candidate, rank: int, place: Place, totals: Totals) -> list[float]:
    lo, hi = syntax.quoted_tokens[place.number]
    cue = candidate.cue
    left, right = (cue + 1, lo) if cue < lo else (hi, cue)
    others = place.chances[:rank] + place.chances[rank + 1 :]
    return [
        syntax.paragraph[lo] - syntax.paragraph[cue],
        syntax.sentence[lo] - syntax.sentence[cue],
        float(cue < lo),
        *totals.between(left, right),
        rank,
        sum(c > place.chances[rank] for c in others),
        len(place.chances),
        place.chances[rank],
        candidate.probability,
        max((p for p, piece in candidate.ranked if piece.lo < hi and lo < piece.hi), default=0.0),
        max(others, default=0.0),
        *_content_case(syntax, candidate, lo, hi),
        *_quotation_case(syntax, place),
        *_cue_case(syntax, candidate, lo, hi),
        float(_follows_quotation(syntax, place.number, cue)),
        syntax.hi[cue] - syntax.lo[cue],
    ]


def _content_case(syntax: Syntax, candidate: Candidate, lo: int, hi: int) -> list[float]:
    content = candidate.content
    quoted = sum(syntax.quotation[i] != NO_QUOTATION for i in content)
    return [
        sum(lo <= i < hi for i in content) / (hi - lo),
        len(content),
        quoted / max(1, len(content)),
    ]


def _quotation_case(syntax: Syntax, place: Place) -> list[float]:
    lo, hi = syntax.quoted_tokens[place.number]
    quotation = syntax.quotations[place.number]
    before, last = _mark_before(syntax, lo), syntax.lower[hi - 1]
    upper = syntax.tag[lo] == "NNP" or syntax.lower[lo] == "i" or _starts_sentence(syntax, lo)
    return [
        float(before == ":"),
        float(before == ","),
        float(last == ","),
        float(last in (".", "?", "!")),
        float(upper),
        float(_at_edge(syntax, lo, -1)),
        float(_at_edge(syntax, hi - 1, 1)),
        syntax.words(lo, hi),
        place.in_paragraph,
        float(not quotation.closed),
        float(quotation.continues),
    ]


def _cue_case(syntax: Syntax, candidate: Candidate, lo: int, hi: int) -> list[float]:
    cue, source = candidate.cue, candidate.source
    here = syntax.sentence[cue]
    return [
        TAGS.get(syntax.tag[cue], 0),
        float(syntax.pos[cue] == "VERB"),
        float(syntax.head[cue] == cue),
        HOWS[source.how] if source else 0,
        KINDS.get(syntax.pos[source.head], 0) if source else 0,
        source.steps if source else -1,
        float(source is not None and source.head > cue),
        float(bool(candidate.frames) and candidate.frames[0].startswith("up:")),
        float(cue > 0 and syntax.lower[syntax.lo[cue] - 1] in ("(", "—", "–", "-")),
        float(here in (syntax.sentence[lo], syntax.sentence[hi - 1])),
    ]


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
