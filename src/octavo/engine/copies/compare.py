"""Whether two texts are one, from their fingerprints alone.

Containment tells a wire text that was cut or has a local top and tail, which plain resemblance would miss
(Broder 1997); a floor of resemblance keeps a brief apart from the round-up it stands in. What a publisher prints
again and again, its forms and its own words around every text, is set aside first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from octavo.engine.copies.fingerprints import MOST, NONE, Fingerprint, Marks

PART = 0.08  # share of a text that makes it partly another's
PARTS = 3  # families a text must have parts of to be a round-up
ENOUGH = 25  # shingles a text must have to be compared in part
FEWEST = 8  # and to be compared as a whole
CONTAINED = 0.3  # share of the smaller text that stands in the larger one, the publisher's habits set aside
UNCUT = 0.54  # the same where neither is longer: what was not cut must be there; in between in proportion
CUT = 0.4  # length of one in that of the other, from which more than CONTAINED is asked for
ALIKE = 0.08  # and so much of both together, for the later one may be a cut
GROWN = 0.2  # or so much where the later one is longer, or a brief would be carried by every round-up it stands in
FORM = 0.45  # share of the smaller text, where the numbers are others: less is a form that was filled in anew
FIGURES = 3  # numbers a text must have to tell by them
AGREE = 0.4  # share of the numbers of the text with fewer that the other has too
SAME = 0.95  # of both together: one publisher's two texts, or two pages of routine


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common, as shares of 0 to 1."""

    contained: float = 0.0  # of the smaller text, the publisher's habits set aside
    whole: float = 0.0  # of the smaller text with its habits
    alike: float = 0.0  # of both together, habits set aside
    smaller: int = 0  # shingles of the smaller text, habits set aside
    length: float = 1.0  # of the smaller text in that of the larger one
    agree: float = 1.0  # numbers of the text with fewer that the other has; 1 where there are too few


def overlap(a: Fingerprint, b: Fingerprint, aside: Marks = NONE) -> Overlap:
    """What two texts have in common, but for the marks set aside."""
    one, other = even(a, b)
    mine, theirs = without(one, aside), without(other, aside)
    shared = common(mine, theirs)
    smaller, larger = sorted((len(mine), len(theirs)))
    if not smaller:
        return Overlap()
    return Overlap(
        contained=shared / smaller,
        whole=shared / min(len(one), len(other)),
        alike=shared / (smaller + larger - shared),
        smaller=smaller,
        length=min(len(one), len(other)) / max(len(one), len(other)),
        agree=agreement(a.figures, b.figures),
    )


def agreement(a: Marks, b: Marks) -> float:
    """The share of the numbers of the text with fewer that the other has; 1 where there are too few to tell."""
    fewer = min(len(a), len(b))
    return common(a, b) / fewer if fewer >= FIGURES else 1.0


def same_text(found: Overlap, *, strict: bool = False, grown: bool = False) -> bool:
    """True when one text is the other's, give or take edits, a top and a tail.

    ``grown``: the later one is the longer. ``strict`` asks for the same text and nothing less: for two texts of one
    publisher, and for pages of routine.
    """
    if found.smaller < FEWEST:
        return False
    if strict or found.smaller < ENOUGH:
        return found.alike >= (SAME if found.smaller >= ENOUGH else 1.0)
    enough = CONTAINED + (UNCUT - CONTAINED) * max(0.0, found.length - CUT) / (1 - CUT)
    enough = enough if found.agree >= AGREE else max(enough, FORM)
    return found.contained >= enough and found.whole >= enough and found.alike >= (GROWN if grown else ALIKE)


def is_round_up(text: Fingerprint, others: Iterable[Fingerprint], aside: Marks) -> bool:
    """Whether a text is put together from several others, one of each family, of which no part is another's too."""
    left = without(text.marks, aside)
    least = max(1.0, PART * len(left))
    parts = 0
    for other in sorted(others, key=lambda other: -common(left, other.marks)):
        rest = without(left, other.marks)
        parts += len(left) - len(rest) >= least
        left = rest
    return parts >= PARTS


def habits(text: Fingerprint, earlier: Iterable[Fingerprint]) -> Marks:
    """The marks that a text has in common with earlier ones of its publisher: forms and the house's own words.

    A text that is printed again as it was is no form.
    """
    shared = [
        text.marks[within(text.marks, other.marks)]
        for other in earlier
        if not same_text(overlap(text, other), strict=True)
    ]
    return np.unique(np.concatenate(shared)) if shared else NONE


def even(a: Fingerprint, b: Fingerprint) -> tuple[Marks, Marks]:
    """The marks of both, thinned alike where one text was too long to keep all of them."""
    if a.size <= MOST and b.size <= MOST:
        return a.marks, b.marks
    bound = min(int(one.marks[-1]) for one in (a, b) if one.size > MOST)
    return up_to(a.marks, bound), up_to(b.marks, bound)


def up_to(marks: Marks, bound: int) -> Marks:
    """The marks that are not above a bound."""
    return marks[: int(np.searchsorted(marks, bound, side="right"))]


def within(marks: Marks, others: Marks) -> NDArray[np.bool_]:
    """Which of the marks are among others; both ascend."""
    if not len(others):
        return np.zeros(len(marks), np.bool_)
    places = np.searchsorted(others, marks)
    places[places == len(others)] = 0
    found: NDArray[np.bool_] = others[places] == marks
    return found


def common(a: Marks, b: Marks) -> int:
    """How many marks two texts share."""
    return int(np.count_nonzero(within(a, b)))


def without(marks: Marks, aside: Marks) -> Marks:
    """The marks that are not set aside."""
    return marks[~within(marks, aside)] if len(aside) else marks
