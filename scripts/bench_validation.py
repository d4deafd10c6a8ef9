#!/usr/bin/env python3
"""What validation adds to a build, by pySHACL alone and with the faster engine's pre-check, measured side by side.

    python scripts/bench_validation.py [SOURCES…] [--articles 1000]

Builds the graph of the sources again and again until so many articles have been built each way. In each build the
processor's seconds for validation, those to load engines and shapes too, are counted apart; the share is theirs over
all others. The texts are parsed and read for every fourth build only, and those seconds counted for all four.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent.parent))

import loader.shapes
from loader import build, parts
from loader.articles import Article
from loader.cache import Cache
from loader.pipeline import Collection, Request, Settings, collect, load_models
from loader.quarantine import keep_valid
from loader.shapes import Shapes, fast_engine, load_shapes
from loader.sources import Defaults, read_sources

SOURCES = ["seeds", "tests/written/articles"]
REPEATS = 4  # builds from the same parse
BARS = {"pySHACL alone": 0.35, "with the pre-check": 0.10}


class Stopwatch:
    """Seconds of the processor spent in calls of a function."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.seconds = 0.0

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call the function."""
        start = time.process_time()
        try:
            return self.function(*arguments, **options)
        finally:
            self.seconds += time.process_time() - start


@contextmanager
def validating(watch: Stopwatch, *, fast: bool) -> Iterator[None]:
    """Count the seconds of validation, by pySHACL alone unless the faster engine may look first."""
    engine = fast_engine if fast else lambda: None
    with (
        patch.object(loader.shapes, "fast_engine", engine),
        patch.object(parts, "keep_valid", watch),
        patch.object(build, "keep_valid", watch),
    ):
        yield


def second_pass(collection: Collection, shapes: Shapes, folder: Path, *, fast: bool) -> tuple[float, float]:
    """Seconds from the records to the written graph: those of validation, and all others."""
    watch, start = Stopwatch(keep_valid), time.process_time()
    with validating(watch, fast=fast), patch.object(build, "load_shapes", lambda _: shapes):
        build.build_graph(collection, build.Build(folder / "graph.ttl"))
    return watch.seconds, time.process_time() - start - watch.seconds


def measure(sources: Sequence[str], articles: int) -> tuple[int, dict[str, tuple[float, float]]]:
    """How many articles were built each way, and the seconds of validation and of all else."""
    load_models(Settings())
    spent = dict.fromkeys(BARS, (0.0, 0.0))
    shapes = {name: Shapes(load_shapes().text, load_shapes().rules, trusted=True) for name in BARS}
    done = 0
    while done < articles:
        with tempfile.TemporaryDirectory() as folder:
            start = time.process_time()
            collection = collect(Request(tuple(sources), Cache(Path(folder), lasting=False)))
            first = time.process_time() - start
            for name in [*BARS] * REPEATS:
                fast = name == "with the pre-check"
                validated, others = second_pass(collection, shapes[name], Path(folder), fast=fast)
                spent[name] = spent[name][0] + validated, spent[name][1] + others + first
        done += len(collection.summaries) * REPEATS
    return done, spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=SOURCES)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    texts = sum(isinstance(article, Article) for article in read_sources(options.sources, Defaults()))
    done, spent = measure(options.sources, options.articles)
    print(f"validation of {done:,} articles' graphs ({texts} texts again and again) / the build without it")
    for name, (validated, others) in spent.items():
        row = f"{validated / others:6.3f}   ({validated:.2f} s / {others:.2f} s; at most {BARS[name]:.2f})"
        print(f"  {name:43} {row}")


if __name__ == "__main__":
    main()
