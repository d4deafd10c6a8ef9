"""The command line: arguments, progress and exit codes. The work is done elsewhere.

Exit codes: 0 all well; 1 done, but something was rejected, quarantined or invalid; 2 wrong use or an unusable
environment, nothing written.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from loader import __version__
from loader.articles import Article, Remark
from loader.cache import Cache
from loader.engines import ENGINES, EngineError
from loader.nlp import DEFAULT_MODEL
from loader.pipeline import Collection, Request, Settings, collect
from loader.progress import Progress
from loader.records import record_json, record_schema
from loader.sources import Defaults, Metadata, SourceError, read_sources

Command = TypeVar("Command", bound=Callable[..., Any])
DONE_WITH_PROBLEMS = 1
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Failure(click.ClickException):
    """Wrong use or an unusable environment: one line, nothing written."""

    exit_code = 2


@contextmanager
def failures() -> Iterator[None]:
    """Errors of the stages that are the user's or the machine's to mend, as one line and exit code 2."""
    try:
        yield
    except (SourceError, EngineError, OSError) as error:
        raise Failure(str(error)) from error


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="communique")
def main() -> None:
    """News articles in, a validated knowledge graph of statements and meetings out.

    SOURCES are files, folders or - for standard input: .txt, and .jsonl or .jsonl.gz with the keys id, text,
    published, title, publisher or outlet, url, language.
    """


def reading_options(command: Command) -> Command:
    """The sources and the options that say how to read them, shared by the commands that extract."""
    for option in reversed(
        [
            click.argument("sources", nargs=-1, required=True),
            click.option("--model", default=DEFAULT_MODEL, show_default=True, help="Installed spaCy pipeline."),
            click.option(
                "--gazetteer", "gazetteers", type=EXISTING_FILE, multiple=True, help="Turtle with actors of yours."
            ),
            click.option(
                "--metadata",
                type=EXISTING_FILE,
                help="CSV: id, headline, published, publisher, authors, url, language.",
            ),
            click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Date of articles that name none."),
            click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Worker processes."),
            click.option(
                "--engine", type=click.Choice(list(ENGINES)), default="local", show_default=True, help="Where they run."
            ),
            click.option(
                "--cache",
                type=click.Path(file_okay=False, path_type=Path),
                help="Folder that keeps results for the next run.",
            ),
            click.option("-q", "--quiet", is_flag=True, help="Tell of problems only."),
        ]
    ):
        command = option(command)
    return command


@contextmanager
def reading(options: dict[str, Any]) -> Iterator[tuple[Collection, Progress]]:
    """What the reading options ask for, collected; the cache is the user's folder or lives as long as the call."""
    progress = Progress(sys.stderr, options["quiet"])
    published: dt.datetime | None = options["published"]
    with failures(), tempfile.TemporaryDirectory(prefix="communique-") as folder:
        request = Request(
            options["sources"],
            Cache(options["cache"] or Path(folder)),
            Defaults(published.date() if published else None, read_metadata(options["metadata"])),
            Settings(options["model"], options["gazetteers"]),
            options["engine"],
            options["jobs"],
        )
        collection = collect(request, progress.tick)
        for remark in collection.remarks:
            if remark.fate == "rejected":
                progress.warn(f"rejected: {remark.source}: {remark.text}")
        if not collection.summaries:
            raise Failure("no article could be read from these sources; nothing was written")
        yield collection, progress


def read_metadata(path: Path | None) -> Metadata:
    """Rows of a metadata table by their ``id`` (or ``file``) column."""
    if path is None:
        return {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    if rows and not {"id", "file"} & rows[0].keys():
        raise Failure(f"{path}: the first row must name a column id or file")
    return {row.get("id") or row["file"]: row for row in rows}


@main.command()
@reading_options
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda c, _, v: print_schema(c, v),
    help="Print the JSON Schema of a record.",
)
def extract(**options: Any) -> None:
    """Print what each article says: one JSON record a line, no RDF.

    Example: communique extract seeds/ | jq .statements[].act
    """
    with reading(options) as (collection, _):
        for summary in collection.summaries:
            record = collection.record(summary)
            identities = collection.resolution.identities[summary.header.id]
            click.echo(json.dumps(record_json(record, identities, collection.resolution.matches), ensure_ascii=False))
        rejected = any(remark.fate == "rejected" for remark in collection.remarks)
    sys.exit(DONE_WITH_PROBLEMS if rejected else 0)


def print_schema(context: click.Context, wanted: bool) -> None:
    """Print the JSON Schema of a record and leave."""
    if wanted:
        click.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
        context.exit()


@main.command()
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
