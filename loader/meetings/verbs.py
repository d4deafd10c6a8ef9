"""Verbs that name an encounter only in a certain company: "received the envoy" is one, "received a letter" is not."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from loader.meetings.grammar import PASSIVE_SUBJECTS, agents, children, conjuncts, preposition_objects
from loader.meetings.partners import far_partners
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger, is_plural, noun_lemma

PHONE = re.compile(r"(tele)?phon(e|ed|ic|ically)")


def by_phone(token: Token) -> bool:
    """Whether the words under a verb or noun speak of a telephone."""
    return any(PHONE.fullmatch(each.lower_) for child in token.children for each in (child, *child.children))


def takes_its_pattern(trigger: Trigger, scene: Scene) -> bool:
    """Whether a verb stands in the pattern in which it names an encounter."""
    return _PATTERNS[trigger.sense.pattern](trigger.token, scene)


def _parties(tokens: list[Token], scene: Scene) -> list[Token]:
    return [token for token in tokens if scene.parties(token)]


def _objects(verb: Token) -> list[Token]:
    return [noun for child in children(verb, "dobj", *PASSIVE_SUBJECTS) for noun in conjuncts(child)]


def _subjects(verb: Token, scene: Scene) -> list[Token]:
    return _parties(agents(verb), scene)


def _with(verb: Token, scene: Scene, *prepositions: str) -> list[Token]:
    found = _parties(list(preposition_objects(verb, *(prepositions or ("with",)))), scene)
    return [token for token in found if noun_lemma(token) not in scene.triggers.people["press"]]


def _together(subjects: list[Token], scene: Scene) -> bool:
    several = scene.triggers.people["several"]
    return len(subjects) > 1 or any(t.lower_ in ("they", "both") or t.lower_ in several for t in subjects)


def _meet(verb: Token, scene: Scene) -> bool:
    objects = _objects(verb)
    if objects:
        return len(_parties(objects, scene)) == len(objects)
    raw = agents(verb)
    several = any(is_plural(token) for token in _parties(raw, scene))
    return bool(_with(verb, scene)) or several or _together(raw, scene) or _body(raw, scene)


def _body(subjects: list[Token], scene: Scene) -> bool:
    sitting = scene.triggers.people["sitting"]
    return any(token.ent_type_ == "ORG" or noun_lemma(token) in sitting for token in subjects)


def _with_partner(verb: Token, scene: Scene) -> bool:
    return bool(_with(verb, scene)) and bool(_subjects(verb, scene))


def _discuss(verb: Token, scene: Scene) -> bool:
    if not any(children(verb, "dobj")) or _is_purpose(verb, scene):
        return False
    partners = _with(verb, scene) or list(far_partners(verb, scene))
    return bool(partners) or (_together(agents(verb), scene) and bool(_subjects(verb, scene)))


def _is_purpose(verb: Token, scene: Scene) -> bool:
    """Whether a verb only says what another encounter is for: "they meet on Monday to discuss the budget"."""
    above = scene.triggers.verbs.get(verb.head.lemma_) if verb.dep_ in ("xcomp", "advcl") else None
    return verb.tag_ == "VB" and above is not None and above.kind != "Visit"


def _alone(verb: Token, scene: Scene) -> bool:
    subjects, objects = agents(verb), _objects(verb)
    if objects:  # "agreed to convene the Joint Border Commission"
        return _body(objects, scene) and all(noun_lemma(noun) not in scene.triggers.nouns for noun in objects)
    return _body(subjects, scene) or any(is_plural(t) for t in _parties(subjects, scene))


def _negotiate(verb: Token, scene: Scene) -> bool:
    return bool(_subjects(verb, scene))


def _brief(verb: Token, scene: Scene) -> bool:
    """ "Briefed the president", "reported to him", "informed him about it": an account given in person."""
    hearers = list(preposition_objects(verb, "to")) if verb.lemma_ == "report" else _objects(verb)
    if verb.lemma_ == "inform" and (scene.letters or not any(preposition_objects(verb, "about", "of", "on"))):
        return False  # who informs somebody of a thing does it in the letter that the article speaks of
    speakers = agents(verb) + list(preposition_objects(verb, "by"))
    return any(_official(token, scene) for token in speakers) and any(_official(token, scene) for token in hearers)


def _exchange(verb: Token, scene: Scene) -> bool:
    if not any(noun_lemma(child) in ("view", "opinion", "idea", "impression") for child in children(verb, "dobj")):
        return False
    return bool(_with(verb, scene)) or (_together(agents(verb), scene) and bool(_subjects(verb, scene)))


def _host(verb: Token, scene: Scene) -> bool:
    return bool(_subjects(verb, scene)) and any(scene.person(token) for token in _objects(verb))


def _visit(verb: Token, scene: Scene) -> bool:
    travellers = [t for t in agents(verb) + list(preposition_objects(verb, "by")) if scene.person(t)]
    if not travellers:
        return False
    return any(_destination(token, scene) or scene.person(token) for token in _objects(verb))


def _destination(token: Token, scene: Scene) -> bool:
    if token.ent_type_ in ("GPE", "LOC", "FAC"):
        return True
    return any(each.i in scene.places for each in token.subtree if each.dep_ in ("compound", "nmod") or each == token)


def _travel(verb: Token, scene: Scene) -> bool:
    if not any(_official(token, scene) or scene.triggers.supports_as(token, "envoy") for token in agents(verb)):
        return False
    if verb.lemma_ == "leave":
        return any(_destination(token, scene) for token in preposition_objects(verb, "for"))
    return any(_destination(token, scene) for token in preposition_objects(verb, "to", "in", "for"))


def _awaited(verb: Token, scene: Scene) -> bool:
    """Somebody of rank who "is expected in Oslo"; who "is expected to resign" goes nowhere."""
    if verb.tag_ != "VBN" or any(children(verb, "xcomp", "ccomp", "oprd")):
        return False
    guests = [guest for guest in agents(verb, passive=True) if _official(guest, scene)]
    return bool(guests) and any(_destination(token, scene) for token in preposition_objects(verb, "in", "at"))


def _official(token: Token, scene: Scene) -> bool:
    return (
        token.ent_type_ == "PERSON"
        or (not token.ent_type_ and scene.names(token))
        or any(scene.is_person(key) for key, _ in scene.known(token))
    )


def _call(verb: Token, scene: Scene) -> bool:
    if any(children(verb, "oprd", "ccomp", "prt", "attr")):
        return False
    called = list(children(verb, "dobj"))
    leaders = any(scene.triggers.supports_as(token, "statesman") for token in called)
    return bool(_subjects(verb, scene)) and (leaders or any(_official(token, scene) for token in called))


def _call_on(verb: Token, scene: Scene) -> bool:
    """A visit of courtesy, never an appeal ("called on him to resign")."""
    if any(children(verb, "xcomp", "ccomp", "dobj", "oprd")) or verb.tag_ == "VBN":
        return False
    hosts = list(preposition_objects(verb, "on", "upon"))
    purpose = any(
        child.dep_ == "aux" for noun in hosts for clause in children(noun, "acl", "relcl") for child in clause.children
    )
    return not purpose and bool(_subjects(verb, scene)) and any(_official(token, scene) for token in hosts)


def _speak(verb: Token, scene: Scene) -> bool:
    partners = _with(verb, scene) or [
        t for call in preposition_objects(verb, "by", "over", "on") for t in _with(call, scene)
    ]
    if not partners and by_phone(verb):
        called = [t for t in _with(verb, scene, "to") if scene.person(t) or t.ent_type_ == "GPE"]  # not the press
        partners = called or (agents(verb) if _together(agents(verb), scene) else [])
    if not partners and _meanwhile(verb):
        partners = [t for t in _with(verb, scene, "to") if scene.person(t)]
    return bool(partners) and bool(_subjects(verb, scene))


def _meanwhile(verb: Token) -> bool:
    """Whether something else was said in the course of a talk: "talking to students, he said", "as he talked to"."""
    if verb.lemma_ != "talk" or verb.dep_ != "advcl":
        return False
    return verb.tag_ == "VBG" or any(
        child.lower_ in ("as", "while", "when") for child in children(verb, "mark", "advmod")
    )


def _gather(verb: Token, scene: Scene) -> bool:
    """Statesmen, never a crowd: "the foreign ministers gathered in Paris"."""
    return any(is_plural(t) and scene.triggers.supports_as(t, "statesman") for t in _subjects(verb, scene))


def _sit(verb: Token, scene: Scene) -> bool:
    return any(child.lower_ == "down" for child in verb.children) and _with_partner(verb, scene)


_PATTERNS: dict[str, Callable[[Token, Scene], bool]] = {
    "alone": _alone,
    "awaited": _awaited,
    "brief": _brief,
    "call": _call,
    "call on": _call_on,
    "discuss": _discuss,
    "exchange": _exchange,
    "gather": _gather,
    "host": _host,
    "meet": _meet,
    "negotiate": _negotiate,
    "sit": _sit,
    "speak": _speak,
    "travel": _travel,
    "visit": _visit,
    "with": _with_partner,
}
