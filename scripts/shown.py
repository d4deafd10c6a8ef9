"""Commands and their real output in Markdown pages: what cog runs between the marks in README.md and docs/."""

from __future__ import annotations

import contextlib
import shlex
import subprocess
from pathlib import Path
from urllib.parse import urlencode

from click.testing import CliRunner

from loader.cli import main
from loader.queries import open_graph, read_prefixes
from loader.serving.protocol import Endpoint, Request, answer

ROOT = Path(__file__).parent.parent


def shown(command: str, *, lines: int | None = None, width: int | None = None) -> None:
    """Print a command and what it prints, as a console block; ``lines`` and ``width`` cut long output with ``…``."""
    output = _output(shlex.split(command)).rstrip().splitlines()
    if width:
        output = [line if len(line) <= width else f"{line[: width - 1]}…" for line in output]
    if lines and len(output) > lines:
        output = [*output[:lines], "…"]
    print("\n".join(["```console", f"$ {command}", *(line.rstrip() for line in output), "```"]))


def _output(words: list[str]) -> str:
    """What a command prints in the project's root. Our own runs in this process: two dozen of them are on one page."""
    with contextlib.chdir(ROOT):
        if words[0] == "communique":
            result = CliRunner().invoke(main, words[1:], catch_exceptions=False)
            return result.stdout + result.stderr
        run = subprocess.run(words, check=False, capture_output=True, text=True)
        return run.stdout + run.stderr


def asked(path: str, query: str, accept: str) -> None:
    """Print a request to the endpoint of ``serve``, as curl makes it, and what a server of that graph answers."""
    endpoint = Endpoint(open_graph(ROOT / path), read_prefixes(ROOT / path))
    form = urlencode({"query": query})
    told = answer(endpoint, Request("POST", "", accept, "application/x-www-form-urlencoded", form.encode()))
    command = f"curl http://127.0.0.1:8000/sparql -H 'Accept: {accept}' --data-urlencode \"query={query}\""
    print("\n".join(["```console", f"$ {command}", *told.body.decode().splitlines(), "```"]))


def excerpt(path: str, start: str, subjects: int = 1) -> None:
    """Print blocks of a Turtle file, from the first whose subject starts with ``start``."""
    blocks = (ROOT / path).read_text(encoding="utf-8").split("\n\n")
    first = next(i for i, block in enumerate(blocks) if block.startswith(start))
    print("```turtle\n" + "\n\n".join(blocks[first : first + subjects]).strip() + "\n```")
