"""The identities file: decisions that a person can read and overrule, one a line.

Tab-separated, the first row names the columns:

    judgement  left                  right                 rule       reason
    same       karim-haidari         kareem-haidari        spelling   "Kareem Haidari" in dawn-1
    different  imran-khan            imran-khan-niazi      person     the player, not the politician
    undecided  ayesha-khan           ayesha-a-khan         part       one name has more words than the other
    reject     statement:dawn-1-35-47                      person     said in a play

Actors go by their IRI or its last part, statements, meetings and their reports by IRI or term. Rule and reason may be
left empty. What is ``undecided`` is kept apart like what is ``different``. Lines that start with ``#`` are comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loader.errors import UserError
from loader.fusion.reprints import Forest
from loader.resolution import Judgements
from loader.vocab import Vocabulary, local_name

COLUMNS = ("judgement", "left", "right", "rule", "reason")
PAIRS = ("same", "different", "undecided")
REJECT = "reject"
_REJECTED = ("statement", "report", "meeting")


class IdentitiesError(UserError, ValueError):
    """A line of an identities file is not as described; the message names file and line."""


@dataclass(frozen=True, order=True)
class Decision:
    """One line: what is decided about two actors by their local names, or about one statement, report or meeting."""

    judgement: str
    left: str
    right: str = ""
    rule: str = ""
    reason: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """Both names, in order."""
        return min(self.left, self.right), max(self.left, self.right)


@dataclass(frozen=True)
class Decisions:
    """The lines of an identities file."""

    lines: tuple[Decision, ...] = ()

    @cached_property
    def judgements(self) -> Judgements:
        """What is decided about actors."""
        same = tuple(line.pair for line in self.lines if line.judgement == "same")
        return Judgements(same, tuple(line.pair for line in self.lines if line.judgement in PAIRS[1:]))

    @cached_property
    def rejected(self) -> Mapping[str, str]:
        """The terms of what is to be left out, each with the reason."""
        return {line.left: line.reason for line in self.lines if line.judgement == REJECT}

    def rejected_in(self, article: str) -> dict[str, str]:
        """Those of an article, and perhaps of others whose id starts like its own."""
        stem = f"{local_name(article)}-"
        return {term: why for term, why in self.rejected.items() if term.partition(":")[2].startswith(stem)}


def read_identities(path: Path, vocabulary: Vocabulary) -> Decisions:
    """Read an identities file.

    Raises:
        IdentitiesError: a line is none, or contradicts another one.
        OSError: the file cannot be read.
    """
    try:
        rows = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise IdentitiesError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    if tuple(rows[0].rstrip("\r\n\t").split("\t")) not in (COLUMNS, COLUMNS[:-1], COLUMNS[:-2]):
        raise IdentitiesError(f"{path}:1: the first row must name the columns {', '.join(COLUMNS)}, with tabs between")
    lines: dict[int, Decision] = {}
    for number, row in enumerate(rows[1:], start=2):
        if row.strip() and not row.startswith("#"):
            try:
                lines[number] = read_line(row.rstrip("\r"), vocabulary)
            except ValueError as error:
                raise IdentitiesError(f"{path}:{number}: {error}") from None
    if clash := find_contradiction(lines):
        raise IdentitiesError(f"{path}:{clash[0]}: {clash[1]}")
    return Decisions(tuple(sorted(set(lines.values()))))


def read_line(row: str, vocabulary: Vocabulary) -> Decision:
    """One line of the file.

    Raises:
        ValueError: what is wrong with it.
    """
    cells = [cell.strip() for cell in row.split("\t")]
    if len(cells) > len(COLUMNS):
        raise ValueError(f"{len(cells)} columns, not {len(COLUMNS)}")
    judgement, left, right, rule, reason = cells + [""] * (len(COLUMNS) - len(cells))
    if judgement == REJECT:
        if right:
            raise ValueError("reject takes one statement, report or meeting on the left, and nothing on the right")
        return Decision(REJECT, _node(left, vocabulary), "", rule, reason)
    if judgement not in PAIRS:
        raise ValueError(f"{judgement!r} is no judgement; use {', '.join((*PAIRS, REJECT))}")
    decision = Decision(judgement, _actor(left, vocabulary), _actor(right, vocabulary), rule, reason)
    if decision.left == decision.right:
        raise ValueError(f"{left!r} stands on both sides")
    return decision


def _actor(name: str, vocabulary: Vocabulary) -> str:
    """The local name of an actor given by it, by its term or its IRI."""
    term = vocabulary.compact(name) if "/" in name else name if ":" in name else f"actor:{name}"
    prefix, _, local = (term or "").partition(":")
    if prefix != "actor" or vocabulary.compact(f"{vocabulary.base}actor/{local}") != term:
        raise ValueError(f"{name!r} is no actor: give the last part of its IRI, or the IRI")
    return local


def _node(name: str, vocabulary: Vocabulary) -> str:
    term = vocabulary.compact(name) if "/" in name else name
    prefix, _, local = (term or "").partition(":")
    if prefix not in _REJECTED or vocabulary.compact(f"{vocabulary.base}{prefix}/{local}") != term:
        raise ValueError(f"{name!r} is no statement, report or meeting: give its IRI, or a term like statement:a1-3-9")
    return f"{prefix}:{local}"


def find_contradiction(lines: Mapping[int, Decision]) -> tuple[int, str] | None:
    """The first line that keeps apart what other lines make the same, with what to tell about it."""
    same = Forest()
    for line in lines.values():
        if line.judgement == "same":
            same.join(line.left, line.right)
    for number, line in lines.items():
        if line.judgement in PAIRS[1:] and same.find(line.left) == same.find(line.right):
            return number, f"{line.left} and {line.right} are {line.judgement} here and the same by other lines"
    return None


def render_identities(lines: Iterable[Decision]) -> Iterator[str]:
    """The lines of an identities file, sorted."""
    yield "\t".join(COLUMNS) + "\n"
    for line in sorted(set(lines)):
        cells = (line.judgement, line.left, line.right, line.rule, line.reason)
        yield "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
