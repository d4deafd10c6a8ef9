"""The command ``build``: articles to a validated graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from loader.build import Build, Report, build_graph
from loader.cli.failures import DONE_WITH_PROBLEMS, failures
from loader.cli.reading import reading, reading_options
from loader.decisions import find_decisions
from loader.identities import render_identities
from loader.stores import WRITERS


@click.command()
@reading_options
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The graph to write."
)
@click.option("--format", "form", type=click.Choice(list(WRITERS)), default="turtle", show_default=True)
@click.option("--shapes", type=click.Path(exists=True, path_type=Path), help="SHACL shapes of yours, file or folder.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="JSON: counts, and what was left out.")
@click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    help="TSV to write: who was brought together and why, who stayed undecided. Change a line's judgement to same, "
    "different or undecided, or add one that rejects a statement or meeting, and give the lines back as --identities.",
)
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out what is less sure.")
@click.option("--no-text", is_flag=True, help="Offsets and digests instead of quoted text.")
def build(
    output: Path, form: str, shapes: Path | None, report: Path | None, decisions: Path | None, **options: Any
) -> None:
    """Turn articles into a validated graph.

    Example: communique build seeds/ -o graph.ttl --report report.json
    """
    wanted = Build(output, form, shapes, options["min_confidence"], not options["no_text"])
    with failures(), reading(options) as (collection, progress):
        told = build_graph(collection, wanted)
        if report:
            report.write_text(told.as_json(), encoding="utf-8")
        if decisions:
            casts = {summary.header.id: summary.cast for summary in collection.summaries}
            lines = render_identities(find_decisions(casts, collection.resolution, collection.decisions))
            decisions.write_text("".join(lines), encoding="utf-8")
        for entry in told.quarantined:
            progress.warn(f"quarantined: {entry['in']}: {entry['reason']}")
        for entry in told.dropped:
            progress.warn(f"dropped: {entry['source']}: {entry['reason']}")
        progress.say(headline(told, output))
    sys.exit(DONE_WITH_PROBLEMS if told.has_problems else 0)


def headline(report: Report, output: Path) -> str:
    """What a build came to, in one line."""
    told = [f"{report.counts[kind]:,} {kind}" for kind in ("articles", "statements", "meetings", "actors", "triples")]
    lost = [f"{len(report.rejected)} sources rejected"] if report.rejected else []
    lost += [f"{len(report.quarantined)} nodes quarantined"] if report.quarantined else []
    return f"{output}: {', '.join(told + lost)}"
