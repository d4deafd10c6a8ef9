"""Names of persons that the tagger takes for something else, told by how the text uses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loader.mentions.actor_words import ActorWords
from loader.mentions.naming import is_organization_name
from loader.mentions.phrases import Phrase, function_of, governing_verb
from loader.mentions.tokens import Tokens


def persons_by_use(tokens: Tokens, words: ActorWords, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases, names of two or three words as persons' where they or what takes them up stands with "said".

    "Jane Roe said she ...", "Jane Roe ... . Roe said"; "Jane Roe said" if the tagger does not know the name at all.
    """
    alone = {p.name for p in phrases if p.size == 1 and not p.known and saying_verb(tokens, words, p.head) is not None}
    return [_as_person(tokens, words, _as_body(tokens, words, phrase), alone) for phrase in phrases]


def _as_body(tokens: Tokens, words: ActorWords, phrase: Phrase) -> Phrase:
    """The phrase, a name that a noun for a body stands before as that body's ("rights group Ain o Salish Kendra")."""
    if phrase.sort != "person" or phrase.title is not None or phrase.begins == 0 or phrase.size == 1:
        return phrase
    noun = tokens.lower[phrase.begins - 1]
    named_so = tokens.tag[phrase.begins - 1] == "NN" and words.collectives.get(noun) == "organization"
    return replace(phrase, sort="organization") if named_so else phrase


def _as_person(tokens: Tokens, words: ActorWords, phrase: Phrase, alone: set[str]) -> Phrase:
    if phrase.sort not in ("organization", "unknown") or phrase.known or not 1 < len(phrase.name.split()) < 4:
        return phrase
    if is_organization_name(tokens, words, phrase.begins, phrase.last) or not _like_a_persons(phrase.name):
        return phrase
    taken_up = phrase.name.rpartition(" ")[2] in alone or _he_says(tokens, words, phrase)
    taken_up = taken_up or _has_office(tokens, words, phrase)
    if phrase.sort == "unknown" and not tokens.entity[phrase.head]:
        taken_up = taken_up or saying_verb(tokens, words, phrase.head) is not None
    return replace(phrase, sort="person") if taken_up else phrase


def _like_a_persons(name: str) -> bool:
    """Whether all words begin with a capital and none is written in capitals only."""
    parts = name.split()
    return len(parts) > 1 and all(part[0].isupper() and (not part.isupper() or part[1:] in ("", ".")) for part in parts)


def saying_verb(tokens: Tokens, words: ActorWords, head: int) -> int | None:
    """The verb of saying that a noun is subject of."""
    verb = governing_verb(tokens, head)
    if verb is None or function_of(tokens, head) != "subject":
        return None
    return verb if tokens.lemma[verb] in words.speaking_verbs else None


def _he_says(tokens: Tokens, words: ActorWords, phrase: Phrase) -> bool:
    """Whether "he" or "she" follows the verb as subject of what is said."""
    verb = saying_verb(tokens, words, phrase.head)
    if verb is None:
        return False
    behind = range(verb + 1, min(verb + 3, len(tokens)))
    return any(tokens.lower[i] in ("he", "she") and tokens.dep[i] == "nsubj" for i in behind)


def _has_office(tokens: Tokens, words: ActorWords, phrase: Phrase) -> bool:
    """Whether an office in the singular stands in apposition ("Jane Roe, prime minister of X,", or before the name)."""
    if phrase.last >= len(tokens) or tokens.text[phrase.last] != ",":
        return False
    if phrase.begins > 1 and tokens.text[phrase.begins - 1] == ",":
        before = words.roles.get(tokens.lower[phrase.begins - 2])
        if before is not None and not before.plural and tokens.dep[phrase.head] == "appos":
            return True
    for index in range(phrase.last + 1, min(phrase.last + 9, len(tokens))):
        role = words.roles.get(tokens.lower[index])
        if role is not None and tokens.dep[index] == "appos" and phrase.begins <= tokens.head[index] < phrase.last:
            return not role.plural
        if tokens.text[index] == ",":
            return False
    return False
