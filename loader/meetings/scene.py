"""An article with all that was found in it before, looked up by the words of its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from spacy.tokens import Token

from loader.articles import Span
from loader.dates import DateExpression
from loader.meetings.grammar import phrase, preposition_objects, with_complements
from loader.meetings.triggers import Triggers, is_plural, noun_lemma
from loader.mentions import Cast, Mention
from loader.nlp import ParsedArticle
from loader.places import PlaceMention
from loader.statements import Party

_ACTOR_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_SIDES = frozenset({"State", "Government", "Organization", "ArmedGroup"})
_NOBODY = frozenset({"participant", "attendee", "guest"})  # who they are, the sentence does not say
_SEVERAL = frozenset({"they", "them", "their", "both"})
Found = TypeVar("Found", PlaceMention, DateExpression)


@dataclass(frozen=True)
class Scene:
    """Actors by the offset of their mentions' head words, places, dates and durations by their first token's index."""

    parsed: ParsedArticle
    triggers: Triggers
    cast: Cast
    actors: Mapping[int, Sequence[tuple[str, Mention]]]
    titled: Mapping[int, tuple[str, Mention]]  # names of persons with a title before them, by the title's offset
    places: dict[int, PlaceMention]
    dates: dict[int, DateExpression]
    durations: dict[int, DateExpression] = field(default_factory=dict)

    def parties(self, token: Token) -> tuple[Party, ...]:
        """Those that a noun phrase names by its head word; none where it names nobody who could take part."""
        if noun_lemma(token) in self.triggers.nouns or noun_lemma(token) in _NOBODY or not token.text[:1].isalpha():
            return ()
        several = self._by_states(token) or (self._by_nations(token) if token.tag_ == "NNS" else ())
        if several:
            return several
        known = self.known(token)
        if known:
            return tuple(Party(key, mention.span) for key, mention in known)
        if token.lower_ in _SEVERAL or _are_two(token):
            return (Party(None, Span(token.idx, token.idx + len(token))),)
        return self._unknown(token) if token.pos_ in ("NOUN", "PROPN") else ()

    def _unknown(self, token: Token) -> tuple[Party, ...]:
        """Those whom the cast does not know by the head of their noun phrase."""
        common = noun_lemma(token) in self.triggers.parties or _is_counterpart(token)
        if common and token.ent_type_ == "":
            return self._by_nations(token) or self._by_modifier(token) or (Party(None, with_complements(token)),)
        if common or self.names(token):
            return (Party(None, with_complements(token)),)
        return ()

    def known(self, token: Token) -> Sequence[tuple[str, Mention]]:
        """The mentions of which the word is the head, or the title in front of the name ("President of X, Y")."""
        if token.pos_ in ("NOUN", "PROPN"):
            for start in (token.idx, phrase(token).start):
                titled = self.titled.get(start)
                if titled is not None and token.idx < titled[1].head.start:
                    return (titled,)
        return self.actors.get(token.idx, ())

    def names(self, token: Token) -> bool:
        """Whether the word is the head of the name of somebody whom the cast does not know."""
        if token.ent_type_ in _ACTOR_ENTITIES:
            return token.ent_type_ != "NORP" and _heads_entity(token)
        if token.pos_ != "PROPN" or token.ent_type_:
            return False
        before = [child for child in token.children if child.dep_ in ("compound", "nmod")]
        return any(each.pos_ == "PROPN" or noun_lemma(each) in self.triggers.parties for each in before)

    def _by_states(self, token: Token) -> tuple[Party, ...]:
        """The states or sides of "the foreign ministers of Pakistan and China", "envoys from Hamas and Fatah"."""
        if not is_plural(token) or noun_lemma(token) not in self.triggers.parties:
            return ()
        nouns = preposition_objects(token, "of", "from")
        known = [pair for noun in nouns for pair in self.actors.get(noun.idx, ())]
        states = [pair for pair in known if self.cast.actor(pair[0]).kind in _SIDES]
        return tuple(Party(key, mention.span) for key, mention in states) if len(states) > 1 else ()

    def _by_nations(self, token: Token) -> tuple[Party, ...]:
        """The states of "Pakistani and Israeli officials"."""
        left = (each for child in token.lefts if child.dep_ in ("amod", "compound", "nmod") for each in child.subtree)
        known = [pair for each in left for pair in self.actors.get(each.idx, ())[:1]]
        states = [pair for pair in known if self.cast.actor(pair[0]).kind == "State"]
        return tuple(Party(key, mention.span) for key, mention in states) if len(states) > 1 else ()

    def name_after(self, token: Token) -> Token | None:
        """The person whose name follows a title at once, wherever the parser hung it: "his counterpart Hakan Fidan"."""
        if noun_lemma(token) not in self.triggers.parties or token.i + 1 >= len(token.doc):
            return None
        after = token.nbor()
        if after.ent_type_ != "PERSON" or after.ent_iob_ != "B":
            return None
        last = after
        while last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I":
            last = last.nbor()
        return next((each for each in (last, after) if self.named_person(each)), None)

    def _by_modifier(self, token: Token) -> tuple[Party, ...]:
        """The actor whose name stands before or behind a common noun: "the Tehreek-i-Taliban militant group"."""
        for child in token.children:
            known = self.actors.get(child.idx) if child.dep_ in ("compound", "nmod", "appos") else None
            if known and self.cast.actor(known[0][0]).kind not in ("State", "Person"):
                return tuple(Party(key, mention.span) for key, mention in known)
        return ()

    def is_anybody(self, party: Party) -> bool:
        """Whether the words only say that somebody was there: "the participants in the meeting"."""
        words = self.parsed.tokens(party.span) if party.span is not None else None
        if words is None or noun_lemma(words.root) not in _NOBODY:
            return False
        return len(words) < 3 or noun_lemma(words[-1]) in self.triggers.nouns

    def person(self, token: Token) -> bool:
        """Whether a noun phrase names a person or persons, not a body or a state."""
        known = self.known(token)
        if known:
            return any(self.is_person(key) for key, _ in known) or noun_lemma(token) in self.triggers.parties
        return token.ent_type_ == "PERSON" or noun_lemma(token) in self.triggers.parties

    def is_person(self, key: str) -> bool:
        """Whether an actor is a person."""
        return self.cast.actor(key).kind in ("Person", "Actor")

    @cached_property
    def written(self) -> tuple[int, ...]:
        """Where the article speaks of a letter, telegram or interview: what people say to each other there."""
        words = self.triggers.words_as["written"]
        return tuple(i for i, word in enumerate(self.parsed.columns.lower) if word in words)

    @cached_property
    def letters(self) -> bool:
        """Whether the article speaks of a letter, telegram or message."""
        return self._mentions("letter")

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words of the article in small letters, without the names in it."""
        columns = self.parsed.columns
        common = zip(columns.lower, columns.pos, columns.entity, strict=True)
        return frozenset(word for word, pos, entity in common if not entity and pos != "PROPN")

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the article in small letters."""
        return frozenset(self.parsed.columns.lower)

    @cached_property
    def past_verbs(self) -> tuple[Token, ...]:
        """The verbs in the past tense, in text order."""
        columns = self.parsed.columns
        past = (i for i, tag in enumerate(columns.tag) if tag == "VBD" and columns.pos[i] == "VERB")
        return tuple(self.parsed.doc[i] for i in past)

    @cached_property
    def abroad(self) -> bool:
        """Whether the article speaks of the relations of states: "bilateral", "international"."""
        states = sum(actor.kind == "State" for actor in self.cast.actors)
        columns = self.parsed.columns
        hyphens = (self.parsed.doc[i] for i, word in enumerate(columns.lower) if word in ("-", "\u2013"))
        return states > 2 or self._mentions("abroad") or any(_pairs_nations(token) for token in hyphens)

    @cached_property
    def dateline(self) -> PlaceMention | None:
        """The place that the article is from."""
        span = self.parsed.layout.dateline
        return next((place for place in self.places.values() if place.span == span), None)

    def _mentions(self, role: str) -> bool:
        return not self.words.isdisjoint(self.triggers.words_as[role])

    @cached_property
    def delegations(self) -> tuple[Token, ...]:
        """The delegations that somebody is said to lead."""
        found = (i for i, lemma in enumerate(self.parsed.columns.lemma) if lemma in ("delegation", "side", "team"))
        nouns = (self.parsed.doc[i] for i in found)
        led = (noun for noun in nouns if noun.dep_ in ("dobj", "nsubjpass"))
        return tuple(noun for noun in led if noun.head.lemma_ in ("lead", "head"))

    def named_person(self, token: Token) -> bool:
        """Whether a noun phrase is the name of a person."""
        known = self.actors.get(token.idx)
        if not known:
            return token.ent_type_ == "PERSON" and _heads_entity(token)
        return any(actor.kind == "Person" and actor.named for actor in (self.cast.actor(key) for key, _ in known))

    def side(self, key: str) -> str:
        """The state for which an actor stands: itself, or that of the institution it is or belongs to."""
        actor = self.cast.actor(key)
        if actor.country is not None:
            return actor.country
        for role in actor.roles:
            if role.institution is not None and role.institution != key:
                institution = self.cast.actor(role.institution)
                return institution.country or institution.key
        return key


def _is_counterpart(token: Token) -> bool:
    """Whether the word ends "his opposite number"."""
    return token.lower_ == "number" and any(child.lower_ == "opposite" for child in token.lefts)


def _pairs_nations(hyphen: Token) -> bool:
    """Whether a hyphen joins two nations: "Russian-German"."""
    if hyphen.text not in ("-", "\u2013") or not 0 < hyphen.i < len(hyphen.doc) - 1:
        return False
    return hyphen.nbor(-1).ent_type_ == "NORP" and hyphen.nbor().ent_type_ == "NORP"


def _are_two(token: Token) -> bool:
    """Whether the word is the subject in "the two discussed"."""
    return token.lower_ in ("two", "three") and token.dep_ == "nsubj" and any(c.dep_ == "det" for c in token.children)


def _heads_entity(token: Token) -> bool:
    """Whether the word is the head of the name that it is a part of."""
    return token.head.ent_type_ != token.ent_type_ or token.dep_ not in ("compound", "nmod", "amod", "nummod", "det")


def make_scene(
    parsed: ParsedArticle,
    cast: Cast,
    dates: Sequence[DateExpression],
    places: Iterable[PlaceMention],
    triggers: Triggers,
) -> Scene:
    """Index an article's actors, places and dates by their words."""
    actors: dict[int, list[tuple[str, Mention]]] = {}
    titled: dict[int, tuple[str, Mention]] = {}
    for actor in cast.actors:
        for mention in actor.mentions:
            actors.setdefault(mention.head.start, []).append((actor.key, mention))
            if actor.kind == "Person" and actor.named and mention.span.start < mention.head.start:
                titled[mention.span.start] = (actor.key, mention)
    dated = (date for date in dates if date.type in ("DATE", "TIME") and not (date.value or "").endswith("_REF"))
    durations = _by_token(parsed, (date for date in dates if date.type == "DURATION"))
    return Scene(parsed, triggers, cast, actors, titled, _by_token(parsed, places), _by_token(parsed, dated), durations)


def _by_token(parsed: ParsedArticle, found: Iterable[Found]) -> dict[int, Found]:
    words = ((parsed.tokens(each.span), each) for each in found)
    return {tokens.start: each for tokens, each in words if tokens is not None and len(tokens)}
