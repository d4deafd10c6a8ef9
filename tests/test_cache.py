"""The cache: what was put comes back, what is damaged does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from loader.cache import Cache, code_fingerprint, fingerprint


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.get("ab12") is None
    cache.put("ab12", {"a": (1, 2)})
    assert cache.get("ab12") == {"a": (1, 2)}


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b"", lambda b: b[:40] + b"x" + b[41:], lambda b: b"\0" * 200]
)
def test_damaged_entry_is_as_if_it_were_not_there(tmp_path: Path, damage: object) -> None:
    cache = Cache(tmp_path)
    cache.put("ab12", list(range(50)))
    entry = tmp_path / "ab" / "12"
    entry.write_bytes(damage(entry.read_bytes()))  # type: ignore[operator]
    assert cache.get("ab12") is None


def test_fingerprint_tells_parts_apart() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint(None) != fingerprint("")


def test_code_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("1")
    before = code_fingerprint(tmp_path)
    (tmp_path / "a.tsv").write_text("2")
    assert code_fingerprint(tmp_path) != before
