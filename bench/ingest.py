"""Pages a second through all stages, as the worker runs them: one thread gathers, one works, processes compute.

Saved pages are replayed by a process of their own; without them the sample press is read. The pictures of
saved pages are at strangers' hosts and are not asked for. A stage's CPU time is that of its thread and, where
it hands work to processes, of those; what the fetcher's own thread and the database's checkpoints cost stands
in the line "beside".
"""

from __future__ import annotations

import os
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from bench import processes
from octavo.engine.executor import Executor, Inline, Processes
from octavo.news import subscribe
from octavo.news.models import Article
from octavo.work import pressroom
from octavo.work.pipeline import DIGEST, GATHER, Stage, sweep
from octavo.work.replay import saved_pages
from octavo.work.supervisor import octavo

POOLED = {"extract", "embed", "pictures", "prepare", "tell"}  # stages that hand work to processes
SETS = ("fundus", "scrapinghub", "wcxb")


@dataclass(slots=True)
class Meter:
    """What one stage has cost, in seconds."""

    rows: int = 0
    wall: float = 0.0
    cpu: float = 0.0


@dataclass(slots=True)
class Meters:
    """The stages' meters, and the children that compute for them."""

    stages: dict[str, Meter] = field(default_factory=dict)

    def wrapped(self, name: str, stage: Stage) -> Stage:
        """The stage, metered."""
        meter = self.stages.setdefault(name, Meter())

        def metered(now: datetime, executor: Executor) -> int:
            pooled = name in POOLED and isinstance(executor, Processes)
            before = children_cpu() if pooled else 0.0
            wall, cpu = time.perf_counter(), time.thread_time()
            count = stage(now, executor)
            meter.rows += count
            meter.wall += time.perf_counter() - wall
            meter.cpu += time.thread_time() - cpu + (children_cpu() - before if pooled else 0.0)
            return count

        return metered


def children_cpu() -> float:
    """CPU seconds so far of the processes that compute for this one."""
    return sum(processes.cpu_seconds(pid) for pid in processes.family(os.getpid())[1:] if pid not in _SERVERS)


_SERVERS: set[int] = set()  # children of ours that play the publishers


def options(parser: ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--most", type=int, default=60, help="pages of each set; 0: all")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--press", action="store_true", help="the sample press even where saved pages are there")


def run(chosen: Namespace, home: Path) -> dict[str, Any]:
    """Read everything once and print what each stage cost. Returns the figures."""
    folders = [chosen.data / "extraction" / name for name in SETS]
    folders = [] if chosen.press else [folder for folder in folders if (folder / "gold.jsonl").exists()]
    meters = Meters()
    executor = Processes(chosen.processes)
    with publishers(folders, chosen.most, home):
        cpu, begun = time.process_time(), time.perf_counter()
        work(meters, executor, pictures=not folders)
        wall, cpu = time.perf_counter() - begun, time.process_time() - cpu
        own = sum(meter.cpu for meter in meters.stages.values())
        meters.stages["beside"] = Meter(0, 0.0, max(0.0, cpu + children_cpu() - own))
    executor.close()
    return told(meters, wall, "saved pages" if folders else "sample press")


def work(meters: Meters, executor: Executor, *, pictures: bool) -> None:
    """Sweep in two threads as the worker does, until nothing is due."""
    gather = {n: meters.wrapped(n, s) for n, s in GATHER.items() if pictures or n != "pictures"}
    digest = {name: meters.wrapped(name, stage) for name, stage in DIGEST.items()}
    gathered = threading.Event()

    def keep_gathering() -> None:
        while sweep(gather, Inline()):
            pass
        gathered.set()
        connection.close()

    thread = threading.Thread(target=keep_gathering)
    thread.start()
    while True:
        last = gathered.is_set()
        if sweep(digest, executor) == 0:
            if last and not sweep(gather, Inline()):
                break
            time.sleep(0.02)
    thread.join()


@contextmanager
def publishers(folders: list[Path], most: int, home: Path) -> Iterator[None]:
    """The publishers, served by processes of their own, and made sources of this paper."""
    with ExitStack() as stack:
        for folder in folders:
            port = processes.free_port()
            some = trimmed(folder, most, home / folder.name)
            server = stack.enter_context(processes.running(octavo("replay", str(some), "--port", str(port)), port))
            _SERVERS.update(processes.family(server.pid))
            for host in sorted({host for host, _ in saved_pages(some)}):
                subscribe.add(f"http://{host}:{port}/feed.xml")
        if not folders:
            port = processes.free_port()
            pressroom.subscribe_all(port)
            server = stack.enter_context(processes.running(octavo("press", "--port", str(port)), port))
            _SERVERS.update(processes.family(server.pid))
        yield


def trimmed(folder: Path, most: int, place: Path) -> Path:
    """The first pages of a folder as a folder of the same layout."""
    place.mkdir()
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (place / "gold.jsonl").write_text("".join(lines[: most or None]), encoding="utf-8")
    (place / "html").symlink_to(folder / "html")
    return place


def told(meters: Meters, wall: float, what: str) -> dict[str, Any]:
    """Print the table. Returns the figures."""
    whole = sum(meter.cpu for meter in meters.stages.values())
    articles = Article.objects.count()
    ready = Article.objects.filter(stage=Article.Stage.READY).count()
    print(f"{articles} articles of {what}, {ready} ready, {wall:.1f} s: {articles / wall:.1f} articles/s")
    print(f"{'stage':<10}{'rows':>7}{'wall s':>9}{'of wall':>9}{'CPU s':>9}{'of CPU':>8}{'ms a row':>10}")
    for name, meter in meters.stages.items():
        each = 1000 * meter.cpu / meter.rows if meter.rows else 0.0
        print(
            f"{name:<10}{meter.rows:>7}{meter.wall:>9.2f}{meter.wall / wall:>9.1%}{meter.cpu:>9.2f}"
            f"{meter.cpu / whole:>8.1%}{each:>10.1f}"
        )
    return {
        "articles": articles,
        "ready": ready,
        "articles_per_second": round(articles / wall, 2),
        "cpu_ms_an_article": round(1000 * whole / max(1, articles), 1),
        "cpu_share": {name: round(meter.cpu / whole, 4) for name, meter in meters.stages.items()},
        "wall_share": {name: round(meter.wall / wall, 4) for name, meter in meters.stages.items()},
    }
