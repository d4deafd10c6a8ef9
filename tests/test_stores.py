"""Writers: lossless, deterministic, as a whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, RdfFormat, Store, Triple, parse
from rdflib.compare import isomorphic

from loader import literals
from loader.blocks import Block
from loader.stores import SUFFIXES, WRITERS, Graph, OutputLockedError, full_term, write
from loader.vocab import Vocabulary
from tests.graphs import VOCABULARY, WORLD, as_turtle, oxigraph_quads, rdflib_graph, sample_graphs
from tests.sample import first_record, second_record

FORMATS = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS}


def written(graphs: list[Graph], form: str) -> str:
    return "".join(WRITERS[form](graphs, VOCABULARY))


def ntriples(graphs: list[Graph]) -> str:
    """The graphs as N-Triples, made without any writer."""
    triples = {triple for _, blocks in graphs for block in blocks for triple in block.triples()}
    return "".join(f"{' '.join(full_term(term, VOCABULARY) for term in triple)} .\n" for triple in sorted(triples))


def test_both_parsers_read_what_was_meant() -> None:
    graphs = sample_graphs()
    meant = rdflib.Graph().parse(data=ntriples(graphs), format="nt")
    assert len(meant) > 400
    assert isomorphic(rdflib_graph(as_turtle(graphs)), meant)
    assert {q.triple for q in oxigraph_quads(as_turtle(graphs))} == {
        q.triple for q in parse(ntriples(graphs).encode(), RdfFormat.N_TRIPLES)
    }


@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_named_graphs(form: str) -> None:
    quads = oxigraph_quads(written(sample_graphs(), form), FORMATS[form])
    assert {q.triple for q in quads} == {q.triple for q in oxigraph_quads(as_turtle(sample_graphs()))}
    names = {str(q.graph_name) for q in quads}
    assert names == {f"<{VOCABULARY.expand(name)}>" for name in ("article:strelsau-post-1", "article:courier-7", WORLD)}
    dataset = rdflib.Dataset().parse(data=written(sample_graphs(), form), format=form)
    assert len(list(dataset.quads())) == len(quads)


def test_no_blank_nodes_and_no_default_graph() -> None:
    for quad in oxigraph_quads(written(sample_graphs(), "nquads"), RdfFormat.N_QUADS):
        assert not any(isinstance(node, BlankNode) for node in quad)
        assert not isinstance(quad.graph_name, DefaultGraph)


def test_a_store_gives_back_what_was_loaded() -> None:
    """Literals are canonical: Oxigraph's store changes those that are not."""
    before = {q.triple for q in oxigraph_quads(as_turtle(sample_graphs()))}
    store = Store()
    store.load(as_turtle(sample_graphs()).encode(), RdfFormat.TURTLE)
    assert {Triple(q.subject, q.predicate, q.object) for q in store} == before


def test_one_more_article_changes_only_its_blocks_and_those_it_speaks_of() -> None:
    def blocks(text: str) -> set[str]:
        return set(text.split("\n\n"))

    alone = blocks(as_turtle(sample_graphs([first_record()])))
    both = blocks(as_turtle(sample_graphs([first_record(), second_record()])))
    gone = {block.split("\n")[0].strip() for block in alone - both}
    assert gone == {"meeting:strelsau-post-1-137-142", "meeting:strelsau-post-1-310-317"}


def test_order_of_articles_does_not_matter() -> None:
    assert as_turtle(sample_graphs([first_record(), second_record()])) == as_turtle(
        sample_graphs([second_record(), first_record()])
    )


terms = st.one_of(
    st.text().map(literals.text),
    st.text().map(lambda text: literals.text(text, "en")),
    st.floats(-1000, 1000).map(literals.decimal),
    st.integers().map(str),
    st.dates().map(literals.date),
    st.sampled_from(["actor:ttp", "<http://example.org/#a>", "act:Reject"]),
)


@given(st.lists(terms, min_size=1, unique=True))
def test_every_writer_is_lossless(objects: list[str]) -> None:
    graphs: list[Graph] = [("article:x", [Block("actor:a", (("cq:content", tuple(objects)),))])]
    meant = {q.triple for q in parse(ntriples(graphs).encode(), RdfFormat.N_TRIPLES)}
    for form, parsed in FORMATS.items():
        assert {q.triple for q in oxigraph_quads(written(graphs, form), parsed)} == meant
    assert len(rdflib_graph(written(graphs, "turtle"))) == len(meant)


@pytest.mark.parametrize(
    ("term", "full"),
    [
        ("a", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"),
        ("act:Reject", "<https://w3id.org/communique/act/Reject>"),
        ("-5", '"-5"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ('"a \\"^^b"', '"a \\"^^b"'),
        ('"a \\"^^b"@en', '"a \\"^^b"@en'),
        ('"1"^^xsd:decimal', '"1"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
    ],
)
def test_full_term(term: str, full: str) -> None:
    assert full_term(term, Vocabulary()) == full


# --- files -------------------------------------------------------------------------------------------------------


def test_the_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    write(sample_graphs(), VOCABULARY, path)
    assert path.read_text(encoding="utf-8") == as_turtle(sample_graphs())
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]


def failing() -> Iterator[Graph]:
    yield sample_graphs()[0]
    raise RuntimeError("in the middle")


def test_a_failure_leaves_the_former_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    with pytest.raises(RuntimeError, match="in the middle"):
        write(failing(), VOCABULARY, path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]


def test_what_a_killed_run_left_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl.part").write_text("half a graph" * 10_000)
    write(sample_graphs(), VOCABULARY, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_text(encoding="utf-8") == as_turtle(sample_graphs())


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"

    def meanwhile() -> Iterator[Graph]:
        with pytest.raises(OutputLockedError, match="by another run"):
            write(sample_graphs(), VOCABULARY, path)
        yield from sample_graphs()

    write(meanwhile(), VOCABULARY, path)
    assert path.read_text(encoding="utf-8") == as_turtle(sample_graphs())


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_text("old")
    (tmp_path / "graph.ttl").symlink_to("real.ttl")
    write(sample_graphs(), VOCABULARY, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_text(encoding="utf-8") == as_turtle(sample_graphs())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write(sample_graphs(), VOCABULARY, pipe)
    reader.join(timeout=30)
    assert read == [as_turtle(sample_graphs())]
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX ones")
def test_the_file_is_as_readable_as_others(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    write(sample_graphs(), VOCABULARY, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_every_format_has_an_ending() -> None:
    assert set(SUFFIXES.values()) == set(WRITERS)
