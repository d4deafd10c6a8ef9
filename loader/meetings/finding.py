"""From a parsed article to its meetings: triggers, what is said of each, one record an encounter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from loader.articles import Span
from loader.dates import DateExpression
from loader.meetings.encounters import Report, everyone, gather, status_of
from loader.meetings.grammar import is_verb, preposition_objects
from loader.meetings.model import Meeting, MeetingKind
from loader.meetings.participants import participants, proposers
from loader.meetings.scene import Scene, make_scene
from loader.meetings.settings import date, location
from loader.meetings.status import judge
from loader.meetings.triggers import Trigger, Triggers, find_triggers, is_plural
from loader.mentions import Cast
from loader.nlp import ParsedArticle
from loader.places import PlaceMention
from loader.statements import Party, Statement

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "both"})
_PHONE = re.compile(r"\b(tele)?phon(e|ed|ic|ically)\b")
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
} | {"inaugural": 1, "maiden": 1}
_NUMBERED = re.compile(r"(\d{1,3})(st|nd|rd|th)")


def find_meetings(
    parsed: ParsedArticle,
    cast: Cast,
    statements: tuple[Statement, ...],
    dates: tuple[DateExpression, ...],
    places: tuple[PlaceMention, ...],
    triggers: Triggers,
) -> tuple[Meeting, ...]:
    """The meetings of an article, one per encounter, in text order."""
    scene = make_scene(parsed, cast, dates, places, triggers)
    groups = gather(_reports(scene))
    kept = [group for group in groups if _counts(group)]
    return tuple(_meeting(f"m{number}", group) for number, group in enumerate(kept, start=1))


def _reports(scene: Scene) -> list[Report]:
    reports: list[Report] = []
    by_token: dict[int, int] = {}
    for trigger in find_triggers(scene.parsed.doc, scene.triggers):
        report = _report(trigger, scene)
        if report is None:
            continue
        by_token[trigger.token.i] = len(reports)
        by_token.setdefault(trigger.top.i, len(reports))
        reports.append(report)
    return reports


def _report(trigger: Trigger, scene: Scene) -> Report | None:
    from loader.meetings.verbs import takes_its_pattern

    if trigger.verbal and not takes_its_pattern(trigger, scene):
        return None
    words = trigger.top
    taking_part = participants(trigger, scene)
    known = [party for party in taking_part if not _collective(party, scene)]
    return Report(
        trigger=trigger.span,
        kind=_kind(trigger),
        rule=_rule(trigger),
        judgement=judge(trigger, scene.triggers),
        participants=tuple(known),
        proposers=proposers(trigger, scene),
        sides=frozenset(_side(party, scene) for party in known),
        collective=len(known) < len(taking_part) and not known,
        lemma=trigger.words,
        partnered=any(True for _ in preposition_objects(words, "with", "between")),
        location=location(trigger, scene),
        date=date(trigger, scene),
        ordinal=_ordinal(trigger),
        generic=trigger.sense.pattern == "weak",
        definite=any(child.lower_ in _DEFINITE for child in words.children) and not trigger.verbal,
    )


_COLLECTIVES = frozenset("side leader party group delegation country president minister official head".split())


def _collective(party: Party, scene: Scene) -> bool:
    """Whether the words only say that there were several: "the two sides", not resolved to anybody."""
    if party.actor is not None and scene.cast.actor(party.actor).named:
        return False
    words = scene.parsed.article.quote(party.span).lower().split() if party.span else [""]
    plural, first = words[-1], words[0]
    return first in ("the", "both", "two", "these") and len(words) < 4 and plural.removesuffix("s") in _COLLECTIVES and plural.endswith("s")


def _side(party: Party, scene: Scene) -> str:
    if party.actor is not None:
        return scene.side(party.actor)
    return scene.parsed.article.quote(party.span).split()[-1].lower() if party.span else "?"


def _kind(trigger: Trigger) -> MeetingKind:
    clause = trigger.token if trigger.verbal else trigger.top
    if trigger.sense.kind in ("Talks", "Meeting", "PhoneCall") and _by_phone(clause):
        return "PhoneCall"
    return trigger.sense.kind


def _by_phone(token: Token) -> bool:
    return any(_PHONE.search(each.lower_) for child in token.children for each in (child, *child.children))


def _rule(trigger: Trigger) -> str:
    pattern, kind = trigger.sense.pattern, trigger.sense.kind
    if trigger.verbal:
        return {"Visit": "visit-verb", "PhoneCall": "phone-verb"}.get(kind, f"{pattern}-verb")
    if kind == "PhoneCall":
        return "phone-noun"
    top = trigger.top
    if top.dep_ == "pobj" and top.head.lower_ in ("at", "during", "in") and is_verb(top.head.head):
        return "occasion"
    return "visit-noun" if kind == "Visit" else "meeting-noun"


def _ordinal(trigger: Trigger) -> int | None:
    for noun in (trigger.top, trigger.token):
        for child in noun.lefts:
            number = _NUMBERED.fullmatch(child.lower_)
            if number:
                return int(number[1])
            if child.lower_ in _ORDINALS and child.dep_ in ("amod", "compound", "nummod"):
                return _ORDINALS[child.lower_]
    return None


def _counts(group: Sequence[Report]) -> bool:
    """Whether what is said makes an encounter: somebody takes part, and a bare or loose word has company."""
    parties = everyone(group)
    settled = any(each.date or each.location for each in group)
    if all(each.generic for each in group):
        return len(parties) >= 2 or (bool(parties) and settled)
    return bool(parties)


def _meeting(name: str, group: Sequence[Report]) -> Meeting:
    first = next((each for each in group if not each.generic), group[0])
    return Meeting(
        id=name,
        kind=first.kind,
        status=status_of(group),
        trigger=first.trigger,
        rule=first.rule,
        mentions=tuple(each.trigger for each in group if each is not first),
        location=next((each.location for each in group if each.location), None),
        date=next((each.date for each in group if each.date), None),
        participants=everyone(group),
        ordinal=next((each.ordinal for each in group if each.ordinal is not None), None),
        note=next((each.judgement.remark for each in group if each.judgement.remark), None),
    )
