"""Statements that stand in an article twice: headline and standfirst give way to the body."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from loader.attribution import Attribution
from loader.nlp import ParsedArticle
from loader.statements.clauses import passage
from loader.statements.model import Statement

LEADING = frozenset({"headline", "standfirst"})
#: Parts of an article in which nobody is reported to say anything.
SILENT = frozenset({"byline", "dateline", "date", "caption", "credit", "notice"})
#: Share of the words that must stand in the body in one run.
SAME = 0.8


def is_silent(statement: Statement | Attribution, parsed: ParsedArticle) -> bool:
    """Whether the content stands in a caption, byline or the like."""
    block = parsed.layout.block_at(statement.content[0].start)
    return block is not None and block.kind in SILENT


def without_repeats(statements: Sequence[Statement], parsed: ParsedArticle) -> list[Statement]:
    """Drop what headline and standfirst say if a statement of the body says it in the same words."""
    leading: list[Statement] = []
    body: list[Statement] = []
    for statement in statements:
        block = parsed.layout.block_at(statement.content[0].start)
        (leading if block is not None and block.kind in LEADING else body).append(statement)
    if not leading:
        return list(statements)
    bodies = [_words(statement, parsed) for statement in body]
    said = [(statement.id, _words(statement, parsed)) for statement in leading]
    repeated = {id_ for id_, words in said if any(_repeats(words, body) for body in bodies)}
    return [statement for statement in statements if statement.id not in repeated]


def _words(statement: Statement, parsed: ParsedArticle) -> list[str]:
    return [t.lower_ for t in passage(parsed.words, statement.content).words if t.lower_ != "that"]


def _repeats(short: list[str], long: list[str]) -> bool:
    run = SequenceMatcher(None, short, long, autojunk=False).find_longest_match()
    return bool(short) and run.size >= SAME * len(short)
