from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from octavo.work.supervisor import Child, Supervisor

SLEEP = "import time; time.sleep(600)"


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    """The supervisor takes over signals; afterwards they are the suite's again."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def python(code: str) -> list[str]:
    return [sys.executable, "-S", "-c", code]


def supervised(children: list[Child], until: Callable[[], bool]) -> int:
    """Run until something is so, or for half a minute."""
    supervisor = Supervisor(children, os.environ)
    began = time.monotonic()

    def tick() -> None:
        if until() or time.monotonic() - began > 30:
            supervisor.stopping.set()

    supervisor.tick = tick
    return supervisor.run()


def test_all_children_run_and_end_together(tmp_path: Path) -> None:
    marks = [tmp_path / name for name in "ab"]
    children = [Child(mark.name, python(f"open({str(mark)!r}, 'w'); {SLEEP}")) for mark in marks]
    assert supervised(children, lambda: all(mark.exists() for mark in marks)) == 0
    assert all(child.process is not None and child.process.poll() is not None for child in children)


def test_a_child_that_falls_is_started_again_and_the_others_are_left_alone(tmp_path: Path) -> None:
    runs, steady = tmp_path / "runs", Child("steady", python(SLEEP))
    falling = Child("falling", python(f"open({str(runs)!r}, 'a').write('x')"))
    supervised([steady, falling], lambda: runs.exists() and runs.stat().st_size >= 2)
    assert falling.falls >= 1
    assert steady.falls == 0


def test_a_child_that_keeps_falling_is_waited_for_longer_each_time() -> None:
    falling = Child("falling", python(""))
    waits: list[float] = []

    def fallen() -> bool:
        if falling.process is None and falling.falls > len(waits):
            waits.append(falling.not_before - time.monotonic())
        return len(waits) == 2

    supervised([falling], fallen)
    assert waits[1] > waits[0]
