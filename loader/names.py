"""Names of persons and bodies compared: folding of spelling, script marks and transliteration."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"'s\b|[.'ʿʾʼ`]")
_SPELLINGS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"sch|sh|ch|zh|tch"), "s"),
    (re.compile(r"kh|gh|ck|q|c|g"), "k"),
    (re.compile(r"dh|th|dj|dz"), "d"),
    (re.compile(r"[jyi]+$|(?<!^)y|(?<!^)j"), ""),
    (re.compile(r"[wv]"), "v"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"z"), "s"),
    (re.compile(r"t"), "d"),
    (re.compile(r"(?<!^)h"), ""),
)


def fold(name: str) -> str:
    """Lower case without diacritics, apostrophes and full stops; hyphens and other marks become spaces.

    >>> fold("Tehreek-e-Taliban  Pakistán’s U.S.")
    'tehreek e taliban pakistan us'
    """
    plain = unicodedata.normalize("NFKD", name).replace("’", "'")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(_WORD.findall(_MARKS.sub("", plain)))


def skeleton(word: str) -> str:
    """What transliterations of a folded word have in common: its consonants in classes, its first letter's kind.

    >>> skeleton("muhammad") == skeleton("mohamed"), skeleton("baloch") == skeleton("buluch")
    (True, True)
    """
    for pattern, letter in _SPELLINGS:
        word = pattern.sub(letter, word)
    first = "a" if word[:1] in "aeiou" else word[:1]
    rest = re.sub(r"[aeiou]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)


def same_spelling(first: str, second: str) -> bool:
    """Whether two folded words can be spellings of one name."""
    if first == second:
        return True
    if min(len(first), len(second)) < 4:
        return False
    return skeleton(first) == skeleton(second) and len(skeleton(first)) > 1


def same_person_name(first: str, second: str) -> bool:
    """Whether two full names (two words or more) can be spellings of one: word by word, in the same order."""
    ours, theirs = fold(first).split(), fold(second).split()
    if ours == theirs or "".join(ours) == "".join(theirs):
        return True
    if len(ours) != len(theirs) or len(ours) < 2:
        return False
    return all(same_spelling(a, b) for a, b in zip(ours, theirs, strict=True)) and any(
        a == b for a, b in zip(ours, theirs, strict=True)
    )


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether the letters of ``acronym`` begin words of ``name`` in order, its first word's among them.

    >>> is_acronym_of("TTP", "Tehreek-e-Taliban Pakistan"), is_acronym_of("BPC", "Foreign Office")
    (True, False)
    """
    letters = [c for c in fold(acronym) if c.isalnum()]
    initials = [word[0] for word in fold(name).split()]
    if not letters or not initials or letters[0] != initials[0]:
        return False
    position = 0
    for letter in letters:
        while position < len(initials) and initials[position] != letter:
            position += 1
        if position == len(initials):
            return False
        position += 1
    return True
