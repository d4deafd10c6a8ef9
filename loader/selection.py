"""A record without some of its statements and meetings: links to what is left out go too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from loader.meetings import Meeting
from loader.records import Record
from loader.statements import Statement


def confident(record: Record, least: float) -> Record:
    """The record without statements and meetings whose rule is less sure than ``least``, or unmeasured."""
    if least <= 0:
        return record
    return select(record, lambda item: (item.confidence or 0.0) >= least)


def select(record: Record, wanted: Callable[[Statement | Meeting], bool]) -> Record:
    """The record with those statements and meetings only that are wanted."""
    meetings = tuple(meeting for meeting in record.meetings if wanted(meeting))
    known = {meeting.id for meeting in meetings}
    statements = tuple(statement for statement in record.statements if wanted(statement))
    said = {statement.id for statement in statements}

    def relinked(s: Statement) -> Statement:
        return replace(
            s,
            within=s.within if s.within in said else None,
            occasion=s.occasion if s.occasion in known else None,
            about=s.about if s.about in known else None,
        )

    return replace(record, statements=tuple(map(relinked, statements)), meetings=meetings)
