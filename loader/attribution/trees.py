"""Small gradient-boosted trees over numbers, read from a data file and evaluated without the library that grew them.

Leaf values are whole numbers (fixed point), so that their sum does not depend on order, machine or library.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# One unit of a leaf value; 2**-16 of log-odds is far below what any threshold can tell.
SCALE = 65536


@dataclass(frozen=True)
class Forest:
    """Trees with all their nodes in one row: node ``i`` sends a case left where its feature is at most the threshold.

    A leaf points to itself on both sides. ``roots`` are the first nodes of the trees, ``depth`` the longest path.
    """

    features: tuple[str, ...]
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.int64]
    depth: int

    def probabilities(self, cases: list[list[float]]) -> list[float]:
        """The probability of each case, given the values of ``features`` in their order."""
        if not cases:
            return []
        table = np.asarray(cases, dtype=np.float64)
        rows = np.arange(len(cases))[:, None]
        node = np.broadcast_to(self.roots, (len(cases), len(self.roots)))
        for _ in range(self.depth):
            low = table[rows, self.feature[node]] <= self.threshold[node]
            node = np.where(low, self.left[node], self.right[node])
        total = self.value[node].sum(axis=1) / SCALE
        return [float(p) for p in 1.0 / (1.0 + np.exp(-total))]


def read_forest(path: Path) -> Forest:
    """Read a forest from its JSON file.

    Raises:
        ValueError: the file's columns differ in length.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    columns = [data[name] for name in ("feature", "threshold", "left", "right", "value")]
    if len({len(column) for column in columns}) != 1:
        raise ValueError(f"{path}: the columns of the nodes differ in length")
    return forest(data)


def forest(data: dict[str, Any]) -> Forest:
    """A forest from the content of its file."""
    whole = {name: np.asarray(data[name], dtype=np.int64) for name in ("feature", "left", "right", "value", "roots")}
    return Forest(
        features=tuple(data["features"]),
        threshold=np.asarray(data["threshold"], dtype=np.float64),
        depth=int(data["depth"]),
        **whole,
    )
