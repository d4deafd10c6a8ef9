"""Names that only a tagger's guess makes an actor's."""

from __future__ import annotations

from collections.abc import Sequence

from loader.mentions.acting import is_partner, is_topic
from loader.mentions.actor_words import ActorWords
from loader.mentions.discourse import Owners
from loader.mentions.drafts import Draft
from loader.mentions.naming import is_organization_name
from loader.mentions.phrases import Phrase, function_of, governing_verb
from loader.mentions.tokens import Tokens


def drop_doubtful(tokens: Tokens, words: ActorWords, names: Sequence[Phrase], owners: Owners) -> None:
    """Forget names that only a tagger's guess makes an actor's, where no mention of them is an actor's."""
    phrases: dict[int, list[Phrase]] = {}
    for phrase in names:
        if phrase.head in owners:
            phrases.setdefault(owners[phrase.head].order, []).append(phrase)
    for borne in phrases.values():
        draft = owners[borne[0].head]
        if draft.known is None and not any(_is_actors(tokens, words, phrase, draft) for phrase in borne):
            for phrase in borne:
                del owners[phrase.head]


def _is_actors(tokens: Tokens, words: ActorWords, phrase: Phrase, draft: Draft) -> bool:
    """Whether one mention is good evidence that a name is an actor's."""
    if phrase.title is not None or is_organization_name(tokens, words, phrase.begins, phrase.last):
        return True
    function, verb = function_of(tokens, phrase.head), governing_verb(tokens, phrase.head)
    says = verb is not None and tokens.lemma[verb] in words.speaking_verbs
    if phrase.size == 1 and tokens.quoted[phrase.head] and draft.kind in ("Person", "Actor") and not says:
        return False  # one capital inside a quotation: the first word of a sentence
    if draft.sort == "person":
        return bool(phrase.gender) or says or _is_persons(tokens, phrase, draft)
    if function in ("agent", "subject") or (function == "object" and says):
        return True
    if draft.kind == "Actor":
        return is_partner(tokens, phrase.head) or _employs(tokens, words, phrase)
    return function in ("possessive", "other") or _employs(tokens, words, phrase)


def _is_persons(tokens: Tokens, phrase: Phrase, draft: Draft) -> bool:
    """The same of a name taken for a person's that neither speaks nor has a title."""
    if phrase.size > 1:
        modifies = function_of(tokens, phrase.head) == "modifier"  # "the Khyber Pass tunnel"
        return bool(draft.gender) or not (modifies or is_topic(tokens, phrase.head))
    acting = function_of(tokens, phrase.head) in ("subject", "agent", "possessive", "object")
    return acting or is_partner(tokens, phrase.head)


def _employs(tokens: Tokens, words: ActorWords, phrase: Phrase) -> bool:
    """Whether the name stands right before a role noun ("Amazon spokesman")."""
    return phrase.last < len(tokens) and tokens.lower[phrase.last] in words.roles
