"""What a text told of dates so far: where later ones count from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from loader.dates.arithmetic import is_full_day
from loader.dates.meanings import Fixed, Meaning, Shift


@dataclass(frozen=True)
class Story:
    """The value of the last date and the paragraph that told it, the last quarter and the last whole day.

    "Two days later" counts from the date, "a year earlier" from the quarter where there is one.
    """

    told: str | None = None
    paragraph: int = -1
    period: str | None = None
    day: str | None = None

    def told_in(self, paragraph: int) -> str | None:
        """The last date if a paragraph told it."""
        return self.told if paragraph == self.paragraph else None

    def after(self, meaning: Meaning, value: str | None, paragraph: int) -> Story:
        """The story with one expression more. Comparisons ("a year earlier") take it nowhere."""
        if isinstance(meaning, Fixed) and meaning.type == "DURATION" and re.fullmatch(r"P\d+M", value or ""):
            return replace(self, period=None)  # of "the first nine months", a year earlier is a year
        if not value or not re.match(r"\d{2}", value) or _is_comparison(meaning):
            return self
        period = value if re.fullmatch(r"\d{4}-Q\d", value) else self.period
        return Story(value, paragraph, period, value if is_full_day(value) and "/" not in value else self.day)


def _is_comparison(meaning: Meaning) -> bool:
    return isinstance(meaning, Shift) and meaning.unit == "Y" and not meaning.named
