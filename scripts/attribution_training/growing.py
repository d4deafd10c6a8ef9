"""Growing gradient-boosted trees and writing them in the form that ``loader.attribution.trees`` reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from loader.attribution.trees import SCALE

SETTINGS = {
    "objective": "cross_entropy",
    "min_data_in_leaf": 30,
    "lambda_l2": 1.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 0,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass(frozen=True)
class Size:
    """How many trees, how much each may change, and how many leaves it has."""

    trees: int
    rate: float
    leaves: int

    @property
    def settings(self) -> dict[str, Any]:
        """As lightgbm calls them."""
        return {"learning_rate": self.rate, "num_leaves": self.leaves}


def grow(rows: Any, labels: Any, size: Size, threads: int = 1) -> lightgbm.Booster:
    """Fit trees to cases."""
    data = lightgbm.Dataset(np.asarray(rows, dtype=float), np.asarray(labels, dtype=float))
    return lightgbm.train({**SETTINGS, **size.settings, "num_threads": threads}, data, size.trees)


def out_of_fold(rows: Any, labels: Any, folds: Any, size: Size, threads: int) -> Any:
    """For every case the prediction of trees that have not seen its fold."""
    rows, labels, folds = np.asarray(rows, dtype=float), np.asarray(labels, dtype=float), np.asarray(folds)
    out = np.zeros(len(labels))
    for fold in np.unique(folds):
        held = folds == fold
        out[held] = grow(rows[~held], labels[~held], size, threads).predict(rows[held])
    return out


def known_out_of_fold(rows: Any, labels: Sequence[bool | None], folds: Any, size: Size, threads: int) -> Any:
    """As ``out_of_fold``, where the trees learn only from the cases whose label is known."""
    rows, folds = np.asarray(rows, dtype=float), np.asarray(folds)
    known = np.asarray([label is not None for label in labels])
    values = np.asarray([float(label or 0) for label in labels])
    out = np.zeros(len(values))
    for fold in np.unique(folds):
        held = folds == fold
        learn = known & ~held
        out[held] = grow(rows[learn], values[learn], size, threads).predict(rows[held])
    return out


def flatten(model: lightgbm.Booster, features: Sequence[str]) -> dict[str, Any]:
    """All nodes of all trees in one row, leaves in fixed point."""
    nodes: list[list[float]] = []
    depth = 0

    def add(node: dict[str, Any], level: int) -> int:
        nonlocal depth
        depth = max(depth, level)
        number = len(nodes)
        if "leaf_value" in node:
            nodes.append([0, 0.0, number, number, round(node["leaf_value"] * SCALE)])
            return number
        nodes.append([node["split_feature"], float(f"{node['threshold']:.6g}"), 0, 0, 0])
        nodes[number][2] = add(node["left_child"], level + 1)
        nodes[number][3] = add(node["right_child"], level + 1)
        return number

    roots = [add(tree["tree_structure"], 0) for tree in model.dump_model()["tree_info"]]
    columns = dict(zip(("feature", "threshold", "left", "right", "value"), zip(*nodes, strict=True), strict=True))
    return {"features": list(features), "depth": depth, "roots": roots, **{k: list(v) for k, v in columns.items()}}


def write_forest(path: Path, data: dict[str, Any]) -> None:
    """Write a forest, one column a line."""
    body = ",\n".join(f" {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in data.items())
    path.write_text("{\n" + body + "\n}\n", encoding="utf-8")
