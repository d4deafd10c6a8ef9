"""Groups of persons, and governments, sides and delegations, which stand for somebody else."""

from __future__ import annotations

from loader.mentions.discourse import Discourse
from loader.mentions.drafts import Draft
from loader.mentions.phrases import Phrase
from loader.names import fold


def find_represented(discourse: Discourse, phrase: Phrase) -> Draft | None:
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
        if spoken_for and discourse.used(noun, "government"):
            spoken_for = [discourse.state_of(spoken_for[0]) or spoken_for[0]]
    if spoken_for:
        spoken_for[0].call(phrase.name)
        return spoken_for[0]
    placed = any(discourse.tokens.tag[i] in ("NNP", "NNPS") for i in range(phrase.begins, phrase.head))
    if inside or (placed and discourse.used(noun, "government")):  # "the Punjab government" is that of no state
        return find_government(discourse, phrase) if discourse.used(noun, "government") else None
    at_home = phrase.definite and discourse.used(noun, "government")
    return _seat_behind(discourse, phrase) or _last_called(discourse, noun) or (discourse.home if at_home else None)


def _seat_behind(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The state of "the leadership in Rome", where the parse has the place apart."""
    seated = discourse.tokens.lower[phrase.last : phrase.last + 1] == ["in"]
    behind = discourse.beginning.get(phrase.last + 1) if seated else None
    capital = behind is not None and any(name.sort == "capital" for name in behind.known)
    owner = discourse.owners.get(behind.head) if behind is not None and capital else None
    return owner if owner is not None and owner.sort == "state" else None


def _last_called(discourse: Discourse, noun: str) -> Draft | None:
    """The actor last spoken of by the same noun, within a few sentences."""
    for past in reversed(discourse.past[-40:]):
        if discourse.tokens.lower[past.head] == noun:
            return past.draft
    return None


def find_government(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """A government called by its state, or by who leads it ("the Obama administration")."""
    inside = discourse.actors_in(phrase)
    if inside and inside[0].sort == "state":
        inside[0].call(phrase.name)
        return inside[0]
    proper = any(discourse.tokens.tag[i] in ("NNP", "NNPS") for i in range(phrase.begins, phrase.head))
    if not inside and not proper:
        return _last_called(discourse, discourse.tokens.lower[phrase.head])
    found = alike(discourse, phrase)
    if found is None:
        found = discourse.introduce(phrase, "organization", "Government")
        found.named = proper
    return found


def find_group(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The group known by the same words, the only armed group that "the rebels" can be, or a new one."""
    if discourse.tokens.lower[phrase.first] in ("these", "those", "such"):
        for draft in discourse.latest():
            if draft.sort == "group" or draft.kind == "ArmedGroup":
                return draft
    state = _led_state(discourse, phrase)
    if state is not None:
        return state
    if phrase.definite and phrase.last - phrase.begins == 1:
        noun = discourse.tokens.lower[phrase.head]
        called = _last_called(discourse, noun)
        if called is not None and called.sort == "group":
            return called
        armed = {d.order: d for d in discourse.latest() if d.kind == "ArmedGroup"}
        if len(armed) == 1 and discourse.used(noun, "rebels"):
            return next(iter(armed.values()))
    return alike(discourse, phrase) or discourse.introduce(phrase, "group", "Group")


def _led_state(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The state that "India's leaders" and "Myanmar's rulers" stand for."""
    tokens = discourse.tokens
    owned = phrase.head > 1 and tokens.tag[phrase.head - 1] == "POS"
    if not owned or not discourse.used(tokens.lower[phrase.head], "leading"):
        return None
    before = discourse.ending.get(phrase.head - 1)
    owner = discourse.owners.get(before.head) if before is not None else None
    if owner is None or owner.sort != "state" or phrase.last > phrase.head + 1:
        return None
    owner.call(phrase.name)
    return owner


def alike(discourse: Discourse, phrase: Phrase) -> Draft | None:
    """The actor known by the very same description."""
    return discourse.by_label.get(fold(phrase.name))
