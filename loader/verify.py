"""Whether a graph quotes its articles: every piece of evidence read again, in the text it points at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Store

from loader.articles import Article
from loader.explain import Facts, local_part
from loader.vocab import PREFIXES, local_name

MISSING = "none of the sources given is this article"


@dataclass(frozen=True)
class Mismatch:
    """Something that does not agree with the articles: a thing of the graph, and what is wrong with it."""

    iri: str
    article: str
    reason: str


def verify(store: Store, articles: Iterable[Article]) -> Iterator[Mismatch]:
    """Every disagreement between a graph and the articles it was built from, one article after the other.

    An article is known by its id or, where ids were made unique, by the digest of its text. Articles that the graph
    does not have are passed over; one of the graph that is not among ``articles`` is a mismatch.
    """
    facts = Facts(store)
    for iri, article in pair(facts, articles):
        if article is None:
            yield Mismatch(iri, iri, MISSING)
        else:
            yield from verify_article(facts, iri, article)


def pair(facts: Facts, articles: Iterable[Article]) -> Iterator[tuple[str, Article | None]]:
    """Each article of a graph with its source, in the order of the sources; at the end those that have none."""
    waiting = dict.fromkeys(facts.subjects("rdf:type", f"{PREFIXES['cq']}Article"))
    by_name = {local_part(iri): iri for iri in waiting}
    by_digest = {facts.value(iri, "cq:sha256"): iri for iri in waiting}
    for article in articles:
        iri = by_name.get(local_name(article.id))
        if iri is None or facts.value(iri, "cq:sha256") != article.sha256:
            iri = by_digest.get(article.sha256, iri)
        if iri in waiting:
            del waiting[iri]
            yield iri, article
    yield from ((iri, None) for iri in waiting)


def verify_article(facts: Facts, iri: str, article: Article) -> Iterator[Mismatch]:
    """The disagreements of one article: its digest, its evidence, and the words that its statements quote."""
    if facts.value(iri, "cq:sha256") != article.sha256:
        yield Mismatch(iri, iri, "the text is not the one that the graph was built from")
    for thing in facts.subjects("cq:reportedIn", iri):
        if facts.value(thing, "oa:start") is not None:
            reason = check_evidence(facts, thing, article.text)
            if reason:
                yield Mismatch(thing, iri, reason)
        for term in ("cq:content", "cq:cue", "cq:dateText"):
            for words in facts.values(thing, term):
                if words not in article.text:
                    yield Mismatch(thing, iri, f"{term} is not in the text: {words!r}")


def check_evidence(facts: Facts, evidence: str, text: str) -> str | None:
    """What is wrong with a piece of evidence; None where it quotes the text verbatim, or its digest does."""
    start, end = facts.value(evidence, "oa:start") or "", facts.value(evidence, "oa:end") or ""
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(text)):
        return f"characters {start}-{end} are not in the text, which has {len(text)}"
    words = text[int(start) : int(end)]
    exact, digest = facts.value(evidence, "oa:exact"), facts.value(evidence, "cq:sha256")
    if exact is None and digest is None:
        return "it has neither a quotation nor a digest"
    if exact is not None and exact != words:
        return f"characters {start}-{end} are {words!r}, not {exact!r}"
    if digest is not None and digest != hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest():
        return f"characters {start}-{end} have another digest"
    return None
