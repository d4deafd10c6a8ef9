"""The year that a date leaves out: it goes without saying for who reads the news on its day."""

from __future__ import annotations

import datetime as dt

from loader.dates.arithmetic import (
    closest_year,
    days_off,
    first_day,
    in_calendar,
    is_full_day,
    place_of_day,
    place_of_part,
)
from loader.dates.tense import FUTURE, PAST, PRESENT, Tense

# Parts of a year that lie farther off on the side of the tense ("a dividend payable Dec. 15 was declared" in October)
# are not meant. In days; how far is counted on TimeBank.
FARTHEST = 305
FARTHEST_BESIDE_NOUN = 240
# A story of an earlier year goes on where its next day comes so soon after the last one, and is long past.
SOON = 62
LONG_PAST = 90


def year_by_side(reference: dt.date, tail: str, side: int) -> int:
    """The year of "last June" (-1), "this June" (0) or "next June" (1)."""
    here, place = place_of_day(reference, tail), place_of_part(tail)
    if side == 0:
        return reference.year
    return in_calendar(reference.year + side * (place >= here if side < 0 else place <= here))


def year_by_tense(reference: dt.date, tail: str, tense: Tense, told: str | None) -> int:
    """The year of a part of a year on the side of the tense, of the story, or else the closest one."""
    year = closest_year(reference, tail)
    here, place = place_of_day(reference, tail), place_of_part(tail)
    of_results = tail[1:2] in "QH"  # reported after their end
    if tense.side == PAST:
        year = in_calendar(reference.year - (place > here))
    elif tense.side in (PRESENT, FUTURE) and not of_results:
        year = in_calendar(reference.year + (place < here))
    if tense.firm and tense.side == PAST and _is_of_story(reference, tail, year, told):
        return int((told or "")[:4])
    farthest = FARTHEST if tense.direct or of_results else FARTHEST_BESIDE_NOUN
    if not tense.firm and abs(days_off(reference, tail, year)) > farthest:
        return closest_year(reference, tail)
    return year


def _is_of_story(reference: dt.date, tail: str, year: int, told: str | None) -> bool:
    """Whether a day comes soon after one that was told with an earlier year: "On March 3, 2015, … On March 25, …"."""
    last = first_day(told) if is_full_day(told) else None
    if last is None or len(tail) != len("-03-25") or last.year >= year or tail == "-02-29":
        return False
    after = days_off(last, tail, last.year)
    return 0 <= after <= SOON and -days_off(reference, tail, year) >= LONG_PAST
