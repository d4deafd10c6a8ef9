"""Whether the clause around a date speaks of the past or of the future."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, islice, pairwise
from typing import NamedTuple, TypeAlias

from spacy.tokens import Doc, Span, Token

PAST, PRESENT, FUTURE = -1, 0, 1
# No sentence that people write needs more; a text without full stops is one sentence of any length.
MOST_HEADS = 30
MOST_VERBS = 5
CLOSE_WORDS = 8

Cues: TypeAlias = Mapping[str, frozenset[str]]


class Tense(NamedTuple):
    """What a clause says of a date: its side (None where that is open), and how far that can be relied on.

    ``direct`` where the verb itself governs the date ("met on Friday"), not a noun ("a meeting on Friday"); ``firm``
    where that is a plain past, which no later date can be, or a "will"; ``reported`` where the future is one seen
    from the past ("would meet"); ``record`` where the words before compare ("will be the first summit in 40 years");
    ``put_off`` where something is moved to it ("was postponed until Monday").
    """

    side: int | None
    direct: bool = False
    has_verb: bool = True
    firm: bool = False
    reported: bool = False
    record: bool = False
    put_off: bool = False


NO_TENSE = Tense(None, direct=True, has_verb=False)


def tense_around(doc: Doc, start: int, end: int, cues: Cues) -> Tense:
    """The tense at characters ``start`` to ``end``. A verb of the past right before them rules over the parse."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return NO_TENSE
    if _verb_before(doc, span.start, cues) is not None:
        return Tense(PAST, direct=True)
    verb = _governor(span.root)
    if verb is None:
        return NO_TENSE._replace(direct=False)
    slated = _of_plan(span.root, verb, cues)
    if slated is not None:
        return slated
    direct = _is_direct(span.root, verb, cues)
    side = _side_of_date(doc, span, verb, cues)
    plain = (side == PAST and verb.tag_ == "VBD") or (side == FUTURE and "will" in _auxiliaries(verb))
    firm = direct and plain and span.root.dep_ in ("npadvmod", "pobj")
    record = not cues["record"].isdisjoint(_words_before(doc, span.start))
    return Tense(side, direct, firm=firm, reported="would" in _auxiliaries(verb), record=record)


def _of_plan(date: Token, verb: Token, cues: Cues) -> Tense | None:
    """What a verb that sets a date says of it: ahead of "is scheduled for", perhaps over after "was scheduled for"."""
    above = date.head.head
    if verb not in (above, above.head) or verb.lower_ not in cues["set"]:  # "called a rally for Sunday"
        return None
    if date.head.lower_ in cues["set_until"]:
        return Tense(_side(verb, cues), put_off=True)
    if date.head.lower_ not in cues["set_for"]:
        return None
    over = not cues["over"].isdisjoint(_auxiliaries(verb)) or (verb.dep_ == "acl" and _told_as_past(verb))
    return Tense(None, has_verb=False) if over else Tense(FUTURE, direct=True)


def _told_as_past(participle: Token) -> bool:
    """Whether the clause around "talks planned for Monday" is of the past: "were called off"."""
    above = _governor(participle.head) if participle.head != participle else None
    return above is not None and above.tag_ in ("VBD", "VBN")


def _side_of_date(doc: Doc, span: Span, verb: Token, cues: Cues) -> int | None:
    before = doc[span.start - 1].lower_ if span.start else ""
    side = _side(verb, cues)
    if before in cues["ahead"] or _is_prospect(doc, span.start, cues):
        return FUTURE
    if side == PRESENT and not _is_direct(span.root, verb, cues):
        return FUTURE if before == "of" and doc[span.start - 2].lower_ == "ahead" else None
    if side == PAST and before in cues["limit"]:
        return None
    possessive = span.end < len(doc) and doc[span.end].tag_ == "POS"
    return PAST if side == FUTURE and possessive and "will" not in _auxiliaries(verb) else side


def _verb_before(doc: Doc, index: int, cues: Cues) -> Token | None:
    """The past-tense verb that stands right before a date, but for "on"."""
    while index > 0 and doc[index - 1].lower_ in cues["before_day"]:
        index -= 1
    return doc[index - 1] if index > 0 and doc[index - 1].tag_ == "VBD" else None


def _governor(token: Token) -> Token | None:
    heads = islice(chain((token,), token.ancestors), MOST_HEADS)
    return next((each for each in heads if each.pos_ in ("VERB", "AUX")), None)


def _is_direct(date: Token, verb: Token, cues: Cues) -> bool:
    """Whether a verb governs a date with nothing but a preposition between them: "meets on Friday"."""
    link, above = date.head, date.head.head
    if link.lower_ in cues["range"] and above == verb:  # "will meet from Monday to Wednesday"
        return any(child.lower_ in cues["set_until"] for child in (*link.rights, *date.rights))
    return link == verb or (link.lower_ in cues["link"] and above == verb)


def _is_prospect(doc: Doc, index: int, cues: Cues) -> bool:
    """Whether a word that looks ahead stands close before: "discussed preparations for the summit in September"."""
    words = _words_before(doc, index)
    pairs = pairwise(words)
    plans = any(word in cues["prospect"] and link in cues["prospect_link"] for word, link in pairs)
    return plans or not cues["looming"].isdisjoint(words)


def _words_before(doc: Doc, index: int) -> list[str]:
    return [token.lower_ for token in doc[max(index - CLOSE_WORDS, 0) : index]]


def _auxiliaries(verb: Token) -> list[str]:
    children = (child for child in verb.children if child.dep_ in ("aux", "auxpass"))
    return [child.lower_ for child in children if child.lower_ != "being"]


def _side(verb: Token, cues: Cues, depth: int = 0) -> int | None:
    auxiliaries = _auxiliaries(verb)
    if not cues["future"].isdisjoint(auxiliaries) and "have" not in auxiliaries:
        return FUTURE
    if verb.tag_ == "VBD" or not cues["past"].isdisjoint(auxiliaries):
        return PAST
    above = _governor(verb.head) if verb.head.i != verb.i and depth < MOST_VERBS else None
    if "to" in auxiliaries:
        above_side = _side(above, cues, depth + 1) if above and _leans_on(verb, above) else None
        return PAST if above_side == PAST else FUTURE
    if verb.tag_ in ("VBN", "VBG") and not auxiliaries:
        return _side(above, cues, depth + 1) if above and verb.tag_ == "VBG" else PAST
    return FUTURE if verb.tag_ in ("VB", "VBG") else PRESENT


def _leans_on(infinitive: Token, above: Token) -> bool:
    """Whether an infinitive has the tense of the verb above it ("met to discuss"; not so "plans to meet")."""
    return infinitive.dep_ in ("acl", "advcl") or "had" in _auxiliaries(above)
