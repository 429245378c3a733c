"""Copies: an article whose text is another's, wire or syndicated. A copy folds under its original.

Two texts are compared by their shingles (Broder 1997). Candidates come from a bottom-k sketch, the
decision from the full sets: containment tells a wire text with a local top or tail, which plain
resemblance would miss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

SKETCH = 32  # hashes kept for an article
ENOUGH = 25  # shingles a text must have to be compared at all
CONTAINED = 0.5  # share of the smaller text that stands in the larger one
ALIKE = 0.2  # and so much of both together, or a brief would be "contained" in a round-up


@dataclass(frozen=True, slots=True)
class Carrier:
    """One article that carries a text."""

    key: int
    url: str
    published: datetime
    agency: str  # the agency credited, or ""
    is_agency: bool  # its publisher is that agency


def sketch(shingles: set[int]) -> tuple[int, ...]:
    """The smallest hashes: texts that share a good part of their shingles share some of these."""
    return tuple(sorted(shingles)[:SKETCH])


def containment(a: set[int], b: set[int]) -> float:
    """Share of the smaller set's shingles that the other has too; 0 when one is too short to tell."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= ENOUGH else 0.0


def same_text(a: set[int], b: set[int]) -> bool:
    """True when one text is the other's, give or take edits, a top and a tail."""
    if min(len(a), len(b)) < ENOUGH:
        return a == b and bool(a)
    shared = len(a & b)
    return shared / min(len(a), len(b)) >= CONTAINED and shared / len(a | b) >= ALIKE


def original_of(carriers: Sequence[Carrier]) -> Carrier:
    """The original of a text: the agency's own page, else the first that was published.

    Raises ValueError without carriers.
    """
    return min(carriers, key=lambda c: (not c.is_agency, c.published, c.url))
