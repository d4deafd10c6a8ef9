"""How dates stand in a graph."""

from __future__ import annotations

from collections.abc import Iterable

from loader import literals
from loader.articles import Article
from loader.blocks import Property, texts
from loader.dates import DateExpression
from loader.edtf import edtf_range, is_edtf


def dated(date: DateExpression | None, article: Article, *, quote: bool) -> tuple[Property, ...]:
    """A date of a record, with its words unless nothing is to be quoted."""
    if date is None:
        return ()
    return *calendar((date.edtf,)), ("cq:dateText", texts(article.quote(date.span)) if quote else ())


def calendar(dates: Iterable[str | None]) -> tuple[Property, ...]:
    """EDTF dates with the days that they span; nothing for what is no EDTF."""
    valid = [edtf for edtf in dates if edtf and is_edtf(edtf)]
    spans = [days for edtf in valid if (days := edtf_range(edtf))]
    return (
        ("cq:date", tuple(literals.edtf(edtf) for edtf in valid)),
        ("cq:earliest", tuple(literals.date(first) for first, _ in spans)),
        ("cq:latest", tuple(literals.date(last) for _, last in spans)),
    )
