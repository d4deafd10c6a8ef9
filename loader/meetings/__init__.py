"""Who met whom, where, when, and whether it was held, is scheduled, was proposed or ruled out."""

from __future__ import annotations

from loader.meetings.finding import find_meetings
from loader.meetings.model import Meeting, MeetingKind, Status
from loader.meetings.occasions import link_statements
from loader.meetings.triggers import Triggers, load_triggers

__all__ = ["Meeting", "MeetingKind", "Status", "Triggers", "find_meetings", "link_statements", "load_triggers"]
