"""The words that stand for an encounter in its sentence: a place or date that hangs on one of them is its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile, islice

from spacy.tokens import Token

from loader.meetings.grammar import children, conjuncts, is_verb, preposition_objects
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger, noun_lemma

_MISSIONS = frozenset({"delegation", "team", "mission"})
_TO_BE = frozenset({"to", "be", "been", "which", "that", "is", "was", "were", "will", "would", "has", "had"})
_FOLLOWING = 6  # words behind a comma
_OCCASIONS = frozenset({"at", "during", "in", "on"})


def anchors_of(trigger: Trigger, scene: Scene) -> frozenset[int]:
    """Indices of the words that stand for the encounter: the trigger, its verb and what that verb hangs on."""
    nouns = (trigger.token, trigger.top)
    found = {noun.i for noun in nouns} | {word.i for word in _announced(trigger.top, scene)}
    if not trigger.verbal:  # what they discuss may be held somewhere too
        found |= {each.i for each in trigger.top.subtree if _says_held(each, scene)}
        found |= {word.i for each in _clauses(trigger.top, scene) for word in _which_happens(each, scene)}
    if trigger.sense.pattern != "paired":  # "contacts with all forces in Japan"
        found |= {each.i for noun in nouns for each in _partners(noun, scene, _to_the_face(trigger))}
    found |= {member.i for noun in nouns for member in _members(noun, scene)}
    verb = trigger.token if trigger.verbal else carrier(trigger.top, scene)
    if trigger.sense.pattern == "alone":  # "convene the commission in Geneva"
        found |= {child.i for child in trigger.token.children if child.dep_ == "dobj"}
    if trigger.sense.pattern == "host":  # "host the chiefs of staff of the neighbours in Accra"
        guests = [child for child in trigger.token.children if child.dep_ == "dobj"]
        found |= {each.i for guest in guests for each in (guest, *_members(guest, scene))}
    occasion = trigger.top.dep_ == "pobj" and trigger.top.head.lower_ in ("at", "during")
    while verb is not None:
        found |= {verb.i, *(each.i for each in mission(verb)), *(each.i for each in _set(trigger.top, verb, scene))}
        found |= {each.i for each in _partners(verb, scene, _to_the_face(trigger))}
        found |= {child.i for child in verb.children if child.dep_ == "acomp" and expected(child, scene)}
        verb = verb.head if verb.dep_ == "xcomp" and (occasion or _plans(verb.head, scene)) else None
    return frozenset(found)


def _set(noun: Token, verb: Token, scene: Scene) -> Iterator[Token]:
    """The "held" of "the talks are expected to be held in Rome", the "take" of "are likely to take place in May"."""
    if noun.head != verb or noun.dep_ not in ("nsubj", "nsubjpass"):
        return
    for above in (verb, *children(verb, "acomp")):
        for clause in children(above, "xcomp"):
            passive = clause.tag_ == "VBN" and scene.triggers.supports_as(clause, "hold", "host")
            if passive or scene.triggers.supports_as(clause, "happen"):
                yield clause


def _announced(noun: Token, scene: Scene) -> Iterator[Token]:
    """The "fixed" of "a meeting with the ministry, fixed for May 2 in Rome", wherever the parser hung it.

    Also the "open" of "the meeting, due to open in Rome on Friday", the "held" of "the session, to be held in May".
    """
    beside = _behind_comma(noun)
    for word in (*beside, *noun.rights):
        held = word.tag_ == "VBN" and word in beside and scene.triggers.supports_as(word, "hold", "host")
        if slated(word, scene) or word.lower_ == "due" or held:
            yield word
            yield from (verb for verb in word.rights if verb.dep_ == "xcomp")
    yield from (word for word in beside if word.tag_ == "VBN" and scene.triggers.supports_as(word, "hold", "host"))


def _behind_comma(noun: Token) -> list[Token]:
    """The word that follows the noun phrase and a comma, over "to be" and "which was"."""
    behind = noun.right_edge.i + 1
    if behind >= len(noun.doc) or noun.doc[behind].text != ",":
        return []
    following = dropwhile(lambda word: word.lower_ in _TO_BE, noun.doc[behind + 1 : behind + _FOLLOWING])
    return list(islice(following, 1))


def expected(word: Token, scene: Scene) -> bool:
    """Whether the word is the "due" of "is due in Moscow on Monday for talks"."""
    cue = scene.triggers.adjective_cue(word)
    return cue is not None and cue.status == "scheduled"


def _members(noun: Token, scene: Scene) -> Iterator[Token]:
    """Those whose meeting it is: "in Samarkand" behind "the meeting of the ministers of the neighbours" says where."""
    for member in preposition_objects(noun, "of"):
        if not scene.triggers.supports_as(member, "local"):
            yield member
            yield from _members(member, scene)


def _plans(verb: Token, scene: Scene) -> bool:
    """Whether the verb only says that something is to be: the date of an appeal is not that of the talks."""
    cue = scene.triggers.verb_cue(verb)
    planned = cue is not None and cue.status == "scheduled" and verb.tag_ not in ("VBD", "VBP", "VBZ")
    return verb.pos_ == "AUX" or planned or (is_verb(verb) and scene.triggers.supports_as(verb, "hold", "happen"))


def _to_the_face(trigger: Trigger) -> bool:
    """Whether the trigger is a verb of coming together: who "met refugees in Palanca" met them there."""
    return trigger.verbal and trigger.sense.kind == "Meeting"


def _partners(word: Token, scene: Scene, face: bool) -> Iterator[Token]:
    """Those who meet: "in Kabul" behind their name says where, whatever the parser hangs it on.

    Not behind those who are spoken of by where they are ("talks with the rebels in Darfur"), but where somebody
    meets them to their ``face``.
    """
    for child in word.children:
        partner = scene.named_person(child) or (face and scene.person(child))
        if child.dep_ == "dobj" and partner and child.i not in scene.places:
            yield from conjuncts(child)
    hosts = preposition_objects(word, "by") if word.tag_ == "VBN" else ()
    for noun in (*preposition_objects(word, "with", "between", "among"), *hosts):
        after = scene.name_after(noun)
        if after is not None:
            yield after
        if face or _named(noun, scene) or not scene.triggers.supports_as(noun, "local"):
            yield noun
            yield from _members(noun, scene)


def _named(noun: Token, scene: Scene) -> bool:
    """Whether the cast knows a name of those whom a noun means: "the M23 rebels"."""
    keys = (party.actor for party in scene.parties(noun))
    return any(key is not None and scene.cast.actor(key).named for key in keys)


def carrier(noun: Token, scene: Scene) -> Token | None:
    """The verb that carries the noun: "hold" of "hold talks", "spoke" of "spoke at a gathering"."""
    if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and is_verb(noun.head):
        return noun.head if _holds(noun.head, scene) else None
    return _carrier_over(noun, scene) if noun.dep_ == "pobj" else None


def _holds(verb: Token, scene: Scene) -> bool:
    if any(child.dep_ == "prt" and child.lower_ == "off" for child in verb.children):
        return False  # the day on which talks are called off is not theirs
    cue = scene.triggers.verb_cue(verb)
    planned = cue is not None and cue.status == "scheduled" and cue.remark is None
    return planned or scene.triggers.supports_as(verb, "hold", "attend", "host", "happen")


def _carrier_over(noun: Token, scene: Scene) -> Token | None:
    """The verb that a preposition joins to the noun."""
    above = noun.head
    carrier = above.head.head if above.head.dep_ == "dobj" else above.head
    if carrier.dep_ == "pobj" and carrier.head.lower_ == "to" and above.lower_ == "at":
        carrier = carrier.head.head  # "responding to questions at a briefing"
    if not is_verb(carrier):
        return None
    sense = scene.triggers.nouns.get(noun_lemma(noun))
    if sense is not None and sense.pattern == "line":
        return carrier  # "told her by phone on Monday"
    meets = carrier.lemma_ in scene.triggers.verbs and not scene.triggers.supports_as(carrier, "attend")
    if above.lower_ == "for":  # "arrived in Tehran for talks", "is due there on Monday for talks"
        due = any(child.dep_ == "acomp" and expected(child, scene) for child in carrier.children)
        return carrier if meets or due or any(mission(carrier)) else None
    if meets and any(child.lower_ == "the" for child in noun.children):
        return None  # "during the visit, he will meet the king in Rabat": the place of the meeting, not of the visit
    return carrier if above.lower_ in _OCCASIONS else None


def mission(verb: Token) -> Iterator[Token]:
    """The delegation that is led or sent somewhere."""
    if verb.lemma_ in ("lead", "head", "send", "dispatch"):
        yield from (child for child in verb.children if child.dep_ == "dobj" and noun_lemma(child) in _MISSIONS)


def _says_held(token: Token, scene: Scene) -> bool:
    """Whether the word is the "held" of "a meeting of the council held in Geneva", "which are to be held in Geneva"."""
    clause = token.head if token.dep_ == "xcomp" else token
    if clause.dep_ not in ("acl", "relcl") or token.tag_ != "VBN":
        return False
    return slated(token, scene) or scene.triggers.supports_as(token, "hold", "host")


def _clauses(noun: Token, scene: Scene) -> Iterator[Token]:
    """The relative clauses of a noun and of those below it, but for those of another encounter."""
    for child in noun.rights:
        if child.dep_ == "relcl":
            yield child
        elif child.lower_ in ("with", "between", "among", "from") or not (
            is_verb(child) or any(noun_lemma(noun) in scene.triggers.nouns for noun in child.children)
        ):
            yield from _clauses(child, scene)


def _which_happens(clause: Token, scene: Scene) -> Iterator[Token]:
    """The words of "the talks, which start in Kazan", "a round between the two, which is due to begin in Kazan"."""
    if clause.dep_ != "relcl" or not any(child.tag_ == "WDT" and child.dep_ == "nsubj" for child in clause.lefts):
        return
    due = [child for child in clause.children if child.dep_ == "acomp" and expected(child, scene)]
    verbs = [clause, *due, *(verb for word in (clause, *due) for verb in word.rights if verb.dep_ == "xcomp")]
    if any(scene.triggers.supports_as(verb, "happen") for verb in verbs):
        yield from verbs


def slated(token: Token, scene: Scene) -> bool:
    """Whether a participle says when and where something is to be: "slated for Tehran in August"."""
    cue = scene.triggers.verb_cue(token)
    return token.tag_ == "VBN" and cue is not None and cue.status == "scheduled" and cue.remark is None
