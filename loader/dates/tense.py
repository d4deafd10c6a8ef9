"""Whether the clause around a date speaks of the past or of the future."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

PAST, PRESENT, FUTURE = -1, 0, 1

_FUTURE_AUXILIARIES = ("will", "'ll", "shall", "wo", "would", "could", "may", "might", "should", "must", "can")
_LIMITS = ("by", "effective", "payable", "through", "till", "until")  # of what is said in the past, often ahead
_PAST_AUXILIARIES = ("was", "were", "had", "did", "has", "have", "been", "'ve", "'d")


def side_of_clause(doc: Doc, start: int, end: int) -> int | None:
    """The tense at characters ``start`` to ``end``: -1 past, 0 present, 1 future, None where no verb governs them.

    A verb of the past right before the date ("said Thursday") rules over the parse.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    if _verb_before(doc, span.start) is not None:
        return PAST
    side = _side_of_governor(doc, span)
    return None if side == PAST and span.start and doc[span.start - 1].lower_ in _LIMITS else side


def _side_of_governor(doc: Doc, span: Span) -> int | None:
    verb = _governor(span.root)
    side = _side(verb) if verb is not None else None
    if side == PRESENT and verb is not None and not _is_direct(span.root, verb):
        return None
    if side != FUTURE or "will" in _auxiliaries(verb):
        return side
    return side if span.end >= len(doc) or doc[span.end].tag_ != "POS" else PAST


def _is_direct(date: Token, verb: Token) -> bool:
    """Whether a verb governs a date with nothing but "on" between them: "meets on Friday"."""
    return date.head == verb or (date.head.lower_ == "on" and date.head.head == verb)


def _auxiliaries(verb: Token | None) -> list[str]:
    children = verb.children if verb is not None else ()
    return [child.lower_ for child in children if child.dep_ in ("aux", "auxpass")]


def _verb_before(doc: Doc, index: int) -> Token | None:
    """The past-tense verb that stands right before a date, but for "on"."""
    while index > 0 and doc[index - 1].lower_ in ("on", "late", "early", "earlier", "in"):
        index -= 1
    return doc[index - 1] if index > 0 and doc[index - 1].tag_ == "VBD" else None


def _governor(token: Token) -> Token | None:
    return next((t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), None)


def _side(verb: Token) -> int | None:
    auxiliaries = _auxiliaries(verb)
    if any(word in _FUTURE_AUXILIARIES for word in auxiliaries) and "have" not in auxiliaries:
        return FUTURE
    if verb.tag_ == "VBD" or any(word in _PAST_AUXILIARIES for word in auxiliaries):
        return PAST
    above = _governor(verb.head) if verb.head.i != verb.i else None
    if "to" in auxiliaries:
        return _side_of_infinitive(verb, above)
    if verb.tag_ in ("VBN", "VBG") and not auxiliaries:
        return _side(above) if above is not None and verb.tag_ == "VBG" else PAST
    return FUTURE if verb.tag_ == "VBG" else PRESENT


def _side_of_infinitive(verb: Token, above: Token | None) -> int | None:
    """The future of "plans to meet"; of "met to discuss", "offers to buy", "had hoped to meet" what governs."""
    if above is not None and (verb.dep_ in ("acl", "advcl") or "had" in _auxiliaries(above)):
        return _side(above)
    return FUTURE
