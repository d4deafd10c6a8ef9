"""What is done at an encounter: the mentions that tell where somebody spoke, each with the verb it goes with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from loader.articles import Span
from loader.meetings.grammar import is_verb
from loader.meetings.model import Meeting
from loader.nlp import ParsedArticle

_AT = frozenset({"at", "during", "in", "on", "before", "to"})
_SPEAKING = frozenset({"address", "chair", "speak", "tell", "brief", "talk", "inaugurate"})
# Those who do this to an encounter take part in it: what they do besides in the same sentence they do there.
_HOLDING = frozenset({"hold", "conclude", "attend", "open", "convene", "complete", "wrap", "finish", "close", "lead"})
# What an encounter does when it is over; "with" behind it tells what those who met said there.
_ENDING = frozenset({"end", "break", "conclude", "close", "finish", "collapse", "open", "begin", "start", "resume"})
_SIDE = frozenset({"sideline", "sidelines", "margin", "margins", "course", "occasion", "end", "start", "beginning"})
_PART = frozenset({"round", "session", "edition", "day", "meeting", "leg"})


@dataclass(frozen=True)
class Occasion:
    """A mention of a meeting that says where somebody spoke; ``verb`` is the verb it goes with."""

    meeting: Meeting
    trigger: Span
    verb: Token
    sentence: Span

    @property
    def people(self) -> tuple[str, ...]:
        """Keys of those who take part."""
        return tuple(party.actor for party in self.meeting.participants if party.actor is not None)

    @property
    def gives_floor(self) -> bool:
        """Whether the mention alone says that somebody speaks there: "addressed a gathering"."""
        opens = self.meeting.kind in ("PressBriefing", "Gathering", "PhoneCall") and not self.is_over
        return opens or self.verb.lemma_ in _SPEAKING

    @property
    def is_joint(self) -> bool:
        """Whether it is a briefing of several: "a joint press conference"."""
        noun = next((t for t in self.verb.sent if self.trigger.start <= t.idx < self.trigger.end), self.verb)
        words = {child.lower_ for token in (noun, noun.head) for child in token.children}
        return self.meeting.kind == "PressBriefing" and "joint" in words

    def agents(self) -> list[Span]:
        """Who does the verb where it is in the passive: "the session was chaired by X and Y"."""
        by = (child for child in self.verb.children if child.dep_ == "agent")
        nouns = (noun for each in by for noun in each.children if noun.dep_ == "pobj")
        joined = (word for noun in nouns for word in (noun, *noun.conjuncts))
        return [Span(word.idx, word.idx + len(word)) for word in joined]

    @property
    def is_held(self) -> bool:
        """Whether the verb only tells that the encounter took place: "held the seventh round"."""
        return self.verb.lemma_ in _HOLDING

    @property
    def is_over(self) -> bool:
        """Whether the encounter is the subject of its verb: "the talks ended with Peru insisting"."""
        return self.verb.lemma_ in _ENDING and not any(child.dep_ == "dobj" for child in self.verb.children)


def find_occasions(parsed: ParsedArticle, meetings: Iterable[Meeting]) -> Iterator[Occasion]:
    """The mentions of encounters that took place, in the body of an article, with what is done there."""
    for meeting in meetings:
        if meeting.status != "held":
            continue
        for span in (meeting.trigger, *meeting.mentions):
            words = parsed.tokens(span)
            block = parsed.layout.block_at(span.start)
            verb = _doing(words.root) if words is not None else None
            if verb is not None and (block is None or block.kind == "body"):
                sentence = verb.sent
                yield Occasion(meeting, span, verb, Span(sentence.start_char, sentence.end_char))


def _doing(trigger: Token) -> Token | None:
    """The verb of an encounter: itself ("met him and thanked him"), or what is done at it."""
    return trigger if is_verb(trigger) else _verb_of(trigger)


def _verb_of(noun: Token) -> Token | None:
    """The verb that is done at the encounter: "said" of "said at a briefing", "addressing" of "addressing one"."""
    while True:
        above = noun.head
        if noun.dep_ in ("dobj", "dative", "nsubjpass") and above.lemma_ in _SPEAKING | _HOLDING:
            return above
        if noun.dep_ == "nsubj" and above.lemma_ in _ENDING:
            return above
        if noun.dep_ not in ("pobj", "compound", "conj") or above == noun:
            return None
        if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in _SIDE | _PART:
            noun = above.head
        elif noun.dep_ == "pobj":
            return _verb_over(above) if above.lower_ in _AT else None
        else:
            noun = above


def _verb_over(preposition: Token) -> Token | None:
    above = preposition.head
    if above.dep_ in ("dobj", "prep", "npadvmod", "attr") and not is_verb(above):
        above = above.head
    return above if is_verb(above) else None
