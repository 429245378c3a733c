"""How often the day of publication is right, on the pages that htmldate was tuned on by its authors."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import htmldate

from evals import scores
from evals.pages import Page, pages
from octavo.engine.errors import OctavoError
from octavo.engine.extract.dates import dates_of
from octavo.engine.extract.metadata import metadata_of
from octavo.engine.extract.page import tree_of

if TYPE_CHECKING:
    from pathlib import Path

Scores = Mapping[str, float | int]

_COLLECTED = datetime(2026, 6, 1, tzinfo=UTC)  # no page of the set is younger


def pages_of_htmldate(data: Path) -> Scores:
    """Score 800 pages, most of them German. ``accuracy`` is over all, ``precision`` over the answered."""
    found: list[tuple[str, str, str]] = []
    seconds = 0.0
    for page in pages(data / "dates" / "htmldate"):
        begun = time.process_time()
        ours = _day(page)
        seconds += time.process_time() - begun
        found.append((ours, _baseline(page), str(page.gold["published"])))
    right = [scores.same_day(ours, gold) for ours, _, gold in found]
    answered = sum(bool(ours) for ours, _, _ in found)
    return {
        "n": len(found),
        "accuracy": scores.mean(right),
        "precision": sum(right) / max(1, answered),
        "f1": scores.harmonic(sum(right) / max(1, answered), scores.mean(right)),
        "baseline_accuracy": scores.mean(scores.same_day(theirs, gold) for _, theirs, gold in found),
        "pages_per_second": round(len(found) / seconds, 1) if seconds else 0,
    }


def _day(page: Page) -> str:
    try:
        tree = tree_of(page.body)
        dates = dates_of(tree, metadata_of(tree, page.url), page.url, _COLLECTED)
    except OctavoError:
        return ""
    return dates.published.date().isoformat() if dates.published else ""


def _baseline(page: Page) -> str:
    return str(htmldate.find_date(page.body.decode("utf-8", "replace"), url=page.url or None, original_date=True) or "")


SETS: dict[str, Callable[[Path], Scores]] = {"htmldate": pages_of_htmldate}
