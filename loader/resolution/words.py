"""The words of names and titles that resolution goes by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from loader.lexicon import LEXICON, read_table


@dataclass(frozen=True)
class CommonWords:
    """What many names and titles have in common.

    ``bodies`` every state has, and ``departments`` they have; ``titles`` several bear at once ("adviser"), while
    ``heads`` of states are one at a time.
    """

    bodies: frozenset[str]
    departments: frozenset[str]
    titles: frozenset[str]
    heads: frozenset[str]


def load_common_words(folder: Path = LEXICON) -> CommonWords:
    """Read the words of names that say nothing without their state ("Ministry of Interior"), and those of titles."""
    rows = read_table("common_bodies", ("word", "use", "note"), folder)
    return CommonWords(
        bodies=frozenset(row["word"] for row in rows if row["use"] == "body"),
        departments=frozenset(row["word"] for row in rows if row["use"] == "department"),
        titles=frozenset(row["word"] for row in read_table("shared_titles", ("word", "note"), folder)),
        heads=frozenset(
            row["word"] for row in read_table("ranks", ("word", "rank", "note"), folder) if row["rank"] == "state"
        ),
    )
