"""What the voices take and give."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.engine.errors import Permanent


class NoVoice(Permanent):
    """The program is not there, or it has no voice for the language."""

    code = "no_voice"


@dataclass(frozen=True, slots=True)
class Studio:
    """The programs of this machine that speak and encode, by their paths."""

    engine: str  # a key of ``voices.ENGINES``
    speaker: str
    encoder: str  # opusenc of the Opus tools
    models: str = ""  # folder of piper's voices
    patience: float = 30.0  # seconds that one sentence may take; a long one gets more


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks a language: ``name`` as its engine knows it, which is a file for piper."""

    engine: str
    name: str

    @property
    def label(self) -> str:
        """As rows and pages call it: ``piper: de_DE-thorsten-medium``."""
        return f"{self.engine}: {self.name.rpartition('/')[2].removesuffix('.onnx')}"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence to be spoken. ``after`` is how long it is quiet then, in seconds."""

    text: str
    language: str  # BCP 47
    after: float = 0.25


@dataclass(frozen=True, slots=True)
class Recording:
    """Lines as sound.

    ``marks`` say at which second a line begins: ``(second, number of the line)``. Lines without a sound have none.
    """

    audio: bytes  # Ogg Opus, one channel
    seconds: float
    marks: tuple[tuple[float, int], ...]
    lines: int  # how many lines it holds, from the first one on: fewer than were given when they were too long
