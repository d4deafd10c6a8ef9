"""An article's cast: names brought together first, then descriptions and pronouns in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from loader.articles import Span
from loader.mentions.actor_words import ActorWords
from loader.mentions.belonging import settle_ministries
from loader.mentions.cast import Cast
from loader.mentions.coreference import resolve_descriptions
from loader.mentions.descriptions import find_descriptions
from loader.mentions.discourse import Discourse
from loader.mentions.drafts import Draft, freeze
from loader.mentions.epithets import find_epithets, find_styles
from loader.mentions.identifying import identify_names
from loader.mentions.phrases import Phrase
from loader.mentions.segmenting import find_names
from loader.mentions.tokens import Tokens, read_tokens
from loader.names import slug
from loader.nlp import ParsedArticle
from loader.places import PlaceMention

_WHOLE_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'.-]*)+")
_SILENT = frozenset(("byline", "credit", "notice", "date", "dateline"))


def find_cast(parsed: ParsedArticle, words: ActorWords, places: Sequence[PlaceMention] = ()) -> Cast:
    """The actors that an article names or describes, with all their mentions.

    Names of bylines, credits and datelines are no mentions, nor is what the atlas knows (``places``) and the tagger
    takes for a person. A pronoun or description without a plausible antecedent is left out.
    """
    tokens = read_tokens(parsed)
    silent = [b.span for b in parsed.layout.blocks if b.kind in _SILENT]
    names = _without_places(tokens, words, find_names(tokens, words), places)
    spoken = [p for p in names if not _lies_in(silent, tokens.start[p.head])]
    drafts, owners = identify_names(tokens, words, spoken)
    described = [p for p in find_descriptions(tokens, words, spoken) if not _lies_in(silent, tokens.start[p.head])]
    described += [*find_epithets(tokens, spoken), *find_styles(tokens, spoken)]
    home = _home(parsed, tokens, names, drafts)
    _complete(parsed.article.headline or "", words, drafts)
    settle_ministries(words, spoken, drafts, home)
    resolve_descriptions(Discourse(tokens, words, spoken, drafts, owners, home), described)
    return Cast(freeze(drafts, [_slug(draft) for draft in drafts]))


def _without_places(
    tokens: Tokens, words: ActorWords, names: list[Phrase], places: Sequence[PlaceMention]
) -> list[Phrase]:
    """The names, those taken for persons' that the atlas knows as places' among them as places."""
    known = sorted(place.span for place in places if place.geonameid is not None)

    def settle(phrase: Phrase) -> Phrase:
        if phrase.sort != "person" or phrase.title is not None or phrase.size == 1:
            return phrase
        given = tokens.lower[phrase.begins] in words.given_names
        return phrase if given or not _lies_in(known, tokens.start[phrase.head]) else replace(phrase, sort="place")

    return [settle(phrase) for phrase in names] if known else names


def _lies_in(spans: list[Span], offset: int) -> bool:
    """Whether a character lies in one of ``spans``, which are in text order."""
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index >= 0 and offset < spans[index].end


def _home(parsed: ParsedArticle, tokens: Tokens, names: list[Phrase], drafts: list[Draft]) -> Draft | None:
    """The state whose capital, or which itself, the dateline names."""
    dateline = parsed.layout.dateline
    if dateline is None:
        return None
    keys = {n.key for p in names if dateline.contains(tokens.span(p.first, p.last)) for n in p.known}
    return next((draft for draft in drafts if draft.known in keys), None)


def _complete(headline: str, words: ActorWords, drafts: list[Draft]) -> None:
    """Give persons whom the text names by surname only the whole name that the article's headline has."""
    lone = {draft.label: draft for draft in drafts if draft.sort == "person" and draft.named and " " not in draft.label}
    if not lone or not headline:
        return
    for match in _WHOLE_NAME.finditer(headline):
        name = [w for w in match[0].split() if w.lower() not in words.roles and w.lower() not in words.honorifics]
        draft = lone.get(name[-1]) if 1 < len(name) < 4 else None
        if draft is not None and name[0].lower() in words.given_names:
            draft.call(" ".join(name))
            draft.label = " ".join(name)


def _slug(draft: Draft) -> str:
    return draft.known or slug(draft.label)
