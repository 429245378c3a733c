"""Statements while their speakers are still words of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.engine.aids.statements.phrases import Subject
from octavo.engine.aids.statements.values import Form, Kind, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement whose speaker is still a phrase of its sentence; ``None`` for whoever spoke before."""

    subject: Subject | None
    kind: Kind
    form: Form
    words: Span
    cue: Span
    paragraph: int
    line: int
    more: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All of the words."""
        return (self.words, *self.more)


@dataclass(frozen=True, slots=True)
class Topic:
    """Whom a sentence begins with."""

    subject: Subject | None
    paragraph: int
    span: Span

    def naming(self, name: Span | None) -> Topic:
        """The same, with a name for its subject where there was none."""
        if name is None or self.subject is not None:
            return self
        return replace(self, subject=Subject(name, name))


@dataclass(frozen=True, slots=True)
class Report:
    """A report of speech: ``regions`` are the stretches of the text with what is said, not yet cut to the words."""

    cue: Span
    kind: Kind
    subject: Subject | None  # None: whoever spoke before
    regions: tuple[Span, ...]
    before: bool = False  # what is said stands before the verb
