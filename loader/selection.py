"""A record without some of its statements and meetings: links to what is left out go too."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace

from loader.identifiers import report_terms, statement_terms
from loader.meetings import Meeting
from loader.records import Record
from loader.statements import Statement


def confident(record: Record, least: float) -> Record:
    """The record without statements and meetings whose rule is less sure than ``least``, or unmeasured."""
    if least <= 0:
        return record
    return select(record, lambda item: (item.confidence or 0.0) >= least)


def overrule(record: Record, rejected: Container[str]) -> tuple[Record, tuple[str, ...]]:
    """The record without the statements and meetings whose terms are rejected; and those terms."""
    said, met = statement_terms(record), report_terms(record)
    gone = {i: term for terms in (said, met) for i, term in terms.items() if term in rejected}
    return (select(record, lambda item: item.id not in gone), tuple(gone.values())) if gone else (record, ())


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
