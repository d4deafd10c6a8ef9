"""How a content is quoted: in the speaker's words, in the reporter's, in both, or as a noun phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loader.articles import Span
from loader.statements.clauses import Passage, is_infinitive
from loader.statements.model import Quotation
from loader.words import Word

WORD = re.compile(r"\w+")


def quotation_of(content: Sequence[Span], passage: Passage, quoted: Sequence[Span], text: str) -> Quotation:
    """Direct where all words stand between marks, mixed where some do, nominal where they are no clause.

    ``quoted`` are the passages between quotation marks; a word or two outside the marks do not make a quote mixed.
    """
    near = [q for q in quoted if q.start < content[-1].end and q.end > content[0].start]
    if near:
        words = [m.start() for span in content for m in WORD.finditer(text, span.start, span.end)]
        inside = sum(any(q.start <= at < q.end for q in near) for at in words)
        if inside:
            return "direct" if inside >= 0.9 * len(words) else "mixed"
    return "indirect" if any(_is_clause(verb) for verb in passage.clauses) else "nominal"


def _is_clause(verb: Word) -> bool:
    return verb.dep_ != "pcomp" and (
        is_infinitive(verb) or verb.tag_ != "VBG" or any(c.dep_ == "aux" for c in verb.children)
    )
