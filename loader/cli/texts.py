"""The commands that read articles without parsing them: ``text`` and ``verify``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from loader.articles import Article, Remark
from loader.cli.failures import DONE_WITH_PROBLEMS, EXISTING_FILE, Failure, failures
from loader.queries import open_graph
from loader.sources import Defaults, read_sources
from loader.verify import verify


@click.command()
@click.argument("source")
@click.option("--id", "wanted", help="Which article, where the source holds several.")
def text(source: str, wanted: str | None) -> None:
    """Print the text of an article, the one that offsets count.

    Example: communique text articles.jsonl --id 42
    """
    with failures():
        outcomes = list(read_sources([source], Defaults()))
    articles = [o for o in outcomes if isinstance(o, Article) and wanted in (None, o.id)]
    if len(articles) == 1:
        sys.stdout.buffer.write(articles[0].text.encode("utf-8"))
        return
    if articles:
        raise Failure(f"{source}: {len(articles)} articles; say which with --id, for example {articles[0].id}")
    reasons = [f"{o.source}: {o.text}" for o in outcomes if isinstance(o, Remark)]
    raise Failure(next(iter(reasons), f"{source}: no such article"))


@click.command(name="verify")
@click.argument("graph", type=EXISTING_FILE)
@click.argument("sources", nargs=-1, required=True)
def verify_command(graph: Path, sources: tuple[str, ...]) -> None:
    """Read the articles again: exit 1 unless every piece of evidence quotes its article verbatim.

    Example: communique verify graph.ttl seeds/
    """
    with failures(graph):
        store = open_graph(graph)
        articles = (o for o in read_sources(sources, Defaults()) if isinstance(o, Article))
        mismatches = list(verify(store, articles))
    for mismatch in mismatches:
        click.echo(f"{mismatch.iri}: {mismatch.reason}")
    click.echo(f"{graph}: {'every span is verbatim' if not mismatches else f'{len(mismatches)} mismatches'}", err=True)
    sys.exit(DONE_WITH_PROBLEMS if mismatches else 0)
