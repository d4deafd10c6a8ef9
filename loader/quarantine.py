"""What fails its shape is left out, with what hangs on it and a reason; the rest of the graph stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loader.reports import short
from loader.shapes import Shapes
from loader.validation import EngineName, validate_blocks
from loader.violations import Violation
from loader.vocab import Vocabulary

if TYPE_CHECKING:
    from loader.blocks import Block

#: Classes of nodes that are of use only while another node points at them.
_HANGERS_ON = frozenset(("cq:Evidence", "cq:Place", "cq:Actor"))


@dataclass(frozen=True)
class Kept:
    """The valid part of a graph. ``removed`` are the subjects that had to go, ``reasons`` say why, a line each.

    ``remarks`` are the Warnings and Infos on what is kept.
    """

    blocks: tuple[Block, ...]
    removed: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    remarks: tuple[Violation, ...] = ()


def keep_valid(
    blocks: Iterable[Block],
    shapes: Shapes,
    vocabulary: Vocabulary,
    *,
    known: Iterable[Block] = (),
    engine: EngineName = "auto",
) -> Kept:
    """Leave nodes out until the graph is valid: what is missing afterwards may make another node fail.

    ``known`` are blocks of other parts of the graph that this part points at; see ``validate_blocks``.
    """
    kept, others = Kept(tuple(blocks)), tuple(known)
    while True:
        found = validate_blocks(kept.blocks, shapes, vocabulary, known=others, engine=engine)
        breaking = tuple(violation for violation in found if violation.breaks)
        if not breaking:
            return replace(kept, remarks=found)
        step = quarantine(kept.blocks, breaking, vocabulary)
        reasons = tuple(dict.fromkeys((*kept.reasons, *step.reasons)))
        kept = Kept(step.blocks, (*kept.removed, *step.removed), reasons)


def quarantine(blocks: Iterable[Block], violations: Iterable[Violation], vocabulary: Vocabulary) -> Kept:
    """The graph without the focus nodes of ``violations``, the links to them and what hung on them alone."""
    given = tuple(blocks)
    terms = {f"<{vocabulary.expand(block.subject)}>": block.subject for block in given}
    failing = [violation for violation in violations if violation.focus in terms]
    gone = {terms[violation.focus] for violation in failing}
    gone |= _hanging_on(given, gone)
    removed = tuple(block.subject for block in given if block.subject in gone)
    return Kept(without(given, gone), removed, tuple(dict.fromkeys(map(reason, failing))))


def without(blocks: Iterable[Block], gone: Iterable[str]) -> tuple[Block, ...]:
    """The blocks of other subjects than those that are gone, without their links to them."""
    missing = frozenset(gone)
    return tuple(_unlinked(block, missing) for block in blocks if block.subject not in missing)


def reason(violation: Violation) -> str:
    """Why a node is left out, in plain words."""
    what = short(violation.focus)
    if violation.path:
        value = f" {short(violation.value)}" if violation.value else ""
        what = f"{what} ({short(violation.path)}{value})"
    return f"{what} left out: {violation.message}"


def _unlinked(block: Block, gone: frozenset[str]) -> Block:
    if not any(value in gone for _, objects in block.properties for value in objects):
        return block
    properties = ((name, tuple(value for value in objects if value not in gone)) for name, objects in block.properties)
    return replace(block, properties=tuple((name, objects) for name, objects in properties if objects))


def _hanging_on(blocks: tuple[Block, ...], gone: set[str]) -> set[str]:
    """The nodes that nobody points at any more once those in ``gone`` are gone."""
    before = {value for block in blocks if block.subject in gone for value in _objects(block)}
    after = {value for block in blocks if block.subject not in gone for value in _objects(block)}
    return {b.subject for b in blocks if b.subject in before - after - gone and _HANGERS_ON & {*_objects(b)}}


def _objects(block: Block) -> Iterable[str]:
    return (value for _, objects in block.properties for value in objects)
