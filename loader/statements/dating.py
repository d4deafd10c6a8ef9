"""When something was said: the date that modifies the cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from loader.articles import Span
from loader.dates import DateExpression
from loader.nlp import ParsedArticle
from loader.words import Word, Words

#: Where a date stands that dates the saying itself: an adverbial of the cue, not its subject, object or content.
FOREIGN = frozenset({"nsubj", "nsubjpass", "ccomp", "relcl", "acl", "appos", "poss", "csubj", "dobj"})
#: Words before a verb that make it no deed of the past, whose day could be that of a saying.
UNREAL = frozenset({"to", "will", "would", "shall", "if", "whether", "may", "might", "could", "should"})
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
    known = sorted((d for d in dates if d.edtf and (d.type == "DATE" or is_day(d))), key=lambda d: d.span)
    return Calendar(tuple(known), tuple(d.span.start for d in known))


def date_of(
    cue: Word | None, content: Sequence[Span], calendar: Calendar, parsed: ParsedArticle
) -> DateExpression | None:
    """The date at which the cue says that it was said."""
    if cue is None:
        return None
    for date in calendar.between(cue.sent.start, cue.sent.end):
        if has_come(date, parsed) and _outside(date, content) and _dates(date.span, cue, parsed.words):
            return date
    return None


def has_come(date: DateExpression, parsed: ParsedArticle) -> bool:
    """Whether a date is not after the article's own: "invited him for talks on the 24th" was said before."""
    published = parsed.article.published
    first = str(date.edtf).split("/")[0]
    return published is None or first.startswith("X") or first <= published.isoformat()[: len(first)]


def _outside(date: DateExpression, content: Sequence[Span]) -> bool:
    """Whether a date stands in no part of the content; after it a month or year more likely dates what it tells of."""
    if date.span.start >= content[0].start and not is_day(date):
        return False
    return not any(span.start <= date.span.start < span.end for span in content)


def is_of_occasion(date: DateExpression, parsed: ParsedArticle, papers: frozenset[str]) -> bool:
    """Whether a date is that of an occasion, of which it stays open what else was said there; not that of a paper."""
    root = parsed.words.root(date.span)
    above = root.ancestors if root is not None else ()
    return any(_is_occasion(word) and word.head.lower_ not in papers for word in above)


def _is_occasion(participle: Word) -> bool:
    """Whether a participle dates the occasion of a saying: "at a briefing *held* on Monday, she said"."""
    if participle.dep_ != "acl" or participle.tag_ != "VBN":
        return False
    noun = participle.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head  # "a meeting with reporters held on Monday"
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "at", "during"} and noun.head.head.pos_ == "VERB"


def verb_dated_by(word: Word) -> Word | None:
    """The verb that a date modifies: "the plan that she *rejected* on Monday"."""
    below = word
    while word.pos_ != "VERB":
        loose = word.dep_ == "nsubj" and below.dep_ in {"prep", "npadvmod"} and below.i > word.i
        if (word.dep_ in FOREIGN and not loose) or word.head.i == word.i:
            return None
        below, word = word, word.head
    return word


def _dates(date: Span, cue: Word, words: Words) -> bool:
    """Whether a date is that of the saying, by the parse or as it follows the cue: "said on Friday it was late"."""
    root = words.root(date)
    if root is None:
        return False
    first = words.at(date)[0].i
    between = words.all[cue.i + 1 : first]
    follows = first > cue.i and len(between) <= 1 and all(word.pos_ == "ADP" for word in between)
    return (follows and cue.pos_ == "VERB") or _modifies(root, cue)


def _modifies(word: Word, cue: Word) -> bool:
    above = {cue.i} | {a.i for a in cue.ancestors if a.dep_ != "ROOT" or cue.dep_ in {"conj", "advcl"}}
    date = below = word
    while word.i not in above:
        # The parser hangs "on Sunday" on the speaker: "the minister on Sunday said".
        loose = word.dep_ == "nsubj" and below.dep_ in {"prep", "npadvmod"} and below.i > word.i
        another = word.dep_ == "conj" and word.pos_ == "VERB"  # what was done next
        another = another or _is_unreal(word)
        foreign = word.dep_ in FOREIGN and not loose and not _is_occasion(word)
        if foreign or another or word.head.i == word.i:
            return False
        below, word = word, word.head
    if word.i != cue.i and cue.dep_ == "conj" and date.i > word.i and _has_subject(cue):
        return False  # "the talks were due this month, but India asked for a delay"
    if word.i != cue.i and cue.dep_ == "advcl" and any(c.lower_ in {"after", "before"} for c in cue.children):
        return False  # "ruled it out on Thursday, hours after she had asked for it"
    return word.i == cue.i or cue.dep_ in {"conj", "advcl", "xcomp"}


def _is_unreal(verb: Word) -> bool:
    """Whether a verb tells what is to be, or what somebody asked: "to travel", "will meet", "asked if he went"."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    before = {c.lower_ for c in verb.children if c.dep_ in {"aux", "mark"} and c.i < verb.i}
    return not before.isdisjoint(UNREAL)


def _has_subject(verb: Word) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def is_day(date: DateExpression) -> bool:
    """Whether a date is one day, not a month, a year or a range."""
    return date.edtf is not None and len(date.edtf) == DAY
