"""Attributions to statements: speaker, act, targets, addressees, on whose behalf, when."""

from __future__ import annotations

from spacy.tokens import Token

from loader.articles import Span
from loader.attribution import Attribution
from loader.dates import DateExpression
from loader.mentions import Cast
from loader.nlp import ParsedArticle
from loader.statements.clauses import tokens_in
from loader.statements.judgement import Judge, end_of
from loader.statements.lexicon import ActLexicon, load_act_lexicon
from loader.statements.model import Act, Party, Quotation, Statement
from loader.statements.roster import Roster
from loader.statements.targets import find_addressees, find_targets

__all__ = ["Act", "ActLexicon", "Party", "Quotation", "Statement", "find_statements", "load_act_lexicon"]


def find_statements(
    parsed: ParsedArticle,
    attributions: tuple[Attribution, ...],
    cast: Cast,
    dates: tuple[DateExpression, ...],
    lexicon: ActLexicon | None = None,
) -> tuple[Statement, ...]:
    """The statements of an article, in text order."""
    words, roster = lexicon or load_act_lexicon(), Roster(cast)
    ordered = sorted((a for a in attributions if a.content), key=lambda a: (a.content[0], a.content[-1].end))
    return tuple(
        _statement(f"s{number}", attribution, parsed, roster, words)
        for number, attribution in enumerate(ordered, start=1)
    )


def _statement(
    id_: str, attribution: Attribution, parsed: ParsedArticle, roster: Roster, lexicon: ActLexicon
) -> Statement:
    speakers = _speakers(attribution, roster)
    side = roster.side_of(p.actor for p in speakers if p.actor is not None)
    cue = cue_word(parsed, attribution.cue)
    judge = Judge(lexicon, roster, side)
    verdict = judge.judge(cue, end_of(attribution.cue), tokens_in(parsed.doc, attribution.content))
    return Statement(
        id=id_,
        content=attribution.content,
        quotation=_quotation(attribution, parsed),
        act=verdict.act,
        rule=attribution.rule,
        confidence=attribution.confidence,
        cue=attribution.cue,
        source=attribution.source,
        speakers=speakers,
        targets=find_targets(verdict, roster, lexicon, side, attribution.source),
        addressees=find_addressees(cue, roster, side, attribution.source),
    )


def cue_word(parsed: ParsedArticle, cue: Span | None) -> Token | None:
    """The head word of a cue."""
    tokens = parsed.tokens(cue) if cue is not None else None
    return tokens.root if tokens is not None and len(tokens) else None


def _speakers(attribution: Attribution, roster: Roster) -> tuple[Party, ...]:
    if attribution.source is None:
        return ()
    return (Party(roster.cast.at(attribution.source), attribution.source),)


def _quotation(attribution: Attribution, parsed: ParsedArticle) -> Quotation:
    return "indirect"
