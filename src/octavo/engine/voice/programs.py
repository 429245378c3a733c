"""Run a program on a stranger's text: on its input and never in its arguments, no shell, and not for ever."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from octavo.engine.errors import Temporary, Timeout
from octavo.engine.voice.values import NoVoice

MEMORY = 6 * 1024**3  # bytes of addresses: a neural voice maps its model several times
DISK = 256 * 1024**2  # bytes of a file: espeak-ng looks for a sound server, which sets aside 64 MB for it
# Nothing of the paper's own, and no home to leave settings in.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1", "HOME": "/nonexistent"}


class SpeechFailed(Temporary):
    """The program that speaks, or the one that encodes, failed or wrote what is no sound."""

    code = "speech_failed"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may take."""

    seconds: float
    size: int  # bytes of output


def run(command: Sequence[str], given: bytes | Path, limits: Limits) -> bytes:
    """What the program writes when it reads ``given``, or that file.

    Raises NoVoice when it is not there, Timeout when it takes too long, SpeechFailed when it fails or writes too much.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaint, _opened(given) as text:
        try:
            child = subprocess.Popen(  # noqa: S603 - a program that the operator chose
                list(command), stdin=text, stdout=said, stderr=complaint, env=ENVIRONMENT, start_new_session=True
            )
        except OSError as error:
            message = f"{command[0]}: {error.strerror}"
            raise NoVoice(message) from error
        with contextlib.closing(_Watched(child)) as watched:
            watched.limit(limits)
            code = watched.wait(limits.seconds)
        if code:
            complaint.seek(0)
            words = complaint.read(500).decode("utf-8", "replace").strip()
            raise SpeechFailed(f"{Path(command[0]).name} ended with {code}: {words}")
        said.seek(0)
        written = said.read(limits.size + 1)
        if len(written) > limits.size:
            raise SpeechFailed(f"{Path(command[0]).name} wrote more than {limits.size} bytes")
        return written


def _opened(given: bytes | Path) -> IO[bytes]:
    """A file to read from: unlike a pipe it needs nobody to fill it while the program writes."""
    if isinstance(given, Path):
        return given.open("rb")
    text = tempfile.TemporaryFile()  # noqa: SIM115 - the caller's ``with`` closes it
    text.write(given)
    text.seek(0)
    return text


@dataclass(slots=True)
class _Watched:
    """A program that is running, and that does not outlive us."""

    child: subprocess.Popen[bytes]

    def limit(self, limits: Limits) -> None:
        """Bound what it may take, where the system can. Its output is a file, so it is bounded too."""
        caps = {
            resource.RLIMIT_CPU: int(limits.seconds) + 1,
            resource.RLIMIT_FSIZE: max(DISK, limits.size),
            resource.RLIMIT_AS: MEMORY,
            resource.RLIMIT_CORE: 0,
        }
        for kind, most in caps.items():
            with contextlib.suppress(AttributeError, ProcessLookupError, PermissionError, ValueError):
                resource.prlimit(self.child.pid, kind, (most, most))

    def wait(self, seconds: float) -> int:
        """Its exit code. Raises Timeout."""
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Timeout(f"{Path(str(self.child.args[0])).name} took more than {seconds:.0f} s") from None  # type: ignore[index]

    def close(self) -> None:
        """End it and what it started, if it has not ended."""
        if self.child.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()
