"""Whom descriptions and pronouns refer to, decided in the order of the text (coreference inside one article)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loader.mentions.discourse import Discourse
from loader.mentions.drafts import Draft, DraftRole
from loader.mentions.leads import name_leads
from loader.mentions.pairs import find_two, means_two, two_again
from loader.mentions.phrases import Phrase, function_of, governing_verb
from loader.mentions.pronouns import find_antecedent, find_postcedent, find_relative
from loader.mentions.roles import bears_role, find_appositions, holds_office_in, read_role, same_title
from loader.names import fold

#: Nouns for a body that say nothing of what kind of body it is.
_GENERIC = frozenset(("group", "outfit", "organisation", "organization", "entity", "militia", "movement", "faction"))
_CROWDS = frozenset(("group", "team", "organisation", "organization", "network", "union", "alliance", "coalition"))
_MILITANT = frozenset(
    (
        "militant",
        "terrorist",
        "terror",
        "banned",
        "armed",
        "rebel",
        "insurgent",
        "outlawed",
        "islamist",
        "jihadist",
        "extremist",
        "separatist",
    )
)
_GOVERNMENTS = frozenset(("government", "govt", "authorities", "regime"))
#: Role nouns that mean a person only where they speak, or belong to an actor ("a senior figure of the party").
_SELDOM = frozenset(("source", "figure", "driver", "agent", "host", "reader"))
#: What those who rule by arms are called, alone or one word of each set together.
_JUNTAS = frozenset(("junta",))
_IN_ARMS = frozenset(("military", "army", "tatmadaw"))
_FORCES = ("military", "army", "tatmadaw", "forces")
_RULING = frozenset(("rulers", "government", "leaders", "council", "regime", "authorities", "generals"))
#: Those who are their state where a possessive says whose they are.
_LEADING = frozenset(("leaders", "rulers"))
_NOBODY = frozenset(("no", "any", "every", "each"))
#: Role nouns that mean something else when nothing is said of whose or what.
_DOUBTFUL = frozenset(("head", "chair", "host", "general", "major", "principal", "figure", "fellow", "guard", "minor"))


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
    elif phrase.sort == "relative":
        found = find_relative(discourse, phrase)
    elif phrase.form == "pronoun":
        found = find_antecedent(discourse, phrase)
        if found is not None and not found.gender and found.sort == "person" and phrase.gender in ("m", "f"):
            found.gender = phrase.gender
    elif phrase.head in discourse.described:
        found = discourse.described[phrase.head]
    elif discourse.tokens.dep[phrase.head] in ("attr", "oprd"):
        found = _predicate(discourse, phrase)
    elif means_two(discourse, phrase):
        pair = find_two(discourse, phrase)
        if pair or phrase.sort == "two" or discourse.words.roles.get(discourse.tokens.lower[phrase.head]) is None:
            return pair
        found = _group(discourse, phrase)
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


def _person(discourse: Discourse, phrase: Phrase) -> Draft | None:
    role = read_role(discourse, phrase)
    if role is None:
        return None
    if _says_too_little(discourse, phrase):
        doubtful = phrase.definite and discourse.tokens.lower[phrase.head] in _DOUBTFUL
        return _holder(discourse, phrase, role) if doubtful else None
    holder = _holder(discourse, phrase, role)
    if holder is not None:
        return holder
    made = discourse.introduce(phrase, "person", "Person")
    made.roles.append(role)
    return made


def _holder(discourse: Discourse, phrase: Phrase, role: DraftRole) -> Draft | None:
    """Who bears the role: the person mentioned last, or the one introduced with it later, surely so if possible."""
    if not phrase.definite and discourse.tokens.tag[phrase.first] in ("DT", "CD"):
        return None
    if role.role == "counterpart":
        held = (
            d for d in discourse.latest() if d.sort == "person" and d.named and holds_office_in(d, role.institution)
        )
        return next(held, None)
    if any(d.sort == "person" for d in discourse.actors_in(phrase)):
        return _alike(discourse, phrase)  # "the president's spokesman"
    for draft in discourse.latest():
        if draft.sort == "person" and bears_role(draft, role, surely=True):
            return draft
    if not phrase.definite and not _bare(discourse, phrase):
        return None
    persons = [d for d in discourse.drafts if d.sort == "person" and d.named]
    persons = [d for d in persons if any(role.words <= b.words or same_title(b, role) for b in d.roles)]
    sure = [d for d in persons if bears_role(d, role, surely=True)]
    likely = sure or [d for d in persons if bears_role(d, role, surely=False)]
    return likely[0] if len(likely) == 1 else None


def _bare(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether an office stands without an article, as in headlines ("Iranian president to visit")."""
    alone = phrase.first == phrase.begins and not phrase.plural
    return alone and discourse.tokens.sentence[phrase.head] <= 1


def _says_too_little(discourse: Discourse, phrase: Phrase) -> bool:
    """Whether a role noun addresses somebody ("Mr President"), means nobody in particular or no person ("his head")."""
    tokens = discourse.tokens
    if tokens.lower[phrase.begins] in discourse.words.honorifics or tokens.lower[phrase.first] in _NOBODY:
        return True
    noun = tokens.lower[phrase.head]
    if noun in _SELDOM and not discourse.actors_in(phrase):
        verb = governing_verb(tokens, phrase.head)
        return verb is None or not discourse.says(verb)
    return phrase.last - phrase.begins == 1 and noun in _DOUBTFUL


def _stands(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """Whom a government, side or delegation stands for; the government of a body is that of its country."""
    inside = discourse.actors_in(phrase)
    noun = discourse.tokens.lower[phrase.head]
    seat = discourse.state_seated_in(phrase)
    if seat is not None and not inside:
        seat.call(phrase.name)
        return seat
    before = [discourse.owners[p.head] for p in discourse.names_in(phrase.first, phrase.head)]
    spoken_for = [d for d in before or inside if d.sort == "state"]
    if not spoken_for:
        spoken_for = [d for d in before or inside if d.sort in ("organization", "group")]
        if spoken_for and noun in _GOVERNMENTS:
            spoken_for = [discourse.state_of(spoken_for[0]) or spoken_for[0]]
    if spoken_for:
        spoken_for[0].call(phrase.name)
        return spoken_for[0]
    if inside:
        return _government(discourse, phrase) if noun in _GOVERNMENTS else None
    return _last_called(discourse, noun) or (discourse.home if noun in _GOVERNMENTS and phrase.definite else None)


def _last_called(discourse: Discourse, noun: str) -> Draft | None:
    """The actor last spoken of by the same noun, within a few sentences."""
    for past in reversed(discourse.past[-40:]):
        if discourse.tokens.lower[past.head] == noun:
            return past.draft
    return None


def _government(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """A government called by its state, or by who leads it ("the Obama administration")."""
    inside = discourse.actors_in(phrase)
    if inside and inside[0].sort == "state":
        inside[0].call(phrase.name)
        return inside[0]
    proper = any(discourse.tokens.tag[i] in ("NNP", "NNPS") for i in range(phrase.begins, phrase.head))
    if not inside and not proper:
        return _last_called(discourse, discourse.tokens.lower[phrase.head])
    found = _alike(discourse, phrase)
    if found is None:
        found = discourse.introduce(phrase, "organization", "Government")
        found.named = proper
    return found


def _organization(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """A body: the one named in or right behind the phrase, one named before, or a new one with a name in it."""
    noun = discourse.tokens.lower[phrase.head]
    if noun in _CROWDS and discourse.tokens.lower[phrase.head + 1 : phrase.head + 2] == ["of"]:
        last = discourse.tokens.lower[phrase.last - 1]
        of_actors = last in discourse.words.roles or last in discourse.words.collectives
        return _group(discourse, phrase) if of_actors else None
    behind = discourse.beginning.get(phrase.last)
    if behind is not None and behind.head in discourse.owners and behind.sort in ("known", "organization", "unknown"):
        return discourse.owners[behind.head]
    named = _apposed_body(discourse, phrase)
    if named is not None:
        return named
    inside = discourse.actors_in(phrase)
    bodies = [d for d in inside if d.sort == "organization"]
    if bodies and noun in _GENERIC:
        return bodies[0]
    junta = noun in _JUNTAS and phrase.definite and not inside
    found = (_junta(discourse) if junta else None) or _alike(discourse, phrase)
    if found is None and phrase.definite and not inside:
        found = _body_before(discourse, phrase, noun)
    if found is not None or not (inside or junta or _specific(discourse, phrase)):
        return found
    return _introduce_body(discourse, phrase)


def _junta(discourse: Discourse) -> Draft | None:
    """The military rulers spoken of before, or else named later."""
    for draft in (*discourse.latest(), *(d for d in discourse.drafts if d.named)):
        if draft.sort in ("organization", "group") and draft.kind != "ArmedGroup":
            words = {word for name in (draft.label, *draft.names) for word in fold(name).split()}
            if words & _JUNTAS or (words & _IN_ARMS and words & _RULING) or (draft.country and words & _IN_ARMS):
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
    modifiers = discourse.tokens.lower[phrase.begins : phrase.head]
    possessed = discourse.tokens.tag[phrase.first] == "PRP$"  # "his security council" is no body named before
    militant = any(word in _MILITANT for word in modifiers)

    def fits(draft: Draft) -> bool:
        if draft.sort != "organization":
            return False
        if noun in _IN_ARMS and draft.kind != "ArmedGroup" and not modifiers:
            return any(word in fold(name).split() for name in (draft.label, *draft.names) for word in _FORCES)
        if militant:
            return draft.kind == "ArmedGroup"
        if any(noun in fold(name).split() for name in (draft.label, *draft.names)):
            return not possessed or not modifiers
        if modifiers and not any(
            word in fold(name).split() for name in (draft.label, *draft.names) for word in modifiers
        ):
            return False  # "the rights group"
        return noun in _GENERIC and draft.kind in ("ArmedGroup", "Organization") and draft.country is None

    bodies = [draft for draft in discourse.latest() if fits(draft)]
    if bodies:
        armed = [draft for draft in bodies if draft.kind == "ArmedGroup"]
        return (armed if noun in _GENERIC and armed else bodies)[0]
    sentence = discourse.tokens.sentence[phrase.head]
    for name in discourse.names if militant else ():
        if name.head > phrase.head and discourse.tokens.sentence[name.head] == sentence:
            owner = discourse.owners.get(name.head)
            if owner is not None and fits(owner):
                return owner
    return None


def _group(discourse: Discourse, phrase: Phrase) -> Draft | None:
    if discourse.tokens.lower[phrase.first] in ("these", "those", "such"):
        for draft in discourse.latest():
            if draft.sort == "group" or draft.kind == "ArmedGroup":
                return draft
    state = _led_state(discourse, phrase)
    if state is not None:
        return state
    if phrase.definite and phrase.last - phrase.begins == 1:
        called = _last_called(discourse, discourse.tokens.lower[phrase.head])
        if called is not None and called.sort == "group":
            return called
    return _alike(discourse, phrase) or discourse.introduce(phrase, "group", "Group")


def _led_state(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The state that "India's leaders" and "Myanmar's rulers" stand for."""
    tokens = discourse.tokens
    if tokens.lower[phrase.head] not in _LEADING or tokens.tag[phrase.head - 1] != "POS" or phrase.head < 2:
        return None
    before = discourse.ending.get(phrase.head - 1)
    owner = discourse.owners.get(before.head) if before is not None else None
    if owner is None or owner.sort != "state" or phrase.last > phrase.head + 1:
        return None
    owner.call(phrase.name)
    return owner


def _alike(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The actor known by the very same description."""
    return discourse.by_label.get(fold(phrase.name))


_READINGS: dict[str, Callable[[Discourse, Phrase], Draft | None]] = {
    "person": _person,
    "stands": _stands,
    "government": _government,
    "organization": _organization,
    "organizations": _group,
    "group": _group,
}
