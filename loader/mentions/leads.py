"""Persons whom the lead of an article describes and the next sentences name."""

from __future__ import annotations

from itertools import takewhile

from loader.mentions.discourse import Discourse, Referent
from loader.mentions.drafts import Draft, DraftRole
from loader.mentions.phrases import Phrase
from loader.mentions.roles import same_title

_LEAD, _NAMED_WITHIN = 2, 4
_TOP = 6  # headlines and bylines count as sentences


def name_leads(discourse: Discourse) -> None:
    """A lead's "senior X leader" is the one person of X whom the next sentences introduce by name and office."""
    for unnamed in [d for d in discourse.drafts if d.sort == "person" and not d.named and d.mentions]:
        person = _introduced_after(discourse, unnamed) or _named_next(discourse, unnamed)
        if person is not None:
            _merge(unnamed, person)
    for unnamed in [d for d in discourse.drafts if d.sort == "person" and not d.named and d.mentions]:
        person = _told_below(discourse, unnamed)
        if person is not None:
            _merge(unnamed, person)


def join_lead(discourse: Discourse, phrase: Phrase, person: Draft) -> None:
    """Whom a description in apposition names, has been "a senior diplomat" just before where it says "the diplomat"."""
    if not phrase.definite or phrase.title is None:
        return
    sentence = discourse.tokens.sentence[phrase.head]
    for past in reversed(discourse.past):
        draft = past.draft
        if sentence - past.sentence > _NAMED_WITHIN:
            break
        unnamed = draft.sort == "person" and not draft.named and not draft.definite and draft is not person
        if unnamed and draft.roles and draft.roles[0].role == phrase.title.role:
            _merge(draft, person)
            break


def _merge(unnamed: Draft, person: Draft) -> None:
    person.mentions += unnamed.mentions
    person.roles += unnamed.roles
    person.gender = person.gender or unnamed.gender
    unnamed.mentions.clear()


def _introduced_after(discourse: Discourse, unnamed: Draft) -> Draft | None:
    first = {id(r.draft): r for r in reversed(discourse.past)}
    introduced = first.get(id(unnamed))
    role = unnamed.roles[0] if unnamed.roles else None
    if introduced is None or role is None or not discourse.used(role.role, "vague") or not role.institution:
        return None
    if introduced.sentence > _LEAD:
        return None
    country = discourse.country_of(role.institution)
    near = [
        d
        for d in discourse.drafts
        if d.sort == "person" and d.named and id(d) in first
        and 0 < first[id(d)].sentence - introduced.sentence <= _NAMED_WITHIN
        and any(_same_side(discourse, r.institution, role.institution, country) for r in d.roles)
    ]  # fmt: skip
    return near[0] if len(near) == 1 else None


def _told_below(discourse: Discourse, unnamed: Draft) -> Draft | None:
    """The first person of whom the text below says the office of a headline ("envoy tells council", "the UN envoy")."""
    role = unnamed.roles[0] if unnamed.roles else None
    headlines = list(takewhile(lambda r: r.sentence <= 1, discourse.past))
    heads = [r for r in headlines if r.draft is unnamed]
    only = len(unnamed.mentions) <= len(heads)
    if role is None or role.institution is not None or unnamed.definite or not heads or not only:
        return None
    for past in discourse.past:
        if past.sentence > _TOP:
            break
        draft = past.draft
        below = past.head > heads[-1].head and draft.sort == "person" and draft is not unnamed
        if below and draft.mentions and any(borne.role == role.role for borne in draft.roles):
            return draft
    return None


def _same_side(discourse: Discourse, ours: Draft | None, theirs: Draft, country: str | None) -> bool:
    return ours is theirs or (ours is not None and country is not None and discourse.country_of(ours) == country)


def _named_next(discourse: Discourse, unnamed: Draft) -> Draft | None:
    """The person whom the sentences right behind name without saying who that is, first of all persons.

    "The UN envoy for Yemen warned … Jane Roe said": the office was given, the name is new, and both speak.
    """
    role = unnamed.roles[0] if unnamed.roles else None
    if role is None or role.institution is None or not unnamed.definite:
        return None
    start = next((i for i, r in enumerate(discourse.past) if r.draft is unnamed), None)
    if start is None or discourse.past[start].sentence > _TOP or discourse.past[start].function != "subject":
        return None
    by_name = {phrase.head for phrase in discourse.names}
    if any(r.draft.sort == "person" and r.head in by_name for r in discourse.past[:start]):
        return None
    later = [
        r
        for r in discourse.past[start:]
        if r.draft.sort == "person" and r.draft is not unnamed and r.function != "modifier"
    ]
    return later[0].draft if later and _takes_up(discourse, later[0], discourse.past[start], role) else None


def _takes_up(discourse: Discourse, later: Referent, first: Referent, role: DraftRole) -> bool:
    """Whether a person named in the next sentences can be the one of that office: speaks, has no other."""
    draft, honorifics = later.draft, discourse.words.honorifics
    near = 0 < later.sentence - first.sentence < _NAMED_WITHIN
    if not (near and later.speaks and draft.named and " " in draft.label):
        return False
    return all(borne.text.lower() in honorifics or same_title(borne, role) for borne in draft.roles)
