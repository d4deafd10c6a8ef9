"""How a build went: what was left out and why, and what was written."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from loader.articles import Remark
from loader.coverage import PassedOver
from loader.quarantine import Kept


@dataclass
class Report:
    """How a build went, filled as it goes: the file that ``--report`` writes."""

    rejected: list[dict[str, str]] = field(default_factory=list)
    skipped: int = 0
    dropped: list[dict[str, str]] = field(default_factory=list)
    quarantined: list[dict[str, str]] = field(default_factory=list)
    overruled: list[dict[str, str]] = field(default_factory=list)  # what a person rejected
    warnings: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)

    @property
    def has_problems(self) -> bool:
        """Whether something was rejected or quarantined."""
        return bool(self.rejected or self.quarantined)

    def remark(self, remark: Remark) -> None:
        """Enter what was told of a source."""
        if remark.fate == "skipped":
            self.skipped += 1
        else:
            place = self.rejected if remark.fate == "rejected" else self.dropped
            place.append({"source": remark.source, "reason": remark.text})

    def pass_over(self, passed: PassedOver) -> None:
        """Count what was seen in an article and is in none of its statements."""
        self.passed_over.update(quotations=len(passed.quotations), cue_words=len(passed.cues))

    def keep(self, name: str, kept: Kept) -> None:
        """Enter what validation said of a part of the graph, and count what is left of it."""
        self.quarantined += [{"in": name, "reason": reason} for reason in kept.reasons]
        self.warnings.update(remark.message for remark in kept.remarks if remark.severity == "Warning")
        for block in kept.blocks:
            if block.properties[0][0] == "a":  # others add to a node that was counted already
                self.counts[f"{block.subject.partition(':')[0]}s"] += 1
            self.counts["triples"] += sum(len(objects) for _, objects in block.properties)

    def as_json(self) -> str:
        """The report as a JSON document."""
        content: dict[str, Any] = {
            "counts": dict(sorted(self.counts.items())),
            "in_no_statement": dict(sorted(self.passed_over.items())),
            "rejected": self.rejected,
            "skipped": self.skipped,
            "dropped": self.dropped,
            "quarantined": self.quarantined,
            "overruled": self.overruled,
            "warnings": dict(sorted(self.warnings.items())),
        }
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
