"""Sources to articles: what is read, what is rejected and with which words, which versions count."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.articles import Article, Header, Remark, check, current
from loader.sources import Defaults, SourceError, date_in_name, decode, read_sources

ENGLISH = "The minister said that the talks would be held on Friday, and that they had been asked for by both sides. "


def read(*sources: Path, **defaults: object) -> list[Article | Remark]:
    return list(read_sources([str(s) for s in sources], Defaults(**defaults)))  # type: ignore[arg-type]


def articles(*sources: Path) -> list[Article]:
    return [o for o in read(*sources) if isinstance(o, Article)]


def rejected(*sources: Path) -> dict[str, str]:
    return {o.source: o.text for o in read(*sources) if isinstance(o, Remark) and o.fate == "rejected"}


def test_text_file_is_one_article_with_line_ends_kept_and_mark_dropped(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_bytes(b"\xef\xbb\xbfHe spoke.\r\nShe left.\n")
    assert articles(tmp_path / "talks.txt") == [Article("talks", "talks.txt", "He spoke.\r\nShe left.\n")]


def test_rows_have_their_own_ids_and_other_keys_are_ignored(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "text": "He spoke.",
        "published": "2024-04-05T10:00:00Z",
        "title": "Talks",
        "outlet": "Daily",
        "x": [],
    }
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(json.dumps(row) + "\n\n")
    assert articles(tmp_path / "a.jsonl.gz") == [
        Article("7", "a.jsonl.gz", "He spoke.", "Talks", dt.date(2024, 4, 5), "Daily", named=True)
    ]


def test_publisher_falls_back_on_the_host_of_the_url(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "He spoke.", "url": "https://www.example.org/1"}\n')
    (article,) = articles(tmp_path / "a.jsonl")
    assert (article.publisher, article.source) == ("example.org", "https://www.example.org/1")


def test_folders_are_walked_and_other_files_skipped(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("He spoke.")
    (tmp_path / "1.txt").write_text("She spoke.")
    (tmp_path / "README.md").write_text("Nothing.")
    (tmp_path / ".hidden.txt").write_text("He hid.")
    outcomes = read(tmp_path)
    assert [o.id for o in outcomes if isinstance(o, Article)] == ["1", "2"]
    assert [(o.source, o.fate) for o in outcomes if isinstance(o, Remark)] == [("README.md", "skipped")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty: no text in it"),
        (b" \n\n", "empty: no text in it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a binary file, not text"),
        (b"caf\xe9", "not UTF-8 text (byte 3); convert it, with iconv for example"),
        (b"word " * 1_000_000, "longer than 4,000,000 bytes; split it into articles"),
        (b"\x01\x02\x03 said", "a binary file, not text"),
        (
            ("Die Ministerin sagte am Freitag, dass die Gespräche mit der Gruppe nicht geführt werden. " * 5).encode(),
            "not in English (by its function words)",
        ),
    ],
)
def test_unusable_file_costs_one_line_and_no_other_article(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_text(ENGLISH)
    assert rejected(tmp_path) == {"bad.txt": reason}
    assert [a.id for a in articles(tmp_path)] == ["good"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "1", "text": "cut of', "broken JSON"),
        ('{"id": "1"}', "the row has no text"),
        ("[1, 2]", "the row has no text"),
        ('{"id": "1", "text": "\\ud800"}', "broken JSON"),
        ("[" * 100_000, "broken JSON"),
    ],
)
def test_broken_row_costs_one_line_and_no_other_row(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "a.jsonl").write_text(f'{line}\n{{"id": "2", "text": "He spoke."}}\n')
    assert [a.id for a in articles(tmp_path)] == ["2"]
    (told,) = rejected(tmp_path).items()
    assert told[0] == "a.jsonl:1"
    assert told[1].startswith(reason)


def test_row_longer_than_any_article_is_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("w") as stream:
        stream.write(json.dumps({"id": "1", "text": "word " * 2_000_000}) + "\n")
        stream.write(json.dumps({"id": "2", "text": "He spoke."}) + "\n")
    assert [a.id for a in articles(tmp_path)] == ["2"]
    assert "longer than" in rejected(tmp_path)["a.jsonl:1"]


def test_archive_that_is_cut_off_gives_the_rows_before_the_cut(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": str(i), "text": f"{ENGLISH} {i * 7919}"}) + "\n" for i in range(3000))
    whole = gzip.compress(rows.encode(), mtime=0)
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    assert articles(tmp_path)
    assert "damaged after row" in rejected(tmp_path)["a.jsonl.gz"]


def test_missing_source_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        read(tmp_path / "nowhere")


def test_impossible_date_is_dropped_and_metadata_overrules(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "He spoke.", "published": "2024-02-31"}\n')
    assert articles(tmp_path)[0].published is None
    (article,) = read(tmp_path, metadata={"1": {"published": "2024-03-01", "authors": "A. Writer; B. Author"}})
    assert isinstance(article, Article)
    assert (article.published, article.authors) == (dt.date(2024, 3, 1), ("A. Writer", "B. Author"))


@pytest.mark.parametrize(
    ("stem", "date"),
    [
        ("2024-04-05-talks", "2024-04-05"),
        ("talks_20240405", "2024-04-05"),
        ("003_2cb6f628bda08812", None),
        ("1234567890", None),
    ],
)
def test_date_in_name(stem: str, date: str | None) -> None:
    assert date_in_name(stem) == (dt.date.fromisoformat(date) if date else None)


@given(st.text())
def test_decoding_keeps_every_character(text: str) -> None:
    encoded = text.encode("utf-8", "ignore")
    if b"\0" not in encoded and not encoded.startswith((b"\xef\xbb\xbf", b"\xff", b"\xfe")):
        assert decode(encoded) == encoded.decode()


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The presidents of Belarus, Ukraine and Kazakhstan, Alexander Markov, Leonid Orlov and Nursultan Aliyev, the "
         "prime ministers Mikhail Petrov and Anatoly Sidorov, attended.", True),
        ("De minister zei vrijdag dat de gesprekken met de groep niet doorgaan, wat de oppositie een fout noemde. Het "
         "was de tweede keer dat hij had geweigerd, en we weten niet of het is afgelopen.", False),
        ("Ministeren sagde fredag, at samtalerne med gruppen ikke bliver til noget, hvilket oppositionen kaldte en "
         "fejl. Han var for sent, og det er der for alle.", False),
        ("وزیر نے کہا کہ مذاکرات نہیں ہوں گے", False),
        ("Talks fail.", True),
    ],
)  # fmt: skip
def test_language_is_told_by_the_text(text: str, english: bool) -> None:
    assert isinstance(check(Article("1", "1.txt", text)), Article) is english


@pytest.mark.parametrize("language", ["de", "fr-FR", "ur"])
def test_declared_language_is_believed(language: str) -> None:
    assert isinstance(check(Article("1", "1.txt", ENGLISH, language=language)), Remark)
    assert isinstance(check(Article("1", "1.txt", "Kurzer Text.", language="en-GB")), Article)


def header(id_: str, sha: str, **fields: Any) -> Header:
    return replace(Header(id_, f"{id_}.txt", None, None, None, sha), **fields)


def test_same_text_counts_once_unless_two_publish_it() -> None:
    copies = [header("a", "f00"), header("b", "f00")]
    assert [h.id for h in current(copies)] == ["a"]
    assert len(current([header("a", "f00", publisher="A"), header("b", "f00", publisher="B")])) == 2
    assert len(current([header("a", "f00", named=True), header("b", "f00", named=True)])) == 2


def test_later_article_of_a_url_replaces_the_earlier() -> None:
    old, new = (header("a", d, url="https://x.org/1", published=dt.date(2024, 4, int(d))) for d in "56")
    assert [h.published for h in current([new, old])] == [dt.date(2024, 4, 6)]


def test_undated_articles_of_a_url_all_count() -> None:
    pages = [header(i, i * 3, url="https://x.org/1", named=True) for i in "ab"]
    assert len(current(pages)) == 2


def test_colliding_ids_all_get_a_digest_whatever_the_order() -> None:
    headers = [header("a", "1" * 64), header("a", "2" * 64), header("b", "3" * 64)]
    expected = {headers[0]: "a-11111111", headers[1]: "a-22222222", headers[2]: "b"}
    for order in permutations(headers):
        assert current(order) == expected
