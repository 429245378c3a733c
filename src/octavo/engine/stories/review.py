"""The slow second look: which stories are one after all, which are two, and which follow from an earlier one.

Average-link clustering over the same comparison as on arrival, with more known: how crowded each article's
neighbourhood is, so that what counts as near adapts to it (local scaling: Zelnik-Manor and Perona, NIPS 2004;
CSLS: Lample et al., ICLR 2018), and which nearest articles two have in common (Jarvis and Patrick 1973).
Merging asks for more than not splitting does, so that a story does not go back and forth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from octavo.engine.stories.assign import NEVER, SURE, apart, total, weighed
from octavo.engine.stories.trace import Trace, likeness
from octavo.engine.stories.weights import Scale, Weights

NEAREST = 10  # articles that make a neighbourhood
SKIPPED = 2  # of them, which may well be the same text
LONELY = 0.05  # cosine of a neighbour that is not there
MOST = 120  # members compared at a second look
LONGEST = timedelta(days=90)  # between two stories of a storyline

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """An article at the second look."""

    article: int
    vector: NDArray[np.float32]  # (d,), unit length, mean-centred
    trace: Trace
    published: datetime | None
    language: str
    near: Mapping[int, float]  # its nearest articles of any story, ten at most: article → cosine

    @property
    def crowd(self) -> float:
        """How crowded its neighbourhood is: the mean cosine of the third to tenth nearest article."""
        cosines = sorted(self.near.values(), reverse=True)[SKIPPED:NEAREST]
        return (sum(cosines) + LONELY * (NEAREST - SKIPPED - len(cosines))) / (NEAREST - SKIPPED)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A story at the second look: its articles without copies, or the newest of them."""

    story: int
    members: tuple[Member, ...]


def should_merge(a: Sketch, b: Sketch, using: Weights) -> bool:
    """Whether two stories are one."""
    return link(a, b, using) >= using.merge


def link(a: Sketch, b: Sketch, using: Weights) -> float:
    """The mean log odds over all pairs of the two stories' articles; NEVER where one has none."""
    if not a.members or not b.members:
        return NEVER
    pairs = [compared(one, other, using) for one in a.members[:MOST] for other in b.members[:MOST]]
    return sum(pairs) / len(pairs)


def should_split(members: Sequence[Member], using: Weights) -> list[list[int]] | None:
    """The groups of articles a story falls into, the largest first; None where it holds together.

    Groups are joined while their mean log odds reach ``using.split``. At most ``MOST`` members are looked at, and
    those beyond are in no group: they stay where the largest group stays.
    """
    looked_at = list(members[:MOST])
    if len(looked_at) < 2:
        return None
    groups = joined(scores(looked_at, using), using.split)
    if len(groups) == 1:
        return None
    named = [sorted(looked_at[row].article for row in group) for group in groups]
    return sorted(named, key=lambda group: (-len(group), group))


def scores(members: Sequence[Member], using: Weights) -> Scores:
    """The log odds of every pair: ``(n, n) float32``, NEVER on the diagonal."""
    table = np.full((len(members), len(members)), NEVER, np.float32)
    for row, one in enumerate(members):
        for column in range(row):
            table[row, column] = table[column, row] = compared(one, members[column], using)
    return table


def joined(table: Scores, least: float) -> list[list[int]]:
    """Average-link clusters: the rows of each, joined while the best mean is at least ``least``."""
    links = table.astype(np.float64)
    np.fill_diagonal(links, -np.inf)
    groups = [[row] for row in range(len(links))]
    while len(groups) > 1:
        one, other = sorted(divmod(int(links.argmax()), len(links)))
        if links[one, other] < least:
            break
        sizes = len(groups[one]), len(groups[other])
        mean = (links[one] * sizes[0] + links[other] * sizes[1]) / sum(sizes)
        links[one], links[:, one] = mean, mean
        links[one, one] = -np.inf
        links = np.delete(np.delete(links, other, 0), other, 1)
        groups[one] += groups.pop(other)
    return groups


def compared(a: Member, b: Member, using: Weights) -> float:
    """The log odds that two articles are about one event, all known."""
    scale = using.near_again if a.language == b.language else using.far_again
    parts = weighed(scale, float(a.vector @ b.vector), a.trace, b.trace)
    parts["time"] = apart(scale, a.published, b.published)
    parts["crowd"] = around(scale, a, b)
    return max(NEVER, min(SURE, total(parts)))


def around(scale: Scale, a: Member, b: Member) -> float:
    """What the neighbourhoods of two articles say."""
    low, high = sorted((a.crowd, b.crowd))
    common = len(a.near.keys() & b.near.keys()) / NEAREST
    return scale.quiet * low + scale.crowd * high + scale.shared * common


def follows(story: Sketch, earlier: Sketch, using: Weights) -> float | None:
    """How much a story is about the same people and matter as an earlier one; None where it does not follow.

    For storylines: not the same event, but what came of it. The mean of two cosines, of the middles of the vectors
    and of the names that a third of the articles have. Not to be asked of round-ups and other pieces apart.
    """
    if not story.members or not earlier.members or not _in_reach(story, earlier):
        return None
    middles = float(_middle(story) @ _middle(earlier))
    value = (middles + likeness(_actors(story), _actors(earlier))[1]) / 2
    return value if value >= using.follow else None


def _actors(sketch: Sketch) -> Trace:
    """The names that a third of the articles have, each by how many have it."""
    counts = Counter(mark for one in sketch.members for mark in one.trace.names)
    return Trace(names={mark: count for mark, count in counts.items() if count * 3 >= len(sketch.members)})


def _in_reach(story: Sketch, earlier: Sketch) -> bool:
    """Whether the story began after the earlier one, and not too long after its end; undated ones are not told."""
    began = min((one.published for one in story.members if one.published), default=None)
    before = [one.published for one in earlier.members if one.published]
    return bool(began and before and min(before) < began and began - max(before) <= LONGEST)


def _middle(sketch: Sketch) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = np.mean([one.vector for one in sketch.members], axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)
