"""The grammar of date expressions: which words in which order mean what.

Each function of ``readings`` has its patterns, one a line, in the language of ``patterns``; words in capitals outside
of angle brackets are the phrases below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from loader.dates.meanings import Meaning
from loader.dates.patterns import Groups, compile_pattern
from loader.dates.readings import clocks, days, durations, shifts, years

Reading: TypeAlias = Callable[[Groups], Meaning | None]


class Rule(NamedTuple):
    """An order of words and the function that reads its meaning (None: these words are no date after all)."""

    pattern: re.Pattern[str]
    read: Reading


PHRASES = {
    "COUNT": "(?P<count><day|number><fraction>|<fraction>|<day|year|number|decimal>"
    "|<numeral>(?:<hyphen|and>?<numeral>){0,6}|<a>?<vague>|<a>?<couple><of>?|<a|another>)",
    "DAYNUM": "(?P<day><day|ordinal|second>|<numeral><hyphen>?<ordinal|second|numeral>)",
    "MONTH": "(?P<month><month|month_capital>|<month_short><dot>?)",
    "MONTH2": "(?P<month2><month|month_capital>|<month_short><dot>?)",
    "OFYEAR": "(?:<comma>?<of|in>?<year:year>(?!<hyphen>?<UNITS>)"
    "|<comma>?<of>?<this|last|next|that|following|previous|current:rel><year_unit>)",
    "ORD": "(?P<ord><ordinal|second|last>)",
    "TO": "<hyphen|to|and|slash>",
    "WEEKDAY": "(?:<early|late>?<weekday|weekday_short><dot>?<comma>?<the>?)?",
    "WHEN": "(?:<PART><hyphen>?<in|of>?)?",
}

DAYS: dict[Reading, str] = {
    days.month_day: """
        WEEKDAY MONTH <comma>? <the>? DAYNUM (?!<hyphen>?<UNITS>) OFYEAR?
        WEEKDAY <the>? DAYNUM <day_unit>? <of|hyphen|slash>? MONTH (?:<hyphen|slash>?OFYEAR | (?!<day|ordinal>))
        <year:year> <hyphen|slash> <MONTH:month> <hyphen|slash> <day:day>
        <day:day> <hyphen|slash> <MONTH:month> <hyphen|slash> <year:year>
        <MONTH:month> <hyphen|slash> <day:day> (?:<hyphen|slash><year:year>)?
    """,
    days.days_of_month: """
        WEEKDAY MONTH <the>? <day|ordinal:day> <hyphen|to|slash:to> <the>? <day|ordinal:day2> (?!<UNITS>) OFYEAR?
        WEEKDAY MONTH <the>? <day|ordinal:day> <and:and> <the>? <day|ordinal:day2> (?!<UNITS>) OFYEAR?
        <the>? <day|ordinal:day> <hyphen|to|slash> <the>? <day|ordinal:day2> <of>? MONTH OFYEAR?
        <the>? <day|ordinal:day> <and:and> <the>? <day|ordinal:day2> <of>? MONTH OFYEAR?
    """,
    days.days_of_range: "<slashed:range> <of>? MONTH OFYEAR?",
    days.days_between: """
        (?<=<between>) MONTH <the>? <day|ordinal:day> <and> <the>? <day|ordinal:day2> (?!<UNITS>) OFYEAR?
        (?<=<between>) <the>? <day|ordinal:day> <and> <the>? <day|ordinal:day2> <of>? MONTH OFYEAR?
    """,
    days.days_of_months: """
        WEEKDAY MONTH <day|ordinal:day> (?:<comma>?<year:year1>)? <comma>? TO WEEKDAY MONTH2 <day|ordinal:day2> OFYEAR?
        <the>? <day|ordinal:day> <of>? MONTH <comma>? TO <the>? <day|ordinal:day2> <of>? MONTH2 OFYEAR?
    """,
    days.weekday: """
        (?:<early|late|earlier|later|mid><hyphen>?)? <weekday:weekday>
        (?<=<on>) <weekday_short:weekday>
        <the>? <this|last|past|next|coming|previous|following:rel> <past|coming:coming>? <WEEKDAY:weekday>
    """,
    days.weekday_of_month: """
        <weekday:weekday> <the>? (?P<day><ordinal>|<numeral><hyphen>?<ordinal>)
        <weekday_short:weekday> <dot>? <the>? (?P<day><ordinal>|<numeral><hyphen>?<ordinal>)
        <weekday:weekday> <the>? <day:day> (?!<other|UNITS|hyphen|meridiem|of|MONTH|slash|to>)
        <weekday_short:weekday> <dot>? <the>? <day:day> (?!<other|UNITS|hyphen|meridiem|of|MONTH|slash|to>)
        (?<=<on>) <the>? <ordinal:day> (?!<other|UNITS|hyphen|of>)
    """,
    days.week_of: """
        <the>? <week_unit> (?:<of>|<early|starting><on>?) <the>? WEEKDAY MONTH <the>? DAYNUM OFYEAR?
    """,
    days.week_in: """
        <the>? <ordinal|second|last:nth> <week_unit> <of|in> <the>? MONTH OFYEAR?
        <the>? <ordinal|second|last:nth> <week_unit> <of|in> <year:year>
        <the>? <ordinal|second|last:nth> <week_unit> <of|in> <the>? <REL:rel> <month_unit|year_unit:unit>
    """,
    days.weekday_of_named_month: """
        <the>? <ordinal|second|last:nth> <weekday:weekday> <of|in> <the>? MONTH OFYEAR?
        <the>? <ordinal|second|last:nth> <weekday:weekday> <of|in> <the>? <REL:rel> <month_unit>
    """,
    days.day_in: """
        <the>? DAYNUM <day_unit>? <of> <the>? <REL:rel> <month_unit>
        <the>? DAYNUM <day_unit> <of> <the> <month_unit>
    """,
    days.week_number: "<the>? <week_unit> <day|number:week>",
    days.slashed: """
        (?:(?<=<on|from|at|to|between|and|hyphen>) | <weekday><comma>?) <slashed:date>
        (?<=<slashed><comma|and>) <slashed:date>
    """,
    days.slashed_days: """
        (?<=<from|between>) <slashed:date> TO <slashed:date2> OFYEAR?
        <slashed:date> <hyphen|to> <numeric:date2>
    """,
    days.weekday_of_week: """
        <weekday:weekday> <of>? <the>? <REL:rel> <week_unit>
        <REL:rel> <week_unit> <hyphen|on|comma>? <WEEKDAY:weekday>
    """,
    days.iso: "WEEKDAY <iso:date>",
    days.numeric: "WEEKDAY <numeric:date>",
    days.holiday: """
        <holiday:holiday> OFYEAR?
        <this|last|next:rel> <holiday:holiday>
    """,
}

YEARS: dict[Reading, str] = {
    years.months: "<MONTH:month><dot>? TO MONTH2 <comma>?<of|in>?<year:year>",
    years.month_year: """
        WHEN <the>? MONTH <comma|hyphen|slash|apostrophe>? OFYEAR
        WHEN <the>? MONTH <comma>? (?P<year><numeral>{2,4}<hyphen>?<numeral>?)
        <year:year> <hyphen|slash>? <MONTH:month> (?!<hyphen|slash>?<day>)
        <MONTH:month> <slash> <year:year>
    """,
    years.relative_month: """
        WHEN <this|last|past|next|coming|previous|following:rel> <past|coming>? <month|month_capital:month>
    """,
    years.month: """
        WHEN <the>? <month:month> (?!<the>?<day|ordinal>)
        (?<=<in|within|of|at|from|to|early|late|mid|between|hyphen>) WHEN <month_capital:month> (?!<the>?<day|ordinal>)
        (?<=<in|at|from|of>) <month_short:month> (?!<hyphen>|<dot>?<the>?<day|ordinal>)
    """,
    years.years: """
        (?:<the>?<units>)? <year:year> <hyphen|slash> <year|day|number:year2>
        (?<=<from|between>) <year:year> <to|and> <year:year2>
    """,
    years.year_month: """
        <year:year> <hyphen:sooner> <day:month>
        <day:month> <hyphen> <year:year>
    """,
    years.year: """
        <year:year> (?!<hyphen>?<UNITS>)
        <the>? <PART><hyphen>?<in|of>?<the>? <year:year> (?!<hyphen>?<UNITS>)
        <the>? <year_unit><of>? <year:year> (?!<hyphen>?<UNITS>)
        WHEN <the>? <fiscal> <year_unit>? <year:year>
    """,
    years.spoken_year: """
        <the> <year_unit> (?P<year><numeral>(?:<hyphen|and>?<numeral>){1,6})
        (?P<year><numeral>{2}(?:<hyphen|and>?<numeral>){0,6}) (?!<UNITS>)
    """,
    years.decade: """
        <the>? WHEN <the>? <hyphen>? <decade:decade>
        <the> WHEN <decade_word:decade>
    """,
    years.century: "WHEN <the>? ORD <hyphen>? <century_unit>",
    years.quarter: """
        WHEN <the>? <fiscal>? <hyphen>? ORD <hyphen>? <fiscal>? <quarter_unit:part>
        WHEN <the>? <fiscal>? ORD <hyphen>? <half:part> (?!<of>)
        WHEN <the>? <fiscal>? <hyphen>? ORD <hyphen>? <fiscal>? <quarter_unit|half:part> <of>?<fiscal>? OFYEAR
        WHEN <the>? <fiscal>? <hyphen>? ORD <hyphen>? <fiscal>? <quarter_unit|half:part> <of><the><year_unit>
        <the>? <year:year> <fiscal>? ORD <hyphen>? <quarter_unit|half:part>
        <REL:rel> <year_unit> <apostrophe>? <possessive>? <fiscal>? ORD <hyphen>? <quarter_unit|half:part>
    """,
    years.quarter_code: """
        <code:code> <hyphen>? (?:<of>?<year:year>)?
        <year:year> <hyphen>? <code:code>
    """,
    years.season: """
        WHEN <the>? <season|season_or_verb:season> OFYEAR
        WHEN <the>? <REL:rel> <past>? <season|season_or_verb:season>
        WHEN <the>? <season:season>
    """,
    years.year_period: "<the>? <year:year> <period|quarter_unit>",
}

SHIFTS: dict[Reading, str] = {
    shifts.deictic: "(?:<early|late|earlier|later>)? <deictic:day>",
    shifts.relative_unit: """
        (?:<PART><hyphen>?<in|of>?<the>?)? <the>? <REL:rel> <fiscal|full>? <UNIT|second|weekend:unit> (?!<hyphen>?<old>)
    """,
    shifts.this_unit: """
        <the>? <PART> <in|of>? <the> <week_unit|month_unit|year_unit|weekend:unit>
        <the> <full|fiscal>{0,2} <week_unit|month_unit|year_unit|weekend:unit> (?!<ending>)
        <late> <of> <week_unit|month_unit|year_unit:unit>
    """,
    shifts.shift: """
        <approx>{0,2} COUNT <more|of>? <hyphen>? <UNITS|second:unit> <ago|earlier|later|hence:side>
        COUNT <UNITS|second:unit> <before|after:side> (?=<comma>)
    """,
    shifts.same_day: "<earlier|later> <in|on> <the> <day_unit>",
    shifts.shift_from: "<approx>{0,2} COUNT <UNITS|second:unit> <from|after|before:side> <now|deictic:day>",
    shifts.unit_before: """
        <the> <day_unit|week_unit|month_unit|year_unit:unit> <before|after|earlier:side> <deictic:day>?
    """,
    shifts.ahead: "(?<=<in>) COUNT <UNITS|second:unit>",
    shifts.year_ago: """
        <the|a>? <comparable>? <year_unit:unit> <hyphen> <ago|earlier:side> ORD? <hyphen>? <quarter_unit|period>?
        <the> <comparable|that> <period|quarter_unit> <REL:rel> <year_unit>
        <the> <quarter_unit> <a> <year_unit> <ago|earlier>
    """,
    shifts.this_period: "<the|that> <latest:latest>? <period|quarter_unit:unit>",
    shifts.year_end: "<year_unit> (?:<hyphen> | <apostrophe>? <possessive>)? <late>",
    shifts.past_or_future: """
        <the> <past:reference> (?!<of>?<day|number|numeral|vague|couple|season|a|half|the> | <UNITS>)
        (?: <the> | (?<=<in>) ) <future:reference> (?!<UNITS>)
    """,
    shifts.recent: "<recent|coming|past|future|these:side> <units|day_unit:unit>",
    shifts.reference: """
        <reference|now|recent|phrase:reference>
        (?<!<as>) <soon:reference> (?!<as|after>)
    """,
    shifts.current: "<current:reference>",
}

DURATIONS: dict[Reading, str] = {
    durations.age: """
        <old>? COUNT <hyphen>? <UNITS:unit> <hyphen>? <old>
        <old> <day>
    """,
    durations.duration: """
        <approx>{0,2} COUNT <more>{0,2} <hyphen>? <more>{0,2} <UNITS|second:unit>
        <the>? <last|past|next|coming|previous|following|ordinal|these|those> COUNT <more>{0,2} <UNITS|second:unit>
        <all> <the>? <UNITS:unit>
        <the> <fiscal>? <year_unit:unit> (?=<ending>)
        <approx>{0,2} COUNT <nights:unit>
    """,
    durations.half_more: """
        <approx>{0,2} COUNT <and> <a>? <half> <UNITS:unit>
        <approx>{0,2} COUNT <UNITS:unit> <and> <a>? <half>
    """,
    durations.vague_units: "<units:unit>",
    durations.set_of_units: "<every> (?:COUNT|<ordinal>|<alternate>)? <UNITS|second:unit>",
    durations.set_of_weekdays: """
        <every> <alternate>? <weekday:weekday>
        <weekdays:weekday>
        <weekday:weekday> <dayparts|nights:part>
    """,
    durations.set_of_months: "<every> <month:month>",
    durations.frequency: "<frequency:frequency>",
}

CLOCKS: dict[Reading, str] = {
    clocks.clock: """
        <clock|day|decimal:hour> <meridiem:meridiem>
        <clock_word|clock:hour>
    """,
    clocks.clock_range: """
        <clock|day|decimal:hour> <meridiem:meridiem>? TO <clock|day|decimal|clock_word:hour2> <meridiem:meridiem2>
        <clock:hour> <meridiem:meridiem>? TO <clock|clock_word:hour2> <meridiem:meridiem2>?
        (?<=<from|between>) <day:hour> TO <clock:hour2>
    """,
    clocks.daypart: "(?:<in|on|the>)? <early|late>? <daypart:part>",
    clocks.relative_daypart: "(?:<early|late|earlier|later>)? <this|last|next:rel> <daypart:part>",
    clocks.day_with_part: "<weekday|deictic:day> <daypart:part>",
    clocks.tonight: "<tonight|overnight:part>",
}


def _rules(*tables: dict[Reading, str]) -> Iterator[Rule]:
    for table in tables:
        for reading, patterns in table.items():
            for pattern in patterns.strip().splitlines():
                yield Rule(compile_pattern(_with_phrases(pattern)), reading)


def _with_phrases(pattern: str) -> str:
    return re.sub(r"\b[A-Z]{2,}2?\b(?![^<]*>)", lambda match: PHRASES[match[0]], pattern)


#: Of two patterns that match the same words, the first has it.
RULES: tuple[Rule, ...] = tuple(_rules(DAYS, YEARS, SHIFTS, DURATIONS, CLOCKS))
