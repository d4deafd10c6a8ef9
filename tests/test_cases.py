"""Case folders: what articles say in, the whole graph out. ``python -m tests.test_cases`` rewrites the graphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.compare import graph_diff, isomorphic

from loader.shapes import load_shapes
from loader.stores import Graph
from loader.triples import record_triples
from loader.validation import validate_turtle
from loader.world import article_facts, make_world, meetings_by_article, world_triples
from tests.case_records import read_actors, read_records
from tests.graphs import VOCABULARY, WORLD, as_turtle, knowledge, rdflib_graph
from tests.sample import BASE

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/note.md"))


def case_turtle(folder: Path) -> str:
    """The graph of a case, in Turtle."""
    records = read_records(folder)
    identities = {r.article.id: {a.key: f"{BASE}actor/{a.key}" for a in r.cast.actors} for r in records}
    world = make_world(article_facts(r, identities[r.article.id], knowledge()) for r in records)
    meetings = meetings_by_article(world)
    graphs: list[Graph] = []
    for r in records:
        reported = meetings.get(r.article.id, {})
        graph = record_triples(r, identities[r.article.id], VOCABULARY, reported)
        graphs.append((graph.article, graph.blocks))
    return as_turtle([*graphs, (WORLD, (*read_actors(folder), *world_triples(world)))])


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    made = rdflib_graph(case_turtle(folder))
    expected = rdflib_graph((folder / "expected.ttl").read_text(encoding="utf-8"))
    if not isomorphic(made, expected):
        _, missing, surplus = graph_diff(expected, made)
        pytest.fail(f"missing:\n{missing.serialize()}\nsurplus:\n{surplus.serialize()}")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_graph_of_a_case_is_valid(folder: Path) -> None:
    shapes = load_shapes(None, whole=True)
    assert [v for v in validate_turtle(case_turtle(folder), shapes) if v.breaks] == []


if __name__ == "__main__":
    for case in CASES:
        (case / "expected.ttl").write_text(case_turtle(case), encoding="utf-8")
