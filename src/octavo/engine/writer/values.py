"""What goes to a model and what comes back of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from octavo.engine.aids.cited import Cited, Source, Span

# Sends a JSON body to an endpoint and gives the answer's bytes, or raises an ``OctavoError``.
Post = Callable[[Mapping[str, object]], bytes]


class Task(StrEnum):
    """What is asked for. Each has its prompt in ``prompts``."""

    ARTICLE = "article"  # in brief, of one report
    STORY = "story"  # what is known, of several
    ANSWER = "answer"  # to a reader's question


class Fault(StrEnum):
    """Why a sentence is dropped, beside the gate's own reasons (``gate.Reason``)."""

    UNCITED = "uncited"  # it names no passage
    CITATION = "citation"  # it names a passage that there is not
    HALF = "half"  # it does not end
    LINK = "link"  # an address, or a way to write to somebody
    MARKUP = "markup"  # HTML, code, a table
    UNATTRIBUTED = "unattributed"  # it tells a claim as a fact, or as somebody else's
    LEANING = "leaning"  # it needs the sentence before it, which may be another now
    REPEATED = "repeated"  # it says what one before it says
    TOO_MUCH = "too_much"  # beyond what was asked for


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence that an aid chose, with the passages it was cut from."""

    cited: Cited
    passages: tuple[tuple[Source, Span], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said."""

    text: str
    tokens: int  # of question and answer: as the endpoint counts them, else by a rule of thumb
    ended: bool = True  # False: it was cut off, or broke off


@dataclass(frozen=True, slots=True)
class Written:
    """What is left of a model's answer. Without sentences, the chosen ones are shown."""

    sentences: tuple[Cited, ...] = ()
    dropped: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # (sentence, reason): for tests, never kept
    model: str = ""
    tokens: int = 0

    @property
    def reasons(self) -> dict[str, int]:
        """How many sentences were dropped for each reason."""
        return dict(Counter(reason for _, reason in self.dropped))
