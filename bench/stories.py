"""What it costs to tell of an article whether it is a copy, which story it is in, and what to read beside it.

For each size: the index alone (``engine``), and in a paper of so many articles on SQLite the three real stages, one
article at a time and then all at once. Times are those of the wall and, beside them, of this thread's processor:
on a busy machine only these can be compared. Above ``--rows`` only the index is measured.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.crowd import WIDE, Crowd, crowd, fill
from octavo.engine.embed.chosen import model_id
from octavo.engine.nearest import Nearest, Rows, packed
from octavo.news.group import recent
from octavo.news.group.assign import group_pending
from octavo.news.group.fold import fold_pending
from octavo.news.group.kin import Kin
from octavo.news.group.reasons import with_reasons
from octavo.news.group.relate import Batch, keep, listing, lists_of, relate_pending
from octavo.news.models import Article

ALWAYS = (0, 2**40)
STAGES: dict[str, Callable[[int, datetime], int]] = {
    "copies": fold_pending, "assign": group_pending, "relate": relate_pending,
}  # fmt: skip
HEADS = ("wall p50", "wall p99", "cpu p50", "cpu p99", "queries")  # milliseconds; queries an article
MOST = 120  # neighbours asked for
AT_ONCE = 50  # lists made before the measuring, with the same queries
JUDGED = 20  # of the nearest, how many are found


@dataclass(slots=True)
class Meter:
    """What each article has cost at one stage."""

    wall: list[float] = field(default_factory=list)  # seconds
    cpu: list[float] = field(default_factory=list)  # seconds
    queries: int = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measure the block."""
        wall, cpu = time.perf_counter(), time.thread_time()
        with connection.execute_wrapper(self.counted):
            yield
        self.wall.append(time.perf_counter() - wall)
        self.cpu.append(time.thread_time() - cpu)

    def counted(self, execute: Callable[..., Any], *query: Any) -> Any:
        """Run a query and count it."""
        self.queries += 1
        return execute(*query)

    def told(self, name: str) -> dict[str, float]:
        """Print a line of the table. Returns the figures, in milliseconds."""
        each = {
            f"{kind}_{middle}": round(1000 * float(np.percentile(spent, share)), 2)
            for kind, spent in (("wall", self.wall), ("cpu", self.cpu))
            for middle, share in (("p50", 50), ("p99", 99))
        }
        each["queries"] = round(self.queries / len(self.wall), 1)
        print(f"  {name:<22}" + "".join(f"{value:>10.2f}" for value in each.values()), flush=True)
        return each


def options(parser: ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 200_000], help="articles in the window")
    parser.add_argument("--rows", type=int, default=200_000, help="largest size that is measured with rows")
    parser.add_argument("--new", type=int, default=200, help="articles that come one at a time, and again all at once")


def run(chosen: Namespace, home: Path) -> dict[str, Any]:
    """Measure each size. Returns the figures."""
    return {str(size): one_size(size, chosen) for size in sorted(chosen.sizes)}


def one_size(size: int, chosen: Namespace) -> dict[str, Any]:
    """The figures of one size, in a paper of its own."""
    now = timezone.now().replace(microsecond=0)
    people = crowd(size + 2 * chosen.new, now)
    print(f"{f'{size:,} articles':<24}" + "".join(f"{name:>10}" for name in HEADS))
    found = engine(people, size)
    if size <= chosen.rows:
        recent.forget()
        call_command("flush", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM news_vector")
        fill(people, size, model_id(settings.MODELS), now)
        found |= with_rows(people, size, chosen.new, now)
    return found


def engine(people: Crowd, size: int) -> dict[str, Any]:
    """The index alone: to arrange it, to ask it, to add to it, and how many of the nearest it finds."""
    before, begun = resident(), time.process_time()
    index = indexed(people, size)
    arranged = time.process_time() - begun
    print(f"  arranged in {arranged:.1f} s of CPU, {resident() - before:.0f} MB", flush=True)
    new = people.vectors(size, len(people.story))
    asked, added, found = Meter(), Meter(), []
    for vector in new:
        with asked.running():
            found.append(index.search(vector, MOST, ALWAYS)[0])
    recall = share_found(people, size, new[:100], found)
    for place, vector in enumerate(new):
        with added.running():
            index.put(size + place + 1, int(people.moments[size + place]), vector)
    print(f"  of the nearest {JUDGED} it finds {recall:.3f}")
    index.save(recent.graph_of(model_id(settings.MODELS)))
    return {
        "arrange_s": round(arranged, 1), "index_mb": round(resident() - before), "recall": round(recall, 4),
        "nearest": asked.told("nearest"), "add": added.told("add"),
    }  # fmt: skip


def indexed(people: Crowd, size: int) -> Nearest:
    """The index of the first articles."""
    index = Nearest(WIDE)
    for start, vectors in people.chunks(size):
        end = start + len(vectors)
        both = [packed(vector) for vector in vectors]
        cells, scales = np.stack([cells for _, cells in both]), np.array([scale for scale, _ in both], np.float32)
        index.extend(Rows(np.arange(start + 1, end + 1), people.moments[start:end], cells, scales))
    index.catch_up()
    return index


def share_found(people: Crowd, size: int, asked: np.ndarray[Any, Any], found: list[Any]) -> float:
    """The share of the true nearest that were found."""
    best = np.full((len(asked), JUDGED), -2.0, np.float32)
    keys = np.zeros((len(asked), JUDGED), np.int64)
    for start, vectors in people.chunks(size):
        cosines = np.concatenate([best, asked @ vectors.T], axis=1)
        names = np.concatenate([keys, np.tile(np.arange(start + 1, start + 1 + len(vectors)), (len(asked), 1))], axis=1)
        order = np.argpartition(-cosines, JUDGED, axis=1)[:, :JUDGED]
        best, keys = np.take_along_axis(cosines, order, 1), np.take_along_axis(names, order, 1)
    return float(np.mean([np.isin(true, some).mean() for true, some in zip(keys, found, strict=False)]))


def with_rows(people: Crowd, size: int, new: int, now: datetime) -> dict[str, Any]:
    """The stages as the worker runs them, on one article at a time, then on as many at once."""
    before, begun = resident(), time.perf_counter()
    window = recent.window_at(now, now)
    loaded = {"load_s": round(time.perf_counter() - begun, 1), "window_mb": round(resident() - before)}
    print(f"  window of {len(window):,} read in {loaded['load_s']} s, {loaded['window_mb']} MB")
    print(f"  {settled(people, size, now):,} lists made as the paper makes them, around those that come")
    rest = Article.objects.filter(pk__gt=size + new)
    rest.update(due_at=None)
    meters = {name: Meter() for name in STAGES}
    for name, stage in STAGES.items():
        for _ in range(new):
            with meters[name].running():
                assert stage(1, now) == 1
        embedded(now)
    whole = Meter(queries=sum(meter.queries for meter in meters.values()))
    whole.wall = np.sum([meter.wall for meter in meters.values()], axis=0).tolist()
    whole.cpu = np.sum([meter.cpu for meter in meters.values()], axis=0).tolist()
    figures = {name: meter.told(f"{name}, rows") for name, meter in [*meters.items(), ("all", whole)]}
    rest.update(due_at=now)
    assert not Article.objects.exclude(error="").exists(), "a stage failed; its log says why"
    return loaded | figures | {"together": together(new, now)}


def settled(people: Crowd, size: int, now: datetime) -> int:
    """Make the lists near what will come as they should be: those that were filled in are drawn. Returns how many."""
    window = recent.window_at(now, now)
    vectors, moments = people.vectors(size, len(people.story)), people.moments[size:].tolist()
    near = {
        key
        for vector, moment in zip(vectors, moments, strict=True)
        for key in window.closest(vector, datetime.fromtimestamp(moment, UTC), MOST)
    }
    coming = set(people.story[size:].tolist())
    near |= {key for key, story in enumerate(people.story[:size].tolist(), 1) if story in coming}
    keys = sorted(near)
    for start in range(0, len(keys), AT_ONCE):
        kin = Kin(now)
        kin.learn(keys[start : start + AT_ONCE])
        anew = Batch((), (), kin, {})
        listings = [listing(anew, key) for key in keys[start : start + AT_ONCE]]
        with_reasons(listings)
        keep(listings, lists_of(keys[start : start + AT_ONCE]))
    return len(keys)


def together(new: int, now: datetime) -> dict[str, float]:
    """Milliseconds an article when many are due at once, by stage."""
    each = {}
    for name, stage in STAGES.items():
        meter = Meter()
        with meter.running():
            assert stage(new, now) == new
        embedded(now)
        each[name] = round(1000 * meter.cpu[0] / new, 2)
        print(f"  {name + ', all at once':<22}{1000 * meter.wall[0] / new:>10.2f}{'':>10}{each[name]:>10.2f}"
              f"{'':>10}{meter.queries / new:>10.2f}", flush=True)  # fmt: skip
    return each


def embedded(now: datetime) -> None:
    """Vectors are here already: what waits for one goes on."""
    Article.objects.filter(stage=Article.Stage.FOLDED).update(stage=Article.Stage.EMBEDDED, due_at=now)


def resident() -> float:
    """Memory of this process, in MB."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096 / 1e6
