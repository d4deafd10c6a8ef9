"""Write into the table of acts how often each of its rows was right on sentences of known act.

    python scripts/measure_acts.py plover-train.jsonl.gz

The corpus is JSON Lines, each a sentence with one event: its ``text``, the spans of its ``source`` and ``target`` and
the root code of PLOVER (Halterman et al. 2023) in ``gold_root``. A case is a statement found with that source and that
target; the row that names the act of its cue is right if the code is one of those that the act stands for. Rows that
assert say nothing of the act, and PLOVER has no code for saying: they have no figures.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loader.articles import Article, Span
from loader.lexicon import LEXICON, read_table
from loader.nlp import ParsedArticle, parse_articles
from loader.pipeline import Models, Settings, extract_article, load_models
from loader.statements import ActLexicon, Statement
from loader.statements.clauses import patterns_of
from loader.statements.lexicon import COLUMNS

ACTS_OF = {
    "ACCUSE": {"Accuse"},
    "AGREE": {"Commit", "Propose"},
    "REJECT": {"Reject"},
    "REQUEST": {"Request"},
    "SUPPORT": {"Support"},
    "THREATEN": {"Warn"},
}

Row = tuple[str, str]  # lemma and pattern


def main(corpus: Path) -> None:
    """Measure on a corpus and rewrite the shipped table."""
    seen: Counter[Row] = Counter()
    right: Counter[Row] = Counter()
    for row, is_right in cases(corpus, load_models(Settings())):
        seen[row] += 1
        right[row] += is_right
    table = read_table("acts", COLUMNS)
    for cells in table:
        key = (cells["lemma"], cells["pattern"])
        cells["right"], cells["seen"] = (str(right[key]), str(seen[key])) if seen[key] else ("", "")
    lines = ["\t".join(COLUMNS), *("\t".join(cells.values()) for cells in table)]
    (LEXICON / "acts.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(right.values())} of {sum(seen.values())} right, {len(seen)} rows measured")


def cases(corpus: Path, models: Models) -> Iterator[tuple[Row, bool]]:
    """The row behind each statement found where the corpus has an event, and whether its act is the event's."""
    raw = gzip.decompress(corpus.read_bytes()) if corpus.suffix == ".gz" else corpus.read_bytes()
    events = [event for event in map(json.loads, raw.decode("utf-8").splitlines()) if event["gold_root"] in ACTS_OF]
    articles = [Article(id=event["id"], source=corpus.name, text=event["text"]) for event in events]
    for event, parsed in zip(events, parse_articles(models.nlp, articles), strict=True):
        for statement in extract_article(parsed, models).statements:
            row = row_behind(statement, parsed, models.acts) if is_found(statement, event) else None
            if row is not None and models.acts.cues[row] != "Assert":
                yield row, models.acts.cues[row] in ACTS_OF[event["gold_root"]]


def is_found(statement: Statement, event: dict[str, Any]) -> bool:
    """Whether a statement has the source and the target of an event."""
    source, target = Span(*event["source"]), Span(*event["target"])
    aimed = any(party.span is not None and target.overlaps(party.span) for party in statement.targets)
    return aimed and statement.source is not None and source.overlaps(statement.source)


def row_behind(statement: Statement, parsed: ParsedArticle, lexicon: ActLexicon) -> Row | None:
    """The row of the table that a statement's cue falls under."""
    words = parsed.tokens(statement.cue) if statement.cue else None
    if statement.cue is None or words is None:
        return None
    cue = words.root
    rows = ((cue.lemma_.lower(), pattern) for pattern in patterns_of(cue, statement.cue.end))
    return next((row for row in rows if row in lexicon.cues), None)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
