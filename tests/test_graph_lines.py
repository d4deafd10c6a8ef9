"""The lines at which nodes are described, in files of ours and of others."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from loader.graph_lines import find_lines
from loader.stores import WRITERS, write
from tests.graphs import VOCABULARY, sample_graphs

ID = "https://w3id.org/communique/id/"
NODES = {f"<{ID}article/courier-7>", f"<{ID}actor/ana-horvat>"}


@pytest.mark.parametrize("form", WRITERS)
def test_lines_of_our_own_files(form: str, tmp_path: Path) -> None:
    path, packed = tmp_path / "graph", tmp_path / "graph.gz"
    write(sample_graphs(), VOCABULARY, path, form)
    packed.write_bytes(gzip.compress(path.read_bytes()))
    found = find_lines(path, NODES)
    text = path.read_text(encoding="utf-8").splitlines()
    assert {
        text[number - 1].split()[0].rpartition(":")[2].rpartition("/")[2].strip(">") for number in found.values()
    } == {
        "courier-7",
        "ana-horvat",
    }
    assert found == find_lines(packed, NODES)


@pytest.mark.parametrize(
    ("turtle", "line"),
    [
        ("<http://x.org/a> a <http://x.org/B> .", 1),
        ("PREFIX x: <http://x.org/>\n\nx:a a x:B .", 3),
        ("@prefix : <http://x.org/> .\n:b :c :a .\n:a\n  a :B .", 3),
        ("@prefix x: <http://x.org/> .\nx:b x:c\n    x:a .", None),
        ("@prefix x: <http://y.org/> .\nx:a a x:B .", None),
        ('"\xff"', None),
    ],
)
def test_lines_of_files_of_others(turtle: str, line: int | None, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(turtle.encode("latin-1"))
    assert find_lines(path, {"<http://x.org/a>"}).get("<http://x.org/a>") == line
