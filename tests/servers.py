"""Servers started for a test.

Oxigraph is in the lock and starts in a tenth of a second; others are for the full tests.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

only_in_full = pytest.mark.skipif(
    not os.environ.get("COMMUNIQUE_TEST_FULL"), reason="other engines and servers are for make test-full"
)

SETTINGS = """
[Database]
DatabaseFile={folder}/virtuoso.db
ErrorLogFile={folder}/virtuoso.log
LockFile={folder}/virtuoso.lck
TransactionFile={folder}/virtuoso.trx
xa_persistent_file={folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile={folder}/temporary.db
TransactionFile={folder}/temporary.trx
[Parameters]
ServerPort=127.0.0.1:{sql}
DirsAllowed={folder}
NumberOfBuffers=10000
MaxDirtyBuffers=6000
[HTTPServer]
ServerPort=127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows=100000
"""


@contextmanager
def oxigraph_server() -> Iterator[str]:
    """The address of an empty server in memory, on a free port of this machine."""
    port = free_port()
    program = Path(sys.executable).parent / "oxigraph"
    process = subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, 10)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """The address of an empty Virtuoso 7, its files in a folder; user and password are dba."""
    server = shutil.which("virtuoso-t")
    assert server, "virtuoso-opensource-7-bin is not installed, and the full tests want it"
    sql, http = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(SETTINGS.format(folder=folder, sql=sql, http=http))
    process = subprocess.Popen([server, "-f", "-c", settings], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{http}"
        wait_for(f"{address}/sparql", 60)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str, seconds: float) -> None:
    """Wait until a server answers, whatever it says."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"no server answers at {address}")
