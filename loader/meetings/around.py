"""Who takes part in an encounter, by the clause around its noun: who holds, attends, offers or refuses it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from loader.meetings.grammar import (
    PASSIVE_SUBJECTS,
    agents,
    children,
    conjuncts,
    is_verb,
    preposition_objects,
)
from loader.meetings.partners import WITH, behind_settings
from loader.meetings.scene import Scene
from loader.meetings.triggers import noun_lemma, verb_trigger
from loader.meetings.verbs import takes_its_pattern

_LONGEST_LIST = 400  # tokens of a list of those present
_CUED_REACH = 3  # steps from "plans" in "had no plans for talks" to who has them


def around(noun: Token, scene: Scene, cued: bool = False) -> Iterator[Token]:
    """Participants that the clause around the noun names: the subject of "hold", the speaker at a briefing.

    With ``cued``, the subjects of the words that say what becomes of the encounter: "offered talks".
    """
    above, label = noun.head, noun.dep_
    if label in ("dobj", "nsubjpass", "attr", "oprd"):
        yield from _of_support(noun, above, scene, cued)
    elif label == "nsubj" and not cued and (above.pos_ == "AUX" or scene.triggers.supports_as(above, "happen")):
        yield from preposition_objects(above, *WITH)
        yield from behind_settings(above, scene)
        yield from _at_home(above, scene)
        for complement in children(above, "acomp", "advmod", "prt", "dobj"):
            yield from preposition_objects(complement, *WITH)  # "talks were underway with X", "took place with X"
    elif label == "nsubj" and not cued and any(child.lower_ == "together" for child in children(above, "advmod")):
        yield from _objects(above)  # "brought together X and Y"
    elif label == "nsubj" and not cued and above.lemma_ == "involve":
        found = list(_objects(above))
        yield from found  # "the meeting involved X and Y"
        if found and scene.named_person(found[0]):
            yield from _named_behind(above, scene)
    elif label == "pobj":
        yield from _through(above, scene, cued)
    elif label == "conj" and not is_verb(above):
        yield from around(above, scene, cued)


def _objects(verb: Token) -> Iterator[Token]:
    yield from (noun for child in children(verb, "dobj") for noun in conjuncts(child))


def _at_home(verb: Token, scene: Scene) -> Iterator[Token]:
    """Those at whose house something took place: "was held at Mr Smith's home"."""
    for site in preposition_objects(verb, "at", "in"):
        if scene.triggers.supports_as(site, "venue") and not scene.triggers.supports_as(site, "standing"):
            yield from (owner for owner in children(site, "poss") if scene.named_person(owner))


def _of_support(noun: Token, verb: Token, scene: Scene, cued: bool) -> Iterator[Token]:
    """The subject of "hold talks" (or, ``cued``, of "refuse talks"), never that of "criticise the talks"."""
    if cued and not _is_cue(verb, scene):
        return
    off = any(child.lower_ == "off" for child in children(verb, "prt"))  # "called off talks", "called talks"
    supports = scene.triggers.supports_as(verb, "hold", "attend", "host") and not off
    if not cued and not supports and verb.pos_ != "AUX":
        return
    stays_away = scene.triggers.supports_as(verb, "attend") and any(children(verb, "neg"))
    if not stays_away or any(preposition_objects(noun, "with")):
        yield from agents(verb)  # who "will not attend the summit" is no participant; a meeting of two falls through
    if noun.dep_ == "nsubjpass":
        yield from preposition_objects(verb, "by")
        if supports and scene.triggers.supports_as(verb, "attend"):
            yield from _named_behind(verb, scene)
        yield from behind_settings(verb, scene)
    if verb.lemma_ == "receive":
        yield from preposition_objects(verb, "from")
    yield from preposition_objects(verb, *WITH)


def _is_cue(verb: Token, scene: Scene) -> bool:
    lemmas = [verb.lemma_, *(f"{verb.lemma_} {child.lower_}" for child in children(verb, "prt"))]
    return any((lemma, "verb") in scene.triggers.cues for lemma in lemmas)


def _through(preposition: Token, scene: Scene, cued: bool) -> Iterator[Token]:
    above, word = _whose_setting(preposition, scene), preposition.lower_
    if word == "in" and not cued and _takes_part(above):
        yield from (*agents(above), *_listed_after(above, preposition, scene))
    elif is_verb(above):
        if _meets_during(preposition, above, scene):
            return
        if word == "for" and not cued and not _brings_together(above, scene):
            return
        if not cued and word in ("about", "of", "on") and _informs(above, scene):
            yield from _who_tells(preposition, above)
            return
        if not cued and word in ("from", "of", "to") and scene.triggers.supports_as(above, "quit"):
            yield from agents(above)
        elif cued == (word in ("for", "of", "on", "about", "to", "against", "from") and _is_cue(above, scene)):
            yield from _of_clause_above(above, word, scene)
    elif not cued and word in ("in", "at") and _is_attendance(above):
        yield from _attendance(above, scene)
    elif word == "in" and scene.parties(above) and not cued:
        yield above  # a headline without its verb: "Pakistan not in talks with TTP"
    elif cued and word in ("of", "for", "to", "on") and _is_cue_noun(above, scene) and _voiced(above, scene):
        yield from agents(above, reach=_CUED_REACH)  # "its rejection of talks with X"
    elif cued and above.dep_ == "acomp" and scene.triggers.adjective_cue(above) is not None:
        yield from agents(above.head)  # "is open to talks with X"


def _whose_setting(preposition: Token, scene: Scene) -> Token:
    """What is done at, to or for the encounter: the verb, where the parser hung the preposition on words before it."""
    above, word = preposition.head, preposition.lower_
    if above.pos_ == "ADP" and scene.triggers.supports_as(above.head, "quit"):
        above = above.head  # "walked out of the talks"
    if above.i in scene.places:
        above = above.head  # "invited him to Sochi for talks"
    if above.dep_ == "dobj" and word in ("at", "during") and is_verb(above.head):
        return above.head  # "addressing questions at a briefing"
    if above.dep_ == "pobj" and word in ("at", "during") and above.head.lower_ == "to" and is_verb(above.head.head):
        return above.head.head  # "responding to questions at a briefing"
    return above


def _meets_during(preposition: Token, verb: Token, scene: Scene) -> bool:
    """Whether the clause tells of another encounter: "during the visit, he will meet the king"."""
    if verb.lemma_ not in scene.triggers.verbs:
        return False
    trigger = verb_trigger(verb, scene.triggers)
    nouns = [noun for noun in children(preposition, "pobj") if noun_lemma(noun) in scene.triggers.nouns]
    visits = any(scene.triggers.nouns[noun_lemma(noun)].kind == "Visit" for noun in nouns)
    return visits and trigger.sense.kind != "Visit" and takes_its_pattern(trigger, scene)


def _informs(verb: Token, scene: Scene) -> bool:
    """Whether a verb tells somebody about an encounter: "briefed the cabinet on the talks"."""
    sense = scene.triggers.verbs.get(verb.lemma_)
    return sense is not None and sense.pattern == "brief"


def _who_tells(preposition: Token, verb: Token) -> Iterator[Token]:
    """Who informs others of an encounter was there, unless it is said whose it was; those informed were not."""
    owned = (
        any(children(noun, "poss")) or any(preposition_objects(noun, "of")) for noun in children(preposition, "pobj")
    )
    if not any(owned):
        yield from agents(verb)


def _brings_together(verb: Token, scene: Scene) -> bool:
    """Whether one does the verb to take part: "arrived for talks", "hosted him for talks"."""
    sense = scene.triggers.verbs.get(verb.lemma_)
    sets_out = scene.triggers.supports_as(verb, "set-out") and not _is_cue(verb, scene)
    return (
        sets_out
        or scene.triggers.supports_as(verb, "hold", "attend", "host")
        or (sense is not None and sense.kind in ("Meeting", "Visit"))
    )


def _is_cue_noun(noun: Token, scene: Scene) -> bool:
    """Whether a noun says what becomes of an encounter: "its rejection of talks", never "the results of the visit"."""
    return noun.pos_ in ("NOUN", "PROPN") and (noun_lemma(noun), "noun") in scene.triggers.cues


def _voiced(noun: Token, scene: Scene) -> bool:
    """Whether a noun is what its subject does or has: "dismissed any possibility", not "discussed a proposal"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "attr") or not is_verb(verb):
        return True
    return _is_cue(verb, scene) or scene.triggers.supports_as(verb, "hold", "express")


def _takes_part(verb: Token) -> bool:
    return verb.lemma_ == "take" and any(child.lower_ == "part" for child in children(verb, "dobj"))


def _listed_after(verb: Token, preposition: Token, scene: Scene) -> Iterator[Token]:
    """Those of "Taking part in the talks were X and Y", whatever the parser makes of the words turned round."""
    behind = [token for token in verb.sent if token.i > preposition.i]
    be = next((token for token in behind if token.lemma_ == "be"), None)
    if be is None or verb.tag_ != "VBG" or any(token.pos_ == "VERB" for token in behind if token.i < be.i):
        return
    yield from _named_behind(be, scene)


def _named_behind(verb: Token, scene: Scene) -> Iterator[Token]:
    """The persons named behind a verb in its sentence, and in the lines below where that ends in a colon."""
    sentence = verb.sent
    yield from (token for token in sentence if token.i > verb.i and scene.named_person(token))
    words = [token for token in sentence if not token.is_space]
    if words and words[-1].text == ":":
        yield from _lines_below(sentence.end, scene)


def _lines_below(start: int, scene: Scene) -> Iterator[Token]:
    """The persons named first in each line of the list that begins at a token, up to the first line with a verb."""
    doc = scene.parsed.doc
    named = False  # whether the line has its person
    for token in doc[start : start + _LONGEST_LIST]:
        if token.pos_ in ("VERB", "AUX"):
            return
        named = named and not (token.is_space and "\n" in token.text)
        if not named and scene.named_person(token):
            named = True
            yield token


def _is_attendance(word: Token) -> bool:
    return word.lemma_ in ("participant", "present") or (word.lemma_ == "part" and word.head.lemma_ == "take")


def _attendance(word: Token, scene: Scene) -> Iterator[Token]:
    """Those of "participants in the meeting included X and Y", "X was present at it", "taking part in it were X"."""
    verb = word.head
    if word.lemma_ == "present":
        yield from agents(verb)
    elif word.lemma_ == "part":
        yield from agents(verb)
        verb = verb.head if verb.dep_ in ("csubj", "advcl", "nsubj") else verb
    if is_verb(verb) and verb.lemma_ in ("include", "be"):
        others = (child for child in verb.rights if child.dep_ in ("dobj", "attr", "nsubj"))
        yield from (noun for child in others for noun in conjuncts(child))
        yield from _named_behind(verb, scene)


def _of_clause_above(verb: Token, word: str, scene: Scene) -> Iterator[Token]:
    yield from agents(verb, passive=word == "in" and scene.triggers.supports_as(verb, "hold"))  # "is engaged in talks"
    yield from preposition_objects(verb, "with")
    if word in ("at", "during"):  # "delivered the reply to the ambassador at a meeting"
        yield from (noun for noun in preposition_objects(verb, "to") if scene.named_person(noun))
    told = word in ("in", "at", "during") and verb.lemma_ == "tell"
    if told or word in ("by", "on", "over", "via"):  # "told the ambassador in a telephone call", "assured her by phone"
        yield from (noun for noun in children(verb, "dobj", "dative") if scene.named_person(noun))
    if word == "for":
        yield from (noun for child in children(verb, "dobj", *PASSIVE_SUBJECTS) for noun in conjuncts(child))
    elif verb.lemma_ in scene.triggers.verbs and scene.triggers.verbs[verb.lemma_].kind != "Visit":
        guests = (noun for child in children(verb, "dobj") for noun in conjuncts(child))
        yield from (noun for noun in guests if scene.person(noun))
