"""Rebuild the weights that tell a meeting from a telephone call where an article names neither.

    python scripts/train_channel.py REPORTS.jsonl.gz [--out FILE]

REPORTS has one report a line: ``id``, ``text``, ``published`` and ``kind`` ("held" for a meeting, "phone" for a call;
other kinds are left out). All of them are learnt from, those too that do name a meeting or a telephone: what people say
there is the same. Same reports, same parser: same weights. What is written are weights of common words, no text.
All that is printed, and the penalty that is chosen, was measured on years that the weights did not see.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from loader.articles import Article
from loader.attribution import find_attributions
from loader.dates import find_dates
from loader.meetings.channel import ALWAYS, WORD, evidence, leaves_open
from loader.meetings.company import company
from loader.meetings.dialogue import as_report, find_exchanges, is_report_of
from loader.meetings.encounters import gather
from loader.meetings.reports import find_reports
from loader.meetings.scene import Scene, make_scene
from loader.mentions import find_cast
from loader.nlp import ParsedArticle, parse_batch
from loader.pipeline import Models, Settings, load_models
from loader.places import find_places
from loader.statements import Statement, find_statements

TABLE = Path(__file__).parent.parent / "loader" / "lexicon" / "meeting_channel.tsv"
BATCH = 64
COMMON = 20  # reports that a word must be in: rarer ones are what is talked about, which changes from year to year
KEPT = 200  # words of the table: those whose weight moves most reports
PENALTIES = (1.0, 2.0, 4.0, 8.0)  # of squared weights


@dataclass(frozen=True)
class Example:
    """A report: its features, its year, whether it is of a telephone call, and whether it names no channel itself."""

    features: frozenset[str]
    year: str
    telephone: bool
    open: bool


def main() -> None:
    """Read the arguments, train, print the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    examples = list(read_examples(arguments.reports, load_models(Settings())))
    names = common_features(examples)
    values = np.array([[float(name in example.features) for name in names] for example in examples])
    labels = np.array([float(example.telephone) for example in examples])
    years = np.array([example.year for example in examples])
    found = {penalty: leave_out(values, labels, years, penalty) for penalty in PENALTIES}
    penalty = min(PENALTIES, key=lambda each: surprise(found[each], labels))
    print(f"penalty {penalty:g}: surprise {surprise(found[penalty], labels):.3f}")
    left_open = np.array([example.open for example in examples])
    print_curve(found[penalty][left_open], labels[left_open])
    write_weights(names, fit_strongest(values, labels, penalty).tolist(), arguments.out)


def read_examples(path: Path, models: Models) -> Iterator[Example]:
    """All reports of meetings and of calls."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["kind"] in ("held", "phone")]
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        articles = [Article(id=row["id"], text=row["text"], source=row["id"]) for row in batch]
        for row, parsed in zip(batch, parse_batch(models.nlp, articles, models.furniture), strict=True):
            yield read_example(parsed, row["published"][:4], row["kind"] == "phone", models)


def read_example(parsed: ParsedArticle, year: str, telephone: bool, models: Models) -> Example:
    """What is learnt from one report."""
    dates, places = find_dates(parsed, models.calendar), find_places(parsed, models.atlas)
    cast = find_cast(parsed, models.actors, places)
    statements = find_statements(parsed, find_attributions(parsed, models.cues), cast, dates, models.acts)
    scene = make_scene(parsed, cast, dates, places, models.triggers)
    features = frozenset(name for name in evidence(scene) if name.removeprefix(WORD).isalpha())
    return Example(features - {ALWAYS}, year, telephone, tells_only_talk(scene, statements))


def tells_only_talk(scene: Scene, statements: Sequence[Statement]) -> bool:
    """Whether an article tells of an encounter that is known by nothing but its talk."""
    exchanges = find_exchanges(scene, statements)
    told = [each for each in exchanges if each.opens and is_report_of(each, scene, statements)]
    groups = [*gather(find_reports(scene)), *([as_report(each)] for each in told)]
    companies = [company(group, scene, statements, exchanges) for group in groups]
    together = zip(groups, companies, strict=True)
    return any(len(parties) > 1 and leaves_open(group, parties, scene) for group, parties in together)


def common_features(examples: Sequence[Example]) -> list[str]:
    """The features that many reports have."""
    counts = Counter(name for example in examples for name in sorted(example.features))
    return sorted(name for name, count in counts.items() if count >= COMMON)


def fit_strongest(values: np.ndarray, labels: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of the features that matter most, fitted without the others, which get none; the intercept is last."""
    strength = np.abs(fit(values, labels, penalty)[:-1]) * values.std(axis=0)
    kept = np.sort(np.argsort(-strength, kind="stable")[:KEPT])
    weights = np.zeros(values.shape[1] + 1)
    weights[[*kept, -1]] = fit(values[:, kept], labels, penalty)
    return weights


def fit(values: np.ndarray, labels: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of a logistic regression with a quadratic penalty, by Newton's method; the intercept comes last."""
    design = np.hstack([values, np.ones((len(values), 1))])
    ridge = penalty * np.eye(design.shape[1])
    ridge[-1, -1] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        expected = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (labels - expected) - ridge @ weights
        bend = (design * (expected * (1 - expected))[:, None]).T @ design + ridge
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def leave_out(values: np.ndarray, labels: np.ndarray, years: np.ndarray, penalty: float) -> np.ndarray:
    """The probability of a telephone for each example, from weights fitted without its year."""
    found = np.zeros(len(labels))
    for year in np.unique(years):
        mine = years == year
        weights = fit_strongest(values[~mine], labels[~mine], penalty)
        found[mine] = 1 / (1 + np.exp(-(values[mine] @ weights[:-1] + weights[-1])))
    return found


def surprise(found: np.ndarray, labels: np.ndarray) -> float:
    """The mean negative logarithm of the probability given to what was the case."""
    return float(-np.log(np.where(labels == 1, found, 1 - found)).mean())


def print_curve(found: np.ndarray, labels: np.ndarray) -> None:
    """How many meetings would be called telephone calls, and the other way round, from each probability on."""
    for bound in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        calls = found > bound
        lost, missed = int((calls & (labels == 0)).sum()), int((~calls & (labels == 1)).sum())
        right = float(labels[calls].mean()) if calls.any() else 1.0
        print(f"{bound}: {lost} of {int((labels == 0).sum())} meetings taken for calls, ", end="")
        print(f"{missed} of {int(labels.sum())} calls for meetings, {right:.2f} of the calls claimed right")


def write_weights(names: Sequence[str], weights: Sequence[float], path: Path) -> None:
    """Write the table, sorted by feature, without weights of nothing."""
    rows = sorted(zip((*names, ALWAYS), (f"{weight:.2f}" for weight in weights), strict=True))
    lines = [f"{name}\t{weight}\t" for name, weight in rows if float(weight)]
    path.write_text("\n".join(["feature\tweight\tnote", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
