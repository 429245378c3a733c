"""Names and terms explained by sentences of the archive."""

from octavo.engine.aids.explain.cues import is_office
from octavo.engine.aids.explain.explained import LONGEST, MOST, Candidate, Explained, abbreviations, explained

__all__ = ["LONGEST", "MOST", "Candidate", "Explained", "abbreviations", "explained", "is_office"]
