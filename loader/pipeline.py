"""The order of the steps, nothing else."""

from __future__ import annotations

from loader.attribution import find_attributions
from loader.dates import find_dates
from loader.meetings import find_meetings, link_statements
from loader.nlp import ParsedArticle
from loader.places import find_places
from loader.records import Record
from loader.statements import find_statements


def extract(parsed: ParsedArticle) -> Record:
    """Everything that one parsed article says, resolved inside the article."""
    raise NotImplementedError
