"""An article with all that was found in it before, looked up by the words of its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Token

from loader.articles import Span
from loader.dates import DateExpression
from loader.meetings.grammar import with_complements
from loader.meetings.triggers import Triggers, noun_lemma
from loader.mentions import Cast, Mention
from loader.nlp import ParsedArticle
from loader.places import PlaceMention
from loader.statements import Party

_ACTOR_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
Found = TypeVar("Found", PlaceMention, DateExpression)


@dataclass(frozen=True)
class Scene:
    """Actors by the offset of their mentions' head words, places and dates by the index of their first token."""

    parsed: ParsedArticle
    triggers: Triggers
    actors: dict[int, tuple[str, Mention]]
    people: frozenset[str]
    places: dict[int, PlaceMention]
    dates: dict[int, DateExpression]

    def party(self, token: Token) -> Party | None:
        """The one that a noun phrase names by its head word; None where it names nobody who could take part."""
        known = self.actors.get(token.idx)
        if known is not None:
            return Party(known[0], known[1].span)
        if token.pos_ == "PRON" or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
        if token.ent_type_ in _ACTOR_ENTITIES or noun_lemma(token) in self.triggers.parties:
            return Party(None, with_complements(token))
        return None

    def person(self, token: Token) -> bool:
        """Whether a noun phrase names a person or persons, not a body or a state."""
        known = self.actors.get(token.idx)
        if known is not None and known[0] in self.people:
            return True
        return token.ent_type_ == "PERSON" or noun_lemma(token) in self.triggers.parties


def make_scene(
    parsed: ParsedArticle,
    cast: Cast,
    dates: Iterable[DateExpression],
    places: Iterable[PlaceMention],
    triggers: Triggers,
) -> Scene:
    """Index an article's actors, places and dates by their words."""
    return Scene(
        parsed=parsed,
        triggers=triggers,
        actors={mention.head.start: (actor.key, mention) for actor in cast.actors for mention in actor.mentions},
        people=frozenset(actor.key for actor in cast.actors if actor.kind == "Person"),
        places=_by_token(parsed, places),
        dates=_by_token(parsed, (date for date in dates if date.type in ("DATE", "TIME"))),
    )


def _by_token(parsed: ParsedArticle, found: Iterable[Found]) -> dict[int, Found]:
    words = ((parsed.tokens(each.span), each) for each in found)
    return {tokens.start: each for tokens, each in words if tokens is not None and len(tokens)}


def spanned(first: Token, last: Token) -> Span:
    """The characters from the first token to the end of the last one."""
    return Span(first.idx, last.idx + len(last))
