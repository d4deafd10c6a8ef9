"""Whom descriptions and pronouns refer to, decided in the order of the text (coreference inside one article)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loader.mentions.bodies import find_body
from loader.mentions.counterparts import share_office
from loader.mentions.discourse import Discourse
from loader.mentions.drafts import Draft
from loader.mentions.epithets import find_national, find_styled
from loader.mentions.groups import find_government, find_group, find_represented
from loader.mentions.holders import find_holder
from loader.mentions.leads import join_lead, name_leads
from loader.mentions.pairs import find_two, means_two, two_again
from loader.mentions.phrases import Phrase
from loader.mentions.pronouns import find_antecedent, find_joint, find_postcedent, find_relative
from loader.mentions.roles import complete_role, find_appositions, read_role


def resolve_descriptions(discourse: Discourse, described: Sequence[Phrase]) -> None:
    """Add to the drafts the mentions that ``described`` phrases are, and the actors known by description only."""
    for phrase in discourse.names:
        owner, role = discourse.owners.get(phrase.head), read_role(discourse, phrase)
        if owner is not None and role is not None and owner.sort == "person":
            owner.roles.append(role)
    find_appositions(discourse, [p for p in described if p.form == "description"])
    open_pronouns: list[Phrase] = []
    for phrase in sorted((*discourse.names, *described), key=lambda p: (p.head, p.first)):
        drafts = _referents(discourse, phrase)
        for draft in drafts:
            if phrase.form != "name":
                discourse.mention(phrase, draft)
            discourse.remember(phrase, draft)
        if not drafts and phrase.sort == "pronoun" and not any(r.draft.sort == "person" for r in discourse.past):
            open_pronouns.append(phrase)
    for phrase in open_pronouns:
        person = find_postcedent(discourse, phrase)
        if person is not None:
            discourse.mention(phrase, person)
    name_leads(discourse)


def _referents(discourse: Discourse, phrase: Phrase) -> list[Draft]:
    if phrase.form == "name":
        found = discourse.owners.get(phrase.head)
        if found is not None:
            share_office(discourse, phrase, found)
    elif phrase.sort == "relative":
        found = find_relative(discourse, phrase)
    elif joint := find_joint(discourse, phrase) if phrase.form == "pronoun" else []:
        return joint
    elif phrase.form == "pronoun":
        found = find_antecedent(discourse, phrase)
        if found is not None and not found.gender and found.sort == "person" and phrase.gender in ("m", "f"):
            found.gender = phrase.gender
    elif phrase.head in discourse.described:
        found = discourse.described[phrase.head]
        complete_role(discourse, phrase, found)
        join_lead(discourse, phrase, found)
        share_office(discourse, phrase, found)
    elif discourse.tokens.dep[phrase.head] in ("attr", "oprd"):
        found = _predicate(discourse, phrase)
    elif means_two(discourse, phrase):
        pair = find_two(discourse, phrase)
        if pair or phrase.sort == "two" or discourse.words.roles.get(discourse.tokens.lower[phrase.head]) is None:
            return pair
        found = find_group(discourse, phrase)
    elif two := two_again(discourse, phrase):
        return two
    else:
        read = _READINGS.get(phrase.sort)
        found = read(discourse, phrase) if read and not _compares(discourse, phrase) else None
    return [found] if found is not None else []


def _compares(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a phrase says what somebody is like rather than who is meant ("as a responsible member")."""
    tokens = discourse.tokens
    governor = tokens.head[phrase.head]
    return tokens.dep[phrase.head] == "pobj" and tokens.lower[governor] in ("as", "like")


def _predicate(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """ "X is the spokesman of Y" gives X a role."""
    tokens = discourse.tokens
    verb, role = tokens.head[phrase.head], read_role(discourse, phrase)
    if role is None or any(tokens.dep[i] == "neg" for i in range(verb, phrase.head)):
        return None
    for past in reversed(discourse.past):
        if past.verb == verb and past.function == "subject" and past.draft.sort == "person":
            past.draft.roles.append(role)
            return past.draft
        if past.sentence < tokens.sentence[phrase.head]:
            break
    return None


_READINGS: dict[str, Callable[[Discourse, Phrase], Draft | None]] = {
    "person": find_holder,
    "stands": find_represented,
    "government": find_government,
    "organization": find_body,
    "organizations": find_group,
    "group": find_group,
    "national": find_national,
    "style": find_styled,
}
