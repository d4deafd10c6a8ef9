"""The cast as acts and targets see it: which word names which actor, and who stands on the speaker's side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from loader.mentions import Actor, Cast, Mention
from loader.statements.clauses import conjuncts_of
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Party
from loader.words import Word, Words

FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my", "ours", "mine"})
THIRD_PERSON = frozenset({"it", "they", "he", "she"})
FORMER = re.compile(r"\b(?:former|ex|late|opposition|retired)\b", re.IGNORECASE)
NOUNS = frozenset({"NOUN", "PROPN"})
#: The clauses that "it" announces.
ANNOUNCED = frozenset({"ccomp", "xcomp", "advcl", "csubj", "relcl", "acl"})
#: On whose side the subject of a clause is: the speaker's, another actor's, both, or nobody's (no actor).
Who = Literal["own", "other", "joint", "none"]


@dataclass(frozen=True)
class Roster:
    """Look-ups in a cast, by the head word of a mention."""

    cast: Cast
    words: Words
    lexicon: ActLexicon

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by key."""
        return {actor.key: actor for actor in self.cast.actors}

    @cached_property
    def by_head(self) -> dict[int, list[tuple[str, Mention]]]:
        """Mentions by the start of their head word and of the word that the parse hangs their phrase on.

        Several stand at a word that means several actors ("both sides"). The parse may take a long title apart
        from its name ("Minister of State for X John Doe"): either word then stands for the whole.
        """
        found: dict[int, list[tuple[str, Mention]]] = {}
        for actor in self.cast.actors:
            for mention in actor.mentions:
                outer = (t.idx for t in self.words.at(mention.span) if t.pos_ in NOUNS and not _inside(t.head, mention))
                root = next(outer, mention.head.start)
                for start in {mention.head.start: 0, root: 0}:
                    found.setdefault(start, []).append((actor.key, mention))
        return found

    @cached_property
    def persons_by_start(self) -> dict[int, Mention]:
        """The longest mention of a person at each place where one begins."""
        found: dict[int, Mention] = {}
        for actor in self.cast.actors:
            for mention in actor.mentions if actor.kind == "Person" else ():
                other = found.get(mention.span.start)
                if other is None or len(mention.span) > len(other.span):
                    found[mention.span.start] = mention
        return found

    def named_by(self, token: Word) -> list[Party]:
        """The actors whose mentions have ``token`` as their head."""
        return [Party(key, mention.span) for key, mention in self.by_head.get(token.idx, ())]

    def kind_of(self, key: str | None) -> str | None:
        """The kind of an actor."""
        return self.actors[key].kind if key is not None else None

    def meant_by(self, noun: Word) -> list[Party]:
        """The actors named by a noun, else by the name that modifies it ("Indian forces", "the army's attacks")."""
        named = self.named_by(noun)
        for child in noun.children if not named else ():
            if child.dep_ in {"poss", "compound", "amod", "nmod"}:
                named = named or self.named_by(child)
        return named

    def side_of(self, keys: Iterable[str]) -> frozenset[str]:
        """Those who speak with one voice with ``keys``: their institutions, the states of these, their governments."""
        side = [key for key in keys if key in self.actors]
        for key in side:  # grows while it is read
            side.extend(k for k in self._masters[key] if k not in side)
        states = {key for key in side if self.actors[key].kind == "State"}
        return frozenset(side) | {key for key, country in self._governments if country in states}

    @cached_property
    def _masters(self) -> dict[str, list[str]]:
        """Whom each actor speaks for: the institutions of the offices they hold, and the state they belong to."""
        return {actor.key: [key for key in _masters(actor) if key in self.actors] for actor in self.cast.actors}

    @cached_property
    def _governments(self) -> list[tuple[str, str | None]]:
        return [(actor.key, actor.country) for actor in self.cast.actors if actor.kind == "Government"]

    def who(self, subject: Word, side: frozenset[str], *, inherits: bool = True) -> Who:
        """On whose side the subject of a clause is; with ``inherits`` an unresolved pronoun means the speaker."""
        found = {self._who_one(token, side, inherits) for token in conjuncts_of(subject)} - {"none"}
        if found == {"own", "other"} or "joint" in found:
            return "joint"
        return found.pop() if found else "none"

    def _who_one(self, token: Word, side: frozenset[str], inherits: bool) -> Who:
        if token.lower_ in FIRST_PERSON:
            return "own"
        named = {party.actor in side for party in self.meant_by(token)}
        if named:
            return "joint" if len(named) > 1 else "own" if named.pop() else "other"
        if inherits and token.lower_ in self.lexicon.uses["own"] and any(c.tag_ == "PRP$" for c in token.children):
            return "own"  # "said that his country would"
        if token.lower_ == "you" or token.lower_ in self.lexicon.collectives:
            return "other"
        return "own" if inherits and token.lower_ in THIRD_PERSON and not _expletive(token) else "none"


def _masters(actor: Actor) -> Iterator[str]:
    for role in actor.roles:
        if role.institution is not None and not FORMER.search(role.title):
            yield role.institution
    if actor.country is not None and actor.kind not in {"Group", "ArmedGroup"}:
        yield actor.country


def _inside(token: Word, mention: Mention) -> bool:
    return mention.span.start <= token.idx < mention.span.end


def _expletive(pronoun: Word) -> bool:
    """Whether "it" only announces a clause: "it is important that …"."""
    if pronoun.lower_ != "it":
        return False
    predicates = [c for c in pronoun.head.children if c.dep_ in {"acomp", "attr", "oprd"}]
    clauses = [c for word in (pronoun.head, *predicates) for c in word.children if c.dep_ in ANNOUNCED]
    return bool(predicates) and bool(clauses)
