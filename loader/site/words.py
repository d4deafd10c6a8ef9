"""Names of terms as a reader expects them."""

from __future__ import annotations

import re

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def spaced(name: str) -> str:
    """The local name of a term as words.

    >>> spaced("PressBriefing"), spaced("ruledOut"), spaced("IntergovernmentalOrganization")
    ('Press briefing', 'ruled out', 'Intergovernmental organization')
    """
    first, *rest = _CAPITAL.split(name) if name else [""]
    return " ".join((first, *(word.lower() for word in rest)))


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number of things.

    >>> counted(1, "statement"), counted(2400, "statement"), counted(0, "party", "parties")
    ('1 statement', '2,400 statements', '0 parties')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
