"""Whether names of one article are one person's: whole names, parts of them, single words."""

from __future__ import annotations

from loader.mentions.drafts import Draft
from loader.names import Nicknames, same_person_name, same_spelling


def any_part(draft: Draft, parts: list[str], nicknames: Nicknames) -> bool:
    """Whether one of a person's names and another whole name (folded words) are one person's."""
    return any(same_or_part(name, parts, nicknames) for name in draft.words.values())


def same_or_part(ours: list[str], theirs: list[str], nicknames: Nicknames) -> bool:
    """Whether two whole names of one article (folded words) are one person's: spellings, or one part of the other."""
    if same_person_name(ours, theirs, nicknames):
        return True
    longer, shorter = (ours, theirs) if len(ours) >= len(theirs) else (theirs, ours)
    if len(shorter) < 2 or len(longer) == len(shorter):
        return False
    rest = iter(longer)
    return all(any(word == candidate for candidate in rest) for word in shorter)


def ends_with(words: list[str], parts: list[str]) -> bool:
    """Whether a whole name ends with the words of a shorter one."""
    return 1 < len(parts) < len(words) and words[-len(parts) :] == parts


def bears(draft: Draft, word: str, place: int | None) -> bool:
    """Whether a word is the last (``place`` -1) or first (0) of a person's names, or any of four letters (None)."""
    for parts in draft.words.values():
        if not parts:
            continue
        if place is None:
            if word in parts and len(word) > 3:
                return True
            continue
        if parts[place] == word or (place == -1 and len(parts) > 1 and same_spelling(parts[-1], word)):
            return True
    return False
