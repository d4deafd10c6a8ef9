"""The command ``validate``: a graph against the shapes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from loader.cli.failures import DONE_WITH_PROBLEMS, EXISTING_FILE, failures
from loader.graph_files import validate_file
from loader.graph_lines import find_lines
from loader.reports import FORMATS, render_report
from loader.shapes import load_shapes


@click.command()
@click.argument("graph", type=EXISTING_FILE)
@click.option("--shapes", type=click.Path(exists=True, path_type=Path), help="SHACL shapes of yours, file or folder.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
def validate(graph: Path, shapes: Path | None, form: str) -> None:
    """Check a graph against the shapes; exit 1 if it breaks one.

    Any Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD file, gzip-compressed too, ours or not.

    Example: communique validate graph.ttl --format github
    """
    with failures():
        notes: list[str] = []
        found = validate_file(graph, load_shapes(shapes, whole=True), tell=notes.append)
        lines = find_lines(graph, {violation.focus for violation in found})
    click.echo(render_report(found, form, str(graph), lines), nl=False)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    sys.exit(DONE_WITH_PROBLEMS if any(violation.breaks for violation in found) else 0)
