"""One mention of an encounter with all that its own sentence says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loader.dates import DateExpression
from loader.meetings.anchors import carrier
from loader.meetings.details import bodies, host, hosting, ordinal, organizer, series
from loader.meetings.encounters import LOOSE_RULES, Report
from loader.meetings.grammar import ancestors, children, is_verb, preposition_objects
from loader.meetings.journeys import aside, assembly_before
from loader.meetings.model import MeetingKind
from loader.meetings.participants import participants, proposers
from loader.meetings.paths import SIDES
from loader.meetings.scene import Scene
from loader.meetings.settings import date, later, location
from loader.meetings.status import Judgement, judge
from loader.meetings.triggers import Trigger, find_triggers, is_plural, noun_lemma
from loader.meetings.verbs import by_phone, takes_its_pattern
from loader.places import PlaceMention
from loader.statements import Party

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "both"})
_BESIDE = 500  # characters from a summit within which "on the sidelines" are its own
_PAST = frozenset({"recent", "last", "latest", "previous", "earlier", "past", "preceding"})
_JOINING = frozenset({"in", "at", "during", "over", "by", "for", "on"})
_ABOUT = frozenset({"about", "of", "on", "for", "in"})
_CONVERSING: frozenset[MeetingKind] = frozenset({"Talks", "Meeting", "Consultations", "PhoneCall"})


def find_reports(scene: Scene) -> list[Report]:
    """All mentions of encounters in an article, in text order."""
    reports: list[Report] = []
    by_token: dict[int, int] = {}
    for trigger in find_triggers(scene.parsed, scene.triggers):
        if not _counts(trigger, scene):
            continue
        joined = _joined(trigger, by_token, reports)
        topic = _topic_of(trigger, by_token, reports) if joined is None else None
        reports.append(replace(_report(trigger, scene, joined), topic=topic))
        by_token[trigger.token.i] = by_token[trigger.top.i] = len(reports) - 1
        beside = _aside(trigger, by_token)
        if beside is not None:
            reports[beside] = _lent(reports[beside], reports[-1])
        before = _beside_before(trigger, scene, by_token)
        if before is not None:
            reports[-1] = _lent(reports[-1], reports[before])
        elif reports[-1].location is None and aside(trigger):
            reports[-1] = replace(reports[-1], location=_of_last(reports, trigger, scene))
    return reports


def _counts(trigger: Trigger, scene: Scene) -> bool:
    if trigger.sense.pattern == "line":  # "told her by phone"; the press is told by phone too
        return len(participants(trigger, scene)) > 1
    return not trigger.verbal or takes_its_pattern(trigger, scene)


def _lent(report: Report, summit: Report) -> Report:
    """The report of an encounter beside a summit, with the summit's place and days where it has none."""
    return replace(report, location=report.location or summit.location, date=report.date or summit.date)


def _of_last(reports: Sequence[Report], trigger: Trigger, scene: Scene) -> PlaceMention | None:
    """The place of the assembly of the sentence before, or of the encounter told right before."""
    near = [each for each in reports[:-1] if each.location and trigger.span.start - each.trigger.end < _BESIDE]
    return assembly_before(trigger, scene) or (near[-1].location if near else None)


def _aside(trigger: Trigger, by_token: dict[int, int]) -> int | None:
    """The report of those who met "on the sidelines of the summit": they met where it was held."""
    side = trigger.top.head.head
    if trigger.top.dep_ != "pobj" or side.lemma_ not in SIDES:
        return None
    return next((by_token[each.i] for each in side.ancestors if each.i in by_token), None)


def _beside_before(trigger: Trigger, scene: Scene, by_token: dict[int, int]) -> int | None:
    """The report of the summit of "on the sidelines of the summit, she held talks with him"."""
    verb = trigger.token if trigger.verbal else carrier(trigger.top, scene)
    sides = (side for prep in children(verb, "prep") for side in children(prep, "pobj")) if verb is not None else ()
    nouns = (noun.i for side in sides if side.lemma_ in SIDES for noun in preposition_objects(side, "of"))
    return next((by_token[index] for index in nouns if index in by_token and index < trigger.token.i), None)


def _joined(trigger: Trigger, by_token: dict[int, int], reports: list[Report]) -> int | None:
    """The report of the same clause and encounter: "discussed it in a phone call", "met him for talks"."""
    if trigger.sense.kind not in _CONVERSING:
        return None
    if trigger.verbal:
        preps = [child for child in trigger.token.lefts if child.dep_ == "prep" and child.lower_ in _JOINING]
        near = [noun.i for prep in preps for noun in prep.children]
    else:
        above = trigger.top.head
        joining = above.lower_ in _JOINING and (above.lower_ != "on" or trigger.sense.kind == "PhoneCall")
        near = [above.head.i] if trigger.top.dep_ == "pobj" and joining else []  # "briefed him on the talks" at others
    found = (by_token[index] for index in near if index in by_token)
    return next((place for place in found if _one_encounter(trigger, reports[place])), None)


def _topic_of(trigger: Trigger, by_token: dict[int, int], reports: list[Report]) -> int | None:
    """The report of the talk about an encounter: "discussed the results of the visit", "told him about the talks"."""
    below = trigger.top
    for above, label in ancestors(trigger.top):
        place = by_token.get(above.i)
        if place is not None and reports[place].rule in LOOSE_RULES and reports[place].verbal:
            about = below.dep_ == "prep" and below.lower_ in _ABOUT
            return place if about or below.dep_ in ("dobj", "nsubjpass") else None
        if is_verb(above) and label in ("relcl", "advcl", "conj"):
            return None
        below = above
    return None


def _one_encounter(trigger: Trigger, other: Report) -> bool:
    partnered = any(preposition_objects(trigger.top, "with", "between"))
    return other.kind in _CONVERSING and other.verbal != trigger.verbal and not (partnered and other.partnered)


def _report(trigger: Trigger, scene: Scene, joined: int | None) -> Report:
    taking_part = participants(trigger, scene)
    asking = tuple(party for party in proposers(trigger, scene) if not _collective(party, scene))
    known = tuple(party for party in taking_part if not _collective(party, scene))
    refusing = {party.actor for party in asking} - {None}
    known = tuple(party for party in known if party.actor not in refusing)  # nobody refuses talks with himself
    if not known and taking_part:
        known = _two_before(trigger, scene)
    when = date(trigger, scene)
    judgement = _judge(trigger, when, scene)
    return Report(
        trigger=trigger.span,
        kind=_kind(trigger),
        rule=_rule(trigger),
        judgement=judgement,
        participants=known,
        proposers=asking,
        sides=frozenset(_side(party, scene) for party in known),
        keys=frozenset(party.actor or _side(party, scene) for party in known),
        proposing=frozenset(_side(party, scene) for party in asking),
        named=frozenset(_side(party, scene) for party in known if _is_named(party, scene)),
        people=any(_are_people(party, scene) for party in taking_part),
        collective=len(known) < len(taking_part) and not known,
        besides=_besides(trigger, scene),
        unresolved=tuple(party for party in taking_part if party.actor is not None) if not known else (),
        lemma=trigger.words,
        verbal=trigger.verbal,
        partnered=any(preposition_objects(trigger.top, "with", "between", "among", "of")),
        location=_place(trigger, judgement, scene),
        date=when,
        ordinal=ordinal(trigger),
        series=series(trigger),
        host=host(trigger, scene),
        organizer=organizer(trigger, scene),
        bodies=bodies(trigger, scene),
        generic=trigger.sense.pattern in ("weak", "paired", "numbered"),
        definite=_definite(trigger),
        past=any(child.lower_ in _PAST for child in trigger.top.lefts),
        joined=joined,
        happens=trigger.top.dep_ in ("nsubj", "nsubjpass") and scene.triggers.supports_as(trigger.top.head, "happen"),
        ours=any(child.lower_ in ("our", "my", "your") for child in trigger.top.lefts),
    )


def _judge(trigger: Trigger, when: DateExpression | None, scene: Scene) -> Judgement:
    """What the mention says of the status; what has a day still to come is no more than planned.

    Only a verb of the past that itself tells of the encounter is believed against its date.
    """
    judgement, published = judge(trigger, scene.triggers), scene.parsed.article.published
    if judgement.status not in ("held", None) or when is None or published is None:
        return judgement
    verb = trigger.token if trigger.verbal else carrier(trigger.top, scene)
    told = verb is not None and verb.tag_ == "VBD" and not scene.triggers.supports_as(verb, "host")
    return judgement if told or not later(when, published.isoformat()) else replace(judgement, status="scheduled")


def _place(trigger: Trigger, judgement: Judgement, scene: Scene) -> PlaceMention | None:
    """Where the encounter is; "in Nairobi, he has convened a summit for May 20" says where he was."""
    place = location(trigger, scene)
    called = judgement.status == "scheduled" and scene.triggers.supports_as(trigger.top.head, "convoke")
    return None if place is not None and called and place.span.start < trigger.top.head.idx else place


def _definite(trigger: Trigger) -> bool:
    """Whether a mention speaks of an encounter as known; "the recent meeting" is another than the one told of."""
    words = {child.lower_ for child in trigger.top.lefts}
    return not trigger.verbal and bool(words & _DEFINITE) and not words & _PAST


def _besides(trigger: Trigger, scene: Scene) -> bool:
    """Whether the mention only names who else was there: "also attended by", "X attended the meeting"."""
    verb = next((each for each in (trigger.top.head, trigger.top.head.head) if is_verb(each)), None)
    if trigger.verbal or verb is None:
        return False
    if not any(child.lower_ == "also" for child in verb.children):
        known = any(child.lower_ == "the" for child in trigger.top.lefts) and trigger.top.dep_ == "dobj"
        return known and verb.lemma_ == "attend" and verb.tag_ == "VBD" and trigger.sense.kind == "Meeting"
    present = scene.triggers.supports_as(verb, "attend") or any(child.lower_ == "present" for child in verb.children)
    return present or any(child.lower_ == "part" for child in verb.children)


# One body is no "they" that talks among itself: the pronoun means people whom the cast has not told apart.
_SINGLE = frozenset({"Organization", "IntergovernmentalOrganization", "State", "Government"})
_MORE = frozenset({"four", "five", "six", "seven", "eight", "nine", "ten"})


def _collective(party: Party, scene: Scene) -> bool:
    """Whether the words only say that there were several: "the two sides", not resolved to anybody."""
    quoted = scene.parsed.article.quote(party.span).split() if party.span else [""]
    words = [word.lower() for word in quoted]
    if words in (["two"], ["three"]):
        return True
    if len(words) == 1 and words[0] in ("they", "their", "them", "both"):
        return party.actor is None or scene.cast.actor(party.actor).kind in _SINGLE or _never_acts(party, scene)
    if party.actor is not None and scene.cast.actor(party.actor).named:
        return False
    if any(word in _MORE for word in words):
        return False  # "the five presidents" are not the two just named
    if any(word[:1].isupper() and word.lower() != "two" for word in quoted[1:-1]):
        return False  # "the EU's leaders"
    numbered = words[0] in ("the", "both", "two", "three", "these") and len(words) < 4
    return numbered and words[-1].endswith("s") and _last_lemma(party, scene) in scene.triggers.people["side"]


def _never_acts(party: Party, scene: Scene) -> bool:
    """Whether "they" was taken for an unnamed group that does nothing before: "the infiltration of terrorists"."""
    if party.actor is None or party.span is None:
        return True
    actor, doc = scene.cast.actor(party.actor), scene.parsed
    words = (doc.tokens(mention.head) for mention in actor.mentions if mention.span.start < party.span.start)
    subjects = (tokens.root.dep_ in ("nsubj", "nsubjpass") for tokens in words if tokens is not None)
    return actor.kind == "Group" and not actor.named and not any(subjects)


def _are_people(party: Party, scene: Scene) -> bool:
    return _last_lemma(party, scene) not in scene.triggers.people["impersonal"]


def _last_lemma(party: Party, scene: Scene) -> str:
    """The singular of the last of the words that name a party; empty where none do."""
    words = scene.parsed.tokens(party.span) if party.span else None
    return noun_lemma(words[-1]) if words else ""


def _two_before(trigger: Trigger, scene: Scene) -> tuple[Party, ...]:
    """The two states or bodies of the sentence, for "a meeting between the two sides"; none where there are not two."""
    if any(trigger.verbal and token.pos_ == "PRON" for token in trigger.token.children):
        return ()
    sentence = trigger.token.sent
    hosts = {noun.i for noun in hosting(trigger, scene)}
    before = (token for token in sentence if token.i < trigger.token.i and token.i not in hosts)
    found = {key: mention for token in before for key, mention in scene.actors.get(token.idx, ())}
    states = {key: m for key, m in found.items() if scene.cast.actor(key).kind in ("State", "ArmedGroup", "Government")}
    return tuple(Party(key, mention.span) for key, mention in states.items()) if len(states) == 2 else ()


def _is_named(party: Party, scene: Scene) -> bool:
    return party.actor is not None and scene.cast.actor(party.actor).named


def _side(party: Party, scene: Scene) -> str:
    if party.actor is not None:
        return scene.side(party.actor)
    return scene.parsed.article.quote(party.span).split()[-1].lower() if party.span else "?"


def _kind(trigger: Trigger) -> MeetingKind:
    clause = trigger.token if trigger.verbal else trigger.top
    if trigger.sense.kind in ("Talks", "Meeting", "PhoneCall") and by_phone(clause):
        return "PhoneCall"
    return trigger.sense.kind


def _rule(trigger: Trigger) -> str:
    pattern, kind = trigger.sense.pattern, trigger.sense.kind
    if trigger.verbal:
        named = {"travel": "visit-verb", "awaited": "visit-verb", "call": "phone-verb"}.get(pattern)
        return named or f"{pattern.replace(' ', '-')}-verb"
    if kind == "PhoneCall":
        return "phone-noun"
    top = trigger.top
    spoken = top.dep_ == "pobj" and top.head.lower_ in ("at", "during", "in") and is_verb(top.head.head)
    if spoken and not is_plural(top):  # "at forums and conferences": at none in particular
        return "occasion"
    return "visit-noun" if kind == "Visit" else "meeting-noun"
