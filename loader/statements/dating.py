"""When something was said: the date that modifies the cue, and how long it holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from loader.articles import Span
from loader.dates import DateExpression
from loader.nlp import ParsedArticle
from loader.statements.model import Statement
from loader.statements.roster import Roster

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
        # After the content a month or year more likely dates what it tells of.
        end = content[-1].end if _is_day(date) else len(parsed.article.text)
        outside = not content[0].start <= date.span.start < end
        if outside and tokens is not None and len(tokens) and _modifies(tokens.root, cue):
            return date
    return None


def _modifies(word: Token, cue: Token) -> bool:
    above = {cue.i} | {a.i for a in cue.ancestors if a.dep_ != "ROOT" or cue.dep_ in {"conj", "advcl"}}
    below = word
    while word.i not in above:
        # The parser hangs "on Sunday" on the speaker: "the minister on Sunday said".
        loose = word.dep_ == "nsubj" and below.dep_ in {"prep", "npadvmod"} and below.i > word.i
        another = word.dep_ == "conj" and word.pos_ == "VERB"  # what was done next
        if (word.dep_ in FOREIGN and not loose) or another or word.head.i == word.i:
            return False
        below, word = word, word.head
    return word.i == cue.i or cue.dep_ in {"conj", "advcl", "xcomp"}


def is_pluperfect(cue: Token | None) -> bool:
    """Whether the saying lies before the story's own time: "had said"."""
    return cue is not None and any(c.dep_ == "aux" and c.lower_ in {"had", "'d"} for c in cue.children)


@dataclass(frozen=True)
class Thread:
    """The date that holds for a speaker's side until another one is named."""

    side: frozenset[str]
    date: DateExpression
    past: bool


def carry_dates(statements: Sequence[tuple[Statement, Token | None]], roster: Roster) -> list[Statement]:
    """Give undated statements the date that holds: a day named for the same side, in the same layer of time.

    "Norway said on Thursday that … She added …": both on Thursday. "Earlier in May Norway had said …" opens a
    layer of its own that only further pluperfects share.
    """
    threads: list[Thread] = []
    dated: list[Statement] = []
    for statement, cue in statements:
        side = roster.side_of(p.actor for p in statement.speakers if p.actor is not None)
        if statement.date is not None:
            past = is_pluperfect(cue) or not _is_day(statement.date)
            threads.append(Thread(side, statement.date, past))
        elif (
            statement.within is None
            and not _is_lasting(cue)
            and (thread := _holding(threads, side, is_pluperfect(cue))) is not None
        ):
            dated.append(replace(statement, date=thread.date))
            continue
        dated.append(statement)
    return dated


def _is_lasting(cue: Token | None) -> bool:
    """Whether the present tense tells of a standing position: "Norway denies"."""
    return cue is not None and cue.tag_ in {"VBZ", "VBP"}


def _is_day(date: DateExpression) -> bool:
    return date.edtf is not None and len(date.edtf) == DAY


def _holding(threads: Sequence[Thread], side: frozenset[str], past: bool) -> Thread | None:
    if past:
        return threads[-1] if threads and threads[-1].past and threads[-1].side & side else None
    return next((t for t in reversed(threads) if not t.past and t.side & side), None)
