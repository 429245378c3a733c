"""Who counted: a figure in the words of a statement is the count of whoever makes it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from octavo.engine.aids.figures import Figure
from octavo.engine.aids.statements import Statement


def attributed(figures: Sequence[Figure], statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of a text with the speakers of its statements as the counters to show, and no others.

    ``counted_by`` stays: the words that stand near a number, which two reports are compared by.

    Args:
        figures: of one text.
        statements: of the same text.
    """
    pieces = sorted(((span, one) for one in statements for span in one.spans), key=lambda piece: piece[0])
    starts = [span[0] for span, _ in pieces]
    return tuple(_counted(figure, pieces, starts) for figure in figures)


def _counted(figure: Figure, pieces: Sequence[tuple[tuple[int, int], Statement]], starts: Sequence[int]) -> Figure:
    at = bisect_right(starts, figure.number[0]) - 1
    for (_, end), statement in reversed(pieces[max(0, at - 3) : at + 1]):
        if figure.number[1] <= end:
            return replace(figure, counter=statement.speaker.span)
    return replace(figure, counter=None)
