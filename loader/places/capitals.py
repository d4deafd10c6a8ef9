"""Capitals that an article does not name: "in the Turkish capital"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from loader.places.atlas import Place
from loader.places.reading import Name, Reading, in_place, make_name


def capital_names(reading: Reading, capitals: Callable[[], Mapping[str, Place]]) -> Iterator[Name]:
    """A name for each "Turkish capital" in which something is said to be, where the name of the town is left out.

    ``capitals`` gives the capital of each country by the country's code, and is asked only where there is need.
    """
    if "capital" not in reading.parsed.article.text:
        return
    for token in reading.doc:
        if token.lower_ == "capital" and token.i and in_place(reading, token.i - 1, token.i + 1):
            country = nation(reading, token.i - 1)
            if country is not None and not named_behind(reading, token.i + 1):
                capital = capitals().get(country)  # unlinked where a country has two
                known = (capital,) if capital is not None else ()
                yield replace(make_name(reading, token.i - 1, token.i + 1), places=known, generic="city")


def nation(reading: Reading, index: int) -> str | None:
    """The country whose people or adjective a word is."""
    places = reading.lookup(reading.text(index, index + 1))
    return next((place.country for place in places if place.kind == "demonym"), None)


def named_behind(reading: Reading, index: int) -> bool:
    """Whether the capital's own name follows: "the Turkish capital, Ankara", "the Turkish capital of Ankara"."""
    if reading.after(index) in (",", "of", "-", "\u2013", "\u2014", "("):
        index += 1
    return index < len(reading.doc) and reading.doc[index].text[:1].isupper()
