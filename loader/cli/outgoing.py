"""The commands that give a graph to other software: ``export`` and ``push``."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

import click
import pyoxigraph as ox

from loader.cli.failures import EXISTING_FILE, Failure, failures
from loader.cli.progress import Progress
from loader.exports import EXPORTERS
from loader.graph_files import read_quads
from loader.push import PROTOCOLS, Destination, Outcome, batches, push
from loader.queries import open_graph
from loader.store_client import Credentials, PushError
from loader.stores import write_text

PASSWORD, TOKEN = "COMMUNIQUE_PASSWORD", "COMMUNIQUE_TOKEN"


@click.command(name="export")
@click.argument("graph", type=EXISTING_FILE)
@click.option("--format", "form", type=click.Choice(list(EXPORTERS)), required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="[default: standard output]")
def export_command(graph: Path, form: str, output: Path | None) -> None:
    """Write the graph for tools that know no RDF: events as a table, FollowTheMoney entities.

    plover-csv and plover-jsonl have a row for each pair of actors: who did what to whom, when, where, by which
    article. ftm is JSON Lines for Aleph and its kin.

    Example: communique export graph.ttl --format plover-csv -o events.csv
    """
    with failures(graph):
        chunks = EXPORTERS[form](open_graph(graph))
        if output:
            write_text(chunks, output)
            return
    for chunk in chunks:
        click.echo(chunk, nl=False)


@click.command(name="push")
@click.argument("graph", type=EXISTING_FILE)
@click.option("--endpoint", required=True, metavar="URL", help="Where the store takes the protocol.")
@click.option("--protocol", type=click.Choice(list(PROTOCOLS)), default="gsp", show_default=True)
@click.option("--graph", "target", metavar="IRI", help="Named graph for what is in none.  [default: default graph]")
@click.option("--user", help=f"Who writes; the password is read from {PASSWORD}.")
@click.option("--batch", type=click.IntRange(1), help="Triples a request.  [default: 10000; 1000 for update]")
@click.option("-q", "--quiet", is_flag=True, help="Tell of problems only.")
def push_command(graph: Path, quiet: bool, **options: str | int | None) -> None:
    """Write the graph into a triplestore, by the Graph Store Protocol (gsp) or SPARQL Update.

    A TriG or N-Quads file has one named graph an article; each replaces the one of its name in the store, so that it
    can be pushed again, after an interruption too. Triples in no named graph, as in Turtle, are added to the default
    graph, or replace the one that --graph names. A bearer token is read from COMMUNIQUE_TOKEN.

    Example: communique push graph.trig --endpoint http://localhost:7878/store
    """
    progress = Progress(sys.stderr, quiet, "graphs")
    told = Told()
    with failures(graph):
        destination = read_destination(**options)  # type: ignore[arg-type]
        for _ in batches(read_quads(graph), destination):
            pass  # a file with an error in its last line is not pushed in part
        try:
            for outcome in push(read_quads(graph), destination):
                progress.tick()
                if line := told.add(outcome):
                    progress.warn(line)
        except PushError as error:
            if not told.triples:
                raise
            progress.warn(f"{error}; the graphs before are in the store: push again when this is mended")
            told.refused += 1
    if told.refused and not told.triples:
        raise Failure(f"{destination.endpoint}: nothing was taken")
    progress.say(f"{destination.endpoint}: {told}")
    sys.exit(1 if told.refused else 0)


def read_destination(
    endpoint: str, protocol: str, target: str | None, user: str | None, batch: int | None
) -> Destination:
    """The store that the options and the environment name."""
    password, token = os.environ.get(PASSWORD), os.environ.get(TOKEN, "").strip()
    if user is not None and password is None:
        raise Failure(f"set {PASSWORD} to the password of {user}")
    try:
        ox.NamedNode(target or "x:")
    except ValueError as error:
        raise Failure(f"--graph {target}: {error}") from error
    return Destination(endpoint, protocol, Credentials(user, password, token), target, batch or 0)


@dataclass
class Told:
    """Counts what was pushed."""

    graphs: set[str | None] = field(default_factory=set)
    triples: int = 0
    refused: int = 0

    def add(self, outcome: Outcome) -> str | None:
        """Count an outcome; a line about it if it was refused."""
        self.triples += outcome.triples
        if outcome.refused is None:
            self.graphs.add(outcome.graph)
            return None
        self.refused += 1
        part = f" after {outcome.triples:,} triples" if outcome.triples else ""
        return f"refused{part}: {outcome.graph or 'the default graph'}: {outcome.refused}"

    def __str__(self) -> str:
        refused = f", {self.refused:,} refused" if self.refused else ""
        return f"{len(self.graphs):,} graphs, {self.triples:,} triples pushed{refused}"
