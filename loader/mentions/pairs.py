"""Whom "the two sides" and "both leaders" mean."""

from __future__ import annotations

from collections import Counter

from loader.mentions.discourse import Discourse, Referent
from loader.mentions.drafts import Draft
from loader.mentions.phrases import Phrase

_PAIR_REACH = 4  # sentences
_DONE_REACH = 400  # mentions
_NEAR = 40  # mentions of a sentence at the most, about
_OTHER_GENDER = {"men": "f", "women": "m"}
_FIGHTING = frozenset(("State", "Government", "ArmedGroup"))


def means_two(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a description counts two that have been spoken of."""
    if phrase.sort == "two":
        return True
    lower = discourse.tokens.lower
    counted = any(lower[i] in ("two", "both") for i in range(phrase.first, phrase.head))
    persons = "two counted" if phrase.definite else "two persons"
    return counted and discourse.used(lower[phrase.head], "two", persons)


def find_two(discourse: Discourse, phrase: Phrase) -> list[Draft]:
    """The two whom "the two sides" means: a pair joined by "and", or two who did one thing; else nobody."""
    noun = discourse.tokens.lower[phrase.head]
    if phrase.sort == "two":
        return _pair(discourse, phrase, ("person",)) or _pair(discourse, phrase, ("state", "organization"))
    if discourse.used(noun, "two counted"):
        return _pair(discourse, phrase, ("person",))
    countries = discourse.used(noun, "two countries")
    joined = _pair(discourse, phrase, ("state",) if countries else ("state", "organization"))
    counted_only = phrase.definite and phrase.last == phrase.head + 1 and _only_counted(discourse, phrase)
    if joined or noun == "parties" or not counted_only or not discourse.used(noun, "two rivals"):
        return joined
    return _opponents(discourse, phrase, fighting=not countries)


def _only_counted(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether nothing but "the", "two" or "both" stands before the noun (not so "both political parties")."""
    return all(word in ("the", "two", "both") for word in discourse.tokens.lower[phrase.first : phrase.head])


def _pair(discourse: Discourse, phrase: Phrase, sorts: tuple[str, ...], reach: int = _PAIR_REACH) -> list[Draft]:
    """The pair of those sorts that was last joined by "and"; persons also those who met, or the only two."""
    sentence, other = discourse.tokens.sentence[phrase.head], _OTHER_GENDER.get(discourse.tokens.lower[phrase.head])
    past = [r for r in discourse.past[-reach * _NEAR :] if r.draft.sort in sorts and sentence - r.sentence <= reach]
    past = [r for r in past if r.draft.gender != other] if other else past
    for second in range(len(past) - 1, 0, -1):
        for first in range(second - 1, max(-1, second - 4), -1):
            together = past[first].head == past[second].head or _joined(discourse, past[first], past[second])
            if past[first].draft is not past[second].draft and together:
                return [past[first].draft, past[second].draft]
    two = (_partners(discourse) or _only_two(discourse, sentence)) if sorts == ("person",) else []
    return [] if other and any(draft.gender == other for draft in two) else two


def _only_two(discourse: Discourse, sentence: int) -> list[Draft]:
    """The two persons whom the last sentences name, if they name no third."""
    near: dict[int, Draft] = {}
    for past in discourse.past[-_PAIR_REACH * _NEAR :]:
        recent = sentence - past.sentence <= _PAIR_REACH and not past.quoted
        if recent and past.draft.sort == "person" and past.draft.named:
            near[past.draft.order] = past.draft
    return list(near.values()) if len(near) == 2 else []


def _opponents(discourse: Discourse, phrase: Phrase, *, fighting: bool) -> list[Draft]:
    """The only two states (or, ``fighting``, armed groups) that the last sentences name, or the article's chief two.

    Who speaks of "both sides" is neither of them, if two others are there.
    """
    past = [r for r in discourse.past if _may_oppose(r, fighting=fighting)]
    sentence = discourse.tokens.sentence[phrase.head]
    near = [r.draft for r in past[-_PAIR_REACH * _NEAR :] if sentence - r.sentence <= _PAIR_REACH]
    speaker = next((r.draft for r in reversed(past) if r.sentence == sentence and r.speaks), None)
    for among in ([d for d in near if d is not speaker], near):
        two = list({d.order: d for d in among}.values())
        if len(two) == 2:
            return two
    chief = Counter(r.draft.order for r in past).most_common(3)
    clear = len(chief) > 1 and chief[1][1] > 1 and (len(chief) == 2 or 2 * chief[2][1] <= chief[1][1])
    found = [discourse.drafts[order] for order, _ in chief[:2]] if clear else []
    return found if any(d in near for d in found) else []


def _may_oppose(past: Referent, *, fighting: bool) -> bool:
    if past.function == "locative":
        return False
    return past.draft.sort == "state" or (fighting and past.draft.kind in _FIGHTING and past.draft.named)


def _partners(discourse: Discourse) -> list[Draft]:
    """The two persons named last who were subject and object of one verb ("X telephoned Y")."""
    persons = [r for r in discourse.past[-_DONE_REACH:] if r.draft.sort == "person" and not r.quoted]
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
        if tokens.dep[governor] == "prep":  # "flew to Rome for talks with X"
            governor = tokens.head[governor]
    return governor if tokens.tag[governor].startswith("VB") else None


def two_again(discourse: Discourse, phrase: Phrase) -> list[Draft]:
    """Those of whom the same noun spoke as two before ("the two ministers" ... "the ministers")."""
    noun = discourse.tokens.lower[phrase.head]
    if not phrase.definite or not _bare(discourse, phrase) or not discourse.used(noun, "two", "two persons"):
        return []
    past = [r for r in discourse.past[-80:] if discourse.tokens.lower[r.head] == noun]
    if not past and not discourse.tokens.quoted[phrase.head]:
        return _side_by_side(discourse, phrase, noun)
    two = [r.draft for r in past if r.head == past[-1].head]  # one group, or two persons
    return two if len(two) == 2 else []


def _bare(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether nothing is said of a pair but its noun ("the ministers", "the Heads of State")."""
    behind = discourse.tokens.lower[phrase.head + 1 : phrase.last]
    return phrase.begins == phrase.head and behind in ([], ["of", "state"], ["of", "government"])


def _side_by_side(discourse: Discourse, phrase: Phrase, noun: str) -> list[Draft]:
    """Two who were spoken of side by side: "India and Pakistan exchanged fire. The neighbours ..."."""
    if discourse.used(noun, "two persons"):
        return _pair(discourse, phrase, ("person",))
    if discourse.used(noun, "two neighbours"):
        return _pair(discourse, phrase, ("state",), reach=1)
    if not discourse.used(noun, "two sides"):
        return []
    return _pair(discourse, phrase, ("state",)) or _partners(discourse)


def _joined(discourse: Discourse, first: Referent, second: Referent) -> bool:
    tokens = discourse.tokens
    if first.sentence != second.sentence or second.head - first.head > 12:
        return False
    between = tokens.lower[first.head + 1 : second.head]
    if "," in between or (first.head and tokens.text[first.head - 1] == ","):  # two of three
        return False
    return "and" in between and not any(tokens.tag[i].startswith("VB") for i in range(first.head + 1, second.head))
