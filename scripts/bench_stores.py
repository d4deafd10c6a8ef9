#!/usr/bin/env python3
"""Our writers beside rdflib's Turtle serialiser, on one graph of made-up articles.

    python scripts/bench_stores.py [--triples 1000000] [--without-rdflib]

Each writer runs in a process of its own, so that its peak memory is its own; graphs are made as they are written.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from loader.stores import WRITERS, Graph, write  # noqa: E402
from loader.triples import record_triples  # noqa: E402
from loader.vocab import Vocabulary  # noqa: E402
from tests.sample import IDENTITIES, first_record, second_record  # noqa: E402


def made_up(triples: int) -> Iterator[Graph]:
    """Articles with as many triples in all, one after the other."""
    records, vocabulary, made, number = (first_record(), second_record()), Vocabulary(), 0, 0
    while made < triples:
        record = records[number % 2]
        number += 1
        article = replace(record.article, id=f"{record.article.id}-{number}")
        graph = record_triples(replace(record, article=article), IDENTITIES, vocabulary, {})
        made += sum(len(objects) for block in graph.blocks for _, objects in block.properties)
        yield graph.article, graph.blocks


class Timed:
    """Graphs that count the seconds that making them takes."""

    def __init__(self, graphs: Iterator[Graph]) -> None:
        self.graphs = graphs
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Graph]:
        return self

    def __next__(self) -> Graph:
        start = time.perf_counter()
        try:
            return next(self.graphs)
        finally:
            self.seconds += time.perf_counter() - start


def measure_writer(form: str, triples: int, path: Path) -> float:
    """Seconds that a writer takes, to the file on disk, without those that making the graph takes."""
    graphs = Timed(made_up(triples))
    start = time.perf_counter()
    write(graphs, Vocabulary(), path, form)
    return time.perf_counter() - start - graphs.seconds


def measure_rdflib(triples: int, path: Path) -> float:
    """Seconds that rdflib takes to serialise the same graph, read before from what our writer wrote."""
    import rdflib  # noqa: PLC0415

    write(made_up(triples), Vocabulary(), path)
    graph = rdflib.Graph().parse(path, format="turtle")
    start = time.perf_counter()
    graph.serialize(path, format="turtle")
    return time.perf_counter() - start


def main() -> None:
    """Print seconds, megabytes and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--without-rdflib", action="store_true")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph"
            measure = measure_rdflib if options.alone == "rdflib" else None
            took = measure(options.triples, path) if measure else measure_writer(options.alone, options.triples, path)
        print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    found = {}
    for name in [*WRITERS, *([] if options.without_rdflib else ["rdflib"])]:
        command = [sys.executable, __file__, "--alone", name, "--triples", str(options.triples)]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found[name] = tuple(map(float, output.split()))
    base = found.get("rdflib", (0.0, 0.0))[0]
    for name, (took, memory) in found.items():
        faster = f"  {base / took:6.1f} times rdflib's speed" if base else ""
        print(f"{name:8} {took:8.2f} s  {memory:7.0f} MB{faster}")


if __name__ == "__main__":
    main()
