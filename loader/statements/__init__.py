"""Attributions to statements: speaker, act, targets, addressees, on whose behalf, when."""

from loader.statements.assembly import find_statements
from loader.statements.lexicon import ActLexicon, load_act_lexicon
from loader.statements.model import Act, Party, Quotation, Statement, distinct

__all__ = ["Act", "ActLexicon", "Party", "Quotation", "Statement", "distinct", "find_statements", "load_act_lexicon"]
