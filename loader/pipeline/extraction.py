"""The order of the stages on one article."""

from __future__ import annotations

from dataclasses import replace

from loader.attribution import find_attributions
from loader.coverage import find_passed_over
from loader.dates import find_dates
from loader.meetings import find_meetings, link_statements
from loader.mentions import Cast, find_cast
from loader.nlp import ParsedArticle
from loader.pipeline.models import Models
from loader.places import find_places
from loader.records import Record
from loader.statements import find_statements


def extract_article(parsed: ParsedArticle, models: Models) -> Record:
    """Everything that one parsed article says, resolved inside the article."""
    dates = find_dates(parsed, models.calendar)
    places = find_places(parsed, models.atlas)
    cast = find_cast(parsed, models.actors, places)
    attributions = find_attributions(parsed, models.cues)
    statements = find_statements(parsed, attributions, cast, dates, models.acts)
    meetings = find_meetings(parsed, cast, statements, dates, places, models.triggers)
    statements = link_statements(parsed, statements, meetings, cast)
    dateline = next((p for p in places if p.span == parsed.layout.dateline), None)
    sentences = tuple(sentence.start_char for sentence in parsed.doc.sents)
    passed_over = find_passed_over(parsed, statements, models.speech_verbs)
    return Record(
        parsed.article,
        parsed.layout,
        cast,
        statements,
        meetings,
        dates,
        places,
        dateline,
        sentences,
        passed_over,
    )


def read_record(parsed: ParsedArticle, models: Models) -> Record:
    """Everything that a parsed article says. Where else its actors are mentioned is of no more use."""
    record = extract_article(parsed, models)
    return replace(record, cast=Cast(tuple(replace(actor, mentions=()) for actor in record.cast.actors)))
