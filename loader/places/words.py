"""Words that tell a place name from others: a table of the language."""

from __future__ import annotations

from dataclasses import dataclass

from loader.lexicon import read_table


@dataclass(frozen=True)
class PlaceWords:
    """Words of a text that bear on place names, lower case.

    ``locative``: prepositions of place; ``generic``: words of class ("province", "town"), of which ``urban`` those
    for towns; ``skipped``: words in front that do not belong to the name; ``never``: words that are no place in news
    though the atlas has one so called; ``facility``: last words of streets, airports, waters and the like;
    ``regions``: parts of the world without an entry of their own in the atlas; ``venues``: seats of power, places
    where something is held in them; ``entered``: verbs whose object is a place; ``occasions``: last words of what is
    named after the town where it is held; ``bodies``: last words of institutions; ``motion``: words of going to one.
    """

    locative: frozenset[str]
    generic: frozenset[str]
    skipped: frozenset[str]
    never: frozenset[str]
    facility: frozenset[str]
    urban: frozenset[str]
    regions: frozenset[str]
    venues: frozenset[str]
    entered: frozenset[str]
    occasions: frozenset[str]
    bodies: frozenset[str]
    motion: frozenset[str]

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

    return PlaceWords(
        locative=used("locative"),
        generic=used("division") | used("urban"),
        skipped=used("skipped"),
        never=used("never"),
        facility=used("facility"),
        urban=used("urban"),
        regions=used("region"),
        venues=used("venue"),
        entered=used("entered"),
        occasions=used("occasion"),
        bodies=used("body"),
        motion=used("motion"),
    )
