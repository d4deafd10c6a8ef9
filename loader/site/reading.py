"""From a store to what the pages tell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from pyoxigraph import Store

from loader.explain import Facts, Passage, local_part, passages
from loader.exports import actor_kind
from loader.site.days import day_words
from loader.site.model import (
    Actor,
    ArticleHead,
    Contents,
    Day,
    Found,
    Mark,
    Meeting,
    Name,
    Part,
    Place,
    Report,
    Role,
    Statement,
    Thing,
)
from loader.site.words import beginning, ending, spaced
from loader.vocab import PREFIXES, is_iri

_TITLED = 3  # participants that a meeting's title names
_LONGEST_NAME = 44  # characters of one of them


def read_contents(store: Store) -> Contents:
    """All that a graph holds: articles and statements by publication date, encounters by their own, actors by name."""
    facts = Facts(store)
    articles = sorted(_all(facts, read_article, "Article"), key=lambda a: (a.published or "9999", a.iri))
    order = {article.iri: place for place, article in enumerate(articles)}
    statements = _all(facts, read_statement, "Statement")
    statements.sort(key=lambda s: (order.get(s.found.article, len(order)), s.found.start, s.iri))
    meetings = sorted(_all(facts, read_meeting, "Meeting", "MeetingProposal"), key=lambda m: m.order)
    actors = sorted(_all(facts, read_actor, "Actor"), key=lambda a: (a.label.casefold(), a.iri))
    return Contents(
        {a.iri: a for a in articles},
        {s.iri: s for s in statements},
        {m.iri: m for m in meetings},
        {a.iri: a for a in actors},
        tuple(merge_roles(_all(facts, read_role, "Role"))),
    )


def _all(facts: Facts, read: Callable[[Facts, str], Thing], *classes: str) -> list[Thing]:
    iris = sorted({iri for name in classes for iri in facts.subjects("rdf:type", PREFIXES["cq"] + name)})
    return [read(facts, iri) for iri in iris]


def names(facts: Facts, subject: str, term: str) -> tuple[Name, ...]:
    """The things that a subject has for a property, by name."""
    return tuple(Name(iri, facts.label(iri)) for iri in facts.values(subject, term))


def read_article(facts: Facts, iri: str) -> ArticleHead:
    """An article's head."""
    url = facts.value(iri, "schema:url")
    dateline = facts.value(iri, "cq:dateline")
    return ArticleHead(
        iri,
        facts.value(iri, "schema:headline") or local_part(iri),
        facts.value(iri, "schema:datePublished") or "",
        tuple(facts.values(iri, "schema:publisher")),
        tuple(facts.values(iri, "schema:author")),
        url if url and is_iri(url) and url.startswith("http") else None,
        facts.label(dateline) if dateline else None,
        facts.value(iri, "cq:sha256"),
    )


def read_days(facts: Facts, iri: str) -> tuple[Day, ...]:
    """The dates of a thing; where several exclude each other, none has calendar days of its own."""
    dates = facts.values(iri, "cq:date")
    days = tuple(Day(date, day_words(date)) for date in dates)
    if len(days) == 1:
        earliest, latest = (facts.value(iri, term) or "" for term in ("cq:earliest", "cq:latest"))
        return (replace(days[0], earliest=earliest, latest=latest),)
    if days:
        return (replace(days[0], earliest=min(facts.values(iri, "cq:earliest"), default="")), *days[1:])
    text = facts.value(iri, "cq:dateText")
    return (Day("", f"“{text}”"),) if text else ()


def read_found(facts: Facts, iri: str, leading: Part) -> Found:
    """How a thing was found. Its own IRI tells which evidence leads, its words tell what other evidence shows."""
    told = passages(facts, iri)
    parts = _parts(facts, iri)
    article = facts.value(iri, "cq:reportedIn") or ""
    marks = sorted((_mark(iri, passage, leading, parts) for passage in told), key=lambda m: (m.start, m.end))
    confidence = facts.value(iri, "cq:confidence")
    return Found(
        article,
        facts.value(iri, "cq:rule"),
        f"{float(confidence):.0%}" if confidence else None,
        tuple(marks),
        next((replace(p, before=beginning(p.before), after=ending(p.after)) for p in told), None),
    )


def _parts(facts: Facts, iri: str) -> dict[str, Part]:
    """The words of a thing that its own properties quote, and as what."""
    kinds: tuple[tuple[str, Part], ...] = (("cq:dateText", "date"), ("cq:cue", "cue"), ("cq:content", "content"))
    return {words: part for term, part in kinds for words in facts.values(iri, term)}


def _mark(iri: str, passage: Passage, leading: Part, parts: Mapping[str, Part]) -> Mark:
    leads = iri.endswith(f"-{passage.start}-{passage.end}")
    return Mark(passage.start, passage.end, leading if leads else parts.get(passage.words or "", "more"))


def read_statement(facts: Facts, iri: str) -> Statement:
    """A statement."""
    found = read_found(facts, iri, "content")
    content = facts.values(iri, "cq:content")
    return Statement(
        iri,
        local_part(facts.value(iri, "cq:act") or "Assert"),
        local_part(facts.value(iri, "cq:quotation") or ""),
        names(facts, iri, "cq:speaker"),
        names(facts, iri, "cq:onBehalfOf"),
        names(facts, iri, "cq:addressee"),
        names(facts, iri, "cq:target"),
        tuple(content if len(content) < 2 else sorted(content, key=lambda words: _place(facts, iri, words))),
        facts.value(iri, "cq:cue"),
        _encounters(facts, iri, "cq:occasion"),
        _encounters(facts, iri, "cq:about"),
        names(facts, iri, "cq:within"),
        names(facts, iri, "cq:sameClaimAs"),
        next(iter(read_days(facts, iri)), None),
        found,
    )


def _place(facts: Facts, iri: str, words: str) -> int:
    return min((p.start for p in passages(facts, iri) if p.words == words), default=0)


def _encounters(facts: Facts, iri: str, term: str) -> tuple[Name, ...]:
    return tuple(Name(meeting, title(facts, meeting)) for meeting in facts.values(iri, term))


def title(facts: Facts, meeting: str) -> str:
    """What to call an encounter: its kind, and who takes part."""
    kind = spaced(local_part(facts.value(meeting, "cq:kind") or "Meeting"))
    ordinal, series = facts.value(meeting, "cq:ordinal"), facts.value(meeting, "cq:series")
    who = [short(facts.label(iri)) for iri in facts.values(meeting, "cq:participant")]
    named = ", ".join(who[:_TITLED]) + (" and others" if len(who) > _TITLED else "")
    head = " ".join(part for part in (series or kind, f"no. {ordinal}" if ordinal else "") if part)
    return f"{head}: {named}" if named else head


def short(label: str) -> str:
    """A label that is no longer than a title bears: descriptions that stand for a name can be whole phrases."""
    return label if len(label) <= _LONGEST_NAME else f"{label[:_LONGEST_NAME].rsplit(' ', 1)[0]} …"


def read_meeting(facts: Facts, iri: str) -> Meeting:
    """An encounter with its reports."""
    status = local_part(facts.value(iri, "cq:status") or "")
    name = Name(iri, title(facts, iri))
    reports = [read_report(facts, report, name) for report in facts.values(iri, "cq:report")]
    return Meeting(
        iri,
        f"{PREFIXES['cq']}MeetingProposal" in facts.values(iri, "rdf:type"),
        local_part(facts.value(iri, "cq:kind") or "Meeting"),
        status,
        name.label,
        tuple(facts.values(iri, "cq:note")),
        tuple(read_place(facts, place) for place in facts.values(iri, "cq:location")),
        read_days(facts, iri),
        names(facts, iri, "cq:participant"),
        names(facts, iri, "cq:organizer"),
        names(facts, iri, "cq:host"),
        facts.value(iri, "cq:series"),
        facts.value(iri, "cq:ordinal"),
        tuple(spaced(local_part(term)) for term in facts.values(iri, "cq:conflict")),
        facts.value(iri, "cq:publishers"),
        tuple(reports),
    )


def read_report(facts: Facts, iri: str, meeting: Name) -> Report:
    """What one article says of an encounter."""
    kind, status = (local_part(facts.value(iri, term) or "") for term in ("cq:kind", "cq:status"))
    days = read_days(facts, iri)
    return Report(iri, meeting, kind, status, next(iter(days), None), read_found(facts, iri, "trigger"))


def read_place(facts: Facts, iri: str) -> Place:
    """A place."""
    lat, lon = facts.value(iri, "geo:lat"), facts.value(iri, "geo:long")
    return Place(iri, facts.label(iri), float(lat) if lat and lon else None, float(lon) if lat and lon else None)


def read_actor(facts: Facts, iri: str) -> Actor:
    """An actor."""
    label = facts.label(iri)
    called = tuple(name for name in facts.values(iri, "skos:altLabel") if name != label)
    matches = tuple(match for match in facts.values(iri, "skos:exactMatch") if match.startswith("http"))
    kind = spaced(actor_kind(facts, iri))
    return Actor(iri, label, kind, called, matches, names(facts, iri, "cq:organOf"))


def read_role(facts: Facts, iri: str) -> Role:
    """A role as one article tells it."""
    holder = next(iter(names(facts, iri, "cq:holder")), Name("", ""))
    institution = next(iter(names(facts, iri, "cq:institution")), None)
    return Role(facts.value(iri, "cq:title") or "", holder, institution, tuple(facts.values(iri, "cq:reportedIn")))


def merge_roles(roles: Iterable[Role]) -> list[Role]:
    """Roles that several articles, or several places of one, tell alike as one each."""
    found: dict[tuple[str, str, str], Role] = {}
    for role in roles:
        key = (role.holder.iri, role.title, role.institution.iri if role.institution else "")
        known = found.get(key)
        articles = sorted({*(known.articles if known else ()), *role.articles})
        found[key] = replace(role, articles=tuple(articles))
    return [found[key] for key in sorted(found)]
