from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from octavo.engine.errors import Fault, Missing, OctavoError
from octavo.engine.executor import Crashed, Executor, Inline, Processes


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    executor = Processes(2)
    yield executor
    executor.close()


def double(number: int) -> int:
    return number * 2


def perilous(number: int) -> int:
    """Thirteen ends the process as a fault in a C library does; seven and eight raise."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 7:
        raise Missing("seven", retry_after=5)
    return 8 // (8 - number) and number * 2


def endless(number: int) -> int:
    """Three never ends."""
    while number == 3:
        pass
    return number


def where(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("kind", ["inline", "processes"])
def test_results_stand_where_their_work_stood(kind: str, processes: Processes) -> None:
    executor: Executor = Inline() if kind == "inline" else processes
    assert list(executor.map(double, range(50))) == [number * 2 for number in range(50)]
    assert list(executor.map(double, [])) == []


@pytest.mark.parametrize("kind", ["inline", "processes"])
def test_what_a_piece_of_work_raises_is_its_result(kind: str, processes: Processes) -> None:
    executor: Executor = Inline() if kind == "inline" else processes
    good, missing, fault = executor.map(perilous, [1, 7, 8])
    assert good == 2
    assert isinstance(missing, Missing)
    assert (missing.detail, missing.retry_after) == ("seven", 5)
    assert isinstance(fault, Fault)
    assert "ZeroDivisionError" in fault.detail


def test_work_that_ends_its_process_is_known_and_the_others_are_done(processes: Processes) -> None:
    results = list(processes.map(perilous, [1, 2, 13, 3]))
    assert [found for found in results if not isinstance(found, OctavoError)] == [2, 4, 6]
    assert isinstance(results[2], Crashed)
    assert list(processes.map(double, [4])) == [8]


def test_work_that_never_ends_is_ended_and_the_others_are_done() -> None:
    executor = Processes(2, limit=1.0)
    one, two, endless_one, four = executor.map(endless, [1, 2, 3, 4])
    executor.close()
    assert (one, two, four) == (1, 2, 4)
    assert isinstance(endless_one, Crashed)


def test_work_is_done_elsewhere_and_again_after_closing(processes: Processes) -> None:
    before = list(processes.map(where, range(4)))
    processes.close()
    after = list(processes.map(where, range(4)))
    assert os.getpid() not in {*before, *after}
    assert not set(before) & set(after)
