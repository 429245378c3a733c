"""Copies: an article whose text is another's, wire or syndicated. A copy folds under its original.

A text leaves a fingerprint; candidates are found by a few of its hashes, the decision falls on all of them.
How it was chosen and measured is in ``docs/decisions/0014-copies.md``.
"""

from octavo.engine.copies.candidates import Candidates, Hit, candidates
from octavo.engine.copies.compare import Overlap, habits, is_round_up, overlap, same_text
from octavo.engine.copies.fingerprints import Fingerprint, fingerprint, unpack
from octavo.engine.copies.originals import Carrier, original_of
from octavo.engine.copies.provenance import Provenance, provenance

__all__ = [
    "Candidates",
    "Carrier",
    "Fingerprint",
    "Hit",
    "Overlap",
    "Provenance",
    "candidates",
    "fingerprint",
    "habits",
    "is_round_up",
    "original_of",
    "overlap",
    "provenance",
    "same_text",
    "unpack",
]
