"""Where heavy work runs: in this process, in some processes of this machine, or elsewhere.

The work is always a pure function mapped over a batch, so that a lost worker costs a repeat.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from functools import partial
from typing import Protocol, TypeVar

from octavo.engine.errors import Fault, OctavoError, Temporary

Work = TypeVar("Work")
Result = TypeVar("Result")


LIMIT = 60.0  # seconds of CPU a piece of work may take; none that is well takes five
MANNERS = 10  # added to the niceness of the processes: a reader who waits for a page goes first


class Crashed(Temporary):
    """The work ended its process, or would not end and was ended with it."""

    code = "crashed"


class Executor(Protocol):
    """What the stages need."""

    def map(self, function: Callable[[Work], Result], batch: Sequence[Work]) -> Iterator[Result | OctavoError]:
        """Yield the results in the order of the batch, each as soon as it is there.

        So whoever asks can store the first ones while the others are worked on. What a piece of work raises
        comes back in its place: an OctavoError as it is, anything else as Fault; work that ends its process
        as Crashed.
        """

    def close(self) -> None:
        """Give back processes and memory; the next map starts anew."""


def attempt(function: Callable[[Work], Result], work: Work) -> Result | OctavoError:
    """One piece of work. What it raises is its result, so that one bad page never costs the others."""
    try:
        return function(work)
    except OctavoError as error:
        return error
    except Exception as error:  # noqa: BLE001 - strangers' bytes find faults that nobody thought of
        return Fault(f"{type(error).__name__}: {error}")


def limited(function: Callable[[Work], Result], limit: float, work: Work) -> Result | OctavoError:
    """``attempt`` in a process of its own, which is ended when the work takes more CPU time than the limit.

    A clock of the system ends it, for a loop in a C library never comes back to ask Python.
    """
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        return attempt(function, work)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def serve_parent() -> None:
    """Live as long as the process that hands out the work, and leave signals to it.

    A signal to the whole group must not end this process in the midst of a page, or the page would be blamed;
    and a parent that was killed must not leave it behind.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    os.nice(MANNERS)
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait for the parent's end, then end this process at once."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Inline:
    """Works in this process: for tests and for the smallest machines."""

    def map(self, function: Callable[[Work], Result], batch: Sequence[Work]) -> Iterator[Result | OctavoError]:
        """Yield the results in the order of the batch."""
        for work in batch:
            yield attempt(function, work)

    def close(self) -> None:
        """Nothing to give back."""


class Processes:
    """Works in processes of this machine, started when there is work and ended when there is none."""

    def __init__(self, count: int, limit: float = LIMIT) -> None:
        """So many processes; a piece of work that takes more CPU seconds than ``limit`` comes back as Crashed."""
        self._count = count
        self._limit = limit
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[Work], Result], batch: Sequence[Work]) -> Iterator[Result | OctavoError]:
        """Yield the results in the order of the batch. Work that ends its process comes back as Crashed."""
        if not batch:
            return
        done = 0
        try:
            work = partial(limited, function, self._limit)
            for outcome in self._started().map(work, batch, chunksize=self._chunk(len(batch))):
                yield outcome
                done += 1
        except BrokenExecutor:
            self.close()
            for left in batch[done:]:
                yield self._alone(function, left)

    def close(self) -> None:
        """End the processes; the next map starts new ones."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _chunk(self, pieces: int) -> int:
        return max(1, pieces // (self._count * 4))

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=serve_parent)
        return self._pool

    def _alone(self, function: Callable[[Work], Result], work: Work) -> Result | OctavoError:
        """One piece by itself, so that the one at fault is known and the others are not blamed."""
        try:
            return self._started().submit(limited, function, self._limit, work).result()
        except BrokenExecutor:
            self.close()
            return Crashed("reading this ended its process, or took too long")
