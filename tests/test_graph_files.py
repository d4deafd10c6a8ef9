"""RDF files as wholes: formats, compression, sizes, named graphs, terms that the ontology does not know."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

import loader.graph_files
from loader.graph_files import GraphFileError, validate_file
from loader.shapes import Shapes, load_shapes
from loader.validation import EngineName
from loader.violations import Violation

FOLDER = Path(__file__).parent / "shapes"
FAULTY = (FOLDER / "context.ttl").read_text() + (FOLDER / "statement" / "invalid-concepts.ttl").read_text()
BROKEN_IN_THE_MIDDLE = bytes(
    255 - byte if 40 < at < 60 else byte for at, byte in enumerate(gzip.compress(FAULTY.encode()))
)
GRAPH = ox.NamedNode("https://example.org/graph")


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes(whole=True)


@pytest.fixture(scope="module")
def expected(shapes: Shapes, tmp_path_factory: pytest.TempPathFactory) -> tuple[Violation, ...]:
    path = tmp_path_factory.mktemp("expected") / "graph.ttl"
    path.write_text(FAULTY)
    return validate_file(path, shapes, engine="pyshacl")


def serialized(form: ox.RdfFormat) -> bytes:
    triples = [quad.triple for quad in ox.parse(FAULTY.encode(), ox.RdfFormat.TURTLE)]
    quads = [ox.Quad(t.subject, t.predicate, t.object, GRAPH) for t in triples]
    data = ox.serialize(quads if form.supports_datasets else triples, format=form)
    assert data is not None
    return data


@pytest.mark.parametrize("suffix", loader.graph_files.FORMATS)
@pytest.mark.parametrize("compressed", [False, True])
def test_every_format_gives_the_same(
    suffix: str, compressed: bool, shapes: Shapes, expected: tuple[Violation, ...], tmp_path: Path
) -> None:
    data = serialized(loader.graph_files.FORMATS[suffix])
    path = tmp_path / f"graph{suffix}{'.gz' * compressed}"
    path.write_bytes(gzip.compress(data) if compressed else data)
    assert validate_file(path, shapes) == expected
    assert len([violation for violation in expected if violation.breaks]) == 7


def test_large_graphs_give_the_same(
    shapes: Shapes, expected: tuple[Violation, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader.graph_files, "REFERENCE_LIMIT", 10)
    monkeypatch.setattr(loader.graph_files, "MEMORY_LIMIT", 10)
    path = tmp_path / "graph.ttl"
    path.write_text(FAULTY)
    assert validate_file(path, shapes) == expected


def test_literals_are_judged_as_they_are_written(shapes: Shapes, tmp_path: Path) -> None:
    """A store would turn the number into an xsd:integer, which passes."""
    path = tmp_path / "graph.ttl"
    number = "oa:start 0 ;"
    context = (FOLDER / "context.ttl").read_text()
    path.write_text(context.replace(number, 'oa:start "0"^^xsd:nonNegativeInteger ;', 1))
    found = validate_file(path, shapes)
    assert [(violation.component, violation.value) for violation in found if violation.breaks] == [
        ("Datatype", '"0"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>')
    ]


def test_terms_that_the_ontology_does_not_define_are_pointed_out(shapes: Shapes, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text((FOLDER / "context.ttl").read_text() + "ex:said cq:adressee ex:other ; a cq:Statment .")
    found = validate_file(path, shapes)
    assert [(v.focus, v.severity, v.path, v.value) for v in found] == [
        (
            "<https://example.org/said>",
            "Warning",
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
            "<https://w3id.org/communique/ontology#Statment>",
        ),
        ("<https://example.org/said>", "Warning", "<https://w3id.org/communique/ontology#adressee>", None),
    ]


def test_graphs_of_others_are_valid_as_far_as_they_speak_of_other_things(shapes: Shapes, tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text('<https://example.org/a> <http://purl.org/dc/terms/title> "A" ; a <https://example.org/B> .')
    assert validate_file(path, shapes) == ()


def test_where_there_is_nothing_to_check_that_is_told(shapes: Shapes, tmp_path: Path) -> None:
    notes: list[str] = []
    for name, turtle in {"other": "<https://example.org/a> a <https://example.org/B> .", "ours": FAULTY}.items():
        (tmp_path / f"{name}.ttl").write_text(turtle)
        validate_file(tmp_path / f"{name}.ttl", shapes, tell=notes.append)
    assert [Path(note.partition(": nothing in it")[0]).stem for note in notes] == ["other"]


def test_nodes_without_iri_have_the_same_names_every_time(shapes: Shapes, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text((FOLDER / "context.ttl").read_text() + "[] a cq:Place . ex:said cq:evidence [ a cq:Evidence ] .")
    found = validate_file(path, shapes)
    assert {v.focus for v in found if v.focus.startswith("_:")} == {"_:b1", "_:b2"}
    assert found == validate_file(path, shapes)


@pytest.mark.parametrize("engine", ["auto", "pyshacl"])
def test_statements_about_triples_do_not_disturb(engine: EngineName, shapes: Shapes, tmp_path: Path) -> None:
    path = tmp_path / "annotated.ttl"
    path.write_text("@prefix ex: <https://example.org/> . ex:s ex:p ex:o {| ex:certainty 1 |}, 'x'@ar--rtl .")
    assert validate_file(path, shapes, engine=engine) == ()


def test_shapes_of_ones_own_judge_any_graph(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> ."
        "ex:S a sh:NodeShape ; sh:targetClass ex:B ; sh:property [ sh:path ex:title ; sh:minCount 1 ] ."
    )
    path = tmp_path / "other.ttl"
    path.write_text("<https://example.org/a> a <https://example.org/B> .")
    (violation,) = validate_file(path, load_shapes(own, whole=True))
    assert (violation.focus, violation.path) == ("<https://example.org/a>", "<https://example.org/title>")


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("graph.txt", b"", "no RDF file by its name"),
        ("graph.ttl", b"<a> <b> ", "not well-formed"),
        ("graph.ttl", b"\x89PNG\r\n\x1a\n", "not well-formed"),
        ("graph.nt.gz", b"not compressed", "not well-formed"),
        ("graph.nt.gz", gzip.compress(b"<https://a.org/b> ")[:-9], "not well-formed"),
        ("graph.nt.gz", BROKEN_IN_THE_MIDDLE, "not well-formed"),
        ("graph.ttl", b'<https://a.org/a> <https://a.org/b> "\xff" .', "not well-formed"),
        ("graph.nt", b"<https://a.org/a b> <https://a.org/c> <https://a.org/d> .", "not well-formed"),
    ],
)
def test_what_is_no_graph_is_refused(name: str, data: bytes, complaint: str, shapes: Shapes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(GraphFileError, match=complaint):
        validate_file(path, shapes)


def test_a_missing_file_is_told_from_a_broken_one(shapes: Shapes, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        validate_file(tmp_path / "none.ttl", shapes)
