"""Who speaks, and for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loader.articles import Span
from loader.attribution import Attribution
from loader.nlp import ParsedArticle
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Party, Statement
from loader.statements.roster import Roster
from loader.words import Word

INSTITUTIONAL = frozenset({"State", "Government", "Organization", "IntergovernmentalOrganization", "ArmedGroup"})
#: Prepositions between a word for speech or office and the one who speaks: "a statement by X", "a source at X".
OWNING = frozenset({"of", "by", "from", "at", "in", "for"})
SPOKESPERSON = re.compile(r"\bspokes\w+|\bspox\b|\bpress secretary\b|\brepresentative\b", re.IGNORECASE)


def find_speakers(
    attribution: Attribution, roster: Roster, lexicon: ActLexicon, parsed: ParsedArticle
) -> tuple[Party, ...]:
    """All actors that the source names side by side; a source that is nobody of the cast keeps its words only."""
    source = attribution.source
    if source is None:
        return ()
    words = parsed.words.at(source)
    head = next((t for t in words if t.head.i == t.i or not source.start <= t.head.idx < source.end), None)
    keys = _named_side_by_side(head, source, roster) if head is not None else []
    if not keys and head is not None:
        keys = _named_behind(head, source, roster)
    if not keys and (head is None or _speaks(head, source, roster, lexicon)):
        keys = list(roster.cast.all_at(source))
    if not keys and attribution.antecedent is not None:
        keys = list(roster.cast.all_at(attribution.antecedent))
    return tuple(Party(key, source) for key in dict.fromkeys(keys)) or (Party(None, source),)


def _named_side_by_side(head: Word, source: Span, roster: Roster) -> list[str]:
    """The actors of a source's head word and of those joined to it; a name in apposition goes before its title."""
    joined = [t for t in (head, *head.conjuncts) if source.start <= t.idx < source.end]
    apposed = [c for t in joined for c in t.children if c.dep_ == "appos" and source.start <= c.idx < source.end]
    series = any(t.lower_ == "and" and head.is_ancestor(t) for t in roster.words.at(source))
    named = {t.i: [p.actor for p in roster.named_by(t) if p.actor is not None] for t in (*joined, *apposed)}
    if not series and any(named[t.i] for t in apposed):
        joined = []
    return [key for i in sorted({t.i for t in (*joined, *apposed)}) for key in named[i]]


def _named_behind(head: Word, source: Span, roster: Roster) -> list[str]:
    """The actor that stands in apposition right behind a source that names nobody ("whose chair, Peru, asked")."""
    behind = (c for c in head.children if c.dep_ == "appos" and source.end <= c.idx <= source.end + 40)
    return [p.actor for c in behind for p in roster.named_by(c) if p.actor is not None]


def _speaks(head: Word, source: Span, roster: Roster, lexicon: ActLexicon) -> bool:
    """Whether an actor named beside the head word of a source is the one who speaks.

    The author of a paper or stance is ("the ministry's statement", "remarks by X"); neither is the partner in "the
    rejection of talks with X" nor the master in "X's lawyer".
    """
    mention = roster.cast.mention_at(source)
    inner = next((t for t in head.subtree if mention is not None and t.idx == mention.head.start), None)
    while inner is not None and inner.dep_ in {"conj", "appos"} and inner.i != head.i:
        inner = inner.head
    if inner is None or inner.i == head.i:
        return True
    if inner.dep_ == "poss":
        body = head.lower_ in lexicon.uses["institution"]  # "his ministry announced": it is not who has it
        return head.pos_ == "PROPN" or (head.lemma_.lower() in lexicon.papers and not body)
    return inner.dep_ != "pobj" or (inner.head.head.i == head.i and inner.head.lower_ in OWNING)


def spoken_for(speakers: Sequence[Party], source: Span | None, text: str, roster: Roster) -> str | None:
    """The institution or state that a spokesperson speaks for, by role or by the words of the source."""
    keys = [party.actor for party in speakers if party.actor is not None]
    for key in keys:
        for role in roster.actors[key].roles:
            if role.institution is not None and role.institution != key and SPOKESPERSON.search(role.title):
                return role.institution
    if source is None or not SPOKESPERSON.search(text[source.start : source.end]):
        return None
    named = [key for key, _ in roster.cast.within(source) if key not in keys]
    return next((key for key in named if roster.actors[key].kind in INSTITUTIONAL), None)


def continued_speakers(
    attribution: Attribution, before: Statement | None, parsed: ParsedArticle
) -> tuple[Party, ...] | None:
    """The speakers of a quotation that stands alone: those of the statement before it in the same paragraph.

    A paragraph that is nothing but quotation goes on with the speaker of the paragraph before it. None where
    neither holds: the speaker stays open.
    """
    if before is None or not before.speakers:
        return None
    here, there = attribution.content[0].start, before.content[-1].end
    block, other = parsed.layout.block_at(here), parsed.layout.block_at(before.content[-1].start)
    if block is None or other is None or block.kind != other.kind:
        return None
    alone = sum(map(len, attribution.content)) >= len(block.span) - 4
    neighbours = (
        other.span.end <= block.span.start and not parsed.article.text[other.span.end : block.span.start].strip()
    )
    if block == other or (alone and neighbours and there <= here):
        return tuple(Party(party.actor, None) for party in before.speakers)
    return None
