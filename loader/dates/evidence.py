"""Evidence of the parse that a number of four digits is a year."""

from __future__ import annotations

from spacy.tokens import Doc

#: Entity labels (OntoNotes) of numbers that count, measure, pay or stand on a house.
_NO_DATES = ("CARDINAL", "FAC", "MONEY", "ORDINAL", "PERCENT", "PRODUCT", "QUANTITY")
_BEFORE_YEARS = (
    "after",
    "before",
    "between",
    "by",
    "circa",
    "during",
    "for",
    "from",
    "in",
    "of",
    "since",
    "the",
    "until",
)


def is_year(doc: Doc, start: int, end: int) -> bool:
    """Whether characters ``start`` to ``end``, a number from 1000 to 2199, name a year and do not count things."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or span[0].ent_type_ in _NO_DATES:
        return False
    if span[0].ent_type_ == "DATE" or (span.start and doc[span.start - 1].lower_ in _BEFORE_YEARS):
        return True
    counts = span.end < len(doc) and doc[span.end].tag_ == "NNS"
    return not counts and 1900 <= int(doc.text[start:end]) <= 2100
