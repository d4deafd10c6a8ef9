"""A collection to the world it tells of: facts article by article, from the cache where they were found before."""

from __future__ import annotations

from dataclasses import replace

from loader.cache import fingerprint
from loader.identities import REJECT, Decision, Decisions
from loader.pipeline import Collection, Summary
from loader.selection import confident
from loader.world import ArticleFacts, Knowledge, World, article_facts, load_knowledge, make_world


def gather(collection: Collection, least: float = 0.0) -> tuple[Collection, World]:
    """The world of a collection, without what is less sure than ``least``.

    A meeting that a person rejected goes as its reports go: the collection comes back with them rejected.
    """
    world = _world(collection, least)
    rejected = collection.decisions.rejected
    reasons = {report: rejected[m.term] for m in world.meetings if m.term in rejected for report in m.reports}
    if not reasons:
        return collection, world
    lines = (Decision(REJECT, report, reason=reason) for report, reason in reasons.items())
    collection = replace(collection, decisions=Decisions((*collection.decisions.lines, *lines)))
    return collection, _world(collection, least)


def settle(collection: Collection) -> Collection:
    """The collection with the reports of rejected meetings rejected, for those who need no world."""
    named = any(term.startswith("meeting:") for term in collection.decisions.rejected)
    return gather(collection)[0] if named else collection


def _world(collection: Collection, least: float) -> World:
    knowledge = load_knowledge(collection.vocabulary, collection.gazetteer)
    return make_world(_facts(collection, summary, knowledge, least) for summary in collection.summaries)


def _facts(collection: Collection, summary: Summary, knowledge: Knowledge, least: float) -> ArticleFacts:
    identities = collection.resolution.identities[summary.header.id]
    key = result_key("facts", collection, summary, least, repr(sorted(identities.items())))
    return collection.cache.kept(
        key, lambda: article_facts(confident(collection.record(summary), least), identities, knowledge)
    )


def result_key(result: str, collection: Collection, summary: Summary, least: float, *parts: str) -> str:
    """The key in the cache of a result that depends on an article's record, the base of IRIs and ``parts``."""
    return fingerprint(result, collection.record_key(summary), collection.vocabulary.base, str(least), *parts)
