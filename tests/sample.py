"""Two invented articles and what they say, made by hand: the records that the tests of the RDF side share.

Spans are found by their words, so that a row of a test reads like an example.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from loader.articles import Article, Span
from loader.dates import DateExpression
from loader.furniture import Block, Layout
from loader.meetings import Meeting
from loader.mentions import Actor, Cast, Role
from loader.places import PlaceMention
from loader.records import Record
from loader.statements import Party, Statement

BASE = "https://w3id.org/communique/id/"

FIRST = """Ruritania rules out talks with rebels
STRELSAU: Foreign Ministry spokeswoman Ana Horvat said on Thursday that Ruritania has no plans for talks with the \
Free Hentzau Movement (FHM).
“We reject any dialogue,” she told reporters at a weekly press briefing in Strelsau.
She said envoy Paul Zenda attended the 19th meeting of the Lakes Council in Zenda on April 3.
"""

SECOND = """Envoy Paul Zenda attended the 19th regular meeting of the Lakes Council in Ruritania on April 3.
Officials said Ruritania has no plans for talks with the Free Hentzau Movement (FHM).
“We reject any dialogue of any kind with the killers of our children,” Horvat said.
"""


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where ``words`` stand in a text: the ``nth`` time, from 0."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def date(text: str, words: str, edtf: str | None) -> DateExpression:
    """A date of the text."""
    return DateExpression(span(text, words), "DATE", edtf, edtf)


def party(text: str, actor: str | None, words: str) -> Party:
    """An actor by its key, and the words that name it."""
    return Party(actor, span(text, words))


def place(text: str, words: str, geonameid: int | None = None, **fields: Any) -> PlaceMention:
    """A place of the text."""
    return PlaceMention(span(text, words), words, geonameid, **fields)


def layout(text: str) -> Layout:
    """Every line a paragraph of the body."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block("body", Span(start, start + len(line.rstrip()))))
        start += len(line)
    return Layout(tuple(blocks))


def record(article: Article, **fields: Any) -> Record:
    """A record of an article with nothing in it but what is given."""
    empty = {"cast": Cast(()), "statements": (), "meetings": (), "dates": (), "places": ()}
    return Record(article, layout(article.text), **{**empty, **fields})


def first_record() -> Record:
    """The record of the first article, which is dated."""
    text = FIRST
    article = Article(
        "strelsau-post-1",
        "strelsau-post-1.txt",
        text,
        headline="Ruritania rules out talks with rebels",
        published=dt.date(2024, 4, 5),
        publisher="Strelsau Post",
        authors=("A. Reporter",),
        url="https://strelsau-post.example/1",
        language="en",
    )
    zenda = place(text, "Zenda", 3333, lat=49.5, lon=14.25, country="RU")
    strelsau = place(text, "Strelsau", 2222, lat=50.0, lon=14.0, country="RU")
    statements = (
        Statement(
            "s1",
            (span(text, "that Ruritania has no plans for talks with the Free Hentzau Movement (FHM)"),),
            "indirect",
            "Reject",
            "verb-clause",
            0.8,
            cue=span(text, "said"),
            source=span(text, "Foreign Ministry spokeswoman Ana Horvat"),
            speakers=(party(text, "horvat", "Ana Horvat"),),
            on_behalf_of="ministry",
            targets=(party(text, "fhm", "Free Hentzau Movement"),),
            about="m3",
            occasion="m1",
            date=date(text, "Thursday", "2024-04-04"),
        ),
        Statement(
            "s2",
            (span(text, "We reject any dialogue"),),
            "direct",
            "Reject",
            "quote",
            cue=span(text, "told"),
            source=span(text, "she"),
            speakers=(party(text, "horvat", "she"),),
            addressees=(party(text, None, "reporters"),),
            occasion="m1",
        ),
    )
    meetings = (
        Meeting(
            "m1",
            "PressBriefing",
            "held",
            span(text, "press briefing"),
            "occasion",
            0.9,
            location=PlaceMention(span(text, "Strelsau"), "Strelsau", 2222, 50.0, 14.0, "RU"),
            date=date(text, "Thursday", "2024-04-04"),
            participants=(party(text, "horvat", "she"),),
        ),
        Meeting(
            "m2",
            "Meeting",
            "held",
            span(text, "meeting"),
            "attended",
            0.85,
            location=zenda,
            date=date(text, "April 3", "2024-04-03"),
            participants=(party(text, "zenda", "Paul Zenda"),),
            series="Lakes Council",
            ordinal=19,
        ),
        Meeting(
            "m3",
            "Talks",
            "ruledOut",
            span(text, "talks", 1),
            "refusal",
            0.7,
            mentions=(span(text, "dialogue"),),
            participants=(party(text, "ruritania", "Ruritania"), party(text, "fhm", "Free Hentzau Movement")),
        ),
    )
    actors = (
        Actor("ruritania", "Ruritania", "State"),
        Actor("ministry", "Foreign Ministry", "Government"),
        Actor("fhm", "Free Hentzau Movement", "ArmedGroup", ("FHM",)),
        Actor(
            "horvat",
            "Ana Horvat",
            "Person",
            roles=(Role("spokeswoman", "ministry", span(text, "Foreign Ministry spokeswoman")),),
        ),
        Actor("zenda", "Paul Zenda", "Person", roles=(Role("envoy", None, span(text, "envoy")),)),
    )
    return record(article, cast=Cast(actors), statements=statements, meetings=meetings, dateline=strelsau)


def second_record() -> Record:
    """The record of the second article, which knows neither its date nor its publisher."""
    text = SECOND
    article = Article("courier-7", "courier-7.txt", text)
    statements = (
        Statement(
            "s1",
            (span(text, "Ruritania has no plans for talks with the Free Hentzau Movement (FHM)"),),
            "indirect",
            "Reject",
            "verb-clause",
            0.8,
            cue=span(text, "said"),
            source=span(text, "Officials"),
            speakers=(party(text, None, "Officials"),),
            targets=(party(text, "fhm", "Free Hentzau Movement"),),
            about="m2",
        ),
        Statement(
            "s2",
            (span(text, "We reject any dialogue of any kind with the killers of our children"),),
            "direct",
            "Reject",
            "quote",
            cue=span(text, "said", 1),
            source=span(text, "Horvat"),
            speakers=(party(text, "horvat", "Horvat"),),
        ),
    )
    meetings = (
        Meeting(
            "m1",
            "Meeting",
            "held",
            span(text, "regular meeting"),
            "attended",
            0.85,
            location=place(text, "Ruritania", 1111, lat=49.0, lon=14.0, country="RU"),
            date=date(text, "April 3", "XXXX-04-03"),
            participants=(party(text, "zenda", "Paul Zenda"),),
            series="Lakes Council",
            ordinal=19,
        ),
        Meeting(
            "m2",
            "Talks",
            "ruledOut",
            span(text, "talks"),
            "refusal",
            participants=(party(text, "ruritania", "Ruritania"), party(text, "fhm", "Free Hentzau Movement")),
        ),
    )
    actors = (
        Actor("ruritania", "Ruritania", "State"),
        Actor("fhm", "Free Hentzau Movement", "ArmedGroup", ("FHM",)),
        Actor("horvat", "Horvat", "Person"),
        Actor("zenda", "Paul Zenda", "Person", roles=(Role("envoy", None, span(text, "Envoy")),)),
    )
    return record(article, cast=Cast(actors), statements=statements, meetings=meetings)


#: Who the actors of both articles are; both call them by the same keys.
IDENTITIES: Mapping[str, str] = {
    "ruritania": f"{BASE}actor/ruritania",
    "ministry": f"{BASE}actor/ruritanian-foreign-ministry",
    "fhm": f"{BASE}actor/free-hentzau-movement",
    "horvat": f"{BASE}actor/ana-horvat",
    "zenda": f"{BASE}actor/paul-zenda",
}
