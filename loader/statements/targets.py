"""At whom a statement is aimed and to whom it is spoken."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from loader.articles import Span
from loader.statements.clauses import conjuncts_of, slot_of
from loader.statements.judgement import Judge, Verdict
from loader.statements.model import Act, Party


def find_targets(verdicts: list[Verdict], judge: Judge, source: Span | None) -> tuple[Party, ...]:
    """The actors at whom an act is aimed, in text order; a noun phrase without actor where the place is certain."""
    return unique(party for verdict in verdicts for party in _targets_of(verdict, judge, source))


def _targets_of(verdict: Verdict, judge: Judge, source: Span | None) -> list[Party]:
    named = [party for aim in verdict.aims for party in _named(aim, judge)]
    for anchor in () if named else verdict.anchors:
        named = _best_slot(anchor, verdict.act, judge, source)
        if named:
            break
    return named or _unknown(verdict, judge, source)


def _named(noun: Token, judge: Judge) -> list[Party]:
    parties = [party for token in conjuncts_of(noun) for party in judge.roster.named_by(token)]
    return [party for party in parties if party.actor not in judge.side]


def _best_slot(anchor: Token, act: Act, judge: Judge, source: Span | None) -> list[Party]:
    """The actors below ``anchor`` that stand in the place where the act names its target first."""
    left, right = anchor.left_edge.idx, anchor.right_edge.idx + 1
    scored: list[tuple[tuple[int, int], Party]] = []
    for start in judge.roster.heads_between(left, right):
        token = next(iter(anchor.doc.char_span(start, start + 1, alignment_mode="expand") or ()), None)
        slot = slot_of(token, anchor) if token is not None else None
        rank = judge.lexicon.slots.get((act, slot[0])) if slot is not None else None
        if slot is None or rank is None or token is None:
            continue
        scored.extend(
            ((rank, slot[1]), party)
            for party in judge.roster.named_by(token)
            if party.actor not in judge.side and not _shared(party.span, source)
        )
    best = min((score for score, _ in scored), default=None)
    return [party for score, party in scored if score == best]


def _shared(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a.overlaps(b)


def _unknown(verdict: Verdict, judge: Judge, source: Span | None) -> list[Party]:
    """The direct object of an act that needs one, where no actor is known to be meant."""
    if verdict.act == "Assert":
        return []
    for anchor in verdict.anchors:
        for child in anchor.children:
            if child.dep_ in {"dobj", "nsubjpass", "dative"} and child.pos_ in {"NOUN", "PROPN"}:
                span = phrase_of(child)
                mine = any(p.actor in judge.side for p in judge.roster.named_by(child))
                if not mine and not _shared(span, source):
                    return [Party(None, span)]
    return []


def phrase_of(noun: Token) -> Span:
    """The noun phrase of a noun without relative clauses and what is coordinated with it."""
    inner = [t for t in noun.subtree if not any(a.dep_ in {"relcl", "acl", "conj"} for a in _path(t, noun))]
    last = max(inner, key=lambda t: t.i)
    return Span(noun.left_edge.idx, last.idx + len(last))


def _path(token: Token, top: Token) -> Iterable[Token]:
    while token.i != top.i:
        yield token
        token = token.head


def unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each actor once, at its first mention, in text order."""
    found: dict[str | Span | None, Party] = {}
    for party in parties:
        found.setdefault(party.actor or party.span, party)
    return tuple(sorted(found.values(), key=lambda p: p.span or Span(0, 0)))


def find_addressees(cue: Token | None, judge: Judge, source: Span | None) -> tuple[Party, ...]:
    """The actors spoken to: objects of verbs of telling and asking, "to X" after verbs of saying."""
    if cue is None:
        return ()
    found: list[Party] = []
    for child in cue.children:
        objects = [child] if child.dep_ in {"dobj", "dative"} else []
        if child.dep_ == "prep" and child.lower_ in {"to", "on", "upon"}:
            objects = [c for c in child.children if c.dep_ == "pobj"]
        for noun in objects:
            found.extend(_named(noun, judge))
    return unique(p for p in found if not _shared(p.span, source))
