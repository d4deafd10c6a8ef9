"""The command that answers on localhost: ``serve``."""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path
from types import FrameType

import click

from loader.cli.failures import EXISTING_FILE, Failure, failures
from loader.queries import open_graph, read_prefixes
from loader.serving.protocol import Endpoint
from loader.serving.server import ENDPOINT, Served, Server
from loader.site.asking import query_page
from loader.site.rendering import load_templates, static_files


@click.command(name="serve")
@click.argument("graph", type=EXISTING_FILE)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen at; others than this machine's are open to the network.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option("--federated", is_flag=True, help="Let queries ask other endpoints (SERVICE).")
def serve_command(graph: Path, host: str, port: int, federated: bool) -> None:
    """Answer SPARQL queries on a graph at /sparql, with a page to ask from, until Ctrl-C.

    Updates are refused. The address is printed when the server answers.

    Example: communique serve graph.ttl --port 0
    """
    with failures(graph), tempfile.TemporaryDirectory(prefix="communique-") as folder:
        prefixes = read_prefixes(graph)
        page = query_page(load_templates(), graph.name, prefixes)
        write_static(Path(folder))
        endpoint = Endpoint(open_graph(graph), prefixes, page.encode(), federated)
        run_server(host, port, Served(endpoint, Path(folder), {}))


def write_static(folder: Path) -> None:
    """The style sheet and scripts of the pages."""
    (folder / "static").mkdir()
    for name, content in static_files().items():
        (folder / name).write_bytes(content)
    (folder / "index.html").write_text(f'<!doctype html><meta http-equiv="refresh" content="0; url={ENDPOINT}">')


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
