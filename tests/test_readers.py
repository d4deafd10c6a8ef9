"""Web pages, web archives and IPTC ninjs to articles: what is read, what is rejected and why."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loader.articles import Article, Remark
from loader.sources import Defaults, late, read_sources

pytest.importorskip("trafilatura")
pytest.importorskip("warcio")

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from loader.readers.ninjs import plain_text

FIRST = "Pakistan will not hold talks with the group, the foreign ministry said on Thursday in its weekly briefing."
SECOND = "“There will be no talks,” the spokesperson told reporters, and she added that the policy had not changed."
PAGE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Talks ruled out | Example Times</title>
<meta property="og:title" content="Talks ruled out"><meta property="og:site_name" content="Example Times">
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2024-04-05T08:00:00Z">
<link rel="canonical" href="https://example.org/news/1"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks ruled out</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<aside><a href="/2">Read more: another story that has nothing to do with it</a></aside>
<footer>Copyright Example Times</footer></body></html>"""
LINKS = "<html><body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav></body></html>"


def read(path: Path) -> list[Article | Remark]:
    return list(read_sources([str(path)], Defaults()))


def only(path: Path) -> Article:
    (article,) = read(path)
    assert isinstance(article, Article), article
    return article


def remark(path: Path) -> str:
    (outcome,) = read(path)
    assert isinstance(outcome, Remark)
    assert outcome.fate == "rejected"
    return outcome.text


def test_a_page_becomes_its_article(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    article = only(tmp_path / "page.html")
    assert article.text.splitlines()[0] == article.headline == "Talks ruled out"
    assert FIRST in article.text
    assert SECOND in article.text
    assert "Copyright" not in article.text
    assert "Read more" not in article.text
    assert (article.id, article.source, article.url) == ("page", "page.html", "https://example.org/news/1")
    assert (article.published, article.publisher) == (dt.date(2024, 4, 5), "Example Times")
    assert (article.authors, article.language) == (("Jane Doe",), "en-GB")


def test_the_headline_stands_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    assert only(tmp_path / "page.html").text.count("Talks ruled out") == 1


def test_a_date_is_not_guessed_from_the_text(tmp_path: Path) -> None:
    undated = PAGE.replace('<meta property="article:published_time" content="2024-04-05T08:00:00Z">', "")
    page = undated.replace("on Thursday", "on 1 February 2019")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert only(tmp_path / "page.html").published is None


def test_a_date_in_the_name_of_the_file_is_kept_to_fall_back_on(tmp_path: Path) -> None:
    (tmp_path / "2024-04-06-talks.htm").write_text(PAGE, encoding="utf-8")
    assert only(tmp_path / "2024-04-06-talks.htm").dated == dt.date(2024, 4, 6)


def test_a_page_may_be_in_another_encoding(tmp_path: Path) -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1252"')
    (tmp_path / "page.html").write_bytes(page.encode("windows-1252"))
    assert "“There will be no talks,”" in only(tmp_path / "page.html").text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (LINKS.encode(), "no article in this HTML"),
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no article in this HTML"),
        (PAGE[: PAGE.index(SECOND)].encode(), "cut off"),
        (b"<div>" * 5000, "no article in this HTML"),
        (b" " * 4_000_001, "longer than"),
    ],
    ids=["links", "empty", "picture", "cut", "deep", "long"],
)
def test_a_page_without_an_article_is_rejected(tmp_path: Path, page: bytes, reason: str) -> None:
    (tmp_path / "page.html").write_bytes(page)
    assert reason in remark(tmp_path / "page.html")


def archive(path: Path, *responses: tuple[str, str, str]) -> Path:
    """A WARC file of responses, each (address, content type, body)."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        for address, kind, body in responses:
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            payload = io.BytesIO(body.encode())
            writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=headers))
    return path


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_an_archive_gives_the_articles_of_its_pages(tmp_path: Path, name: str) -> None:
    path = archive(
        tmp_path / name,
        ("https://example.org/news/1", "text/html; charset=utf-8", PAGE),
        ("https://example.org/news/2", "text/html", PAGE.replace("ruled out", "held")),
        ("https://example.org/", "text/html", LINKS),
        ("https://example.org/a.css", "text/css", "p {}"),
    )
    first, second, links, others = read(path)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.url, first.source) == ("https://example.org/news/1", "https://example.org/news/1")
    assert first.id != second.id
    assert first.id.startswith("crawl-")
    assert links == Remark("https://example.org/", "no article in this HTML: no paragraph of running text")
    assert others == Remark(name, "1 responses are no pages", "skipped")


def test_an_archive_that_ends_early_gives_what_it_has(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "crawl.warc.gz",
        ("https://example.org/news/1", "text/html", PAGE),
        ("https://example.org/news/2", "text/html", PAGE),
    )
    path.write_bytes(path.read_bytes()[:-300])
    outcomes = read(path)
    assert isinstance(outcomes[0], Article)
    assert all(isinstance(outcome, Remark) for outcome in outcomes[1:])


@pytest.mark.parametrize("content", [b"", b"He spoke.\n" * 20, gzip.compress(b"He spoke.")])
def test_what_is_no_archive_is_rejected(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(content)
    assert "archive" in remark(tmp_path / "crawl.warc.gz")


VERSION_1 = {
    "uri": "https://example.org/items/1",
    "type": "text",
    "versioncreated": "2024-04-05T08:00:00Z",
    "pubstatus": "usable",
    "language": "en",
    "headline": "Talks ruled out",
    "byline": "By Jane Doe and John Roe",
    "copyrightholder": "Example Agency",
    "body_text": f"{FIRST}\n{SECOND}",
}
VERSION_2 = {
    "uri": "urn:newsml:example.org:20240405:1",
    "versioncreated": "2024-04-05T08:00:00Z",
    "headlines": [{"role": "subline", "value": "No"}, {"role": "main", "value": "Talks ruled out"}],
    "bodies": [
        {"role": "summary", "contenttype": "text/plain", "value": "Short."},
        {"role": "main", "contenttype": "text/html", "value": f"<p>{FIRST}</p>\n<p>{SECOND}</p>"},
    ],
    "by": "Jane Doe",
    "infosources": [{"name": "Example Agency"}],
}


def ninjs(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "item.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("item", [VERSION_1, VERSION_2], ids=["1", "2"])
def test_an_item_becomes_its_article(tmp_path: Path, item: dict[str, Any]) -> None:
    article = only(ninjs(tmp_path, item))
    assert article.text == f"Talks ruled out\n\n{FIRST}\n{SECOND}"
    assert (article.id, article.headline) == ("item", "Talks ruled out")
    assert (article.published, article.publisher) == (dt.date(2024, 4, 5), "Example Agency")
    assert article.authors[0] == "Jane Doe"


def test_both_names_of_a_byline_are_authors(tmp_path: Path) -> None:
    assert only(ninjs(tmp_path, VERSION_1)).authors == ("Jane Doe", "John Roe")


def test_an_address_is_a_url_only_on_the_web(tmp_path: Path) -> None:
    assert only(ninjs(tmp_path, VERSION_1)).url == "https://example.org/items/1"
    assert only(ninjs(tmp_path, VERSION_2)).url is None


def test_items_of_a_list_have_numbered_ids(tmp_path: Path) -> None:
    outcomes = read(ninjs(tmp_path, [VERSION_1, VERSION_2]))
    assert [o.id for o in outcomes if isinstance(o, Article)] == ["item-1", "item-2"]


def test_a_body_in_markup_alone_is_read(tmp_path: Path) -> None:
    item = {"headline": "Talks", "body_xhtml": f"<p>{FIRST}</p><script>alert(1)</script>"}
    assert only(ninjs(tmp_path, item)).text == f"Talks\n\n{FIRST}"


def test_a_row_with_text_is_read_as_a_row(tmp_path: Path) -> None:
    article = only(ninjs(tmp_path, {"text": FIRST, "title": "Talks"}))
    assert (article.id, article.text, article.headline) == ("item", FIRST, "Talks")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"name": "package", "version": "1.0"}, "no article in this JSON"),
        ([1], "no article in this JSON"),
        ("text", "no article in this JSON"),
        ({**VERSION_1, "pubstatus": "canceled"}, "publication status is canceled"),
        ({**VERSION_1, "body_text": "  "}, "no article in this JSON"),
        ({**VERSION_1, "body_text": ["x"]}, "no article in this JSON"),
    ],
)
def test_json_without_an_article_is_rejected(tmp_path: Path, content: Any, reason: str) -> None:
    assert reason in remark(ninjs(tmp_path, content))


@pytest.mark.parametrize("data", [b"{", b'{"body_text": "\\ud800 half"}', b"\xff\xfe\xff", b"[" * 100_000])
def test_broken_json_is_rejected(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "item.json").write_bytes(data)
    assert remark(tmp_path / "item.json")


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    (outcome,) = late("no_such_module")(tmp_path / "a.html")
    assert isinstance(outcome, Remark)
    assert "pip install" in outcome.text


@given(st.text(alphabet=st.characters(exclude_characters="<&"), max_size=200))
def test_text_between_marks_is_kept(words: str) -> None:
    assert plain_text(f"<p><!-- x -->{words}</p><style>p {{}}</style>").split() == words.split()
