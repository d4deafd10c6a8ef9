"""What the attribution stage hands on."""

from __future__ import annotations

from dataclasses import dataclass

from loader.articles import Span


@dataclass(frozen=True)
class Attribution:
    """Content that the text ascribes to a source. ``lemma`` and ``frame`` name the cue and how it takes its content.

    ``rule`` names the way it was found, ``confidence`` is the measured precision of that rule (lower end of the 95 %
    Wilson interval; None below 20 cases). ``within`` is the index, in the tuple that holds this one, of the
    attribution in whose content it is nested. ``antecedent`` is the noun phrase that a source which is only a
    relative pronoun ("who") stands for.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    lemma: str | None
    frame: str
    rule: str
    confidence: float | None
    within: int | None = None
    antecedent: Span | None = None
