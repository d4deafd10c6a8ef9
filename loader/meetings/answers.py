"""What becomes of an encounter that was offered: "Baku turned down the invitation"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from loader.meetings.encounters import Report
from loader.meetings.grammar import PASSIVE_SUBJECTS, is_verb
from loader.meetings.model import Status
from loader.meetings.scene import Scene

_SOON = 400  # characters within which "the invitation" is the one just told of
_KNOWN = frozenset({"the", "this", "that", "such", "his", "her", "its", "their"})


def answered(reports: list[Report], scene: Scene) -> list[Report]:
    """The reports again; the one of an encounter that was only proposed has the answer that follows it."""
    found = list(reports)
    if all(each.judgement.status != "proposed" for each in reports):
        return found
    for noun, status in _answers(scene):
        near = [i for i, each in enumerate(found) if 0 < noun.idx - each.trigger.end < _SOON]
        if near and found[near[-1]].judgement.status == "proposed":
            last = found[near[-1]]
            found[near[-1]] = replace(last, judgement=replace(last.judgement, status=status))
    return found


def _answers(scene: Scene) -> Iterator[tuple[Token, Status]]:
    """Offers spoken of as known, with what was answered; one that says what it offers is a mention of its own."""
    offers = scene.triggers.words_as["offer"]
    for noun in (scene.parsed.doc[i] for i, word in enumerate(scene.parsed.columns.lower) if word in offers):
        verb, known = noun.head, any(child.lower_ in _KNOWN or child.dep_ == "poss" for child in noun.lefts)
        if known and noun.dep_ in ("dobj", *PASSIVE_SUBJECTS) and is_verb(verb) and not _says_what(noun):
            cue = scene.triggers.verb_cue(verb)
            negated = any(child.dep_ == "neg" for child in verb.children)
            if cue is not None and cue.status in ("ruledOut", "scheduled") and not cue.remark:
                yield noun, "ruledOut" if cue.status == "ruledOut" or negated else "scheduled"


def _says_what(noun: Token) -> bool:
    """Whether the words behind an offer name an encounter or a deed: "an offer of talks", "the proposal to build"."""
    return any(child.dep_ in ("acl", "relcl", "prep") for child in noun.rights)
