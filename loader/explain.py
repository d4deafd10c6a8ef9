"""Why a thing stands in the graph: the sentence that says so, the rule that found it, and who else reports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from loader.errors import UserError
from loader.queries import cell_text
from loader.vocab import KINDS, PREFIXES

MANY = 20  # things of one kind that point at a thing, beyond which they are only counted
LEFT, RIGHT = "»", "«"  # around the words of the span


class UnknownThingError(UserError, LookupError):
    """The graph says nothing of that IRI."""


@dataclass(frozen=True)
class Passage:
    """Characters of an article, with the rest of their sentence where the graph has it. Offsets are code points."""

    article: str
    start: int
    end: int
    words: str | None
    before: str = ""
    after: str = ""

    @property
    def marked(self) -> str:
        """The sentence on one line, with marks around the words."""
        words = "(the graph has no text)" if self.words is None else self.words
        return one_line(f"{self.before}{LEFT}{words}{RIGHT}{self.after}")


@dataclass(frozen=True)
class Facts:
    """What a store says of things, term by term; ``prefix:name`` stands for IRIs."""

    store: Store

    def values(self, subject: str, term: str) -> list[str]:
        """IRIs and texts that the subject has for a property, sorted."""
        quads = self.store.quads_for_pattern(NamedNode(subject), _node(term), None)
        return sorted({cell_text(q.object) or "" for q in quads if isinstance(q.object, NamedNode | Literal)})

    def value(self, subject: str, term: str) -> str | None:
        """The one value, or the first of several."""
        return next(iter(self.values(subject, term)), None)

    def subjects(self, term: str, value: str) -> list[str]:
        """The things that have the value for a property, sorted."""
        quads = self.store.quads_for_pattern(None, _node(term), NamedNode(value))
        return sorted({q.subject.value for q in quads if isinstance(q.subject, NamedNode)})

    def label(self, iri: str) -> str:
        """A name to call a thing by: its label or headline, else the last part of its IRI."""
        return self.value(iri, "skos:prefLabel") or self.value(iri, "schema:headline") or local_part(iri)

    def describes(self, iri: str) -> bool:
        """Whether the graph says anything of the thing."""
        return any(True for _ in self.store.quads_for_pattern(NamedNode(iri), None, None))


def explain(store: Store, name: str) -> str:
    """Plain text that tells why the graph says what it says of a thing, given by IRI or as ``actor:ttp``.

    Raises:
        UnknownThingError: it says nothing of it.
        ValueError: ``name`` is no IRI.
    """
    facts = Facts(store)
    iri = expand_name(facts, name)
    if not facts.describes(iri):
        raise UnknownThingError(f"the graph says nothing of {iri}")
    return "\n".join(_lines(facts, iri)) + "\n"


def expand_name(facts: Facts, name: str) -> str:
    """The IRI of a thing that is called by a prefix of the graph's data: where its articles are, its actors are too."""
    kind, colon, local = name.strip("<>").partition(":")
    article = next(iter(facts.subjects("rdf:type", f"{PREFIXES['cq']}Article")), None)
    if not colon or kind not in KINDS or article is None:
        return name.strip("<>")
    return f"{article.rsplit('/', 2)[0]}/{kind}/{local}"


def _node(term: str) -> NamedNode:
    prefix, _, local = term.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def local_part(iri: str) -> str:
    """What follows the last slash or hash of an IRI.

    >>> local_part("https://w3id.org/communique/act/Reject")
    'Reject'
    """
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def passages(facts: Facts, iri: str) -> list[Passage]:
    """The evidence of a thing: the passage that shows its sentence first, then in the order of the text."""
    places = facts.values(iri, "cq:evidence") or ([iri] if facts.value(iri, "oa:start") else [])
    found = [passage for place in places if (passage := _passage(facts, place))]
    return sorted(found, key=lambda p: (not (p.before or p.after), p.article, p.start, p.end))


def _passage(facts: Facts, evidence: str) -> Passage | None:
    start, end = facts.value(evidence, "oa:start"), facts.value(evidence, "oa:end")
    article = facts.value(evidence, "cq:reportedIn")
    if not (start and end and article and start.isdecimal() and end.isdecimal()):
        return None
    before, after = (facts.value(evidence, term) or "" for term in ("oa:prefix", "oa:suffix"))
    return Passage(article, int(start), int(end), facts.value(evidence, "oa:exact"), before, after)


def _lines(facts: Facts, iri: str) -> Iterator[str]:
    kinds = [local_part(kind) for kind in facts.values(iri, "rdf:type") if kind.startswith(PREFIXES["cq"])]
    yield f"{facts.label(iri)}  ({', '.join(kinds) or 'untyped'})"
    yield f"  {iri}"
    yield from _described(facts, iri)
    yield from _shown(facts, iri)
    yield from _found(facts, iri)
    yield from _elsewhere(facts, iri)
    yield from _reports(facts, iri)


#: What is told of a thing, in this order: property and the words for it.
TOLD = (
    ("cq:speaker", "said by"),
    ("cq:onBehalfOf", "on behalf of"),
    ("cq:addressee", "said to"),
    ("cq:target", "aimed at"),
    ("cq:act", "act"),
    ("cq:kind", "kind"),
    ("cq:status", "status"),
    ("cq:location", "where"),
    ("cq:date", "when"),
    ("cq:participant", "with"),
    ("cq:holder", "held by"),
    ("cq:title", "title"),
    ("cq:institution", "in"),
    ("skos:altLabel", "also called"),
    ("skos:exactMatch", "same as"),
    ("cq:conflict", "reports disagree on"),
)


def _described(facts: Facts, iri: str) -> Iterator[str]:
    for term, words in TOLD:
        values = facts.values(iri, term)
        if values:
            yield f"  {words}: {', '.join(_named(facts, value) for value in values)}"


def _named(facts: Facts, value: str) -> str:
    if not value.startswith(("http://", "https://", "urn:")):
        return value
    known = value.startswith(PREFIXES["cq"].partition("ontology")[0]) or facts.describes(value)
    return facts.label(value) if known else value


def _shown(facts: Facts, iri: str) -> Iterator[str]:
    for passage in passages(facts, iri):
        yield ""
        yield f"  {passage.marked}"
        yield f"    characters {passage.start}-{passage.end} of {_source(facts, passage.article)}"


def one_line(text: str) -> str:
    """Text on one line, without characters that a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def _source(facts: Facts, article: str) -> str:
    told = (facts.value(article, term) for term in ("schema:headline", "schema:publisher", "schema:datePublished"))
    return ", ".join([article, *(one_line(value) for value in told if value)])


def _found(facts: Facts, iri: str) -> Iterator[str]:
    rule, confidence = facts.value(iri, "cq:rule"), facts.value(iri, "cq:confidence")
    if rule:
        yield ""
        yield f"  found by the rule {rule!r}" + (f", right in {float(confidence):.0%} of cases" if confidence else "")


def _elsewhere(facts: Facts, iri: str) -> Iterator[str]:
    publishers = facts.value(iri, "cq:publishers")
    if publishers:
        yield ""
        yield f"  independent publishers: {publishers}"
    for other in facts.values(iri, "cq:sameClaimAs"):
        yield f"  also reported as {other}"
        yield from (f"    {passage.marked}" for passage in passages(facts, other)[:1])


#: Where else a thing stands: property that points at it, and the words for that.
POINTERS = (
    ("cq:holder", "role"),
    ("cq:occasion", "said there"),
    ("cq:about", "said of it"),
    ("cq:speaker", "said by it"),
    ("cq:target", "aimed at it"),
    ("cq:addressee", "said to it"),
    ("cq:participant", "takes part in"),
)


def _reports(facts: Facts, iri: str) -> Iterator[str]:
    """What each article says of an encounter, and what else points at a thing."""
    for report in facts.values(iri, "cq:report"):
        yield ""
        yield f"  reported as {report}"
        told = (*_described(facts, report), *_shown(facts, report), *_found(facts, report))
        yield from (f"  {line}" for line in told if line)
    for term, words in POINTERS:
        others = facts.subjects(term, iri)
        for other in others[:MANY]:
            text = facts.value(other, "cq:content") or facts.value(other, "cq:title") or facts.label(other)
            yield f"  {words}: {one_line(text)}  ({other})"
        if len(others) > MANY:
            yield f"  {words}: … and {len(others) - MANY} more"
