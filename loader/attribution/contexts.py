"""What is known of the company that cue words keep: counts by lemma and case, beside those by frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from loader.attribution.sources import Source
from loader.attribution.syntax import Syntax
from loader.lexicon import LEXICON, read_cells

COLUMNS = ("kind", "lemma", "pos", "case", "hits", "seen", "note")
ANY = "*"
# Weight of the general rate, in cases.
PRIOR_CASES = 4.0
NOUN, SOURCE, FORM, SUBJECT, BEFORE, AFTER = "noun", "source", "form", "subject", "before", "after"
NONE, PASSIVE_NONE = "none", "none passive"
# Words of these classes stand in a row themselves, of others only the class does.
SMALL_AFTER = frozenset({"ADP", "SCONJ", "PART", "PUNCT"})
SMALL_BEFORE = SMALL_AFTER | {"AUX", "DET", "ADV"}
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Contexts:
    """Hits and cases by kind, lemma, part of speech and case; lemma ``*`` holds those of all lemmas.

    - ``noun``: how often a noun, as a subject, was the source of its verb;
    - ``source``: how often a cue had no source (case ``none``, in the passive ``none passive``), or, of the sources
      found in a certain way (the case), how many were right;
    - ``form``, ``subject``, ``before``, ``after``: how often a word was a cue in a form, with a kind of source, after
      and before a word.
    """

    counts: dict[Key, tuple[float, float]] = field(default_factory=dict)

    def rate(self, key: Key) -> float:
        """The share of hits, smoothed by that of all lemmas."""
        kind, _, pos, case = key
        hits, seen = self.counts.get((kind, ANY, pos, case), (0.0, 0.0))
        rate = (hits + 0.1) / (seen + 1.0)
        hits, seen = self.counts.get(key, (0.0, 0.0))
        return (hits + PRIOR_CASES * rate) / (seen + PRIOR_CASES)

    def seen(self, key: Key) -> float:
        """The number of cases."""
        return self.counts.get(key, (0.0, 0.0))[1]


def noun_key(syntax: Syntax, head: int) -> Key:
    """The row of a source's head. Names are all alike: who speaks in one corpus need not in another."""
    pos = syntax.pos[head]
    return NOUN, ANY if pos == "PROPN" else syntax.lemma[head], pos, ""


def none_key(syntax: Syntax, cue: int, lemma: str) -> Key:
    """The row of a cue that has no source."""
    return SOURCE, lemma, syntax.pos[cue], PASSIVE_NONE if is_passive(syntax, cue) else NONE


def way_key(syntax: Syntax, cue: int, lemma: str, how: str) -> Key:
    """The row of a cue whose source was found in some way."""
    return SOURCE, lemma, syntax.pos[cue], how


def is_passive(syntax: Syntax, cue: int) -> bool:
    """Whether a participle stands in the passive or without any auxiliary."""
    if syntax.tag[cue] != "VBN":
        return False
    kids = syntax.kids[cue]
    if any(syntax.dep[k] == "auxpass" for k in kids):
        return True
    return not any(syntax.dep[k] == "nsubj" or (syntax.dep[k] == "aux" and syntax.lemma[k] == "have") for k in kids)


def cue_keys(syntax: Syntax, cue: int, lemma: str, source: Source | None) -> Iterator[Key]:
    """The rows that tell whether a word is a cue: its form, its source, the words beside it."""
    pos = syntax.pos[cue]
    yield FORM, lemma, pos, f"{syntax.tag[cue]}{' passive' if is_passive(syntax, cue) else ''}"
    yield SUBJECT, lemma, pos, f"{source.how} {syntax.pos[source.head]}" if source else NONE
    yield BEFORE, lemma, pos, _word(syntax, cue - 1, SMALL_BEFORE)
    yield AFTER, lemma, pos, _word(syntax, cue + 1, SMALL_AFTER)


def _word(syntax: Syntax, i: int, small: frozenset[str]) -> str:
    if not 0 <= i < len(syntax) or syntax.lower[i].isspace():
        return "end"
    return syntax.lower[i] if syntax.pos[i] in small else syntax.pos[i]


def read_contexts(folder: Path = LEXICON) -> Contexts:
    """The counts of ``cue_contexts.tsv``.

    Raises:
        ValueError: a row stands there twice.
    """
    counts: dict[Key, tuple[float, float]] = {}
    for kind, lemma, pos, case, hits, seen, _ in read_cells("cue_contexts", COLUMNS, folder):
        key = (kind, lemma, pos, case)
        if key in counts:
            raise ValueError(f"cue_contexts: {' '.join(key)} stands there twice")
        counts[key] = (float(hits), float(seen))
    return Contexts(counts)
