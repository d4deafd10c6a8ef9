"""From what a graph holds to its pages: addresses in the site and their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup, escape

from loader.site.addresses import Addresses, anchor
from loader.site.exchanges import PAIRS, find_pairs, make_matrix
from loader.site.marking import Cover, mark_text
from loader.site.model import Actor, Contents, Meeting, Report, Statement
from loader.site.timeline import draw_timeline
from loader.site.words import counted, spaced
from loader.site.worldmap import draw_map, read_towns
from loader.vocab import SCHEMES

MOST = 200  # statements of a list; more are counted
FEW = 30  # statements of a pair
QUOTED = 400  # encounters up to which their list quotes the articles
LEADING = 12  # of those who said most
LATEST = 12  # meetings and articles of the overview

Page = tuple[str, str]


@dataclass(frozen=True)
class Press:
    """What all pages are made with: templates, contents, addresses, the graph's name, whether there is an endpoint."""

    templates: Environment
    contents: Contents
    addresses: Addresses
    graph: str
    endpoint: bool = False

    def page(self, path: str, template: str, **told: object) -> Page:
        """A page at an address, from its template."""
        common = {
            "root": "../" * path.count("/"),
            "endpoint": self.endpoint,
            "graph": self.graph,
            "contents": self.contents,
            "where": self.addresses.places,
            "anchor": anchor,
            "acts": SCHEMES["act"],
            "page": path.partition("/")[0].removesuffix(".html"),
            "spaced": spaced,
            "counted": counted,
            "verbatim": verbatim,
            "most": MOST,
        }
        return path, self.templates.get_template(template).render(common | told)


def verbatim(text: str) -> Markup:
    """Text that a browser shows character by character: it would read a carriage return as a line end."""
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))


def shared_pages(press: Press) -> Iterator[Page]:
    """The pages that tell of the graph as a whole."""
    yield overview(press)
    yield press.page("articles.html", "articles.html", articles=press.contents.latest_first)
    yield press.page("actors.html", "actors.html", actors=by_part(press.contents))
    yield meetings_page(press)
    yield exchanges_page(press)


def overview(press: Press) -> Page:
    """The first page: how much of what, who said most, the latest encounters and articles."""
    contents = press.contents
    said = Counter({iri: len(them) for iri, them in contents.said_by.items()})
    leading = sorted(said.items(), key=lambda item: (-item[1], _label(contents, item[0]), item[0]))[:LEADING]
    dates = [article.published for article in contents.articles.values() if article.published]
    meetings = [meeting for meeting in contents.meetings.values() if not meeting.proposal]
    dated = [meeting for meeting in meetings if meeting.order[0] != "9999"]
    return press.page(
        "index.html",
        "index.html",
        leading=[(contents.actors[iri], acts(contents.said_by[iri])) for iri, _ in leading if iri in contents.actors],
        dates=(min(dates), max(dates)) if dates else None,
        meetings=meetings,
        latest=dated[::-1][:LATEST],
        conflicts=[meeting for meeting in contents.meetings.values() if meeting.conflicts],
        articles=contents.latest_first[:LATEST],
        tally=acts(contents.statements.values()),
        publishers={name for article in contents.articles.values() for name in article.publishers},
        timeline=draw_timeline(contents.meetings.values()),
    )


def _label(contents: Contents, iri: str) -> str:
    return contents.actors[iri].label if iri in contents.actors else iri


def acts(statements: Iterable[Statement]) -> list[tuple[str, int]]:
    """How many statements of each act there are, in the order of the scheme."""
    counts = Counter(statement.act for statement in statements)
    return [(act, counts[act]) for act in SCHEMES["act"] if counts[act]]


def by_part(contents: Contents) -> list[tuple[Actor, int, int, int]]:
    """Actors with the number of their statements, those to or of them, and their encounters; the busiest first."""
    rows = [
        (
            actor,
            len(contents.said_by.get(iri, ())),
            len(contents.said_of.get(iri, ())),
            len(contents.attended.get(iri, ())),
        )
        for iri, actor in contents.actors.items()
    ]
    return sorted(rows, key=lambda row: (-sum(row[1:]), row[0].label.casefold(), row[0].iri))


def meetings_page(press: Press) -> Page:
    """Encounters on a map and a timeline, and each with its reports."""
    everything = list(press.contents.meetings.values())
    return press.page(
        "meetings.html",
        "meetings.html",
        everything=everything,
        held=[meeting for meeting in everything if not meeting.proposal],
        proposals=[meeting for meeting in everything if meeting.proposal],
        map=draw_map(everything, read_towns()),
        timeline=draw_timeline(everything),
        quoting=len(everything) <= QUOTED,
    )


def meeting_pages(press: Press) -> Iterator[Page]:
    """A page for each encounter."""
    contents = press.contents
    for iri, path in press.addresses.meetings.items():
        meeting = contents.meetings[iri]
        said = {"there": contents.said_at.get(iri, []), "about": contents.said_about.get(iri, [])}
        yield press.page(path, "meeting.html", meeting=meeting, said=said)


def exchanges_page(press: Press) -> Page:
    """Who speaks to or of whom."""
    pairs = find_pairs(press.contents)
    return press.page(
        "exchanges.html",
        "exchanges.html",
        pairs=pairs[:PAIRS],
        more=len(pairs) - PAIRS,
        few=FEW,
        matrix=make_matrix(pairs),
        pair_anchor=lambda pair: f"{anchor(pair.speaker.iri)}--{anchor(pair.other.iri)}",
    )


def actor_pages(press: Press) -> Iterator[Page]:
    """A page for each actor."""
    contents = press.contents
    order = {article.iri: place for place, article in enumerate(contents.latest_first)}
    for iri, path in press.addresses.actors.items():
        yield press.page(
            path,
            "actor.html",
            actor=contents.actors[iri],
            organs=contents.organs_of.get(iri, []),
            roles=contents.roles_of.get(iri, []),
            holders=contents.roles_in.get(iri, []),
            said=latest(order, contents.said_by.get(iri, [])),
            behalf=latest(order, contents.said_for.get(iri, [])),
            heard=latest(order, contents.said_of.get(iri, [])),
            meetings=latest_meetings(contents.attended.get(iri, [])),
        )


def latest(order: Mapping[str, int], statements: Sequence[Statement]) -> list[Statement]:
    """Statements by the place of their article in an order, then as its text goes."""
    return sorted(statements, key=lambda s: (order.get(s.found.article, len(order)), s.found.start, s.iri))


def latest_meetings(meetings: Sequence[Meeting]) -> list[Meeting]:
    """Encounters, the latest first; undated ones at the end."""
    dated = [meeting for meeting in meetings if meeting.order[0] != "9999"]
    return [*dated[::-1], *(meeting for meeting in meetings if meeting.order[0] == "9999")]


def article_page(press: Press, iri: str, text: str | None) -> Page:
    """An article with its marks; without its text the sentences that the graph quotes."""
    contents = press.contents
    statements, reports = contents.statements_of.get(iri, []), contents.reports_of.get(iri, [])
    things: list[Statement | Report] = sorted((*statements, *reports), key=lambda t: (t.found.start, t.iri))
    covers = [Cover(number, mark) for number, thing in enumerate(things) for mark in thing.found.marks]
    numbers = _numbers(things)
    return press.page(
        press.addresses.articles[iri],
        "article.html",
        article=contents.articles[iri],
        paragraphs=None if text is None else mark_text(text, covers),
        things=things,
        numbers=numbers,
        is_statement=[isinstance(thing, Statement) for thing in things],
        tally=acts(statements),
        reports=reports,
        statements=statements,
    )


def _numbers(things: Sequence[Statement | Report]) -> list[str]:
    """What marks each thing in the text: statements are counted, encounters have letters."""
    counts, letters = iter(range(1, len(things) + 1)), _letters(len(things))
    return [str(next(counts)) if isinstance(thing, Statement) else next(letters) for thing in things]


def _letters(most: int) -> Iterator[str]:
    """a, b, … z, aa, ab, …"""
    for number in range(most):
        name, rest = "", number
        while rest >= 0:
            name, rest = chr(ord("a") + rest % 26) + name, rest // 26 - 1
        yield name
