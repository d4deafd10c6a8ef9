"""Where the work runs changes nothing: a real Ray cluster gives the bytes of one process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RAY = ROOT / "build" / "ray"  # packages of its own, set up by make test-full


def build(graph: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "loader", "build", "seeds", "-o", str(graph), *options]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not os.environ.get("COMMUNIQUE_TEST_FULL"), reason="starts a Ray cluster")
def test_a_ray_cluster_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    assert build(one).returncode == 0
    found = build(two, "--engine", "ray", "--jobs", "2", PYTHONPATH=str(RAY))
    assert found.returncode == 0, found.stderr
    assert two.read_bytes() == one.read_bytes()


def test_without_ray_one_line_says_what_to_install(tmp_path: Path) -> None:
    found = build(tmp_path / "graph.ttl", "--engine", "ray")
    assert found.returncode == 2
    assert "pip install 'communique[ray]'" in found.stderr
    assert "Traceback" not in found.stderr
    assert not (tmp_path / "graph.ttl").exists()
