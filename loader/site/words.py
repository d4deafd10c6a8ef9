"""Names of terms as a reader expects them."""

from __future__ import annotations

import re

#: Characters from which on a stretch of a sentence may be cut off: evidence keeps 200, less white space at its end.
CUT = 195
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def spaced(name: str) -> str:
    """The local name of a term as words.

    >>> spaced("PressBriefing"), spaced("ruledOut"), spaced("IntergovernmentalOrganization")
    ('Press briefing', 'ruled out', 'Intergovernmental organization')
    """
    first, *rest = _CAPITAL.split(name) if name else [""]
    return " ".join((first, *(word.lower() for word in rest)))


def beginning(before: str, most: int = CUT) -> str:
    """What of a sentence stands before some words; where the graph keeps only its end, from the next whole word on.

    >>> beginning("tan has dismissed ", 10), beginning("He has dismissed ")
    ('… has dismissed ', 'He has dismissed ')
    """
    return before if len(before) < most else f"… {before.partition(' ')[2]}"


def ending(after: str, most: int = CUT) -> str:
    """What of a sentence stands behind some words, likewise.

    >>> ending(" between the two gro", 10), ending(" between the two.")
    (' between the two …', ' between the two.')
    """
    return after if len(after) < most else f"{after.rpartition(' ')[0]} …"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number of things.

    >>> counted(1, "statement"), counted(2400, "statement"), counted(0, "party", "parties")
    ('1 statement', '2,400 statements', '0 parties')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
