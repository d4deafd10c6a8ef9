"""The command ``extract``: what articles say, as JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from loader.cli.failures import DONE_WITH_PROBLEMS
from loader.cli.reading import reading, reading_options
from loader.gathering import settle
from loader.records import record_json, record_schema


@click.command()
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
    with reading(options) as (found, _):
        collection = settle(found)
        matches = {entity.iri: entity.matches for entity in collection.resolution.entities}
        for summary in collection.summaries:
            identities = collection.resolution.identities[summary.header.id]
            record = record_json(collection.record(summary), identities, matches)
            click.echo(json.dumps(record, ensure_ascii=False))
        rejected = any(remark.fate == "rejected" for remark in collection.remarks)
    sys.exit(DONE_WITH_PROBLEMS if rejected else 0)


def print_schema(context: click.Context, wanted: bool) -> None:
    """Print the JSON Schema of a record and leave."""
    if wanted:
        click.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
        context.exit()
