"""Cue words of an article with the pieces they could report and the source they have: candidate attributions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loader.attribution.cues import ANY, CueTable
from loader.attribution.expressions import find_expression, find_noun_expression, find_viewpoint, is_told
from loader.attribution.frames import CUE_POS, QUOTERS, Piece, cue_lemma, is_handed_on, is_remark, pieces
from loader.attribution.sources import Source, find_source, own_source
from loader.attribution.syntax import NO_QUOTATION, Syntax

SHORT_QUOTATION = 4
SAYING = 0.9  # chance of the object of "claimed responsibility"
MIN_PIECE = 0.07
LONGEST_PIECE = 300  # tokens; bounds the work on a text without sentence ends
KEEP_PIECE, KEEP_SHARE = 0.4, 0.8


# Chance that an attribution needs; for words by which somebody named acts in speaking; for those in a sure frame.
USUAL, PERFORMATIVE, CERTAIN, TOLD = 0.3, 0.2, 0.1, 0.05
SURE_PIECE = 0.75
# The chance that a set expression with a subject of its own has at the least, whatever the model says.
TOLD_FLOOR = 0.45


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue word that may attribute. ``ranked`` holds its pieces with their probability, best first; ``content`` the
    tokens taken, ``frames`` those that gave them, best first. ``least`` is the chance that an attribution needs,
    ``floor`` the least that it has."""

    cue: int
    lemma: str
    ranked: tuple[tuple[float, Piece], ...]
    source: Source | None
    content: tuple[int, ...]
    frames: tuple[str, ...]
    least: float = USUAL
    floor: float = 0.0

    @property
    def probability(self) -> float:
        """Of the best piece."""
        return self.ranked[0][0] if self.ranked else 0.0


def find_candidates(syntax: Syntax, table: CueTable) -> list[Candidate]:
    """All cues outside quotations that the table gives a chance, in text order."""
    found = (candidate(syntax, table, i) for i in cue_tokens(syntax) if not in_idiom(syntax, table, i))
    return [c for c in found if c is not None]


def in_idiom(syntax: Syntax, table: CueTable, cue: int) -> bool:
    """Whether the word is part of a set phrase in which nobody speaks ("that said, ...")."""
    for words in table.idioms.get(syntax.lower[cue], ()):
        for start in range(max(0, cue - len(words) + 1), cue + 1):
            if tuple(syntax.lower[start : start + len(words)]) == words:
                return True
    return False


def cue_tokens(syntax: Syntax) -> Iterator[int]:
    """Tokens that may be cues: content words outside longer quotations and outside silent blocks."""
    for i, pos in enumerate(syntax.pos):
        if pos in CUE_POS and syntax.dep[i] not in ("aux", "auxpass", "det", "mark"):
            if syntax.silent and syntax.paragraph[i] in syntax.silent:
                continue
            if not in_quotation(syntax, i):
                yield i


def in_quotation(syntax: Syntax, i: int) -> bool:
    """Whether a token stands in a quotation of at least four words."""
    number = syntax.quotation[i]
    return number != NO_QUOTATION and syntax.words(*syntax.quoted_tokens[number]) >= SHORT_QUOTATION


def candidate(syntax: Syntax, table: CueTable, cue: int) -> Candidate | None:
    """The candidate of one cue word; None where the table knows nothing of it."""
    lemma = cue_lemma(syntax, cue)
    for find in (find_expression, find_viewpoint, find_noun_expression):
        told = find(syntax, table.expressions, cue)
        if told is not None and (named := expressed(syntax, table, cue, told)) is not None:
            return named
    pos, speech = syntax.pos[cue], _is_speech(syntax, table, lemma, cue)
    if not table.knows(lemma, pos) or speech is False or syntax.lower[syntax.lo[cue]] == "what":
        return None  # "what he called a sham" is part of what is said of it
    found = [without_aside(syntax, p) if speech else p for p in pieces(syntax, cue) if p.hi - p.lo <= LONGEST_PIECE]
    found = [p for p in found if not _is_aside(syntax, table, p)]
    if is_handed_on(syntax, cue):
        found = [p for p in found if not p.frame.startswith("prep:")]  # "quoted as saying by Reuters"
    if lemma in ASPECTS:
        found = [p for p in found if not _goes_on_to_speak(syntax, table, p)]
    scored = [
        (SAYING if speech and p.frame.startswith("dobj") else table.probability(lemma, pos, p.frame), p) for p in found
    ]
    ranked = tuple(sorted((x for x in scored if x[0] >= MIN_PIECE), key=lambda x: (-x[0], x[1].lo, x[1].frame)))
    source = find_source(syntax, cue)
    limit = min(KEEP_PIECE, KEEP_SHARE * ranked[0][0]) if ranked else 1.0
    kept = with_purpose([piece for p, piece in ranked if p >= limit], found, syntax)
    if speech:
        kept = with_goal(kept, found)
    content = assemble(syntax, table, cue, kept, source)
    performs = speech or ((lemma, pos) in table.performatives and _is_own(source, pos))
    sure = PERFORMATIVE if not ranked or ranked[0][0] < SURE_PIECE or pos != "VERB" else CERTAIN
    sure = TOLD if speech else sure
    handed = is_handed_on(syntax, cue) and source is not None and bool(ranked)
    least, floor = (TOLD, TOLD_FLOOR) if handed else (sure if performs else USUAL, 0.0)
    return Candidate(cue, lemma, ranked, source, content, tuple(p.frame for p in kept), least, floor)


def expressed(syntax: Syntax, table: CueTable, cue: int, piece: Piece) -> Candidate | None:
    """The candidate of a set expression of speech; None where the sentence names no speaker, or what will be."""
    verb = syntax.pos[cue] == "VERB"
    source = find_source(syntax, cue) if verb else own_source(syntax, cue)
    if source is None or any(syntax.tag[k] == "MD" for k in syntax.kids[cue]):
        return None
    content = assemble(syntax, table, cue, [piece], source)
    own = (source.how == "subject" and is_told(syntax, cue)) or not verb
    return Candidate(
        cue,
        cue_lemma(syntax, cue),
        ((SAYING, piece),),
        source,
        content,
        (piece.frame,),
        TOLD if own else USUAL,
        TOLD_FLOOR if own else 0.0,
    )


CONTRASTS = frozenset({"while", "whereas", "although", "though"})


def _is_aside(syntax: Syntax, table: CueTable, piece: Piece) -> bool:
    """What stands in contrast to a saying, ", while others fear …", or is another one: "wrote to him, *demanding*"."""
    if piece.frame != "advcl":
        return False
    contrast = syntax.lower[piece.lo] in CONTRASTS and syntax.lower[piece.lo - 1] == ","
    performs = syntax.tag[piece.lo] == "VBG" and (syntax.lemma[piece.lo], "VERB") in table.performatives
    return contrast or performs


ASPECTS = frozenset({"go on", "continue", "proceed", "begin", "start", "hasten"})


def _goes_on_to_speak(syntax: Syntax, table: CueTable, piece: Piece) -> bool:
    """ "Went on to complain that": what is said hangs on the second verb."""
    second = next((i for i in range(piece.lo, piece.hi) if syntax.pos[i] == "VERB"), None)
    if second is None or not piece.frame.endswith(":to"):
        return False
    lemma = cue_lemma(syntax, second)
    return find_expression(syntax, table.expressions, second) is not None or table.knows(lemma, "VERB")


GOALS = ("prep:to", "prep:for", "prep:on")
MEDIA = frozenset({"message", "statement", "video", "post", "letter", "note", "communique", "broadcast"})
CONDITIONS = frozenset({"until", "till", "unless", "as long as", "so long as"})


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


def without_aside(syntax: Syntax, piece: Piece) -> Piece:
    """An object without its relative clause after a comma and without the paper that tells it ("in a message")."""
    for i in range(piece.lo + 1, piece.hi - 1):
        aside = syntax.lower[i] == "," and syntax.lower[i + 1] in ("which", "who")
        medium = syntax.lower[i] == "in" and any(syntax.lemma[k] in MEDIA for k in syntax.kids[i])
        if aside or medium:
            return Piece(piece.frame, piece.lo, i)
    return piece


def _is_condition(syntax: Syntax, piece: Piece) -> bool:
    opening = syntax.lower[piece.lo : piece.lo + 3]
    if piece.frame != "advcl":
        return False
    small = opening[0] == "as" and "VERB" not in syntax.pos[piece.lo : piece.hi]  # "rejected it [as baseless]"
    return small or opening[0] in CONDITIONS or " ".join(opening) in CONDITIONS


def _is_speech(syntax: Syntax, table: CueTable, lemma: str, cue: int) -> bool | None:
    """Whether the object makes the verb speech ("claimed responsibility") or none ("recalled its ambassador")."""
    if syntax.pos[cue] == "NOUN" and syntax.dep[cue] == "dobj":
        return table.objects.get((syntax.lemma[syntax.head[cue]], lemma))
    target = syntax.kid(cue, "dobj", "nsubjpass")
    if target is None:
        return None
    if lemma in QUOTERS and _hands_on(syntax, cue):
        return False  # "quoted him as saying": he said it
    told = table.objects.get((lemma, syntax.lemma[target]))
    return table.objects.get((lemma, ANY)) if told is None and syntax.dep[target] == "dobj" else told


def _hands_on(syntax: Syntax, cue: int) -> bool:
    """Whether "as saying" follows."""
    return any(syntax.lower[k] == "as" and syntax.kid(k, "pcomp") is not None for k in syntax.kids[cue])


def _is_own(source: Source | None, pos: str) -> bool:
    """Whether a source is the subject of the verb or of the one it is coordinated with, or the owner of the noun."""
    if source is None:
        return False
    if pos == "NOUN":
        return source.how in ("possessor", "of noun") and source.steps == 0
    return source.how == "subject" and source.steps <= 1


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
