"""Processes of this paper as the bench sees them: started, watched by the system's own counters, ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@contextmanager
def running(command: Sequence[str], port: int = 0, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own while the block runs; with a port, from when it listens there."""
    process = start(command, settings)
    try:
        if port:
            wait_for(port, process)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            kill(process)


def start(command: Sequence[str], settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own."""
    return subprocess.Popen(
        list(command), env=os.environ | dict(settings), start_new_session=True, stdout=subprocess.DEVNULL
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all of its group at once, as a power cut would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 30.0) -> None:
    """Wait until something listens on a port of this machine. Raises TimeoutError, or OSError when it ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            message = f"{process.args!r} ended with {process.returncode}"
            raise OSError(message)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    message = f"nothing listens on {port}"
    raise TimeoutError(message)


def free_port() -> int:
    """A port of loopback that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text(encoding="ascii").split()]
            except OSError:
                continue
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far, that of its threads included; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(pid: int) -> tuple[float, float]:
    """Resident and proportional set size of a process, in MB; zeros when it is gone."""
    values = {"Rss": 0, "Pss": 0}
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0, 0.0
    for line in lines:
        name, _, rest = line.partition(":")
        if name in values:
            values[name] = int(rest.split()[0])
    return values["Rss"] / 1024, values["Pss"] / 1024
