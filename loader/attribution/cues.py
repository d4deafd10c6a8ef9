"""What is known of cue words: counts of how often each reports, by the frame in which it takes its content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from loader.lexicon import LEXICON, read_table

COLUMNS = ("lemma", "pos", "frame", "hits", "seen", "with_preposition", "note")
# Weight of what is known of a frame in general, in cases, when a lemma has been seen with it rarely.
PRIOR_CASES = 3.0
ANY = "*"


@dataclass(frozen=True, slots=True)
class FrameCount:
    """``hits`` of ``seen`` pieces in a frame were content; ``with_preposition`` of the hits held their preposition."""

    hits: float
    seen: float
    with_preposition: float = 0.0


@dataclass(frozen=True)
class CueTable:
    """Counts by lemma, coarse part of speech and frame; lemma ``*`` holds those of the frame over all cues."""

    counts: dict[tuple[str, str, str], FrameCount]
    lemmas: frozenset[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        known = frozenset((lemma, pos) for (lemma, pos, _), c in self.counts.items() if c.hits > 0)
        object.__setattr__(self, "lemmas", known)

    def knows(self, lemma: str, pos: str) -> bool:
        """Whether the word has ever been a cue."""
        return (lemma, pos) in self.lemmas

    def probability(self, lemma: str, pos: str, frame: str) -> float:
        """That a piece in this frame is content of this cue, smoothed by the frame's own rate."""
        general = self.counts.get((ANY, pos, frame))
        rate = (general.hits + 0.1) / (general.seen + 1.0) if general else 0.05
        own = self.counts.get((lemma, pos, frame))
        if own is None:
            return rate
        return (own.hits + PRIOR_CASES * rate) / (own.seen + PRIOR_CASES)

    def keeps_preposition(self, lemma: str, pos: str, frame: str) -> bool:
        """Whether content in this frame starts with its preposition ("accused him *of* fraud")."""
        own = self.counts.get((lemma, pos, frame)) or self.counts.get((ANY, pos, frame))
        general = self.counts.get((ANY, pos, frame))
        if own is None or general is None:
            return False
        share = (general.with_preposition + 0.5) / (general.hits + 1.0)
        return (own.with_preposition + share) / (own.hits + 1.0) > 0.5


def read_cue_table(folder: Path = LEXICON) -> CueTable:
    """The table ``cue_counts.tsv``.

    Raises:
        ValueError: a row is broken or stands there twice.
    """
    return cue_table(read_table("cue_counts", COLUMNS, folder))


def cue_table(rows: Iterable[dict[str, str]]) -> CueTable:
    """A table from its rows."""
    counts: dict[tuple[str, str, str], FrameCount] = {}
    for row in rows:
        key = (row["lemma"], row["pos"], row["frame"])
        if key in counts:
            raise ValueError(f"cue_counts: {' '.join(key)} stands there twice")
        counts[key] = FrameCount(*(float(row[c]) for c in ("hits", "seen", "with_preposition")))
    return CueTable(counts)
