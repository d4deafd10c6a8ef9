"""The pages of docs/ as a site: no broken link, nothing asked of the network; what they tell to type works."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from loader.gazetteer import read_gazetteer
from loader.queries import read_queries
from loader.resources import resource_dir
from loader.shapes import load_shapes
from loader.validation import validate_turtle

ROOT = Path(__file__).parent.parent
PAGES = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))
ZENSICAL = Path(sys.executable).parent / "zensical"


class Loaded(HTMLParser):
    """What a page has the browser load: scripts, style sheets, pictures, frames."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the address of whatever is loaded; links are only followed by hand."""
        told = dict(attrs)
        if tag in ("script", "img", "iframe", "source", "link") and told.get("rel") != "canonical":
            self.found += [value for key in ("src", "href") if (value := told.get(key))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(ROOT / "zensical.toml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    run = subprocess.run([ZENSICAL, "build", "--strict"], cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    return folder / "build" / "docs"


def test_a_broken_link_is_an_error(tmp_path: Path) -> None:
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Start\n\n[there](index.md#nowhere)\n")
    run = subprocess.run([ZENSICAL, "build", "--strict"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode != 0


def test_every_page_is_in_the_navigation() -> None:
    project = tomllib.loads((ROOT / "zensical.toml").read_text())["project"]
    assert sorted(Path(page).stem for entry in project["nav"] for page in entry.values()) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_only_what_is_beside_it(page: str, site: Path) -> None:
    parser = Loaded()
    parser.feed((site / f"{page}.html").read_text())
    assert parser.found
    for address in parser.found:
        assert not re.match(r"[a-z]+:|//", address), address
        assert (site / address.partition("?")[0]).exists(), address


def test_style_sheets_load_nothing_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import )[\"']?(https?:)?//", path.read_text()), path.name


def test_the_page_of_queries_has_them_all() -> None:
    page = (ROOT / "docs" / "queries.md").read_text()
    for name, query in read_queries().items():
        assert f"\n## {query.title}\n\n{query.question}\n" in page, name
        assert f"| [`{name}`](#" in page
    assert "(0 rows)" not in page


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / f"{page}.md").read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_examples_of_extending_work(tmp_path: Path) -> None:
    entry, shape = blocks("extending", "turtle")
    (tmp_path / "mine.ttl").write_text(entry)
    known = read_gazetteer(tmp_path / "mine.ttl").entries["north-atlantic-salmon-conservation-organization"]
    assert known.acronyms == ("NASCO",)
    assert not validate_turtle(entry, load_shapes(resource_dir("shapes") / "gazetteer"))
    (tmp_path / "dated.ttl").write_text(shape)
    undated = "@prefix cq: <https://w3id.org/communique/ontology#> . <https://example.org/a> a cq:Article ."
    (violation,) = validate_turtle(undated, load_shapes(tmp_path / "dated.ttl"))
    assert violation.message.startswith("Say when the article was published")
