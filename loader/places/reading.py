"""An article being read for place names: names looked up in the atlas with the words around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from loader.articles import Span
from loader.nlp import ParsedArticle
from loader.places.atlas import Place
from loader.places.words import PlaceWords

LARGE = 300_000  # inhabitants of a town that is known without any word of place beside it
SIZABLE = 5_000  # inhabitants of a place that is known if the pipeline takes its name for one


@dataclass(frozen=True)
class Name:
    """A place name in the text: its tokens, its characters and every place that bears it.

    ``generic`` is the word of class in it or behind it ("province" in "Homs province").
    """

    first: int
    end: int
    span: Span
    text: str
    places: tuple[Place, ...]
    generic: str | None = None


@dataclass(frozen=True)
class Reading:
    """An article being read for place names. ``lookup`` asks the atlas once for each spelling."""

    parsed: ParsedArticle
    words: PlaceWords
    lookup: Callable[[str], tuple[Place, ...]]
    persons: frozenset[str]

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.parsed.doc

    def text(self, first: int, end: int) -> str:
        """The characters of tokens ``first`` to ``end``."""
        last = self.doc[end - 1]
        return self.parsed.article.text[self.doc[first].idx : last.idx + len(last)]

    def before(self, first: int) -> str:
        """The word before a token, lower case."""
        return self.doc[first - 1].lower_ if first else ""

    def after(self, end: int) -> str:
        """The word behind tokens that end at ``end``, lower case."""
        return self.doc[end].lower_ if end < len(self.doc) else ""


def make_name(reading: Reading, first: int, end: int) -> Name:
    """The name made of tokens ``first`` to ``end``, with every place that it can mean."""
    text, start = reading.text(first, end), reading.doc[first].idx
    places, generic = reading.lookup(text), class_around(reading, first, end)
    if text.lower() in reading.words.regions:
        places = ()
    elif not places and end - first > 1:
        places, generic = without_class(reading, first, end)
    places = without_acronyms(text, real(places, behind=reading.before(first) == ","))
    return Name(first, end, Span(start, start + len(text)), text, places, generic)


def class_around(reading: Reading, first: int, end: int) -> str | None:
    """The word of class behind a name or, with "of", before it ("Homs province", "the city of Homs")."""
    if reading.after(end) in reading.words.generic:
        return reading.after(end)
    if reading.before(first) == "of" and reading.before(first - 1) in reading.words.generic:
        return reading.before(first - 1)
    return None


def without_class(reading: Reading, first: int, end: int) -> tuple[tuple[Place, ...], str | None]:
    """What a name means without the word of class at its end or, with "of", at its start; and that word."""
    opening, closing = reading.doc[first].lower_, reading.doc[end - 1].lower_
    if closing in reading.words.generic:
        return reading.lookup(reading.text(first, end - 1)), closing
    if end - first > 2 and opening in reading.words.generic and reading.doc[first + 1].lower_ == "of":
        return reading.lookup(reading.text(first + 2, end)), opening
    return (), None


def without_acronyms(text: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """For a word of two to four capitals only what can have an acronym: no town is meant by "UN"."""
    if not (text.isupper() and len(text) <= 4):
        return places
    return tuple(place for place in places if place.kind in ("country", "admin1") or place.population > LARGE)


def real(places: tuple[Place, ...], *, behind: bool = False) -> tuple[Place, ...]:
    """What a name can mean as a place: nothing that counts only behind another name unless it stands there; for the
    name of a people ("Thai") no town that shares it.
    """
    people = any(place.kind == "demonym" for place in places)
    kinds = ("country",) if people else ("country", "region", "admin1", "admin2", "capital", "town")
    return tuple(place for place in places if place.kind in kinds and (behind or not place.behind))


def in_place(reading: Reading, first: int, end: int) -> bool:
    """Whether a preposition of place stands before tokens, or a country or division behind their comma."""
    start = first
    while reading.before(start) in reading.words.skipped:
        start -= 1
    if reading.before(start) in reading.words.locative:
        return True
    if reading.before(start) == "to" and reading.before(start - 1) in reading.words.motion:
        return True  # "flew to Entebbe"
    if reading.after(end) != "," or end + 1 >= len(reading.doc):
        return False
    wider = reading.lookup(reading.text(end + 1, end + 2)) or reading.lookup(
        reading.text(end + 1, min(end + 3, len(reading.doc)))
    )
    return any(place.kind in ("country", "admin1") for place in wider)


def is_country(places: Iterable[Place]) -> bool:
    """Whether a name is that of a country or continent."""
    return any(place.kind in ("country", "region") for place in places)


def is_large(places: Iterable[Place]) -> bool:
    """Whether a name alone says place: a country, a large division, a large town under its proper name."""
    return any(
        p.kind in ("country", "region") or (p.population > LARGE and (p.kind == "admin1" or not p.alias))
        for p in places
    )


def is_sizable(places: Iterable[Place]) -> bool:
    """Whether a name is more likely that of a place than of a person who shares it with a village."""
    return any(place.kind in ("country", "region", "admin1") or place.population > SIZABLE for place in places)
