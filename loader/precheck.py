"""Core constraints by a faster engine, where it is known to agree with pySHACL, which names what it rejects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from loader.shapes import Shapes
from loader.violations import Violation


def every(_: Violation) -> bool:
    """Whether a violation matters: it does."""
    return True


def check_after(
    report: Any | None,
    triples: Callable[[], Iterable[ox.Quad | ox.Triple]],
    shapes: Shapes,
    *,
    matters: Callable[[Violation], bool] = every,
    nodes: Collection[str] = (),
) -> list[Violation]:
    """The results of core constraints. What a faster engine rejects in its ``report`` is left to pySHACL to name.

    Without a report pySHACL does it all. ``triples`` are those of the graph, asked for only when pySHACL is. With
    ``nodes``, those at other nodes may be left out.
    """
    if report is None:
        return reference(triples, shapes, nodes=nodes)
    found = [violation for violation in fast_results(report) if matters(violation)]
    rejected: dict[str, list[str]] = {}
    for violation in found:
        if violation.breaks:
            rejected.setdefault(violation.shape, []).append(violation.focus)
    if not rejected:
        return found
    if any(not focus.startswith("<") for nodes in rejected.values() for focus in nodes):
        return reference(triples, shapes)  # pySHACL can be asked about nodes with IRIs only
    named = reference(triples, shapes, only=rejected)
    return [*(v for v in found if v.focus not in rejected.get(v.shape, ())), *named]


def reference(
    triples: Callable[[], Iterable[ox.Quad | ox.Triple]],
    shapes: Shapes,
    *,
    nodes: Collection[str] = (),
    only: Mapping[str, Sequence[str]] | None = None,
) -> list[Violation]:
    """The results of pySHACL, which takes a while to load; see ``check_core``."""
    from loader.constraints import check_core, rdflib_graph  # noqa: PLC0415  most builds never need it

    return list(check_core(rdflib_graph(triples()), shapes, nodes=nodes, only=only))


def fast_results(report: Any) -> Iterator[Violation]:
    """The results of the ``shacl`` engine."""
    for result in report.results:
        yield Violation(
            result.focus_node,
            result.path,
            result.value,
            result.severity,
            result.message or "",
            (result.root_shape or result.source_shape or "").strip("<>"),
            result.component.removesuffix("ConstraintComponent"),
        )
