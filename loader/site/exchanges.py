"""Who speaks to whom, counted between institutions and states: organs count as what they are organs of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from loader.site.model import Actor, Contents, Name, Statement

MOST = 14  # rows and columns of the matrix
PAIRS = 150  # pairs that are listed


@dataclass(frozen=True)
class Pair:
    """What one says to or of another."""

    speaker: Name
    other: Name
    statements: tuple[Statement, ...]

    @property
    def acts(self) -> list[tuple[str, int]]:
        """How often each act, the most frequent first."""
        counts = Counter(statement.act for statement in self.statements)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True)
class Matrix:
    """Rows speak to or of columns; both from the busiest to the least busy."""

    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    cells: Mapping[tuple[str, str], Pair]

    @property
    def highest(self) -> int:
        """Statements of the fullest cell."""
        return max((len(pair.statements) for pair in self.cells.values()), default=1)


def find_pairs(contents: Contents) -> list[Pair]:
    """All pairs, the busiest first. Somebody who speaks on behalf of somebody counts as the latter."""
    found: dict[tuple[Name, Name], dict[str, Statement]] = {}
    for statement in contents.statements.values():
        for speaker in statement.behalf or statement.speakers:
            for other in statement.others:
                one, two = whole(speaker, contents.actors), whole(other, contents.actors)
                if one != two:
                    found.setdefault((one, two), {})[statement.iri] = statement
    pairs = [Pair(one, two, tuple(them.values())) for (one, two), them in found.items()]
    return sorted(pairs, key=lambda p: (-len(p.statements), p.speaker.label, p.other.label, p.speaker.iri, p.other.iri))


def whole(name: Name, actors: Mapping[str, Actor]) -> Name:
    """What somebody is an organ of, or itself."""
    actor = actors.get(name.iri)
    return actor.organ_of[0] if actor and actor.organ_of else name


def make_matrix(pairs: list[Pair]) -> Matrix:
    """The busiest speakers and those most spoken to or of."""
    rows, columns = (
        _busiest([(getattr(pair, side), len(pair.statements)) for pair in pairs]) for side in ("speaker", "other")
    )
    shown = {(pair.speaker.iri, pair.other.iri): pair for pair in pairs}
    kept = {key: p for key, p in shown.items() if p.speaker in rows and p.other in columns}
    return Matrix(
        tuple(row for row in rows if any(key[0] == row.iri for key in kept)),
        tuple(column for column in columns if any(key[1] == column.iri for key in kept)),
        kept,
    )


def _busiest(counted: list[tuple[Name, int]]) -> list[Name]:
    totals: Counter[Name] = Counter()
    for name, count in counted:
        totals[name] += count
    ordered = sorted(totals.items(), key=lambda item: (-item[1], item[0].label, item[0].iri))
    return [name for name, _ in ordered[:MOST]]
