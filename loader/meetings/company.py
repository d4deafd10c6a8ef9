"""Who takes part in an encounter beyond its own sentences: what the article around them tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from loader.articles import Span
from loader.meetings.dialogue import Exchange, is_report_of
from loader.meetings.encounters import Report, everyone, status_of
from loader.meetings.grammar import agents, preposition_objects
from loader.meetings.model import MeetingKind
from loader.meetings.scene import Scene
from loader.statements import Party, Statement, distinct

_WITH_SPEAKER: frozenset[MeetingKind] = frozenset({"PressBriefing", "Gathering"})
_TALKING: frozenset[MeetingKind] = frozenset({"Talks", "Meeting", "Consultations", "PhoneCall"})
_SOON = 250  # characters after an encounter within which "the delegation was led by" speaks of it
_NEAR = 600  # characters after a mention within which those who are quoted are taken for those who met


def company(
    group: Sequence[Report], scene: Scene, statements: Sequence[Statement], exchanges: Sequence[Exchange]
) -> tuple[Party, ...]:
    """All participants of an encounter."""
    found = distinct((*everyone(group), *_delegates(group, scene)))
    if group[0].kind in _TALKING and status_of(group) in ("proposed", "ruledOut"):
        found = _named_first(_by_state(found, scene), scene)
    if group[0].kind in _WITH_SPEAKER and not any(party.actor for party in found):
        return distinct((*found, *(_speakers_beside(group, scene, statements) or _named_beside(group, scene))))
    first = distinct(party for each in group if not each.besides for party in each.participants)
    few = len(found) < 2 or (len(first) < 2 and any(each.besides for each in group))
    if len(found) > 1 and status_of(group) == "held" and all(each.loose for each in group):
        account = all(each.rule == "brief-verb" for each in group)
        found = distinct((*found, *_who_else_spoke(found, account, scene, statements, exchanges)))
    if few and any(each.collective and each.people for each in group):
        return distinct((*found, *_principals(group[0].trigger, scene)))
    if few and status_of(group) == "held" and all(_only_named_again(each) for each in group):
        found = distinct((*found, *_in_conversation(first, len(first) < len(found), scene, statements, exchanges)))
        return distinct((*found, *_speakers_after(group, scene, statements)))
    return found


def _in_conversation(
    found: Sequence[Party],
    besides: bool,
    scene: Scene,
    statements: Sequence[Statement],
    exchanges: Sequence[Exchange],
) -> tuple[Party, ...]:
    """Those who speak to the one known to have been at "the meeting"; where nobody is known, those who talk most.

    ``besides``: those found were only there too.
    """
    keys = {party.actor for party in found}
    offices = all(party.actor is None or not scene.cast.actor(party.actor).named for party in found)
    for each in exchanges:
        if keys & each.keys or ((offices or besides) and is_report_of(each, scene, statements)):
            return each.parties
    return ()


def _who_else_spoke(
    found: Sequence[Party],
    account: bool,
    scene: Scene,
    statements: Sequence[Statement],
    exchanges: Sequence[Exchange],
) -> Iterator[Party]:
    """Those spoken to by the ones of whom it is told that they talked, where an article is about their talk.

    Groups ("told deputies"); where it is an account given ("informed the president"), others by name as well.
    """
    keys = {party.actor for party in found} - {None}
    kinds = {"Group", "Person"} if account else {"Group"}
    for each in exchanges:
        if keys & each.keys and is_report_of(each, scene, statements):
            yield from (p for p in each.parties if p.actor is not None and _is_of(p.actor, kinds, scene))


def _is_of(key: str, kinds: set[str], scene: Scene) -> bool:
    """Whether an actor is a group, or a person known by name, as ``kinds`` ask."""
    actor = scene.cast.actor(key)
    return actor.kind in kinds and (actor.kind != "Person" or actor.named)


def _delegates(group: Sequence[Report], scene: Scene) -> Iterator[Party]:
    """The leaders of delegations to an encounter.

    Those "who led the delegation to the SCO", whose encounter it is; those by whom "the Pakistani side was led", and
    those who "led the Pakistani side", in the words that follow.
    """
    bodies = {body for each in group for body in each.bodies}
    if status_of(group) not in ("held", "scheduled") or group[0].kind == "PressBriefing":
        return
    last = group[-1].trigger.end
    for token in scene.delegations:
        soon = last < token.idx < last + _SOON and group[0].kind in _TALKING
        if token.dep_ == "nsubjpass" and soon:
            leaders = list(preposition_objects(token.head, "by"))
        elif (soon and _was_led(token)) or bodies & _keys_sent_to(token, scene):
            leaders = agents(token.head)
        else:
            continue
        yield from (party for head in leaders for party in scene.parties(scene.name_after(head) or head))


def _was_led(delegation: Token) -> bool:
    """Whether it is told, as having happened, who led a side: "she led the Pakistan side"."""
    return delegation.dep_ == "dobj" and delegation.head.tag_ == "VBD"


def _keys_sent_to(delegation: Token, scene: Scene) -> set[str]:
    return {key for noun in _sent_to(delegation) for key, _ in scene.actors.get(noun.idx, ())}


def _sent_to(delegation: Token) -> Iterator[Token]:
    yield from preposition_objects(delegation, "to", "at")
    yield from preposition_objects(delegation.head, "to", "at")


def _only_named_again(report: Report) -> bool:
    """Whether a mention takes the encounter for known: "the meeting", whose article is about nothing else."""
    return report.definite and not report.partnered and report.kind in _TALKING


def _by_state(parties: Sequence[Party], scene: Scene) -> tuple[Party, ...]:
    """A spokesperson or ministry that refuses talks refuses them for its state."""
    states = {actor.key for actor in scene.cast.actors if actor.kind == "State"}
    sides = [scene.side(party.actor) if party.actor is not None else None for party in parties]
    moved = (
        Party(side, party.span) if side in states and _speaks_for(party, scene) else party
        for party, side in zip(parties, sides, strict=True)
    )
    return distinct(moved)


def _named_first(parties: tuple[Party, ...], scene: Scene) -> tuple[Party, ...]:
    """Both sides by name, where two have one: "terrorists" is what one of them calls the other."""
    named = tuple(p for p in parties if p.actor is not None and scene.cast.actor(p.actor).named)
    return named if len(named) > 1 else parties


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


def _named_beside(group: Sequence[Report], scene: Scene) -> tuple[Party, ...]:
    """The person named last before the trigger in its sentence: somebody must have spoken there."""
    words = scene.parsed.tokens(group[0].trigger)
    if words is None:
        return ()
    before = scene.parsed.doc[words.sent.start : words.start]
    named = [token for token in before if scene.named_person(token) and token.idx in scene.actors]
    return scene.parties(named[-1]) if named else ()


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
    if scene.letters and all(each.generic for each in group):
        return ()  # whoever writes of "the political dialogue" holds none by that
    if any(part.start <= start < part.end for s in statements for part in s.content):
        return ()  # who only tells of the meeting need not have been there
    near = [s for s in statements if start <= s.content[0].start < start + _NEAR]
    parties = (party for s in near for party in (*s.speakers, *s.addressees))
    return distinct(p for p in parties if p.actor is not None and scene.is_person(p.actor))
