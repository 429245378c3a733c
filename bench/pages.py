"""What a reader waits for in a large paper while the worker writes, and the memory of all of its processes.

A database is filled with invented articles and served as ``octavo up`` serves it: one granian worker. Clients
that keep their connections ask for pages as fast as they are answered ("full tilt"), and then at a steady
rate, as readers do. Story and Article are another one each time, so that no page has been kept; and once more
at full tilt as readers choose them ("popular": the n-th most read is asked for in proportion to 1/n).
"""

from __future__ import annotations

import itertools
import random
import shutil
import statistics
import time
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench import filling, processes
from bench.clients import Load, fetched
from octavo.news.models import Article, Story
from octavo.work.management.commands.up import children
from octavo.work.supervisor import octavo

PAGES = ("today", "story", "article")


def options(parser: ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=4.0, help="for each page and each load")
    parser.add_argument("--rate", type=float, default=20.0, help="pages a second at the steady load")
    parser.add_argument("--filled", type=Path, help="a folder to keep the filled paper in, and to take it from")
    parser.add_argument("--quiet", type=float, default=45.0, help="seconds until memory is read; 0: not at all")


def run(chosen: Namespace, home: Path) -> dict[str, Any]:
    """Fill, serve, ask. Returns the figures."""
    fill(chosen.articles, chosen.filled, home)
    call_command("assets", verbosity=0)
    rng = random.Random(1)
    paths = {
        "today": ("/",),
        "story": keys("/story/", Story.objects.exclude(headline=None).values_list("pk", flat=True), rng),
        "article": keys("/article/", Article.objects.values_list("pk", flat=True), rng),
    }
    connection.close()
    port = processes.free_port()
    figures: dict[str, Any] = {"articles": chosen.articles}
    with ExitStack() as stack:
        serve = children("127.0.0.1", str(port))[0].command
        stack.enter_context(processes.running(serve, port))
        stack.enter_context(processes.running([serve[0], "-m", "bench.writer"]))
        fetched(Load(port, paths["article"][:200], chosen.clients, 2.0))  # what is made once a process
        print(f"{'page':<9}{'load':<14}{'p50 ms':>8}{'p99 ms':>8}{'pages/s':>9}")
        loads = itertools.product(PAGES, (("full tilt", 0.0), ("steady", chosen.rate), ("popular", 0.0)))
        for turn, (name, (how, rate)) in enumerate(loads, 1):
            asked = popular(paths[name], rng) if how == "popular" else onwards(paths[name], turn)
            load = Load(port, asked, chosen.clients, chosen.seconds, rate)
            figures[f"{name}, {how}"] = shown(name, how, fetched(load), chosen.seconds)
    if chosen.quiet:
        figures["memory"] = at_rest(port, chosen.quiet)
    return figures


def fill(articles: int, kept: Path | None, home: Path) -> None:
    """Fill the paper, or take one that was filled before."""
    if kept and (kept / "octavo.sqlite3").exists():
        connection.close()
        shutil.copytree(kept, home, dirs_exist_ok=True)
        return
    begun = time.perf_counter()
    filling.fill(articles)
    print(f"{articles} articles invented in {time.perf_counter() - begun:.0f} s")
    if kept:
        connection.close()
        shutil.copytree(home, kept)


def keys(prefix: str, found: Any, rng: random.Random) -> tuple[str, ...]:
    """Addresses, in any order."""
    listed = list(found)
    rng.shuffle(listed)
    return tuple(f"{prefix}{key}" for key in listed)


def onwards(paths: tuple[str, ...], turn: int) -> tuple[str, ...]:
    """The addresses from where this turn begins: another page each time, as far as there are so many."""
    start = turn * len(paths) // 10
    return paths[start:] + paths[:start]


def popular(paths: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    """Addresses as readers ask for them, by Zipf's law: few of them often, most of them hardly ever."""
    return tuple(rng.choices(paths, weights=[1 / rank for rank in range(1, len(paths) + 1)], k=20_000))


def shown(name: str, how: str, waits: list[float], seconds: float) -> dict[str, float]:
    """Print one line. Returns its figures, in milliseconds and pages a second."""
    cuts = statistics.quantiles(waits, n=100)
    figures = {
        "p50": round(1000 * cuts[49], 1),
        "p99": round(1000 * cuts[98], 1),
        "pages_per_second": round(len(waits) / seconds, 1),
    }
    print(f"{name:<9}{how:<14}{figures['p50']:>8}{figures['p99']:>8}{figures['pages_per_second']:>9}", flush=True)
    return figures


def at_rest(port: int, quiet: float) -> dict[str, float]:
    """The memory, in MB, of what ``octavo up`` starts, after work was done and given back."""
    environ = {"OCTAVO_PORT": str(port), "OCTAVO_PRESS": "0"}
    Article.objects.filter(pk__lte=64).update(stage=Article.Stage.FOLDED, due_at=timezone.now())
    connection.close()
    with processes.running(octavo("up", "--no-press"), port, **environ) as up:
        fetched(Load(port, ("/",), 4, 3.0))
        time.sleep(quiet)
        print(f"{'process':<40}{'RSS MB':>8}{'PSS MB':>8}")
        total = [0.0, 0.0]
        for pid in processes.family(up.pid):
            rss, pss = processes.memory(pid)
            total = [total[0] + rss, total[1] + pss]
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            print(f"{' '.join(words[-8:])[-38:]:<40}{rss:>8.0f}{pss:>8.0f}")
        print(f"{'all':<40}{total[0]:>8.0f}{total[1]:>8.0f}")
    return {"rss": round(total[0]), "pss": round(total[1])}
