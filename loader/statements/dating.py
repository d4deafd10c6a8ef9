"""When something was said: the date that modifies the cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from loader.articles import Span
from loader.dates import DateExpression
from loader.nlp import ParsedArticle

#: Where a date stands that dates the saying itself: an adverbial of the cue, not its subject, object or content.
FOREIGN = frozenset({"nsubj", "nsubjpass", "ccomp", "relcl", "acl", "appos", "poss", "csubj", "dobj"})
DAY = len("2024-04-05")


@dataclass(frozen=True)
class Calendar:
    """The dates of an article that have a place in the calendar, by offset."""

    dates: tuple[DateExpression, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[DateExpression, ...]:
        """The dates that begin from ``start`` to before ``end``."""
        return self.dates[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def read_calendar(dates: Sequence[DateExpression]) -> Calendar:
    """The datable ones of an article's date expressions."""
    known = sorted((d for d in dates if d.type == "DATE" and d.edtf), key=lambda d: d.span)
    return Calendar(tuple(known), tuple(d.span.start for d in known))


def date_of(
    cue: Token | None, content: Sequence[Span], calendar: Calendar, parsed: ParsedArticle
) -> DateExpression | None:
    """The date at which the cue says that it was said."""
    if cue is None:
        return None
    for date in calendar.between(cue.sent.start_char, cue.sent.end_char):
        tokens = parsed.tokens(date.span)
        if _outside(date, content) and tokens is not None and len(tokens) and _dates(tokens, cue):
            return date
    return None


def _outside(date: DateExpression, content: Sequence[Span]) -> bool:
    """Whether a date stands in no part of the content; after it a month or year more likely dates what it tells of."""
    if date.span.start >= content[0].start and not is_day(date):
        return False
    return not any(span.start <= date.span.start < span.end for span in content)


def is_of_occasion(date: DateExpression, parsed: ParsedArticle) -> bool:
    """Whether a date is that of an occasion, of which it stays open what else was said there."""
    tokens = parsed.tokens(date.span)
    return tokens is not None and any(_is_occasion(word) for word in tokens.root.ancestors)


def _is_occasion(participle: Token) -> bool:
    """Whether a participle dates the occasion of a saying: "at a briefing *held* on Monday, she said"."""
    if participle.dep_ != "acl" or participle.tag_ != "VBN":
        return False
    noun = participle.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head  # "a meeting with reporters held on Monday"
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "at", "during"} and noun.head.head.pos_ == "VERB"


def verb_dated_by(word: Token) -> Token | None:
    """The verb that a date modifies: "the plan that she *rejected* on Monday"."""
    below = word
    while word.pos_ != "VERB":
        loose = word.dep_ == "nsubj" and below.dep_ in {"prep", "npadvmod"} and below.i > word.i
        if (word.dep_ in FOREIGN and not loose) or word.head.i == word.i:
            return None
        below, word = word, word.head
    return word


def _dates(tokens: Tokens, cue: Token) -> bool:
    """Whether a date is that of the saying, by the parse or as it follows the cue: "said on Friday it was late"."""
    between = cue.doc[cue.i + 1 : tokens.start]
    follows = tokens.start > cue.i and len(between) <= 1 and all(t.pos_ == "ADP" for t in between)
    return (follows and cue.pos_ == "VERB") or _modifies(tokens.root, cue)


def _modifies(word: Token, cue: Token) -> bool:
    above = {cue.i} | {a.i for a in cue.ancestors if a.dep_ != "ROOT" or cue.dep_ in {"conj", "advcl"}}
    below = word
    while word.i not in above:
        # The parser hangs "on Sunday" on the speaker: "the minister on Sunday said".
        loose = word.dep_ == "nsubj" and below.dep_ in {"prep", "npadvmod"} and below.i > word.i
        another = word.dep_ == "conj" and word.pos_ == "VERB"  # what was done next
        foreign = word.dep_ in FOREIGN and not loose and not _is_occasion(word)
        if foreign or another or word.head.i == word.i:
            return False
        below, word = word, word.head
    return word.i == cue.i or cue.dep_ in {"conj", "advcl", "xcomp"}


def is_day(date: DateExpression) -> bool:
    """Whether a date is one day, not a month, a year or a range."""
    return date.edtf is not None and len(date.edtf) == DAY
