"""An article's cast: names brought together first, then descriptions and pronouns in the order of the text."""

from __future__ import annotations

from loader.mentions.actor_words import ActorWords
from loader.mentions.cast import Cast
from loader.mentions.coreference import resolve_descriptions
from loader.mentions.descriptions import find_descriptions
from loader.mentions.drafts import Draft, freeze
from loader.mentions.identifying import identify_names
from loader.mentions.phrases import Phrase
from loader.mentions.segmenting import find_names
from loader.mentions.tokens import Tokens, read_tokens
from loader.names import slug
from loader.nlp import ParsedArticle

_SILENT = frozenset(("byline", "credit", "notice", "date", "dateline"))


def find_cast(parsed: ParsedArticle, words: ActorWords) -> Cast:
    """The actors that an article names or describes, with all their mentions.

    Names of bylines, credits and datelines are no mentions. A pronoun or description without a plausible
    antecedent is left out.
    """
    tokens = read_tokens(parsed.doc)
    names = [p for p in find_names(tokens, words) if _speaks(parsed, tokens, p)]
    drafts, owners = identify_names(tokens, words, names)
    described = [p for p in find_descriptions(tokens, words, names) if _speaks(parsed, tokens, p)]
    resolve_descriptions(tokens, words, drafts, names, owners, described)
    return Cast(freeze(drafts, [_slug(draft) for draft in drafts]))


def _speaks(parsed: ParsedArticle, tokens: Tokens, phrase: Phrase) -> bool:
    block = parsed.layout.block_at(tokens.start[phrase.head])
    return block is None or block.kind not in _SILENT


def _slug(draft: Draft) -> str:
    return draft.known or slug(draft.label)
