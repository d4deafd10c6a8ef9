"""Whom "the two sides" and "both leaders" mean."""

from __future__ import annotations

from loader.mentions.discourse import Discourse, Referent
from loader.mentions.drafts import Draft
from loader.mentions.phrases import Phrase

_COUNTRIES = frozenset(("countries", "nations", "states", "neighbours", "neighbors", "governments"))
_PAIRS = _COUNTRIES | {"sides", "groups", "parties", "organisations", "organizations", "allies", "powers"}
_PERSONS = frozenset(("leaders", "presidents", "ministers", "men", "women", "candidates", "rivals", "premiers"))
_PAIR_REACH = 4  # sentences
_DONE_REACH = 400  # mentions


def means_two(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a description counts two that have been spoken of."""
    if phrase.sort == "two":
        return True
    lower = discourse.tokens.lower
    counted = any(lower[i] in ("two", "both") for i in range(phrase.first, phrase.head))
    return counted and lower[phrase.head] in _PAIRS | _PERSONS


def find_two(discourse: Discourse, phrase: Phrase) -> list[Draft]:
    """The two whom "the two sides" means: a pair joined by "and", or two persons who did one thing; else nobody."""
    noun = discourse.tokens.lower[phrase.head]
    if phrase.sort == "two":
        return _pair(discourse, phrase, ("person",)) or _pair(discourse, phrase, ("state", "organization"))
    sorts = ("person",) if noun in _PERSONS else ("state",) if noun in _COUNTRIES else ("state", "organization")
    return _pair(discourse, phrase, sorts)


def _pair(discourse: Discourse, phrase: Phrase, sorts: tuple[str, ...]) -> list[Draft]:
    """The pair of those sorts that was last joined by "and"."""
    sentence = discourse.tokens.sentence[phrase.head]
    past = [
        r for r in discourse.past[-_PAIR_REACH * 40 :] if r.draft.sort in sorts and sentence - r.sentence <= _PAIR_REACH
    ]
    for second in range(len(past) - 1, 0, -1):
        for first in range(second - 1, max(-1, second - 4), -1):
            if past[first].draft is not past[second].draft and _joined(discourse, past[first], past[second]):
                return [past[first].draft, past[second].draft]
    return (_partners(discourse) or _only_two(discourse, sentence)) if sorts == ("person",) else []


def _only_two(discourse: Discourse, sentence: int) -> list[Draft]:
    """The two persons whom the last sentences name, if they name no third."""
    near: dict[int, Draft] = {}
    for past in discourse.past[-_PAIR_REACH * 40 :]:
        recent = sentence - past.sentence <= _PAIR_REACH and not past.quoted
        if recent and past.draft.sort == "person" and past.draft.named:
            near[past.draft.order] = past.draft
    return list(near.values()) if len(near) == 2 else []


def _partners(discourse: Discourse) -> list[Draft]:
    """The two persons named last who were subject and object of one verb ("X telephoned Y")."""
    persons = [r for r in discourse.past[-_DONE_REACH:] if r.draft.sort == "person" and r.draft.named and not r.quoted]
    for second in range(len(persons) - 1, 0, -1):
        later = persons[second]
        verb = _verb(discourse, later)
        for first in persons[max(0, second - 3) : second]:
            if (
                verb is not None
                and first.verb == verb
                and first.draft is not later.draft
                and (first.function == "subject" != later.function)
            ):
                return [first.draft, later.draft]
    return []


def _verb(discourse: Discourse, partner: Referent) -> int | None:
    """The verb that a person is a partner of, also behind a preposition ("met with X", "held talks with X")."""
    tokens = discourse.tokens
    if partner.verb is not None or tokens.dep[partner.head] != "pobj":
        return partner.verb
    governor = tokens.head[tokens.head[partner.head]]
    if tokens.tag[governor] in ("NN", "NNS") and tokens.dep[governor] in ("dobj", "pobj", "conj"):
        governor = tokens.head[governor]
    return governor if tokens.tag[governor].startswith("VB") else None


def two_again(discourse: Discourse, phrase: Phrase) -> list[Draft]:
    """Those of whom the same noun spoke as two before ("the two ministers" ... "the ministers")."""
    noun = discourse.tokens.lower[phrase.head]
    if not phrase.definite or phrase.last - phrase.begins > 1 or noun not in _PAIRS | _PERSONS:
        return []
    past = [r for r in discourse.past[-80:] if discourse.tokens.lower[r.head] == noun]
    if not past and noun in _PERSONS and not discourse.tokens.quoted[phrase.head]:
        return _pair(discourse, phrase, ("person",))
    two = [r.draft for r in past if r.head == past[-1].head]  # one group, or two persons
    return two if len(two) == 2 else []


def _joined(discourse: Discourse, first: Referent, second: Referent) -> bool:
    tokens = discourse.tokens
    if first.sentence != second.sentence or second.head - first.head > 12:
        return False
    between = tokens.lower[first.head + 1 : second.head]
    if "," in between or (first.head and tokens.text[first.head - 1] == ","):  # two of three
        return False
    return "and" in between and not any(tokens.tag[i].startswith("VB") for i in range(first.head + 1, second.head))
