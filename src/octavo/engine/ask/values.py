"""What a question is understood as, what is searched for it, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from octavo.engine.aids.cited import Cited, Source
from octavo.engine.places import Gazetteer

Span = tuple[int, int]
Floats = NDArray[np.float32]


class Kind(StrEnum):
    """The kind of answer a question wants."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    COUNT = "count"  # how many
    AMOUNT = "amount"  # how much, how high, how long
    MONEY = "money"
    WHY = "why"
    HOW = "how"
    WHETHER = "whether"  # yes or no
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class Known:
    """What helps to understand a question; nothing of it is needed but the day."""

    today: date  # its "yesterday" is counted from it
    publishers: Mapping[str, int | str] = field(default_factory=dict)  # name as printed: key
    gazetteer: Gazetteer | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Days the question speaks of, both included, and the words that say so."""

    first: date
    last: date
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is understood."""

    question: str
    language: str  # BCP 47
    kinds: frozenset[Kind]
    telling: tuple[str, ...]  # folded words that say something, each once, in order
    names: tuple[str, ...] = ()  # as they sound (``engine.stories.sounds``), so that scripts meet
    numbers: tuple[float, ...] = ()
    thing: str = ""  # what is counted, across languages: "dead", "votes" …
    units: frozenset[str] = frozenset()  # of ``engine.aids.figures``: "percent", "hour" …
    period: Period | None = None
    places: tuple[tuple[str, str], ...] = ()  # key of the gazetteer, and the word of the question
    publishers: tuple[tuple[int | str, str], ...] = ()  # key, and the name as the question has it
    cue: int = 0  # characters up to the end of "how many", "who" and the like

    @property
    def empty(self) -> bool:
        """True when nothing in it could be searched for."""
        return not self.telling


@dataclass(frozen=True, slots=True)
class Report:
    """An article that is looked through. ``rank`` counts from 0, the likeliest first; ``near`` is its cosine."""

    source: Source
    title: str
    publisher: int | str
    rank: int = 0
    near: float = 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a report that may hold the answer."""

    report: Report
    place: int  # of the sentence in its report, from 0
    span: Span
    signs: Mapping[str, float]  # what speaks for it, from 0 to 1 mostly
    score: float = 0.0  # compares within one question
    met: tuple[float, ...] = ()  # each telling word of the question, 0 to 1: how far it stands here or next to it

    @property
    def text(self) -> str:
        """Its words."""
        return self.report.source.text[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class States:
    """A text as a model sees it: the vector of the whole and one for each of its pieces."""

    whole: Floats  # (d,), unit length
    pieces: Floats  # (s, d)
    words: tuple[str, ...]  # the pieces as written, ``s`` of them


class Reader(Protocol):
    """A model that reads words in their context. ``octavo.engine.ask.reader`` has ours."""

    @property
    def model_id(self) -> str:
        """What made the vectors of articles that ``States.whole`` may be compared with."""
        ...

    def question(self, text: str, language: str) -> States:
        """The states of a question."""
        ...

    def passages(self, texts: Sequence[tuple[str, str, str]]) -> list[States]:
        """The states of passages, each ``(before, text, language)``: read behind other words, such as a title."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an answer: words of a source unchanged, and the part of them that is the answer, if it is known."""

    cited: Cited
    report: Report
    mark: Span | None = None  # characters of the sentence
    score: float = 0.0


class Why(StrEnum):
    """Why there is no answer."""

    NONE = ""
    EMPTY = "empty"  # the question has no word to search for
    NOTHING = "nothing"  # no report has to do with it
    UNSURE = "unsure"  # there are reports, but no sentence that bears an answer out


@dataclass(frozen=True, slots=True)
class Answer:
    """One to three sentences in order of time, or a refusal with the reports that came nearest."""

    lines: tuple[Line, ...]
    refused: bool
    why: Why
    score: float  # 0 to 1: how sure
    nearest: tuple[Report, ...] = ()
    searched: int = 0  # reports that were looked through
