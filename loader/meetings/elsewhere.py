"""What was said at another time or by another way than what the same speaker said before."""

from __future__ import annotations

from spacy.tokens import Token

from loader.nlp import ParsedArticle
from loader.statements import Statement

# Words that set a statement apart from what its speaker said before: another time, another channel.
_ELSEWHERE = frozenset(
    {
        "earlier",
        "previously",
        "separately",
        "interview",
        "tweet",
        "post",
        "letter",
        "telegram",
        "ago",
        "facebook",
        "twitter",
        "column",
        "op-ed",
        "video",
    }
)


def is_elsewhere(parsed: ParsedArticle, statement: Statement) -> bool:
    """Whether the words around the cue say that this was said at another time or by another way."""
    words = parsed.tokens(statement.cue or statement.content[0])
    if words is None:
        return False
    verb = words.root
    if any(child.dep_ == "aux" and child.lower_ in ("had", "'d") for child in verb.children):
        return True
    outside = (t for t in verb.sent if not any(part.start <= t.idx < part.end for part in statement.content))
    return any(token.lower_ in _ELSEWHERE and not _belongs_to_noun(token) for token in outside)


def _belongs_to_noun(word: Token) -> bool:
    """Whether a word only tells more of some other noun: "the assault on a police post"."""
    return word.dep_ == "pobj" and word.head.head.pos_ == "NOUN"
