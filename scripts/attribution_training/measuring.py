"""What is right: a proposal or a chosen attribution against the corpus, and the precision of each rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from attribution_training.corpus import Annotated, Gold
from loader.attribution.building import RULES, rule_of
from loader.attribution.extraction import Reading, choose_all
from loader.attribution.selection import Choice
from loader.attribution.sources import Source

OVERLAP = 0.5
# Worth of a content that is right but begins or ends elsewhere.
NEARLY = 0.6
STANDALONE = "standalone-quote"


def best_match(article: Annotated, owner: dict[int, Gold], content: Iterable[int]) -> tuple[float, Gold | None]:
    """The attribution whose content is nearest, with the share of words that the two have in common."""
    words = frozenset(i for i in content if article.syntax.word[i])
    best: tuple[float, Gold | None] = (0.0, None)
    for gold in dict.fromkeys(owner[i] for i in sorted(words) if i in owner):
        shared = len(words & gold.words) / len(words | gold.words)
        if shared > best[0]:
            best = (shared, gold)
    return best


def is_right(
    article: Annotated, owner: dict[int, Gold], content: Iterable[int], source: Source | tuple[int, int] | None
) -> bool:
    """Whether content and source are those of one annotated attribution."""
    shared, gold = best_match(article, owner, content)
    if gold is None or shared < OVERLAP:
        return False
    if source is None or not gold.source:
        return source is None and not gold.source
    lo, hi = source if isinstance(source, tuple) else (source.lo, source.hi)
    return any(lo <= i < hi for i in gold.head)


def worth(
    article: Annotated, owner: dict[int, Gold], content: Iterable[int], source: Source | tuple[int, int] | None
) -> float:
    """What a proposal is worth: 1 with just the words of the annotated one, less where it is only right, else 0."""
    content = list(content)
    if not is_right(article, owner, content, source):
        return 0.0
    return 1.0 if best_match(article, owner, content)[0] == 1.0 else NEARLY


def is_said(article: Annotated, owner: dict[int, Gold], choice: Choice) -> bool:
    """Whether the words of a quotation that stands alone are somebody's; whose, it does not say."""
    words = [i for i in choice.content if article.syntax.word[i]]
    return sum(i in owner for i in words) >= OVERLAP * len(words)


def count_rules(
    corpus: Sequence[Annotated], readings: Sequence[Reading], chances: Sequence[Sequence[float]]
) -> dict[str, list[int]]:
    """Right and all attributions of each rule."""
    counts = {rule: [0, 0] for rule in RULES}
    for article, reading, chance in zip(corpus, readings, chances, strict=True):
        owner = article.owner()
        for labelled in reading.labelled:
            counts[labelled.rule][0] += is_right(article, owner, labelled.content, labelled.source)
            counts[labelled.rule][1] += 1
        for choice in choose_all(reading, chance):
            found = None if choice.candidate is None else reading.candidates[choice.candidate]
            rule = rule_of(reading.syntax, found, choice) if found else STANDALONE
            right = is_right(article, owner, choice.content, found.source) if found else is_said(article, owner, choice)
            counts[rule][0] += right
            counts[rule][1] += 1
    return counts


def write_rules(counts: dict[str, list[int]], folder: Path) -> None:
    """Write ``attribution_rules.tsv``."""
    lines = ["rule\thits\tseen\tnote"]
    notes = {STANDALONE: "right if its words are somebody's: it names no speaker"}
    lines += [f"{rule}\t{hits}\t{seen}\t{notes.get(rule, '')}" for rule, (hits, seen) in sorted(counts.items())]
    (folder / "attribution_rules.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
