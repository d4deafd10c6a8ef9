"""Words that tell a place name from others: a table of the language."""

from __future__ import annotations

from dataclasses import dataclass

from loader.lexicon import read_table


@dataclass(frozen=True)
class PlaceWords:
    """Prepositions of place, words of class ("province"), words to skip in front, words that never name a place,
    and last words of facilities.
    """

    locative: frozenset[str]
    generic: frozenset[str]
    skipped: frozenset[str]
    never: frozenset[str]
    facility: frozenset[str]
    urban: frozenset[str]

    def is_facility(self, text: str) -> bool:
        """Whether a name ends in a word of class for streets, airports and the like."""
        return text.rsplit(maxsplit=1)[-1].lower().rstrip(".") in self.facility

    def level(self, generic: str | None) -> str:
        """What a word of class says: "division", "town" or nothing."""
        return "" if generic is None else "town" if generic in self.urban else "division"


def load_place_words() -> PlaceWords:
    """Read ``lexicon/place_words.tsv``."""
    rows = read_table("place_words", ("word", "use", "note"))

    def used(use: str) -> frozenset[str]:
        return frozenset(row["word"] for row in rows if row["use"] == use)

    urban = used("urban")
    generic = used("division") | urban
    return PlaceWords(used("locative"), generic, used("skipped"), used("never"), used("facility"), urban)
