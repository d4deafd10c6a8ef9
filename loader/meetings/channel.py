"""Face to face or on the telephone: what an article that names neither lets one expect.

"The two leaders discussed trade" is said of both. What counts here are common words of the article, never names; the
weights are those of a logistic regression on 889 official reports (``scripts/train_channel.py``). Where they leave it
open the encounter stays what it is called: no telephone is claimed without grounds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from loader.meetings.encounters import Report, kind_of, lead, status_of
from loader.meetings.model import MeetingKind
from loader.meetings.scene import Scene
from loader.statements import Party

_BODIES = frozenset({"Organization", "IntergovernmentalOrganization", "Government", "ArmedGroup"})
_SURE = 0.5  # probability from which on a telephone is claimed
_HARDLY = 0.1  # probability up to which "the conversation" is taken for none on the telephone
WORD = "word "  # begins the names of features that are words of the article
ALWAYS = "always"  # the feature that is always there: its weight is the intercept


def by_telephone(group: Sequence[Report], parties: Sequence[Party], scene: Scene) -> bool:
    """Whether an encounter that is known by nothing but its talk was on the telephone, as far as can be told."""
    return leaves_open(group, parties, scene) and probability(evidence(scene), scene.triggers.channel) > _SURE


def kind_in(group: Sequence[Report], scene: Scene) -> MeetingKind:
    """The kind of an encounter; "conversation" alone makes no call where the words of the article make it unlikely."""
    calls = [each for each in group if each.kind == "PhoneCall"]
    if kind_of(group) != "PhoneCall" or not all(_is_conversation(each, scene) for each in calls):
        return kind_of(group)
    if probability(evidence(scene), scene.triggers.channel) > _HARDLY:
        return "PhoneCall"
    return next((each.kind for each in (lead(group), *group) if each not in calls), "Talks")


def leaves_open(group: Sequence[Report], parties: Sequence[Party], scene: Scene) -> bool:
    """Whether the mentions of a held encounter of persons say neither that they met nor that they telephoned."""
    talk_only = all(_only_talk(each) or each.bare for each in group) and any(_only_talk(each) for each in group)
    if status_of(group) != "held" or not talk_only:
        return False
    persons = [party for party in parties if party.actor is not None and scene.is_person(party.actor)]
    bodies = [party for party in parties if party.actor is None or scene.cast.actor(party.actor).kind in _BODIES]
    return bool(persons) and not bodies


def evidence(scene: Scene) -> frozenset[str]:
    """What an article has of the features that tell: its words, and whether it is about relations of states."""
    found = {ALWAYS, *(f"{WORD}{word}" for word in scene.common_words)}
    return frozenset(found | {"abroad"} if scene.abroad else found)


def probability(features: AbstractSet[str], weights: Mapping[str, float]) -> float:
    """The probability of a telephone under a logistic model; one half where the model knows no feature."""
    total = sum(weight for name, weight in weights.items() if name in features)
    return 1 / (1 + math.exp(-total))


def _only_talk(report: Report) -> bool:
    """Whether a mention shows no encounter, only its talk: "discussed", "continued their consultations"."""
    return report.loose or (report.kind == "Consultations" and report.location is None and report.date is None)


def _is_conversation(report: Report, scene: Scene) -> bool:
    """Whether the word for a call has other meanings too: a "conversation", no "phone call"."""
    sense = scene.triggers.nouns.get(report.lemma)
    return sense is not None and sense.pattern == "weak"
