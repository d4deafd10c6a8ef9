"""Buildings and grounds in which an encounter is, where the atlas knows no place of that name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from loader.articles import Span
from loader.meetings.grammar import phrase, with_complements
from loader.meetings.paths import AT, is_site, path_to
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger
from loader.places import PlaceMention

_BETWEEN = frozenset({"in", ","})  # a building and its town


def building(trigger: Trigger, anchors: frozenset[int], scene: Scene) -> PlaceMention | None:
    """A named building that the sentence gives the encounter."""
    for token in trigger.token.sent:
        path = path_to(token, anchors, scene) if token.head.lower_ in AT else []
        if is_site(path, False, scene) or (len(path) == 3 and path[-1].dep_ == "npadvmod"):  # "today at the Akorda"
            found = named_building(token, scene) or (_spot(token, scene) if len(path) == 2 else None)
            if found is not None:
                return town_around(found, scene) or found
    return None


def _spot(token: Token, scene: Scene) -> PlaceMention | None:
    span = phrase(token)
    known = any(scene.cast.actor(key).kind not in ("Actor", "Person") for key, _ in scene.actors.get(token.idx, ()))
    if known or not named_spot(token) or any(i in scene.dates for i in range(token.left_edge.i, token.i + 1)):
        return None
    return PlaceMention(span, scene.parsed.article.quote(span))


def named_building(token: Token, scene: Scene) -> PlaceMention | None:
    """A building with a name of its own: "the Kremlin", "the Great Hall of the People", "the Dagomys hotel"."""
    if not any(scene.triggers.supports_as(word, "site") for word in (token, *_classes_before(token))):
        return None
    named = token.pos_ == "PROPN" or any(each.pos_ == "PROPN" and each.dep_ == "compound" for each in token.lefts)
    whole = with_complements(token)
    owned = any(each.dep_ in ("compound", "nmod") for each in token.lefts) or token.pos_ != "PROPN"
    left = ("det", "poss", "case") if owned else ("det",)  # "his Sochi residence", but "St. Mark's Church"
    first = next(each for each in token.subtree if each.idx >= whole.start and each.dep_ not in left)
    span = Span(min(first.idx, token.idx), whole.end)
    return PlaceMention(span, scene.parsed.article.quote(span)) if named else None


def _classes_before(name: Token) -> Iterator[Token]:
    """The "Hotel" of "Hotel Sacher"."""
    yield from (each for each in name.lefts if each.dep_ == "compound" and each.text[:1].isupper())


def named_spot(token: Token) -> bool:
    """Whether a name behind "at" can be nothing but a house or ground: "at Wilton Park", never "at the G20"."""
    first = token.doc[token.left_edge.i]
    named = token.pos_ == "PROPN" and first.text[:1].isupper() and token.text.istitle()
    return named and token.head.lower_ == "at" and first.i > 0 and token.doc[first.i - 1] == token.head


def whole_building(place: PlaceMention, scene: Scene) -> PlaceMention:
    """The building of whose name a name without a place of the atlas is the first part: "St. Mark" 's Church."""
    words = scene.parsed.tokens(place.span) if place.geonameid is None else None
    root = words.root if words is not None else None
    if root is None or root.dep_ not in ("poss", "compound", "nmod"):
        return place
    return named_building(root.head, scene) or place


def town_around(place: PlaceMention, scene: Scene) -> PlaceMention | None:
    """The town that the atlas knows, behind a building that it does not: "the Imperial Palace in Tokyo".

    Its words are those for both, its link that of the town.
    """
    words = scene.parsed.tokens(place.span) if place.geonameid is None else None
    if words is None or words.end + 1 >= len(words.doc) or words.doc[words.end].lower_ not in _BETWEEN:
        return None
    town = scene.places.get(words.end + 1)
    if town is None or town.geonameid is None or town.wide:
        return None
    return replace(town, span=Span(place.span.start, town.span.end))


def with_building(town: PlaceMention, scene: Scene) -> PlaceMention:
    """A town with the building right before it: "State House in Lusaka"."""
    words = scene.parsed.tokens(town.span) if town.geonameid is not None and not town.wide else None
    if words is None or words.start < 2 or words.doc[words.start - 1].lower_ not in _BETWEEN:
        return town
    last = words.doc[words.start - 2]
    whole = named_building(last, scene) if last.head.lower_ in AT else None
    return town if whole is None else replace(town, span=Span(whole.span.start, town.span.end))
