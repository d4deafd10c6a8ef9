"""At whom a rebuttal is aimed: "The army said so, a charge that Peru dismissed" contradicts the army."""

from __future__ import annotations

from collections.abc import Sequence

from loader.statements.clauses import Passage
from loader.statements.model import Party, Statement
from loader.statements.roster import Roster
from loader.words import Word

POINTING = frozenset({"such", "that", "these", "this", "those"})


def rebutted(
    content: Passage, cue: Word | None, before: Sequence[tuple[Statement, Word | None]], roster: Roster
) -> tuple[Party, ...]:
    """The speakers of the statement that a content of one noun takes up: said before it in the same sentence.

    Nobody where the noun tells whose claim it is, which is a target in its own place.
    """
    claim = next((w for w in content.words if w.lemma_.lower() in roster.lexicon.uses["claim"]), None)
    if claim is None or cue is None or any(roster.meant_by(claim)):
        return ()
    if not any(w.i == claim.i - 1 and w.lower_ in {"a", "an", "the", "that", "this"} for w in content.words):
        return ()
    for statement, other in reversed(before):
        if other is not None and other.i < claim.i < cue.i and other.sent == cue.sent:
            return tuple(Party(party.actor, party.span) for party in statement.speakers if party.actor is not None)
    return ()


def taken_up(
    content: Passage, cue: Word | None, speakers: Sequence[Party], before: Sequence[Statement], roster: Roster
) -> tuple[Party, ...]:
    """The speakers of the statement right before, where a rebuttal points back at it: "Peru rejected *that version*".

    Nobody where the same speaker spoke last, or where the noun tells whose words they are.
    """
    accounts = roster.lexicon.uses["claim"] | roster.lexicon.uses["account"]
    claim = next((w for w in content.words if w.lemma_.lower() in accounts), None)
    if claim is None or cue is None or not before or any(roster.meant_by(claim)):
        return ()
    pointing = content.words[0].lower_ in POINTING or (content.words[0].lower_ == "the" and before[-1].act == "Accuse")
    if not pointing or content.words[0].head.i != claim.i:
        return ()
    own = roster.side_of(sorted(party.actor for party in speakers if party.actor is not None))
    last = [party for party in before[-1].speakers if party.actor is not None]
    return () if any(party.actor in own for party in last) else tuple(Party(p.actor, p.span) for p in last)
