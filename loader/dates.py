"""Date expressions of news English to TIMEX3 values and EDTF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loader.articles import Span
from loader.nlp import ParsedArticle

DateType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True)
class DateExpression:
    """A date, time, duration or set in the text.

    ``value`` is the TIMEX3 value (TimeML 1.2.1), None where it cannot be known; ``edtf`` the EDTF level 1 date of
    a DATE (ISO 8601-2; ``XXXX-06-26`` where the year is unknown), None where there is none.
    """

    span: Span
    type: DateType
    value: str | None
    edtf: str | None


def find_dates(parsed: ParsedArticle) -> tuple[DateExpression, ...]:
    """All date expressions of an article, in text order, resolved against its publication date and tense."""
    return ()
