"""What is known of cue words: counts of how often each reports, by the frame in which it takes its content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from loader.attribution.expressions import Expressions, read_expressions
from loader.lexicon import LEXICON, read_cells, read_table, read_uses

COLUMNS = ("lemma", "pos", "frame", "hits", "seen", "with_preposition", "note")
# Weight of what is known of a frame in general, in cases, when a lemma has been seen with it rarely.
PRIOR_CASES = 3.0
ANY = "*"
# What else words do beside a cue: uses of the table ``cue_words``.
USES = ("aspect", "seem", "tell", "withhold", "write")
KIN_COLUMNS = ("lemma", "pos", "like", "note")


class FrameCount(NamedTuple):
    """``hits`` of ``seen`` pieces in a frame were content; ``with_preposition`` of the hits held their preposition."""

    hits: float
    seen: float
    with_preposition: float = 0.0


@dataclass(frozen=True)
class CueTable:
    """Counts by lemma, part of speech and frame; lemma ``*`` holds those of the frame over all cues.

    ``kin`` gives rare words a common one that behaves like them: what is not known of the rare word is expected to
    be as with its kin. ``idioms`` are set phrases in which nobody speaks, by their first words. ``objects`` says of
    a verb with an object whether that is speech ("claim", "responsibility") or a deed ("recall", "ambassador");
    ``performatives`` are words, with their part of speech, by which somebody acts in speaking; ``expressions`` are
    verbs that speak with what they take; ``uses`` are other words by what they do beside a cue.
    """

    counts: dict[tuple[str, str, str], FrameCount]
    kin: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    idioms: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    objects: dict[tuple[str, str], bool] = field(default_factory=dict)
    performatives: frozenset[tuple[str, str]] = frozenset()
    expressions: Expressions = field(default_factory=Expressions)
    uses: Mapping[str, frozenset[str]] = field(default_factory=lambda: dict.fromkeys(USES, frozenset()))
    lemmas: frozenset[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        known = frozenset((lemma, pos) for (lemma, pos, _), c in self.counts.items() if c.hits > 0)
        kin = frozenset(word for word, like in self.kin.items() if like in known)
        object.__setattr__(self, "lemmas", known | kin)

    def knows(self, lemma: str, pos: str) -> bool:
        """Whether the word has ever been a cue."""
        return (lemma, pos) in self.lemmas

    def probability(self, lemma: str, pos: str, frame: str) -> float:
        """That a piece in this frame is content of this cue, smoothed by the frame's own rate."""
        general = self.counts.get((ANY, pos, frame))
        rate = (general.hits + 0.1) / (general.seen + 1.0) if general else 0.05
        like = self.kin.get((lemma, pos))
        if like is not None:
            rate = self._smoothed((*like, frame), rate)
        return self._smoothed((lemma, pos, frame), rate)

    def _smoothed(self, key: tuple[str, str, str], rate: float) -> float:
        own = self.counts.get(key)
        if own is None:
            return rate
        return (own.hits + PRIOR_CASES * rate) / (own.seen + PRIOR_CASES)

    def keeps_preposition(self, lemma: str, pos: str, frame: str) -> bool:
        """Whether content in this frame starts with its preposition ("accused him *of* fraud")."""
        word = (lemma, pos) if (lemma, pos, frame) in self.counts else self.kin.get((lemma, pos), (ANY, pos))
        own = self.counts.get((*word, frame)) or self.counts.get((ANY, pos, frame))
        general = self.counts.get((ANY, pos, frame))
        if own is None or general is None:
            return False
        share = (general.with_preposition + 0.5) / (general.hits + 1.0)
        return (own.with_preposition + share) / (own.hits + 1.0) > 0.5


def read_cue_table(folder: Path = LEXICON) -> CueTable:
    """The tables of counts, kin, idioms, objects, performatives, expressions and other words.

    Raises:
        ValueError: a row is broken or stands there twice.
    """
    counts = frame_counts(read_cells("cue_counts", COLUMNS, folder))
    return CueTable(
        counts,
        read_kin(folder),
        read_idioms(folder),
        read_objects(folder),
        read_performatives(folder),
        read_expressions(folder),
        read_uses("cue_words", USES, folder),
    )


def read_kin(folder: Path = LEXICON) -> dict[tuple[str, str], tuple[str, str]]:
    """The common word that each rare cue behaves like, from ``cue_kin.tsv``.

    Raises:
        ValueError: a word stands there twice.
    """
    kin: dict[tuple[str, str], tuple[str, str]] = {}
    for row in read_table("cue_kin", KIN_COLUMNS, folder):
        if (row["lemma"], row["pos"]) in kin:
            raise ValueError(f"cue_kin: {row['lemma']} stands there twice")
        kin[row["lemma"], row["pos"]] = (row["like"], row["pos"])
    return kin


def read_idioms(folder: Path = LEXICON) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of ``idioms.tsv``, words split, under their first words."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in read_table("idioms", ("phrase", "note"), folder):
        words = tuple(row["phrase"].split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def read_objects(folder: Path = LEXICON) -> dict[tuple[str, str], bool]:
    """Whether a verb with an object is speech, from ``cue_objects.tsv``."""
    rows = read_table("cue_objects", ("verb", "object", "speech", "note"), folder)
    return {(row["verb"], row["object"]): row["speech"] == "yes" for row in rows}


def read_performatives(folder: Path = LEXICON) -> frozenset[tuple[str, str]]:
    """Words by which somebody acts in speaking, from ``performatives.tsv``."""
    rows = read_table("performatives", ("lemma", "pos", "note"), folder)
    return frozenset((row["lemma"], row["pos"]) for row in rows)


def frame_counts(rows: Iterable[Sequence[str]]) -> dict[tuple[str, str, str], FrameCount]:
    """The counts by lemma, part of speech and frame."""
    counts: dict[tuple[str, str, str], FrameCount] = {}
    for lemma, pos, frame, hits, seen, with_preposition, _ in rows:
        key = (lemma, pos, frame)
        if key in counts:
            raise ValueError(f"cue_counts: {' '.join(key)} stands there twice")
        counts[key] = FrameCount(float(hits), float(seen), float(with_preposition))
    return counts
