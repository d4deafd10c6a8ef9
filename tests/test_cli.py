"""The command line as a user meets it: output, messages and exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from loader.cli import COMMANDS, main
from loader.lexicon import LEXICON
from loader.records import record_schema
from tests.conftest import ROOT

SEEDS = ROOT / "seeds"
pytestmark = pytest.mark.model


def run(*arguments: object, **options: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)  # type: ignore[arg-type]


def records(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_prints_a_record_a_line_that_meets_the_schema() -> None:
    result = run("extract", SEEDS)
    assert result.exit_code == 0
    validator = jsonschema.Draft202012Validator(record_schema())
    found = records(result)
    assert [r["article"]["id"] for r in found] == sorted(p.stem for p in SEEDS.glob("*.txt"))
    for record in found:
        validator.validate(record)


def test_every_span_of_a_record_quotes_its_text() -> None:
    for record in records(run("extract", SEEDS)):
        text = (SEEDS / record["article"]["source"]).read_text(encoding="utf-8")
        spans = list(span_objects(record))
        assert len(spans) > 50
        assert all(text[s["start"] : s["end"]] == s["text"] for s in spans)


def span_objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        here = [value] if {"start", "end", "text"} <= value.keys() else []
        return here + [s for v in value.values() for s in span_objects(v)]
    return [s for v in value for s in span_objects(v)] if isinstance(value, list) else []


def test_ids_in_a_record_point_at_something() -> None:
    for record in records(run("extract", SEEDS)):
        said, met = ({x["id"] for x in record[kind]} for kind in ("statements", "meetings"))
        for s in record["statements"]:
            assert {s["within"]} <= said | {None}
            assert {s["occasion"], s["about"]} <= met | {None}
            assert {p["actor"] for p in s["speakers"] + s["targets"] + s["addressees"]} <= record["actors"].keys() | {
                None
            }


def test_extract_reads_rows_from_standard_input() -> None:
    row = {"id": "7", "text": "The minister said that the talks had failed.", "published": "2024-04-05"}
    result = run("extract", "-", input=json.dumps(row) + "\n")
    assert [r["article"]["id"] for r in records(result)] == ["7"]


def test_schema_is_printed_without_sources() -> None:
    assert json.loads(run("extract", "--schema").stdout) == record_schema()


def test_text_prints_the_text_that_offsets_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfHe spoke.\r\n")
    assert run("text", tmp_path / "a.txt").stdout_bytes == b"He spoke.\r\n"


def test_build_writes_a_valid_graph_with_verbatim_evidence_and_a_report(graph: Path) -> None:
    assert run("validate", graph).exit_code == 0
    verified = run("verify", graph, SEEDS)
    assert (verified.exit_code, verified.stdout) == (0, "")
    report = json.loads(graph.with_suffix(".json").read_text())
    assert report["counts"]["articles"] == 5
    assert report["rejected"] == report["quarantined"] == []


def test_verify_finds_an_article_that_was_changed(graph: Path, tmp_path: Path) -> None:
    for seed in SEEDS.glob("*.txt"):
        (tmp_path / seed.name).write_bytes(seed.read_bytes())
    changed = tmp_path / "000_a97719c998927bc4.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("confirmed", "asserted!"), encoding="utf-8")
    result = run("verify", graph, tmp_path)
    assert result.exit_code == 1
    assert "'asserted!'" in result.stdout


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads"])
def test_order_and_jobs_do_not_change_a_byte(form: str, tmp_path: Path) -> None:
    files = sorted(SEEDS.glob("*.txt"))
    one, two = tmp_path / "one", tmp_path / "two"
    assert run("build", *files, "-o", one, "--format", form).exit_code == 0
    assert run("build", *reversed(files), "-o", two, "--format", form, "--jobs", "2").exit_code == 0
    assert one.read_bytes() == two.read_bytes()


def test_hash_seed_time_zone_folder_and_cache_do_not_change_a_byte(graph: Path, tmp_path: Path) -> None:
    for zone, seed in (("Asia/Karachi", "1"), ("Pacific/Honolulu", "2")):
        out = tmp_path / f"{seed}.ttl"
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "loader",
            "build",
            SEEDS,
            "-o",
            out,
            "-q",
            "--cache",
            tmp_path / "cache",
        ]
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True)
        assert out.read_bytes() == graph.read_bytes()


def test_no_text_leaves_no_words_of_the_articles(tmp_path: Path) -> None:
    out = tmp_path / "graph.ttl"
    assert run("build", SEEDS, "-o", out, "--no-text").exit_code == 0
    assert "unconfirmed" not in out.read_text(encoding="utf-8")
    assert run("validate", out).exit_code == 0
    assert run("verify", out, SEEDS).exit_code == 0


def test_min_confidence_leaves_out_what_is_less_sure(tmp_path: Path) -> None:
    out, report = tmp_path / "graph.ttl", tmp_path / "report.json"
    run("build", SEEDS, "-o", out, "--report", report)
    every = json.loads(report.read_text())["counts"]["statements"]
    assert run("build", SEEDS, "-o", out, "--report", report, "--min-confidence", "0.7").exit_code == 0
    assert 0 < json.loads(report.read_text())["counts"]["statements"] < every
    assert run("validate", out).exit_code == 0


def test_turns_of_a_transcript_are_verbatim_and_spoken_at_what_its_headline_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Spokeswoman Ana Lind's regular press conference on November 20, 2025\n\n"
        "Ana Lind: We have one announcement.\n\n"
        "Reuters: Will the minister travel to Geneva?\n\n"
        "Ana Lind: We will let you know in good time.\n"
    )
    record = records(run("extract", tmp_path / "a.txt"))[0]
    briefing = record["meetings"][0]
    assert (briefing["kind"], briefing["date"]["edtf"]) == ("PressBriefing", "2025-11-20")
    turns = [(s["source"]["text"], s["quotation"], s["occasion"], s["date"]["edtf"]) for s in record["statements"]]
    assert turns == [(name, "direct", briefing["id"], "2025-11-20") for name in ("Ana Lind", "Reuters", "Ana Lind")]


def test_a_table_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The minister welcomed the talks, and she said that the border would open on Monday."
    )
    (tmp_path / "lexicon").mkdir()
    shipped = (LEXICON / "acts.tsv").read_text(encoding="utf-8")
    changed = re.sub(r"^(welcome\t\S+\t)Support", r"\1Warn", shipped, flags=re.MULTILINE)
    (tmp_path / "lexicon" / "acts.tsv").write_text(changed, encoding="utf-8")
    ours = records(run("extract", tmp_path / "a.txt"))[0]["statements"]
    theirs = records(run("extract", tmp_path / "a.txt", "--lexicon", tmp_path / "lexicon"))[0]["statements"]
    assert "Support" in {s["act"] for s in ours}
    assert "Warn" in {s["act"] for s in theirs}


def write_seed(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    seed = next(SEEDS.glob("*.txt"))
    (folder / seed.name).write_bytes(seed.read_bytes())


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), ("rows.jsonl", b'{"id": "1", "te')],
)
def test_bad_file_gets_its_line_and_the_others_are_in_the_graph(name: str, content: bytes, tmp_path: Path) -> None:
    write_seed(tmp_path / "in")
    (tmp_path / "in" / name).write_bytes(content)
    out, report = tmp_path / "graph.ttl", tmp_path / "report.json"
    result = run("build", tmp_path / "in", "-o", out, "--report", report)
    assert result.exit_code == 1
    assert sum(line.startswith(f"rejected: {name}") for line in result.stderr.splitlines()) == 1
    assert out.read_text(encoding="utf-8").count("a cq:Article") == 1
    assert len(json.loads(report.read_text())["rejected"]) == 1


def nothing_there(folder: Path) -> list[object]:
    return [folder / "nowhere"]


def empty_folder(folder: Path) -> list[object]:
    (folder / "empty").mkdir()
    return [folder / "empty"]


def unknown_model(folder: Path) -> list[object]:
    write_seed(folder / "in")
    return [folder / "in", "--model", "xx_none"]


def shapes_that_are_none(folder: Path) -> list[object]:
    write_seed(folder / "in")
    (folder / "shapes.ttl").write_text("<https://x.org/a> <https://x.org/b> 1 .")
    return [folder / "in", "--shapes", folder / "shapes.ttl"]


def base_that_is_no_iri(folder: Path) -> list[object]:
    write_seed(folder / "in")
    return [folder / "in", "--base", "not an iri"]


@pytest.mark.parametrize(
    "arguments", [nothing_there, empty_folder, unknown_model, shapes_that_are_none, base_that_is_no_iri]
)
def test_wrong_use_gets_one_line_and_nothing_is_written(
    arguments: Callable[[Path], list[object]], tmp_path: Path
) -> None:
    out = tmp_path / "graph.ttl"
    out.write_text("the former graph")
    result = run("build", *arguments(tmp_path), "-o", out)
    assert result.exit_code == 2, result.output
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert out.read_text() == "the former graph"
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("graph")) == ["graph.ttl"]


def test_invalid_graph_is_exit_1_and_annotated_for_github(graph: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        graph.read_text(encoding="utf-8").replace("cq:act act:Reject", "cq:act act:Sing"), encoding="utf-8"
    )
    result = run("validate", broken, "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith("::")
    assert "::error file=" in result.stdout


def test_every_shipped_query_is_listed_and_answers(graph: Path) -> None:
    names = [line for line in run("query", "--list").stdout.splitlines() if not line.startswith(" ")]
    assert len(names) >= 6
    for name in names:
        assert run("query", graph, name).exit_code == 0


def test_explain_shows_the_sentence(graph: Path) -> None:
    text = graph.read_text(encoding="utf-8")
    local = text.split("\nstatement:")[1].split("\n")[0]
    result = run("explain", graph, f"https://w3id.org/communique/id/statement/{local}")
    assert result.exit_code == 0
    assert "»" in result.stdout


@pytest.mark.parametrize("form", ["plover-csv", "plover-jsonl", "ftm"])
def test_export_writes_the_same_to_a_file_as_to_standard_output(form: str, graph: Path, tmp_path: Path) -> None:
    printed = run("export", graph, "--format", form)
    written = run("export", graph, "--format", form, "-o", tmp_path / "events")
    assert (printed.exit_code, written.exit_code, written.output) == (0, 0, "")
    assert (tmp_path / "events").read_text(encoding="utf-8") == printed.stdout
    assert len(printed.stdout.splitlines()) > 10


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: communique {command}" in " ".join(result.stdout.split())
