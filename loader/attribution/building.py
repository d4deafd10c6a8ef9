"""From chosen tokens to attributions: spans cut to the conventions of the annotation guide, the name of the rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from loader.articles import Span
from loader.attribution.candidates import Candidate
from loader.attribution.labels import Labelled
from loader.attribution.model import Attribution
from loader.attribution.proposals import QUOTATIONS_ONLY
from loader.attribution.selection import Choice
from loader.attribution.sources import Source, antecedent, noun_phrase
from loader.attribution.syntax import NO_QUOTATION, Syntax

RULES = (
    "direct-quote", "that-clause", "clause", "parenthetical", "as-clause", "according-to", "infinitive", "object",
    "preposition", "noun", "adjective", "other", "standalone-quote", "label", "headline", "signature", "nested",
)  # fmt: skip
QUOTE_MARKS = frozenset({'"', "''", "``", "'", "“", "”", "‘", "’", "«", "»", "„", "‟"})
JOINTS = frozenset({"and", "but", "or"})
CURRENCIES = frozenset({"$", "£", "€", "¥", "₹"})
CLOSERS = {")": "(", "]": "["}
PARENTHETICAL = frozenset(
    {"up:ccomp", "up:parataxis", "up:dep", "up:conj", "up:advcl", "up:appos", "parataxis", "parenthesis"}
)


@dataclass(frozen=True, slots=True)
class Precision:
    """How often a rule was right on the training part."""

    hits: int
    seen: int

    def lower_bound(self) -> float | None:
        """Lower end of the 95 % Wilson interval, in hundredths; None below 20 cases."""
        if self.seen < 20:
            return None
        z, n, p = 1.96, self.seen, self.hits / self.seen
        centre, spread = p + z * z / (2 * n), z * sqrt((p * (1 - p) + z * z / (4 * n)) / n)
        return round((centre - spread) / (1 + z * z / n), 2)


def attribution(
    syntax: Syntax, candidates: Sequence[Candidate], choice: Choice, precisions: Mapping[str, Precision]
) -> Attribution:
    """The attribution of a choice, or of a quotation that stands alone."""
    content = content_spans(syntax, _antecedent_of(syntax, choice.content))
    if choice.candidate is None:
        return Attribution(content, None, None, None, "", "standalone-quote", _of(precisions, "standalone-quote"))
    found = candidates[choice.candidate]
    rule = rule_of(syntax, found, choice)
    source = found.source
    return Attribution(
        content=content,
        cue=cue_span(syntax, found.cue, choice.content),
        source=syntax.span(source.lo, source.hi) if source else None,
        lemma=found.lemma,
        frame="quotation" if choice.variant == QUOTATIONS_ONLY or not found.frames else found.frames[0],
        rule=rule,
        confidence=_of(precisions, rule),
        antecedent=antecedent_span(syntax, source),
    )


def labelled_attribution(syntax: Syntax, found: Labelled, precisions: Mapping[str, Precision]) -> Attribution:
    """The attribution of a passage with a speaker's label."""
    content = content_spans(syntax, found.content)
    source = syntax.span(*found.source)
    return Attribution(content, None, source, None, "", found.rule, _of(precisions, found.rule))


def _of(precisions: Mapping[str, Precision], rule: str) -> float | None:
    known = precisions.get(rule)
    return known.lower_bound() if known else None


def rule_of(syntax: Syntax, found: Candidate, choice: Choice) -> str:
    """The name of the way in which a cue took its content."""
    words = [i for i in choice.content if syntax.word[i]]
    quoted = sum(syntax.quotation[i] != NO_QUOTATION for i in words)
    if choice.variant == QUOTATIONS_ONLY or not found.frames or quoted == len(words):
        return "direct-quote"
    if syntax.lower[found.cue] == "according":
        return "according-to"
    if syntax.pos[found.cue] in ("NOUN", "PROPN"):
        return "noun"
    if syntax.pos[found.cue] == "ADJ":
        return "adjective"
    return rule_of_frame(syntax, found.frames, choice.content)


def rule_of_frame(syntax: Syntax, frames: Sequence[str], content: Sequence[int]) -> str:
    """The rule of a verb by the frame of its best piece."""
    frame = frames[0]
    if frame == "up:advcl:as":
        return "as-clause"
    if frame in PARENTHETICAL:
        return "parenthetical"
    if any(f.endswith(":to") or f.endswith("+xcomp") or f == "xcomp" for f in frames):
        return "infinitive"
    if frame == "ccomp":
        return "that-clause" if syntax.lower[content[0]] == "that" else "clause"
    if frame.startswith(("dobj", "nsubjpass", "dative")):
        return "object"
    return "preposition" if frame.startswith("prep:") else "other"


def cue_span(syntax: Syntax, cue: int, content: Sequence[int]) -> Span:
    """The cue word with the particle or preposition that belongs to it and follows it at once ("called for")."""
    following = cue + 1
    if following >= len(syntax) or syntax.head[following] != cue or following in content:
        return syntax.span(cue, cue + 1)
    governs = syntax.dep[following] == "prep" and following + 1 in content
    whole = governs or syntax.dep[following] == "prt" or syntax.lower[cue] == "according"
    return syntax.span(cue, following + 1 if whole else cue + 1)


def _antecedent_of(syntax: Syntax, content: tuple[int, ...]) -> tuple[int, ...]:
    """The noun phrase that a content stands for which is only a relative pronoun ("the plan that he announced")."""
    words = [i for i in content if syntax.word[i]]
    noun = antecedent(syntax, words[0]) if len(words) == 1 else None
    return content if noun is None else tuple(range(*noun_phrase(syntax, noun)))


def antecedent_span(syntax: Syntax, source: Source | None) -> Span | None:
    """The noun phrase that a source which is a relative pronoun stands for."""
    if source is None or source.antecedent is None:
        return None
    return syntax.span(*noun_phrase(syntax, source.antecedent))


def content_spans(syntax: Syntax, tokens: Sequence[int]) -> tuple[Span, ...]:
    """Runs of tokens as spans, trimmed; a run that is one quotation is cut to the words between its marks."""
    runs: list[list[int]] = []
    for i in tokens:
        if runs and runs[-1][1] == i:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return tuple(syntax.span(*trim(syntax, lo, hi)) for lo, hi in runs if syntax.words(lo, hi))


def trim(syntax: Syntax, lo: int, hi: int) -> tuple[int, int]:
    """Cut spaces and marks off the edges, except a stop inside a quotation and marks whose partner is inside."""
    while not syntax.word[lo] and syntax.lower[lo] not in CURRENCIES:
        lo += 1
    while hi - 1 > lo and _is_edge(syntax, hi - 1) and not _keeps(syntax, lo, hi):
        hi -= 1
    opening = lo - 1
    if opening >= 0 and syntax.lower[opening] in QUOTE_MARKS and _one_of_several(syntax, lo, hi):
        lo = opening  # the quotation it opens ends before the content does
    return lo, hi


def _is_edge(syntax: Syntax, i: int) -> bool:
    """Marks and spaces, and the "and" before the next speaker's verb."""
    joins = syntax.dep[i] == "cc" and syntax.lower[i] in JOINTS and syntax.quotation[i] == NO_QUOTATION
    return joins or not syntax.word[i]


def _keeps(syntax: Syntax, lo: int, hi: int) -> bool:
    last, text = hi - 1, syntax.lower[hi - 1]
    if text in (".", "!", "?", "…", "..."):
        return syntax.quotation[last] != NO_QUOTATION and syntax.quotation[last] == syntax.quotation[lo]
    if text in CLOSERS:
        return CLOSERS[text] in syntax.lower[lo:last]
    if text in QUOTE_MARKS:
        return syntax.quotation[last - 1] != NO_QUOTATION and syntax.quotation[last - 1] != syntax.quotation[lo]
    return False


def _one_of_several(syntax: Syntax, lo: int, hi: int) -> bool:
    inside = syntax.quotation[lo]
    return inside != NO_QUOTATION and any(syntax.quotation[i] != inside for i in range(lo, hi) if syntax.word[i])
