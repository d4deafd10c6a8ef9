"""The command that answers on localhost: ``serve``."""

from __future__ import annotations

import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType

import click

from loader.articles import Article
from loader.cli.failures import EXISTING_FILE, Failure, failures
from loader.queries import open_graph, read_prefixes
from loader.serving.protocol import Endpoint
from loader.serving.server import ENDPOINT, Served, Server
from loader.site.asking import query_page
from loader.site.building import make_press, write_site
from loader.site.writing import Folder
from loader.sources import Defaults, read_sources
from loader.vocab import Vocabulary


@click.command(name="serve")
@click.argument("graph", type=EXISTING_FILE)
@click.argument("sources", nargs=-1)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen at; others than this machine's own open it to the network.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option("--federated", is_flag=True, help="Let queries ask other endpoints (SERVICE).")
def serve_command(graph: Path, sources: tuple[str, ...], host: str, port: int, federated: bool) -> None:
    """Serve a graph on localhost, until Ctrl-C: a SPARQL endpoint at /sparql, and the pages that site writes.

    Updates are refused. SOURCES are the articles that the graph was built from; without them the pages show the
    sentences that the graph quotes. The address is printed when the server answers.

    Example: communique serve graph.ttl seeds/ --port 0
    """
    with failures(graph), tempfile.TemporaryDirectory(prefix="communique-") as folder:
        if sys.stderr.isatty():
            click.echo(f"reading {graph} …", err=True)
        prefixes, store = usual_prefixes() | read_prefixes(graph), open_graph(graph)
        press = make_press(store, graph.name, endpoint=True)
        articles = (o for o in read_sources(sources, Defaults()) if isinstance(o, Article))
        problems = write_site(press, store, articles, Folder(Path(folder)))
        for problem in problems if sources else ():
            click.echo(f"{problem.iri}: {problem.reason}", err=True)
        endpoint = Endpoint(store, prefixes, query_page(press, prefixes).encode(), federated)
        run_server(host, port, Served(endpoint, Path(folder), press.addresses.places))


def usual_prefixes() -> dict[str, str]:
    """Namespace to prefix, for graphs in formats that declare none."""
    return {namespace: prefix for prefix, namespace in Vocabulary().prefixes.items()}


def run_server(host: str, port: int, served: Served) -> None:
    """Serve until the user or the system ends it."""
    try:
        server = Server(host, port, served)
    except OSError as error:
        raise Failure(f"cannot listen at {host}, port {port}: {error.strerror or error}") from error
    signal.signal(signal.SIGTERM, end)
    with server:
        click.echo(server.url)
        click.echo(f"SPARQL endpoint: {server.url.rstrip('/')}{ENDPOINT}; Ctrl-C ends", err=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("ended", err=True)


def end(_number: int, _frame: FrameType | None) -> None:
    """End as Ctrl-C does."""
    raise KeyboardInterrupt
