"""The floors: what each measured quality must not fall under, and how a floor may move.

``floors.json`` has ``floors`` (task → set → metric → value) and ``lowered``, the list of floors that were
lowered on purpose with the reason. Why it is done so stands in ``docs/decisions/0009-quality-floors.md``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

FILE = Path(__file__).with_name("floors.json")
TOLERANCE = 0.003  # a floor is pinned this much under what was measured
CEILINGS = frozenset({"failures", "false_quotes", "related_forbidden", "difference_false"})  # less is better
PINNED = CEILINGS | {
    "word_f1", "ngram4_f1", "title", "day", "authors", "picture", "article_precision", "article_recall",
    "accuracy", "read", "expectations", "b3_f1", "b3_f1_cross", "b3_precision", "b3_recall", "copy_pair_f1",
    "copy_precision", "ari", "mrr", "recall_at_10", "pearson", "overlap_f1_direct", "overlap_f1_mixed",
    "overlap_f1_indirect", "speaker_accuracy", "kept", "auc", "date_f1", "rouge1", "rouge2", "name_f1",
    "acc_161km", "ndcg_at_10", "related_ndcg_10", "statement_f1", "figure_f1", "difference_recall",
    "event_date_f1", "place_f1", "answer_right", "refused_right", "receipts_resolve",
}  # fmt: skip

Results = Mapping[str, Mapping[str, float | int]]  # of one task: set → metric → value
Floors = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Fall:
    """A metric that fell under its floor, or rose above it where less is better."""

    task: str
    set: str
    metric: str
    floor: float
    value: float

    def __str__(self) -> str:
        side = "above its ceiling" if self.metric in CEILINGS else "below its floor"
        return f"{self.task}/{self.set}: {self.metric} {self.value:.4f} is {side} {self.floor:.4f}"


def read(file: Path = FILE) -> dict[str, Any]:
    """The file as it stands; empty floors where there is none."""
    if not file.exists():
        return {"floors": {}, "lowered": []}
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def falls(task: str, results: Results, floors: Floors) -> Iterator[Fall]:
    """What fell under its floor among the sets that were measured."""
    for name, metrics in results.items():
        for metric, floor in floors.get(task, {}).get(name, {}).items():
            value = float(metrics.get(metric, -math.inf if metric not in CEILINGS else math.inf))
            if is_worse(metric, value, floor):
                yield Fall(task, name, metric, floor, value)


def is_worse(metric: str, value: float, floor: float) -> bool:
    """Whether a value is on the wrong side of a floor."""
    return value > floor if metric in CEILINGS else value < floor


def moved(file: Mapping[str, Any], task: str, results: Results, reason: str, today: date) -> dict[str, Any]:
    """The file with a task's floors moved to what was measured less the tolerance.

    Raises:
        ValueError: a floor would be lowered and no reason is given.
    """
    floors: Floors = json.loads(json.dumps(file["floors"]))
    lowered = list(file["lowered"])
    for name, metrics in results.items():
        for metric, value in metrics.items():
            if metric not in PINNED:
                continue
            pinned = floors.setdefault(task, {}).setdefault(name, {})
            wanted, old = _pin(metric, float(value)), pinned.get(metric)
            if old is not None and is_worse(metric, wanted, old):
                if not is_worse(metric, float(value), old):
                    continue  # within the tolerance: the old floor still holds
                if not reason:
                    raise ValueError(f"{task}/{name}: {metric} would go from {old} to {wanted}; give --reason")
                lowered.append(_entry((task, name, metric), (old, wanted), reason, today))
            pinned[metric] = wanted
    return {"floors": floors, "lowered": lowered}


def unexplained(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """Floors that are lower, or gone, since an earlier state of the file without an entry in ``lowered``."""
    explained = {
        (entry["task"], entry["set"], entry["metric"]) for entry in now["lowered"] if entry not in before["lowered"]
    }
    found = []
    for task, sets in before["floors"].items():
        for name, metrics in sets.items():
            for metric, old in metrics.items():
                new = now["floors"].get(task, {}).get(name, {}).get(metric)
                if (new is None or is_worse(metric, new, old)) and (task, name, metric) not in explained:
                    found.append(f"{task}/{name}: {metric} {old} -> {new}")
    return found


def written(content: Mapping[str, Any]) -> str:
    """The file's text."""
    return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _pin(metric: str, value: float) -> float:
    if metric in CEILINGS:
        return value if value >= 1 or value == 0 else math.ceil((value + TOLERANCE) * 1000) / 1000
    return math.floor((value - TOLERANCE) * 1000) / 1000


def _entry(which: tuple[str, str, str], values: tuple[float, float], reason: str, today: date) -> dict[str, Any]:
    task, name, metric = which
    said = {"from": values[0], "to": values[1], "reason": reason, "on": today.isoformat()}
    return {"task": task, "set": name, "metric": metric, **said}
