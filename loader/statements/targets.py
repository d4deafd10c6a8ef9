"""At whom a statement is aimed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loader.articles import Span
from loader.statements.burdens import is_blamed, is_penalised, names_act
from loader.statements.clause_acts import PERFORMED, Clauses, Verdict
from loader.statements.clauses import conjuncts_of, phrase_of, slot_of
from loader.statements.model import Act, Party, distinct
from loader.words import Word

#: The tens of a slot's rank: places are tried group by group; inside a group the place nearest the verb wins. From
#: FAINT on a place gives way to whom the same breath accuses.
GROUP = 10
#: The rank of the one spoken to.
TO_WHOM = 5
FAINT = 90
MODIFIERS = frozenset({"compound", "amod", "nmod"})
PARTNER = frozenset({"prep:with", "prep:between"})
#: The rank of the place behind what is put on somebody: "sanctions on X".
PENALISED = 25
SOMEBODY = frozenset({"him", "her", "them"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
CERTAIN = frozenset({"dobj", "nsubjpass", "dative"})
#: Acts whose verbs take the one they are aimed at as their object: nobody is looked for outside it.
PERSONAL = frozenset({"Accuse", "Request", "Warn"})
#: Acts that judge what somebody else does or has.
REVIEWING = frozenset({"Accuse", "Support", "Reject"})
#: Places of those whose offer or call is rejected.
OWNERS = frozenset({"poss", "amod", "compound", "nmod", "prep:from", "prep:by"})
#: How far below the verb a noun may stand that is taken for the target though no actor is known by it.
NEAR = 3
#: Characters of the longest noun phrase that is taken so.
LONGEST = 120
NO_ACTOR = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"})


@dataclass(frozen=True)
class Place:
    """A noun where a target could be named: how good the place is and who is meant there (empty: nobody known)."""

    rank: int
    anchor: int
    depth: int
    noun: Word
    slot: str
    parties: tuple[Party, ...]

    @property
    def score(self) -> tuple[int, int, int, int]:
        """Lower is better."""
        return self.rank // GROUP, self.anchor, self.depth, self.rank


def find_targets(verdicts: list[Verdict], clauses: Clauses, source: Span | None) -> tuple[tuple[Party, ...], bool]:
    """The actors at whom an act is aimed, in text order, and whether they are but faintly indicated.

    A noun phrase without actor is a target where the place is certain: a party without key. A crowd whose name
    follows in brackets is named once: "the rebels (M23)".
    """
    found = [_targets_of(verdict, clauses, source) for verdict in verdicts]
    parties = distinct(_state_of(party, clauses) for parties, _ in found for party in parties)
    spelt = {party.span.start for party in parties if party.span is not None}
    kept = tuple(p for p in parties if not (_is_crowd(p, clauses) and p.span is not None and p.span.end + 2 in spelt))
    return kept, all(faint for parties, faint in found if parties)


def _state_of(party: Party, clauses: Clauses) -> Party:
    """The state for those who lead it: "Norway's leaders should stop" is aimed at Norway."""
    actor = clauses.roster.actors.get(party.actor or "")
    if actor is None or actor.kind != "Group" or party.span is None or actor.country in {None, *clauses.side}:
        return party
    word = clauses.roster.words.at(party.span)[-1].lower_
    led = word in clauses.lexicon.rulers and actor.country in clauses.roster.actors
    return Party(actor.country, party.span) if led else party


def _targets_of(verdict: Verdict, clauses: Clauses, source: Span | None) -> tuple[list[Party], bool]:
    named = [party for aim in verdict.aims for party in _named(aim, clauses)]
    if verdict.act == "Accuse":
        named = [party for party in named if not _is_crowd(party, clauses)]  # "said that gunmen had attacked"
    if named:
        return named, False
    if verdict.act == "Assert" and not verdict.anchors and clauses.quoted:
        return _own_partners(clauses), False
    if mutual := _each_other(verdict, clauses):
        return mutual, False
    pronoun = _personal_object(verdict)
    if pronoun is not None:
        return [p for p in clauses.roster.named_by(pronoun) if p.actor not in clauses.speakers], False
    places = [p for i, _ in enumerate(verdict.anchors) for p in _places(verdict, i, clauses, source)]
    places = [p for p in places if not any(p.noun.i == h.i or h.is_ancestor(p.noun) for h in verdict.holders)]
    known = min((p for p in places if p.parties), key=lambda p: p.score, default=None)
    certain = min((p for p in places if _is_certain(p, verdict, clauses)), key=lambda p: p.score, default=None)
    if certain is not None and (known is None or known.rank // GROUP > certain.rank // GROUP):
        inside = [p for p in places if p.parties and certain.noun.is_ancestor(p.noun)]
        known = min(inside, key=lambda p: p.score, default=None)
    if known is not None:
        same = [p for p in places if p.parties and p.score == known.score]
        if verdict.act == "Reject":  # "turned down a *Saudi* invitation to talks with the rebels"
            same += [p for p in places if p.parties and p.slot in OWNERS and names_act(p.noun.head, clauses)]
        return [party for place in same for party in place.parties], known.rank >= FAINT
    crowd = (
        [] if verdict.act == "Accuse" else [aim for aim in verdict.aims if aim.lower_ in clauses.lexicon.collectives]
    )
    return [Party(None, phrase_of(aim)) for aim in crowd] or _unknown(places, verdict, clauses), False


def _own_partners(clauses: Clauses) -> list[Party]:
    """With whom speakers have what they call theirs, in their own words: "*our* agenda with *Lima* is short"."""
    words = clauses.content.words if clauses.content is not None else ()
    shared = (w for w in words if w.lower_ == "with" and w.head.pos_ == "NOUN" and _is_ours(w.head))
    partners = (n for w in shared for c in w.children if c.dep_ == "pobj" for n in conjuncts_of(c))
    return [party for noun in partners for party in clauses.roster.named_by(noun) if party.actor not in clauses.side]


def _is_ours(noun: Word) -> bool:
    return any(c.lower_ in {"our", "my"} for c in noun.children)


def _each_other(verdict: Verdict, clauses: Clauses) -> list[Party]:
    """The speakers, where they blame "each other"."""
    objects = (c for anchor in verdict.anchors[:1] for c in anchor.children if c.dep_ in CERTAIN)
    for word in objects:
        if {t.lower_ for t in word.subtree} in ({"each", "other"}, {"one", "another"}):
            return (
                [Party(key, phrase_of(word)) for key in sorted(clauses.speakers)] if len(clauses.speakers) > 1 else []
            )
    return []


def _personal_object(verdict: Verdict) -> Word | None:
    """The verb's object if a pronoun: "thanked *him* for his country's help" is aimed at nobody else."""
    objects = (c for c in verdict.anchors[0].children if c.dep_ in CERTAIN) if verdict.anchors else ()
    return next((c for c in objects if c.tag_ == "PRP" and c.lower_ in SOMEBODY), None)


def _named(noun: Word, clauses: Clauses) -> list[Party]:
    """Those named by an aim: outsiders, else those of the speaker's own side who are asked to do something."""
    parties = [party for token in conjuncts_of(noun) for party in clauses.roster.meant_by(token)]
    outside = [party for party in parties if party.actor not in clauses.side]
    return outside or [party for party in parties if party.actor not in clauses.speakers]


def _places(verdict: Verdict, index: int, clauses: Clauses, source: Span | None) -> Iterator[Place]:
    """The nouns below an anchor that stand where the act may name its target.

    The speaker's side is left out, unless it is the object of the act's own verb ("urged his government").
    """
    anchor, addressing = verdict.anchors[index], clauses.lexicon.addressing
    for noun in anchor.subtree:
        if noun.pos_ not in NOMINAL or noun is anchor:
            continue
        parties = clauses.roster.named_by(noun)
        if not _may_be_meant(noun, parties, clauses):
            continue
        slot = slot_of(noun, anchor, clauses.lexicon.adjuncts)
        if noun.tag_ == "PRP$" and (verdict.act not in REVIEWING or slot is None or slot != ("poss", 1)):
            continue
        rank = clauses.lexicon.slots.get((verdict.act, slot[0])) if slot is not None else None
        if rank is None and verdict.act == "Accuse" and index == 0 and is_blamed(noun, anchor, clauses):
            slot, rank = ("prep:on", NEAR), TO_WHOM
        if rank is None and parties and verdict.act != "Assert" and is_penalised(noun, verdict.act, clauses):
            slot, rank = slot or ("prep:on", NEAR), PENALISED
        if (
            slot is None
            or rank is None
            or (slot[0] == "prep:in" and not _is_seat(noun, clauses))
            or (source is not None and source.start <= noun.idx < source.end)
        ):
            continue
        if _is_aside(noun, anchor) or (clauses.content is not None and clauses.content.leaves_out(noun)):
            continue
        if index == 0 and slot[1] == 2 and (anchor.lemma_.lower(), slot[0].removeprefix("prep:")) in addressing:
            rank = min(rank, TO_WHOM)  # "appealed *to them* not to leave her"
        if slot[0] != "condition" and (_in_front(noun, anchor) or _is_destination(noun, clauses)):
            continue
        blunt = index == 0 and verdict.act in PERSONAL and slot[0] in CERTAIN
        own = clauses.speakers if blunt else clauses.side
        meant = (party for party in parties if _suits(party, verdict.act, slot[0], clauses))
        others = tuple(party for party in meant if party.actor not in own)
        if others or not parties:
            yield Place(rank, index, slot[1], noun, slot[0], others)


def _is_seat(noun: Word, clauses: Clauses) -> bool:
    """Whether a capital behind "in" stands for those who sit there: its mention is then no place."""
    mentions = (mention for _, mention in clauses.roster.by_head.get(noun.idx, ()))
    return any(mention.function == "other" for mention in mentions)


def _may_be_meant(noun: Word, parties: list[Party], clauses: Clauses) -> bool:
    """Whether a word can name a target: somebody of the cast by its whole name, or a noun that is yet unknown."""
    if noun.lower_ == "it" or _belongs_to_own(noun):
        return False
    if any(c.lower_ in {"our", "my"} for c in noun.children):
        return False
    if parties:  # in "Rohingya refugees" the whole phrase names somebody
        return noun.dep_ not in MODIFIERS or not _inside_name(noun, clauses)
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.ent_type_ in NO_ACTOR or noun.dep_ in MODIFIERS:
        return False
    return not any(c.tag_ == "PRP$" for c in noun.children)


def _belongs_to_own(noun: Word) -> bool:
    """Whether a noun only tells which of their own people act: "rejected what *its mission to X* called a lie"."""
    above = noun.head.head if noun.dep_ == "pobj" else None
    return above is not None and above.dep_ == "nsubj" and any(c.tag_ == "PRP$" for c in above.children)


def _suits(party: Party, act: Act, slot: str, clauses: Clauses) -> bool:
    """Whether an actor is one to have such an act aimed at it: a crowd is not, deep in the content."""
    crowd = clauses.roster.kind_of(party.actor) in {"Group", "Actor"} or _is_anybody(party, clauses)
    if act == "Reject" and slot == "dobj" and _is_anybody(party, clauses):
        return False
    doer = act == "Accuse" and slot in {"nsubj", "clause:nsubj"} and _is_crowd(party, clauses)
    return not crowd or (act != "Assert" and not slot.startswith("deep:") and not doer)


def _is_anybody(party: Party, clauses: Clauses) -> bool:
    """Whether a person is nobody in particular, and of no office: "a prisoner", "girls"."""
    actor = clauses.roster.actors.get(party.actor or "")
    return actor is not None and actor.kind == "Person" and not actor.named and not actor.roles


def _is_crowd(party: Party, clauses: Clauses) -> bool:
    """Whether an actor is known by a common noun only: "the assailants"."""
    actor = clauses.roster.actors.get(party.actor or "")
    return actor is not None and actor.kind == "Group" and actor.country is None and actor.label == actor.label.lower()


def _in_front(noun: Word, anchor: Word) -> bool:
    """Whether a noun stands in a circumstance in front of the verb: "In answer to X, she said"."""
    while noun.head.i not in {anchor.i, noun.i}:
        noun = noun.head
    return anchor.pos_ == "VERB" and noun.i < anchor.i and noun.dep_ in {"prep", "advcl", "npadvmod", "advmod"}


def _is_aside(noun: Word, anchor: Word) -> bool:
    """Whether a noun stands in what goes along with it: "called for calm, with Rome threatening sanctions"."""
    word = noun
    while word.i not in {anchor.i, word.head.i}:
        word = word.head
        if word.lower_ == "with" and word.dep_ == "prep":
            below = [c for c in word.children if c.dep_ in {"pcomp", "pobj"}]
            if any(c.tag_ == "VBG" or any(g.dep_ == "acl" and g.tag_ == "VBG" for g in c.children) for c in below):
                return True
    return False


def _is_destination(noun: Word, clauses: Clauses) -> bool:
    """Whether a noun is where somebody goes: "will not go to Norway" refuses Norway nothing."""
    preposition = noun.head if noun.dep_ == "pobj" else None
    return preposition is not None and preposition.head.lemma_.lower() in clauses.lexicon.motions


def _inside_name(noun: Word, clauses: Clauses) -> bool:
    whole = (party.span for party in clauses.roster.named_by(noun.head))
    return any(span is not None and span.start <= noun.idx < span.end for span in whole)


def _is_certain(place: Place, verdict: Verdict, clauses: Clauses) -> bool:
    """Whether the object of a verb is the target even if it is nobody of the cast: not so in "filed a complaint"."""
    if place.parties or names_act(place.noun, clauses) or place.noun.lemma_.lower() in clauses.lexicon.talks:
        return False
    partner = place.slot in PARTNER and verdict.act in {"Reject", "Propose"} and place.rank < GROUP
    return partner or (place.slot in CERTAIN and verdict.act in PERSONAL)


def _unknown(places: list[Place], verdict: Verdict, clauses: Clauses) -> list[Party]:
    """The noun phrase in the best place, where no actor is known to be meant."""
    near = [p for p in places if p.depth <= NEAR and p.rank < 3 * GROUP and verdict.act != "Assert"]
    if verdict.strength < PERFORMED:
        near = [p for p in near if not names_act(p.noun, clauses)]
    best = min(near, key=lambda p: p.score, default=None)
    span = phrase_of(best.noun) if best is not None else None
    return [Party(None, span)] if span is not None and len(span) <= LONGEST else []
