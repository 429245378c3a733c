"""An article's way, stage by stage. Rows are the state: a crash loses nothing, and the next sweep goes on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import OperationalError, close_old_connections
from django.utils import timezone

from octavo.assist.prepare import prepare_pending
from octavo.assist.speak import speak_pending
from octavo.assist.tell import tell_pending
from octavo.assist.translate import translate_pending
from octavo.assist.write import write_pending
from octavo.engine.executor import Executor
from octavo.news.group import recent
from octavo.news.group.assign import group_pending
from octavo.news.group.fold import fold_pending
from octavo.news.group.meaning import embed_pending
from octavo.news.group.relate import relate_pending
from octavo.news.group.review import review_due
from octavo.news.ingest.listing import refresh_due
from octavo.news.ingest.pages import fetch_pending
from octavo.news.ingest.pictures import fetch_pictures
from octavo.news.ingest.texts import extract_pending

log = logging.getLogger("octavo.work")

Stage = Callable[[datetime, Executor], int]

# What waits for the network, and what works on rows that are here: threads of their own, so that a slow
# publisher never holds up what has already arrived.
GATHER: dict[str, Stage] = {
    "refresh": lambda now, _: refresh_due(60, now),
    "fetch": lambda now, _: fetch_pending(120, now),
    "pictures": lambda now, executor: fetch_pictures(40, now, executor),
}
DIGEST: dict[str, Stage] = {
    "extract": lambda now, executor: extract_pending(48, now, executor),
    "fold": lambda now, _: fold_pending(200, now),
    "embed": lambda now, executor: embed_pending(128, now, executor),
    "group": lambda now, _: group_pending(200, now),
    "review": lambda now, _: review_due(60, now),
    "relate": lambda now, _: relate_pending(100, now),
    "prepare": lambda now, executor: prepare_pending(100, now, executor),
    "tell": lambda now, executor: tell_pending(40, now, executor),
}
# What asks the operator's own services, which may take minutes to answer: no page and no article waits for it.
WRITE: dict[str, Stage] = {
    "write": lambda now, _: write_pending(4, now),
    "translate": lambda now, _: translate_pending(2, now),
}
SPEAK: dict[str, Stage] = {"speak": lambda now, _: speak_pending(1, now)}
STAGES = GATHER | DIGEST | WRITE | SPEAK

IDLE = 2.0  # seconds between two looks when there was nothing to do
QUIET = 15  # idle looks after which processes are given back


def sweep(stages: dict[str, Stage], executor: Executor, now: datetime | None = None) -> int:
    """Run each stage once. Returns how many rows were worked on."""
    done = 0
    for name, stage in stages.items():
        count = stage(now or timezone.now(), executor)
        if count:
            log.debug("%s: %d", name, count)
        done += count
    return done


def keep_sweeping(stages: dict[str, Stage], executor: Executor, stop: threading.Event) -> None:
    """Sweep until asked to stop. A step that fails is tried again, and holds up no other: the rows stay as they are."""
    idle = 0
    while not stop.is_set():
        done = sum(attempted({name: stage}, executor, stop) for name, stage in stages.items() if not stop.is_set())
        idle = 0 if done else idle + 1
        close_old_connections()
        if idle == QUIET:
            executor.close()
        if idle:
            stop.wait(IDLE)


def attempted(stages: dict[str, Stage], executor: Executor, stop: threading.Event) -> int:
    """One sweep. A database that is busy or full is waited for, and so is a disk; a fault of ours is told."""
    try:
        return sweep(stages, executor)
    except OperationalError as error:
        log.error("the database cannot be written: %s. Nothing is lost; trying again.", error)  # noqa: TRY400
    except Exception:  # the thread is the paper's only one for this: it must not end
        log.exception("%s failed. Nothing is lost; trying again.", ", ".join(stages))
    recent.forget()
    stop.wait(IDLE)
    return 0


def drain(stages: Sequence[str], executor: Executor, now: datetime | None = None) -> int:
    """Sweep over the named stages until nothing is due. Returns how many rows were worked on."""
    chosen = {name: STAGES[name] for name in stages}
    total = 0
    while count := sweep(chosen, executor, now):
        total += count
    return total
