"""Capitals that an article does not name: "in the Turkish capital"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from loader.places.atlas import Place
from loader.places.reading import Name, Reading, in_place, make_name

POSSESSIVES = ("'s", "'")


def capital_names(reading: Reading, capitals: Callable[[], Mapping[str, Place]]) -> Iterator[Name]:
    """A name for each "Turkish capital", "capital of Turkey" in which something is, where the town is not named.

    ``capitals`` gives the capital of each country by the country's code, and is asked only where there is need.
    """
    if "capital" not in reading.parsed.article.text:
        return
    for token in reading.doc:
        span = described(reading, token.i) if token.lower_ == "capital" and token.i else None
        if span is None or not in_place(reading, *span[:2]):
            continue
        first, end, country = span
        capital = capitals().get(country)  # unlinked where a country has two
        known = (capital,) if capital is not None else ()
        if not named_behind(reading, end, known):
            yield replace(make_name(reading, first, end), places=known, generic="city")


def described(reading: Reading, index: int) -> tuple[int, int, str] | None:
    """First token, end and country of the words around "capital" that tell whose it is; None where none do."""
    country = nation(reading, index - 1)
    if country is not None:
        return index - 1, index + 1, country
    if reading.after(index + 1) != "of":  # "the capital of Uzbekistan"
        return None
    for end in (index + 4, index + 3):
        places = reading.lookup(reading.text(index + 2, end)) if end <= len(reading.doc) else ()
        found = next((place.country for place in places if place.kind == "country"), None)
        if found is not None and reading.after(end) not in POSSESSIVES:
            return index, end, found
    return None


def nation(reading: Reading, index: int) -> str | None:
    """The country whose people or adjective a word is."""
    places = reading.lookup(reading.text(index, index + 1))
    return next((place.country for place in places if place.kind == "demonym"), None)


def named_behind(reading: Reading, index: int, known: tuple[Place, ...]) -> bool:
    """Whether the capital's own name follows: "the Turkish capital, Ankara", "the Turkish capital of Ankara"."""
    aside = reading.after(index) == ","
    if reading.after(index) in (",", "of", "-", "\u2013", "\u2014", "("):
        index += 1
    if index >= len(reading.doc) or not reading.doc[index].text[:1].isupper():
        return False
    ends = range(index + 1, min(index + 4, len(reading.doc) + 1))
    bearers = {place.id for end in ends for place in reading.lookup(reading.text(index, end))}
    return not aside or not known or any(place.id in bearers for place in known)
