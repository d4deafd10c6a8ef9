"""Where people are while they meet: the place that an article sets the scene in, for encounters told without one.

"The chancellor arrived in Baku on Monday. She and Mr Aliyev discussed trade": nobody says where they did, and nobody
would take it to be elsewhere. Only what the article itself tells counts, not what somebody in it says, and only of
those who met.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from loader.dates import DateExpression
from loader.meetings.buildings import named_building
from loader.meetings.encounters import Report
from loader.meetings.grammar import agents, children, is_verb, preposition_objects
from loader.meetings.model import Meeting
from loader.meetings.paths import TOWARDS, head_of, may_hold_site
from loader.meetings.scene import Scene
from loader.meetings.triggers import noun_lemma
from loader.places import PlaceMention
from loader.statements import Statement

_NEAR = 1500  # characters between the encounter and the words that say where those who met are
_DAY = len("2024-04-05")
_UPON = frozenset({"on", "upon", "after", "during", "at"})
_APART = frozenset({"after", "before", "following"})
_TALKING = frozenset({"Talks", "Meeting", "Consultations", "PressBriefing"})
_ARRIVALS = frozenset({"Visit", "Summit"})


@dataclass(frozen=True)
class Stay:
    """Some people at a place, where the text says so (``start``), on a day if one is named."""

    place: PlaceMention
    keys: frozenset[str]
    start: int
    told: bool  # in so many words ("the king was in Moscow"), not by a visit that may come later
    date: DateExpression | None = None


def place_by_surroundings(
    meetings: Sequence[Meeting], groups: Sequence[Sequence[Report]], scene: Scene, statements: Sequence[Statement]
) -> list[Meeting]:
    """The meetings again; a held one without a place gets that where those who met are said to be."""
    quoted = [part for s in statements for part in s.content if s.quotation != "indirect" or not _tells(s, meetings)]
    stays = [each for each in _stays(scene, meetings, groups) if not any(q.start <= each.start < q.end for q in quoted)]
    recalled = {each.trigger for group in groups for each in group if each.past or each.topic is not None}
    return [_placed(m, stays, scene) if m.trigger not in recalled else m for m in meetings]


def _tells(statement: Statement, meetings: Sequence[Meeting]) -> bool:
    """Whether the words that tell of an encounter were taken for a statement: "upon arrival in Baku, he met her"."""
    return any(statement.cue is not None and statement.cue.overlaps(meeting.trigger) for meeting in meetings)


def _placed(meeting: Meeting, stays: Sequence[Stay], scene: Scene) -> Meeting:
    if meeting.location is not None or meeting.status != "held" or meeting.kind not in _TALKING:
        return meeting
    keys = _persons(meeting, scene)
    near = [each for each in stays if abs(each.start - meeting.trigger.start) < _NEAR]
    fits = [each for each in near if each.keys & keys and _same_day(meeting.date, each.date)]
    words = scene.parsed.tokens(meeting.trigger)
    end = words.sent.end_char if words is not None else meeting.trigger.end
    if words is not None and _told_apart(words.root):  # "after the talks, they visited Peterhof"
        fits = [each for each in fits if not words.sent.start_char <= each.start < end]
    before = [each for each in fits if each.start < end]
    chosen = before[-1:] or [each for each in fits if each.told][:1]
    return replace(meeting, location=chosen[0].place) if chosen else meeting


def _told_apart(encounter: Token) -> bool:
    """Whether its clause tells of another time than that of the encounter: "after the talks"."""
    above = encounter.head
    return encounter.dep_ in ("pobj", "pcomp") and above.lower_ in _APART and is_verb(above.head)


def _same_day(one: DateExpression | None, other: DateExpression | None) -> bool:
    return one is None or other is None or one.edtf == other.edtf


def _persons(meeting: Meeting, scene: Scene) -> frozenset[str]:
    keys = (party.actor for party in meeting.participants)
    return frozenset(key for key in keys if key is not None and scene.is_person(key))


def _stays(scene: Scene, meetings: Sequence[Meeting], groups: Sequence[Sequence[Report]]) -> list[Stay]:
    """All that an article says of where people are, in text order."""
    found = [*_arrivals(scene), *_visits(scene, meetings, groups)]
    return sorted((each for each in found if each.keys), key=lambda each: each.start)


def _visits(scene: Scene, meetings: Sequence[Meeting], groups: Sequence[Sequence[Report]]) -> Iterator[Stay]:
    """Visits and summits that are going on, as far as the article tells of them for themselves."""
    other = {each.trigger for group in groups for each in group if each.past or each.topic is not None}
    for meeting in meetings:
        words = scene.parsed.tokens(meeting.trigger)
        going_on = meeting.status == "held" and meeting.kind in _ARRIVALS and meeting.trigger not in other
        if going_on and meeting.location is not None and words is not None and _for_itself(words.root, scene):
            yield Stay(meeting.location, _persons(meeting, scene), meeting.trigger.start, False, meeting.date)


def _for_itself(visit: Token, scene: Scene) -> bool:
    """Whether the text tells of this one visit itself: not of its results, not of one of many, not of years ago."""
    if visit.tag_ in ("NNS", "NNPS", "VB") or (visit.dep_ == "advcl" and visit.tag_ == "VBZ"):
        return False  # "his trips", "to visit Paris", "when she comes to Paris"
    above = visit.head
    if visit.dep_ == "pobj" and (above.lower_ == "of" or (above.lower_ == "during" and above.head.tag_ == "VBN")):
        return False  # "the results of the visit", "agreements reached during the visit"
    dates = [scene.dates[token.i] for token in visit.sent if token.i in scene.dates]
    places = [token for token in visit.subtree if token.i in scene.places and token.dep_ == "conj"]
    return not places and not any(date.edtf is not None and len(date.edtf) < _DAY for date in dates)


def _arrivals(scene: Scene) -> Iterator[Stay]:
    for _, place in sorted(scene.places.items()):
        head = head_of(scene, place)
        above = _governor(head, scene) if head is not None else None
        if above is not None and _for_itself(above, scene):
            yield Stay(place, frozenset(_there(above, scene)), place.span.start, True)
    sites = scene.triggers.words_as["site"]
    for token in (scene.parsed.doc[i] for i, word in enumerate(scene.parsed.columns.lower) if word in sites):
        building = named_building(token, scene) if token.head.lower_ in TOWARDS else None
        if building is not None and not any(each.i in scene.places for each in token.subtree):
            yield Stay(building, frozenset(_there(token.head.head, scene)), token.idx, True)


def _governor(place: Token, scene: Scene) -> Token | None:
    """What a place hangs on by "in", "at" or "to": "arrived" for "Baku" in "arrived at Baku airport"."""
    while place.pos_ != "ADP" or place.lower_ == "of":
        if place.head == place or not (may_hold_site(place.head, scene) or _goes_to(place.head, scene)):
            return None
        place = place.head
    return place.head if place.lower_ in TOWARDS and place.head != place else None


def _goes_to(preposition: Token, scene: Scene) -> bool:
    """Whether a "to" is that of somebody who gets there: "came to Kabul", "arrival to Kabul", no "visit to Kabul"."""
    above = preposition.head
    return preposition.lower_ == "to" and (is_verb(above) or noun_lemma(above) not in scene.triggers.nouns)


def _there(above: Token, scene: Scene) -> Iterator[str]:
    """Keys of those who are said to be at a place by the verb or noun that it hangs on."""
    nouns = _of_verb(above, scene) if is_verb(above) else _of_noun(above, scene)
    yield from (key for noun in nouns for key, _ in scene.actors.get(noun.idx, ()) if scene.is_person(key))


def _of_verb(verb: Token, scene: Scene) -> Iterator[Token]:
    """ "She arrived in Baku", "they took a walk there", "signed there in the presence of both presidents"."""
    walks = any(scene.triggers.supports_as(child, "arrival") for child in children(verb, "dobj"))
    if _unreal(verb) or not (walks or scene.triggers.supports_as(verb, "stay")):
        return
    yield from agents(verb, passive=True)
    if scene.triggers.supports_as(verb, "greet"):
        yield from children(verb, "dobj")
    for noun in preposition_objects(verb, "in"):
        if noun.lemma_ == "presence":
            yield from preposition_objects(noun, "of")


def _of_noun(noun: Token, scene: Scene) -> Iterator[Token]:
    """ "His arrival in Baku", "upon arrival in Baku, she met him"."""
    if not scene.triggers.supports_as(noun, "arrival"):
        return
    yield from children(noun, "poss")
    yield from preposition_objects(noun, "of", "by")
    verb = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ in _UPON and is_verb(verb) and not _unreal(verb):
        yield from agents(verb)
    elif noun.dep_ == "dobj" and not _unreal(noun.head):
        yield from agents(noun.head)


def _unreal(verb: Token) -> bool:
    """Whether a verb tells nothing that is so at the time told of: "will be in", "had arrived", "is not in"."""
    quality = verb.lemma_ == "be" and any(children(verb, "acomp", "attr"))  # "is popular in Ankara"
    return (
        quality
        or verb.tag_ == "VB"
        or any(
            child.dep_ == "neg" or child.tag_ == "MD" or child.lower_ in ("had", "if", "to", "once")
            for child in verb.children
        )
    )
