"""Words that may attribute, with the pieces they could report: cues before their source is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loader.attribution.cues import ANY, CueTable
from loader.attribution.expressions import find_expression, find_noun_expression, find_viewpoint
from loader.attribution.frames import CUE_POS, QUOTERS, Piece, cue_lemma, is_handed_on, pieces
from loader.attribution.sources import Source, find_source, own_source
from loader.attribution.syntax import NO_QUOTATION, Syntax

SHORT_QUOTATION = 4
SAYING = 0.9  # chance of the object of "claimed responsibility"
MIN_PIECE = 0.07
# Frame under which the table counts how often a cue near a quotation is the quotation's own, and the chance that a
# cue without pieces of its own needs there.
QUOTATION_FRAME = "quotation"
MAY_QUOTE = 0.1
LONGEST_PIECE = 300  # tokens; bounds the work on a text without sentence ends
# Chance, by its counts, of a verb that is sure to report a clause or the sentence around it.
REPORTS = 0.7


@dataclass(frozen=True, slots=True)
class Prospect:
    """A cue word before its source is chosen: its pieces, all of them and those with a chance, best first, and whether
    its object makes it speech. ``told_by`` is the source of a set expression of speech."""

    cue: int
    lemma: str
    pieces: tuple[Piece, ...]
    ranked: tuple[tuple[float, Piece], ...]
    speech: bool
    told_by: Source | None = None

    @property
    def probability(self) -> float:
        """Of the best piece."""
        return self.ranked[0][0] if self.ranked else 0.0


def find_prospects(syntax: Syntax, table: CueTable) -> list[Prospect]:
    """All cues outside quotations that the table gives a chance, in text order."""
    idle = frozenset(in_idioms(syntax, table))
    found = (prospect(syntax, table, i) for i in cue_tokens(syntax) if i not in idle)
    return [d for d in found if d is not None]


def in_idioms(syntax: Syntax, table: CueTable) -> Iterator[int]:
    """The tokens of set phrases in which nobody speaks ("that said, ...")."""
    for start, first in enumerate(syntax.lower):
        for words in table.idioms.get(first, ()):
            if tuple(syntax.lower[start : start + len(words)]) == words:
                yield from range(start, start + len(words))


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


def prospect(syntax: Syntax, table: CueTable, cue: int) -> Prospect | None:
    """What one cue word could report; None where the table knows nothing of it."""
    lemma, pos = cue_lemma(syntax, cue), syntax.pos[cue]
    for find in (find_expression, find_viewpoint, find_noun_expression):
        told = find(syntax, table.expressions, cue)
        if told is not None and (teller := _teller(syntax, cue)) is not None:
            return Prospect(cue, lemma, (told,), ((SAYING, told),), False, teller)
    speech = _is_speech(syntax, table, lemma, cue)
    if not table.knows(lemma, pos) or speech is False or _is_quoted_as(syntax, table, cue):
        return None
    if syntax.lower[syntax.lo[cue]] == "what":
        return None  # "what he called a sham" is part of what is said of it
    found = _pieces(syntax, table, cue, bool(speech))
    scored = [
        (SAYING if speech and p.frame.startswith("dobj") else table.probability(lemma, pos, p.frame), p) for p in found
    ]
    ranked = tuple(sorted((x for x in scored if x[0] >= MIN_PIECE), key=lambda x: (-x[0], x[1].lo, x[1].frame)))
    if not ranked and table.probability(lemma, pos, QUOTATION_FRAME) < MAY_QUOTE:
        return None
    quoted_as = syntax.lower[cue] == "as" and syntax.lemma[syntax.head[cue]] in QUOTERS
    if pos == "ADP" and not quoted_as and not (ranked and ranked[0][1].frame.startswith("up:")):
        return None  # "drew attention to": the cue is the verb or noun before it
    return Prospect(cue, lemma, found, ranked, bool(speech))


def _pieces(syntax: Syntax, table: CueTable, cue: int, speech: bool) -> tuple[Piece, ...]:
    found = [
        without_aside(syntax, table, p) if speech else p for p in pieces(syntax, cue) if p.hi - p.lo <= LONGEST_PIECE
    ]
    found = [p for p in found if not _is_aside(syntax, table, p)]
    if syntax.kid(cue, "nsubj", "agent") is None:
        found = [p for p in found if p.frame != "up:advcl:as"]  # "as reported in Rome": by nobody
    if is_handed_on(syntax, cue):
        found = [p for p in found if not p.frame.startswith("prep:")]  # "quoted as saying by Reuters"
    lemma = cue_lemma(syntax, cue)
    withheld = lemma in table.uses["withhold"]
    if withheld or lemma in table.uses["aspect"]:
        found = [p for p in found if not _goes_on_to_speak(syntax, table, p, withheld)]
    return tuple(found)


def _is_quoted_as(syntax: Syntax, table: CueTable, cue: int) -> bool:
    """ "Was quoted as saying": the cue is the second verb."""
    if syntax.tag[cue] != "VBN":
        return False
    seconds = (
        i for k in syntax.kids[cue] if syntax.lower[k] == "as" for i in syntax.kids[k] if syntax.dep[i] == "pcomp"
    )
    return any(syntax.tag[i] == "VBG" and _reports(syntax, table, i) for i in seconds)


def _reports(syntax: Syntax, table: CueTable, verb: int) -> bool:
    """Whether a verb is sure to report the clause that it takes."""
    lemma = cue_lemma(syntax, verb)
    return (lemma, "VERB", "ccomp") in table.counts and table.probability(lemma, "VERB", "ccomp") >= REPORTS


def _teller(syntax: Syntax, cue: int) -> Source | None:
    """The source of a set expression of speech; None where the sentence names none, or tells what will be."""
    if any(syntax.tag[k] == "MD" for k in syntax.kids[cue]):
        return None
    return find_source(syntax, cue) if syntax.pos[cue] == "VERB" else own_source(syntax, cue)


CONTRASTS = frozenset({"while", "whereas", "although", "though"})


def _is_aside(syntax: Syntax, table: CueTable, piece: Piece) -> bool:
    """What stands in contrast to a saying, ", while others fear …", or is another one: "wrote to him, *demanding*"."""
    if piece.frame != "advcl":
        return False
    contrast = syntax.lower[piece.lo] in CONTRASTS and syntax.lower[piece.lo - 1] == ","
    performs = syntax.tag[piece.lo] == "VBG" and (syntax.lemma[piece.lo], "VERB") in table.performatives
    return contrast or performs


def _goes_on_to_speak(syntax: Syntax, table: CueTable, piece: Piece, withheld: bool) -> bool:
    """ "Went on to complain that", "declined to say whether": what is said hangs on the second verb."""
    second = next((i for i in range(piece.lo, piece.hi) if syntax.pos[i] == "VERB"), None)
    if second is None or not piece.frame.endswith(":to"):
        return False
    lemma = cue_lemma(syntax, second)
    if withheld:
        return lemma in table.uses["tell"]
    return find_expression(syntax, table.expressions, second) is not None or table.knows(lemma, "VERB")


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


def without_aside(syntax: Syntax, table: CueTable, piece: Piece) -> Piece:
    """An object without its relative clause after a comma and without the paper that tells it ("in a message")."""
    kinds = table.expressions.kinds
    for i in range(piece.lo + 1, piece.hi - 1):
        aside = syntax.lower[i] == "," and syntax.lower[i + 1] in ("which", "who")
        medium = syntax.lower[i] == "in" and any("medium" in kinds.get(syntax.lemma[k], ()) for k in syntax.kids[i])
        if aside or medium:
            return Piece(piece.frame, piece.lo, i)
    return piece
