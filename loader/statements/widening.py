"""Attributions whose cue is only part of a nominal statement, put right: "reiterated [its rejection of talks]"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from loader.articles import Span
from loader.attribution import Attribution
from loader.nlp import ParsedArticle
from loader.statements.lexicon import ActLexicon


def completed(attribution: Attribution, parsed: ParsedArticle) -> Attribution:
    """The attribution with the name that follows its source without a comma: "the spokesperson [Jane Roe]"."""
    source = attribution.source
    tokens = parsed.tokens(source) if source is not None else None
    if source is None or tokens is None or tokens.end >= len(parsed.doc):
        return attribution
    name = parsed.doc[tokens.end]
    while name.dep_ == "compound" and name.pos_ == "PROPN" and name.head.i > name.i:
        name = name.head
    joined = name.pos_ == "PROPN" and name.dep_ == "appos" and tokens.start <= name.head.i < tokens.end
    if not joined or any(span.start < name.idx < span.end for span in attribution.content):
        return attribution
    return replace(attribution, source=Span(source.start, name.idx + len(name)))


def widened(attribution: Attribution, parsed: ParsedArticle, lexicon: ActLexicon) -> Attribution:
    """The attribution with the verb that voices a stance as its cue and the whole noun phrase as its content.

    It may come with the noun or its preposition as cue ("*rejection* of talks", "rejection *of* talks"); where a
    verb of voicing takes that noun as its object, the verb is the cue and the noun belongs to the content.
    """
    tokens = parsed.tokens(attribution.cue) if attribution.cue is not None else None
    if tokens is None or not len(tokens):
        return attribution
    noun = _noun_of(tokens.root)
    if noun is None or noun.dep_ != "dobj" or noun.head.lemma_.lower() not in lexicon.voicing:
        return attribution
    phrase = Span(noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge))
    if not all(phrase.contains(span) for span in attribution.content):
        return attribution
    verb = noun.head
    return replace(
        attribution, cue=Span(verb.idx, verb.idx + len(verb)), content=(phrase,), lemma=verb.lemma_, frame="dobj"
    )


def _noun_of(cue: Token) -> Token | None:
    if cue.dep_ in {"prep", "pcomp"} or cue.pos_ == "ADP":
        cue = cue.head
    return cue if cue.pos_ == "NOUN" else None
