"""Titles before names: where they begin, what they say ("FO spokesperson Sana Noor Malik")."""

from __future__ import annotations

from loader.mentions.actor_words import ActorWords, RoleWord
from loader.mentions.phrases import Title
from loader.mentions.tokens import Tokens
from loader.names import fold

_INSIDE = frozenset(("NN", "NNP", "NNPS", "JJ", "HYPH", "POS", "VBN", "AFX", "NNS"))
_IDLE = frozenset(["of", "for", "the", "and", "to", "a", "an", "at", "in", "s"])


def role_at(tokens: Tokens, words: ActorWords, index: int) -> RoleWord | None:
    """The role noun or honorific at ``index``, if there is one."""
    lower = tokens.lower[index]
    role = words.roles.get(lower)
    if role is None and lower in words.honorifics and tokens.text[index][0].isupper():
        return RoleWord("", words.honorifics[lower], False)
    return role


def title_start(tokens: Tokens, words: ActorWords, begins: int) -> int:
    """Index where the title before the name at ``begins`` starts, with the institution's name; ``begins`` if none.

    A title is one role noun or more, each with what it is "of" or "for", or a bracket, behind it
    ("Deputy Minister for Trade Ambassador Anna Berg"), and the nouns and adjectives before it.
    """
    start, floor = begins, max(0, begins - 16)
    while start > floor:
        before = _role_before(tokens, words, start, floor)
        if before is None:
            break
        start = before
    return start if start == begins else _with_modifiers(tokens, words, start)


def _role_before(tokens: Tokens, words: ActorWords, start: int, floor: int) -> int | None:
    """Index of the role noun that ends right before ``start``, or reaches it with a bracket or department."""
    before = start - 1
    if tokens.text[before] == ")":
        return _role_before_bracket(tokens, words, before, floor)
    if tokens.sentence[before] != tokens.sentence[start]:
        return None
    return before if role_at(tokens, words, before) is not None else _role_of_department(tokens, words, start, floor)


def _role_before_bracket(tokens: Tokens, words: ActorWords, closing: int, floor: int) -> int | None:
    """The role noun before a bracket, which may seem a sentence's end ("Chief of Army Staff (COAS) General X")."""
    opening = _bracket_start(tokens, closing) - 1
    if opening < floor or tokens.sentence[opening] != tokens.sentence[closing]:
        return None
    if role_at(tokens, words, opening) is not None:
        return opening
    return _role_of_department(tokens, words, opening + 1, floor)


def _role_of_department(tokens: Tokens, words: ActorWords, start: int, floor: int) -> int | None:
    """The role noun with "of" or "for" and the names of departments between it and ``start``."""
    before = start - 1
    if tokens.lower[before] == "of" and tokens.text[before - 1] in words.organization_words:
        before -= 1  # "Chairman of the Cabinet of | Ministers"
    while before > floor:
        while before > floor and tokens.tag[before] in ("NNP", "NNPS", "CC", "HYPH", "DT"):
            before -= 1
        if before >= start - 1 or tokens.lower[before] not in ("of", "for"):
            return None
        if role_at(tokens, words, before - 1) is not None:
            return before - 1
        before -= 1 + (tokens.lower[before - 1] == "staff")  # "chief of staff of"
    return None


def _bracket_start(tokens: Tokens, position: int) -> int:
    for index in range(position - 1, max(-1, position - 9), -1):
        if tokens.text[index] == "(":
            return index
    return position


def _with_modifiers(tokens: Tokens, words: ActorWords, start: int) -> int:
    """The title with what stands before its first role noun: adjectives, departments, the institution."""
    position = start
    while position > 0 and tokens.sentence[position - 1] == tokens.sentence[start]:
        before = position - 1
        capital = tokens.text[before][0].isupper() and tokens.lower[before] in words.title_modifiers  # "Under"
        if not capital and (tokens.tag[before] not in _INSIDE or not tokens.text[before].strip()):
            break
        if tokens.tag[before] == "NNS" or _own_phrase(tokens, before):
            break
        position = before
    return position + (tokens.tag[position] == "POS")


def _own_phrase(tokens: Tokens, index: int) -> bool:
    """Whether the parse makes the word a phrase of its own before the title ("told CNN spokesman X")."""
    return tokens.dep[index] in ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "ROOT", "conj") and (
        tokens.head[index] < index
    )


def make_title(tokens: Tokens, words: ActorWords, first: int, last: int) -> Title | None:
    """The title that tokens ``first`` up to ``last`` spell; None if they hold no role noun."""
    roles = [i for i in range(first, last) if tokens.lower[i] in words.roles]
    if not roles:
        return None
    while first < roles[0] and tokens.tag[first] in ("DT", "POS", "PRP$", "HYPH"):
        first += 1
    content = {fold(tokens.text[i]) for i in range(first, last) if tokens.text[i] not in "()&,-"}
    head = _head_of(tokens, roles, last)
    variants = {fold(tokens.text[i]): words.roles[tokens.lower[i]].role for i in roles}
    return Title(
        text=_text(tokens, first, last),
        role=_role_of(tokens, words, head),
        words=frozenset(w for word in content for w in variants.get(word, word).split()) - _IDLE - {""},
        first=first,
        last=last,
        head=head,
    )


def _head_of(tokens: Tokens, roles: list[int], last: int) -> int:
    """The role noun that a title hangs on: the first with "of", "for" or a bracket behind it, else the last one."""
    for index in roles:
        if index + 1 < last and tokens.lower[index + 1] in ("of", "for", "(", "to", "at", "in"):
            return index
    return roles[-1]


def _role_of(tokens: Tokens, words: ActorWords, head: int) -> str:
    role = words.roles[tokens.lower[head]].role
    before = tokens.lower[head - 1] if head else ""
    if before == "-" and head > 1:
        before = tokens.lower[head - 2]
    if role == "general" and before in words.roles:  # secretary general, attorney general
        return f"{before}-general"
    return f"{before} {role}" if before in ("prime", "vice", "chief") and " " not in role else role


def _text(tokens: Tokens, first: int, last: int) -> str:
    parts: list[str] = []
    for index in range(first, last):
        if index > first and tokens.start[index] > tokens.end(index - 1):
            parts.append(" ")
        parts.append(tokens.text[index])
    return "".join(parts).strip()
