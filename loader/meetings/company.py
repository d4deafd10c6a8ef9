"""Who takes part in an encounter beyond its own sentences: what the article around them tells."""

from __future__ import annotations

from collections.abc import Sequence

from loader.articles import Span
from loader.meetings.encounters import Report, everyone, status_of
from loader.meetings.model import MeetingKind
from loader.meetings.participants import distinct
from loader.meetings.scene import Scene
from loader.statements import Party, Statement

_WITH_SPEAKER: frozenset[MeetingKind] = frozenset({"PressBriefing", "Gathering"})
_TALKING: frozenset[MeetingKind] = frozenset({"Talks", "Meeting", "Consultations", "PhoneCall"})
_NEAR = 600  # characters after a mention within which those who are quoted are taken for those who met


def company(group: Sequence[Report], scene: Scene, statements: Sequence[Statement]) -> tuple[Party, ...]:
    """All participants of an encounter."""
    found = everyone(group)
    if group[0].kind in _TALKING and status_of(group) in ("proposed", "ruledOut"):
        found = _by_state(found, scene)
    if group[0].kind in _WITH_SPEAKER and not any(party.actor for party in found):
        return distinct((*found, *_speakers_beside(group, scene, statements)))
    if len(found) < 2 and any(each.collective for each in group):
        return distinct((*found, *_principals(group[0].trigger, scene)))
    if not found and status_of(group) == "held" and any(each.definite and each.kind in _TALKING for each in group):
        return _speakers_after(group, scene, statements)
    return found


def _by_state(parties: Sequence[Party], scene: Scene) -> tuple[Party, ...]:
    """A spokesperson or ministry that refuses talks refuses them for its state."""
    states = {actor.key for actor in scene.cast.actors if actor.kind == "State"}
    sides = [scene.side(party.actor) if party.actor is not None else None for party in parties]
    moved = (
        Party(side, party.span) if side in states and _speaks_for(party, scene) else party
        for party, side in zip(parties, sides, strict=True)
    )
    return distinct(moved)


def _speaks_for(party: Party, scene: Scene) -> bool:
    """Whether an actor is an office of a state or speaks for one; the head of a state meets in person."""
    if party.actor is None:
        return False
    actor = scene.cast.actor(party.actor)
    if actor.kind in ("Government", "Organization"):
        return True
    return any("spokes" in role.title.lower() for role in actor.roles)


def _speakers_beside(group: Sequence[Report], scene: Scene, statements: Sequence[Statement]) -> tuple[Party, ...]:
    """The speaker of the statement next to the trigger in its sentence."""
    for report in group:
        words = scene.parsed.tokens(report.trigger)
        if words is None:
            continue
        sentence = Span(words.sent.start_char, words.sent.end_char)
        near = [s for s in statements if s.speakers and sentence.contains(s.cue or s.content[0])]
        near.sort(key=lambda s: abs((s.cue or s.content[0]).start - report.trigger.start))
        if near:
            return tuple(party for party in near[0].speakers if party.actor is not None)
    return ()


def _principals(trigger: Span, scene: Scene) -> tuple[Party, ...]:
    """The two persons who were named last before "the two leaders", else the two named first after them."""
    named = sorted(
        (mention.head.start, actor.key, mention.span)
        for actor in scene.cast.actors
        if actor.kind == "Person" and actor.named
        for mention in actor.mentions
    )
    before = list(dict.fromkeys(key for start, key, _ in reversed(named) if start < trigger.start))[:2]
    after = [key for start, key, _ in named if start > trigger.start and key not in before]
    chosen = [*before, *dict.fromkeys(after)][:2]
    return tuple(Party(key, next(span for _, k, span in named if k == key)) for key in chosen)


def _speakers_after(group: Sequence[Report], scene: Scene, statements: Sequence[Statement]) -> tuple[Party, ...]:
    """The persons who speak or are spoken to right after "the meeting": nobody else says who was there."""
    start = min(each.trigger.start for each in group)
    near = [s for s in statements if start <= s.content[0].start < start + _NEAR]
    parties = (party for s in near for party in (*s.speakers, *s.addressees))
    return distinct(p for p in parties if p.actor is not None and scene.is_person(p.actor))
