"""Of which state a ministry is that an article calls by its bare name, as papers do with those of their own state."""

from __future__ import annotations

from collections.abc import Sequence

from loader.mentions.actor_words import ActorWords
from loader.mentions.choosing import state_evidence
from loader.mentions.drafts import Draft
from loader.mentions.phrases import Phrase
from loader.names import fold

#: How many times as often as any other a state must be named to be the one of which nobody needs to say so.
_CLEARLY = 2


def settle_ministries(words: ActorWords, names: Sequence[Phrase], drafts: Sequence[Draft], home: Draft | None) -> None:
    """Give ministries without a state that of the dateline, or else the one that the article speaks of by far most."""
    bare = [draft for draft in drafts if draft.sort == "organization" and _is_bare(words, draft)]
    state = (home.known if home is not None else _chief(words, names)) if bare else None
    for draft in bare if state is not None else ():
        draft.country = state


def _is_bare(words: ActorWords, draft: Draft) -> bool:
    parts = fold(draft.label).split()
    unsaid = draft.known is None and draft.country is None
    ministry, department = words.uses["ministry"], words.uses["of a ministry"]
    return unsaid and not ministry.isdisjoint(parts) and (ministry | department).issuperset(parts)


def _chief(words: ActorWords, names: Sequence[Phrase]) -> str | None:
    """The state that the article names most, if clearly so."""
    counts = [(count, key) for key, count in state_evidence(words, names).items() if words.entry(key).kind == "State"]
    counts.sort(key=lambda pair: (-pair[0], pair[1]))
    if not counts or (len(counts) > 1 and counts[0][0] < _CLEARLY * counts[1][0]):
        return None
    return counts[0][1]
