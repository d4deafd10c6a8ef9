"""Whom "his Turkish counterpart" means: the one of that state who holds the same office."""

from __future__ import annotations

from dataclasses import replace

from loader.mentions.discourse import Discourse
from loader.mentions.drafts import Draft, DraftRole
from loader.mentions.phrases import Phrase
from loader.mentions.roles import holds_office_in, same_title

#: What a minister is minister of, by the words that say it.
_DEPARTMENTS = {
    "affairs": "foreign", "defence": "defence", "defense": "defence", "external": "foreign", "finance": "finance",
    "foreign": "foreign", "home": "interior", "interior": "interior", "state": "foreign", "treasury": "finance",
    "war": "defence",
}  # fmt: skip
_MINISTERS = frozenset(("minister", "secretary"))
_REACH = 3  # sentences
_NEAR = 200  # mentions of so many sentences, about


def find_counterpart(discourse: Discourse, phrase: Phrase, role: DraftRole) -> Draft | None:
    """The person named before who holds the same office in the state that the description names.

    Of an official at home no state is said: "his Kazakh colleague" is then the only other one of that office. An
    interlocutor without state is the one whom the possessor has just been said to talk with.
    """
    possessor = _possessor(discourse, phrase)
    others = [d for d in discourse.latest() if d.sort == "person" and d.named and d is not possessor]
    if role.institution is None:
        return _partner(discourse, phrase, possessor) if role.role == "interlocutor" else None
    of_state = [d for d in others if holds_office_in(d, role.institution) and _alike(d, possessor)]
    if of_state or possessor is None:
        return next(iter(of_state), None)
    sentence = discourse.tokens.sentence[phrase.head]
    near = {r.draft.order for r in discourse.past[-_NEAR:] if sentence - r.sentence <= 2 * _REACH}
    unsaid = [d for d in others if d.order in near and d.roles and not any(r.institution for r in d.roles)]
    unsaid = [d for d in unsaid if _alike(d, possessor)]
    if len(unsaid) > 1:  # a president and a prime minister head a state alike
        offices = {borne.role for borne in possessor.roles}
        unsaid = [d for d in unsaid if any(borne.role in offices for borne in d.roles)]
    return unsaid[0] if len(unsaid) == 1 else None


def share_office(discourse: Discourse, phrase: Phrase, person: Draft) -> None:
    """Give "his Turkish counterpart Jane Roe" the office of the one whose counterpart she is."""
    if phrase.title is None or phrase.title.role != "counterpart" or any(role.office for role in person.roles):
        return
    possessor = _possessor(discourse, phrase)
    stated = next((role for role in person.roles if role.role == "counterpart"), None)
    if possessor is None or stated is None or stated.institution is None:
        return
    offices = [role for role in possessor.roles if role.office]
    person.roles += [replace(role, institution=stated.institution, evidence=stated.evidence) for role in offices[:1]]


def _possessor(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """Whose counterpart it is: the pronoun's referent, or who stands before "'s"."""
    tokens = discourse.tokens
    for past in reversed(discourse.past[-20:]):
        if past.head < phrase.first - 1:
            break
        if past.head < phrase.head and tokens.dep[past.head] == "poss":
            return past.draft
    return None


def _partner(discourse: Discourse, phrase: Phrase, possessor: Draft | None) -> Draft | None:
    sentence = discourse.tokens.sentence[phrase.head]
    near = [r.draft for r in discourse.past[-_NEAR:] if r.draft.sort == "person" and sentence - r.sentence <= _REACH]
    others = [d for d in near if d.named and d is not possessor]
    return others[-1] if others and possessor is not None else None


def _alike(draft: Draft, possessor: Draft | None) -> bool:
    """Whether two persons hold the same office, as far as is said."""
    theirs = [role for role in possessor.roles if role.office] if possessor is not None else []
    ours = [role for role in draft.roles if role.office]
    return not theirs or not ours or any(_same_office(a, b) for a in ours for b in theirs)


def _same_office(one: DraftRole, other: DraftRole) -> bool:
    if {one.rank, other.rank} <= {"state", "body"}:
        return True
    if one.role in _MINISTERS and other.role in _MINISTERS:
        return not (_departments(one) ^ _departments(other))
    return same_title(one, other) or same_title(other, one)


def _departments(role: DraftRole) -> set[str]:
    return {_DEPARTMENTS.get(word, word) for word in role.words - _MINISTERS}
