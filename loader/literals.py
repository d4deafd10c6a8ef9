"""Values to RDF literals as Turtle writes them: escaped, canonical, safe with every Unicode text."""

from __future__ import annotations

import datetime as dt
import math
import re

# What must be escaped in a quoted Turtle string, and what nobody should meet unseen in a file: control
# characters, separators, marks of direction and other invisible formats, noncharacters, surrogates.
_UNSAFE = re.compile(
    '["\\\\\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff'
    "\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def text(value: str, language: str = "") -> str:
    r"""A string literal, with a language tag where one is given.

    A lone surrogate is no character; it becomes U+FFFD.

    >>> text('He said "no".\n', "en")
    '"He said \\"no\\".\\n"@en'
    """
    quoted = f'"{_UNSAFE.sub(_escape, value)}"' if _UNSAFE.search(value) else f'"{value}"'
    return f"{quoted}@{language}" if language else quoted


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def decimal(value: float, places: int = 4) -> str | None:
    """An xsd:decimal in the form that stores give back; None for what is no number.

    >>> decimal(0.80), decimal(-0.00001), decimal(1.0), decimal(float("nan"))
    ('0.8', '"0"^^xsd:decimal', '"1"^^xsd:decimal', None)
    """
    if not math.isfinite(value):
        return None
    digits = f"{value:.{places}f}".rstrip("0").rstrip(".")
    digits = "0" if digits == "-0" else digits
    return digits if "." in digits else f'"{digits}"^^xsd:decimal'


def date(day: dt.date) -> str:
    """An xsd:date.

    >>> date(dt.date(2024, 4, 5))
    '"2024-04-05"^^xsd:date'
    """
    return f'"{day.isoformat()}"^^xsd:date'


def edtf(value: str) -> str:
    """An EDTF date of the Library of Congress datatype.

    >>> edtf("XXXX-07-02")
    '"XXXX-07-02"^^edtf:EDTF'
    """
    return f"{text(value)}^^edtf:EDTF"
