"""Measure quality: ``python -m evals TASK [--set NAME] [--data DIR]``, or ``all``, or ``floors``.

Each task is a module of this package with ``SETS``: name of a set → function from the data folder to its
scores. The last line printed is one JSON object ``{"task": …, "sets": {NAME: {"n": …, METRIC: …}}}``. Where
the data is not there the command says so and ends well. ``all`` measures every task and ends with status 1
when anything fell under its floor. ``floors --write`` raises the floors to what is measured; lowering one
takes ``--reason``.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from evals import floors

TASKS: dict[str, str] = {
    "extraction": "evals.extraction",
    "dates": "evals.dates",
    "feeds": "evals.feeds",
    "pipeline": "evals.pipeline",
    "places": "evals.places",
    "quotes": "evals.quotes",
    "receipts": "evals.receipts",
    "timeline": "evals.timeline",
    "brief": "evals.brief",
    "figures": "evals.figures",
    "related": "evals.related",
    "similarity": "evals.similarity",
    "copies": "evals.copies",
    "rank": "evals.rank",
    "speakers": "evals.speakers",
    "stories": "evals.stories",
    "ask": "evals.ask",
    "stream": "evals.stream",
}
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

Scores = Mapping[str, float | int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for. Returns the exit status."""
    asked = _parser().parse_args(arguments)
    if not asked.data.is_dir():
        print(f"No evaluation data at {asked.data}: nothing measured. Name a folder with --data.")
        return 0
    tasks = list(TASKS) if asked.task in {"all", "floors"} else [asked.task]
    content = floors.read(asked.floors)
    status = 0
    for task in tasks:
        results = measured(task, asked.data, asked.set)
        show(task, results)
        if asked.write:
            try:
                content = floors.moved(content, task, results, asked.reason, datetime.now(UTC).date())
            except ValueError as refusal:
                print(refusal, file=sys.stderr)
                return 2
        elif asked.task in {"all", "floors"}:
            status |= _report(list(floors.falls(task, results, content["floors"])))
    if asked.write:
        asked.floors.write_text(floors.written(content), encoding="utf-8")
    return status


def measured(task: str, data: Path, only: str = "") -> dict[str, Scores]:
    """The scores of a task's sets, or of one; one without its data is named on standard error."""
    found: dict[str, Scores] = {}
    for name, score in sets_of(task).items():
        if only and name != only:
            continue
        try:
            found[name] = score(data)
        except FileNotFoundError as missing:
            print(f"{task}/{name}: not measured, {missing.filename} is not there", file=sys.stderr)
        except ZeroDivisionError:
            print(f"{task}/{name}: not measured, its folder is empty", file=sys.stderr)
    return found


def sets_of(task: str) -> Mapping[str, Callable[[Path], Scores]]:
    """A task's sets; none while its module is not written."""
    if importlib.util.find_spec(TASKS[task]) is None:
        print(f"{task}: there is no {TASKS[task]} yet", file=sys.stderr)
        return {}
    sets: Mapping[str, Callable[[Path], Scores]] = importlib.import_module(TASKS[task]).SETS
    return sets


def show(task: str, results: Mapping[str, Scores]) -> None:
    """Print a table, then the line of JSON."""
    for name, metrics in results.items():
        print(f"{task} / {name}")
        for metric, value in metrics.items():
            print(f"  {metric:<28} {value:>10.4f}" if isinstance(value, float) else f"  {metric:<28} {value:>10}")
    rounded = {
        name: {metric: round(value, 4) for metric, value in metrics.items()} for name, metrics in results.items()
    }
    print(json.dumps({"task": task, "sets": rounded}))


def _report(fallen: list[floors.Fall]) -> int:
    for fall in fallen:
        print(fall, file=sys.stderr)
    return 1 if fallen else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure quality against gold.")
    parser.add_argument("task", choices=[*TASKS, "all", "floors"])
    parser.add_argument("--set", default="", help="one set of the task only")
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the evaluation data")
    parser.add_argument("--floors", type=Path, default=floors.FILE, help="the file of the floors")
    parser.add_argument("--write", action="store_true", help="move the floors to what is measured")
    parser.add_argument(
        "--reason", "--lower", dest="reason", default="", help="why a floor is lowered; kept in the file"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
