"""Whether a name that could be a place or a thing acts: how it stands in its clause."""

from __future__ import annotations

from loader.mentions.actor_words import ActorWords
from loader.mentions.phrases import function_of, governing_verb
from loader.mentions.tokens import Tokens

_PARTNERS = frozenset(["with", "between", "against", "by", "and", "upon", "toward", "towards"])


def capital_speaks(tokens: Tokens, words: ActorWords, head: int) -> bool:
    """Whether a capital stands for its state: as one who acts or is acted on, not as a place."""
    function = function_of(tokens, head)
    if function == "possessive":
        return tokens.lemma[tokens.head[head]].lower() in words.deeds
    if function == "agent" or is_hearer(tokens, words, head):
        return True
    verb = governing_verb(tokens, head)
    if function == "locative":
        return is_seat(tokens, words, head)
    if function == "subject":
        return verb is not None and tokens.lemma[verb] not in ("be", "lie", "become")
    if function == "object":
        return verb is not None and tokens.lemma[verb] in words.speaking_verbs
    return is_partner(tokens, head)


def is_seat(tokens: Tokens, words: ActorWords, head: int) -> bool:
    """Whether a capital is where those sit who are meant ("those in Rome", "the leadership in Lima")."""
    preposition = tokens.head[head]
    if tokens.dep[head] != "pobj" or tokens.lower[preposition] != "in":
        return False
    above, before = tokens.lower[tokens.head[preposition]], tokens.lower[preposition - 1]
    return not words.uses["seated"].isdisjoint((above, before))


def is_hearer(tokens: Tokens, words: ActorWords, head: int) -> bool:
    """Whether a name is to whom something is said or handed ("conveyed its concern to Lima", "warning to Lima")."""
    preposition = tokens.head[head]
    if tokens.dep[head] != "pobj" or tokens.lower[preposition] != "to":
        return False
    above = tokens.head[preposition]
    if tokens.dep[above] == "dobj":
        above = above if tokens.lemma[above].lower() in words.deeds else tokens.head[above]
    lemma = tokens.lemma[above].lower()
    return lemma in words.speaking_verbs or lemma in words.deeds or lemma in words.uses["conveying"]


def is_topic(tokens: Tokens, head: int) -> bool:
    """Whether a name is what something is in or about, as places are ("remarks on X", "over X")."""
    for _ in range(8):
        if tokens.dep[head] != "conj":
            break
        head = tokens.head[head]
    locative = function_of(tokens, head) == "locative"
    return locative or (tokens.dep[head] == "pobj" and tokens.lower[tokens.head[head]] in ("on", "over", "about"))


def is_partner(tokens: Tokens, head: int) -> bool:
    """Whether a name stands as a partner of somebody ("with X", "between X and Y")."""
    for _ in range(8):
        if tokens.dep[head] != "conj":
            break
        head = tokens.head[head]
    return tokens.dep[head] == "pobj" and tokens.lower[tokens.head[head]] in _PARTNERS


def acts(tokens: Tokens, words: ActorWords, head: int) -> bool:
    """Whether a place acts: it is the subject or agent of a verb of saying."""
    verb = governing_verb(tokens, head)
    return (
        verb is not None
        and function_of(tokens, head) in ("subject", "agent")
        and tokens.lemma[verb] in words.speaking_verbs
    )
