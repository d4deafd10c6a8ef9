"""Tables of words: read as they are, and a broken row is named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from loader.lexicon import LEXICON, LexiconError, read_table, read_uses


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("word\tnote\nsay\t\nsay\t\n", r"verbs\.tsv:3: the row stands there twice"),
        ("word\tnote\nsay\n", r"verbs\.tsv:2: 1 cells, 2 columns"),
        ("noun\tnote\nsay\t\n", r"verbs\.tsv: the first row must name the columns word, note"),
        ("", r"verbs\.tsv: the first row must name the columns word, note"),
    ],
)
def test_a_broken_table_is_named_by_file_and_line(table: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "verbs.tsv").write_text(table, encoding="utf-8")
    with pytest.raises(LexiconError, match=reason):
        read_table("verbs", ("word", "note"), tmp_path)


def test_rows_are_told_apart_by_all_their_cells(tmp_path: Path) -> None:
    (tmp_path / "verbs.tsv").write_text("word\tnote\nsay\t\nsay\tof clocks\n", encoding="utf-8")
    rows = read_table("verbs", ("word", "note"), tmp_path)
    assert rows == [{"word": "say", "note": ""}, {"word": "say", "note": "of clocks"}]


def test_words_are_read_by_use_and_a_use_that_no_rule_asks_for_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "verbs.tsv").write_text("word\tuse\tnote\nsay\tspeak\t\nsay\ttell\t\ntell\ttell\t\n", encoding="utf-8")
    words = read_uses("verbs", ("tell", "speak", "sing"), tmp_path)
    assert words == {"tell": {"say", "tell"}, "speak": {"say"}, "sing": set()}
    with pytest.raises(LexiconError, match=r"verbs\.tsv: no such use: 'tell'"):
        read_uses("verbs", ("speak",), tmp_path)


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*.tsv")), ids=lambda path: path.stem)
def test_shipped_tables_have_whole_rows_and_each_row_once(path: Path) -> None:
    columns = tuple(path.read_text(encoding="utf-8").split("\n", 1)[0].split("\t"))
    assert columns[-1] == "note"
    assert read_table(path.stem, columns)
