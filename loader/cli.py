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
from pyoxigraph import QueryTriples

from loader import __version__
from loader.articles import Article, Remark
from loader.build import Build, Report, build_graph
from loader.cache import Cache
from loader.decisions import find_decisions
from loader.engines import ENGINES, EngineError
from loader.evaluation import GoldError, evaluate, read_gold, render_evaluation
from loader.explain import UnknownThingError, explain
from loader.failure import Failure
from loader.gathering import settle
from loader.graph_files import GraphFileError, validate_file
from loader.identities import IdentitiesError, render_identities
from loader.lexicon import LEXICON, LexiconError
from loader.nlp import DEFAULT_MODEL, parse_article
from loader.outgoing import export_command, push_command
from loader.pipeline import Collection, Request, Settings, collect, load_models, read_record
from loader.progress import Progress
from loader.queries import RENDERERS, QueryError, find_query, open_graph, read_prefixes, read_queries, run_query
from loader.records import record_json, record_schema
from loader.reports import FORMATS, render_report
from loader.shapes import ShapesError, load_shapes
from loader.sources import Defaults, Metadata, SourceError, read_sources
from loader.stores import WRITERS
from loader.verify import verify
from loader.vocab import DEFAULT_BASE, Vocabulary

Command = TypeVar("Command", bound=Callable[..., Any])
DONE_WITH_PROBLEMS = 1
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


#: Errors of the stages that are the user's or the machine's to mend.
USER_ERRORS = (
    SourceError,
    EngineError,
    ShapesError,
    GraphFileError,
    QueryError,
    UnknownThingError,
    GoldError,
    LexiconError,
    IdentitiesError,
    OSError,
)


@contextmanager
def failures() -> Iterator[None]:
    """``USER_ERRORS`` as one line and exit code 2."""
    try:
        yield
    except USER_ERRORS as error:
        raise Failure(str(error)) from error


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="communique")
def main() -> None:
    """News articles in, a validated knowledge graph of statements and meetings out.

    SOURCES are files, folders or - for standard input: .txt, .html, IPTC ninjs .json, .warc[.gz], and .jsonl[.gz]
    with the keys id, text, published, title, publisher or outlet, url, language.
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


@main.command()
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


@main.command()
@click.argument("graph", type=EXISTING_FILE)
@click.option("--shapes", type=click.Path(exists=True, path_type=Path), help="SHACL shapes of yours, file or folder.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
def validate(graph: Path, shapes: Path | None, form: str) -> None:
    """Check a graph against the shapes; exit 1 if it breaks one. Any Turtle, TriG, N-Triples or N-Quads file.

    Example: communique validate graph.ttl --format github
    """
    with failures():
        found = validate_file(graph, load_shapes(shapes, whole=True))
    click.echo(render_report(found, form, str(graph)), nl=False)
    sys.exit(DONE_WITH_PROBLEMS if any(violation.breaks for violation in found) else 0)


@main.command()
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


@main.command(name="explain")
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


main.add_command(export_command)
main.add_command(push_command)


@main.command(name="verify")
@click.argument("graph", type=EXISTING_FILE)
@click.argument("sources", nargs=-1, required=True)
def verify_command(graph: Path, sources: tuple[str, ...]) -> None:
    """Read the articles again: exit 1 unless every piece of evidence quotes its article verbatim.

    Example: communique verify graph.ttl seeds/
    """
    with failures():
        try:
            store = open_graph(graph)
        except SyntaxError as error:
            raise Failure(f"{graph}: not well-formed: {error}") from error
        articles = (o for o in read_sources(sources, Defaults()) if isinstance(o, Article))
        mismatches = list(verify(store, articles))
    for mismatch in mismatches:
        click.echo(f"{mismatch.iri}: {mismatch.reason}")
    click.echo(f"{graph}: {'every span is verbatim' if not mismatches else f'{len(mismatches)} mismatches'}", err=True)
    sys.exit(DONE_WITH_PROBLEMS if mismatches else 0)


@main.command(name="evaluate")
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--texts", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of the gold's texts."
)
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="Installed spaCy pipeline.")
def evaluate_command(gold: Path, texts: Path | None, model: str) -> None:
    """Compare what is extracted with annotated articles: precision, recall and F1 by rule, by form and by act.

    GOLD is JSON Lines (id, text, attributions with content and source as pairs of offsets), or a folder of JSON
    files like those in tests/gold, with --texts.

    Example: communique evaluate tests/gold --texts seeds
    """
    with failures():
        models = load_models(Settings(model))
        golds = list(read_gold(gold, texts))
        parsed = (parse_article(models.nlp, annotated.article, models.furniture) for annotated in golds)
        pairs = ((annotated, read_record(article, models)) for annotated, article in zip(golds, parsed, strict=True))
        click.echo(render_evaluation(evaluate(pairs)), nl=False)
