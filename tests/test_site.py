"""``communique site``: the pages say what the articles and the graph say, and nothing goes wrong on the way."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import html5rdf
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from loader.articles import Article
from loader.cli import main
from loader.site.addresses import file_names
from loader.site.building import build_site
from loader.site.exchanges import find_pairs, make_matrix
from loader.site.marking import Cover, mark_text
from loader.site.model import Contents, Mark
from loader.site.pages import verbatim
from loader.site.reading import read_contents
from loader.site.rendering import load_templates
from loader.site.timeline import MOST_COLUMNS, choose_columns
from loader.site.worldmap import WIDTH, choose_view, draw_map, read_towns
from loader.site.writing import MANIFEST, NoSiteError, replacing
from loader.sources import Defaults, read_sources
from tests.browser import Browser, chromium
from tests.conftest import ROOT
from tests.graphs import as_turtle, sample_graphs, sample_store
from tests.sample import first_record, second_record
from tests.servers import only_in_full

HTML = "{http://www.w3.org/1999/xhtml}"
ARTICLES = (first_record().article, second_record().article)
HOSTILE = """Minister <script>alert("one")</script> rejects “talks”

ISLAMABAD: Foreign Minister Omar "</script><img src=x onerror=alert(2)>" Khan said on Thursday that Pakistan & India \
<b>will not</b> hold talks with the Taliban.\r\n\r\n“We reject ‘{{ any }}’ dialogue,” Khan told reporters in Islamabad.
\t\u202eHe also condemned India’s attack on <a href="javascript:alert(3)">Kabul</a>. &lt;amp; &#13; ]]> -->
"""


def command(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["site", *map(str, arguments)])


def parsed(path: Path, *, strict: bool = True) -> ElementTree.Element:
    """A page as a browser reads it. Errors of HTML's grammar fail the test where it is ``strict``.

    Carriage returns are such an error: HTML can write them by number only, and frowns at it.
    """
    parser = html5rdf.HTMLParser(strict=strict)
    page: ElementTree.Element = parser.parse(path.read_bytes().decode())
    return page


def text_of(page: ElementTree.Element) -> str | None:
    """The text of the article on its page."""
    found = page.find(f".//{HTML}div[@id='text']")
    return None if found is None else "".join(found.itertext())


@pytest.fixture(scope="module")
def site(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the seeds."""
    folder = tmp_path_factory.mktemp("reading") / "site"
    result = command(graph, ROOT / "seeds", "-o", folder)
    assert (result.exit_code, result.stdout) == (0, f"{folder}/index.html\n"), result.output
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site of an article that is full of markup, and the article."""
    folder = tmp_path_factory.mktemp("hostile")
    article = folder / "a <b>&.txt"
    article.write_bytes(HOSTILE.encode())
    table = folder / "m.csv"
    table.write_text(
        'id,headline,publisher,url\na <b>&,"</title><script>alert(4)</script>",<i>P&Q</i>,javascript:alert(5)\n'
    )
    arguments = ["build", str(article), "-o", str(folder / "g.ttl"), "--metadata", str(table)]
    assert CliRunner().invoke(main, arguments).exit_code in (0, 1)
    assert command(folder / "g.ttl", article, "-o", folder / "site").exit_code == 0
    return folder / "site", article


def pages(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.rglob("*.html")))


def test_the_text_of_each_page_is_that_of_its_article(site: Path, hostile: tuple[Path, Path]) -> None:
    articles = [o for o in read_sources([str(ROOT / "seeds")], Defaults()) if isinstance(o, Article)]
    assert len(articles) == 5
    for article in articles:
        assert text_of(parsed(site / "articles" / f"{article.id}.html")) == article.text
    (page,) = pages(hostile[0] / "articles")
    assert text_of(parsed(page, strict=False)) == HOSTILE


def test_pages_are_well_formed_and_complete(site: Path, graph: Path) -> None:
    found = [path.relative_to(site).as_posix() for path in pages(site)]
    for name in ("index", "articles", "actors", "meetings", "exchanges"):
        assert f"{name}.html" in found
    contents = read_contents(store_of(graph.read_text(encoding="utf-8")))
    assert len(found) == 5 + len(contents.articles) + len(contents.actors) + len(contents.meetings)
    for path in pages(site):
        page = parsed(path)
        assert page.find(f".//{HTML}h1") is not None
        title = page.find(f".//{HTML}title")
        assert title is not None
        assert title.text
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path


def store_of(turtle: str) -> Store:
    store = Store()
    store.load(turtle.encode(), RdfFormat.TURTLE)
    return store


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    anchors = {path: {e.get("id") for e in parsed(path).iter()} for path in pages(site)}
    for path in anchors:
        for element in parsed(path).iter():
            for key in ("href", "src"):
                address = element.get(key) or ""
                if re.match(r"https?:", address):
                    assert element.tag == f"{HTML}a", address
                elif address and not address.startswith("data:,"):
                    file, _, fragment = unquote(address).partition("#")
                    target = (path.parent / file).resolve() if file else path
                    assert target.is_file(), address
                    assert not fragment or fragment in anchors[target], address


def test_style_and_scripts_name_no_other_place(site: Path) -> None:
    for path in (site / "static").iterdir():
        assert not re.search(r"url\(|@import|https?://", path.read_text(encoding="utf-8")), path.name


def test_markup_of_an_article_stays_text(hostile: tuple[Path, Path]) -> None:
    for path in pages(hostile[0]):
        page = parsed(path, strict=False)
        for element in page.iter():
            tag = str(element.tag).removeprefix(HTML)
            assert tag not in ("img", "b", "iframe", "object")
            assert tag != "script" or (element.get("src") and not element.text)
            assert not any(key.startswith("on") for key in element.keys()), path  # noqa: SIM118  an element's attributes
            assert not (element.get("href") or "").startswith("javascript")


def test_the_same_bytes_whatever_the_order_and_the_folder(graph: Path, site: Path, tmp_path: Path) -> None:
    sources = sorted((ROOT / "seeds").glob("*.txt"), reverse=True)
    assert command(graph, *sources, "-o", tmp_path / "b" / "other").exit_code == 0
    assert files(tmp_path / "b" / "other") == files(site)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_page_tells_what_the_graph_tells_of_a_statement(site: Path) -> None:
    page = parsed(site / "articles" / "004_a57b04d567ec8db1.html")
    note = page.find(f".//{HTML}section[@id='statement-004_a57b04d567ec8db1-1642-1656']")
    assert note is not None
    told = " ".join("".join(note.itertext()).split())
    for words in ("Mumtaz Zahra Baloch", "Reject", "Tehreek-i-Taliban Pakistan", "denied", "object, right in 58%"):
        assert words in told
    assert "https://w3id.org/communique/id/statement/004_a57b04d567ec8db1-1642-1656" in told
    pieces = page.findall(f".//{HTML}a[@href='#statement-004_a57b04d567ec8db1-1642-1656']")
    assert "denied" in ["".join(piece.itertext()) for piece in pieces]


def test_a_proposal_is_no_meeting(site: Path) -> None:
    page = parsed(site / "meetings.html")
    lists = {h.get("id"): h for h in page.iter(f"{HTML}h2")}
    assert {"held", "proposals"} <= lists.keys()
    statuses = [li.get("class") for li in page.iter(f"{HTML}li")]
    first_proposal = next(place for place, status in enumerate(statuses) if status in ("proposed", "ruledOut"))
    assert {"held", "scheduled"}.isdisjoint(statuses[first_proposal:])


def test_a_meeting_has_its_reports_and_what_was_said_there(site: Path) -> None:
    told = "".join(parsed(site / "meetings" / "002_305c126c37234de5-3290-3297.html").itertext())
    for words in ("3 April 2024", "Astana", "SCO", "Waqar Ahmad", "2 reports", "2 independent ones"):
        assert words in told


@pytest.mark.parametrize("quote", [True, False])
def test_a_graph_without_quotations_marks_the_same_words(quote: bool, tmp_path: Path) -> None:
    store = store_of(as_turtle(sample_graphs(quote=quote)))
    assert build_site(store, "sample.ttl", ARTICLES, tmp_path / "site") == []
    page = parsed(tmp_path / "site" / "articles" / "courier-7.html")
    assert text_of(page) == next(article.text for article in ARTICLES if article.id == "courier-7")
    marked = ["".join(a.itertext()) for a in page.iter(f"{HTML}a") if "content" in (a.get("class") or "").split()]
    assert "We reject any dialogue of any kind with the killers of our children" in marked


def test_another_text_is_told_in_a_line_and_not_shown(graph: Path, tmp_path: Path) -> None:
    for path in (ROOT / "seeds").glob("00[0-3]*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (changed,) = tmp_path.glob("001*.txt")
    changed.write_text(changed.read_text(encoding="utf-8") + "More.", encoding="utf-8")
    result = command(graph, tmp_path, "-o", tmp_path / "site")
    assert result.exit_code == 1
    assert [line.split(": ", 1)[1] for line in result.stderr.splitlines()] == [
        "the text is not the one that the graph was built from",
        "none of the sources given is this article",
    ]
    page = parsed(tmp_path / "site" / "articles" / f"{changed.stem}.html")
    assert text_of(page) is None
    assert "would not entertain discussions with the TTP" in "".join(page.itertext())
    (good,) = (tmp_path / "site" / "articles").glob("000*.html")
    assert text_of(parsed(good))


def test_a_folder_of_something_else_is_left_alone(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "index.html").write_text("mine")
    result = command(graph, ROOT / "seeds", "-o", tmp_path / "thesis")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "no site of communique" in result.stderr
    assert files(tmp_path) == {"thesis/index.html": b"mine"}


def test_a_file_in_the_way(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert command(graph, ROOT / "seeds", "-o", tmp_path / "file").exit_code == 2
    assert (tmp_path / "file").read_text() == "mine"


def write_once(target: Path, content: str) -> None:
    with replacing(target) as folder:
        folder.write("index.html", content)


def test_a_site_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for content in ("one", "two"):
        write_once(tmp_path / "site", content)
        assert (tmp_path / "site" / "index.html").read_text() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]
    assert (tmp_path / "site" / MANIFEST).read_text() == f"{MANIFEST}\nindex.html\n"


def test_a_run_that_fails_leaves_the_former_site(tmp_path: Path) -> None:
    write_once(tmp_path / "site", "one")
    before = files(tmp_path)
    with pytest.raises(TypeError):
        write_once(tmp_path / "site", None)  # type: ignore[arg-type]
    assert files(tmp_path) == before


def test_files_of_somebody_else_in_a_site_are_not_lost(tmp_path: Path) -> None:
    write_once(tmp_path / "site", "one")
    (tmp_path / "site" / "CNAME").write_text("example.org")
    with pytest.raises(NoSiteError, match="CNAME"):
        write_once(tmp_path / "site", "two")
    assert (tmp_path / "site" / "index.html").read_text() == "one"


def test_after_a_run_that_was_killed_between_its_two_renames(tmp_path: Path) -> None:
    write_once(tmp_path / "site", "one")
    (tmp_path / "site").rename(tmp_path / ".site.communique-old")
    (tmp_path / ".site.communique-part").mkdir()
    write_once(tmp_path / "site", "two")
    assert files(tmp_path).keys() == {"site/index.html", f"site/{MANIFEST}"}


def test_two_runs_at_once(tmp_path: Path) -> None:
    with replacing(tmp_path / "site") as folder:
        folder.write("index.html", "one")
        with pytest.raises(OSError, match="another run"):
            write_once(tmp_path / "site", "two")
    assert (tmp_path / "site" / "index.html").read_text() == "one"


def test_an_article_that_says_nothing(tmp_path: Path) -> None:
    article = Article("quiet", "quiet.txt", "Nothing was said.\n")
    turtle = f"""<https://e.org/id/article/quiet> a <https://w3id.org/communique/ontology#Article> ;
        <https://w3id.org/communique/ontology#sha256> "{article.sha256}" ."""
    assert build_site(store_of(turtle), "quiet.ttl", [article], tmp_path / "site") == []
    for path in pages(tmp_path / "site"):
        parsed(path)
    page = parsed(tmp_path / "site" / "articles" / "quiet.html")
    assert text_of(page) == article.text
    assert "No statement and no encounter" in "".join(page.itertext())


TEXTS = st.text(alphabet=st.sampled_from("ab <>&\"'\r\n\t{}%\u00a0é\u202e🙂\x0c"), max_size=60)
COVERS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 60),
        st.integers(0, 60),
        st.sampled_from(["content", "cue", "more", "trigger"]),
    )
)


@given(TEXTS, COVERS)
def test_marks_never_change_the_text(text: str, told: list[tuple[int, int, int, str]]) -> None:
    covers = [Cover(thing, Mark(start, end, part)) for thing, start, end, part in told]  # type: ignore[arg-type]
    paragraphs = mark_text(text, covers)
    assert "".join(paragraph.text + paragraph.gap for paragraph in paragraphs) == text
    ends = [end for paragraph in paragraphs for piece in paragraph.pieces for end in piece.ends]
    assert len(ends) == len(set(ends))
    at = 0
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            over = {c for c in covers if c.mark.start <= at < c.mark.end <= len(text)}
            assert set(piece.covers) == over
            at += len(piece.text)
        at += len(paragraph.gap)


@given(TEXTS)
def test_a_browser_reads_the_text_as_it_is(text: str) -> None:
    page = html5rdf.parse(f"<!doctype html><title>t</title><div id=text><p>{verbatim(text)}</p></div>")
    assert text_of(page) == text


def test_paragraphs() -> None:
    def cut(text: str) -> list[str]:
        return [paragraph.text for paragraph in mark_text(text, [])]

    assert cut("One.\nTwo.\n") == ["One.", "Two."]
    assert cut("One\nline.\n\n\nTwo.\r\n\r\nThree.") == ["One\nline.", "Two.", "Three."]
    assert cut("") == [""]


def test_templates_leave_nothing_unescaped_or_undefined() -> None:
    templates = load_templates()
    assert templates.autoescape is True
    for name in templates.list_templates():
        source = (ROOT / "loader" / "site" / "templates" / name).read_text(encoding="utf-8")
        assert "|safe" not in source.replace(" ", "")
        assert not re.search(r"\sstyle=|\son[a-z]+=", source), f"{name}: its policy forbids these"
        templates.get_template(name)


def test_file_names_differ_where_capitals_do_not_count() -> None:
    names = file_names(["https://e.org/id/a/TTP", "https://e.org/id/a/ttp", "https://e.org/x#ttp", "https://e.org/.."])
    assert len({name.casefold() for name in names.values()}) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in names.values())


@given(st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), min_size=1, max_size=80))
def test_every_day_has_its_column(days: list[dt.date]) -> None:
    _, columns = choose_columns(days)
    assert all(any(column and day.isoformat().startswith(column) for column in columns) for day in days)
    assert len(columns) <= 2 * len(set(days)) + MOST_COLUMNS


@given(st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180)), min_size=1, max_size=20))
def test_every_place_is_on_the_map(positions: list[tuple[float, float]]) -> None:
    view = choose_view(positions)
    assert all(view.holds(*view.at(lat, lon)) for lat, lon in positions)
    assert 0.5 < WIDTH / view.height < 4


def test_the_map_of_the_seeds(graph: Path) -> None:
    contents = read_contents(store_of(graph.read_text(encoding="utf-8")))
    drawn = draw_map(contents.meetings.values(), read_towns())
    assert drawn
    assert drawn.land.count("h0") > 1000
    labels = {spot.place.label for spot in drawn.spots if spot.label}
    assert {"Islamabad", "Astana"} <= labels
    assert draw_map([], []) is None


def test_organs_speak_for_their_state(graph: Path) -> None:
    contents = read_contents(store_of(graph.read_text(encoding="utf-8")))
    pairs = find_pairs(contents)
    busiest = pairs[0]
    assert (busiest.speaker.label, busiest.other.label) == ("Pakistan", "Tehreek-i-Taliban Pakistan")
    assert {name.label for s in busiest.statements for name in s.behalf} >= {"Ministry of Foreign Affairs of Pakistan"}
    matrix = make_matrix(pairs)
    assert matrix.highest == len(busiest.statements)
    assert all(pair.speaker in matrix.rows and pair.other in matrix.columns for pair in matrix.cells.values())


def test_roles_told_alike_are_one() -> None:
    contents: Contents = read_contents(sample_store())
    assert len({(r.holder, r.title, r.institution) for r in contents.roles}) == len(contents.roles)


@only_in_full
def test_an_article_in_a_browser(site: Path, tmp_path: Path) -> None:
    with chromium(tmp_path / "profile") as browser:
        browser.open(f"{site.as_uri()}/index.html")
        assert browser.run("document.querySelector('h1').textContent")
        browser.open(f"{site.as_uri()}/articles/004_a57b04d567ec8db1.html")
        (article,) = (ROOT / "seeds").glob("004*.txt")
        assert browser.run("document.getElementById('text').textContent") == article.read_text(encoding="utf-8")
        browser.click("a.content[href='#statement-004_a57b04d567ec8db1-1642-1656']")
        shown = browser.wait("document.querySelector('.note.chosen')?.innerText")
        for words in ("Mumtaz Zahra Baloch", "Reject", "Tehreek-i-Taliban Pakistan", "denied", "right in 58%"):
            assert words in shown
        marked = browser.run("[...document.querySelectorAll('a.on')].map(a => a.textContent).join('|')")
        assert marked.endswith("|denied|talks| with TTP")
        visible(browser)
        browser.size(420, 900)
        visible(browser)
        assert browser.run("document.documentElement.scrollWidth") <= 420
        browser.open(f"{site.as_uri()}/actors.html")
        browser.run(
            "const f = document.querySelector('input'); f.value = 'TALIBAN pak'; f.dispatchEvent(new Event('input'))"
        )
        assert browser.run("[...document.querySelectorAll('tbody tr')].filter(row => !row.hidden).length") == 1
        for name in ("index", "meetings", "exchanges", "actors", "articles", "actors/pakistan"):
            browser.open(f"{site.as_uri()}/{name}.html")
            assert browser.run("document.documentElement.scrollWidth") <= 420, name
        assert browser.complaints == []
        assert all(address.startswith((f"{site.as_uri()}/", "data:,")) for address in browser.asked)


def visible(browser: Browser) -> None:
    """The note that was chosen can be seen."""
    assert browser.wait(
        "(() => { const r = document.querySelector('.note.chosen').getBoundingClientRect();"
        "return r.height > 60 && r.top >= 0 && r.top < innerHeight; })()"
    )


@only_in_full
def test_markup_of_an_article_does_nothing_in_a_browser(hostile: tuple[Path, Path], tmp_path: Path) -> None:
    with chromium(tmp_path / "profile") as browser:
        for path in pages(hostile[0]):
            browser.open(path.as_uri())
        assert browser.complaints == []
        assert all(address.startswith(("file:", "data:,")) for address in browser.asked)


def test_escaping_is_that_of_the_standard_library() -> None:
    assert html.unescape(str(verbatim("<&>\"'"))) == "<&>\"'"
