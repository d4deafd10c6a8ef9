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


def _is_feminine(first: str, second: str) -> bool:
    """Whether one surname is the other's feminine form: Aliyev and Aliyeva are two persons."""
    return f"{first}a" == second or f"{second}a" == first


def same_spelling(first: str, second: str) -> bool:
    """Whether two folded words can be spellings of one name."""
    if first == second:
        return True
    if _is_feminine(first, second):
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


def name_words(name: str) -> list[str]:
    """The folded words of a name without "Jr" and the like behind it."""
    words = fold(name).split()
    while len(words) > 2 and words[-1] in _SUFFIXES:
        words.pop()
    return words


class Likeness(enum.Enum):
    """How two whole names of persons compare; the smaller the value, the nearer they are."""

    SAME = 0  #: the same letters once folded
    SPELLING = 1  #: word by word spellings of one name
    PART = 2  #: first and last name alike, one has more names between or an initial where the other has a name
    TYPO = 3  #: as SPELLING or PART, but for a letter or two, or for the order of words
    DIFFERENT = 4


#: Small words inside names, left out when names are compared.
PARTICLES = frozenset(
    ("ag", "al", "ap", "arap", "bin", "bint", "ben", "da", "das", "de", "del", "della", "den", "der", "di", "do",
     "dos", "du", "e", "el", "i", "ibn", "la", "le", "o", "ould", "ud", "ul", "van", "von", "y")
)  # fmt: skip
_FORMS_OF_ADDRESS = frozenset(("mr", "mrs", "ms", "dr", "prof", "sir", "sheikh", "shaikh", "haji", "gen", "col", "sen"))
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


def compare_persons(first: str, second: str, nicknames: Nicknames = NO_NICKNAMES) -> Likeness:
    """Compare two whole names (given name first, two words or more); symmetric.

    Names whose first words are neither spellings of one name nor name and initial are DIFFERENT, whatever the rest.

    >>> compare_persons("Mohammad Karim Haidari", "Muhammad Karim Haidari").name
    'SPELLING'
    >>> compare_persons("Tariq Aziz", "Tahir Aziz Khan").name, compare_persons("John F. Kennedy", "John Kennedy").name
    ('DIFFERENT', 'PART')
    """
    ours, theirs = _name_words(first), _name_words(second)
    if ours == theirs or "".join(ours) == "".join(theirs):
        return Likeness.SAME
    if min(len(ours), len(theirs)) < 2:
        return Likeness.TYPO if len(ours) != len(theirs) and _run_together(ours, theirs) else Likeness.DIFFERENT
    given = same_given_name(ours[0], theirs[0], nicknames)
    if len(ours) == len(theirs) and given and all(map(same_spelling, ours[1:], theirs[1:])):
        return Likeness.SPELLING
    shorter, longer = sorted((ours, theirs), key=lambda words: (len(words), words))
    if _is_part((longer[0], *shorter[1:]) if given else shorter, longer):
        return Likeness.PART
    return Likeness.TYPO if _is_typo(shorter, longer) else Likeness.DIFFERENT


def may_be_one(first: str, second: str, nicknames: Nicknames = NO_NICKNAMES) -> bool:
    """Whether two whole names can be one person's where more than the names says so: given names never differ."""
    likeness = compare_persons(first, second, nicknames)
    if likeness is Likeness.TYPO:
        return same_given_name(_name_words(first)[0], _name_words(second)[0], nicknames)
    return likeness is not Likeness.DIFFERENT


def _is_typo(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether two names differ by slips: letters in one word or two, a word split or joined, words in another order."""
    if len(shorter) == len(longer):
        if any(map(_is_feminine, shorter, longer)):
            return False
        slips = [edits(a, b) for a, b in zip(shorter, longer, strict=True)]
        if sum(map(bool, slips)) <= 2 and all(map(_few, slips, shorter, longer)):
            return True
    if len(shorter) > 2 and sorted(shorter) == sorted(longer):
        return True
    return _run_together(shorter, longer)


def _run_together(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two names are the same letters but for one, wherever their words are cut."""
    whole, other = "".join(ours), "".join(theirs)
    return min(len(whole), len(other)) > 8 and abs(len(whole) - len(other)) < 2 and edits(whole, other) <= 1


def _few(slips: int, first: str, second: str) -> bool:
    """Whether so many slips are few for words of that length: one in four letters, two in eight."""
    if same_spelling(first, second):
        return True
    return slips <= min(2, min(len(first), len(second)) // 4)


def edits(first: str, second: str) -> int:
    """Least number of letters put in, left out, replaced or swapped with the next one (optimal string alignment).

    >>> edits("putin", "pulin"), edits("abdul", "adbul"), edits("", "ab")
    (1, 1, 2)
    """
    older: list[int] = []
    before = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        row = [i]
        for j, other in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        older, before = before, row
    return before[-1]


def _name_words(name: str) -> tuple[str, ...]:
    """The words that names are compared by, given name first also where the surname stands before a comma."""
    surname, comma, given = name.partition(",")
    words = name_words(f"{given} {surname}" if comma and given.strip() else name)
    while len(words) > 2 and words[0] in _FORMS_OF_ADDRESS:
        words.pop(0)
    return tuple(word for i, word in enumerate(words) if i == 0 or word not in PARTICLES)


def _is_part(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether all words of a name are in a longer one in order, its first word and (of two words) last one too.

    An initial counts for the name that it begins.
    """
    if not _alike(shorter[0], longer[0]):
        return False
    if len(shorter) < 3 and not same_spelling(shorter[-1], longer[-1]):
        return False
    rest = iter(longer[1:])
    return all(any(_alike(word, other) for other in rest) for word in shorter[1:])


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
