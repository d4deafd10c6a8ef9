"""Sayings in the passive that name no speaker: "He was reminded of the request", "they were told that it was late"."""

from __future__ import annotations

from loader.statements.clauses import CLAUSAL, subject_of
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Party, Statement
from loader.statements.roster import Roster
from loader.words import Word


def hearer_of(cue: Word | None, lexicon: ActLexicon) -> Word | None:
    """The subject of a verb of telling in the passive without "by": the one spoken to, where nobody says by whom."""
    if cue is None or cue.pos_ not in CLAUSAL or cue.tag_ != "VBN":
        return None
    lemma = cue.lemma_.lower()
    told = (lemma, "dobj") in lexicon.addressing
    passive = any(c.dep_ == "auxpass" for c in cue.children) and all(c.dep_ != "agent" for c in cue.children)
    return subject_of(cue) if told and passive else None


def resumed_speakers(hearer: Word, before: Statement | None, roster: Roster) -> tuple[Party, ...]:
    """Who spoke to the hearer just before ("The office conveyed its anger to the envoy. He was reminded that …")."""
    heard = {party.actor for party in roster.meant_by(hearer) if party.actor is not None}
    if before is None or not heard & {party.actor for party in (*before.addressees, *before.targets)}:
        return ()
    return tuple(Party(party.actor, None) for party in before.speakers)
