"""What the parse says for or against a date: numbers that count things, words that belong to a name."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from loader.dates.tense import Cues

#: Entity labels (OntoNotes) of numbers that count, measure, pay or stand on a house.
_NO_DATES = ("CARDINAL", "FAC", "MONEY", "ORDINAL", "PERCENT", "PRODUCT", "QUANTITY")
#: Entity labels of names that have words of dates in them: the Daily News, Good Morning America.
_NAMES = ("ORG", "WORK_OF_ART")


def is_year(doc: Doc, start: int, end: int, cues: Cues) -> bool:
    """Whether characters ``start`` to ``end``, a number from 1000 to 2199, name a year and do not count things."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or span[0].ent_type_ in _NO_DATES:
        return False
    if span[0].ent_type_ == "DATE" or (span.start and doc[span.start - 1].lower_ in cues["before_year"]):
        return True
    counts = span.end < len(doc) and doc[span.end].tag_ == "NNS"
    return not counts and 1900 <= int(span.text[start - span.start_char : end - span.start_char]) <= 2100


def is_in_name(doc: Doc, start: int, end: int, *, proper: bool) -> bool:
    """Whether characters ``start`` to ``end`` are words in capitals within a longer name.

    Words that have a capital of their own (``proper``: Sunday) count only before the end of a title ("Saturday Night
    Live"): entity recognisers often add a day to the name before it ("met First Bank Sunday").
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or span[0].ent_type_ not in _NAMES or not _has_capitals(span):
        return False
    name = next((each for each in span.sent.ents if each.start <= span.start < each.end), span)
    if proper:
        return name.label_ == "WORK_OF_ART" and name.end > span.end
    return len(name) > len(span)


def _has_capitals(span: Span) -> bool:
    return all(token.text[0].isupper() for token in span if token.is_alpha)
