"""Reads the carrier's weights: a header, the vocabulary with scores, and tensors of four bits a value."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from octavo.engine.errors import Unparsable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

BLOCK = 32  # values that share a scale
_PACKED = 18  # bytes of a block: a half-precision scale, then two values a byte
_MAGIC = b"E5S1"
_FLOATS, _BLOCKS = 0, 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    inner: int
    words: int  # rows of the word table; a few more than there are pieces
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights file, parsed; tensors are read from ``raw`` when they are asked for."""

    shape: Shape
    pieces: tuple[str, ...]  # of the unigram vocabulary, in the order of their ids
    scores: NDArray[np.float32]
    tensors: Mapping[str, tuple[int, int, int]]  # name: kind, offset, bytes
    raw: bytes

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor kept in full, flat. Raises ``Unparsable`` if there is none of that name."""
        offset, size = self._find(name, _FLOATS)
        return np.frombuffer(self.raw, "<f4", size // 4, offset)

    def packed(self, name: str, rows: int, columns: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """A matrix as it is kept: two values a byte ``(rows, blocks, 16)`` and scales ``(rows, blocks)``.

        Of each block of 32 the low halves hold the first 16 values and the high halves the rest; 8 is zero.
        """
        offset, size = self._find(name, _BLOCKS)
        blocks = columns // BLOCK
        if size != rows * blocks * _PACKED:
            raise Unparsable(f"the tensor {name} has {size} bytes")
        bytes_ = np.frombuffer(self.raw, np.uint8, size, offset).reshape(rows, blocks, _PACKED)
        scales = bytes_[:, :, :2].copy().view("<f2").reshape(rows, blocks)
        return bytes_[:, :, 2:].copy(), scales

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A matrix ``(rows, columns)`` unpacked."""
        return unpack(*self.packed(name, rows, columns))

    def _find(self, name: str, kind: int) -> tuple[int, int]:
        found, offset, size = self.tensors.get(name, (-1, 0, 0))
        if found != kind or offset + size > len(self.raw):
            raise Unparsable(f"the tensor {name} is not there as it should be")
        return offset, size


def unpack(packed: NDArray[np.uint8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    """Rows of blocks ``(n, blocks, 16)`` with scales ``(n, blocks)`` as floats ``(n, 32 * blocks)``."""
    values = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32)
    values -= 8.0
    values *= scales.astype(np.float32)[:, :, None]
    return values.reshape(len(packed), -1)


def parse(raw: bytes) -> Weights:
    """Read a weights file. Raises ``Unparsable`` where it is not one."""
    try:
        return _parse(raw)
    except (struct.error, ValueError, IndexError, OverflowError) as error:
        raise Unparsable("the weights file is broken") from error


def _parse(raw: bytes) -> Weights:
    if not raw.startswith(_MAGIC):
        raise Unparsable("this is no weights file")
    hidden, layers, heads, inner, words, positions = struct.unpack_from("<6i", raw, 8)
    epsilon, block, count = struct.unpack_from("<fii", raw, 36)
    shape = Shape(hidden, layers, heads, inner, words, positions, epsilon)
    if block != BLOCK:
        raise Unparsable(f"blocks of {block} values")
    at = 8 + 7 * 4 + 4 + 4 + 5 * 4
    (blob_size,) = struct.unpack_from("<Q", raw, at)
    offsets = np.frombuffer(raw, "<u4", count + 1, at + 8)
    at += 8 + 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + blob_size]
    pieces = tuple(
        blob[begin:end].decode("utf-8", "replace")
        for begin, end in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    )
    at += blob_size
    _rules, rules_size = struct.unpack_from("<iI", raw, at)  # of its own normaliser, which we do not use
    tensors = _directory(raw, at + 8 + rules_size)
    return Weights(shape, pieces, scores, tensors, raw)


def _directory(raw: bytes, at: int) -> dict[str, tuple[int, int, int]]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        kind, _values, offset, size = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        tensors[name] = (kind, offset, size)
        at += 2 + length + struct.calcsize("<BIQQ")
    return tensors
