"""The command that writes pages to read: ``site``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from loader.articles import Article
from loader.cli.failures import DONE_WITH_PROBLEMS, EXISTING_FILE, failures
from loader.queries import open_graph
from loader.site.building import build_site
from loader.sources import Defaults, read_sources


@click.command(name="site")
@click.argument("graph", type=EXISTING_FILE)
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder to write; a site written there before is replaced as a whole, anything else is left alone.",
)
@click.option("-q", "--quiet", is_flag=True, help="Tell of problems only.")
def site_command(graph: Path, sources: tuple[str, ...], output: Path, quiet: bool) -> None:
    """Write a static site to read a graph: no server, no network; open its index.html.

    Articles with their statements marked, actors, meetings on a timeline and a map, who speaks to whom. SOURCES are
    the articles that the graph was built from; where a text is another now, exit 1, and its page shows only what the
    graph quotes.

    Example: communique site graph.ttl seeds/ -o site/
    """
    with failures(graph):
        store = open_graph(graph)
        articles = (o for o in read_sources(sources, Defaults()) if isinstance(o, Article))
        problems = build_site(store, graph.name, articles, output)
    for problem in problems:
        click.echo(f"{problem.iri}: {problem.reason}", err=True)
    if not quiet:
        click.echo(f"{output / 'index.html'}", err=False)
    sys.exit(DONE_WITH_PROBLEMS if problems else 0)
