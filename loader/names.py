"""Names of persons and bodies compared: folding of spelling, script marks and transliteration."""

from __future__ import annotations

import enum
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from loader.lexicon import LEXICON, read_table

#: Given names with the full forms that each may stand for.
Nicknames = Mapping[str, frozenset[str]]
NO_NICKNAMES: Nicknames = {}

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
#: First letters that transliterations of one name can differ in.
_OPENINGS = frozenset(
    ("ae", "ao", "ck", "cq", "dt", "ei", "eo", "fp", "gj", "gk", "iu", "iy", "jy", "kq", "kx", "ou", "sx", "sz", "vw")
)  # fmt: skip


def fold(name: str) -> str:
    """Lower case without diacritics, apostrophes and full stops; hyphens and other marks become spaces.

    >>> fold("Tehreek-e-Taliban  Pakistán’s U.S.")
    'tehreek e taliban pakistan us'
    """
    plain = name.replace("’", "'")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.casefold()
    if plain.isalpha():
        return plain
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
    if f"{first}a" == second or f"{second}a" == first:  # Aliyev and Aliyeva are two
        return False
    if min(len(first), len(second)) < 4 or abs(len(first) - len(second)) > 3:
        return False
    if first[0] != second[0] and "".join(sorted(first[0] + second[0])) not in _OPENINGS:
        return False
    return skeleton(first) == skeleton(second) and len(skeleton(first)) > 1


def load_nicknames(folder: Path = LEXICON) -> Nicknames:
    """Short forms and transliterations of given names, each with the full forms that it may stand for (folded)."""
    full: dict[str, set[str]] = {}
    for row in read_table("nicknames", ("name", "full", "note"), folder):
        full.setdefault(fold(row["name"]), set()).add(fold(row["full"]))
    return {name: frozenset(forms) for name, forms in full.items()}


def same_given_name(first: str, second: str, nicknames: Nicknames) -> bool:
    """Whether two folded given names are spellings of one, or short forms of one ("Bill", "William")."""
    if same_spelling(first, second):
        return True
    ours, theirs = nicknames.get(first, frozenset()) | {first}, nicknames.get(second, frozenset()) | {second}
    return bool(ours & theirs)


def same_person_name(ours: list[str], theirs: list[str], nicknames: Nicknames) -> bool:
    """Whether the folded words of two whole names can be spellings of one: word by word, one at least the same."""
    if ours == theirs or "".join(ours) == "".join(theirs):
        return True
    if len(ours) != len(theirs) or len(ours) < 2 or not any(map(str.__eq__, ours, theirs)):
        return False
    return same_given_name(ours[0], theirs[0], nicknames) and all(map(same_spelling, ours[1:], theirs[1:]))


class Likeness(enum.Enum):
    """How two whole names of persons compare; the smaller the value, the nearer they are."""

    SAME = 0  #: the same letters once folded
    SPELLING = 1  #: word by word spellings of one name
    PART = 2  #: first and last name alike, one has more names between or an initial where the other has a name
    DIFFERENT = 3


#: Small words inside names, left out when names are compared.
PARTICLES = frozenset(
    ("al", "ap", "bin", "bint", "ben", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e",
     "el", "i", "ibn", "la", "le", "ud", "ul", "van", "von", "y")
)  # fmt: skip
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


def compare_persons(first: str, second: str, nicknames: Nicknames = NO_NICKNAMES) -> Likeness:
    """Compare two whole names (given name first, two words or more); symmetric.

    Names whose first words are neither spellings of one name nor name and initial are DIFFERENT, whatever the rest.

    >>> compare_persons("Mohammad Nabi Omari", "Muhammad Nabi Omari").name
    'SPELLING'
    >>> compare_persons("Waqar Ahmad", "Waqas Ahmad").name, compare_persons("John F. Kennedy", "John Kennedy").name
    ('DIFFERENT', 'PART')
    """
    ours, theirs = _name_words(first), _name_words(second)
    if ours == theirs or "".join(ours) == "".join(theirs):
        return Likeness.SAME
    if min(len(ours), len(theirs)) < 2:
        return Likeness.DIFFERENT
    given = same_given_name(ours[0], theirs[0], nicknames)
    if len(ours) == len(theirs) and given and all(map(same_spelling, ours[1:], theirs[1:])):
        return Likeness.SPELLING
    shorter, longer = sorted((ours, theirs), key=lambda words: (len(words), words))
    if given:
        shorter = (longer[0], *shorter[1:])
    return Likeness.PART if _is_part(shorter, longer) else Likeness.DIFFERENT


def _name_words(name: str) -> tuple[str, ...]:
    words = fold(name).split()
    while len(words) > 2 and words[-1] in _SUFFIXES:
        words.pop()
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


def _is_part(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether all words of a name are in a longer one, in order and with its first and last; initials count."""
    if not (_alike(shorter[0], longer[0]) and same_spelling(shorter[-1], longer[-1])):
        return False
    rest = iter(longer[1:-1])
    return all(any(_alike(word, other) for other in rest) for word in shorter[1:-1])


def _alike(word: str, other: str) -> bool:
    return same_spelling(word, other) or (1 in (len(word), len(other)) and word[0] == other[0])


def name_block(name: str) -> str:
    """A key that all names share which ``compare_persons`` does not find different."""
    words = _name_words(name)
    return skeleton(words[-1]) or words[-1]


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


def slug(name: str) -> str:
    """A readable local name of letters, digits and hyphens; a name without a Latin letter gets a digest.

    >>> slug("Tehreek-e-Taliban Pakistan"), slug("Mr. Erdoğan’s party")
    ('tehreek-e-taliban-pakistan', 'mr-erdogan-party')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    return plain[:80].strip("-") or f"x{hashlib.sha256(name.encode()).hexdigest()[:10]}"
