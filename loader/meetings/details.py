"""What else a sentence says of an encounter: its number in a series, who hosts or organises it, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from loader.meetings.grammar import agents, children, is_verb, preposition_objects
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger

_ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        start=1,
    )
} | {"inaugural": 1, "maiden": 1}
_NUMBERED = re.compile(r"(\d{1,3})(st|nd|rd|th)")


_HOSTING = frozenset({"host", "co-host"})
_ORGANIZING = frozenset({"organise", "organize", "convene", "arrange", "sponsor"})
_BODIES = frozenset({"IntergovernmentalOrganization", "Organization"})


def ordinal(trigger: Trigger) -> int | None:
    """The number of the encounter in its series: "the 19th regular meeting", "second round", "inaugural session"."""
    for noun in (trigger.top, trigger.token):
        for child in noun.lefts:
            number = _NUMBERED.fullmatch(child.lower_)
            if number:
                return int(number[1])
            if child.lower_ in _ORDINALS and child.dep_ in ("amod", "compound", "nummod"):
                return _ORDINALS[child.lower_]
    return None


def series(trigger: Trigger) -> str | None:
    """The name of the series: capitals before the trigger ("Bilateral Political Consultations")."""
    if trigger.verbal or not trigger.token.text[:1].isupper():
        return None
    first = trigger.token
    while first.i > trigger.token.sent.start and _capital(first.nbor(-1)):
        first = first.nbor(-1)
    return trigger.token.doc[first.i : trigger.token.i + 1].text if first.i < trigger.token.i else None


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ", "NOUN")


def host(trigger: Trigger, scene: Scene) -> str | None:
    """Who receives the others: the subject of "host", the one who invites to a visit."""
    if trigger.verbal:
        hosts = agents(trigger.token) if trigger.sense.pattern == "host" else []
        return _first((*hosts, *_inviters(trigger.token)), scene)
    return _first((*_doers(trigger, _HOSTING), *_inviters(trigger.top), *_inviters(trigger.top.head)), scene)


def hosting(trigger: Trigger, scene: Scene) -> tuple[Token, ...]:
    """The nouns for those who host it: "X and Y" of "X and Y hosted talks between the two sides"."""
    above = trigger.top.head
    hosts = trigger.top.dep_ == "dobj" and scene.triggers.supports_as(above, "host")
    return tuple(agents(above)) if hosts else ()


def organizer(trigger: Trigger, scene: Scene) -> str | None:
    """Who calls the encounter: the subject of "convene", or the body whose meeting it is."""
    if trigger.verbal:
        return None
    named = _first(_doers(trigger, _ORGANIZING), scene)
    if named is not None or trigger.sense.kind not in ("Summit", "Meeting"):
        return named
    return next(iter(bodies(trigger, scene)), None)


def bodies(trigger: Trigger, scene: Scene) -> tuple[str, ...]:
    """Keys of the organisations that the trigger's noun phrase names: "meeting of the secretaries of the SCO"."""
    if trigger.verbal:
        return ()
    found = (scene.actors.get(token.idx, ()) for token in _phrase(trigger.top))
    keys = (key for mentions in found for key, _ in mentions if scene.cast.actor(key).kind in _BODIES)
    return tuple(dict.fromkeys(keys))


def _phrase(noun: Token) -> Iterator[Token]:
    """The words of a noun phrase without its clauses and without those it is held with."""
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod", "poss", "appos") or (
            child.lower_ == "of" and child.dep_ == "prep"
        ):
            yield from child.subtree


def _doers(trigger: Trigger, verbs: frozenset[str]) -> Iterator[Token]:
    """Who does one of the verbs to the encounter: "X hosts the summit", "the summit hosted by X"."""
    above = trigger.top.head
    if is_verb(above) and above.lemma_ in verbs and trigger.top.dep_ == "dobj":
        yield from agents(above)
    for clause in children(trigger.top, "acl", "relcl"):
        if clause.lemma_ in verbs:
            yield from preposition_objects(clause, "by")


def _inviters(token: Token) -> Iterator[Token]:
    """ "At the invitation of X", "at X's invitation"."""
    for prep in children(token, "prep"):
        for noun in children(prep, "pobj"):
            if noun.lemma_ == "invitation":
                yield from preposition_objects(noun, "of")
                yield from children(noun, "poss")


def _first(heads: Iterator[Token] | tuple[Token, ...], scene: Scene) -> str | None:
    parties = (party.actor for head in heads for party in scene.parties(head))
    return next((actor for actor in parties if actor is not None), None)
