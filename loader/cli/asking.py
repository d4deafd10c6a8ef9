"""The commands that ask a graph: ``query`` and ``explain``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from pyoxigraph import QueryTriples

from loader.cli.failures import EXISTING_FILE, Failure, failures
from loader.explain import explain
from loader.queries import RENDERERS, find_query, open_graph, read_prefixes, read_queries, run_query


@click.command()
@click.argument("graph", type=EXISTING_FILE, required=False)
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="Name the shipped queries and their parameters.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Set a parameter of the query.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(RENDERERS)),
    help="[default: table on a terminal, else csv, or turtle of a CONSTRUCT]",
)
def query(graph: Path | None, name: str | None, listing: bool, params: tuple[str, ...], form: str | None) -> None:
    """Ask a graph: a shipped query by its NAME, or one of yours by its file.

    Example: communique query graph.ttl said-about -p actor=TTP
    """
    if listing:
        list_queries()
        return
    if graph is None or name is None:
        raise click.UsageError("which GRAPH, and which query? See --list.")
    if bad := [p for p in params if "=" not in p]:
        raise click.UsageError(f"{bad[0]!r}: a parameter is set as NAME=VALUE")
    with failures():
        asked = find_query(name)
        try:
            result = run_query(open_graph(graph), asked, dict(p.split("=", 1) for p in params))
            shown = form or (
                "table" if sys.stdout.isatty() else "turtle" if isinstance(result, QueryTriples) else "csv"
            )
            click.echo(RENDERERS[shown](result, read_prefixes(graph)), nl=False)
        except SyntaxError as error:
            raise Failure(f"{graph} or the query {name} is not well-formed: {error}") from error


def list_queries() -> None:
    """Print the shipped queries, what each answers and what it can be asked with."""
    for name, shipped in read_queries().items():
        click.echo(f"{name}\n    {shipped.question or shipped.title}")
        for parameter in shipped.parameters:
            click.echo(f"    -p {parameter.name}={parameter.default!r}  {parameter.note}".rstrip())


@click.command(name="explain")
@click.argument("graph", type=EXISTING_FILE)
@click.argument("iri")
def explain_command(graph: Path, iri: str) -> None:
    """Show why a thing stands in the graph: its sentence, the rule that found it, who else reports it.

    Example: communique explain graph.ttl https://w3id.org/communique/id/actor/pakistan
    """
    with failures():
        try:
            click.echo(explain(open_graph(graph), iri), nl=False)
        except (SyntaxError, ValueError) as error:
            raise Failure(str(error)) from error
