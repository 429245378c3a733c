"""Related articles: a short list that a good editor would choose, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SAME_TIME = timedelta(hours=2)
LIMIT = 6  # articles a list
LEAST = 0.3  # worth below which an article is no help


@dataclass(frozen=True, slots=True)
class Subject:
    """The article that the list is for."""

    story: int | None
    publisher: int
    published: datetime
    language: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Other:
    """An article that might be worth reading with it."""

    key: int
    story: int | None
    publisher: int
    published: datetime
    language: str
    cosine: float
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Related:
    """A chosen article; ``reasons`` are codes with the words that go with them."""

    key: int
    score: float
    reasons: tuple[tuple[str, tuple[str, ...]], ...]


def related(subject: Subject, others: Sequence[Other], limit: int = LIMIT, least: float = LEAST) -> list[Related]:
    """The most useful others, best first: at most two of one publisher, and below ``least`` none.

    Of equals the newest comes first. The own story counts more, the own publisher less, after maximal
    marginal relevance (Carbonell and Goldstein 1998).
    """
    chosen: list[Related] = []
    from_publisher: dict[int, int] = {}
    # Rounded before they are compared, so that an order made again from stored scores is the same order.
    scored = [(round(worth(subject, other), 4), other) for other in others]
    for score, other in sorted(scored, key=lambda pair: (-pair[0], -pair[1].published.timestamp(), pair[1].key)):
        if score < least or len(chosen) == limit:
            break
        if from_publisher.get(other.publisher, 0) == 2:
            continue
        from_publisher[other.publisher] = from_publisher.get(other.publisher, 0) + 1
        chosen.append(Related(other.key, score, reasons(subject, other)))
    return chosen


def worth(subject: Subject, other: Other) -> float:
    """How much the other adds, on the scale of the cosine."""
    same_story = subject.story is not None and subject.story == other.story
    own_house = subject.publisher == other.publisher
    readable = subject.language == other.language
    return other.cosine + 0.25 * same_story - 0.05 * own_house + 0.05 * readable


def reasons(subject: Subject, other: Other) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Why: its place in the story, else the names both have, else the subject."""
    found: list[tuple[str, tuple[str, ...]]] = []
    if subject.story is not None and subject.story == other.story:
        apart = other.published - subject.published
        code = "same_time" if abs(apart) < SAME_TIME else "later" if apart > timedelta() else "earlier"
        found.append((code, ()))
    shared = sorted(subject.names & other.names, key=lambda name: (-len(name), name))[:2]
    if shared:
        found.append(("names", tuple(shared)))
    if not found:
        found.append(("topic", ()))
    return tuple(found)
