"""Rebuild the weights that tell a meeting from a telephone call where an article names neither.

    python scripts/train_channel.py REPORTS.jsonl.gz [--out FILE]

REPORTS has one report a line: ``id``, ``text`` and ``kind`` ("held" for a meeting, "phone" for a call; other kinds are
left out). Same reports, same parser: same weights. What is written are weights of common words and of counts, no text.
The curve that is printed was measured on reports that the weights did not see (ten folds).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from loader.articles import Article
from loader.attribution import find_attributions
from loader.dates import find_dates
from loader.meetings.channel import ALWAYS, evidence, leaves_open
from loader.meetings.company import company
from loader.meetings.dialogue import as_report, find_exchanges, is_report_of
from loader.meetings.encounters import gather
from loader.meetings.reports import find_reports
from loader.meetings.scene import make_scene
from loader.mentions import find_cast
from loader.nlp import ParsedArticle, parse_batch
from loader.pipeline import Models, Settings, load_models
from loader.places import find_places
from loader.statements import find_statements

TABLE = Path(__file__).parent.parent / "loader" / "lexicon" / "meeting_channel.tsv"
BATCH = 64
FOLDS = 10
PENALTY = 20.0  # of squared weights of standardised features: little data, many features
COUNTED = ("abroad", "statements", "together", "told to another")
#: Words of conversation and of encounters; none of what is talked about, which is another from year to year.
WORDS = (
    *("answer", "ask", "attend", "bilateral", "brief", "conference", "congratulate", "conversation", "deputy"),
    *("detailed", "exchange", "focus", "initiative", "instruct", "invite", "leader", "minister", "opinion"),
    *("propose", "report", "representative", "satisfaction", "say", "side", "talk", "tell", "view"),
)
NAMES = (*COUNTED, *(f"word {word}" for word in WORDS))


@dataclass(frozen=True)
class Example:
    """An encounter whose channel its report leaves open, and whether it was on the telephone."""

    features: tuple[float, ...]
    telephone: bool


def main() -> None:
    """Read the arguments, train, print the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    examples = list(read_examples(arguments.reports, load_models(Settings())))
    values = np.array([example.features for example in examples])
    labels = np.array([float(example.telephone) for example in examples])
    print_curve(leave_out(values, labels), labels)
    write_weights(fit(values, labels).tolist(), arguments.out)


def read_examples(path: Path, models: Models) -> Iterator[Example]:
    """All encounters of the reports that may be either."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["kind"] in ("held", "phone")]
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        articles = [Article(id=row["id"], text=row["text"], source=row["id"]) for row in batch]
        for row, parsed in zip(batch, parse_batch(models.nlp, articles, models.furniture), strict=True):
            for features in open_encounters(parsed, models):
                yield Example(tuple(features.get(name, 0.0) for name in NAMES), row["kind"] == "phone")


def open_encounters(parsed: ParsedArticle, models: Models) -> Iterator[dict[str, float]]:
    """The features of every encounter of an article that is known by nothing but its talk."""
    dates, places = find_dates(parsed, models.calendar), find_places(parsed, models.atlas)
    cast = find_cast(parsed, models.actors, places)
    statements = find_statements(parsed, find_attributions(parsed, models.cues), cast, dates, models.acts)
    scene = make_scene(parsed, cast, dates, places, models.triggers)
    exchanges = find_exchanges(scene, statements)
    told = [each for each in exchanges if each.opens and is_report_of(each, scene, statements)]
    groups = [*gather(find_reports(scene)), *([as_report(each)] for each in told)]
    for group in groups:
        parties = company(group, scene, statements, exchanges)
        if len(parties) > 1 and leaves_open(group, parties, scene):
            yield evidence(group, scene, statements)


def fit(values: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression with a quadratic penalty, by Newton's method; the intercept comes last."""
    scale = values.std(axis=0) + 1e-9
    design = np.hstack([values / scale, np.ones((len(values), 1))])
    penalty = PENALTY * np.eye(design.shape[1])
    penalty[-1, -1] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        expected = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (labels - expected) - penalty @ weights
        bend = (design * (expected * (1 - expected))[:, None]).T @ design + penalty
        weights = weights + np.linalg.solve(bend, slope)
    return np.append(weights[:-1] / scale, weights[-1])


def leave_out(values: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The probability of a telephone for each example, from weights fitted without its fold."""
    found, folds = np.zeros(len(labels)), np.arange(len(labels)) * FOLDS // len(labels)
    for fold in range(FOLDS):
        weights = fit(values[folds != fold], labels[folds != fold])
        found[folds == fold] = 1 / (1 + np.exp(-(values[folds == fold] @ weights[:-1] + weights[-1])))
    return found


def print_curve(found: np.ndarray, labels: np.ndarray) -> None:
    """How many meetings would be called telephone calls, and the other way round, from each probability on."""
    for bound in (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8):
        calls = found > bound
        lost, missed = int((calls & (labels == 0)).sum()), int((~calls & (labels == 1)).sum())
        right = float(labels[calls].mean()) if calls.any() else 1.0
        print(f"{bound}: {lost} of {int((labels == 0).sum())} meetings taken for calls, ", end="")
        print(f"{missed} of {int(labels.sum())} calls for meetings, {right:.2f} of the calls claimed right")


def write_weights(weights: Sequence[float], path: Path) -> None:
    """Write the table, sorted by feature."""
    rows = sorted(zip((*NAMES, ALWAYS), weights, strict=True))
    lines = [f"{name}\t{weight:.2f}\t" for name, weight in rows]
    path.write_text("\n".join(["feature\tweight\tnote", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
