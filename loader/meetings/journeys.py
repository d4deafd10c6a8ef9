"""Journeys of which an encounter is the aim or a part: "is due in Riyadh to meet him", "on a visit to Beirut, met"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from loader.meetings.anchors import expected
from loader.meetings.grammar import children, is_verb, preposition_objects
from loader.meetings.paths import SIDES, head_of, site_of
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger, noun_lemma
from loader.places import PlaceMention

_FRONT = 3  # words from the start of a sentence
_IN_COURSE = frozenset({"on", "during", "in", "at"})


def aim_of(trigger: Trigger, verb: Token | None, scene: Scene) -> Token | None:
    """The verb of going or being somewhere whose aim the encounter is: "arrived to meet her", "is here for talks"."""
    if verb is not None and verb.dep_ in ("advcl", "xcomp") and any(child.lower_ == "to" for child in verb.lefts):
        above = verb.head
    elif not trigger.verbal and trigger.top.dep_ == "pobj" and trigger.top.head.lower_ == "for":
        above = trigger.top.head.head
    else:
        return None
    if not is_verb(above):  # "is due in Riyadh to meet him", "is on a visit to Riyadh for talks"
        above = above.head if expected(above, scene) or above.dep_ == "dobj" else above
    return above if scene.triggers.supports_as(above, "set-out", "stay") else None


def above_where(verb: Token) -> Token | None:
    """The verb before "where he met her": "leaves for Cairo on Monday, where she is to meet him"."""
    clause = verb.head if verb.dep_ == "xcomp" else verb
    if clause.dep_ != "relcl" or not any(child.lower_ == "where" for word in (clause, verb) for child in word.lefts):
        return None
    return next((each for each in clause.ancestors if is_verb(each)), None)


def on_the_way(trigger: Trigger, verb: Token | None, scene: Scene) -> PlaceMention | None:
    """Where those go, or are asked to, whose aim the encounter is."""
    above = aim_of(trigger, verb, scene)
    return None if above is None else site_of(_of_going(above, scene), trigger, True, scene)


def _of_going(verb: Token, scene: Scene) -> frozenset[int]:
    """A verb of going, whom it sends and the "due" of "is due": not what is left ("left Paris to meet him")."""
    due = {child.i for child in verb.children if child.dep_ == "acomp" and expected(child, scene)}
    return frozenset({verb.i, *due, *(child.i for child in children(verb, "dobj") if child.i not in scene.places)})


def during(trigger: Trigger, verb: Token | None, scene: Scene) -> PlaceMention | None:
    """Where the visit or gathering goes in whose course they meet: "on the second day of his visit to Japan"."""
    for noun in courses(trigger, verb, scene):
        towards = scene.triggers.nouns[noun_lemma(noun)].kind == "Visit"
        place = site_of(frozenset({noun.i}), trigger, towards, scene)
        if place is not None:
            return place
    return None


def courses(trigger: Trigger, verb: Token | None, scene: Scene) -> Iterator[Token]:
    """The nouns for the visits and gatherings in whose course somebody does a verb."""
    told = trigger.verbal and trigger.sense.kind != "Meeting"  # "informed her on his visit to Paris"
    planned = verb is not None and not trigger.verbal and scene.triggers.verb_cue(verb) is not None
    preps = children(verb, "prep") if verb is not None and not planned else ()  # "arranged it during a visit"
    for prep in preps:
        inside = prep.lower_ in _IN_COURSE and not (told and prep.lower_ == "on")
        for noun in (each for outer in children(prep, "pobj") if inside for each in _of_part(outer, scene)):
            sense = scene.triggers.nouns.get(noun_lemma(noun))
            if noun.i not in (trigger.token.i, trigger.top.i) and sense is not None and sense.kind != "PhoneCall":
                yield noun


def _of_part(noun: Token, scene: Scene) -> Iterator[Token]:
    """The visit of "the second day of his visit", "the end of his visit"; of any other noun itself."""
    yield noun
    if noun.ent_type_ == "DATE" or scene.triggers.supports_as(noun, "stage"):
        yield from preposition_objects(noun, "of")


def aside(trigger: Trigger) -> bool:
    """Whether people meet "on the sidelines" of what the text has just told of: nothing says of what."""
    verb = trigger.token if trigger.verbal else trigger.top.head
    words = (word for word in verb.sent if word.lemma_ in SIDES and (word.i > verb.i or verb.is_ancestor(word)))
    return any(word.dep_ == "pobj" and not any(preposition_objects(word, "of")) for word in words)


def assembly_before(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """The place of a body that meets in the sentence before: "is to address the General Assembly in New York"."""
    first = trigger.token.sent.start
    sentence = trigger.token.doc[first - 1].sent if first else None
    for index in range(sentence.start, sentence.end) if sentence is not None else ():
        head = head_of(scene, scene.places[index]) if index in scene.places else None
        if head is not None and head.head.lower_ == "in" and head.head.head.pos_ == "PROPN":
            return scene.places[index]
    return None


def in_front(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """Where a speaker is, said in front: "Meanwhile in New Delhi, a spokesperson told a briefing"."""
    if trigger.sense.kind not in ("PressBriefing", "Gathering"):
        return None
    sentence = trigger.token.sent
    root = sentence.root
    front = (word for word in root.lefts if word.i < trigger.token.i and word.dep_ in ("prep", "advmod"))
    heads = [word for word in front if word.i - sentence.start < _FRONT]
    anchors = frozenset(word.i for word in heads if word.dep_ == "advmod") | {root.i}
    place = site_of(anchors, trigger, False, scene)
    before = place is not None and any(word.is_ancestor(word.doc[_first(place, scene)]) for word in heads)
    return place if before else None


def _first(place: PlaceMention, scene: Scene) -> int:
    words = scene.parsed.tokens(place.span)
    return words.start if words is not None else 0
