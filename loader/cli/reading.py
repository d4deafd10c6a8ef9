"""The options that say what to read and how, shared by the commands that extract."""

from __future__ import annotations

import csv
import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from loader.cache import Cache
from loader.cli.failures import EXISTING_FILE, Failure, failures
from loader.cli.progress import Progress
from loader.engines import ENGINES
from loader.lexicon import LEXICON
from loader.nlp import DEFAULT_MODEL
from loader.pipeline import Collection, Request, Settings, collect
from loader.sources import Defaults, Metadata
from loader.vocab import DEFAULT_BASE, Vocabulary

Command = TypeVar("Command", bound=Callable[..., Any])


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
                "--lexicon",
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                default=LEXICON,
                help="Folder whose tables of cues and acts (TSV) replace the shipped ones.",
            ),
            click.option(
                "--metadata",
                type=EXISTING_FILE,
                help="CSV: id, headline, published, publisher, authors, url, language.",
            ),
            click.option("--base", default=DEFAULT_BASE, show_default=True, help="Where data IRIs live."),
            click.option(
                "--identities",
                type=EXISTING_FILE,
                help="TSV of your decisions, the last word; see --decisions of build.",
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
    try:
        Vocabulary(options["base"])
    except ValueError as error:
        raise Failure(str(error)) from error
    with failures(), tempfile.TemporaryDirectory(prefix="communique-") as folder:
        request = Request(
            options["sources"],
            Cache(options["cache"] or Path(folder), lasting=bool(options["cache"])),
            Defaults(published.date() if published else None, read_metadata(options["metadata"])),
            Settings(options["model"], options["gazetteers"], options["lexicon"]),
            options["base"],
            options["engine"],
            options["jobs"],
            options["identities"],
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
