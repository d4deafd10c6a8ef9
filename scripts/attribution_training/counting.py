"""How often each word, in each frame, is a cue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from attribution_training.corpus import Annotated, Gold
from loader.attribution.cues import (
    ANY,
    COLUMNS,
    USES,
    CueTable,
    FrameCount,
    read_idioms,
    read_kin,
    read_objects,
    read_performatives,
)
from loader.attribution.expressions import read_expressions
from loader.attribution.frames import Piece, cue_lemma, pieces
from loader.attribution.linking import SHORTEST, distance
from loader.attribution.prospects import QUOTATION_FRAME, cue_tokens
from loader.attribution.syntax import Syntax
from loader.lexicon import read_uses

# A piece is content if this share of its words is; a lemma is a cue if it was one at least twice; a row that was
# never a hit is kept only where it was seen often enough to say something.
SHARE, FEWEST_HITS, FEWEST_SEEN = 0.6, 2, 3
NEAR_QUOTATION = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """One piece of one possible cue: whether it was content, and with its preposition."""

    fold: int
    key: tuple[str, str, str]
    hit: bool
    with_preposition: bool = False


def observations(corpus: list[Annotated], folds: int) -> list[Seen]:
    """All pieces of all words of the corpus outside contents (nested attributions are not annotated there)."""
    out: list[Seen] = []
    for number, article in enumerate(corpus):
        out.extend(_pieces_seen(article, number % folds))
        out.extend(_quotations_seen(article, number % folds))
    return out


def _pieces_seen(article: Annotated, fold: int) -> Iterator[Seen]:
    syntax, owner = article.syntax, article.owner()
    cues: dict[int, list[Gold]] = {}
    for gold in article.golds:
        for i in gold.cue:
            cues.setdefault(i, []).append(gold)
    for cue in cue_tokens(syntax):
        if cue in owner and cue not in cues:
            continue
        lemma = cue_lemma(syntax, cue)
        for piece in pieces(syntax, cue):
            body = _words(syntax, piece)
            if body:
                owners = [g for g in cues.get(cue, ()) if len(g.words.intersection(body)) >= SHARE * len(body)]
                whole = piece.bare is not None and any(piece.lo in g.content for g in owners[-1:])
                yield Seen(fold, (lemma, syntax.pos[cue], piece.frame), bool(owners), whole)


def _words(syntax: Syntax, piece: Piece) -> list[int]:
    start = piece.lo if piece.bare is None else piece.bare
    hole = piece.hole or (0, 0)
    return [i for i in range(start, piece.hi) if syntax.word[i] and not hole[0] <= i < hole[1]]


def quotation_owners(article: Annotated) -> list[Gold | None]:
    """The attribution to which most of each quotation belongs."""
    owner = article.owner()
    out: list[Gold | None] = []
    for lo, hi in article.syntax.quoted_tokens:
        words = [i for i in range(lo, hi) if article.syntax.word[i]]
        counts = Counter(owner[i] for i in words if i in owner)
        best = counts.most_common(1)
        out.append(best[0][0] if best and best[0][1] >= SHARE * len(words) else None)
    return out


def _quotations_seen(article: Annotated, fold: int) -> Iterator[Seen]:
    syntax = article.syntax
    near: dict[int, list[int]] = {}
    for i in cue_tokens(syntax):
        near.setdefault(syntax.paragraph[i], []).append(i)
    for (lo, hi), gold in zip(syntax.quoted_tokens, quotation_owners(article), strict=True):
        if gold is None or syntax.words(lo, hi) < SHORTEST:
            continue
        outside = [i for i in near.get(syntax.paragraph[lo], ()) if not lo <= i < hi]
        for i in sorted(outside, key=lambda i: (distance(i, lo, hi), i))[:NEAR_QUOTATION]:
            yield Seen(fold, (cue_lemma(syntax, i), syntax.pos[i], QUOTATION_FRAME), i in gold.cue)


def count(seen: Iterable[Seen], without: int | None = None) -> CueTable:
    """The table of counts, leaving one fold out."""
    counts: dict[tuple[str, str, str], list[int]] = {}
    hits: Counter[tuple[str, str]] = Counter()
    for one in seen:
        if one.fold != without:
            row = counts.setdefault(one.key, [0, 0, 0])
            row[0] += one.hit
            row[1] += 1
            row[2] += one.with_preposition
            hits[one.key[:2]] += one.hit
    known = {key: row for key, row in counts.items() if hits[key[:2]] >= FEWEST_HITS}
    general: dict[tuple[str, str, str], list[int]] = {}
    for (_, pos, frame), row in known.items():
        total = general.setdefault((ANY, pos, frame), [0, 0, 0])
        for k in range(3):
            total[k] += row[k]
    kept = {key: row for key, row in known.items() if row[0] or row[1] >= FEWEST_SEEN}
    rows = {key: FrameCount(*row) for key, row in {**kept, **general}.items()}
    words = read_uses("cue_words", USES)
    return CueTable(rows, read_kin(), read_idioms(), read_objects(), read_performatives(), read_expressions(), words)


def write_counts(table: CueTable, folder: Path) -> None:
    """Write ``cue_counts.tsv``."""
    lines = ["\t".join(COLUMNS)]
    for key, row in sorted(table.counts.items()):
        lines.append("\t".join([*key, f"{row.hits:g}", f"{row.seen:g}", f"{row.with_preposition:g}", ""]))
    (folder / "cue_counts.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
