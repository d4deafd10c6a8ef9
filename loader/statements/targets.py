"""At whom a statement is aimed and to whom it is spoken."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from loader.articles import Span
from loader.statements.clauses import conjuncts_of, slot_of
from loader.statements.judgement import Verdict
from loader.statements.lexicon import ActLexicon
from loader.statements.model import Act, Party
from loader.statements.roster import Roster


def find_targets(
    verdict: Verdict, roster: Roster, lexicon: ActLexicon, side: frozenset[str], source: Span | None
) -> tuple[Party, ...]:
    """The actors at whom an act is aimed, in text order; a noun phrase without actor where the place is certain."""
    named = [party for aim in verdict.aims for party in _named(aim, roster, side)]
    if not named:
        for anchor in verdict.anchors:
            named = _best_slot(anchor, verdict.act, roster, lexicon, side, source)
            if named:
                break
    if not named:
        named = _unknown(verdict, source)
    return _unique(named)


def _named(aim: Token, roster: Roster, side: frozenset[str]) -> list[Party]:
    found = [roster.named_by(token) for token in conjuncts_of(aim)]
    return [Party(key, mention.span) for key, mention in filter(None, found) if key not in side]


def _best_slot(
    anchor: Token, act: Act, roster: Roster, lexicon: ActLexicon, side: frozenset[str], source: Span | None
) -> list[Party]:
    """The actors below ``anchor`` that stand in the place where the act names its target first."""
    doc = anchor.doc
    left, right = anchor.left_edge.idx, anchor.right_edge.idx + 1
    scored: list[tuple[tuple[int, int], Party]] = []
    for start in roster.heads_between(left, right):
        key, mention = roster.by_head[start]
        tokens = doc.char_span(mention.head.start, mention.head.end, alignment_mode="expand")
        if tokens is None or key in side or (source is not None and source.overlaps(mention.span)):
            continue
        slot = slot_of(tokens[0], anchor)
        rank = lexicon.slots.get((act, slot[0])) if slot is not None else None
        if slot is not None and rank is not None:
            scored.append(((rank, slot[1]), Party(key, mention.span)))
    best = min((score for score, _ in scored), default=None)
    return [party for score, party in scored if score == best]


def _unknown(verdict: Verdict, source: Span | None) -> list[Party]:
    """The direct object of an act that needs one, where no actor is known to be meant."""
    if verdict.act == "Assert":
        return []
    for anchor in verdict.anchors:
        for child in anchor.children:
            if child.dep_ in {"dobj", "nsubjpass", "dative"} and child.pos_ in {"NOUN", "PROPN"}:
                span = phrase_of(child)
                if source is None or not source.overlaps(span):
                    return [Party(None, span)]
    return []


def phrase_of(noun: Token) -> Span:
    """The noun phrase of a noun without its clauses."""
    left = noun.left_edge.idx
    inner = [t for t in noun.subtree if not any(a.dep_ in {"relcl", "acl", "conj"} for a in _path(t, noun))]
    last = max(inner, key=lambda t: t.i)
    return Span(left, last.idx + len(last))


def _path(token: Token, top: Token) -> Iterable[Token]:
    while token.i != top.i:
        yield token
        token = token.head


def _unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[str | Span | None, Party] = {}
    for party in parties:
        found.setdefault(party.actor or party.span, party)
    return tuple(sorted(found.values(), key=lambda p: p.span or Span(0, 0)))


def find_addressees(cue: Token | None, roster: Roster, side: frozenset[str], source: Span | None) -> tuple[Party, ...]:
    """The actors spoken to: objects of verbs of telling and asking, "to X" after verbs of saying."""
    if cue is None:
        return ()
    found: list[Party] = []
    for child in cue.children:
        objects = [child] if child.dep_ in {"dobj", "dative"} else []
        if child.dep_ == "prep" and child.lower_ in {"to", "on", "upon"}:
            objects = [c for c in child.children if c.dep_ == "pobj"]
        for noun in objects:
            found.extend(_named(noun, roster, side))
    return _unique(p for p in found if source is None or p.span is None or not source.overlaps(p.span))
