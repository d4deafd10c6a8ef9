"""Judge pairs of person names as resolution does: ``compare_names.py PAIRS.jsonl[.gz] > PRED.jsonl``.

Rows in: ``{"id", "name1", "name2"}``; rows out: ``{"id", "match", "likeness"}``.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from loader.names import Likeness, compare_persons, load_nicknames


def judgements(path: Path) -> Iterator[dict[str, object]]:
    """One judgement a row of ``path``, in its order."""
    nicknames = load_nicknames()
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            likeness = compare_persons(row["name1"], row["name2"], nicknames)
            yield {"id": row["id"], "match": likeness is not Likeness.DIFFERENT, "likeness": likeness.name}


if __name__ == "__main__":
    for judgement in judgements(Path(sys.argv[1])):
        print(json.dumps(judgement))
