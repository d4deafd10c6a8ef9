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
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger
from loader.statements import Party

_WITH = ("with", "between", "among", "amongst", "alongside")
_OCCASIONS = frozenset({"at", "during", "in", "on", "for"})
_LEADERS = frozenset({"lead", "head", "chair", "attend", "host", "join", "preside", "co-chair", "address"})


def participants(trigger: Trigger, scene: Scene) -> tuple[Party, ...]:
    """Those said to take part, in text order, each once."""
    heads = _of_verb(trigger, scene) if trigger.verbal else _of_noun(trigger, scene)
    return distinct(party for head in heads if (party := scene.party(head)) is not None)


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties in text order; an actor named twice stays once, where it is named first."""
    kept: dict[str, Party] = {}
    for party in sorted(parties, key=lambda p: (p.span.start if p.span else -1, p.span.end if p.span else -1)):
        key = party.actor or f"@{party.span.start if party.span else ''}"
        kept.setdefault(key, party)
    return tuple(kept.values())


def _of_verb(trigger: Trigger, scene: Scene) -> Iterator[Token]:
    verb = trigger.token
    yield from agents(verb, passive=False)
    for child in children(verb, "dobj", *PASSIVE_SUBJECTS):
        yield from conjuncts(child)
    yield from preposition_objects(verb, *_WITH)
    if trigger.sense.pattern == "speak":
        yield from preposition_objects(verb, "to")


def _of_noun(trigger: Trigger, scene: Scene) -> Iterator[Token]:
    for noun in dict.fromkeys((trigger.token, trigger.top)):
        yield from _beside(noun, scene)
    yield from _around(trigger.top, scene)


def _beside(noun: Token, scene: Scene) -> Iterator[Token]:
    """Participants inside the noun phrase: "talks between X and Y", "X's visit", "Russia-US summit"."""
    yield from preposition_objects(noun, *_WITH, "of", "by")
    for owner in children(noun, "poss"):
        yield from conjuncts(owner)
    yield from _compounds(noun)
    for clause in children(noun, "acl", "relcl"):
        yield from _of_clause(clause)


def _of_clause(clause: Token) -> Iterator[Token]:
    if clause.lemma_ in _LEADERS or clause.lemma_ in ("hold", "involve", "bring"):
        yield from preposition_objects(clause, "by", *_WITH)
        yield from (noun for child in children(clause, *SUBJECTS) for noun in conjuncts(child))
    if clause.lemma_ == "involve":
        yield from (noun for child in children(clause, "dobj") for noun in conjuncts(child))


def _compounds(noun: Token) -> Iterator[Token]:
    """ "Pakistan-Kazakhstan talks", "an Opec meeting": names before the noun; a single country is none."""
    names = [t for t in noun.subtree if t.i < noun.i and t.ent_type_ in ("GPE", "NORP", "ORG", "PERSON")]
    names = [t for t in names if t.dep_ in ("compound", "amod", "nmod") and not t.nbor().ent_iob_ == "I"]
    if len(names) > 1 or any(t.ent_type_ in ("ORG", "PERSON") for t in names):
        yield from names


def _around(noun: Token, scene: Scene) -> Iterator[Token]:
    """Participants that the clause around the noun names: the subject of "hold", the speaker at a briefing."""
    above, label = noun.head, noun.dep_
    if label in ("dobj", "nsubjpass", "attr", "oprd"):
        yield from _of_support(noun, above, scene)
    elif label == "nsubj" and scene.triggers.supports_as(above, "happen"):
        yield from preposition_objects(above, *_WITH)
    elif label == "pobj":
        yield from _through(above, scene)


def _of_support(noun: Token, verb: Token, scene: Scene) -> Iterator[Token]:
    yield from agents(verb)
    if noun.dep_ == "nsubjpass":
        yield from preposition_objects(verb, "by")
    yield from preposition_objects(verb, *_WITH)


def _through(preposition: Token, scene: Scene) -> Iterator[Token]:
    above = preposition.head
    word = preposition.lower_
    if is_verb(above):
        yield from agents(above)
        yield from preposition_objects(above, "with")
        if word == "for":
            yield from (noun for child in children(above, "dobj", *PASSIVE_SUBJECTS) for noun in conjuncts(child))
        elif word in ("at", "during", "in", "into") and scene.triggers.verbs.get(above.lemma_) is not None:
            yield from (noun for child in children(above, "dobj") for noun in conjuncts(child))
    elif word == "in" and scene.party(above) is not None:
        yield above  # a headline without its verb: "Pakistan not in talks with TTP"
    elif above.pos_ in ("NOUN", "PROPN") and word in ("of", "for", "to"):
        yield from agents(above)  # "its rejection of talks with X"
