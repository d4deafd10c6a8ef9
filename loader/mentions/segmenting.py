"""Runs of capitalised words cut into names: who bears a title, what is a body, what the gazetteer knows."""

from __future__ import annotations

from loader.mentions.actor_words import ActorWords, KnownName
from loader.mentions.naming import (
    entity_label,
    find_known,
    find_runs,
    is_organization_name,
    name_text,
)
from loader.mentions.naming_persons import persons_by_use, saying_verb
from loader.mentions.person_starts import person_start
from loader.mentions.phrases import Phrase
from loader.mentions.titles import make_title, role_at, title_start
from loader.mentions.tokens import Tokens

Known = dict[int, tuple[int, tuple[KnownName, ...]]]

_NOT_ACTORS = frozenset(("EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "PRODUCT"))


def find_names(tokens: Tokens, words: ActorWords) -> list[Phrase]:
    """All names in the text as phrases, titles included, in text order; names inside titles are phrases too."""
    known = find_known(tokens, words)
    phrases: list[Phrase] = []
    for first, last in _join_bodies(tokens, words, find_runs(tokens, words, known)):
        phrases += _split_run(tokens, words, known, first, last)
    phrases = persons_by_use(tokens, words, phrases)
    return sorted((*phrases, *_surnames_again(tokens, phrases)), key=lambda p: (p.first, -p.last))


def _surnames_again(tokens: Tokens, phrases: list[Phrase]) -> list[Phrase]:
    """Surnames of persons named in full that the tagger takes for other words ("Sanders", plural noun)."""
    surnames = {tokens.text[p.last - 1] for p in phrases if p.sort == "person" and p.size > 1}
    taken = {index for p in phrases for index in range(p.first, p.last)}
    return [
        Phrase(index, index + 1, index, "name", "unknown", index, text)
        for index, text in enumerate(tokens.text)
        if text in surnames and text[0].isupper() and index not in taken
    ]


def _join_bodies(tokens: Tokens, words: ActorWords, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs with those that "of" joins to the name of a body ("Ministry" + "Foreign Affairs")."""
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and _continues_body(tokens, words, joined[-1], first, last):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _continues_body(tokens: Tokens, words: ActorWords, body: tuple[int, int], first: int, last: int) -> bool:
    between = tokens.lower[body[1] : first]
    if between == ["'"]:  # "Peoples' Organisation"
        place = tokens.entity[body[1] - 1] == "GPE"
        return not place and any(tokens.text[i] in words.organization_words for i in range(first, last))
    if between not in (["of"], ["of", "the"], ["for"], ["and"], ["for", "the"]):
        return False
    if between[0] == "of":
        if _one_entity(tokens, body, last):
            return True
        return any(tokens.text[i] in words.organization_words for i in (body[1] - 1, body[0])) and (
            entity_label(tokens, first, last) != "PERSON"
        )
    if between[0] == "for" and tokens.text[body[1] - 1] in words.organization_words:
        titled = role_at(tokens, words, body[0]) is not None and tokens.lower[body[0]] not in words.title_modifiers
        return entity_label(tokens, first, last) != "PERSON" and not titled
    return _one_entity(tokens, body, first + 1)


def _one_entity(tokens: Tokens, body: tuple[int, int], last: int) -> bool:
    """Whether the tagger makes one body's name of a run's last word and the next run."""
    return all(tokens.entity[i] == "ORG" for i in range(body[1] - 1, last)) and not any(
        tokens.begins[i] for i in range(body[1], last)
    )


def _split_run(tokens: Tokens, words: ActorWords, known: Known, first: int, last: int) -> list[Phrase]:
    """The names of one run."""
    if all(tokens.text[i] in words.not_actors for i in range(first, last)):
        return []
    inside = [(i, *known[i]) for i in range(first, last) if i in known and known[i][0] <= last]
    if _all_known(tokens, inside, first, last):
        return [_known_phrase(tokens, *piece) for piece in inside]
    if _party_and_state(tokens, first, last) or _is_title(tokens, words, first, last):
        return []
    begins = person_start(tokens, words, first, last)
    led = _led_from(tokens, first if begins is None else begins)
    if led is not None and led > first:
        begins = _behind_what_is_led(tokens, words, [each for each in inside if each[0] >= led], (led, last))
        if begins is None:
            return _split_run(tokens, words, known, led, last)
    elif _of_role(tokens, words, first) and begins in (first, None):
        begins = _behind_what_is_led(tokens, words, inside, (first, last))
    elif begins == first and inside and inside[0][0] == first and tokens.lower[inside[0][1]] in words.given_names:
        begins = inside[0][1]  # "of the Senate and the | State Duma Ivan Orlov"
    if begins is not None:
        return [*_before_person(tokens, words, inside, first, begins), _person(tokens, words, begins, last)]
    titled = role_at(tokens, words, last - 1) is not None and last - first > 1
    return (
        _before_person(tokens, words, inside, first, last) if titled else [_other(tokens, words, inside, first, last)]
    )


def _party_and_state(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a run is what stands in brackets behind an American lawmaker's name ("(R-Texas)")."""
    return first > 0 and tokens.text[first - 1] == "(" and last - first > 2 and tokens.text[first] in ("R", "D", "I")


def _only_titles(tokens: Tokens, words: ActorWords, first: int, last: int) -> bool:
    """Whether a run is a capitalised title without a name ("the Prime Minister"): a description, not a name."""
    return all(
        role_at(tokens, words, i) is not None or tokens.lower[i] in words.title_modifiers or tokens.text[i] == "-"
        for i in range(first, last)
    )


def _is_title(tokens: Tokens, words: ActorWords, first: int, last: int) -> bool:
    return _only_titles(tokens, words, first, last) or _of_state(tokens, words, first, last)


def _of_state(tokens: Tokens, words: ActorWords, first: int, last: int) -> bool:
    """Whether a run is the end of a title only ("the Heads of | State", "the | Heads of State")."""
    if tokens.lower[first:last] in (["state"], ["government"]):
        return _of_role(tokens, words, first)
    if tokens.lower[last - 2 : last] not in (["of", "state"], ["of", "government"]) or first < last - 3:
        return False
    return role_at(tokens, words, last - 3) is not None


def _of_role(tokens: Tokens, words: ActorWords, first: int) -> bool:
    """Whether "of" and a role noun stand right before ("President of | Turkey Recep Tayyip Erdogan")."""
    before = first - 2 if tokens.lower[first - 1] == "the" else first - 1
    if before > 3 and tokens.lower[before - 2 : before + 1] == ["of", "staff", "of"]:
        before -= 2  # "chief of staff of | the Executive Office"
    return before > 0 and tokens.lower[before] in ("of", "for") and role_at(tokens, words, before - 1) is not None


def _led_from(tokens: Tokens, begins: int) -> int | None:
    """Index of what an office is of, where a name would begin with "of" ("Chief of Staff | of the Office")."""
    if tokens.lower[begins] not in ("of", "for"):
        return None
    return begins + 1 + (tokens.lower[begins + 1 : begins + 2] == ["the"])


def _behind_what_is_led(
    tokens: Tokens,
    words: ActorWords,
    inside: list[tuple[int, int, tuple[KnownName, ...]]],
    run: tuple[int, int],
) -> int | None:
    """Where the name begins in "Governor of | New State Igor Petrov": behind a known state, or at a given name."""
    first, last = run
    if inside and _only_titles(tokens, words, inside[0][1], last):
        return None  # "of the | UN Secretary-General"
    behind_known = inside and inside[0][0] == first and inside[0][1] < last
    if behind_known and not is_organization_name(tokens, words, inside[0][1], last):
        name = last - inside[0][1] > 1 or tokens.entity[last - 1] == "PERSON"
        name = name and tokens.tag[inside[0][1]] != "IN"  # "the Liberal Party | of Russia"
        return inside[0][1] if name else None
    given = (i for i in range(first + 1, last - 1) if tokens.lower[i] in words.given_names)
    return next(given, None) or _behind_body(tokens, words, first, last)


def _behind_body(tokens: Tokens, words: ActorWords, first: int, last: int) -> int | None:
    """Where two or three words behind a body's own are a name ("the Chechen Administration | Akhmad Kadyrov")."""
    ends = [i for i in range(first, last) if tokens.text[i] in words.organization_words]
    begins = ends[-1] + 1 if ends else last
    plain = all(tokens.text[i].istitle() and tokens.entity[i] in ("", "PERSON", "ORG") for i in range(begins, last))
    return begins if 1 < last - begins < 4 and plain else None


def _all_known(tokens: Tokens, inside: list[tuple[int, int, tuple[KnownName, ...]]], first: int, last: int) -> bool:
    """Whether gazetteer names make up the whole run, joints aside ("Pakistan-China")."""
    position = first
    for start, behind, _ in inside:
        if any(tokens.tag[i] not in ("HYPH", ":", "CC") for i in range(position, start)):
            return False
        position = behind
    return bool(inside) and position == last


def _known_phrase(tokens: Tokens, first: int, last: int, names: tuple[KnownName, ...]) -> Phrase:
    demonym = names[0].sort == "demonym"
    return Phrase(
        first=first,
        last=last,
        head=_head(tokens, first, last),
        form="name",
        sort="demonym" if demonym else "known",
        begins=first,
        name=name_text(tokens, first, last),
        known=names,
        plural=tokens.tag[last - 1] == "NNPS" and demonym,
    )


def _head(tokens: Tokens, first: int, last: int) -> int:
    """The token of a range that its others hang on: the last one governed from outside."""
    for index in range(last - 1, first - 1, -1):
        if not first <= tokens.head[index] < last or tokens.head[index] == index:
            return index
    return last - 1


def _before_person(
    tokens: Tokens, words: ActorWords, inside: list[tuple[int, int, tuple[KnownName, ...]]], first: int, begins: int
) -> list[Phrase]:
    """Names that stand in a title: those of the gazetteer, or of a body right at its start."""
    if begins <= first:
        return []
    pieces = [piece for piece in inside if piece[1] <= begins]
    roles = any(role_at(tokens, words, index) is not None for index in range(first, begins))
    led = not roles and _of_role(tokens, words, first) and is_organization_name(tokens, words, first, begins)
    if led and not any(piece[1] == begins for piece in pieces):
        return [_other(tokens, words, [], first, begins)]  # "Head of the | Agency for Trade and Sport Jane Roe"
    if pieces:
        return [_known_phrase(tokens, *piece) for piece in pieces]
    behind = first
    for index in range(first, begins):
        if tokens.text[index] in words.organization_words:
            behind = index + 1
        elif role_at(tokens, words, index) is not None:
            break
    if behind == first and tokens.entity[first] in ("ORG", "GPE") and tokens.lower[first] not in words.title_modifiers:
        behind = first + 1
        while (
            behind < begins
            and tokens.entity[behind]
            and not tokens.begins[behind]
            and role_at(tokens, words, behind) is None
        ):
            behind += 1
    return [_other(tokens, words, [], first, behind)] if behind > first else []


def _person(tokens: Tokens, words: ActorWords, begins: int, last: int) -> Phrase:
    first = title_start(tokens, words, begins)
    title = make_title(tokens, words, first, begins) if first < begins else None
    genders = [g for i in range(first, begins) if (g := _gender(tokens, words, i))]
    return Phrase(
        first=first,
        last=last,
        head=_head(tokens, begins, last),
        form="name",
        sort="person",
        begins=begins,
        name=name_text(tokens, begins, last),
        title=title,
        gender=genders[-1] if genders else "",
    )


def _gender(tokens: Tokens, words: ActorWords, index: int) -> str:
    role = role_at(tokens, words, index)
    return role.gender if role else ""


def _other(
    tokens: Tokens, words: ActorWords, inside: list[tuple[int, int, tuple[KnownName, ...]]], first: int, last: int
) -> Phrase:
    """A run that is one name: of a body, a place or something yet unknown."""
    label = entity_label(tokens, first, last)
    if is_organization_name(tokens, words, first, last) or label == "ORG":
        sort = "organization"
    elif label in ("GPE", "LOC", "FAC"):
        sort = "place"
    elif label == "NORP":
        sort = "organization" if _in_capitals(tokens, first, last) else "group"
    elif label in _NOT_ACTORS and saying_verb(tokens, words, _head(tokens, first, last)) is None:
        sort = "thing"
    else:
        sort = "unknown"
    return Phrase(
        first=first,
        last=last,
        head=_head(tokens, first, last),
        form="name",
        sort=sort,
        begins=first,
        name=name_text(tokens, first, last),
        known=inside[0][2] if inside else (),
        plural=tokens.tag[last - 1] == "NNPS",
    )


def _in_capitals(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name is an acronym ("NSCN-IM"): a body's, though the tagger takes it for a people's."""
    letters = "".join(text for text in tokens.text[first:last] if text[0].isalnum())
    return len(letters) > 2 and letters.isupper()
