"""Small gradient-boosted trees over numbers, read from a data file and evaluated without the library that grew them.

Leaf values are whole numbers (fixed point), so that their sum does not depend on order, machine or library.

All nodes of all trees are asked at once: a node whose answer is no strikes out the leaves on its left, and of those
that are left in a tree at the end the first is the case's (QuickScorer, Lucchese et al. 2015, with numpy for loops).
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
MOST_LEAVES = 32
PADDING = (0, float("inf"), 0)
ONE = np.uint32(1)
# Where a single-precision number keeps its exponent: the number of a lone bit.
EXPONENT_AT, EXPONENT_BIAS = 23, 127
# Cases asked together; bounds the memory.
BATCH = 512


@dataclass(frozen=True)
class Forest:
    """Trees of at most 32 leaves each, ``nodes`` inner nodes after one another in every tree, the shorter ones padded.

    A case goes right where the value of ``feature`` is above ``threshold``; then the leaves ``strikes`` are out (one
    bit a leaf, the leftmost lowest). ``value`` holds the leaves of each tree in a row.
    """

    features: tuple[str, ...]
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    strikes: NDArray[np.uint32]
    value: NDArray[np.int64]
    nodes: int

    def probabilities(self, cases: list[list[float]]) -> list[float]:
        """The probability of each case, given the values of ``features`` in their order."""
        return [p for start in range(0, len(cases), BATCH) for p in self._batch(cases[start : start + BATCH])]

    def _batch(self, cases: list[list[float]]) -> list[float]:
        columns = np.ascontiguousarray(np.asarray(cases, dtype=np.float64).T)
        no = columns.take(self.feature, axis=0) > self.threshold
        struck = (no.view(np.uint8) * self.strikes).reshape(len(self.value), self.nodes, len(cases))
        kept = ~np.bitwise_or.reduce(struck, axis=1)
        lowest_bit = (kept & (~kept + ONE)).astype(np.float32)
        first = (lowest_bit.view(np.int32) >> EXPONENT_AT) - EXPONENT_BIAS
        of_tree = np.arange(len(self.value))[:, None] * self.value.shape[1]
        total = self.value.ravel().take(first + of_tree).sum(axis=0) / SCALE
        chances: list[float] = (1.0 / (1.0 + np.exp(-total))).tolist()
        return chances


def read_forest(path: Path) -> Forest:
    """Read a forest from its JSON file.

    Raises:
        ValueError: the file's columns differ in length, or a tree has more than 32 leaves.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    columns = [data[name] for name in ("feature", "threshold", "left", "right", "value")]
    if len({len(column) for column in columns}) != 1:
        raise ValueError(f"{path}: the columns of the nodes differ in length")
    return forest(data)


def forest(data: dict[str, Any]) -> Forest:
    """A forest from its file: nodes in one row, ``roots`` the first of each tree, leaves lead to themselves.

    Raises:
        ValueError: a tree has more than 32 leaves.
    """
    trees = [_tree(data, root) for root in data["roots"]]
    nodes = max(1, *(len(inner) for inner, _ in trees))
    if nodes >= MOST_LEAVES:
        raise ValueError(f"a tree has {nodes + 1} leaves, more than {MOST_LEAVES}")
    rows = [row for inner, _ in trees for row in [*inner, *[PADDING] * (nodes - len(inner))]]
    values = [[*leaves, *[0] * (nodes + 1 - len(leaves))] for _, leaves in trees]
    return Forest(
        features=tuple(data["features"]),
        feature=np.asarray([row[0] for row in rows], dtype=np.int64),
        threshold=np.asarray([[row[1]] for row in rows], dtype=np.float64),
        strikes=np.asarray([[row[2]] for row in rows], dtype=np.uint32),
        value=np.asarray(values, dtype=np.int64),
        nodes=nodes,
    )


Node = tuple[int, float, int]


def _tree(data: dict[str, Any], root: int) -> tuple[list[Node], list[int]]:
    """The inner nodes of a tree (feature, threshold, leaves out at a no) and the values of its leaves from the left."""
    inner: list[Node] = []
    leaves: list[int] = []

    def walk(node: int) -> None:
        if data["left"][node] == node:
            leaves.append(data["value"][node])
            return
        before = len(leaves)
        walk(data["left"][node])
        struck = (1 << len(leaves)) - (1 << before)
        inner.append((data["feature"][node], data["threshold"][node], struck))
        walk(data["right"][node])

    walk(root)
    return inner, leaves
