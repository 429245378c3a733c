"""Stories: which articles are about one event. Each article is decided once, when it arrives.

Follows the single-pass scheme of Miranda et al. (EMNLP 2018): an article joins the story of its best
neighbours or starts one. Weights stand in ``stories.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article to be decided."""

    published: datetime
    language: str
    terms: frozenset[str]  # folded words of title and lead


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A decided article near the candidate."""

    article: int
    story: int
    cosine: float  # of the two vectors, mean-centred
    published: datetime
    language: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weights:
    """How the signals add up, and how much is enough."""

    meaning: float
    words: float
    hour: float  # taken off for each hour apart
    most_hours: float  # taken off at most for this many hours
    members: int  # a story is judged by so many of its closest members
    threshold: float


@dataclass(frozen=True, slots=True)
class Join:
    """The article belongs to an existing story."""

    story: int
    score: float
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Start:
    """The article begins a story of its own."""

    best: float  # the highest score that was not enough


@cache
def weights(model: str) -> Weights:
    """The weights for an embedding model: thresholds belong to a model id."""
    table = tomllib.loads(files("octavo.engine").joinpath("stories.toml").read_text(encoding="utf-8"))
    return Weights(**table.get(model, table["default"]))


def assign(candidate: Candidate, neighbours: Sequence[Neighbour], using: Weights) -> Join | Start:
    """Decide which story an article belongs to.

    Scores each story by its closest members and joins the best one at or above the threshold.
    """
    best: Join | None = None
    for story, members in by_story(neighbours).items():
        closest = sorted((signals(candidate, member, using) for member in members), key=total, reverse=True)
        few = closest[: using.members]
        score = sum(total(found) for found in few) / len(few)
        if best is None or score > best.score:
            best = Join(story, score, few[0])
    if best and best.score >= using.threshold:
        return best
    return Start(best.score if best else 0.0)


def signals(candidate: Candidate, member: Neighbour, using: Weights) -> dict[str, float]:
    """What speaks for the two being about one event, each part as it counts."""
    hours = abs((candidate.published - member.published).total_seconds()) / 3600
    parts = {
        "meaning": using.meaning * member.cosine,
        "time": -using.hour * min(hours, using.most_hours),
    }
    if candidate.language == member.language:
        parts["words"] = using.words * overlap(candidate.terms, member.terms)
    return parts


def total(parts: Mapping[str, float]) -> float:
    """The score."""
    return sum(parts.values())


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the smaller set's words that both have (overlap coefficient), 0 to 1."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def by_story(neighbours: Iterable[Neighbour]) -> dict[int, list[Neighbour]]:
    """The neighbours by the story they are in."""
    groups: dict[int, list[Neighbour]] = {}
    for neighbour in neighbours:
        groups.setdefault(neighbour.story, []).append(neighbour)
    return groups
