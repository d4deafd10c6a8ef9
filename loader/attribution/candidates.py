"""Cue words of an article with the pieces they could report and the source they have: candidate attributions."""

from __future__ import annotations

from dataclasses import dataclass

from loader.attribution.cues import CueTable
from loader.attribution.expressions import is_told
from loader.attribution.frames import Piece, cue_lemma, is_handed_on, is_remark
from loader.attribution.prospects import REPORTS, Prospect
from loader.attribution.sources import Source
from loader.attribution.syntax import NO_QUOTATION, Syntax

KEEP_PIECE, KEEP_SHARE = 0.4, 0.8


# Chance that an attribution needs; for words by which somebody named acts in speaking; for those in a sure frame.
USUAL, PERFORMATIVE, CERTAIN, TOLD = 0.26, 0.15, 0.08, 0.04
# Nouns and adjectives without source need more, and deeds of things that a relative clause tells; verbs of seeming
# without source are the author's own judgement.
NAMELESS, NEVER = 0.5, 1.1
SURE_PIECE = 0.75
# The chance that a set expression with a subject of its own has at the least, whatever the model says.
TOLD_FLOOR = 0.38


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue word that may attribute. ``ranked`` holds its pieces with their probability, best first; ``content`` the
    tokens taken, ``frames`` those that gave them, best first. ``least`` is the chance that an attribution needs,
    ``floor`` the least that it has, ``certainty`` the chance that the source is right."""

    cue: int
    lemma: str
    ranked: tuple[tuple[float, Piece], ...]
    source: Source | None
    content: tuple[int, ...]
    frames: tuple[str, ...]
    least: float = USUAL
    floor: float = 0.0
    certainty: float = 1.0

    @property
    def probability(self) -> float:
        """Of the best piece."""
        return self.ranked[0][0] if self.ranked else 0.0


def candidate(syntax: Syntax, table: CueTable, found: Prospect, source: Source | None, certainty: float) -> Candidate:
    """The candidate of one cue word with its source."""
    cue, ranked, lemma = found.cue, found.ranked, found.lemma
    if found.told_by is not None:
        content = assemble(syntax, table, cue, list(found.pieces), source)
        own = (found.told_by.how == "subject" and is_told(syntax, cue)) or syntax.pos[cue] != "VERB"
        least, floor = (TOLD, TOLD_FLOOR) if own else (USUAL, 0.0)
        return Candidate(cue, lemma, ranked, source, content, (ranked[0][1].frame,), least, floor, certainty)
    limit = min(KEEP_PIECE, KEEP_SHARE * ranked[0][0]) if ranked else 1.0
    kept = on_one_side([piece for p, piece in ranked if p >= limit])
    kept = with_purpose(kept, list(found.pieces), syntax)
    if found.speech:
        kept = with_goal(kept, list(found.pieces))
    content = assemble(syntax, table, cue, kept, source)
    handed = is_handed_on(syntax, cue) and source is not None and bool(ranked)
    least, floor = (TOLD, TOLD_FLOOR) if handed else (_least(syntax, table, found, source), 0.0)
    return Candidate(cue, lemma, ranked, source, content, tuple(p.frame for p in kept), least, floor, certainty)


def _least(syntax: Syntax, table: CueTable, found: Prospect, source: Source | None) -> float:
    """The chance that an attribution of this cue needs."""
    pos = syntax.pos[found.cue]
    if found.speech:
        return TOLD
    if source is None:
        return NEVER if found.lemma in table.uses["seem"] else USUAL if pos == "VERB" else NAMELESS
    if source.antecedent is not None and syntax.lower[source.head] != "who" and _is_nominal(found):
        return NAMELESS  # "Somaliland, which declared independence in 1991": background
    if found.probability >= REPORTS and found.ranked[0][1].frame == "parenthesis":
        return CERTAIN
    if (found.lemma, pos) not in table.performatives or not _is_own(source, pos):
        return USUAL
    return PERFORMATIVE if found.probability < SURE_PIECE or pos != "VERB" else CERTAIN


GOALS = ("prep:to", "prep:for", "prep:on")
CONDITIONS = frozenset({"until", "till", "unless", "as long as", "so long as"})


def _is_nominal(found: Prospect) -> bool:
    """Whether the likeliest content is an object."""
    return bool(found.ranked) and found.ranked[0][1].frame.startswith("dobj")


def on_one_side(kept: list[Piece]) -> list[Piece]:
    """The pieces below the cue, or those around it, as the best one is."""
    return [piece for piece in kept if (piece.hole is None) == (kept[0].hole is None)]


def with_purpose(kept: list[Piece], pieces: list[Piece], syntax: Syntax) -> list[Piece]:
    """An infinitive or a condition that follows a kept object at once goes with it ("asked for time [to think]")."""
    ends = {piece.hi for piece in kept if piece.frame.startswith(("prep:", "dobj"))}
    return kept + [
        p for p in pieces if p not in kept and p.lo in ends and (p.frame.endswith(":to") or _is_condition(syntax, p))
    ]


def with_goal(kept: list[Piece], pieces: list[Piece]) -> list[Piece]:
    """Where to and for what somebody is invited goes with who is ("invited him [to Rome] [for talks]")."""
    for piece in sorted((p for p in pieces if p.frame in GOALS), key=lambda p: p.lo):
        if piece not in kept and any(piece.lo == p.hi and p.frame.startswith(("dobj", *GOALS)) for p in kept):
            kept = [*kept, Piece(piece.frame, piece.lo, piece.hi)]
    return kept


def _is_condition(syntax: Syntax, piece: Piece) -> bool:
    opening = syntax.lower[piece.lo : piece.lo + 3]
    if piece.frame != "advcl":
        return False
    small = opening[0] == "as" and "VERB" not in syntax.pos[piece.lo : piece.hi]  # "rejected it [as baseless]"
    return small or opening[0] in CONDITIONS or " ".join(opening) in CONDITIONS


def _is_own(source: Source | None, pos: str) -> bool:
    """Whether a source is the verb's subject or that of the one before, what it describes, or the owner of the noun."""
    if source is None:
        return False
    if pos == "NOUN":
        return source.how in ("possessor", "of noun") and source.steps == 0
    return (source.how == "subject" and source.steps <= 1) or (source.how == "participle" and source.steps == 0)


def assemble(syntax: Syntax, table: CueTable, cue: int, kept: list[Piece], source: Source | None) -> tuple[int, ...]:
    """The tokens of the pieces without cue and source, with every quotation that they touch taken whole."""
    taken: set[int] = set()
    lemma = cue_lemma(syntax, cue)
    for piece in kept:
        lo = piece.lo
        if piece.bare is not None and not table.keeps_preposition(lemma, syntax.pos[cue], piece.frame):
            lo = piece.bare
        taken.update(range(lo, piece.hi))
        if piece.hole:
            taken.difference_update(range(*piece.hole))
    for i in [i for i in taken if syntax.dep[i] == "relcl" and is_remark(syntax, syntax.head[i])]:
        if syntax.head[i] > cue and not _inside(syntax.head[i], cue, syntax):
            taken.difference_update(range(syntax.lo[syntax.head[i]], syntax.hi[syntax.head[i]]))
    taken.discard(cue)
    if source is not None and not source.lo <= min(taken, default=0) <= max(taken, default=-1) < source.hi:
        taken.difference_update(range(source.lo, source.hi))
    return tuple(sorted(fill_gaps(syntax, with_quotations(syntax, taken, cue))))


def with_quotations(syntax: Syntax, taken: set[int], cue: int) -> set[int]:
    """Marks rule over the parse: a quotation of which a word is taken is taken whole (unless the cue is in it)."""
    for number in sorted(
        {syntax.quotation[i] for i in taken if syntax.word[i]} - {NO_QUOTATION, syntax.quotation[cue]}
    ):
        taken.update(range(*syntax.quoted_tokens[number]))
    return taken


def _inside(noun: int, cue: int, syntax: Syntax) -> bool:
    """Whether the cue is in the phrase of the noun."""
    return syntax.lo[noun] <= cue < syntax.hi[noun]


SMALL = frozenset({"prep", "cc", "mark", "aux", "advmod", "det", "punct", "neg"})


def fill_gaps(syntax: Syntax, taken: set[int]) -> set[int]:
    """One small word left out between two taken ones belongs to them."""
    for i in list(taken):
        if i + 1 not in taken and i + 2 in taken and syntax.dep[i + 1] in SMALL:
            taken.add(i + 1)
    return taken
