"""What a statement is made of: spans of the text and the words that stand there, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]  # start and end in characters of the paragraphs joined by a blank line

Kind = Literal["says", "denies", "confirms", "warns", "promises", "asks", "accuses"]
Form = Literal["direct", "indirect", "mixed"]

KINDS: tuple[Kind, ...] = ("says", "denies", "confirms", "warns", "promises", "asks", "accuses")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the text and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the text says somebody said.

    ``words`` is what stands between the marks where the form is direct, and the reported clause where it is
    indirect or mixed (a clause with some words in marks: those are ``quoted``). A quotation that the narrator
    interrupts goes on in ``more``.
    """

    speaker: Phrase  # the fullest mention of whoever speaks
    kind: Kind
    form: Form
    words: Span
    cue: Span  # the verb or preposition that reports; where there is none, the mark before the words
    mention: Span  # the words that stand for the speaker beside the cue: a surname, a pronoun
    role: Phrase | None = None
    more: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All of the words, in reading order."""
        return (self.words, *self.more)
