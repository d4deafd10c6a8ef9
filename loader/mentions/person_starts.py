"""Where the name of a person begins in a run of capitalised words."""

from __future__ import annotations

from loader.mentions.actor_words import ActorWords
from loader.mentions.naming import is_organization_name
from loader.mentions.titles import role_at, title_start
from loader.mentions.tokens import Tokens

#: Words of a name from which on a headline in capitals is the likelier reading.
_LONG = 4


def person_start(tokens: Tokens, words: ActorWords, first: int, last: int) -> int | None:
    """Index where a person's name begins in a run; None where the run names no person."""
    titled = [i for i in range(first, last - 1) if role_at(tokens, words, i) is not None]
    hyphenated = last - first > 2 and tokens.text[last - 2] == "-"  # "Secretary-General"
    if role_at(tokens, words, last - 1) is not None and (tokens.entity[last - 1] != "PERSON" or hyphenated):
        return None
    if titled and (tokens.lower[titled[-1]] in words.honorifics or not _body_after(tokens, words, titled[-1], last)):
        return titled[-1] + 1
    behind = _behind_department(tokens, words, first, last)
    if behind is not None:
        return behind
    before = title_start(tokens, words, first)
    if before < first and not is_organization_name(tokens, words, first, last):
        return _past_department(tokens, first, last)
    return _untitled_person(tokens, words, first, last)


def _behind_department(tokens: Tokens, words: ActorWords, first: int, last: int) -> int | None:
    """Where the name begins in "Minister of State for | External Affairs Rajiv Mohan Sen"; in "and Trade X Y", too."""
    if tokens.lower[first - 1] not in ("of", "for", "and"):
        return None
    ends = [i for i in range(first + 1, last - 1) if tokens.text[i - 1] in words.departments]
    if not ends or title_start(tokens, words, ends[-1]) == ends[-1]:
        return None
    return ends[-1]


def _past_department(tokens: Tokens, first: int, last: int) -> int:
    """Behind the department of "Secretary of State John Kerry", where an entity says that a person begins."""
    if tokens.lower[first - 1] in ("of", "for"):
        for index in range(first + 1, last):
            if tokens.begins[index] and tokens.entity[index] == "PERSON":
                return index
    return first


def _body_after(tokens: Tokens, words: ActorWords, title: int, last: int) -> bool:
    """Whether what follows a role noun makes it the name of a body ("Justice Department")."""
    if is_organization_name(tokens, words, title + 1, last):
        return True
    if last - title > 2:
        return False  # "Foreign Office Spokesperson" and the names of a person
    return tokens.entity[title] == "ORG" and tokens.entity[last - 1] == "ORG" and not tokens.begins[last - 1]


def _untitled_person(tokens: Tokens, words: ActorWords, first: int, last: int) -> int | None:
    """Where the name of a person without a title begins: the tagger says so, or a known given name."""
    if is_organization_name(tokens, words, first, last):
        return None
    starts = [i for i in range(first, last) if tokens.entity[i] == "PERSON" and (tokens.begins[i] or i == first)]
    if not starts or tokens.entity[last - 1] != "PERSON":
        place = tokens.entity[first] in ("GPE", "LOC", "FAC")
        return first if 1 < last - first < 4 and not place and tokens.lower[first] in words.given_names else None
    if last - first > _LONG:
        return starts[-1]
    if last - first > 1 and tokens.tag[first] not in ("NNP", "NNPS") and tokens.lower[first] not in words.given_names:
        first += 1  # "Though Bush": a sentence begins
    starts = [i for i in starts if i >= first] or [first]
    before = {tokens.entity[i] for i in range(first, starts[0])}
    return starts[0] if before <= {"NORP", "ORG", "GPE"} else first
