"""Who takes part in an encounter, by the words that name it and what stands below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from loader.meetings.around import around
from loader.meetings.grammar import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    agents,
    children,
    conjuncts,
    is_verb,
    preposition_objects,
)
from loader.meetings.partners import WITH, far_partners, with_after
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger, noun_lemma
from loader.statements import Party, distinct

_COUNTS = frozenset({"total", "number", "dozen", "dozens", "hundred", "hundreds", "score", "scores", "majority"})
_LEADERS = frozenset({"lead", "head", "chair", "attend", "host", "join", "preside", "co-chair", "address"})


def participants(trigger: Trigger, scene: Scene) -> tuple[Party, ...]:
    """Those said to take part, in text order, each once."""
    return _resolved(_of_verb(trigger, scene) if trigger.verbal else _of_noun(trigger, scene), scene)


def proposers(trigger: Trigger, scene: Scene) -> tuple[Party, ...]:
    """Those who only call for the encounter, refuse it or deny it: they take part where no others are named."""
    if trigger.verbal or _complete(trigger, scene):
        return ()
    return _resolved(around(trigger.top, scene, cued=True), scene)


def _resolved(heads: Iterable[Token], scene: Scene) -> tuple[Party, ...]:
    counted = (noun for head in heads for noun in _counted(head))
    named = dict.fromkeys(_by_name(each, scene) for head in counted for each in _with_leaders(head, scene))
    listed = dict.fromkeys(each for head in named for each in (head, *_listed(head, scene)))
    return distinct(party for head in listed for party in scene.parties(head))


def _counted(head: Token) -> Iterator[Token]:
    """Those of whom a noun only says how many: "a total of 16 deputies", "dozens of traders"."""
    if head.lemma_.lower() in _COUNTS:
        below = list(preposition_objects(head, "of"))
        yield from below or [head]
    else:
        yield head


def _listed(head: Token, scene: Scene) -> Iterator[Token]:
    """Other persons whom the parser takes for appositions of the first one of a list: "X, Minister Y and Z"."""
    if not scene.named_person(head):
        return
    first = {party.actor for party in scene.parties(head)}
    for child in children(head, "appos"):
        for each in conjuncts(child):
            if scene.named_person(each) and not first & {party.actor for party in scene.parties(each)}:
                yield each
                yield from _listed(each, scene)


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


def _by_name(head: Token, scene: Scene) -> Token:
    """The person whose title the noun phrase gives first: "the Secretary, Interior Division, Omar Haddad"."""
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
        yield from around(trigger.top, scene)


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
