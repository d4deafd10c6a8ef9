"""Who takes part in an encounter, by what the sentence says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from loader.meetings.grammar import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    agents,
    children,
    conjuncts,
    is_verb,
    preposition_objects,
)
from loader.meetings.partners import WITH, behind_settings, far_partners, with_after
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger, noun_lemma, verb_trigger
from loader.meetings.verbs import takes_its_pattern
from loader.statements import Party

_CUED_REACH = 3  # steps from "plans" in "had no plans for talks" to who has them
_LEADERS = frozenset({"lead", "head", "chair", "attend", "host", "join", "preside", "co-chair", "address"})


def participants(trigger: Trigger, scene: Scene) -> tuple[Party, ...]:
    """Those said to take part, in text order, each once."""
    return _resolved(_of_verb(trigger, scene) if trigger.verbal else _of_noun(trigger, scene), scene)


def proposers(trigger: Trigger, scene: Scene) -> tuple[Party, ...]:
    """Those who only call for the encounter, refuse it or deny it: they take part where no others are named."""
    if trigger.verbal or _complete(trigger, scene):
        return ()
    return _resolved(_around(trigger.top, scene, cued=True), scene)


def _resolved(heads: Iterable[Token], scene: Scene) -> tuple[Party, ...]:
    named = dict.fromkeys(_by_name(each, scene) for head in heads for each in _with_leaders(head, scene))
    return distinct(party for head in named for party in scene.parties(head))


def _with_leaders(head: Token, scene: Scene) -> tuple[Token, ...]:
    """A party and who leads it; "a delegation headed by X" of nobody's is X alone."""
    leaders = tuple(_heads_of(head, scene))
    unnamed = leaders and all(party.actor is None for party in scene.parties(head))
    return leaders if unnamed else (head, *leaders)


def _heads_of(head: Token, scene: Scene) -> Iterator[Token]:
    """Those who lead a delegation that takes part: "a delegation headed by the deputy prime minister"."""
    if noun_lemma(head) in ("delegation", "team", "mission"):
        for clause in children(head, "acl", "relcl"):
            yield from _of_clause(clause, scene)


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties in text order; an actor named twice stays once, where it is named first."""
    kept: dict[str, Party] = {}
    for party in sorted(parties, key=lambda p: (p.span.start if p.span else -1, p.span.end if p.span else -1)):
        key = party.actor or f"@{party.span.start if party.span else ''}"
        kept.setdefault(key, party)
    return tuple(kept.values())


def _by_name(head: Token, scene: Scene) -> Token:
    """The person whose title the noun phrase gives first: "the Secretary, Security Division, Waqar Ahmad"."""
    if scene.named_person(head):
        return head
    beside = scene.name_after(head)
    if beside is not None:
        return beside
    for token in head.subtree:
        if token.dep_ == "appos" and scene.named_person(token) and _in_apposition(token, head):
            return token
    return head


def _in_apposition(token: Token, head: Token) -> bool:
    between = token.head
    return between == head or (between.dep_ == "conj" and between.head == head and not any(children(head, "cc")))


def _of_verb(trigger: Trigger, scene: Scene) -> Iterator[Token]:
    verb, visit = trigger.token, trigger.sense.kind == "Visit"
    if visit and verb.dep_ == "amod":
        yield from conjuncts(verb.head)  # "the visiting minister"
        return
    yield from agents(verb)
    others = [noun for child in children(verb, "dobj", *PASSIVE_SUBJECTS) for noun in conjuncts(child)]
    yield from (noun for noun in others if not visit or (scene.person(noun) and noun.i not in scene.places))
    yield from preposition_objects(verb, *WITH)
    if trigger.sense.pattern == "discuss":
        yield from far_partners(verb, scene)
    if trigger.sense.pattern == "speak":
        yield from (
            noun for call in preposition_objects(verb, "by", "over", "on") for noun in preposition_objects(call, "with")
        )
    if trigger.sense.pattern in ("speak", "brief"):
        yield from preposition_objects(verb, "to", "by")
    if trigger.sense.pattern == "call on":
        yield from preposition_objects(verb, "on", "upon")


def _of_noun(trigger: Trigger, scene: Scene) -> Iterator[Token]:
    beside = [head for noun in dict.fromkeys((trigger.token, trigger.top)) for head in _beside(noun, scene)]
    yield from beside
    if not _parties(beside, scene):
        yield from with_after(trigger.token)
    attended = trigger.top.dep_ == "dobj" and scene.triggers.supports_as(trigger.top.head, "attend")
    if attended or not _complete(trigger, scene):
        yield from _around(trigger.top, scene)


def _complete(trigger: Trigger, scene: Scene) -> bool:
    """Whether the noun phrase names both sides, so that the verb above has a third one as its subject."""
    nouns = (trigger.token, trigger.top)
    if any(len(_parties(preposition_objects(noun, "between", "among"), scene)) for noun in nouns):
        return True
    partners = sum(len(_parties(preposition_objects(noun, "with"), scene)) for noun in dict.fromkeys(nouns))
    verb = next((token for token in trigger.top.ancestors if is_verb(token)), None)
    return partners > 1 and verb is not None and _proposes(verb, scene)


def _parties(tokens: Iterable[Token], scene: Scene) -> list[Token]:
    return [token for token in tokens if scene.parties(token)]


def _proposes(verb: Token, scene: Scene) -> bool:
    cue = scene.triggers.cues.get((verb.lemma_, "verb"))
    return cue is not None and cue.status == "proposed"


def _beside(noun: Token, scene: Scene) -> Iterator[Token]:
    """Participants inside the noun phrase: "talks between X and Y", "X's visit", "Russia-US summit"."""
    yield from preposition_objects(noun, *WITH, "of", "by")
    if noun_lemma(noun) == "call":  # "a call from X to Y", "a courtesy call on X"
        yield from (each for each in preposition_objects(noun, "from", "to", "on") if scene.person(each))
    for owner in children(noun, "poss"):
        yield from conjuncts(_whose(owner))
    yield from _compounds(noun, scene)
    for clause in children(noun, "acl", "relcl"):
        yield from _of_clause(clause, scene)


def _whose(owner: Token) -> Token:
    """The owner; for "whose" the noun in front of the clause."""
    clause = next((each for each in owner.ancestors if each.dep_ == "relcl"), None)
    return owner if owner.tag_ != "WP$" or clause is None else clause.head


def _of_clause(clause: Token, scene: Scene) -> Iterator[Token]:
    """Participants in "led by X from the one side and Y from the other", "held with X", "which X attended"."""
    if clause.lemma_ in _LEADERS and any(children(clause, "agent")):
        leaders = [token for token in clause.subtree if token.i > clause.i and scene.named_person(token)]
        if leaders:
            yield from leaders
            return
    held = scene.triggers.supports_as(clause, "hold", "host")
    if held or clause.lemma_ in _LEADERS or clause.lemma_ in ("involve", "bring"):
        yield from preposition_objects(clause, "by", *WITH)
        yield from (noun for child in children(clause, *SUBJECTS) for noun in conjuncts(child))
    if clause.lemma_ == "involve":
        yield from (noun for child in children(clause, "dobj") for noun in conjuncts(child))


def _compounds(noun: Token, scene: Scene) -> Iterator[Token]:
    """Names before the noun: "Pakistan-Kazakhstan talks", "an Opec meeting"; a place alone is none."""
    inside = noun.ent_iob_ == "I"  # the noun is itself part of a name: "Bilateral Political Consultations"
    left = [token for token in noun.lefts if token.dep_ in ("compound", "amod", "nmod")]
    words = [each for token in left for each in token.subtree]
    names = [
        each
        for each in words
        if scene.actors.get(each.idx) or (scene.names(each) and not (inside and each.ent_type_ != "GPE"))
    ]
    if len(names) > 1 or (names and names[0].i not in scene.places and names[0].ent_type_ != "GPE"):
        yield from names


def _around(noun: Token, scene: Scene, cued: bool = False) -> Iterator[Token]:
    """Participants that the clause around the noun names: the subject of "hold", the speaker at a briefing.

    With ``cued``, the subjects of the words that say what becomes of the encounter: "offered talks".
    """
    above, label = noun.head, noun.dep_
    if label in ("dobj", "nsubjpass", "attr", "oprd"):
        yield from _of_support(noun, above, scene, cued)
    elif label == "nsubj" and not cued and (above.pos_ == "AUX" or scene.triggers.supports_as(above, "happen")):
        yield from preposition_objects(above, *WITH)
        yield from behind_settings(above, scene)
        for complement in children(above, "acomp", "advmod", "prt", "dobj"):
            yield from preposition_objects(complement, *WITH)  # "talks were underway with X", "took place with X"
    elif label == "nsubj" and not cued and any(child.lower_ == "together" for child in children(above, "advmod")):
        yield from (
            noun for child in children(above, "dobj") for noun in conjuncts(child)
        )  # "brought together X and Y"
    elif label == "pobj":
        yield from _through(above, scene, cued)
    elif label == "conj" and not is_verb(above):
        yield from _around(above, scene, cued)


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
        yield from behind_settings(verb, scene)
    if verb.lemma_ == "receive":
        yield from preposition_objects(verb, "from")
    yield from preposition_objects(verb, *WITH)


def _is_cue(verb: Token, scene: Scene) -> bool:
    lemmas = [verb.lemma_, *(f"{verb.lemma_} {child.lower_}" for child in children(verb, "prt"))]
    return any((lemma, "verb") in scene.triggers.cues for lemma in lemmas)


def _through(preposition: Token, scene: Scene, cued: bool) -> Iterator[Token]:
    above, word = preposition.head, preposition.lower_
    if above.i in scene.places:
        above = above.head  # "invited him to Sochi for talks"
    if above.dep_ == "dobj" and word in ("at", "during") and is_verb(above.head):
        above = above.head  # "addressing questions at a briefing"
    elif above.dep_ == "pobj" and word in ("at", "during") and above.head.lower_ == "to" and is_verb(above.head.head):
        above = above.head.head  # "responding to questions at a briefing"
    if is_verb(above):
        if _meets_during(preposition, above, scene):
            return
        if word == "for" and not cued and not _brings_together(above, scene):
            return
        if cued == (word in ("for", "of", "on", "about", "to", "against", "from") and _is_cue(above, scene)):
            yield from _of_clause_above(above, word, scene)
    elif not cued and word in ("in", "at") and _is_attendance(above):
        yield from _attendance(above, scene)
    elif word == "in" and scene.parties(above) and not cued:
        yield above  # a headline without its verb: "Pakistan not in talks with TTP"
    elif cued and word in ("of", "for", "to", "on") and _is_cue_noun(above, scene) and _voiced(above, scene):
        yield from agents(above, reach=_CUED_REACH)  # "its rejection of talks with X"


def _meets_during(preposition: Token, verb: Token, scene: Scene) -> bool:
    """Whether the clause tells of another encounter: "during the visit, he will meet the king"."""
    if verb.lemma_ not in scene.triggers.verbs:
        return False
    trigger = verb_trigger(verb, scene.triggers)
    nouns = [noun for noun in children(preposition, "pobj") if noun_lemma(noun) in scene.triggers.nouns]
    visits = any(scene.triggers.nouns[noun_lemma(noun)].kind == "Visit" for noun in nouns)
    return visits and trigger.sense.kind != "Visit" and takes_its_pattern(trigger, scene)


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
        yield from (token for token in word.sent if token.i > verb.i and scene.named_person(token))


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
