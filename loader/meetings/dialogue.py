"""Who speaks to whom in an article: people who tell, ask, thank or answer one another are in conversation.

A report of a conversation often begins in the middle of it ("Mr Shoigu told the President that the roads are open")
and never says that anybody met. Who tells, asks or instructs a person to his face talks with that person; who only
congratulates or invites somebody may have written, and counts where they also talk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from loader.articles import Span
from loader.meetings.participants import distinct
from loader.meetings.scene import Scene
from loader.meetings.triggers import PRESS, noun_lemma
from loader.statements import Party, Statement

_PEOPLE = frozenset({"Person", "Actor", "Group"})
_MAIN = 0.5  # share of an article's statements made by those who talk, from which on it is a report of their talk


@dataclass(frozen=True)
class Exchange:
    """People who speak to each other: ``cue`` is the word that first says so, ``opens`` whether it shows a talk."""

    parties: tuple[Party, ...]
    cue: Span
    opens: bool

    @property
    def keys(self) -> frozenset[str]:
        """Keys of those who talk."""
        return frozenset(party.actor for party in self.parties if party.actor is not None)


def find_exchanges(scene: Scene, statements: Sequence[Statement]) -> tuple[Exchange, ...]:
    """The conversations of an article, those with a party in common brought together, in text order."""
    found: list[Exchange] = []
    for each in _addresses(scene, statements):
        shared = [other for other in found if other.keys & each.keys]
        found = [other for other in found if not other.keys & each.keys]
        merged = [*shared, each]
        openers = [other.cue for other in merged if other.opens] or [other.cue for other in merged]
        parties = distinct(party for other in merged for party in other.parties)
        found.append(Exchange(parties, min(openers), any(other.opens for other in merged)))
    return tuple(sorted((_of_named(each, scene) for each in found), key=lambda each: each.cue))


def _addresses(scene: Scene, statements: Sequence[Statement]) -> Iterator[Exchange]:
    """One exchange for each statement that a person makes to another."""
    for statement in statements:
        cue = scene.parsed.tokens(statement.cue) if statement.cue is not None else None
        if cue is None or statement.within is not None or not _face_to_face(cue.root, scene):
            continue
        speakers = tuple(party for party in statement.speakers if _converses(party, scene))
        hearers = tuple(party for party in statement.addressees if _converses(party, scene))
        if speakers and hearers and {p.actor for p in speakers} != {p.actor for p in hearers}:
            opens = scene.triggers.supports_as(cue.root, "converse")
            yield Exchange((*speakers, *hearers), Span(cue.root.idx, cue.root.idx + len(cue.root)), opens)


def _face_to_face(cue: Token, scene: Scene) -> bool:
    """Whether the words around a cue speak of no letter, interview or telegram."""
    if cue.pos_ not in ("VERB", "AUX") or any(child.dep_ == "neg" for child in cue.children):
        return False
    return not any(scene.triggers.supports_as(word, "written") for word in cue.sent)


def _converses(party: Party, scene: Scene) -> bool:
    """Whether a party can talk with another: a known person or group of persons, not the press."""
    if party.actor is None or scene.cast.actor(party.actor).kind not in _PEOPLE:
        return False
    words = scene.parsed.tokens(party.span) if party.span is not None else None
    return words is None or noun_lemma(words.root) not in PRESS


def _of_named(exchange: Exchange, scene: Scene) -> Exchange:
    """Without "the President" where the name is given beside: the cast does not always bring the two together."""
    named = tuple(p for p in exchange.parties if p.actor is not None and scene.cast.actor(p.actor).named)
    return Exchange(named, exchange.cue, exchange.opens) if len(named) > 1 else exchange


def is_report_of(exchange: Exchange, scene: Scene, statements: Sequence[Statement]) -> bool:
    """Whether an article is in the main a report of this talk: most of what is said in it is said by these people."""
    offices = {actor.key for actor in scene.cast.actors if actor.kind == "Person" and not actor.named}
    mine = exchange.keys | offices
    said = [statement for statement in statements if statement.within is None and statement.speakers]
    by_them = [s for s in said if any(party.actor in mine for party in s.speakers)]
    return len(by_them) > _MAIN * len(said)
