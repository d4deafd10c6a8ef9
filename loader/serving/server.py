"""The HTTP server: the endpoint at ``/sparql``, the files of the site at all other addresses."""

from __future__ import annotations

import socket
import socketserver
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote

from loader.serving.protocol import LONGEST, TEXT, Answer, Endpoint, Request, answer

ENDPOINT, ABOUT = "/sparql", "/about"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
DRAINED = 1000  # parts of an unwanted request that are waited for
PATIENCE = 60  # seconds that a silent client keeps its connection
_CORS = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS"),
    ("Access-Control-Allow-Headers", "Accept, Content-Type"),
)


@dataclass(frozen=True)
class Served:
    """An endpoint, the folder of a site, and where the site tells of a thing: its IRI to an address in the folder."""

    endpoint: Endpoint
    folder: Path
    pages: Mapping[str, str]


class Server(ThreadingHTTPServer):
    """A server of one graph. A query that is still running does not keep it from ending.

    Raises:
        OSError: the address cannot be had.
    """

    daemon_threads = True

    def __init__(self, host: str, port: int, served: Served) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)
        self.served = served

    def server_bind(self) -> None:
        """Take the address, without the look-up of its name that HTTPServer makes."""
        socketserver.TCPServer.server_bind(self)

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        host, port = self.server_address[:2]
        name = str(host)
        return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "communique"
    sys_version = ""
    timeout = PATIENCE

    def __getattr__(self, name: str) -> object:
        """Every method of HTTP comes here, those that are refused too."""
        if name.startswith("do_"):
            return self.respond
        raise AttributeError(name)

    def respond(self) -> None:
        """Answer the request, whatever its method."""
        path, _, parameters = self.path.partition("?")
        body = self._body()
        if isinstance(body, Answer):
            self._send(body, (("Connection", "close"),))
            self._drain()
        elif path == ENDPOINT:
            headers = (self.headers.get("Accept", ""), self.headers.get("Content-Type", ""))
            told = answer(self.server.served.endpoint, Request(self.command, parameters, *headers, body))
            self._send(told, (*_CORS, ("Vary", "Accept"), ("Cache-Control", "no-store")))
        elif self.command not in ("GET", "HEAD"):
            self._send(refusal(405, f"{self.command} is not allowed here", (("Allow", "GET, HEAD"),)))
        elif path == ABOUT:
            self._send(find_page(self.server.served, parameters))
        else:
            self._send(find_file(self.server.served.folder, path))

    def _body(self) -> bytes | Answer:
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or (self.command == "POST" and not length):
            return refusal(411, "say how long the request is: Content-Length")
        if not (length or "0").isdecimal():
            return refusal(400, "Content-Length is no number")
        if int(length or 0) > LONGEST:
            return refusal(413, f"longer than {LONGEST:,} bytes")
        return self.rfile.read(int(length or 0))

    def _drain(self) -> None:
        """Let a client whose request is not read finish sending it, so that it gets to reading the answer."""
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(2)
            for _ in range(DRAINED):
                if not self.rfile.read1(1 << 16):
                    return

    def _send(self, told: Answer, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.send_response(told.status)
        for name, value in (*headers, *told.headers, ("X-Content-Type-Options", "nosniff")):
            self.send_header(name, value)
        if told.status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", told.media_type)
            self.send_header("Content-Length", str(len(told.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(told.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what goes wrong is told to who asked."""


def refusal(status: int, line: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """An error, as one line."""
    return Answer(status, f"{TEXT}; charset=utf-8", f"{line}\n".encode(), headers)


def find_page(served: Served, parameters: str) -> Answer:
    """The way to the page that tells of a thing, given as ``iri=…``."""
    iri = parse_qs(parameters).get("iri", [""])[0]
    if iri not in served.pages:
        return refusal(404, f"no page tells of {iri}" if iri else "say of what: ?iri=…")
    return Answer(303, f"{TEXT}; charset=utf-8", b"", (("Location", "/" + quote(served.pages[iri], safe="/#")),))


def find_file(folder: Path, path: str) -> Answer:
    """A file of the site; ``/`` is its index."""
    parts = unquote(path).strip("/").split("/")
    file = folder.joinpath(*parts) if parts != [""] else folder / "index.html"
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts if parts != [""]):
        return refusal(404, "no such page")
    if file.suffix not in TYPES or not file.is_file():
        return refusal(404, "no such page")
    return Answer(200, f"{TYPES[file.suffix]}; charset=utf-8", file.read_bytes())
