"""Whom "the two sides" and "both leaders" mean."""

from __future__ import annotations

from loader.mentions.discourse import Discourse, Referent
from loader.mentions.drafts import Draft
from loader.mentions.phrases import Phrase

_COUNTRIES = frozenset(("countries", "nations", "states", "neighbours", "neighbors", "governments"))
_PAIRS = _COUNTRIES | {"sides", "groups", "parties", "organisations", "organizations", "allies", "powers"}
_PERSONS = frozenset(("leaders", "presidents", "ministers", "men", "women", "candidates", "rivals", "premiers"))
_PAIR_REACH = 4  # sentences


def means_two(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a description counts two that have been spoken of."""
    lower = discourse.tokens.lower
    counted = any(lower[i] in ("two", "both") for i in range(phrase.first, phrase.head))
    return counted and lower[phrase.head] in _PAIRS | _PERSONS


def find_two(discourse: Discourse, phrase: Phrase) -> list[Draft]:
    """The two whom "the two sides" means: the pair last joined by "and"; nobody without one."""
    noun = discourse.tokens.lower[phrase.head]
    sorts = ("person",) if noun in _PERSONS else ("state",) if noun in _COUNTRIES else ("state", "organization")
    sentence = discourse.tokens.sentence[phrase.head]
    past = [
        r for r in discourse.past[-_PAIR_REACH * 40 :] if r.draft.sort in sorts and sentence - r.sentence <= _PAIR_REACH
    ]
    for second in range(len(past) - 1, 0, -1):
        for first in range(second - 1, max(-1, second - 4), -1):
            if past[first].draft is not past[second].draft and _joined(discourse, past[first], past[second]):
                return [past[first].draft, past[second].draft]
    return _partners(discourse) if sorts == ("person",) else []


def _partners(discourse: Discourse) -> list[Draft]:
    """The two persons named last who were subject and object of one verb ("X telephoned Y")."""
    persons = [r for r in discourse.past if r.draft.sort == "person" and r.verb is not None and not r.quoted]
    for second in range(len(persons) - 1, 0, -1):
        first = persons[second - 1]
        later = persons[second]
        if first.verb == later.verb and first.draft is not later.draft and first.function != later.function:
            return [first.draft, later.draft]
    return []


def _joined(discourse: Discourse, first: Referent, second: Referent) -> bool:
    tokens = discourse.tokens
    if first.sentence != second.sentence or second.head - first.head > 12:
        return False
    between = tokens.lower[first.head + 1 : second.head]
    if "," in between or (first.head and tokens.text[first.head - 1] == ","):  # two of three
        return False
    return "and" in between and not any(tokens.tag[i].startswith("VB") for i in range(first.head + 1, second.head))
