"""Where and when an encounter is: a place or date belongs to it only where the sentence ties it to the trigger."""

from __future__ import annotations

from spacy.tokens import Token

from loader.dates import DateExpression
from loader.meetings.anchors import anchors_of, carrier, mission
from loader.meetings.buildings import town_around, whole_building, with_building
from loader.meetings.grammar import is_verb, preposition_objects
from loader.meetings.journeys import above_where, aim_of, courses
from loader.meetings.paths import head_of, is_site, is_time, path_to, within_sentence
from loader.meetings.scene import Scene
from loader.meetings.terms import counted, put_off, whole_stay
from loader.meetings.triggers import Trigger, noun_lemma
from loader.meetings.whereabouts import beside_there, elsewhere_in_clause, here, town_before, visit_before
from loader.places import PlaceMention

_TALK = frozenset({"discuss", "exchange", "brief"})
_STATES_OF_AFFAIRS = frozenset(
    ["situation", "conflict", "crisis", "war", "violence", "development", "event", "fighting"]
)


def location(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """The place where the encounter is held, as its sentence says: the one nearest to the trigger.

    A building that is no place of the gazetteer ("at Hofdi House") counts where no town or country is named.
    """
    anchors = anchors_of(trigger, scene)
    towards = trigger.sense.kind == "Visit" or _is_purpose(trigger, scene)
    found = [
        (abs(index - trigger.token.i), place)
        for index, place in within_sentence(trigger, scene.places)
        if is_site(path_to(head_of(scene, place), anchors, scene), towards, scene)
        and not _of_topic(trigger, index, scene)
    ]
    if found:
        nearest = min(found, key=lambda pair: pair[0])[1]
        return town_around(nearest, scene) or with_building(whole_building(nearest, scene), scene)
    return here(trigger, anchors, scene) or town_before(trigger, scene) or elsewhere_in_clause(trigger, anchors, scene)


def _is_purpose(trigger: Trigger, scene: Scene) -> bool:
    """Whether somebody goes somewhere for the encounter: "flew to Entebbe on Friday for consultations"."""
    verb = carrier(trigger.top, scene)
    sense = scene.triggers.verbs.get(verb.lemma_) if verb is not None else None
    travels = (sense is not None and sense.kind == "Visit") or (verb is not None and any(mission(verb)))
    return trigger.top.head.lower_ == "for" and travels


def _of_topic(trigger: Trigger, place: int, scene: Scene) -> bool:
    """Whether a place is that of what is talked about: "discussed the summit in Almaty", "the war in Sudan"."""
    doc = trigger.token.doc
    if trigger.verbal and trigger.sense.pattern in _TALK:
        between = doc[trigger.token.i + 1 : place] if place > trigger.token.i else ()
        return any(word.pos_ == "NOUN" and noun_lemma(word) in scene.triggers.nouns for word in between)
    first = place - 1 if place and doc[place - 1].lower_ == "the" else place
    before = doc[first - 2] if first > 2 and doc[first - 1].lower_ == "in" else None
    return before is not None and before.i > trigger.token.i and noun_lemma(before) in _STATES_OF_AFFAIRS


def date(trigger: Trigger, scene: Scene) -> DateExpression | None:
    """The date of the encounter, as its sentence says: the one nearest to the trigger."""
    moved = put_off(trigger, scene) or counted(trigger, scene)
    if moved is not None:
        return moved
    found = _told(trigger, scene)
    return whole_stay(found, trigger, scene) if found is not None else None


def _told(trigger: Trigger, scene: Scene) -> DateExpression | None:
    """The date that the sentence tells of the encounter, the nearest to the trigger."""
    anchors = anchors_of(trigger, scene)
    verb = trigger.token if trigger.verbal else carrier(trigger.top, scene)
    if verb is not None:  # "the minister on Sunday telephoned": the parser hangs the day on the minister
        anchors |= {child.i for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")}
    found = [
        (abs(index - trigger.token.i), each)
        for index, each in within_sentence(trigger, scene.dates)
        if is_time(path_to(head_of(scene, each), anchors, scene))
    ]
    if found:
        return _month_named(min(found, key=lambda pair: pair[0])[1], trigger, scene)
    return (
        beside_there(trigger, scene.dates, scene)
        or _right_behind(trigger, scene)
        or _of_saying_after(trigger, scene)
        or _of_visit_before(trigger, verb, scene)
        or _of_journey(trigger, verb, scene)
        or _to_come(trigger, scene)
        or _of_subject(trigger, scene)
    )


def _of_subject(trigger: Trigger, scene: Scene) -> DateExpression | None:
    """The day between an encounter and what is said of it: "the meeting in Rome last Thursday failed to …"."""
    verb = trigger.top.head
    if trigger.top.dep_ not in ("nsubj", "nsubjpass") or not is_verb(verb):
        return None
    day = _hung_on(verb, trigger, scene)
    words = scene.parsed.tokens(day.span) if day is not None else None
    return day if words is not None and trigger.token.i < words.start < verb.i else None


def _of_visit_before(trigger: Trigger, verb: Token | None, scene: Scene) -> DateExpression | None:
    """The day of "visited Kyiv on Monday and held talks"."""
    visit = visit_before(verb, scene) if verb is not None else None
    return _hung_on(visit, trigger, scene) if visit is not None else None


def _of_journey(trigger: Trigger, verb: Token | None, scene: Scene) -> DateExpression | None:
    """The day of "is due in Riyadh on Monday to meet her", "was in Lisbon on Monday, where he met her"."""
    going = aim_of(trigger, verb, scene)
    if going is not None and scene.triggers.supports_as(going, "stay"):
        return _hung_on(going, trigger, scene)
    above = above_where(verb) if verb is not None else None
    if above is not None:
        return _hung_on(above, trigger, scene)
    during = (_hung_on(noun, trigger, scene) for noun in courses(trigger, verb, scene))
    return next((day for day in during if day is not None), None)


def _to_come(trigger: Trigger, scene: Scene) -> DateExpression | None:
    """A day still to come that the parser hung on a past verb: "sounded them out about a meeting early next month"."""
    published = scene.parsed.article.published
    verb = next((each for each in trigger.top.ancestors if is_verb(each)), None)
    if published is None or verb is None or trigger.verbal or verb.tag_ not in ("VBD", "VBN"):
        return None
    if scene.triggers.verb_cue(verb) is None:
        return None
    day = _hung_on(verb, trigger, scene)
    return day if day is not None and later(day, published.isoformat()) else None


def _hung_on(verb: Token, trigger: Trigger, scene: Scene) -> DateExpression | None:
    anchors = frozenset({verb.i})
    dates = (each for _, each in within_sentence(trigger, scene.dates))
    return next((each for each in dates if is_time(path_to(head_of(scene, each), anchors, scene))), None)


def later(date: DateExpression, published: str) -> bool:
    """Whether a date lies after the day (ISO 8601) on which the article appeared."""
    first = (date.edtf or "").partition("/")[0]
    return first[:4].isdigit() and first > published[: len(first)]


def _month_named(date: DateExpression, trigger: Trigger, scene: Scene) -> DateExpression:
    """The "February" of "the month of February"."""
    words = scene.parsed.tokens(date.span)
    doc = trigger.token.doc
    if words is None or words.end >= len(doc) or doc[words.end].lower_ != "of":
        return date
    return scene.dates.get(words.end + 1, date)


def _right_behind(trigger: Trigger, scene: Scene) -> DateExpression | None:
    """The month of "invited her for the summit in May", which the parser hangs on the invitation."""
    after = trigger.token.i + 1
    if trigger.verbal or trigger.top.head.lower_ != "for" or after >= len(trigger.token.doc):
        return None
    return scene.dates.get(after + 1) if trigger.token.doc[after].lower_ in ("in", "on") else None


def _of_saying_after(trigger: Trigger, scene: Scene) -> DateExpression | None:
    """The day of "said on Tuesday after a meeting with the commander"."""
    after = trigger.top.head
    if after.lower_ != "after" or after.dep_ != "prep" or not is_verb(after.head) or after.head.tag_ != "VBD":
        return None
    if not any(preposition_objects(trigger.top, "with")):
        return None
    return _hung_on(after.head, trigger, scene)
