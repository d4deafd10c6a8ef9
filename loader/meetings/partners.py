"""Partners whom the parser hung elsewhere: on a place, on a date, behind other words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from loader.meetings.grammar import children, conjuncts, preposition_objects
from loader.meetings.scene import Scene

WITH = ("with", "between", "among", "amongst", "alongside")
_REACH = 7  # words between "talks" and the "with" that the parser hung elsewhere


def far_partners(verb: Token, scene: Scene) -> Iterator[Token]:
    """Persons behind a "with" that the parser hung on a place: "discussed the situation in Chechnya with Mr Y"."""
    for token in verb.subtree:
        if token.lower_ == "with" and token.i > verb.i and token.nbor(-1).pos_ == "PROPN":
            found = [noun for child in children(token, "pobj") for noun in conjuncts(child)]
            yield from (noun for noun in found if scene.named_person(noun))


def with_after(noun: Token) -> Iterator[Token]:
    """Partners a few words behind the noun: "no talks under way with X", "no dialogue taking place with X"."""
    for token in noun.doc[noun.i + 1 : min(noun.i + _REACH, noun.sent.end)]:
        if token.is_punct or token.dep_ == "mark" or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT"):
            return
        if token.lower_ in ("with", "between") and token.pos_ == "ADP":
            yield from (each for child in children(token, "pobj") for each in conjuncts(child))
            return


def behind_settings(verb: Token, scene: Scene) -> Iterator[Token]:
    """Participants whom the parser hung on a place or date: "talks have begun in Doha between X and Y"."""
    for preposition in children(verb, "prep"):
        for noun in children(preposition, "pobj"):
            if noun.i in scene.places or noun.i in scene.dates:
                yield from preposition_objects(noun, *WITH)
