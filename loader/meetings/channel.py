"""Face to face or on the telephone: what an article that names neither lets one expect.

"The two leaders discussed trade" is said of both. What counts here are common words of the article, never names; the
weights are those of a logistic regression on 889 official reports (``scripts/train_channel.py``). Where they leave it
open the encounter stays what it is called: no telephone is claimed without grounds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from loader.meetings.encounters import Report, status_of
from loader.meetings.scene import Scene
from loader.statements import Party

_BODIES = frozenset({"Organization", "IntergovernmentalOrganization", "Government", "ArmedGroup"})
_SURE = 0.5  # probability from which on a telephone is claimed
WORD = "word "  # begins the names of features that are words of the article
ALWAYS = "always"  # the feature that is always there: its weight is the intercept


def by_telephone(
    group: Sequence[Report], parties: Sequence[Party], groups: Sequence[Sequence[Report]], scene: Scene
) -> bool:
    """Whether an encounter that is known by nothing but its talk was on the telephone, as far as can be told."""
    if not leaves_open(group, parties, scene):
        return False
    persons = [party.actor for party in parties if party.actor is not None and scene.is_person(party.actor)]
    if any(_sits_together(other, persons) for other in groups if other is not group):
        return False
    return probability(evidence(scene), scene.triggers.channel) > _SURE


def leaves_open(group: Sequence[Report], parties: Sequence[Party], scene: Scene) -> bool:
    """Whether the mentions of a held encounter of persons say neither that they met nor that they telephoned."""
    talk_only = all(each.loose or each.bare for each in group) and any(each.loose for each in group)
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


def _sits_together(group: Sequence[Report], persons: Sequence[str]) -> bool:
    """Whether a group tells of an undated encounter of some of the persons, face to face."""
    if status_of(group) != "held" or all(each.loose for each in group) or any(each.date for each in group):
        return False
    actors = {party.actor for each in group for party in each.participants}
    bare = all(each.bare and each.definite for each in group)
    return group[0].kind in ("Talks", "Meeting", "Consultations") and (
        bare or len(actors & set(persons)) >= min(2, len(persons))
    )
