"""Which entry of the gazetteer a name means where several bear it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loader.mentions.actor_words import ActorWords, KnownName
from loader.mentions.phrases import Phrase


def state_evidence(words: ActorWords, names: Sequence[Phrase]) -> Counter[str]:
    """How often each state is named, by itself, its demonym, its capital or an institution of its own."""
    counts: Counter[str] = Counter()
    for phrase in names:
        keys = {name.key for name in phrase.known}
        if len(keys) == 1:
            entry = words.entry(keys.pop())
            counts[entry.key if entry.kind == "State" else entry.state or entry.key] += 1
    return counts


def choose_known(words: ActorWords, names: Sequence[KnownName], evidence: Counter[str]) -> str | None:
    """The entry that a name means: its only bearer; of several, the one whose state the article names most."""
    plain = [name.key for name in names if name.sort != "ambiguous"]
    if len(set(plain)) == 1:
        return plain[0]
    keys = sorted({name.key for name in names})
    counts = [(evidence[_state_of(words, key) or key], key) for key in keys]
    best = max(count for count, _ in counts)
    winners = [key for count, key in counts if count == best]
    return winners[0] if best and len(winners) == 1 else None


def _state_of(words: ActorWords, key: str) -> str | None:
    """The state that an entry is an organ of, or has its seat in."""
    entry = words.entry(key)
    return entry.state or words.states.get(entry.country or "")
