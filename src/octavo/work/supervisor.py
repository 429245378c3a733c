"""One small supervisor: starts the paper's processes, starts a fallen one again, stops all of them cleanly."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

log = logging.getLogger("octavo.work")

PATIENCE = 15.0  # seconds a process has to end when asked to
LONGEST_WAIT = 30.0  # seconds before a process that keeps falling is started again


@dataclass(slots=True)
class Child:
    """One process of the paper."""

    name: str
    command: Sequence[str]
    port: int = 0  # the others are started when it listens there; 0: at once
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    started: float = 0.0
    not_before: float = 0.0

    def start(self, environ: Mapping[str, str]) -> None:
        """Start it, in a group of its own, so that Ctrl-C reaches it through us and only once."""
        self.process = subprocess.Popen(list(self.command), env=dict(environ), start_new_session=True)  # noqa: S603
        self.started = time.monotonic()


@dataclass(slots=True)
class Supervisor:
    """Runs children until it is asked to stop. ``tick`` is called every half second."""

    children: list[Child]
    environ: Mapping[str, str]
    tick: Callable[[], None] = lambda: None
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> int:
        """Returns 0 after a clean stop, 1 when a process had to be killed."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        for child in self.children:
            child.start(self.environ)
            if child.port:
                wait_for(child.port)
        while not self.stopping.wait(0.5):
            for child in self.children:
                self._look_after(child)
            self.tick()
        return self._stop()

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()

    def _look_after(self, child: Child) -> None:
        """Start a fallen process again, later and later while it keeps falling."""
        now = time.monotonic()
        if child.process is not None and child.process.poll() is not None:
            child.falls = 1 if now - child.started > 60 else child.falls + 1
            wait = min(LONGEST_WAIT, 0.5 * 2**child.falls)
            log.warning("%s ended with %s; starting it again in %.0f s", child.name, child.process.returncode, wait)
            child.process, child.not_before = None, now + wait
        if child.process is None and now >= child.not_before:
            child.start(self.environ)

    def _stop(self) -> int:
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        until = time.monotonic() + PATIENCE
        killed = 0
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                killed = 1
        return killed


def wait_for(port: int) -> None:
    """Wait until something listens on a port of this machine, or for ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def octavo(*arguments: str) -> list[str]:
    """The command line of an Octavo command, run by this Python."""
    return [sys.executable, "-c", "from octavo.site.main import main; main()", *arguments]
