"""Graphs to files: Turtle, TriG and N-Quads, written block by block, so that memory does not grow with the graph.

The bytes depend on the graph alone. One article more adds its own blocks and changes no others but those of the
things it speaks of.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows has no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]

from loader.blocks import Block
from loader.vocab import Vocabulary

#: A graph's name (a term) and its blocks, each subject once.
Graph = tuple[str, Iterable[Block]]
Writer = Callable[[Iterable[Graph], Vocabulary], Iterator[str]]

WIDTH = 110  # characters of a line up to which several objects stand on it


class OutputLockedError(OSError):
    """Another run is writing the same file."""


def write(graphs: Iterable[Graph], vocabulary: Vocabulary, path: Path, form: str = "turtle") -> int:
    """Write graphs to a file, which is replaced as a whole, and only once all is written.

    Through a link, the file that it leads to is; a pipe or device is written to as it goes.

    Returns:
        the number of blocks written.

    Raises:
        OutputLockedError: another run is writing the file.
        OSError: it cannot be written, for want of space or of the right.
        KeyError: no writer is called ``form``.
    """
    counted = _Counter(graphs)
    write_text(WRITERS[form](counted, vocabulary), path)
    return counted.blocks


def write_text(chunks: Iterable[str], path: Path) -> None:
    """Write text to a file, which is replaced as a whole, as ``write`` does.

    Raises:
        OutputLockedError: another run is writing the file.
        OSError: it cannot be written, for want of space or of the right.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(chunks)
    else:
        _replace(path.resolve(), chunks)


def _replace(path: Path, chunks: Iterable[str]) -> None:
    """Write a file beside ``path`` and put it in its place; leave ``path`` alone if that fails."""
    part = path.with_name(f"{path.name}.part")
    with lock_file(part) as stream:
        try:
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


class _Counter:
    """Graphs that count their blocks as they go by."""

    def __init__(self, graphs: Iterable[Graph]) -> None:
        self.graphs = graphs
        self.blocks = 0

    def __iter__(self) -> Iterator[Graph]:
        return ((name, self._counted(blocks)) for name, blocks in self.graphs)

    def _counted(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            self.blocks += 1
            yield block


def lock_file(part: Path) -> IO[str]:
    """Open the unfinished file for this run alone; what a killed run left in it goes."""
    while True:
        stream = part.open("a", encoding="utf-8", newline="\n")
        try:
            if fcntl is not None:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stream.close()
            raise OutputLockedError(f"{part} is being written by another run") from None
        # The run before may have renamed or removed the file between our opening and locking it.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(stream.fileno()), part.stat()):
                stream.truncate(0)
                return stream
        stream.close()


def turtle(graphs: Iterable[Graph], vocabulary: Vocabulary) -> Iterator[str]:
    """Turtle: all graphs in one."""
    yield _prefixes(vocabulary)
    for _, blocks in graphs:
        for block in blocks:
            yield f"\n{turtle_block(block)}\n"


def trig(graphs: Iterable[Graph], vocabulary: Vocabulary) -> Iterator[str]:
    """TriG: each graph under its name."""
    yield _prefixes(vocabulary)
    for name, blocks in graphs:
        yield f"\n{name} {{\n"
        for block in blocks:
            yield f"\n{turtle_block(block)}\n"
        yield "\n}\n"


def nquads(graphs: Iterable[Graph], vocabulary: Vocabulary) -> Iterator[str]:
    """N-Quads: one quad a line, each with the name of its graph."""
    for name, blocks in graphs:
        graph = full_term(name, vocabulary)
        for block in blocks:
            subject = full_term(block.subject, vocabulary)
            for predicate, objects in block.properties:
                path = full_term(predicate, vocabulary)
                for value in objects:
                    yield f"{subject} {path} {full_term(value, vocabulary)} {graph} .\n"


#: Format names of the command line.
WRITERS: dict[str, Writer] = {"turtle": turtle, "trig": trig, "nquads": nquads}

#: What files of each format are called, to tell the format of one that is read.
SUFFIXES = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads"}


def turtle_block(block: Block) -> str:
    """One subject in Turtle.

    >>> print(turtle_block(Block("actor:ttp", (("a", ("cq:ArmedGroup", "cq:Actor")), ("skos:prefLabel", ('"TTP"',))))))
    actor:ttp
        a cq:ArmedGroup, cq:Actor ;
        skos:prefLabel "TTP" .
    """
    return f"{block.subject}\n    " + " ;\n    ".join(map(_turtle_property, block.properties)) + " ."


def _turtle_property(item: tuple[str, tuple[str, ...]]) -> str:
    predicate, objects = item
    if len(objects) == 1:
        return f"{predicate} {objects[0]}"
    line = f"{predicate} {', '.join(objects)}"
    return line if len(line) <= WIDTH else f"{predicate}\n        " + ",\n        ".join(objects)


def _prefixes(vocabulary: Vocabulary) -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in vocabulary.prefixes.items())


def full_term(term: str, vocabulary: Vocabulary) -> str:
    """A term as N-Triples writes it, without prefixes and short forms.

    >>> full_term('"2024"^^edtf:EDTF', Vocabulary()), full_term("0.8", Vocabulary())
    ('"2024"^^<http://id.loc.gov/datatypes/edtf/EDTF>', '"0.8"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    first = term[0]
    if first == '"':
        text, marks, datatype = term.rpartition('"^^')
        return f'{text}"^^<{vocabulary.expand(datatype)}>' if marks and '"' not in datatype else term
    if first == "<":
        return term
    if first.isdigit() or first == "-":
        return f'"{term}"^^<{vocabulary.expand("xsd:decimal" if "." in term else "xsd:integer")}>'
    return f"<{vocabulary.expand('rdf:type' if term == 'a' else term)}>"
