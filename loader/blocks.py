"""Triples of one subject as a block of terms: quick to build, to write and to take apart.

A term is a string as Turtle writes it (``cq:speaker``, ``"text"@en``, ``<https://…>``), escaped and checked before
it gets here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loader import literals

Triple = tuple[str, str, str]
Property = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Block:
    """All triples of one subject, properties in the order in which they are written."""

    subject: str
    properties: tuple[Property, ...]

    def triples(self) -> Iterator[Triple]:
        """The triples one by one."""
        for predicate, objects in self.properties:
            for value in objects:
                yield self.subject, predicate, value


def make_block(subject: str, *properties: Property) -> Block:
    """A block of the properties that have an object."""
    return Block(subject, tuple(p for p in properties if p[1]))


def texts(value: str | None) -> tuple[str, ...]:
    """The string literal of a text, if there is any."""
    return (literals.text(value),) if value else ()
