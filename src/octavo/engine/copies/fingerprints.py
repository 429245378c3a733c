"""Fingerprints: what is kept of a text so that it can be known again when others carry it.

A text is cut into tokens that survive typesetting, and every run of them is hashed (Broder 1997). A fingerprint
keeps the hashes twice: a few of the smallest, whole, to look candidates up by (a bottom-k sketch), and all of them,
halved, to compare two texts. Texts themselves are not needed again.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from octavo.engine.text import SPACELESS

SKETCH = 32  # hashes a text is looked up by
MOST = 1024  # hashes kept for comparing; of longer texts the smallest ones, an even sample
FIGURES = 64  # numbers kept
SHORT_RUN = 5, 8  # words to a run for looking up: edits leave enough of these; characters where words are not set apart
LONG_RUN = 8, 12  # for comparing: a form that is filled in anew has few of these

Marks = NDArray[np.uint32]

_TOKEN = re.compile(rf"\d+|[{SPACELESS}]|[^\W\d_{SPACELESS}]+")
_CHARACTER = re.compile(rf"[{SPACELESS}]")
_GROUPED = re.compile(r"(?<=\d)[.,'\u2019\u066c ](?=\d{3}(?!\d))")
_UNSEEN = re.compile(
    "[\u00ad\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05c7\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ODD = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits, as in splitmix64 (Steele et al. 2014)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """A text, as far as finding it again goes."""

    sketch: tuple[int, ...]  # the smallest hashes of short runs, ascending, 63 bits
    marks: Marks  # the smallest hashes of long runs, ascending, their upper half; all of them for most texts
    size: int  # different shingles in the text
    figures: Marks  # hashes of its numbers, ascending

    def pack(self) -> bytes:
        """The fingerprint as bytes, the same on every machine."""
        head = np.array([self.size, len(self.sketch), len(self.figures)], "<u4").tobytes()
        halves = np.concatenate([self.figures, self.marks]).astype("<u4")
        return head + np.array(self.sketch, "<u8").tobytes() + halves.tobytes()


NONE: Marks = np.empty(0, np.uint32)
NOTHING = Fingerprint((), NONE, 0, NONE)


def unpack(packed: bytes) -> Fingerprint:
    """The fingerprint that was packed; of no bytes the empty one. Raises ValueError when they are damaged."""
    if not packed:
        return NOTHING
    size, sampled, figures = np.frombuffer(packed, "<u4", 3).tolist()
    sketch = np.frombuffer(packed, "<u8", sampled, 12)
    halves = np.frombuffer(packed, "<u4", -1, 12 + 8 * sampled)
    return Fingerprint(tuple(sketch.tolist()), halves[figures:], size, halves[:figures])


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text. A text without letters and digits has the empty one."""
    found = tokens(text)
    if not found:
        return NOTHING
    spaceless = sum(1 for token in found if _CHARACTER.match(token)) * 2 > len(found)
    codes = np.fromiter((crc32(token.encode("utf-8", "replace")) for token in found), np.uint64)
    marks = hashed(codes, LONG_RUN[spaceless])
    figures = hashed(codes[[token[0].isdigit() for token in found]], 1)
    return Fingerprint(
        tuple(hashed(codes, SHORT_RUN[spaceless])[:SKETCH].tolist()),
        halved(marks[:MOST]),
        len(marks),
        halved(figures[:FIGURES]),
    )


def halved(hashes: NDArray[np.uint64]) -> Marks:
    """The upper halves of 63-bit hashes."""
    return np.unique((hashes >> np.uint64(31)).astype(np.uint32))


def tokens(text: str) -> list[str]:
    """Words, numbers and, of scripts without spaces, characters: the same however the text was typeset.

    NFKC and case fold; vowel marks and invisible characters go, digits become European, 1,000 and 1.000 and
    1 000 become 1000, and a unit that sticks to its number is set apart.
    """
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    text = _GROUPED.sub("", text.casefold())
    return [european(token) if token[0].isdigit() else token for token in _TOKEN.findall(text)]


def european(digits: str) -> str:
    """A number in European digits, whatever script it was in."""
    return digits if digits.isascii() else "".join(str(unicodedata.digit(digit)) for digit in digits)


def hashed(codes: NDArray[np.uint64], run: int) -> NDArray[np.uint64]:
    """The hashes of all runs of so many codes, each once, ascending, 63 bits; fewer codes than that are one run."""
    if not len(codes):
        return codes
    codes = codes + np.uint64(1)
    run = min(run, len(codes))
    total = np.zeros(len(codes) - run + 1, np.uint64)
    for place in range(run):
        total = (total + codes[place : len(codes) - run + 1 + place]) * _ODD
    for shift, factor in zip((30, 27), _MIX, strict=True):
        total = (total ^ (total >> np.uint64(shift))) * factor
    return np.unique((total ^ (total >> np.uint64(31))) >> np.uint64(1))
