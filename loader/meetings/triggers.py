"""Words that name an encounter: nouns ("talks", "press briefing") and verbs ("met", "hosted", "spoke by phone")."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from spacy.tokens import Token

from loader.articles import Span
from loader.lexicon import read_table, read_uses
from loader.meetings.grammar import is_verb, preposition_objects
from loader.meetings.model import MeetingKind, Status
from loader.nlp import ParsedArticle

_NAMING = frozenset({"NOUN", "PROPN", "VERB"})
_PLURAL = " (plural)"  # ends the key of a noun's sense in the plural: "talks" are no lecture
#: How those who can take part are spoken of: uses of the table ``meeting_parties``.
_PEOPLE = ("impersonal", "party", "press", "several", "side", "sitting")
_NOUN_PATTERNS = ("noun", "plural", "weak", "paired", "press", "numbered", "line")


@dataclass(frozen=True)
class Sense:
    """How a word names an encounter: the pattern it stands in and the kind of encounter it then means."""

    pattern: str
    kind: MeetingKind


@dataclass(frozen=True)
class Cue:
    """What a word above a trigger says of the encounter; ``remark`` is what a record notes of it ("postponed")."""

    status: Status
    remark: str | None


@dataclass(frozen=True)
class Triggers:
    """The language of meetings, read from the lexicon.

    ``nouns`` and ``verbs`` name encounters; ``cues`` (by word and part of speech) give them a status;
    ``supports`` says what a verb does with an encounter (hold, attend, host, happen) or that a noun is only a
    part of one; ``people`` are words for those who can take part, by use.
    """

    nouns: Mapping[str, Sense]
    verbs: Mapping[str, Sense]
    cues: Mapping[tuple[str, str], Cue]
    supports: Mapping[tuple[str, str], str]
    people: Mapping[str, frozenset[str]]
    confidences: Mapping[str, float]  # by rule; measured rules only
    channel: Mapping[str, float]  # weights of what tells a telephone from a meeting

    @cached_property
    def last_words(self) -> frozenset[str]:
        """The last words of all nouns: no other word need be looked at twice."""
        return frozenset(re.split(r"[ -]", noun.removesuffix(_PLURAL))[-1] for noun in self.nouns)

    def verb_cue(self, verb: Token) -> Cue | None:
        """What a verb or participle says of the encounter under it, with its particle ("put off", "pushed back")."""
        for child in verb.rights:
            if child.dep_ in ("prt", "advmod") and (f"{verb.lemma_} {child.lower_}", "verb") in self.cues:
                return self.cues[f"{verb.lemma_} {child.lower_}", "verb"]
        return self.cues.get((verb.lemma_, "verb")) or self.adjective_cue(verb)

    def adjective_cue(self, word: Token) -> Cue | None:
        """What an adjective says of the encounter: beside it some say nothing ("an important meeting")."""
        cue = self.cues.get((word.lower_, "adj"))
        return cue if cue or word.dep_ == "amod" else self.cues.get((word.lower_, "predicate"))

    @property
    def parties(self) -> frozenset[str]:
        """Nouns for those who can take part."""
        return self.people["party"]

    @cached_property
    def words_as(self) -> Mapping[str, frozenset[str]]:
        """The words that play each role."""
        roles = {role for _, role in self.supports}
        return {role: frozenset(word for word, own in self.supports if own == role) for role in roles}

    def supports_as(self, token: Token, *roles: str) -> bool:
        """Whether the word plays one of the roles towards an encounter."""
        return any((token.lemma_.lower(), role) in self.supports for role in roles)


@dataclass(frozen=True)
class Trigger:
    """A word that names an encounter. ``top`` is the head of what it is a part of ("round" of talks), else itself."""

    token: Token
    top: Token
    span: Span
    sense: Sense
    words: str

    @property
    def verbal(self) -> bool:
        """Whether a verb names the encounter."""
        return self.sense.pattern not in _NOUN_PATTERNS


def load_triggers() -> Triggers:
    """Read the lexicon's tables of meetings."""
    nouns: dict[str, Sense] = {}
    verbs: dict[str, Sense] = {}
    for row in read_table("meeting_triggers", ("lemma", "pattern", "kind", "note")):
        table = nouns if row["pattern"] in _NOUN_PATTERNS else verbs
        key = f"{row['lemma']}{_PLURAL}" if row["pattern"] == "plural" else row["lemma"]
        table[key] = Sense(row["pattern"], cast(MeetingKind, row["kind"]))
    cues = {
        (row["lemma"], row["part"]): Cue(cast(Status, row["status"]), row["remark"] or None)
        for row in read_table("meeting_cues", ("lemma", "part", "status", "remark", "note"))
    }
    supports = {
        (row["lemma"], row["role"]): row["role"] for row in read_table("meeting_supports", ("lemma", "role", "note"))
    }
    people = read_uses("meeting_parties", _PEOPLE)
    measured = read_table("meeting_precision", ("rule", "right", "judged", "note"))
    confidences = {row["rule"]: wilson_lower(int(row["right"]), int(row["judged"])) for row in measured}
    weights = read_table("meeting_channel", ("feature", "weight", "note"))
    channel = {row["feature"]: float(row["weight"]) for row in weights}
    return Triggers(nouns, verbs, cues, supports, people, confidences, channel)


def wilson_lower(right: int, judged: int, z: float = 1.96) -> float:
    """Lower bound of the Wilson score interval (1927) of a proportion, to two places.

    >>> wilson_lower(33, 35)
    0.81
    """
    share = right / judged
    centre = share + z * z / (2 * judged)
    spread = z * math.sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    return round((centre - spread) / (1 + z * z / judged), 2)


def noun_lemma(token: Token) -> str:
    """The singular of a noun in small letters; the tagger leaves the plural of a name ("Consultations") as it is."""
    lemma = token.lemma_.lower()
    if token.pos_ == "PROPN" and lemma == token.lower_ and len(lemma) > 4 and lemma.endswith("s"):
        return lemma.removesuffix("s")
    return lemma


def is_plural(token: Token) -> bool:
    """Whether a noun is plural."""
    return token.tag_ in ("NNS", "NNPS") or (token.pos_ == "PROPN" and noun_lemma(token) != token.lower_)


def find_triggers(parsed: ParsedArticle, triggers: Triggers) -> Iterator[Trigger]:
    """All words of a text that may name an encounter, in text order."""
    columns = parsed.columns
    for i, pos in enumerate(columns.pos):
        if pos not in _NAMING and columns.lower[i] not in ("down", "due"):
            continue
        token = parsed.doc[i]
        if token.pos_ in ("NOUN", "PROPN") or token.lower_ == "down":
            trigger = _noun_trigger(token, triggers)
        elif token.lower_ == "due" and token.dep_ == "acomp":
            trigger = Trigger(token, token, _span(token, token), triggers.verbs["due"], "due")
        elif token.pos_ == "VERB" and token.lemma_ in triggers.verbs:
            trigger = verb_trigger(token, triggers)
        else:
            continue
        if trigger is not None:
            yield trigger


def verb_trigger(token: Token, triggers: Triggers) -> Trigger:
    """The trigger that a verb of the lexicon makes, with its particle or preposition ("call on")."""
    words = token.lemma_
    for child in token.rights:
        if child.dep_ == "dobj":
            break
        if child.dep_ in ("prep", "prt") and f"{words} {child.lower_}" in triggers.verbs:
            words = f"{words} {child.lower_}"
            break
    return Trigger(token, token, _span(token, token), triggers.verbs[words], words)


def _noun_trigger(token: Token, triggers: Triggers) -> Trigger | None:
    lemma, first = noun_lemma(token), token
    if lemma not in triggers.last_words:
        return None
    if token.i > 1 and token.nbor(-1).text == "-" and f"{token.nbor(-2).lower_}-{lemma}" in triggers.nouns:
        lemma, first = f"{token.nbor(-2).lower_}-{lemma}", token.nbor(-2)
    elif token.i > 0 and f"{token.nbor(-1).lower_} {lemma}" in triggers.nouns:
        lemma, first = f"{token.nbor(-1).lower_} {lemma}", token.nbor(-1)
    plural = triggers.nouns.get(f"{lemma}{_PLURAL}") if is_plural(token) else None
    sense = plural or triggers.nouns.get(lemma)
    if sense is None or not _names_event(token, sense, triggers):
        return None
    top = whole(token, triggers)
    span = _span(top if sense.pattern == "weak" and top.i < first.i else first, token)
    return Trigger(token, top, span, sense, lemma)


def _names_event(token: Token, sense: Sense, triggers: Triggers) -> bool:
    """Whether a noun of the lexicon names an encounter where it stands."""
    if token.dep_ == "dobj" and triggers.supports_as(token.head, "void"):
        return False  # "did not return phone calls"
    if token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i:
        above = noun_lemma(token.head)
        return (above, "noun") in triggers.cues or (above, "part") in triggers.supports
    shape = _SHAPES.get(sense.pattern)
    return shape is None or shape(token, triggers)


def _in_pair(noun: Token, _: Triggers) -> bool:
    standing = noun.dep_ == "pobj" and noun.head.lower_ == "in"
    if standing and not any(child.dep_ in ("det", "poss", "nummod") for child in noun.children):
        return False  # "is in constant contact with him": no encounter, but a "call with him" is one in "in a call"
    return any(preposition_objects(noun, "with", "between"))


def _with_press(noun: Token, triggers: Triggers) -> bool:
    return any(noun_lemma(each) in triggers.people["press"] for each in preposition_objects(noun, "with"))


def _is_bare(noun: Token, _: Triggers) -> bool:
    return not any(child.lower_ == "of" or child.dep_ == "compound" for child in noun.children)


def _carries(line: Token, triggers: Triggers) -> bool:
    """Whether something is told "by phone"; a verb that alone names an encounter ("spoke") needs no such mention."""
    way = line.head
    return way.lower_ in ("by", "on", "over", "via") and is_verb(way.head) and way.head.lemma_ not in triggers.verbs


def _names_no_body(token: Token, triggers: Triggers) -> bool:
    """Whether a loose word is no part of a body's name nor its sitting: "Islamic Conference", "session of Congress"."""
    if token.pos_ == "PROPN" and token.ent_type_ == "ORG" and not _happens(token, triggers):
        return False
    return not any(triggers.supports_as(each, "standing") for each in _owners(token))


#: What must stand around a noun of each pattern.
_SHAPES: dict[str, Callable[[Token, Triggers], bool]] = {
    "line": _carries,
    "numbered": _is_bare,
    "paired": _in_pair,
    "press": _with_press,
    "weak": _names_no_body,
}


def _happens(noun: Token, triggers: Triggers) -> bool:
    """Whether a name is that of an event: it is held, attended or a round of something."""
    top = whole(noun, triggers)
    if top != noun or any(
        child.dep_ == "acl" and triggers.supports_as(child, "hold", "host") for child in noun.children
    ):
        return True
    if any(child.dep_ == "acl" and _plans(child, triggers) for child in noun.children):
        return True
    return noun.dep_ in ("nsubj", "nsubjpass", "dobj") and triggers.supports_as(
        noun.head, "hold", "host", "happen", "attend"
    )


def _plans(participle: Token, triggers: Triggers) -> bool:
    cue = triggers.verb_cue(participle)
    return participle.tag_ == "VBN" and cue is not None and cue.status == "scheduled"


def _owners(noun: Token) -> Iterator[Token]:
    """The nouns that say whose or what session it is."""
    yield from (child for child in noun.lefts if child.dep_ in ("compound", "poss", "nmod"))
    yield from preposition_objects(noun, "of")


def whole(token: Token, triggers: Triggers) -> Token:
    """The head of what a trigger is a part of: "round" for "consultations" in "the second round of consultations"."""
    head = token.head
    if token.dep_ == "compound" and (noun_lemma(head), "part") in triggers.supports:
        return whole(head, triggers)
    if token.dep_ == "pobj" and head.lower_ == "of" and not is_verb(head.head):
        above = head.head
        if (noun_lemma(above), "part") in triggers.supports and above.pos_ in ("NOUN", "PROPN"):
            return whole(above, triggers)
    return token


def _span(first: Token, last: Token) -> Span:
    return Span(first.idx, last.idx + len(last))
