"""Where and when an encounter is: a place or date belongs to it only where the sentence ties it to the trigger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from loader.dates import DateExpression
from loader.meetings.grammar import conjuncts, is_verb, preposition_objects, with_complements
from loader.meetings.scene import Found, Scene
from loader.meetings.triggers import PRESS, Trigger, noun_lemma
from loader.places import PlaceMention

_AT = frozenset({"in", "at", "near", "outside", "inside"})
_TOWARDS = _AT | {"to", "into"}
_OCCASIONS = frozenset({"at", "during", "in", "on"})
_REACH = 9  # steps up the tree from a place to its encounter


def location(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """The place where the encounter is held, as its sentence says: the one nearest to the trigger.

    A building that is no place of the gazetteer ("at Hofdi House") counts where no town or country is named.
    """
    anchors = _anchors(trigger, scene)
    towards = trigger.sense.kind == "Visit"
    found = [
        (abs(index - trigger.token.i), place)
        for index, place in _within_sentence(trigger, scene.places)
        if _is_site(_path(_head(scene, place), anchors, scene), towards, scene)
    ]
    if found:
        return min(found, key=lambda pair: pair[0])[1]
    return _town_before(trigger, scene) or _elsewhere_in_clause(trigger, anchors, scene)


def _town_before(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """The town of "the Tashkent summit"; a state there is one that takes part ("the Pakistan talks")."""
    if trigger.verbal or trigger.sense.kind == "Visit":
        return None
    words = (each for child in trigger.top.lefts if child.dep_ in ("compound", "nmod") for each in child.subtree)
    towns = (scene.places[each.i] for each in words if each.i in scene.places and not _acts(each, scene))
    return next(towns, None)


def _acts(token: Token, scene: Scene) -> bool:
    """Whether the name is that of an actor: a state or a body."""
    return any(scene.cast.actor(key).kind != "Actor" for key, _ in scene.actors.get(token.idx, ()))


def _elsewhere_in_clause(trigger: Trigger, anchors: frozenset[int], scene: Scene) -> PlaceMention | None:
    verb = trigger.token if trigger.verbal else _carrier(trigger.top, scene)
    visited = _of_visit_before(verb, trigger, scene) if verb is not None and not trigger.verbal else None
    there = _beside_there(trigger, scene.places, scene)
    return (
        visited
        or there
        or _destination(trigger, scene)
        or _of_telling(trigger, scene)
        or _building(trigger, anchors, scene)
    )


def _beside_there(trigger: Trigger, found: Mapping[int, Found], scene: Scene) -> Found | None:
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
    fits = [each for each in inside if _hangs(_path(_head(scene, each), anchors, scene))]
    return fits[0] if fits else None


def _hangs(path: list[Token]) -> bool:
    """Whether a chain of words is a name or day with its preposition, and nothing else."""
    return len(path) == 2 and path[-1].lower_ in (*_AT, "on")


def _destination(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """Where those go who are "invited to Delhi for the summit"."""
    if trigger.verbal or trigger.top.dep_ != "pobj" or trigger.top.head.lower_ != "for":
        return None
    purpose = trigger.top.head
    before = next((p for _, p in _within_sentence(trigger, scene.places) if _ends_at(p, purpose, scene)), None)
    if before is not None:
        return before
    above = purpose.head
    verb = above if is_verb(above) else above.head
    if not scene.triggers.supports_as(verb, "set-out"):
        return None
    anchors = frozenset({verb.i, *(child.i for child in verb.children if child.dep_ == "dobj")})
    places = (each for _, each in _within_sentence(trigger, scene.places))
    return next((each for each in places if _is_site(_path(_head(scene, each), anchors, scene), True, scene)), None)


def _ends_at(place: PlaceMention, after: Token, scene: Scene) -> bool:
    """Whether a place with "to" or "in" before it ends right before a word, whatever the parser makes of it."""
    words = scene.parsed.tokens(place.span)
    if words is None or words.end != after.i or words.start == 0:
        return False
    return after.doc[words.start - 1].lower_ in _TOWARDS


def _of_telling(trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """Where somebody spoke to the press right after the encounter: "told reporters in Jeddah after meeting him"."""
    after = trigger.top.head
    verb = after.head
    if after.lower_ not in ("after", "following") or after.dep_ != "prep" or not is_verb(verb):
        return None
    press = {child.i for child in verb.children if child.dep_ in ("dobj", "dative") and noun_lemma(child) in PRESS}
    anchors = frozenset({verb.i, *press})
    places = (each for _, each in _within_sentence(trigger, scene.places))
    sites = (each for each in places if _is_site(_path(_head(scene, each), anchors, scene), False, scene))
    return next(sites, None) if press else None


def _building(trigger: Trigger, anchors: frozenset[int], scene: Scene) -> PlaceMention | None:
    """A named building: "in the Kremlin", "at the Great Hall of the People"."""
    for token in trigger.token.sent:
        if token.pos_ == "PROPN" and scene.triggers.supports_as(token, "site") and token.head.lower_ in _AT:
            path = _path(token, anchors, scene)
            if len(path) == 2:
                span = with_complements(token)
                name = scene.parsed.article.quote(span)
                return PlaceMention(span, name.removeprefix("the ").removeprefix("The "))
    return None


def _of_visit_before(verb: Token, trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """Where those are who "visited Kabul and held talks"."""
    head = verb.head
    sense = scene.triggers.verbs.get(head.lemma_)
    if verb.dep_ != "conj" or sense is None or sense.kind != "Visit":
        return None
    anchors = frozenset({head.i})
    found = (
        place
        for _, place in _within_sentence(trigger, scene.places)
        if _is_site(_path(_head(scene, place), anchors, scene), True, scene)
    )
    return next(found, None)


def date(trigger: Trigger, scene: Scene) -> DateExpression | None:
    """The date of the encounter, as its sentence says: the one nearest to the trigger."""
    anchors = _anchors(trigger, scene)
    verb = trigger.token if trigger.verbal else _carrier(trigger.top, scene)
    if verb is not None:  # "the minister on Sunday telephoned": the parser hangs the day on the minister
        anchors |= {child.i for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")}
    found = [
        (abs(index - trigger.token.i), each)
        for index, each in _within_sentence(trigger, scene.dates)
        if _is_time(_path(_head(scene, each), anchors, scene))
    ]
    if found:
        return _month_named(min(found, key=lambda pair: pair[0])[1], trigger, scene)
    return (
        _beside_there(trigger, scene.dates, scene) or _right_behind(trigger, scene) or _of_saying_after(trigger, scene)
    )


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
    anchors = frozenset({after.head.i})
    dates = (each for _, each in _within_sentence(trigger, scene.dates))
    return next((each for each in dates if _is_time(_path(_head(scene, each), anchors, scene))), None)


def _within_sentence(trigger: Trigger, found: Mapping[int, Found]) -> list[tuple[int, Found]]:
    """What is found in the trigger's sentence, each with the index of its first token."""
    sentence = trigger.token.sent
    return [(index, found[index]) for index in range(sentence.start, sentence.end) if index in found]


def _head(scene: Scene, each: PlaceMention | DateExpression) -> Token | None:
    words = scene.parsed.tokens(each.span)
    return None if words is None else words.root


def _anchors(trigger: Trigger, scene: Scene) -> frozenset[int]:
    """Indices of the words that stand for the encounter: the trigger, its verb and what that verb hangs on."""
    nouns = (trigger.token, trigger.top)
    found = {noun.i for noun in nouns}
    if not trigger.verbal:  # what they discuss may be held somewhere too
        found |= {each.i for each in trigger.top.subtree if _says_held(each, scene)}
    found |= {person.i for noun in nouns for person in _partners(noun, scene)}
    found |= {member.i for noun in nouns for member in _members(noun)}
    verb = trigger.token if trigger.verbal else _carrier(trigger.top, scene)
    if trigger.sense.pattern == "alone":  # "convene the commission in Geneva"
        found |= {child.i for child in trigger.token.children if child.dep_ == "dobj"}
    if trigger.sense.pattern == "host":  # "host the chiefs of staff of the neighbours in Accra"
        guests = [child for child in trigger.token.children if child.dep_ == "dobj"]
        found |= {each.i for guest in guests for each in (guest, *_members(guest))}
    occasion = trigger.top.dep_ == "pobj" and trigger.top.head.lower_ in ("at", "during")
    while verb is not None:
        found.add(verb.i)
        found |= {person.i for person in _partners(verb, scene)}
        verb = verb.head if verb.dep_ == "xcomp" and (occasion or _plans(verb.head, scene)) else None
    return frozenset(found)


def _members(noun: Token) -> Iterator[Token]:
    """Those whose meeting it is: "in Samarkand" behind "the meeting of the ministers of the neighbours" says where."""
    for member in preposition_objects(noun, "of"):
        if member.pos_ == "NOUN":
            yield member
            yield from _members(member)


def _plans(verb: Token, scene: Scene) -> bool:
    """Whether the verb only says that something is to be: the date of an appeal is not that of the talks."""
    cue = scene.triggers.cues.get((verb.lemma_, "verb")) or scene.triggers.cues.get((verb.lower_, "adj"))
    planned = cue is not None and cue.status == "scheduled" and verb.tag_ not in ("VBD", "VBP", "VBZ")
    return verb.pos_ == "AUX" or planned or (is_verb(verb) and scene.triggers.supports_as(verb, "hold", "happen"))


def _partners(word: Token, scene: Scene) -> Iterator[Token]:
    """Persons whom one meets: "in Kabul" behind a person's name says where, whatever the parser hangs it on."""
    for child in word.children:
        if child.dep_ == "dobj" and scene.named_person(child):
            yield from conjuncts(child)
    for noun in preposition_objects(word, "with", "between"):
        after = scene.name_after(noun)
        if after is not None:
            yield from (noun, after)
        elif scene.named_person(noun):
            yield noun


def _carrier(noun: Token, scene: Scene) -> Token | None:
    """The verb that carries the noun: "hold" of "hold talks", "spoke" of "spoke at a gathering"."""
    if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and is_verb(noun.head):
        return noun.head if _holds(noun.head, scene) else None
    return _carrier_over(noun, scene) if noun.dep_ == "pobj" else None


def _holds(verb: Token, scene: Scene) -> bool:
    if any(child.dep_ == "prt" and child.lower_ == "off" for child in verb.children):
        return False  # the day on which talks are called off is not theirs
    cue = scene.triggers.cues.get((verb.lemma_, "verb"))
    planned = cue is not None and cue.status == "scheduled"
    return planned or scene.triggers.supports_as(verb, "hold", "attend", "host", "happen")


def _carrier_over(noun: Token, scene: Scene) -> Token | None:
    """The verb that a preposition joins to the noun."""
    above = noun.head
    carrier = above.head.head if above.head.dep_ == "dobj" else above.head
    if not is_verb(carrier):
        return None
    meets = carrier.lemma_ in scene.triggers.verbs
    if above.lower_ == "for":
        return carrier if meets else None  # "arrived in Tehran for talks"
    if meets and any(child.lower_ == "the" for child in noun.children):
        return None  # "during the visit, he will meet the king in Rabat": the place of the meeting, not of the visit
    return carrier if above.lower_ in _OCCASIONS else None


def _says_held(token: Token, scene: Scene) -> bool:
    """Whether the word is the "held" of "a meeting of the council held in Geneva", "which are to be held in Geneva"."""
    clause = token.head if token.dep_ == "xcomp" else token
    if clause.dep_ not in ("acl", "relcl") or token.tag_ != "VBN":
        return False
    return _slated(token, scene) or scene.triggers.supports_as(token, "hold", "host")


def _slated(token: Token, scene: Scene) -> bool:
    """Whether a participle says when and where something is to be: "slated for Tehran in August"."""
    cue = scene.triggers.cues.get((token.lemma_, "verb"))
    return token.tag_ == "VBN" and cue is not None and cue.status == "scheduled" and cue.remark is None


def _path(token: Token | None, anchors: frozenset[int], scene: Scene) -> list[Token]:
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


def _is_site(path: list[Token], towards: bool, scene: Scene) -> bool:
    """Whether a chain of words like "Seoul < in < office < at" says where something is."""
    if not path:
        return False
    if path[-1].dep_ == "dobj":
        return towards and len(path) == 1
    if path[-1].lower_ == "for" and _slated(path[-1].head, scene):
        return len(path) == 2
    if path[-1].pos_ != "ADP" or path[-1].lower_ not in (_TOWARDS if towards else _AT):
        return False
    inner = path[1:-1]
    return all(_may_hold_site(token, scene) for token in inner)


def _may_hold_site(token: Token, scene: Scene) -> bool:
    if token.pos_ == "ADP":
        return token.lower_ in _AT or token.lower_ == "of"
    return token.pos_ == "PROPN" or scene.triggers.supports_as(token, "venue")


def _is_time(path: list[Token]) -> bool:
    """Whether a chain of words from a date to the encounter has nothing in it but the date itself and "on"."""
    if not path:
        return False
    return all(
        token.pos_ == "ADP"
        or token.ent_type_ in ("DATE", "TIME")
        or token.dep_ in ("npadvmod", "nmod", "pobj", "poss", "compound", "appos")
        for token in path
    )
