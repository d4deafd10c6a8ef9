"""From a place or date up the tree to the encounter, and what the way there says."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from loader.dates import DateExpression
from loader.meetings.anchors import slated
from loader.meetings.grammar import is_verb
from loader.meetings.scene import Found, Scene
from loader.meetings.triggers import Trigger, noun_lemma
from loader.places import PlaceMention

AT = frozenset({"in", "at", "near", "outside", "inside"})
TOWARDS = AT | {"to", "into"}
SIDES = frozenset({"sideline", "margin"})
_REACH = 9  # steps up the tree from a place to its encounter


def within_sentence(trigger: Trigger, found: Mapping[int, Found]) -> list[tuple[int, Found]]:
    """What is found in the trigger's sentence, each with the index of its first token."""
    sentence = trigger.token.sent
    return [(index, found[index]) for index in range(sentence.start, sentence.end) if index in found]


def head_of(scene: Scene, each: PlaceMention | DateExpression) -> Token | None:
    """The head word of a place or date."""
    words = scene.parsed.tokens(each.span)
    return None if words is None else words.root


def path_to(token: Token | None, anchors: frozenset[int], scene: Scene) -> list[Token]:
    """The words from a place or date up to the encounter, both left out the anchor; empty where it is not reached."""
    path: list[Token] = []
    while token is not None and len(path) < _REACH:
        if token.i in anchors:
            return path
        path.append(token)
        if is_verb(token) or token.head == token or (len(path) > 1 and noun_lemma(token) in scene.triggers.nouns):
            return []
        token = token.head
    return []


def is_site(path: list[Token], towards: bool, scene: Scene) -> bool:
    """Whether a chain of words like "Seoul < in < office < at" says where something is."""
    if not path:
        return False
    if path[-1].dep_ == "dobj":
        return towards and len(path) == 1
    if path[-1].lower_ == "for" and (
        slated(path[-1].head, scene) or scene.triggers.supports_as(path[-1].head, "set-out")
    ):
        return all(may_hold_site(token, scene) for token in path[1:-1])
    if path[-1].lower_ == "on" and len(path) > 3:
        return path[1].lower_ in AT and _beside_site(path, scene)
    if path[-1].pos_ != "ADP" or path[-1].lower_ not in (TOWARDS if towards else AT):
        return False
    inner = path[1:-1]
    return all(may_hold_site(token, scene) for token in inner)


def _beside_site(path: list[Token], scene: Scene) -> bool:
    """Whether the way leads over "on the sidelines of a summit" or "on August 14"."""
    if path[-2].lemma_ in SIDES:
        return all(may_hold_site(token, scene) for token in path[1:-2])
    return path[-2].ent_type_ == "DATE" and all(may_hold_site(token, scene) for token in path[1:-1])


def may_hold_site(token: Token, scene: Scene) -> bool:
    """Whether a word may stand between a place and the encounter: "Seoul < in < office < at"."""
    if token.pos_ == "ADP":
        return token.lower_ in AT or token.lower_ in ("of", "on")
    if token.ent_type_ == "DATE":
        return True  # "on August 14 in Geneva"
    return token.pos_ == "PROPN" or scene.triggers.supports_as(token, "venue")


def is_time(path: list[Token]) -> bool:
    """Whether a chain of words from a date to the encounter has nothing in it but the date itself and "on"."""
    if not path:
        return False
    return all(
        token.pos_ == "ADP"
        or token.lower_ in ("here", "there")
        or token.ent_type_ in ("DATE", "TIME")
        or token.dep_ in ("npadvmod", "nmod", "pobj", "poss", "compound", "appos")
        for token in path
    )
