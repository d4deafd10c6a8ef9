"""A parse while it is being corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loader.attribution.syntax import Syntax, subtrees

FINITE = frozenset({"VBD", "VBZ", "VBP"})


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

    def finished(self, syntax: Syntax) -> Syntax:
        """The corrected parse; the one given, where the corrections together leave no tree."""
        lo, hi, kids = subtrees(self.head)
        if not self._is_tree(kids):
            return syntax
        return replace(
            syntax, head=self.head, dep=self.dep, pos=self.pos, tag=self.tag, lemma=self.lemma, lo=lo, hi=hi, kids=kids
        )

    def _is_tree(self, kids: list[list[int]]) -> bool:
        """Whether every token hangs below a root."""
        reached = [i for i, head in enumerate(self.head) if head == i]
        for i in reached:  # grows while it is read
            reached.extend(kids[i])
        return len(reached) == len(self.head)
