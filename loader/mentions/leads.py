"""Persons whom the lead of an article describes and the next sentences name."""

from __future__ import annotations

from loader.mentions.discourse import Discourse, Referent
from loader.mentions.drafts import Draft, DraftRole
from loader.mentions.roles import same_title

#: Nouns by which a lead speaks of a person whom the next sentences name.
_VAGUE = frozenset(("leader", "official", "figure", "politician", "diplomat", "commander", "minister", "officer"))
_LEAD, _NAMED_WITHIN = 2, 4
_TOP = 6  # headlines and bylines count as sentences


def name_leads(discourse: Discourse) -> None:
    """A lead's "senior X leader" is the one person of X whom the next sentences introduce by name and office."""
    for unnamed in [d for d in discourse.drafts if d.sort == "person" and not d.named and d.mentions]:
        person = _introduced_after(discourse, unnamed) or _named_next(discourse, unnamed)
        if person is not None:
            person.mentions += unnamed.mentions
            person.roles += unnamed.roles
            person.gender = person.gender or unnamed.gender
            unnamed.mentions.clear()


def _introduced_after(discourse: Discourse, unnamed: Draft) -> Draft | None:
    first = {id(r.draft): r for r in reversed(discourse.past)}
    introduced = first.get(id(unnamed))
    role = unnamed.roles[0] if unnamed.roles else None
    if introduced is None or role is None or role.role not in _VAGUE or not role.institution:
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
    if any(r.draft.sort == "person" for r in discourse.past[:start]):
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
