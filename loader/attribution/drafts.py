"""A parse while it is being corrected."""

from __future__ import annotations

from dataclasses import dataclass

from loader.attribution.syntax import Syntax


@dataclass(slots=True)
class Draft:
    """Heads, labels and parts of speech while they are changed."""

    head: list[int]
    dep: list[str]
    pos: list[str]
    tag: list[str]
    lemma: list[str]

    @classmethod
    def of(cls, syntax: Syntax) -> Draft:
        """A copy of a parse to be changed."""
        return cls(syntax.head[:], syntax.dep[:], syntax.pos[:], syntax.tag[:], syntax.lemma[:])

    def hang(self, i: int, head: int, dep: str) -> None:
        """Put a token below another one."""
        self.head[i], self.dep[i] = head, dep
