"""The shapes in an engine of another family, TopBraid's on Jena: rules between nodes too, the results are the same."""

from __future__ import annotations

from pathlib import Path

from loader.shapes import load_shapes
from loader.validation import validate_turtle
from tests.servers import only_in_full
from tests.sparql_engines import ask_jena
from tests.test_shapes import CASES, CONTEXT, all_shapes, apart

pytestmark = only_in_full
SH = "http://www.w3.org/ns/shacl#"


def test_topbraid_finds_what_we_find(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(CONTEXT + "".join(apart(case) for case in CASES))
    theirs = ask_jena(path, {}, shapes=all_shapes().serialize(format="turtle")).rows["results"]
    ours = [
        (v.focus, v.path, f"<{SH}{v.severity}>", f"<{SH}{v.component}ConstraintComponent>", v.message)
        for v in validate_turtle(path.read_text(), load_shapes(whole=True), engine="pyshacl")
    ]
    found = {tuple(map(plain, row)) for row in theirs}
    assert found == {tuple(map(plain, row)) for row in ours}
    assert len(found) > 300


def plain(term: str | None) -> str | None:
    """A term without what engines write in their own way: brackets, and the labels of blank nodes."""
    return term and ("[]" if term.startswith("_:") else term.strip("<>"))
