"""Face to face or on the telephone: what an article that names neither lets one expect.

"The two leaders discussed trade" is said of both. What counts here are kinds of words and of people, never who they
are; the weights are those of a logistic regression on 569 official reports (``scripts/train_channel.py``). Where
they leave it open the encounter stays what it is called: no telephone is claimed without grounds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from loader.meetings.encounters import Report, status_of
from loader.meetings.scene import Scene
from loader.statements import Party, Statement

_BODIES = frozenset({"Organization", "IntergovernmentalOrganization", "Government", "ArmedGroup"})
_SURE = 0.6  # probability from which on a telephone is claimed: 87 in 100 such claims were right, each fold left out
_WORD = "word "  # begins the names of features that are words of the article
ALWAYS = "always"  # the feature that is always there: its weight is the intercept


def by_telephone(
    group: Sequence[Report],
    parties: Sequence[Party],
    groups: Sequence[Sequence[Report]],
    scene: Scene,
    statements: Sequence[Statement],
) -> bool:
    """Whether an encounter that is known by nothing but its talk was on the telephone, as far as can be told."""
    if not leaves_open(group, parties, scene):
        return False
    persons = [party.actor for party in parties if party.actor is not None and scene.is_person(party.actor)]
    if any(_sits_together(other, persons) for other in groups if other is not group):
        return False
    return probability(evidence(group, scene, statements), scene.triggers.channel) > _SURE


def leaves_open(group: Sequence[Report], parties: Sequence[Party], scene: Scene) -> bool:
    """Whether the mentions of a held encounter of persons say neither that they met nor that they telephoned."""
    talk_only = all(each.loose or each.bare for each in group) and any(each.loose for each in group)
    if status_of(group) != "held" or not talk_only:
        return False
    persons = [party for party in parties if party.actor is not None and scene.is_person(party.actor)]
    bodies = [party for party in parties if party.actor is None or scene.cast.actor(party.actor).kind in _BODIES]
    return bool(persons) and not bodies


def evidence(group: Sequence[Report], scene: Scene, statements: Sequence[Statement]) -> dict[str, float]:
    """The features of an encounter: the words of its article, how much is told of what was said, whose talk it is."""
    said = sum(statement.within is None for statement in statements)
    return {
        ALWAYS: 1.0,
        "abroad": float(scene.abroad),
        "together": float(scene.together),
        "told to another": float(any(each.rule == "dialogue" for each in group)),
        "statements": math.log1p(said),
        **{f"{_WORD}{lemma}": 1.0 for lemma in sorted(scene.lemmas)},
    }


def probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability of a telephone under a logistic model; one half where the model knows no feature."""
    total = sum(weight * features.get(name, 0.0) for name, weight in weights.items())
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
