#!/usr/bin/env python3
"""Our cost beside bare spaCy's, measured side by side in one process; start-up in processes of their own, in turn.

    python scripts/bench.py [SOURCES…] [--rounds 7] [--json]

Prints ratios, which hold on any machine; the seconds beside them are this machine's. Each figure is the median over
rounds in which the two sides take turns.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import loader
from loader.articles import Article
from loader.attribution import find_attributions
from loader.build import Build, build_graph
from loader.cache import Cache
from loader.columns import read_columns
from loader.dates import find_dates
from loader.meetings import find_meetings, link_statements
from loader.mentions import find_cast
from loader.nlp import DEFAULT_MODEL, parse_article
from loader.pipeline import Models, Request, Settings, collect, load_models
from loader.places import find_places
from loader.sources import Defaults, read_sources
from loader.statements import find_statements
from loader.words import make_words

SPACY_ALONE = f"import spacy; spacy.load({DEFAULT_MODEL!r})"
OURS = "import loader.cli.extracting; from loader.pipeline import Settings, load_models; load_models(Settings())"

Task = Callable[[], object]


def seconds(task: Task) -> float:
    """Wall-clock seconds of one call, the garbage of the former one collected before."""
    gc.collect()
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def ratio(task: Task, base: Task, rounds: int) -> dict[str, float]:
    """Median seconds of both and the median of the ratios, round by round, after one round to warm up."""
    pairs = [(seconds(task), seconds(base)) for _ in range(rounds + 1)][1:]
    return {
        "ratio": statistics.median(a / b for a, b in pairs),
        "seconds": statistics.median(a for a, _ in pairs),
        "base": statistics.median(b for _, b in pairs),
    }


def start(code: str) -> Task:
    """A Python process of its own that runs ``code``."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def build(sources: Sequence[str], cache: Path | None = None) -> None:
    """Everything from the sources to the written graph; with a cache, only what an unchanged article costs."""
    with tempfile.TemporaryDirectory() as folder:
        collection = collect(Request(tuple(sources), Cache(cache or Path(folder), lasting=cache is not None)))
        build_graph(collection, Build(Path(folder) / "graph.ttl"))


def stages(models: Models, articles: Sequence[Article]) -> dict[str, float]:
    """Seconds of every stage after the parse, over all articles."""
    spent: dict[str, float] = {}

    def timed(name: str, task: Callable[[], object]) -> object:
        begin = time.perf_counter()
        result = task()
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - begin
        return result

    for article in articles:
        parsed = parse_article(models.nlp, article, models.furniture)
        timed("reading the parse", lambda: make_words(read_columns(parsed.doc)))  # noqa: B023  called at once
        dates = find_dates(parsed, models.calendar)
        timed("dates", lambda: find_dates(parsed, models.calendar))  # noqa: B023  called at once
        places = find_places(parsed, models.atlas)
        timed("places", lambda: find_places(parsed, models.atlas))  # noqa: B023
        cast = find_cast(parsed, models.actors, places)
        timed("actors", lambda: find_cast(parsed, models.actors, places))  # noqa: B023
        attributions = find_attributions(parsed, models.cues)
        timed("attributions", lambda: find_attributions(parsed, models.cues))  # noqa: B023
        said = find_statements(parsed, attributions, cast, dates, models.acts)
        timed("statements", lambda: find_statements(parsed, attributions, cast, dates, models.acts))  # noqa: B023
        met = find_meetings(parsed, cast, said, dates, places, models.triggers)
        timed("meetings", lambda: find_meetings(parsed, cast, said, dates, places, models.triggers))  # noqa: B023
        timed("links", lambda: link_statements(parsed, said, met, cast))  # noqa: B023
    return spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=["seeds"])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()

    compileall.compile_dir(Path(loader.__file__).parent, quiet=1)  # an installed package comes with its bytecode
    models = load_models(Settings())
    articles = [a for a in read_sources(options.sources, Defaults()) if isinstance(a, Article)]
    texts = [article.text for article in articles]

    def parse() -> None:
        for _ in models.nlp.pipe(texts):
            pass

    rows = {
        "import and load / spaCy's": ratio(start(OURS), start(SPACY_ALONE), options.rounds),
        "articles to graph / bare parse": ratio(lambda: build(options.sources), parse, options.rounds),
    }
    with tempfile.TemporaryDirectory() as folder:
        build(options.sources, Path(folder))
        again = ratio(lambda: build(options.sources, Path(folder)), parse, options.rounds)
    rows["unchanged articles to graph / bare parse"] = again
    base = rows["articles to graph / bare parse"]["base"]
    best: dict[str, float] = {}
    for _ in range(options.rounds):
        for name, value in stages(models, articles).items():
            best[name] = min(value, best.get(name, value))
    rows |= {f"  {n} / bare parse": {"ratio": s / base, "seconds": s, "base": base} for n, s in best.items()}
    if options.json:
        print(json.dumps(rows, indent=1))
        return
    print(f"{len(articles)} articles, {sum(len(t.split()) for t in texts):,} words")
    for name, row in rows.items():
        print(f"{name:45} {row['ratio']:6.2f}   ({row['seconds']:.3f} s / {row['base']:.3f} s)")


if __name__ == "__main__":
    main()
