"""Buildings and grounds in which an encounter is, where the atlas knows no place of that name."""

from __future__ import annotations

from spacy.tokens import Token

from loader.articles import Span
from loader.meetings.grammar import with_complements
from loader.meetings.paths import AT, is_site, path_to
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger
from loader.places import PlaceMention


def building(trigger: Trigger, anchors: frozenset[int], scene: Scene) -> PlaceMention | None:
    """A named building that the sentence gives the encounter."""
    for token in trigger.token.sent:
        path = path_to(token, anchors, scene) if token.head.lower_ in AT else []
        if is_site(path, False, scene) or (len(path) == 3 and path[-1].dep_ == "npadvmod"):  # "today at the Akorda"
            found = named_building(token, scene)
            if found is not None:
                return town_around(found, scene) or found
    return None


def named_building(token: Token, scene: Scene) -> PlaceMention | None:
    """A building with a name of its own: "the Kremlin", "the Great Hall of the People", "the Dagomys hotel"."""
    if not scene.triggers.supports_as(token, "site"):
        return None
    named = token.pos_ == "PROPN" or any(each.pos_ == "PROPN" and each.dep_ == "compound" for each in token.lefts)
    whole = with_complements(token)
    owned = any(each.dep_ in ("compound", "nmod") for each in token.lefts) or token.pos_ != "PROPN"
    left = ("det", "poss", "case") if owned else ("det",)  # "his Sochi residence", but "St. Mark's Church"
    first = next(each for each in token.subtree if each.idx >= whole.start and each.dep_ not in left)
    span = Span(min(first.idx, token.idx), whole.end)
    return PlaceMention(span, scene.parsed.article.quote(span)) if named else None


def whole_building(place: PlaceMention, scene: Scene) -> PlaceMention:
    """The building of whose name a name without a place of the atlas is the first part: "St. Mark" 's Church."""
    words = scene.parsed.tokens(place.span) if place.geonameid is None else None
    root = words.root if words is not None else None
    if root is None or root.dep_ not in ("poss", "compound", "nmod"):
        return place
    return named_building(root.head, scene) or place


def town_around(place: PlaceMention, scene: Scene) -> PlaceMention | None:
    """The town that the atlas knows, behind a building that it does not: "the Imperial Palace in Tokyo"."""
    words = scene.parsed.tokens(place.span) if place.geonameid is None else None
    if words is None or words.end + 1 >= len(words.doc) or words.doc[words.end].lower_ not in ("in", ","):
        return None
    town = scene.places.get(words.end + 1)
    return town if town is not None and town.geonameid is not None and not town.wide else None
