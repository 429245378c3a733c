"""What the gate is given and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from octavo.engine.places import Gazetteer

Span = tuple[int, int]


class Reason(StrEnum):
    """Why a sentence is not shown."""

    NONE = ""
    EMPTY = "empty"  # no words, or no passages
    QUOTE = "quote"  # words in quotation marks that stand in no passage so
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    TURNED = "turned"  # a negation or an opposite that the passage does not have, or the other way about
    UNSUPPORTED = "unsupported"  # the rest of the words is not borne out
    MERGED = "merged"  # two passages that do not speak of one thing


@dataclass(frozen=True, slots=True)
class Passage:
    """What a sentence cites: a span of a text, or all of it."""

    text: str
    language: str  # BCP 47
    published: date  # what its "yesterday" is counted from
    span: Span | None = None  # characters of ``text``

    @property
    def words(self) -> str:
        """The cited words."""
        return self.text if self.span is None else self.text[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the gate may know beyond the passages; nothing of it is needed."""

    names: Mapping[str, frozenset[str]] = field(default_factory=dict)  # folded name: its other folded spellings
    gazetteer: Gazetteer | None = None
    similarity: Callable[[str, str], float] | None = None  # of two texts' meanings, from 0 to 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown; if not, why, and the words at fault. ``score`` is the support, 0 to 1."""

    kept: bool
    reason: Reason = Reason.NONE
    words: tuple[str, ...] = ()
    score: float = 1.0
