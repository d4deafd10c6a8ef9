"""What we write read by Jena 6 and N3.js, shipped queries asked of Jena and Comunica: the same quads and rows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from loader.push import Destination, batches, update_request
from loader.stores import WRITERS, write
from tests.graphs import VOCABULARY, sample_graphs
from tests.servers import only_in_full
from tests.sparql_engines import Answers, Rows, ask_comunica, ask_jena, everything, oxigraph_rows, questions
from tests.test_push import HOSTILE, THING

QUESTIONS = questions()
FORMATS = {
    "turtle": ("ttl", RdfFormat.TURTLE, "text/turtle"),
    "trig": ("trig", RdfFormat.TRIG, "application/trig"),
    "nquads": ("nq", RdfFormat.N_QUADS, "application/n-quads"),
}

pytestmark = only_in_full


@pytest.fixture(scope="module")
def whole(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, the sample articles and all cases in one Turtle file."""
    path = tmp_path_factory.mktemp("engines") / "graph.ttl"
    path.write_text(everything(graph), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def quads(whole: Path) -> set[Quad]:
    return set(parse(path=str(whole), format=RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def expected(whole: Path) -> dict[str, Rows]:
    store = Store()
    store.load(path=str(whole), format=RdfFormat.TURTLE)
    return oxigraph_rows(store, QUESTIONS)


@pytest.fixture(scope="module")
def jena(whole: Path) -> Answers:
    return ask_jena(whole, QUESTIONS)


@pytest.fixture(scope="module")
def comunica(whole: Path) -> Answers:
    return ask_comunica(whole, QUESTIONS)


def test_jena_and_n3_read_the_same_triples(jena: Answers, comunica: Answers, quads: set[Quad]) -> None:
    assert len(jena.quads) == len(comunica.quads) == len(quads) > 3000
    assert jena.quads == comunica.quads == quads


@pytest.mark.parametrize("name", QUESTIONS)
def test_jena_gives_the_same_rows(name: str, jena: Answers, expected: dict[str, Rows]) -> None:
    assert jena.rows[name] == expected[name]


@pytest.mark.parametrize("name", QUESTIONS)
def test_comunica_gives_the_same_rows(name: str, comunica: Answers, expected: dict[str, Rows]) -> None:
    """Comunica's order is its own: it sorts text as dictionaries do, and by the last key where two are equal."""
    assert Counter(comunica.rows[name]) == Counter(expected[name])


def test_no_query_is_without_rows(expected: dict[str, Rows]) -> None:
    assert [name for name, rows in expected.items() if not rows] == []


@pytest.mark.parametrize("form", WRITERS)
def test_each_format_is_read_as_it_was_written(form: str, tmp_path: Path) -> None:
    ending, rdf_format, media_type = FORMATS[form]
    path = tmp_path / f"graph.{ending}"
    write(sample_graphs(), VOCABULARY, path, form)
    written = set(parse(path=str(path), format=rdf_format))
    assert len({quad.graph_name for quad in written}) == (1 if form == "turtle" else 3)
    assert ask_jena(path, {}).quads == ask_comunica(path, {}, media_type).quads == written


def test_jena_understands_what_push_sends(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("")
    graph = NamedNode("http://example.org/graph")
    hostile = [
        Quad(THING, NamedNode(f"http://example.org/{n}"), Literal(text), graph) for n, text in enumerate(HOSTILE)
    ]
    ours = [Quad(THING, THING, Literal("ours"), DefaultGraph())]
    cut = [
        batch for _ in range(2) for batch in batches([*hostile, *ours], Destination("http://x.org", "update", size=4))
    ]
    bodies = [str(update_request("http://x.org", batch).data, "utf-8") for batch in cut]  # type: ignore[arg-type]
    assert len(bodies) == 6
    assert ask_jena(tmp_path / "empty.ttl", {}, bodies).updated == {*hostile, *ours}
