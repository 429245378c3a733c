"""Each article is decided once, when it arrives: it joins the story it is likeliest of, or starts one.

Follows the single-pass scheme of Miranda et al. (EMNLP 2018). Two articles are compared by a logistic regression
over a few signals (``stories.toml`` and ``scripts/story_weights.py``); a story is judged by all of its
articles that are among the neighbours, not by its best alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log1p

from octavo.engine.forms import APART
from octavo.engine.stories.trace import NOTHING, Trace, likeness
from octavo.engine.stories.weights import Scale, Weights
from octavo.engine.text import overlap

SURE = 6.0  # log odds: no single signal is believed further
NEVER = -SURE


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article to be decided."""

    published: datetime | None  # none: not known, which speaks neither for nor against
    language: str
    terms: frozenset[str] = frozenset()  # folded words of title and lead, for articles without a trace
    trace: Trace = NOTHING
    places: frozenset[str] = frozenset()  # keys of the gazetteer
    form: str = ""  # of octavo.engine.forms


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A decided article near the candidate."""

    article: int
    story: int
    cosine: float  # of the two vectors, mean-centred
    published: datetime | None
    language: str
    terms: frozenset[str] = frozenset()
    trace: Trace = NOTHING
    places: frozenset[str] = frozenset()
    form: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """The article belongs to an existing story."""

    story: int
    score: float  # log odds
    signals: Mapping[str, float]  # what the likeness to the closest member is made of


@dataclass(frozen=True, slots=True)
class Start:
    """The article begins a story of its own."""

    best: float  # the highest score that was not enough; NEVER where there was nothing to compare


def assign(candidate: Candidate, neighbours: Sequence[Neighbour], using: Weights) -> Join | Start:
    """Decide which story an article belongs to.

    A round-up, a live blog or a routine item begins a story of its own, and nothing joins one because of it.
    """
    if candidate.form in APART:
        return Start(NEVER)
    best: tuple[float, Neighbour] | None = None
    for members in by_story(one for one in neighbours if one.form not in APART).values():
        scored = [(score(candidate, member, using), member) for member in members]
        top = max(scored, key=lambda pair: (pair[0], -pair[1].article))
        mean = sum(value for value, _ in scored) / len(scored)
        value = using.best * top[0] + (1 - using.best) * mean
        if best is None or value > best[0]:
            best = (value, top[1])
    if best is not None and best[0] >= using.join:
        parts = signals(candidate, best[1], using)
        return Join(best[1].story, best[0], {name: part for name, part in parts.items() if part})
    return Start(best[0] if best else NEVER)


def score(candidate: Candidate, member: Neighbour, using: Weights) -> float:
    """The log odds that the two are about one event, within ``SURE`` either way."""
    return max(NEVER, min(SURE, total(signals(candidate, member, using))))


def signals(candidate: Candidate, member: Neighbour, using: Weights) -> dict[str, float]:
    """What speaks for the two being about one event, each part as it counts."""
    same = candidate.language == member.language
    scale = using.near if same else using.far
    parts = weighed(scale, member.cosine, candidate.trace, member.trace)
    if same and not (candidate.trace.words or member.trace.words):
        parts["words"] = scale.words * overlap(candidate.terms, member.terms)
    parts["time"] = apart(scale, candidate.published, member.published)
    parts["places"] = scale.places * overlap(candidate.places, member.places)
    return parts


def weighed(scale: Scale, cosine: float, a: Trace, b: Trace) -> dict[str, float]:
    """What vectors and traces say, each part as it counts."""
    words, names, numbers = likeness(a, b)
    return {
        "base": scale.base,
        "meaning": scale.meaning * cosine,
        "words": scale.words * words,
        "names": scale.names * names + scale.named * bool(a.names and b.names),
        "numbers": scale.numbers * numbers + scale.numbered * bool(a.numbers and b.numbers),
    }


def apart(scale: Scale, one: datetime | None, other: datetime | None) -> float:
    """What the time between two articles is worth: nothing where one is not dated."""
    if one is None or other is None:
        return 0.0
    return scale.days * log1p(abs((one - other).total_seconds()) / 86_400)


def total(parts: Mapping[str, float]) -> float:
    """The score."""
    return sum(parts.values())


def by_story(neighbours: Iterable[Neighbour]) -> dict[int, list[Neighbour]]:
    """The neighbours by the story they are in."""
    groups: dict[int, list[Neighbour]] = {}
    for neighbour in neighbours:
        groups.setdefault(neighbour.story, []).append(neighbour)
    return groups
