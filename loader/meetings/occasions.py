"""The meeting at which a statement was made, and the one it speaks of."""

from __future__ import annotations

from loader.meetings.model import Meeting
from loader.nlp import ParsedArticle
from loader.statements import Statement


def link_statements(
    parsed: ParsedArticle, statements: tuple[Statement, ...], meetings: tuple[Meeting, ...]
) -> tuple[Statement, ...]:
    """The statements again, each with the meeting it was made at (occasion) and the one it speaks of (about)."""
    return statements
