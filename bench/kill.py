"""The worker is killed with all of its processes at random moments; every row must come out the same.

The sample press is read to its end once undisturbed. Then again, and again, in new papers, the worker being
killed and started anew, until enough kills were made. Rows are compared by natural keys.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

from bench import processes
from bench.worker import ROWS
from octavo.press.newsroom import Press, load, story_files
from octavo.press.server import serve

DAY = date(2025, 7, 20)
SHORTEST, LONGEST = 1.0, 6.0  # seconds from a start to a kill
PATIENCE = 900.0  # seconds a run may take


@dataclass(slots=True)
class Paper:
    """One paper in a folder of its own, and the process that works for it."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def prepare(self, press: Press, port: int) -> None:
        """Make the database, with the press's publishers as sources."""
        houses = sorted({article.publisher.id for article in press.articles})
        self.home.mkdir(parents=True)
        command = self.command("prepare", str(port), press.anchor.isoformat(), *houses)
        subprocess.run(command, env=self.environ(), check=True)

    def work(self, waits: Iterator[float]) -> int:
        """Work to the end, killed after each of the waits. Returns how many kills there were."""
        kills, until = 0, time.monotonic() + PATIENCE
        while True:
            process = processes.start(self.command("work"), self.environ())
            try:
                status = process.wait(next(waits, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                processes.kill(process)
                kills += 1
                if time.monotonic() > until:
                    message = f"not done after {PATIENCE:.0f} s and {kills} kills"
                    raise TimeoutError(message) from None
                continue
            if status:
                message = f"the worker ended with {status}"
                raise OSError(message)
            return kills

    def rows(self) -> dict[str, Any]:
        """Every row by natural keys, as the worker wrote them at the end."""
        found: dict[str, Any] = json.loads((self.home / ROWS).read_text(encoding="utf-8"))
        return found

    def command(self, *words: str) -> list[str]:
        """The command line of something that is done inside of the paper."""
        return [sys.executable, "-m", "bench.worker", *words]

    def environ(self) -> dict[str, str]:
        """The environment of the paper's processes."""
        fixed = {
            "OCTAVO_DATA": str(self.home),
            "OCTAVO_PRIVATE_HOSTS": "*.localhost",
            "OCTAVO_MIN_INTERVAL": "86400",
            "DJANGO_SETTINGS_MODULE": "octavo.site.settings",
        }
        return os.environ | fixed | dict(self.settings)


def options(parser: ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--stories", type=int, default=8, help="story files of the sample press; 0: all")
    parser.add_argument("--day", type=date.fromisoformat, default=DAY, help="the sample press's last day")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)


def run(chosen: Namespace, home: Path) -> dict[str, Any]:
    """Kill until enough kills were made. Returns the counts; ``good`` is False when any row differs."""
    settings = {"OCTAVO_PROCESSES": str(chosen.processes)}
    rng = random.Random(chosen.seed)
    press = load(chosen.day, story_files()[: chosen.stories or None])
    with serve(press, clock=ClosingTime(chosen.day), cache=home / "drawn") as running:
        straight = finished(Paper(home / "straight", settings), press, running.port, iter(()))
        kills, runs, wrong = 0, 0, []
        while kills < chosen.kills:
            paper = Paper(home / f"killed-{runs}", settings)
            paper.prepare(press, running.port)
            waits = (rng.uniform(SHORTEST, LONGEST) for _ in range(chosen.kills - kills))
            made = paper.work(waits)
            kills, runs = kills + made, runs + 1
            found = differences(straight, paper.rows())
            print(f"run {runs}: {made} kills, {len(found)} rows differ", flush=True)
            print("\n".join(some_of(found)), flush=True)
            wrong += found
    counts = {name: len(table) for name, table in straight.items()}
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    return {"kills": kills, "runs": runs, "rows": sum(counts.values()), "differ": len(wrong), "good": not wrong}


def finished(paper: Paper, press: Press, port: int, waits: Iterator[float]) -> dict[str, Any]:
    """The rows of a paper that has read the press."""
    paper.prepare(press, port)
    paper.work(waits)
    return paper.rows()


@dataclass(slots=True)
class ClosingTime:
    """A clock that stands at the end of a day, when everything has been published. The press looks at each request."""

    day: date
    looks: int = 0

    def __call__(self) -> datetime:
        """The moment."""
        self.looks += 1
        return datetime.combine(self.day, clock(), UTC) + timedelta(days=1)


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """What the two papers do not have in common, and what is left undone in the second; a line each."""
    found = [f"left: {line}" for line in other["left"]]
    for name, table in one.items():
        if name == "vectors":
            found += moved(table, other[name])
        elif name != "left":
            found += [f"{name}: {line}" for line in told(without(table, other[name]), without(other[name], table))]
    return found


def some_of(found: list[str], most: int = 4) -> Iterator[str]:
    """How many rows of each table differ, and the first of them."""
    for name, count in Counter(line.split(":", 1)[0] for line in found).items():
        yield f"  {name}: {count}"
        yield from [line for line in found if line.startswith(f"{name}:")][:most]


def told(lost: list[str], new: list[str]) -> list[str]:
    """A line for each row that differs: only the fields that do, where it is clear which rows are the same."""
    lines = []
    for row in lost:
        fields = row.split(" | ")
        twins = [other.split(" | ") for other in new if other.startswith(f"{fields[0]} | ")]
        if len(twins) == 1 and len(twins[0]) == len(fields):
            new = [other for other in new if other.split(" | ") != twins[0]]
            apart = [f"{one!r} → {other!r}" for one, other in zip(fields, twins[0], strict=True) if one != other]
            lines.append(f"{fields[0]}: {', '.join(apart)}"[:400])
        else:
            lines.append(f"lost {row}"[:400])
    return lines + [f"new {row}"[:400] for row in new]


def without(these: list[str], those: list[str]) -> list[str]:
    """These rows without those; a row that stands twice counts twice."""
    rest = list(those)
    missing = []
    for row in these:
        if row in rest:
            rest.remove(row)
        else:
            missing.append(row)
    return missing


def moved(one: Mapping[str, list[float]], other: Mapping[str, list[float]], most: float = 0.01) -> list[str]:
    """Vectors that only one side has, or whose cells differ by more than ``most``."""
    return [
        f"vectors: {url}"
        for url in sorted(one.keys() | other.keys())
        if url not in one
        or url not in other
        or max(abs(a - b) for a, b in zip(one[url], other[url], strict=True)) > most
    ]
