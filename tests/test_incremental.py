"""A graph is a function of the set of its articles: whatever was built before, in what steps, and how that ended."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loader.build import Build, build_graph
from loader.cache import Cache
from loader.pipeline import Request, collect, work

pytestmark = pytest.mark.model

TEXTS = (
    "ISLAMABAD: Foreign Office spokesperson Mumtaz Zahra Baloch said that Pakistan would hold talks with China in "
    "Beijing on April 9. “We reject the report,” she said.",
    "Foreign Office spokesperson Mumtaz Zahra Buluch told reporters on Friday that Pakistan and China would hold "
    "talks in Beijing on April 9.",
    "Pakistan's foreign minister, Ishaq Dar, met his Chinese counterpart Wang Yi in Beijing on April 9, 2024. "
    "“Our friendship is strong,” Dar said.",
    "The Shanghai Cooperation Organization said its secretary-general, Zhang Ming, had opened the meeting in Astana "
    "on April 3. He accused nobody.",
    "The foreign ministers of Pakistan and China will hold talks in Beijing on Tuesday, the Chinese foreign ministry "
    "said. Wang Yi urged all sides to show restraint.",
    "Nothing was said and nobody met.",
)
ROWS = [
    {"id": f"a{n}", "text": text, "published": f"2024-04-0{n + 3}", "publisher": ("Dawn", "Xinhua")[n % 2]}
    for n, text in enumerate(TEXTS)
]

some_rows = st.lists(st.sampled_from(range(len(ROWS))), min_size=1, unique=True)


def source(folder: Path, numbers: Iterable[int]) -> str:
    """A file with those rows, in that order."""
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(ROWS[n]) + "\n" for n in numbers), encoding="utf-8")
    return str(path)


def build(folder: Path, numbers: Iterable[int], cache: Path | None = None) -> bytes:
    """The graph of some rows, with a cache of its own or a given one."""
    folder.mkdir(exist_ok=True)
    kept = Cache(cache) if cache else Cache(folder / "passing", lasting=False)
    build_graph(collect(Request((source(folder, numbers),), kept)), Build(folder / "graph.ttl"))
    return (folder / "graph.ttl").read_bytes()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that many builds share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The graph of all rows, from scratch."""
    return build(tmp_path_factory.mktemp("whole"), range(len(ROWS)))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(some_rows, min_size=1, max_size=3), order=st.permutations(range(len(ROWS))))
def test_any_order_and_any_steps_give_the_same_bytes(
    tmp_path: Path, shared: Path, whole: bytes, steps: list[list[int]], order: list[int]
) -> None:
    for step in steps:
        build(tmp_path, step, shared)
    assert build(tmp_path, order, shared) == whole


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=some_rows, extra=st.sampled_from(range(len(ROWS))))
def test_what_an_article_added_goes_with_it(tmp_path: Path, shared: Path, numbers: list[int], extra: int) -> None:
    fewer = [n for n in numbers if n != extra] or [(extra + 1) % len(ROWS)]
    former = build(tmp_path, fewer, shared)
    build(tmp_path, [extra, *fewer], shared)
    assert build(tmp_path, fewer, shared) == former == build(tmp_path / "apart", fewer)


def test_unchanged_articles_are_neither_parsed_nor_validated_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = build(tmp_path, range(5), tmp_path / "cache")
    read: list[str] = []
    monkeypatch.setattr("loader.build.make_part", lambda *_a, **_k: pytest.fail("validated again"))
    monkeypatch.setattr(work, "read_record", lambda parsed, _: read.append(parsed.article.id))
    assert build(tmp_path, range(5), tmp_path / "cache") == former
    assert not read


def test_shapes_and_options_that_change_are_noticed(tmp_path: Path) -> None:
    collection = collect(Request((source(tmp_path, range(3)),), Cache(tmp_path / "cache")))
    quoted, bare = tmp_path / "quoted.ttl", tmp_path / "bare.ttl"
    build_graph(collection, Build(quoted))
    build_graph(collection, Build(bare, quote=False))
    assert "oa:exact" in quoted.read_text(encoding="utf-8")
    assert "oa:exact" not in bare.read_text(encoding="utf-8")
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix cq: <https://w3id.org/communique/ontology#> .\n"
        "<urn:x:none> a sh:NodeShape ; sh:targetClass cq:Statement ; sh:property <urn:x:cue> .\n"
        "<urn:x:cue> a sh:PropertyShape ; sh:path cq:cue ; sh:maxCount 0 ; sh:message 'no cues' .\n",
        encoding="utf-8",
    )
    assert build_graph(collection, Build(bare, shapes=shapes)).quarantined
    assert not build_graph(collection, Build(bare)).quarantined


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda _: b"", lambda b: b[:-9] + b"\0" * 9])
def test_damaged_entries_change_nothing(tmp_path: Path, whole: bytes, damage: object) -> None:
    build(tmp_path, range(len(ROWS)), tmp_path / "cache")
    entries = sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    for path in random.Random(5).sample(entries, len(entries) // 2):
        path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert build(tmp_path, range(len(ROWS)), tmp_path / "cache") == whole


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("entries", [1, 5, 9])
def test_a_killed_build_leaves_nothing_behind(tmp_path: Path, whole: bytes, entries: int) -> None:
    cache, output = tmp_path / "cache", tmp_path / "graph.ttl"
    articles = source(tmp_path, range(len(ROWS)))
    command = [sys.executable, "-m", "loader", "build", articles, "-o", str(output), "--cache", str(cache), "-q"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while run.poll() is None and sum(path.is_file() for path in cache.rglob("*")) < entries:
        time.sleep(0.005)
    if run.poll() is None:
        os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert build(tmp_path, range(len(ROWS)), cache) == whole
    assert not output.with_name("graph.ttl.part").exists()
