"""Bodies called by a noun: "the ministry", "the militant group", "the regional bloc"."""

from __future__ import annotations

from loader.mentions.discourse import Discourse
from loader.mentions.drafts import Draft
from loader.mentions.groups import alike, find_group
from loader.mentions.phrases import Phrase, function_of
from loader.names import fold

_ANY = frozenset(("any", "every", "no"))
_DEPARTMENTS = {
    "defence": "defence", "defense": "defence", "external": "foreign", "finance": "finance", "foreign": "foreign",
    "home": "interior", "interior": "interior",
}  # fmt: skip


def find_body(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """A body: the one named in or right behind the phrase, one named before, or a new one with a name in it."""
    noun = discourse.tokens.lower[phrase.head]
    if discourse.used(noun, "crowd") and discourse.tokens.lower[phrase.head + 1 : phrase.head + 2] == ["of"]:
        last = discourse.tokens.lower[phrase.last - 1]
        of_actors = last in discourse.words.roles or last in discourse.words.collectives
        return find_group(discourse, phrase) if of_actors else None
    named = _named_beside(discourse, phrase) or (
        _own_ministry(discourse, phrase) if discourse.used(noun, "ministry") else None
    )
    if named is not None:
        return named
    inside = discourse.actors_in(phrase)
    bodies = [d for d in inside if d.sort == "organization"]
    if bodies and discourse.used(noun, "generic body"):
        return bodies[0]
    junta = discourse.used(noun, "junta") and phrase.definite and not inside
    found = (_junta(discourse) if junta else None) or alike(discourse, phrase)
    if found is None and phrase.definite and not inside:
        found = _body_before(discourse, phrase, noun)
    if found is not None or noun == "body" or not (inside or junta or _specific(discourse, phrase)):
        return found
    return _introduce_body(discourse, phrase)


def _named_beside(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The body named right behind a noun ("the group M23") or before it (", a policy institute")."""
    behind = discourse.beginning.get(phrase.last)
    if behind is not None and behind.head in discourse.owners and behind.sort in ("known", "organization", "unknown"):
        return discourse.owners[behind.head]
    return _apposed_body(discourse, phrase)


def _own_ministry(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The ministry of the minister whom "his ministry" is of."""
    tokens = discourse.tokens
    if tokens.tag[phrase.first] != "PRP$" or phrase.head > phrase.first + 1:
        return None
    minister = next((r.draft for r in reversed(discourse.past[-20:]) if r.head == phrase.first), None)
    for role in minister.roles if minister is not None else ():
        state = role.institution
        if state is not None and state.sort == "organization" and not state.kind.startswith("Inter"):
            return state
        department = next((_DEPARTMENTS[word] for word in sorted(role.words) if word in _DEPARTMENTS), None)
        if state is not None and state.known is not None and department is not None:
            return _ministry(discourse, state, department)
    return None


def _ministry(discourse: Discourse, state: Draft, department: str) -> Draft:
    """A state's ministry: spoken of before, else as the gazetteer knows it, else a new one."""
    own = [d for d in discourse.drafts if d.sort == "organization" and d.country == state.known]
    ministry = discourse.words.uses["ministry"]
    for draft in own:
        names = [fold(name).split() for name in (draft.label, *draft.names)]
        if any(department in words and not ministry.isdisjoint(words) for words in names):
            return draft
    key = f"{state.known}-{department}-ministry"
    entry = discourse.words.gazetteer.entries.get(key)
    demonyms = discourse.words.entry(state.known or "").demonyms
    label = entry.label if entry is not None else f"{(*demonyms, state.label)[0]} {department} ministry"
    made = Draft(len(discourse.drafts), "organization", "Organization", label, known=key if entry else None)
    made.country = state.known
    discourse.drafts.append(made)
    return made


def _junta(discourse: Discourse) -> Draft | None:
    """The military rulers spoken of before, or else named later."""
    uses = discourse.words.uses
    for draft in (*discourse.latest(), *(d for d in discourse.drafts if d.named)):
        if draft.sort in ("organization", "group") and draft.kind != "ArmedGroup":
            words = {word for name in (draft.label, *draft.names) for word in fold(name).split()}
            army, ruling = words & uses["army"], words & uses["ruling"]
            if words & uses["junta"] or (army and (ruling or draft.country)):
                return draft
    return None


def _apposed_body(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The body named right before ", a policy institute"."""
    tokens = discourse.tokens
    before = discourse.ending.get(phrase.first - 1)
    if before is None or tokens.text[phrase.first - 1] != "," or tokens.dep[phrase.head] != "appos":
        return None
    owner = discourse.owners.get(before.head)
    return owner if owner is not None and owner.sort == "organization" else None


def _specific(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether an unnamed body is worth an actor: it acts, and more is said of it than "the court"."""
    if discourse.tokens.lower[phrase.first] in _ANY or "such" in discourse.tokens.lower[phrase.first : phrase.head]:
        return False
    acts = function_of(discourse.tokens, phrase.head) in ("subject", "agent", "object")
    possessed = discourse.tokens.tag[phrase.first] == "PRP$"  # "his security council"
    return acts and (not phrase.definite or phrase.last - phrase.begins > 2 - possessed)


def _introduce_body(discourse: Discourse, phrase: Phrase) -> Draft:
    made = discourse.introduce(phrase, "organization", "Organization")
    before = discourse.names_in(phrase.first, phrase.head)
    made.named = bool(before) and made.country is not None  # "the Pakistani army" is a name in all but capitals
    return made


def _body_before(discourse: Discourse, phrase: Phrase, noun: str) -> Draft | None:
    """ "The ministry", "the militant group": the body last mentioned that the noun fits, else one right behind."""
    militant = any(discourse.used(word, "militant") for word in discourse.tokens.lower[phrase.begins : phrase.head])
    bodies = [draft for draft in discourse.latest() if _fits(discourse, phrase, draft)]
    if bodies:
        armed = [draft for draft in bodies if draft.kind == "ArmedGroup"]
        return (armed if discourse.used(noun, "generic body") and armed else bodies)[0]
    sentence = discourse.tokens.sentence[phrase.head]
    for name in discourse.names if militant else ():
        if name.head > phrase.head and discourse.tokens.sentence[name.head] == sentence:
            owner = discourse.owners.get(name.head)
            if owner is not None and _fits(discourse, phrase, owner):
                return owner
    return None


def _fits(discourse: Discourse, phrase: Phrase, draft: Draft) -> bool:
    """Whether an actor can be called by a noun for a body with what stands before it."""
    if draft.sort != "organization":
        return False
    noun, modifiers = discourse.tokens.lower[phrase.head], discourse.tokens.lower[phrase.begins : phrase.head]
    possessed = discourse.tokens.tag[phrase.first] == "PRP$"  # "his security council" is no body named before
    own = {word for name in (draft.label, *draft.names) for word in fold(name).split()}
    joint = discourse.used(noun, "joint body") and draft.kind == "IntergovernmentalOrganization" and not possessed
    if joint and all(discourse.used(word, "of a joint body") or word in own or word.isdigit() for word in modifiers):
        return True
    if discourse.used(noun, "army") and draft.kind != "ArmedGroup" and not modifiers:
        return any(discourse.used(word, "forces") for word in own)
    if any(discourse.used(word, "militant") for word in modifiers):
        return draft.kind == "ArmedGroup"
    if noun in own:
        return not possessed or not modifiers
    named_so = not modifiers or any(word in own for word in modifiers)  # not so "the rights group"
    nobodys = draft.kind in ("ArmedGroup", "Organization") and draft.country is None
    return named_so and nobodys and discourse.used(noun, "generic body")
