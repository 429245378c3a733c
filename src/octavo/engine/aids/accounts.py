"""What the aids of a story read of its reports, and what they answer with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from octavo.engine.aids.figures import Figure
from octavo.engine.aids.sentences import Span


@dataclass(frozen=True, slots=True)
class Account:
    """One report of a story; copies are left out."""

    article: int | str
    publisher: int | str
    published: datetime
    language: str  # BCP 47
    title: str
    paragraphs: tuple[str, ...]
    centrality: float = 0.0  # how near it is to the middle of the story; any scale
    figures: tuple[Figure, ...] | None = None  # ``figures_of(…, every=True)`` where it is known already


@dataclass(frozen=True, slots=True)
class Drawn:
    """A span of one report: the number of the account, and characters of its paragraphs joined by a blank line."""

    account: int
    span: Span
    headline: bool = False  # the span is of the title
