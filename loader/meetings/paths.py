"""From a place or date up the tree to the encounter, and what the way there says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    """The head word of a place or date; of a town right behind what it is ("the Georgian capital Tbilisi") that."""
    words = scene.parsed.tokens(each.span)
    if words is None:
        return None
    loose = isinstance(each, PlaceMention) and words.start > 0 and words.root.dep_ in ("npadvmod", "dep", "nsubj")
    before = words.doc[words.start - 1] if loose else None
    named = before is not None and before.dep_ == "pobj" and scene.triggers.supports_as(before, "venue")
    return before if named else words.root


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
    if path and path[-1].lower_ == "back":  # "back in Caracas, he met her"
        path = path[:-1]
    if not path:
        return False
    if path[-1].dep_ == "dobj":
        return towards and len(path) == 1
    if len(path) > 3 and path[1].lower_ in AT and _beside_site(path, scene):
        return True
    inner = path[1:-1]
    if path[-1].lower_ == "on":  # "on the island of Rhodes"
        return len(path) > 2 and scene.triggers.supports_as(path[-2], "ground") and _may_hold(inner[:-1], scene)
    return _leads_to(path[-1], towards, scene) and _may_hold(inner, scene)


def _leads_to(preposition: Token, towards: bool, scene: Scene) -> bool:
    """Whether a preposition says where something is, or where it goes: "slated for Tehran", "left for Tehran"."""
    if preposition.lower_ == "for":
        return slated(preposition.head, scene) or scene.triggers.supports_as(preposition.head, "set-out")
    return preposition.pos_ == "ADP" and preposition.lower_ in (TOWARDS if towards else AT)


def _may_hold(words: Sequence[Token], scene: Scene) -> bool:
    return all(may_hold_site(word, scene) for word in words)


def site_of(anchors: frozenset[int], trigger: Trigger, towards: bool, scene: Scene) -> PlaceMention | None:
    """The first place of the trigger's sentence that is that of one of the anchors; ``towards``: or their goal."""
    for _, each in within_sentence(trigger, scene.places):
        path = path_to(head_of(scene, each), anchors, scene)
        if is_site(path, towards, scene) and path[-1].dep_ != "dobj":
            return each
    return None


def _beside_site(path: list[Token], scene: Scene) -> bool:
    """Whether the way leads over what says when or how: "on August 14", "behind closed doors", "on the sidelines"."""
    beside = path[-2]
    if path[-1].pos_ != "ADP":
        return False
    aside = (path[-1].lower_ == "on" and beside.lemma_ in SIDES) or scene.triggers.supports_as(beside, "manner")
    return (aside or _is_day(beside, scene)) and _may_hold(path[1:-2], scene)


def _is_day(noun: Token, scene: Scene) -> bool:
    """Whether a word is the last of a date or time: "on August 14", "on New Year's Eve"."""
    return noun.ent_type_ in ("DATE", "TIME") or any(i in scene.dates for i in range(noun.left_edge.i, noun.i + 1))


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
