"""Corrections of a parse: persons whose names "and" joins stand side by side, whatever the parser makes of them."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc, Span, Token

_MISREAD = frozenset(("nmod", "compound", "amod", "appos", "poss", "npadvmod"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_BETWEEN = 8  # tokens of a title at the most


def join_names(doc: Doc) -> None:
    """Correct coordinations of persons in ``doc``, in place.

    The small parser makes the first of two names a modifier of the second, above all where neither sounds English
    ("Anwar Shah and Lim Chee Hong said"), and the second of two that have titles another subject of the verb ("Anwar
    Shah and his counterpart Lim Chee Hong said"). Its entities are right more often.
    """
    persons = [entity for entity in doc.ents if entity.label_ == "PERSON"]
    for first, second in pairwise(persons):
        if second.start - first.end > _BETWEEN or not _in_one_sentence(doc, first, second):
            continue
        between = [token.lower_ for token in doc[first.end : second.start]]
        if between in (["and"], ["&"]):
            _join(first, second)
        elif between[:1] == ["and"] or between[:2] == [",", "and"]:
            _appose(first, second)


def _in_one_sentence(doc: Doc, first: Span, second: Span) -> bool:
    return not any(doc[i].is_sent_start for i in range(first.end, second.end))


def _join(first: Span, second: Span) -> None:
    """Make the second name a conjunct of the first where the parser hangs the first on the second."""
    above, below = first.root, second.root
    hangs = above.dep_ in _MISREAD and second.start <= above.head.i < second.end
    if not hangs or below.head.i == below.i or first.start <= below.head.i < first.end:
        return
    joint, label = below.head, below.dep_
    _hang(above, joint, label)
    for token in second:
        if token.i != below.i and first.start <= token.head.i < first.end:
            _hang(token, below, "compound")
    _hang(below, above, "conj")


def _appose(first: Span, second: Span) -> None:
    """Make the second name an apposition of the title before it where the parser makes it another subject."""
    above, below = first.root, second.root
    title = second.doc[second.start - 1]
    while title.head.i > title.i and title.head.i < second.start:
        title = title.head
    twice = above.dep_ in _SUBJECTS and below.dep_ in _SUBJECTS and above.head.i == below.head.i
    if twice and title.dep_ == "conj" and title.head.i == above.i:
        _hang(below, title, "appos")


def _hang(token: Token, head: Token, label: str) -> None:
    token.head = head
    token.dep_ = label
