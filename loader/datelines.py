"""The dateline with which a report opens: the place it was written in, often with the day and the agency.

The forms are those of agencies and papers ("PARIS, May 2 (Reuters) -", "Moscow. May 2. INTERFAX.RU -"); the Associated
Press Stylebook describes the American ones. A place in ordinary capitals needs a day, an agency or its country beside
it, or it would be the subject of a sentence.
"""

from __future__ import annotations

import re

MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]*\.?"
)
SHORTEST = 4  # letters of a place; "FO: no talks" is a headline with its speaker

_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?"
_DAY = rf"{_WEEKDAY}(?:{MONTH} \d{{1,2}}(?:,? ?\d{{4}}|/\d{{4}})?|\d{{1,2}} {MONTH}(?:,? \d{{4}})?)"
_CAPITALS = r"(?:ST\. |St\. )?[A-ZÀ-Þ][A-ZÀ-ÞĀ-ſẠ-ỹ.'’-]+(?<!\.)"
_NAME = r"(?:St\. )?[A-ZÀ-Þ][\w'’-]+"
_CITIES = rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}"
_CITY = rf"(?!(?:At|By|From|In|On|The|After|Before|While|When|As) ){_NAME}(?:[ /]{_NAME}){{0,3}}?"
_COUNTRY = r"(?:, (?!\w+day\b)[A-ZÀ-Þ][A-Za-z. ]{1,18}[a-z.])"
_AGENCY = rf"(?:,? ?\(\w[\w ./&-]{{1,30}}(?:, {_DAY})?\)|,? /\w+/)"
_DASH = r"\s*(?:[:—–]|--|-(?=\s))"
_CUT = r"\s*(?=\S)"
_SPEECH = r"\s*(?=[\"“‘'A-ZÀ-Þ])"

_FORMS = (
    # "ISLAMABAD:", "PARIS (Reuters) -", "KABUL, April 5 (AFP) —", "ASTANA – Kazinform –"
    rf"(?P<place>{_CITIES}{_COUNTRY}?)(?:,? {_DAY})?{_AGENCY}?{_DASH}(?:\s?\w+ –)?{_CUT}",
    # "BISHKEK, May 2. /TASS/.", "YEREVAN, MAY 2, ARMENPRESS.", "BAKU, Azerbaijan, May 2. Trend:"
    rf"(?P<place>{_CITIES}{_COUNTRY}??), {_DAY}(?:[.,](?: /\w+/| [A-Z]{{4,}})?|{_AGENCY})(?:\.|{_DASH})?"
    rf"(?: \w+:)?(?=\s){_CUT}",
    # "ASTANA. KAZINFORM.", "Moscow. May 2. INTERFAX.RU -"
    rf"(?P<place>{_CAPITALS}|{_NAME})\. (?:{_DAY}\.? )?(?:[A-Z]{{4,}}(?:\.[A-Z]{{2,3}})?|\([A-Z]\w+\))"
    rf"(?:\.|{_DASH}){_CUT}",
    # "TASHKENT. The minister"
    rf"(?P<place>[A-ZÀ-Þ]{{5,}})\. {_SPEECH}",
    # "Doha, January 14 --", "Geneva/Nairobi, 2 May 2024 –", "Addis Ababa May 2/2024 (ENA)"
    rf"(?P<place>{_CITY}{_COUNTRY}??),? {_DAY}(?:{_AGENCY}?{_DASH}|{_AGENCY}){_CUT}",
    # "Islamabad (AP) —", "Manila (CNN Philippines, May 2) —"
    rf"(?P<place>{_CITY}{_COUNTRY}?){_AGENCY}{_DASH}{_SPEECH}",
    # "Gaza City, Palestine –", "Georgetown, Guyana – (May 2, 2024)"
    rf"(?P<place>{_CITY}{_COUNTRY})\s+(?:[—–-]|--)(?: \({_DAY}\))?{_SPEECH}",
    # "(Nairobi, May 2, 2024) –"
    rf"\((?![A-Z]+\))(?P<place>{_CITY})(?:, {_DAY})?\)\s+[—–]{_SPEECH}",
)
_DATELINES = tuple(re.compile(form) for form in _FORMS)


def find_dateline(paragraph: str) -> re.Match[str] | None:
    """The dateline at the start of a paragraph, up to its first sentence; its group ``place`` is the place.

    >>> find_dateline("KABUL, April 5 (AFP) — The gate is shut.")["place"]
    'KABUL'
    """
    found = (form.match(paragraph) for form in _DATELINES)
    return next((m for m in found if m is not None and len(m["place"]) >= SHORTEST), None)
