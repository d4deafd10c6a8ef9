"""One world from many articles: reports of one encounter, statements of one claim, copies of one text."""

from loader.fusion.agreement import FusedMeeting, by_article, fuse
from loader.fusion.claims import Claim, Corroboration, claims, corroborate, load_negations, same_utterances
from loader.fusion.reports import Report, Venue, meeting_reports
from loader.fusion.reprints import Source, count_independent, find_origins, sketch

__all__ = [
    "Claim",
    "Corroboration",
    "FusedMeeting",
    "Report",
    "Source",
    "Venue",
    "by_article",
    "claims",
    "corroborate",
    "count_independent",
    "find_origins",
    "fuse",
    "load_negations",
    "meeting_reports",
    "same_utterances",
    "sketch",
]
