"""Engines of other families asked in processes of their own, and the questions that all of them are asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, parse

from loader.queries import bind, read_queries, rows
from tests.conftest import ROOT
from tests.graphs import as_turtle, sample_graphs
from tests.test_cases import CASES, case_turtle
from tests.test_queries import PARAMETERS

Rows = list[tuple[str | None, ...]]

TURTLE = "text/turtle"


@dataclass(frozen=True)
class Answers:
    """What an engine read, its rows by question, and what updates made of an empty store."""

    quads: set[Quad]
    rows: Mapping[str, Rows]
    updated: set[Quad]


def questions() -> dict[str, str]:
    """Every shipped SELECT query as it is, and those with parameters once more about the sample's people."""
    queries = read_queries()
    asked = {name: bind(query, {}) for name, query in queries.items()}
    asked |= {f"{name} {' '.join(values.values())}": bind(queries[name], values) for name, values in PARAMETERS.items()}
    return {name: text for name, text in asked.items() if isinstance(Store().query(text), QuerySolutions)}


def everything(graph: Path) -> str:
    """The graph of a file, the sample articles' and all cases', as one Turtle text."""
    return "\n".join([graph.read_text(encoding="utf-8"), as_turtle(sample_graphs()), *map(case_turtle, CASES)])


def oxigraph_rows(store: Store, asked: Mapping[str, str]) -> dict[str, Rows]:
    """The answers of the embedded store, to which others are compared."""
    return {name: rows(store.query(text)) for name, text in asked.items()}


def ask_jena(graph: Path, asked: Mapping[str, str], updates: Sequence[str] = (), shapes: str = "") -> Answers:
    """What Jena 6 reads in a file and answers; its row ``results`` are those of TopBraid's SHACL engine."""
    packages = built("jena")
    program = [sys.executable, str(Path(__file__).parent / "jena_rows.py")]
    return _ask(program, {"PYTHONPATH": str(packages)}, graph=str(graph), queries=asked, updates=updates, shapes=shapes)


def ask_comunica(graph: Path, asked: Mapping[str, str], media_type: str = TURTLE) -> Answers:
    """What N3.js reads in a file, and Comunica answers."""
    packages = built("comunica") / "node_modules"
    program = ["node", str(Path(__file__).parent / "comunica" / "rows.cjs")]
    return _ask(program, {"NODE_PATH": str(packages)}, graph=str(graph), queries=asked, format=media_type)


def built(name: str) -> Path:
    """A folder of packages that make installs."""
    folder = ROOT / "build" / name
    assert folder.exists(), f"make test-full installs {folder}"
    return folder


def _ask(program: Sequence[str], environment: Mapping[str, str], **asked: Any) -> Answers:
    run = subprocess.run(
        program, input=json.dumps(asked), env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    found = {name: [tuple(row) for row in answer] for name, answer in told["rows"].items()}
    return Answers(_quads(told["quads"]), found, _quads(told.get("updated", "")))


def _quads(text: str) -> set[Quad]:
    return set(parse(text.encode(), RdfFormat.N_QUADS))
