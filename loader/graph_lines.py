"""Where in a file the description of a node begins, for people who are to look there."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from loader.graph_files import open_file

_PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_SUBJECT = re.compile(r"<([^>]*)>\s|([\w.-]*):([^\s;,]+)(?:\s|$)")


def find_lines(path: Path, nodes: Collection[str]) -> dict[str, int]:
    """The line, from 1, that each node is the first word of, in a file of Turtle, TriG, N-Triples or N-Quads.

    ``nodes`` are IRIs as N-Triples writes them. One whose description begins elsewhere than at a line's start, as it
    may in graphs of others, has no line.

    Raises:
        OSError: the file cannot be read.
    """
    wanted, prefixes, found = set(nodes), dict[str, str](), dict[str, int]()
    with open_file(path) as stream:
        for number, line in enumerate(stream, 1):
            if not wanted:
                break
            text = line.decode("utf-8", "replace")
            if named := _PREFIX.match(text):
                prefixes[named[1]] = named[2]
            elif subject := _SUBJECT.match(text):
                node = f"<{subject[1] if subject[2] is None else prefixes.get(subject[2], '') + subject[3]}>"
                if node in wanted:
                    found[node] = number
                    wanted.remove(node)
    return found
