"""Programs that stand in for espeak-ng, piper and opusenc: small scripts that do what they are told, however wrong."""

from __future__ import annotations

import ast
import stat
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from octavo.engine.voice import Studio

RATE = 22_050
SPEAKS = """
said = sys.stdin.buffer.read()
with open(HERE + ".heard", "ab") as heard:
    heard.write(repr((sys.argv[1:], said.decode())).encode() + b"\\n")
sys.stdout.buffer.write(open(HERE + ".wav", "rb").read())
"""
ENCODES = """
raw = sys.stdin.buffer.read()
sys.stdout.buffer.write(b"OggS" + bytes(24) + b"OpusHead" + str(len(raw)).encode())
"""
HANGS = """
import os, time
child = os.fork()
with open(HERE + ".pids", "a") as pids:
    pids.write(f"{os.getpid()}\\n")
time.sleep(60)
"""
FAILS = "sys.stderr.write('no such voice'); sys.exit(3)"
GARBAGE = "sys.stdout.write('RIFF, or what you will')"
FLOODS = "sys.stdout.buffer.write(bytes(20_000_000))"


def wav(seconds: float, rate: int = RATE, *, size: int | None = None) -> bytes:
    """A WAV of a faint hum; its header may claim another size, as it does on a pipe."""
    samples = struct.pack("<h", 600) * int(seconds * rate)
    claimed = len(samples) if size is None else size
    form = struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16)
    head = (
        b"RIFF" + struct.pack("<I", min(claimed + 36, 0xFFFFFFFF)) + b"WAVEfmt " + struct.pack("<I", len(form)) + form
    )
    return head + b"data" + struct.pack("<I", claimed) + samples


@dataclass(frozen=True)
class Program:
    """A script in a folder."""

    path: Path

    def heard(self) -> list[tuple[list[str], str]]:
        """The arguments and the input of each run."""
        lines = self.path.with_suffix(".heard").read_text("utf-8").splitlines()
        return [ast.literal_eval(line) for line in lines]

    def pids(self) -> list[int]:
        """The processes that it was, with those it started."""
        return [int(line) for line in self.path.with_suffix(".pids").read_text("utf-8").split()]


def program(folder: Path, name: str, does: str = SPEAKS, sound: bytes | None = None) -> Program:
    """Put a script there that says one second of sound, or does something else."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    here = f"HERE = {str(path)!r}\n"
    path.write_text(f"#!{sys.executable} -IS\nimport sys\n{here}{does}", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    path.with_suffix(".wav").write_bytes(wav(1) if sound is None else sound)
    return Program(path)


def studio(folder: Path, does: str = SPEAKS, sound: bytes | None = None, engine: str = "espeak-ng") -> Studio:
    """A studio of such scripts."""
    speaker = program(folder, engine, does, sound)
    encoder = program(folder, "opusenc", ENCODES)
    return Studio(engine, str(speaker.path), str(encoder.path), str(folder / "voices"), patience=20)
