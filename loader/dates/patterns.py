"""Patterns over the kinds of words: a small language, its compiler and the names of its parts.

``<month>`` stands for one word of that kind, ``<day|ordinal>`` for one of either, ``<year:end>`` for a word that the
meaning reads under the name ``end``, ``<MONTH>`` for one of a family of kinds; the rest is as in regular expressions,
white space ignored. Every kind is one character of a string as long as the text has words, so that a pattern is one
compiled regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loader.dates.words import Word

KINDS = (
    "other line mark iso numeric clock decade ordinal number day year decimal meridiem code comma dot hyphen "
    "apostrophe slash month month_capital month_short weekday weekdays weekday_short unit units day_unit "
    "week_unit month_unit quarter_unit year_unit decade_unit century_unit weekend season season_or_verb daypart "
    "dayparts clock_word deictic tonight overnight numeral second decade_word a another the vague couple this "
    "these current that those last past previous next coming following recent future latest ago earlier before "
    "later after hence from now every frequency of in on at and to between fiscal early mid late sometime approx "
    "old half more period comparable all era alternate reference possessive holiday phrase unit_short full "
    "fraction soon as ending nights zone slashed starting within "
)
FAMILIES = {
    "MONTH": "month|month_capital|month_short",
    "PART": "early|mid|late|earlier|later|sometime|starting",
    "REL": "this|last|past|next|coming|previous|following|that|current",
    "UNIT": "unit|day_unit|week_unit|month_unit|quarter_unit|year_unit|decade_unit|century_unit",
    "UNITS": "unit|day_unit|week_unit|month_unit|quarter_unit|year_unit|decade_unit|century_unit|units|unit_short",
    "WEEKDAY": "weekday|weekday_short",
}
#: Below 0x100 sets of characters are bitmaps: compiled and matched quicker.
CHARACTER = {kind: chr(0x80 + number) for number, kind in enumerate(KINDS.split())}

_SLOT = re.compile(r"(?<!\?P)<([\w|]+)(?::(\w+))?>")


def write_kinds(words: Iterable[Word]) -> str:
    """The kinds of words as a string, one character a word."""
    return "".join(CHARACTER[word.kind] for word in words)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern over kinds.

    Raises:
        KeyError: a kind that does not exist.
    """
    return re.compile(_SLOT.sub(_write_slot, re.sub(r"\s+", "", pattern)))


def _write_slot(match: re.Match[str]) -> str:
    kinds, name = match.groups()
    plain = "|".join(FAMILIES.get(kind, kind) for kind in kinds.split("|"))
    characters = "".join(CHARACTER[kind] for kind in plain.split("|"))
    return f"(?P<{name}>[{characters}])" if name else f"[{characters}]"


class Groups:
    """The words that a pattern matched, by the names of its slots."""

    def __init__(self, match: re.Match[str], words: Sequence[Word]) -> None:
        self._match = match
        self._words = words

    def words(self, name: str) -> Sequence[Word]:
        """The words of a slot or group; none where it matched nothing."""
        if name not in self._match.re.groupindex or self._match.start(name) < 0:
            return ()
        return self._words[self._match.start(name) : self._match.end(name)]

    def kind(self, name: str) -> str | None:
        """The kind of the first word of a slot."""
        words = self.words(name)
        return words[0].kind if words else None

    def value(self, name: str) -> str | None:
        """The value of the first word of a slot."""
        words = self.words(name)
        return words[0].value if words else None

    def number(self, name: str) -> int | None:
        """The whole number that a slot says in digits or words; None where it says none."""
        words = [word for word in self.words(name) if word.value.isdecimal()]
        return read_number([int(word.value) for word in words]) if words else None


def read_number(values: Sequence[int]) -> int:
    """The number that number words say: 2 100 20 4 is 224, 19 96 is 1996.

    >>> read_number([2, 1000, 24]), read_number([19, 90, 6]), read_number([20, 24])
    (2024, 1996, 2024)
    """
    if len(values) > 1 and values[0] in (17, 18, 19, 20) and values[1] >= 10 and values[1] < 100:
        return values[0] * 100 + sum(values[1:])
    total, part = 0, 0
    for value in values:
        if value == 100 and part:
            part *= 100
        elif value == 1000 and part:
            total, part = total + part * 1000, 0
        else:
            part += value
    return total + part
