"""Dates that are counted: what was put off by a week, the days of a three-day visit, "two days before she travels"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from spacy.tokens import Token

from loader.dates import DateExpression
from loader.meetings.grammar import children, is_verb
from loader.meetings.paths import head_of, is_time, path_to, within_sentence
from loader.meetings.scene import Scene
from loader.meetings.triggers import Trigger

_DAYS = {"D": 1, "W": 7}
_UNTIL = frozenset({"to", "until", "till"})


def put_off(trigger: Trigger, scene: Scene) -> DateExpression | None:
    """The new date of what is "postponed to June 20", "moved to July", "put back by a week", "delayed by two days"."""
    verb = trigger.top.head
    if trigger.verbal or trigger.top.dep_ not in ("dobj", "nsubj", "nsubjpass") or not is_verb(verb):
        return None
    cue = scene.triggers.verb_cue(verb)
    moved = scene.triggers.supports_as(verb, "move")
    if not moved and (cue is None or cue.remark != "postponed"):
        return None
    anchors = frozenset({verb.i, *(child.i for child in verb.rights if child.dep_ in ("prt", "advmod"))})
    old = None
    for _, each in within_sentence(trigger, scene.dates):
        path = path_to(head_of(scene, each), anchors, scene)
        if is_time(path) and path[-1].lower_ in _UNTIL:
            return each
        old = old or (
            each if _below(head_of(scene, each), trigger.top) or (path and path[-1].lower_ == "from") else None
        )
    count = _moved_by(verb, trigger, scene)
    return _shifted(old, count) if old is not None and count else None


def _below(word: Token | None, noun: Token) -> bool:
    return word is not None and noun.is_ancestor(word)


def _moved_by(verb: Token, trigger: Trigger, scene: Scene) -> int | None:
    """The days of "by a week": none where the verb says no direction."""
    forward = any(child.lower_ in ("forward", "up") for child in verb.rights)
    for _, each in within_sentence(trigger, scene.durations):
        head = head_of(scene, each)
        if head is not None and (head.head.lower_ == "by" or head.dep_ == "npadvmod") and verb.is_ancestor(head):
            days = _length(each)
            return None if days is None else -days if forward else days
    return None


def whole_stay(date: DateExpression, trigger: Trigger, scene: Scene) -> DateExpression:
    """All days of "begins a three-day visit on Monday"; of an end ("ends") the last of them is told."""
    days = _stated_length(trigger, scene)
    verb = _opening(trigger, scene)
    if days is None or verb is None or date.edtf is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", date.edtf):
        return date
    last = scene.triggers.supports_as(verb, "close")
    first = _shifted(date, 1 - days if last else 0)
    end = _shifted(date, 0 if last else days - 1)
    interval = f"{first.edtf}/{end.edtf}" if first is not None and end is not None else None
    return replace(date, edtf=interval, value=interval) if interval else date


def _stated_length(trigger: Trigger, scene: Scene) -> int | None:
    """The days of a "three-day visit"; none of "a second day", nor of a single one."""
    if trigger.verbal:
        return None
    for noun in (trigger.top, trigger.token):
        for index, each in within_sentence(trigger, scene.durations):
            if noun.left_edge.i <= index < noun.i:
                days = _length(each)
                return days if days is not None and 1 < days < 15 else None
    return None


def _opening(trigger: Trigger, scene: Scene) -> Token | None:
    """The verb that opens, makes or ends an encounter: its day is the first or the last of several."""
    top = trigger.top
    if top.dep_ in ("dobj", "nsubj", "nsubjpass") and is_verb(top.head):
        return top.head if scene.triggers.supports_as(top.head, "hold", "happen", "host", "close", "set-out") else None
    if top.dep_ == "pobj" and top.head.lower_ in ("on", "for") and is_verb(top.head.head):
        return top.head.head if scene.triggers.supports_as(top.head.head, "set-out") else None
    return None


def counted(trigger: Trigger, scene: Scene) -> DateExpression | None:
    """The day of "two days before she travels", counted from that of the clause above ("will meet on Monday")."""
    if not trigger.verbal or trigger.token.dep_ != "advcl":
        return None
    mark = next((child for child in trigger.token.lefts if child.lower_ in ("before", "after")), None)
    spans = (each for index, each in within_sentence(trigger, scene.durations) if mark and index < mark.i)
    near = [each for each in spans if mark is not None and _ends_before(each, mark, scene)]
    days = _length(near[-1]) if near else None
    above = _clause_above(trigger.token)
    if mark is None or days is None or above is None:
        return None
    for _, each in within_sentence(trigger, scene.dates):
        if is_time(path_to(head_of(scene, each), above, scene)):
            return _shifted(each, days if mark.lower_ == "before" else -days)
    return None


def _clause_above(verb: Token) -> frozenset[int]:
    """The verb above a clause and what that verb intends: "scheduled" and "meet" of "is scheduled to meet"."""
    above = verb.head
    return frozenset({above.i, *(child.i for child in children(above, "xcomp", "ccomp") if child.i < verb.i)})


def _ends_before(duration: DateExpression, mark: Token, scene: Scene) -> bool:
    words = scene.parsed.tokens(duration.span)
    return words is not None and words.end == mark.i


def _length(duration: DateExpression) -> int | None:
    """The days of a duration in days or weeks."""
    found = re.fullmatch(r"P(\d{1,2})([DW])", duration.value or "")
    return int(found[1]) * _DAYS[found[2]] if found else None


def _shifted(date: DateExpression | None, days: int) -> DateExpression | None:
    """A whole day so many days later; None for any other date."""
    try:
        moved = dt.date.fromisoformat(date.edtf or "") + dt.timedelta(days=days) if date is not None else None
    except (ValueError, OverflowError):
        return None
    return replace(date, edtf=moved.isoformat(), value=moved.isoformat()) if date is not None and moved else None
