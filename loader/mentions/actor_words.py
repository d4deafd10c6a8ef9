"""The words that mention finding goes by: role nouns, heads of bodies and groups, and the known names."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from loader.gazetteer import Gazetteer, Known
from loader.lexicon import LEXICON, read_table
from loader.names import Nicknames, fold, load_nicknames

NameSort = Literal["name", "acronym", "demonym", "capital", "ambiguous"]


@dataclass(frozen=True)
class RoleWord:
    """A noun for a person. ``role`` is what its variants have in common ("spokesman": "spokesperson")."""

    role: str
    gender: str  # "m", "f" or ""
    plural: bool
    office: bool = True  # False for relations and states ("colleague", "victim")


@dataclass(frozen=True)
class KnownName:
    """One name of a gazetteer entry, as folded words."""

    words: tuple[str, ...]
    key: str
    sort: NameSort


@dataclass(frozen=True)
class ActorWords:
    """All word lists, ready for look-up, and the gazetteer's names by their first word, longest first."""

    gazetteer: Gazetteer
    roles: dict[str, RoleWord]
    honorifics: dict[str, str]
    collectives: dict[str, str]
    organization_words: frozenset[str]
    speaking_verbs: frozenset[str]
    title_modifiers: frozenset[str]
    given_names: dict[str, str]
    nicknames: Nicknames
    not_actors: frozenset[str]
    departments: frozenset[str]
    uses: dict[str, frozenset[str]]  # words of descriptions, by how they are used
    deeds: frozenset[str]  # nouns for what a state does: whose nationality stands before them is named by it
    ranks: dict[str, str]  # what a role noun heads ("state", "body", "any"); "lesser" for words like "deputy"
    known: dict[str, tuple[KnownName, ...]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)  # key of the state by its country code

    def entry(self, key: str) -> Known:
        """The gazetteer's entry of that key."""
        return self.gazetteer.entries[key]


def load_actor_words(gazetteer: Gazetteer, folder: Path = LEXICON) -> ActorWords:
    """Read the word lists of ``folder`` and index the gazetteer's names."""
    roles = read_table("roles", ("word", "role", "gender", "number", "note"), folder)
    return ActorWords(
        gazetteer=gazetteer,
        roles={
            r["word"]: RoleWord(r["role"], r["gender"], r["number"] == "many", r["note"] != "no office") for r in roles
        },
        honorifics={
            r["word"].lower(): r["gender"] for r in read_table("honorifics", ("word", "gender", "note"), folder)
        },
        collectives={r["word"]: r["reading"] for r in read_table("collectives", ("word", "reading", "note"), folder)},
        organization_words=frozenset(r["word"] for r in read_table("organization_words", ("word", "note"), folder)),
        speaking_verbs=frozenset(r["lemma"] for r in read_table("speaking_verbs", ("lemma", "note"), folder)),
        title_modifiers=frozenset(r["word"] for r in read_table("title_modifiers", ("word", "note"), folder)),
        given_names={
            fold(r["name"]): r["gender"] for r in read_table("given_names", ("name", "gender", "note"), folder)
        },
        nicknames=load_nicknames(folder),
        not_actors=frozenset(r["word"] for r in read_table("not_actors", ("word", "note"), folder)),
        uses=_by_use(read_table("description_words", ("word", "use", "note"), folder)),
        ranks={r["word"]: r["rank"] for r in read_table("ranks", ("word", "rank", "note"), folder)},
        deeds=frozenset(r["noun"] for r in read_table("deeds", ("noun", "note"), folder)),
        departments=frozenset(r["word"] for r in read_table("departments", ("word", "note"), folder)),
        known=_index(gazetteer),
        states={
            entry.country: key
            for key, entry in sorted(gazetteer.entries.items())
            if entry.kind == "State" and entry.country
        },
    )


def _by_use(rows: list[dict[str, str]]) -> dict[str, frozenset[str]]:
    uses: dict[str, set[str]] = {}
    for row in rows:
        uses.setdefault(row["use"], set()).add(row["word"])
    return {use: frozenset(words) for use, words in uses.items()}


def _index(gazetteer: Gazetteer) -> dict[str, tuple[KnownName, ...]]:
    index: dict[str, list[KnownName]] = {}
    for key, entry in sorted(gazetteer.entries.items()):
        sorts: dict[tuple[str, ...], NameSort] = {}
        for sort, names in _names(entry):
            for name in names:
                sorts.setdefault(tuple(fold(name).split()), sort)
        for words, sort in sorts.items():
            if words:
                index.setdefault(words[0], []).append(KnownName(words, key, sort))
    return {first: tuple(sorted(names, key=_longest_first)) for first, names in index.items()}


def _names(entry: Known) -> tuple[tuple[NameSort, tuple[str, ...]], ...]:
    return (
        ("name", (entry.label, *entry.names)),
        ("acronym", entry.acronyms),
        ("demonym", (*entry.demonyms, *(f"{name}s" for name in entry.demonyms))),
        ("capital", entry.capitals),
        ("ambiguous", entry.ambiguous),
    )


_SORTS: dict[NameSort, int] = {"name": 0, "acronym": 1, "demonym": 2, "capital": 3, "ambiguous": 4}


def _longest_first(name: KnownName) -> tuple[int, int, str]:
    return (-len(name.words), _SORTS[name.sort], name.key)
