"""Rebuild the counts, the tree models and the measured precisions of the attribution stage from an annotated corpus.

    python scripts/train_attribution.py CORPUS.jsonl.gz [--parses FILE] [--out FOLDER]

The corpus has one article a line: ``id``, ``text``, ``title`` and ``attributions``, each with ``source``, ``cue``,
``content`` and ``source_head`` as lists of character offsets. Needs lightgbm, which the product does not. Same corpus,
same libraries: same files. What is written are counts and thresholds over numbers, no words of the corpus but lemmas.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from attribution_training.corpus import read_corpus
from attribution_training.training import train

LEXICON = Path(__file__).parent.parent / "loader" / "lexicon"


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--parses", type=Path, help="keep the parses here between runs")
    parser.add_argument("--out", type=Path, default=LEXICON, help="folder of the tables (default: the product's)")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    train(read_corpus(arguments.corpus, arguments.parses), arguments.out, arguments.threads)


if __name__ == "__main__":
    main()
