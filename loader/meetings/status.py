"""Did it happen: the status of an encounter from tense, modality, negation and the words above its trigger."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from loader.meetings.grammar import ancestors, is_verb
from loader.meetings.model import Status
from loader.meetings.triggers import Cue, Trigger, Triggers, is_plural, noun_lemma

_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before", "until", "till"})
_OCCASION = frozenset({"at", "during", "in", "on", "within", "amid", "through", "throughout"})
_AT = frozenset(
    {"at", "during"}
)  # behind a noun too: "interest in talks" is of them, "the quarrel at the talks" is not
_UNTIL = frozenset({"before", "until", "till", "when", "once"})
_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_POSSIBLE = frozenset({"can", "could", "may", "might", "should", "must", "ca"})
_OFF = frozenset({"postponed", "cancelled"})
_STANDS = ""  # the remark of an encounter that is said not to be put off; nothing above changes that
_NONE = frozenset({"no", "neither", "nor", "without", "never"})


@dataclass(frozen=True)
class Judgement:
    """What one mention says of an encounter's status: None where it says nothing of it ("the talks")."""

    status: Status | None = None
    remark: str | None = None

    def under(self, status: Status, remark: str | None = None) -> Judgement:
        """This judgement inside a word that itself speaks of ``status``: the refusal of an offer is a refusal."""
        if self.remark == _STANDS:
            return self
        if self.remark in _OFF and status in ("ruledOut", "proposed") and remark is None:
            return Judgement("scheduled", _STANDS)  # the denial of a postponement, a request for one
        note = remark or self.remark
        if status == "held" or (self.status == "ruledOut" and status != "ruledOut"):
            return Judgement(self.status or status, note)
        if status == "scheduled" and self.status == "proposed":
            return Judgement("proposed", note)
        return Judgement(status, note)


def judge(trigger: Trigger, triggers: Triggers) -> Judgement:
    """The status that one mention gives its encounter."""
    awaited = Judgement("scheduled") if trigger.sense.pattern == "awaited" else Judgement()
    found = _of_word(trigger.token, awaited, triggers)
    if trigger.top != trigger.token:
        found = _of_word(trigger.top, found, triggers)
    if found.status == "scheduled" and _is_question(trigger.token):
        found = Judgement("proposed", found.remark)  # "will he meet her?"
    inner, below, occasion = trigger.top, trigger.top, False
    for token, label in ancestors(trigger.top):
        if _leaves_event(below, label):
            along = trigger.verbal or (not is_plural(trigger.top) and _goes_along(inner, below, triggers))
            return _beside(below, token, found) if along else found
        timed = _by_preposition(token, found, occasion)
        if timed is not None:
            return timed
        occasion = occasion or _is_occasion(below, token, triggers)
        found = _of_word(token, found, triggers, entered_by=below, occasion=occasion)
        if _is_attendance(trigger, below, token, triggers):
            return Judgement(found.status or "scheduled", found.remark)
        if occasion and is_verb(token):
            ahead = _ahead(token, triggers)
            return Judgement("scheduled" if ahead else found.status or "held", found.remark)
        inner, below = below, token
    return found


def _goes_along(inner: Token, gerund: Token, triggers: Triggers) -> bool:
    """Whether a clause tells of taking part: "*speaking at* a summit, he said", "*attending* talks, she"."""
    there = inner.dep_ == "dobj" or inner.lower_ in _OCCASION
    return there and gerund.tag_ == "VBG" and triggers.supports_as(gerund, "attend", "hold", "host")


def _is_question(token: Token) -> bool:
    """Whether a word stands in a question: what is asked about nobody has announced."""
    return token.sent[-1].text == "?" or (token.sent.end < len(token.doc) and token.doc[token.sent.end].text == "?")


def _by_preposition(token: Token, found: Judgement, occasion: bool) -> Judgement | None:
    """What "after", "ahead of" or "without" the talks says of them; None for other words."""
    if token.pos_ != "ADP":
        return None
    if token.lower_ in _AFTER:
        return found.under("held")
    if token.lower_ in _BEFORE or _is_ahead(token):
        return found.under("scheduled") if found.status is None else found
    return Judgement("ruledOut", found.remark) if token.lower_ == "without" and not occasion else None


def _is_occasion(below: Token, token: Token, triggers: Triggers) -> bool:
    """Whether something else is done at the encounter: "said at a briefing", not "took part in it".

    The parser hangs "at the talks" on the last noun before it: "rejected the plan at the talks".
    """
    if below.pos_ != "ADP" or below.dep_ != "prep":
        return False
    if not is_verb(token):
        return below.lower_ in _AT and token.pos_ in ("NOUN", "PROPN") and not triggers.supports_as(token, "presence")
    at = below.lower_ in _OCCASION
    return at and (below.lower_ == "during" or not _is_attended(token, triggers))


def _is_attended(verb: Token, triggers: Triggers) -> bool:
    """Whether a verb is one of holding or attending; who takes a decision at the talks does neither."""
    takes = verb.lemma_ != "take" or any(child.lower_ in ("part", "place") for child in verb.rights)
    return takes and triggers.supports_as(verb, "attend", "hold")


def _is_attendance(trigger: Trigger, below: Token, token: Token, triggers: Triggers) -> bool:
    """Whether somebody is only asked to attend what takes place anyway: "urged him to attend the summit"."""
    if trigger.sense.kind != "Summit" and not any(child.lower_ == "the" for child in trigger.top.lefts):
        return False
    attends = triggers.supports_as(token, "attend") and below.dep_ == "dobj" and not _of_two(below)
    return attends and token.tag_ == "VB" and any(child.lower_ == "to" for child in token.lefts)


def _ahead(verb: Token, triggers: Triggers) -> bool:
    """Whether what is done at an encounter is still to be done: "expected to meet", "will be glad to meet there"."""
    while verb.dep_ == "xcomp":
        verb = verb.head
        cue = triggers.cues.get((verb.lemma_, "verb")) or triggers.adjective_cue(verb)
        glad = verb.dep_ == "acomp" and any(child.lower_ in _FUTURE for child in verb.head.lefts)
        if glad or (cue is not None and cue.status == "scheduled"):
            return True
    return False


def _beside(below: Token, above: Token, found: Judgement) -> Judgement:
    """A gerund takes its time from the clause it stands beside: "discussing Iraq, they stressed"."""
    if found.status is not None or below.dep_ != "advcl":
        return found
    future = any(child.lower_ in _FUTURE for child in above.children)
    return found.under("scheduled" if future else "held")


def _leaves_event(below: Token, label: str) -> bool:
    """Whether the step up from ``below`` leaves what is said of the encounter."""
    if label in ("relcl", "parataxis"):
        return True
    if label == "advcl":
        return not any(child.dep_ == "aux" and child.lower_ == "to" for child in below.children)
    if label == "conj" and is_verb(below):
        return below.tag_ in ("VBD", "VBZ", "VBP") or any(
            child.dep_ in ("nsubj", "nsubjpass", "aux") for child in below.children
        )
    return label in ("appos",)


def _is_ahead(preposition: Token) -> bool:
    return preposition.lower_ == "of" and preposition.head.lower_ == "ahead"


def _of_word(
    token: Token, found: Judgement, triggers: Triggers, entered_by: Token | None = None, occasion: bool = False
) -> Judgement:
    """The judgement once ``token``, its negation and its modality are counted in."""
    before = found
    if entered_by is not None and entered_by.dep_ in ("advcl", "xcomp") and triggers.supports_as(token, "set-out"):
        found = found.under("scheduled") if found.status is None else found  # "left for Dhaka to attend the talks"
    together = entered_by is not None and entered_by.dep_ == "conj"  # "will call on him and hold talks"
    if not occasion and not together:
        found = _by_cue(token, found, triggers, entered_by)
        found = _by_adjective(token, found, triggers)
        found = _by_clause(token, found, triggers)
    if is_verb(token):
        found = _by_tense(token, found, entered_by, triggers)
    absent = entered_by is not None and triggers.supports_as(token, "attend") and not _of_two(entered_by)
    silent = entered_by is not None and triggers.supports_as(token, "express")  # "has not confirmed the meeting"
    if silent and _negated(token):
        return before
    if entered_by is not None and entered_by.dep_ == "xcomp" and _yet_to(token):
        return Judgement("proposed", found.remark)
    if _negated(token) and not occasion and not absent and found.remark != _STANDS:
        turned = found.status == "ruledOut" and before.status != "ruledOut"
        return Judgement("proposed" if turned else "ruledOut", found.remark)
    return found


def _yet_to(verb: Token) -> bool:
    """Whether what follows is still to be decided: "has yet to agree to talks"."""
    return verb.lemma_ in ("have", "be") and any(child.lower_ == "yet" for child in verb.rights)


def _of_two(noun: Token) -> bool:
    """Whether an encounter is one with somebody: who "will not attend a meeting with her" calls it off.

    A summit takes place without one who stays away.
    """
    return any(child.lower_ == "with" and child.dep_ == "prep" for child in noun.children)


def _by_cue(token: Token, found: Judgement, triggers: Triggers, entered_by: Token | None) -> Judgement:
    part = "verb" if is_verb(token) else "noun" if token.pos_ in ("NOUN", "PROPN") else "adj"
    if part == "noun" and entered_by is not None:
        token = _last_conjunct(token, entered_by)
    lemma = token.lemma_.lower() if part != "noun" else noun_lemma(token)
    if part == "verb":
        cue = triggers.verb_cue(token)
    else:
        cue = triggers.cues.get((lemma, part)) if part == "noun" else triggers.adjective_cue(token)
    if part == "verb" and entered_by is not None and entered_by.dep_ == "nsubj":
        cue = _of_itself(token, triggers)  # the subject refuses or plans something else
    if cue is None:
        return found
    if entered_by is not None and cue.status == "scheduled" and triggers.supports_as(entered_by, "offer"):
        return Judgement("scheduled", found.remark)  # "accepted an invitation to visit Rome"
    if entered_by is None:
        return found  # the trigger itself
    return found.under(cue.status, cue.remark)


def _of_itself(verb: Token, triggers: Triggers) -> Cue | None:
    """What befalls an encounter that is the subject: "the visit fell through"."""
    words = (f"{verb.lemma_} {child.lower_}" for child in verb.rights)
    return next((triggers.cues[each, "subject"] for each in words if (each, "subject") in triggers.cues), None)


def _last_conjunct(noun: Token, entered_by: Token) -> Token:
    """The noun next to a preposition that the parser hung on the first: "relations and preparations for"."""
    nearer = [child for child in noun.children if child.dep_ == "conj" and child.i < entered_by.i]
    return nearer[-1] if nearer else noun


def _by_adjective(token: Token, found: Judgement, triggers: Triggers) -> Judgement:
    for child in token.children:
        if child.dep_ in ("amod", "acomp", "attr", "oprd") or (child.dep_ == "acl" and child.tag_ == "VBN"):
            cue = triggers.adjective_cue(child)
            if cue is not None:
                found = found.under(cue.status, cue.remark)
    return found


def _by_clause(noun: Token, found: Judgement, triggers: Triggers) -> Judgement:
    """What a clause behind the noun says: "a summit to be held in May", "which will take place"."""
    for clause in noun.children:
        ahead = any(child.dep_ == "aux" and child.lower_ in _FUTURE | {"to"} for child in clause.children)
        if ahead and clause.dep_ in ("relcl", "acl") and triggers.supports_as(clause, "hold", "happen"):
            return found.under("scheduled")
    return found


def _by_tense(verb: Token, found: Judgement, entered_by: Token | None, triggers: Triggers) -> Judgement:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & _FUTURE:
        return found.under("scheduled") if found.status in (None, "held") else found
    if auxiliaries & _POSSIBLE or any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children):
        return found.under("proposed") if found.status in (None, "held") else found
    if "would" in auxiliaries:
        return found.under("scheduled") if found.status in (None, "held") else found
    if _is_to_be(verb, triggers, entered_by) or _is_awaited(verb, triggers):
        return found.under("scheduled") if found.status is None else found
    if _finite(verb) and found.status is None:
        return Judgement("held", found.remark)
    return found


def _is_awaited(verb: Token, triggers: Triggers) -> bool:
    """The present tense of what is to come: "two days before she travels", "is leaving for Kigali on Friday"."""
    sense = triggers.verbs.get(verb.lemma_)
    leaves = verb.tag_ == "VBG" and sense is not None and sense.pattern == "travel"
    if leaves and any(c.tag_ in ("VBP", "VBZ") for c in verb.lefts):
        return any(child.ent_type_ == "DATE" for prep in verb.rights for child in (prep, *prep.children))
    return verb.tag_ in ("VBP", "VBZ") and any(child.lower_ in _UNTIL for child in verb.lefts)


def _is_to_be(verb: Token, triggers: Triggers, entered_by: Token | None) -> bool:
    """ "The ministers are to meet", "the talks are to be held": "be" with an infinitive."""
    if verb.lemma_ != "be" or entered_by is None:
        return False
    held = (each for each in verb.rights if each.dep_ == "xcomp" and triggers.supports_as(each, "hold", "happen"))
    told = [entered_by] if entered_by.dep_ == "xcomp" else held if entered_by.dep_ == "nsubj" else ()
    return any(child.lower_ == "to" for each in told for child in each.lefts)


def _finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP") for child in verb.children
    )


def _negated(token: Token) -> bool:
    for child in token.children:
        if child.dep_ == "neg" and not _only(child):
            return True
        if child.dep_ in ("det", "preconj", "cc", "advmod") and child.lower_ in _NONE:
            return True
    return False


def _only(negation: Token) -> bool:
    after = negation.nbor() if negation.i + 1 < len(negation.doc) else None
    return after is not None and after.lower_ in ("only", "just", "merely")
