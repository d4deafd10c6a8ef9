"""The grammar of date expressions: which words in which order mean what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from loader.dates import readings as read
from loader.dates.meanings import Meaning
from loader.dates.patterns import Groups, compile_pattern

_FRAGMENTS = {
    "UNIT": "<unit|day_unit|week_unit|month_unit|quarter_unit|year_unit|decade_unit|century_unit|second|weekend:unit>",
    "SPAN": "<unit|units|unit_short|day_unit|week_unit|month_unit|quarter_unit|year_unit|decade_unit|century_unit|second:unit>",
    "SOMESPAN": "<unit|units|day_unit|week_unit|month_unit|quarter_unit|year_unit|decade_unit|century_unit>",
    "DIGITS": "<day|year|number|decimal>",
    "NUMBER": "(?:<day|year|number|decimal>|<numeral>(?:<hyphen|and>?<numeral>)*)",
    "COUNT": "(?P<count><day|number> <fraction>|<fraction>|<day|year|number|decimal>|<numeral>(?:<hyphen|and>?<numeral>)*|<a>?<vague>|<a>?<couple><of>?"
    "|<a>|<another>)",
    "WHEN": "(?:<early|mid|late|earlier|later|sometime|starting><hyphen>?<in|of>?)?",
    "MONTH": "(?P<month><month|month_capital>|<month_short><dot>?)",
    "MONTH2": "(?P<month2><month|month_capital>|<month_short><dot>?)",
    "DAYNUM": "(?P<day><day|ordinal|second>|<numeral><hyphen>?<ordinal|second|numeral>)",
    "WEEKDAY": "(?:<weekday|weekday_short><dot>?<comma>?<the>?)?",
    "OFYEAR": "(?:<comma>?<of|in>?<year:year>(?!<hyphen>?<unit|units|day_unit|year_unit>)"
    "|<comma>?<of>?<this|last|next|that|following|previous|current:rel><year_unit>)",
    "REL": "<this|last|past|next|coming|previous|following|that|current:rel>",
    "TO": "<hyphen|to|and|slash>",
    "ORD": "(?P<ord><ordinal|second|last>)",
}


class Rule(NamedTuple):
    """An order of words and the function that reads its meaning (None: these words are no date after all)."""

    pattern: re.Pattern[str]
    read: Callable[[Groups], Meaning | None]


def _rule(pattern: str, reader: Callable[[Groups], Meaning | None]) -> Rule:
    for fragment, expansion in sorted(_FRAGMENTS.items(), key=lambda item: -len(item[0])):
        pattern = re.sub(rf"\b{fragment}\b(?![^<]*>)", lambda _, text=expansion: text, pattern)  # type: ignore[misc]
    return Rule(compile_pattern(pattern), reader)


RULES: tuple[Rule, ...] = (
    _rule("WEEKDAY MONTH <comma>? <the>? DAYNUM (?!<hyphen>?SOMESPAN) OFYEAR?", read.month_day),
    _rule(
        "WEEKDAY <the>? DAYNUM <day_unit>? <of|hyphen|slash>? MONTH (?:<hyphen|slash>?OFYEAR | (?!<day|ordinal>))",
        read.month_day,
    ),
    _rule(
        "WEEKDAY MONTH <the>? <day|ordinal:day> TO <the>? <day|ordinal:day2> (?!SOMESPAN) OFYEAR?",
        read.days_of_month,
    ),
    _rule(
        "<the>? <day|ordinal:day> TO <the>? <day|ordinal:day2> <of>? MONTH OFYEAR?",
        read.days_of_month,
    ),
    _rule(
        "WEEKDAY MONTH <day|ordinal:day> (?:<comma>?<year:year1>)? <comma>? TO WEEKDAY MONTH2 <day|ordinal:day2>"
        " OFYEAR?",
        read.days_of_months,
    ),
    _rule(
        "<the>? <day|ordinal:day> <of>? MONTH <comma>? TO <the>? <day|ordinal:day2> <of>? MONTH2 OFYEAR?",
        read.days_of_months,
    ),
    _rule("<month|month_capital|month_short:month><dot>? TO MONTH2 <comma>?<of|in>?<year:year>", read.months),
    _rule("WHEN <the>? MONTH <comma|hyphen|slash|apostrophe>? OFYEAR", read.month_year),
    _rule("<year:year> <hyphen|slash>? <month|month_short:month> (?!<hyphen|slash>?<day>)", read.month_year),
    _rule(
        "WHEN <this|last|past|next|coming|previous|following:rel> <past|coming>? <month|month_capital:month>",
        read.relative_month,
    ),
    _rule("WHEN <the>? <month:month>", read.month),
    _rule("(?<=<in|within|of|at|from|to|early|late|mid|between|hyphen>) WHEN <month_capital:month>", read.month),
    _rule("<year:year> <hyphen|slash> <year|day|number:year2>", read.years),
    _rule("<from|between> <year:year> <to|and> <year:year2>", read.years),
    _rule("(?:<the>? WHEN <the>?)? <year_unit>?<of>? <year:year> (?!<hyphen>?SOMESPAN)", read.year),
    _rule("<the> <year_unit> (?P<year><numeral>(?:<hyphen|and>?<numeral>)+)", read.spoken_year),
    _rule("(?P<year><numeral>{2}(?:<hyphen|and>?<numeral>)*) (?!SOMESPAN)", read.spoken_year),
    _rule("WHEN <the>? <fiscal> <year_unit>? <year:year>", read.year),
    _rule("<the>? WHEN <the>? <hyphen>? <decade:decade>", read.decade),
    _rule("<the> WHEN <decade_word:decade>", read.decade),
    _rule("WHEN <the>? ORD <hyphen>? <century_unit>", read.century),
    _rule(
        "WHEN <the>? <fiscal>? <hyphen>? ORD <hyphen>? <fiscal>? <quarter_unit|half:part>"
        " (?:<of>?<fiscal>? OFYEAR | <of><the><year_unit>)?",
        read.quarter,
    ),
    _rule(
        "(?:<the>? <year:year> | REL <year_unit> <apostrophe>? <possessive>?) <fiscal>? ORD <hyphen>?"
        " <quarter_unit|half:part>",
        read.quarter,
    ),
    _rule("<code:code> <hyphen>? (?:<of>?<year:year>)?", read.quarter_code),
    _rule("<year:year> <hyphen>? <code:code>", read.quarter_code),
    _rule("WHEN <the>? <season|season_or_verb:season> OFYEAR", read.season),
    _rule("WHEN <the>? REL <past>? <season|season_or_verb:season>", read.season),
    _rule("WHEN <the>? <season:season>", read.season),
    _rule("(?:<early|late|earlier|later|mid><hyphen>?)? <weekday:weekday>", read.weekday),
    _rule(
        "<the>? <this|last|past|next|coming|previous|following:rel> <past|coming:coming>? <weekday|weekday_short:weekday>",
        read.weekday,
    ),
    _rule(
        "<weekday|weekday_short:weekday> <dot>? <the>? (?P<day><ordinal>|<numeral><hyphen>?<ordinal>)",
        read.weekday_of_month,
    ),
    _rule("(?<=<on>) <the> <ordinal:day> (?=<comma|dot>)", read.weekday_of_month),
    _rule("<the>? <week_unit> (?:<of>|<early|starting><on>?) <the>? WEEKDAY MONTH <the>? DAYNUM OFYEAR?", read.week_of),
    _rule("<the>? <ordinal|second|last:nth> <week_unit> <of|in> <the>? MONTH OFYEAR?", read.week_in),
    _rule("<the>? <ordinal|second|last:nth> <week_unit> <of|in> <year:year>", read.week_in),
    _rule("<the>? <ordinal|second|last:nth> <week_unit> <of|in> <the>? REL <month_unit|year_unit:unit>", read.week_in),
    _rule("<the>? DAYNUM <day_unit>? <of> <the>? REL <month_unit>", read.day_in),
    _rule("<the>? DAYNUM <day_unit> <of> <the> <month_unit>", read.day_in),
    _rule("<late> <of> <week_unit|month_unit|year_unit:unit>", read.this_unit),
    _rule("(?<=<in>) COUNT SPAN", read.ahead),
    _rule("<the>? <week_unit> <day|number:week>", read.week_number),
    _rule("<year:year> <hyphen:sooner> <day:month>", read.year_month),
    _rule("<day:month> <hyphen> <year:year>", read.year_month),
    _rule("(?:(?<=<on|from|at|to|between|and|hyphen>) | <weekday><comma>?) <slashed:date>", read.slashed),
    _rule("(?<=<slashed><comma|and>) <slashed:date>", read.slashed),
    _rule("(?<=<from|between>) <slashed:date> TO <slashed:date2> OFYEAR?", read.slashed_days),
    _rule("<slashed:date> <hyphen|to> <numeric:date2>", read.slashed_days),
    _rule("<all> <the>? SPAN", read.duration),
    _rule(
        "<clock|day|decimal:hour> <meridiem:meridiem>? TO <clock|day|decimal|clock_word:hour2> <meridiem:meridiem2>",
        read.clock_range,
    ),
    _rule("(?<=<from|between>) <day:hour> TO <clock:hour2>", read.clock_range),
    _rule("<clock:hour> <meridiem:meridiem>? TO <clock|clock_word:hour2> <meridiem:meridiem2>?", read.clock_range),
    _rule("<weekday:weekday> <of>? <the>? REL <week_unit>", read.weekday_of_week),
    _rule("REL <week_unit> <hyphen|on|comma>? <weekday|weekday_short:weekday>", read.weekday_of_week),
    _rule("(?:<early|late|earlier|later>)? <deictic:day>", read.deictic),
    _rule("<tonight|overnight:part>", read.tonight),
    _rule(
        "(?:<early|mid|late|earlier|later|sometime><hyphen>?<in|of>?<the>?)? <the>? REL <fiscal|full>? UNIT (?!<hyphen>?<old>)",
        read.relative_unit,
    ),
    _rule(
        "<the>? <early|mid|late|earlier|later|sometime> <in|of>? <the> <week_unit|month_unit|year_unit|weekend:unit>",
        read.this_unit,
    ),
    _rule("<the> <full|fiscal>* <week_unit|month_unit|year_unit|weekend:unit> (?!<ending>)", read.this_unit),
    _rule("(?:<early|late|earlier|later>)? <this|last|next:rel> <daypart:part>", read.relative_daypart),
    _rule("<weekday|deictic:day> <daypart:part>", read.day_with_part),
    _rule(
        "<approx>* COUNT <more|of>? <hyphen>? SPAN <ago|earlier|later|hence:side>",
        read.shift,
    ),
    _rule(
        "<the|a>? <comparable>? <year_unit:unit> <hyphen> <ago|earlier:side> ORD? <hyphen>? <quarter_unit|period>?",
        read.year_ago,
    ),
    _rule("<the> <comparable|that> <period|quarter_unit> REL <year_unit>", read.year_ago),
    _rule("<the> <quarter_unit> <a> <year_unit> <ago|earlier>", read.year_ago),
    _rule("<the|that> <latest>? <period|quarter_unit>", read.this_period),
    _rule("<the>? <year:year> <period|quarter_unit>", read.year_period),
    _rule(
        "<the> <past:reference> (?!<of>?<day|number|numeral|vague|couple|season|a|half|the> | SOMESPAN)",
        read.past_or_future,
    ),
    _rule("(?: <the> | (?<=<in>) ) <future:reference> (?!SOMESPAN)", read.past_or_future),
    _rule("<year_unit> (?:<hyphen> | <apostrophe>? <possessive>)? <late>", read.year_end),
    _rule("<approx>* COUNT SPAN <from|after|before:side> <now|deictic:day>", read.shift_from),
    _rule(
        "<the> <day_unit|week_unit|month_unit|year_unit:unit> <before|after|earlier:side> <deictic:day>?",
        read.unit_before,
    ),
    _rule("<old>? COUNT <hyphen>? SPAN <hyphen>? <old> | <old> <day>", read.age),
    _rule("<approx>* COUNT <more>* <hyphen>? <more>* SPAN", read.duration),
    _rule("<approx>* COUNT <and> <a>? <half> SPAN", read.half_more),
    _rule("<approx>* COUNT SPAN <and> <a>? <half>", read.half_more),
    _rule(
        "<the>? <last|past|next|coming|previous|following|ordinal|these|those> COUNT <more>* SPAN",
        read.duration,
    ),
    _rule("<the> <fiscal>? <year_unit:unit> (?=<ending>)", read.duration),
    _rule("<approx>* COUNT <nights:unit>", read.duration),
    _rule("<units:unit>", read.vague_units),
    _rule("<recent|coming|past|future|these:side> <units|day_unit:unit>", read.recent),
    _rule("<every> (?:COUNT|<ordinal>)? SPAN", read.set_of_units),
    _rule("<every> <weekday:weekday>", read.set_of_weekdays),
    _rule("<weekdays:weekday> | <weekday:weekday2> <dayparts|nights:part>", read.set_of_weekdays),
    _rule("<every> <month:month>", read.set_of_months),
    _rule("<frequency:frequency>", read.frequency),
    _rule("<reference|now|recent:reference>", read.reference),
    _rule("(?<!<as>) <soon:reference> (?!<as|after>)", read.reference),
    _rule("<current:reference>", read.current),
    _rule("WEEKDAY <iso:date>", read.iso),
    _rule("<year:year> <hyphen|slash> <month|month_short:month> <hyphen|slash> <day:day>", read.month_day),
    _rule("<day:day> <hyphen|slash> <month|month_short:month> <hyphen|slash> <year:year>", read.month_day),
    _rule("<month|month_short:month> <hyphen|slash> <day:day> (?:<hyphen|slash> <year:year>)?", read.month_day),
    _rule("<month|month_short:month> <slash> <year:year>", read.month_year),
    _rule("WEEKDAY <numeric:date>", read.numeric),
    _rule("<holiday:holiday> OFYEAR?", read.holiday),
    _rule("<this|last|next:rel> <holiday:holiday>", read.holiday),
    _rule("<phrase:reference>", read.reference),
    _rule("<clock|day|decimal:hour> <meridiem:meridiem>", read.clock),
    _rule("<clock_word|clock:hour>", read.clock),
    _rule("(?:<in|on|the>)? <early|late>? <daypart:part>", read.daypart),
)
