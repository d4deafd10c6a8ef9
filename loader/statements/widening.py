"""Attributions whose cue is only part of a nominal statement, put right: "reiterated [its rejection of talks]"."""

from __future__ import annotations

from dataclasses import replace

from loader.articles import Span
from loader.attribution import Attribution
from loader.nlp import ParsedArticle
from loader.statements.lexicon import ActLexicon
from loader.statements.roster import Roster
from loader.words import Word, Words


def completed(attribution: Attribution, parsed: ParsedArticle, roster: Roster) -> Attribution:
    """The attribution with the whole of a name of which its source is only the beginning.

    Either the cast knows a longer name that begins there ("ECOWAS [Commission President Jane Roe]"), or the name
    follows without a comma ("the spokesperson [Jane Roe]").
    """
    source = attribution.source
    if source is None:
        return attribution
    end = max(_end_of_name(source, roster), _end_of_apposition(source, parsed.words))
    if end <= source.end or any(span.start < end and source.end < span.end for span in attribution.content):
        return attribution
    return replace(attribution, source=Span(source.start, end))


def _end_of_name(source: Span, roster: Roster) -> int:
    whole = roster.persons_by_start.get(source.start)
    return whole.span.end if whole is not None else 0


def _end_of_apposition(source: Span, words: Words) -> int:
    inside = words.at(source)
    if not inside or inside[-1].i + 1 == len(words.all):
        return 0
    name = words.all[inside[-1].i + 1]
    while name.dep_ == "compound" and name.pos_ == "PROPN" and name.head.i > name.i:
        name = name.head
    return name.end if name.pos_ == "PROPN" and name.dep_ == "appos" and name.head in inside else 0


def widened(attribution: Attribution, parsed: ParsedArticle, lexicon: ActLexicon) -> Attribution:
    """The attribution with the verb that does the act as its cue, and all that the verb takes as its content.

    It may come with a noun below that verb as its cue, or the noun's preposition ("reiterated its *rejection* of
    talks", "dismissed *reports* that"), or with a second verb ("denies *seeking* a weapon").
    """
    cue = parsed.words.root(attribution.cue)
    below = _below_act(cue, lexicon) if cue is not None else None
    if below is None:
        return attribution
    phrase = below.phrase
    if not all(phrase.contains(span) for span in attribution.content):
        return attribution
    verb = below.head
    return replace(attribution, cue=Span(verb.idx, verb.end), content=(phrase,), lemma=verb.lemma_, frame=below.dep_)


def _below_act(cue: Word, lexicon: ActLexicon) -> Word | None:
    """The object or second verb, with its cue in it, of a verb that voices a stance or does an act."""
    if cue.dep_ in {"prep", "pcomp"} or cue.pos_ == "ADP":
        cue = cue.head
    verb = cue.head.lemma_.lower()
    act = lexicon.cues.get((verb, "*"), "Assert")
    if cue.pos_ == "NOUN" and cue.dep_ == "dobj":
        return cue if verb in lexicon.voicing or act != "Assert" else None
    own = lexicon.cues.get((cue.lemma_.lower(), "*"), "Assert")  # "declined to say": nothing was said
    denied = cue.pos_ == "VERB" and cue.dep_ == "xcomp" and cue.head.pos_ == "VERB" and act == "Reject"
    return cue if denied and own != "Assert" else None
