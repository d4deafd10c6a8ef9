"""What a reader of an article knows at some point of it: the names, who bears them, who was spoken of so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loader.mentions.actor_words import ActorWords
from loader.mentions.cast import ActorKind, Mention, MentionFunction
from loader.mentions.descriptions import phrases_between
from loader.mentions.drafts import Draft
from loader.mentions.phrases import Phrase, according_to, function_of, governing_verb
from loader.mentions.tokens import Tokens
from loader.names import fold

Owners = dict[int, Draft]  # by the head token of a phrase


@dataclass(frozen=True, slots=True, eq=False)
class Referent:
    """An actor as it was mentioned at token ``head``; ``verb`` is the verb it is subject, object or agent of."""

    head: int
    sentence: int
    draft: Draft
    function: MentionFunction
    speaks: bool
    verb: int | None
    quoted: bool = False


@dataclass(eq=False)
class Discourse:
    """The state of the reading of one article. ``home`` is the state that the article is dated from."""

    tokens: Tokens
    words: ActorWords
    names: Sequence[Phrase]
    drafts: list[Draft]
    owners: Owners
    home: Draft | None = None
    past: list[Referent] = field(default_factory=list)
    described: Owners = field(default_factory=dict)
    recency: dict[int, Draft] = field(default_factory=dict)  # by their order, the one spoken of last at the end
    by_label: dict[str, Draft] = field(default_factory=dict)  # by folded label
    placed: dict[int, Draft] = field(default_factory=dict)  # states of offices learned later, by a person's order

    def __post_init__(self) -> None:
        self._starts = [phrase.first for phrase in self.names]
        for draft in self.drafts:
            self.by_label.setdefault(fold(draft.label), draft)
        self.beginning = {phrase.first: phrase for phrase in reversed(self.names)}  # of several the longest
        self.ending = {phrase.last: phrase for phrase in self.names}

    def names_in(self, first: int, last: int) -> list[Phrase]:
        """Name phrases within tokens ``first`` up to ``last`` whose actor is known, but for those in brackets."""
        inside = phrases_between(self.names, self._starts, first, last)
        return [p for p in inside if p.head in self.owners and not self._bracketed(p)]

    def nobodys_in(self, first: int, last: int) -> list[Phrase]:
        """Names of places and bodies within tokens ``first`` up to ``last`` that are no actors."""
        inside = phrases_between(self.names, self._starts, first, last)
        return [p for p in inside if p.sort in ("place", "organization", "unknown") and p.head not in self.owners]

    def actors_in(self, phrase: Phrase) -> list[Draft]:
        """The actors named inside a description, in text order."""
        return [self.owners[p.head] for p in self.names_in(phrase.first, phrase.last)]

    def state_seated_in(self, phrase: Phrase) -> Draft | None:
        """The state whose capital a description has as a place ("the interim government in Dhaka")."""
        inside = phrases_between(self.names, self._starts, phrase.first, phrase.last)
        keys = {n.key for p in inside for n in p.known if n.sort == "capital"}
        return self._state(min(keys)) if len(keys) == 1 else None

    def _state(self, key: str) -> Draft:
        """The state of that key, new if only its capital has been named."""
        for draft in self.drafts:
            if draft.known == key:
                return draft
        made = Draft(len(self.drafts), "state", "State", self.words.entry(key).label, known=key)
        self.drafts.append(made)
        return made

    def _bracketed(self, phrase: Phrase) -> bool:
        return phrase.first > 0 and self.tokens.text[phrase.first - 1] == "("

    def mention(self, phrase: Phrase, draft: Draft) -> None:
        """Make a phrase a mention of an actor."""
        span, head = self.tokens.span(phrase.first, phrase.last), self.tokens.span(phrase.head, phrase.head + 1)
        draft.mentions.append(Mention(span, head, phrase.form, function_of(self.tokens, phrase.head)))

    def remember(self, phrase: Phrase, draft: Draft) -> None:
        """Count an actor as spoken of."""
        tokens, head = self.tokens, phrase.head
        verb, function = governing_verb(tokens, head), function_of(tokens, head)
        speaks = verb is not None and function in ("subject", "agent") and self.says(verb)
        if phrase.form == "description" and function == "modifier" and tokens.head[head] == head + 1:
            verb, function = governing_verb(tokens, head + 1), function_of(tokens, head + 1)
            speaks = verb is not None and function in ("subject", "agent") and self.says(verb)  # "a ministry statement"
        if according_to(tokens, head):  # as good as the subject of what is said
            function, speaks = "agent", True
        if not tokens.quoted[head]:
            self.recency.pop(draft.order, None)
        self.recency.setdefault(draft.order, draft)
        self.past.append(Referent(head, tokens.sentence[head], draft, function, speaks, verb, tokens.quoted[head]))

    def used(self, word: str, *uses: str) -> bool:
        """Whether a word has one of these uses in descriptions (``description_words.tsv``)."""
        return any(word in self.words.uses[use] for use in uses)

    def says(self, verb: int) -> bool:
        """Whether a verb is one of saying."""
        return self.tokens.lemma[verb] in self.words.speaking_verbs

    def introduce(self, phrase: Phrase, sort: str, kind: ActorKind) -> Draft:
        """A new actor, known by description only."""
        made = Draft(len(self.drafts), sort, kind, phrase.name, named=False, plural=phrase.plural)
        made.gender = phrase.gender
        made.definite = phrase.definite
        inside = self.actors_in(phrase)
        made.country = inside[0].known if inside and inside[0].sort == "state" else None
        self.drafts.append(made)
        self.by_label.setdefault(fold(made.label), made)
        return made

    def latest(self) -> Iterator[Draft]:
        """The actors spoken of so far, the last one first."""
        return reversed(self.recency.values())

    def country_of(self, draft: Draft | None) -> str | None:
        """Key of the state that an actor is, belongs to or acts in, as far as the gazetteer knows."""
        if draft is None or draft.sort == "state":
            return draft.known if draft else None
        if draft.country:
            return draft.country
        country = self.words.entry(draft.known).country if draft.known else None
        return self.words.states.get(country) if country else None

    def state_of(self, draft: Draft | None) -> Draft | None:
        """The state that an actor is, belongs to or acts in, if the article speaks of it."""
        country = self.country_of(draft)
        return next((d for d in self.drafts if country and d.known == country), None)
