"""What changed between two versions of a text, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\s+|[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|\W")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, came or went."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that differs. ``number`` counts in the newer text, from 1."""

    number: int
    pieces: tuple[Piece, ...]


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The paragraphs that differ, in the newer text's order. Deleted ones stand where they stood."""
    found: list[Change] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = max(i2 - i1, j2 - j1)
        for step in range(pairs):
            before = old[i1 + step] if i1 + step < i2 else ""
            after = new[j1 + step] if j1 + step < j2 else ""
            found.append(Change(min(j1 + step, max(0, len(new) - 1)) + 1, words(before, after)))
    return found


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The words of two paragraphs, side by side."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(a[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(a[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(b[j1:j2])))
    return tuple(pieces)
