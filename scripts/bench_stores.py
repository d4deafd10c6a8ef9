#!/usr/bin/env python3
"""Our writers beside rdflib's Turtle serialiser, on one graph of made-up articles: at least 8 times faster.

    python scripts/bench_stores.py [--triples 1000000] [--without-rdflib]

Each writer runs in a process of its own, so that its peak memory is its own, and once more with a tenth of the graph,
to see how memory grows. Graphs are made as they are written; rdflib has its graph in memory before the clock starts.
The processor's seconds are counted, without and with those of making the graph's terms.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Measured:
    """Seconds to write and to make what is written, and the megabytes that the process took at its peak."""

    writing: float
    making: float
    peak: float


class Timed:
    """Graphs that count the seconds that making them takes."""

    def __init__(self, graphs: Iterator[Graph]) -> None:
        self.graphs = graphs
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Graph]:
        return self

    def __next__(self) -> Graph:
        start = time.process_time()
        try:
            return next(self.graphs)
        finally:
            self.seconds += time.process_time() - start


def measure_writer(form: str, triples: int, path: Path) -> tuple[float, float]:
    """Seconds that a writer takes, to the file on disk, and those that making the graph takes."""
    graphs = Timed(made_up(triples))
    start = time.process_time()
    write(graphs, Vocabulary(), path, form)
    return time.process_time() - start - graphs.seconds, graphs.seconds


def measure_rdflib(triples: int, path: Path) -> tuple[float, float]:
    """Seconds that rdflib takes to serialise the same graph, read before from what our writer wrote."""
    import rdflib  # noqa: PLC0415

    write(made_up(triples), Vocabulary(), path)
    graph = rdflib.Graph().parse(path, format="turtle")
    start = time.process_time()
    graph.serialize(path, format="turtle")
    return time.process_time() - start, 0.0


def alone(name: str, triples: int) -> Measured:
    """Measure a writer in a process of its own."""
    command = [sys.executable, __file__, "--alone", name, "--triples", str(triples)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Measured(*map(float, output.split()))


def report(name: str, triples: int) -> None:
    """Measure in this process and print the three numbers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        found = measure_rdflib(triples, path) if name == "rdflib" else measure_writer(name, triples, path)
    print(*found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Print seconds, megabytes and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--without-rdflib", action="store_true")
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        report(options.alone, options.triples)
        return
    base = None if options.without_rdflib else alone("rdflib", options.triples)
    print(
        f"{options.triples:,} triples written{'; rdflib / ours, and with the terms made (at least 8)' if base else ''}"
    )
    if base:
        print(f"  {'rdflib':9} {base.writing:7.2f} s   peak {base.peak:5.0f} MB")
    for name in WRITERS:
        ours, tenth = alone(name, options.triples), alone(name, options.triples // 10)
        row = f"{ours.writing:7.2f} s   peak {ours.peak:5.0f} MB, {ours.peak - tenth.peak:+.0f} MB over a tenth of it"
        if base:
            row += f"   {base.writing / ours.writing:6.1f} {base.writing / (ours.writing + ours.making):6.1f}"
        print(f"  {name:9} {row}")


if __name__ == "__main__":
    main()
