"""Places that other words give an encounter: an invitation to it, a visit before, what the press was told after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Token

from loader.articles import Span
from loader.meetings.anchors import carrier
from loader.meetings.buildings import building
from loader.meetings.grammar import children, in_quotation, is_verb, preposition_objects
from loader.meetings.journeys import above_where, during, in_front, on_the_way
from loader.meetings.paths import AT, TOWARDS, head_of, is_site, path_to, site_of, within_sentence
from loader.meetings.scene import Found, Scene
from loader.meetings.triggers import Trigger, noun_lemma
from loader.places import PlaceMention


def town_before(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """The town of "the Tashkent summit"; a state there is one that takes part ("the Pakistan talks")."""
    if trigger.verbal:
        return None
    words = (each for child in trigger.top.lefts if child.dep_ in ("compound", "nmod") for each in child.subtree)
    towns = (scene.places[each.i] for each in words if each.i in scene.places and not _acts(each, scene))
    return next((town for town in towns if town.country is not None), None)  # no "Balkans summit"


def _acts(token: Token, scene: Scene) -> bool:
    """Whether the name is that of an actor: a state or a body."""
    return any(scene.cast.actor(key).kind != "Actor" for key, _ in scene.actors.get(token.idx, ()))


def elsewhere_in_clause(trigger: Trigger, anchors: frozenset[int], scene: Scene) -> PlaceMention | None:
    """The place that the words around the encounter's own clause give it."""
    verb = trigger.token if trigger.verbal else carrier(trigger.top, scene)
    visited = _of_visit_before(verb, trigger, scene) if verb is not None and not trigger.verbal else None
    return (
        visited
        or beside_there(trigger, scene.places, scene)
        or _destination(trigger, scene)
        or _of_telling(trigger, scene)
        or building(trigger, anchors, scene)
        or during(trigger, verb, scene)
        or (_where(verb, trigger, scene) if verb is not None else None)
        or on_the_way(trigger, verb, scene)
        or in_front(trigger, scene)
        or _goal(trigger, scene)
    )


def here(trigger: Trigger, anchors: frozenset[int], scene: Scene) -> PlaceMention | None:
    """The dateline's place, where the author's own words put the encounter "here"."""
    if scene.dateline is None:
        return None
    for token in trigger.token.sent:
        if token.lower_ == "here" and not in_quotation(token):
            path = path_to(token, anchors, scene)
            if path and (len(path) == 1 or is_site(path, False, scene)):
                return replace(scene.dateline, span=Span(token.idx, token.idx + len(token)), described=True)
    return None


def _where(verb: Token, trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """The place in front of "where he met her": "on a visit to Paris, where …"."""
    above = above_where(verb)
    if above is None:
        return None
    clause = verb.head if verb.dep_ == "xcomp" else verb
    beside = (scene.places[each.i] for each in clause.head.subtree if each.i in scene.places and each.i < clause.i)
    place = next(beside, None) or site_of(frozenset({above.i}), trigger, True, scene)
    return place if place is not None and place.span.start < clause.idx else None


def _goal(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """Where a visit goes whose "to" the parser hung on the verb: "called off a trip by two aides to Rome"."""
    if trigger.sense.kind != "Visit" or trigger.verbal or trigger.top.dep_ not in ("dobj", "nsubj", "nsubjpass"):
        return None
    above = (*preposition_objects(trigger.top, "by", "of"), trigger.top.head)
    goals = (child for word in above for child in word.rights if child.lower_ == "to" and child.i > trigger.token.i)
    heads = (noun.i for goal in goals for noun in goal.children if noun.dep_ == "pobj")
    found = {head.i: place for _, place in within_sentence(trigger, scene.places) if (head := head_of(scene, place))}
    return next((found[index] for index in heads if index in found), None)


def beside_there(trigger: Trigger, found: Mapping[int, Found], scene: Scene) -> Found | None:
    """The place or day of the clause before for "he met her there": "said in Doha on Monday"."""
    there = next(
        (child for child in trigger.token.children if child.lower_ == "there" and child.dep_ == "advmod"), None
    )
    first = trigger.token.sent.start
    if there is None or not trigger.verbal or first == 0:
        return None
    before = trigger.token.doc[first - 1].sent
    while before.start > 0 and not any(word.is_alpha for word in before):
        before = trigger.token.doc[before.start - 1].sent
    anchors = frozenset({before.root.i})
    inside = [found[index] for index in range(before.start, before.end) if index in found]
    fits = [each for each in inside if _hangs(path_to(head_of(scene, each), anchors, scene))]
    return fits[0] if fits else None


def _hangs(path: list[Token]) -> bool:
    """Whether a chain of words is a name or day with its preposition, and nothing else."""
    return len(path) == 2 and path[-1].lower_ in (*AT, "on")


def _destination(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """Where those go who are "invited to Delhi for the summit"."""
    if trigger.verbal or trigger.top.dep_ != "pobj" or trigger.top.head.lower_ != "for":
        return None
    purpose = trigger.top.head
    return next((p for _, p in within_sentence(trigger, scene.places) if _ends_at(p, purpose, scene)), None)


def _ends_at(place: PlaceMention, after: Token, scene: Scene) -> bool:
    """Whether a place with "to" or "in" before it ends right before a word, whatever the parser makes of it."""
    words = scene.parsed.tokens(place.span)
    if words is None or words.end != after.i or words.start == 0:
        return False
    return after.doc[words.start - 1].lower_ in TOWARDS


def _of_telling(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """Where somebody spoke right after the encounter: "told reporters in Jeddah after meeting him"."""
    after = trigger.top.head
    verb = after.head
    if after.lower_ not in ("after", "following") or after.dep_ != "prep" or not is_verb(verb):
        return None
    told, press_words = children(verb, "dobj", "dative"), scene.triggers.people["press"]
    press = {child.i for child in told if noun_lemma(child) in press_words}
    if not press and verb.lemma_ != "say":
        return None
    anchors = frozenset({verb.i, *press})
    return site_of(anchors, trigger, False, scene) or here(trigger, anchors, scene)


def visit_before(verb: Token, scene: Scene) -> Token | None:
    """The verb of the visit in "visited Kabul on Monday and held talks": there and then."""
    sense = scene.triggers.verbs.get(verb.head.lemma_)
    return verb.head if verb.dep_ == "conj" and sense is not None and sense.kind == "Visit" else None


def _of_visit_before(verb: Token, trigger: Trigger, scene: Scene) -> PlaceMention | None:
    head = visit_before(verb, scene)
    if head is None:
        return None
    anchors = frozenset({head.i})
    found = (
        place
        for _, place in within_sentence(trigger, scene.places)
        if is_site(path_to(head_of(scene, place), anchors, scene), True, scene)
    )
    return next(found, None)
