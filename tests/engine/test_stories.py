from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.stories import Candidate, Join, Neighbour, Start, Weights, assign, overlap, signals, total, weights

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
USED = Weights(meaning=1.0, words=0.05, hour=0.0002, most_hours=240, members=3, threshold=0.5)
ME = Candidate(NOON, "en", frozenset({"flood", "vessel"}))


def member(story: int, cosine: float, hours: float = 0, language: str = "en") -> Neighbour:
    return Neighbour(story * 100, story, cosine, NOON - hours * HOUR, language, frozenset({"flood"}))


def test_an_article_joins_the_story_it_is_nearest_to() -> None:
    decision = assign(ME, [member(1, 0.6), member(2, 0.9), member(3, 0.7)], USED)
    assert isinstance(decision, Join)
    assert decision.story == 2


def test_an_article_like_no_other_starts_a_story_and_says_how_near_it_was() -> None:
    decision = assign(ME, [member(1, 0.3)], USED)
    assert isinstance(decision, Start)
    assert 0.3 < decision.best < USED.threshold
    assert assign(ME, [], USED) == Start(0.0)


def test_a_story_is_judged_by_its_closest_members_not_by_its_oldest() -> None:
    far = [replace(member(1, 0.0), article=number) for number in range(20)]
    near = [replace(member(1, 0.9), article=100 + number) for number in range(3)]
    assert isinstance(assign(ME, [*far, *near], USED), Join)


def test_the_signals_are_what_the_score_is_made_of() -> None:
    decision = assign(ME, [member(1, 0.9, hours=10)], USED)
    assert isinstance(decision, Join)
    assert decision.score == pytest.approx(total(decision.signals))
    assert decision.signals["time"] == pytest.approx(-0.002)


def test_time_counts_against_only_up_to_a_point() -> None:
    far, further = (signals(ME, member(1, 0.5, hours=hours), USED)["time"] for hours in (240, 2400))
    assert far == further == pytest.approx(-0.048)


def test_words_are_compared_within_a_language_only() -> None:
    assert "words" in signals(ME, member(1, 0.5), USED)
    assert "words" not in signals(ME, member(1, 0.5, language="ja"), USED)
    assert "words" in signals(replace(ME, language="ja"), member(1, 0.5, language="ja"), USED)


@given(st.frozensets(st.sampled_from("abcdef")), st.frozensets(st.sampled_from("abcdef")))
def test_overlap_is_symmetric_and_a_share(a: frozenset[str], b: frozenset[str]) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert 0 <= overlap(a, b) <= 1


def test_an_unknown_model_is_judged_by_the_default_weights() -> None:
    assert weights("never-heard-of") == weights("default")
    assert weights("hashed-384-1") != weights("default")


@dataclass(frozen=True)
class Report:
    """One article of a made-up stream."""

    key: int
    event: int
    published: datetime
    vector: tuple[float, ...]


@st.composite
def streams(draw: st.DrawFn) -> list[Report]:
    """Reports of some events over two days: those of one event are near each other, as their vectors are."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    events = chance.normal(size=(draw(st.integers(2, 8)), 64))
    found = []
    for key in range(draw(st.integers(10, 60))):
        event = int(chance.integers(len(events)))
        vector = events[event] + chance.normal(size=64) * 0.5
        published = NOON + HOUR * float(chance.uniform(0, 48))
        found.append(Report(key, event, published, tuple(vector / np.linalg.norm(vector))))
    return sorted(found, key=lambda report: report.published)


def grouped(stream: list[Report]) -> dict[int, int]:
    """The story of each report, decided in the order of the stream."""
    stories: dict[int, int] = {}
    decided: list[Report] = []
    for report in stream:
        neighbours = [
            Neighbour(d.key, stories[d.key], float(np.dot(d.vector, report.vector)), d.published, "en", frozenset())
            for d in decided
        ]
        decision = assign(Candidate(report.published, "en", frozenset()), neighbours, USED)
        stories[report.key] = decision.story if isinstance(decision, Join) else report.key
        decided.append(report)
    return stories


def agreement(one: dict[int, int], other: dict[int, int]) -> float:
    """Share of pairs on which two groupings agree (Rand index)."""
    pairs = list(combinations(sorted(one), 2))
    return sum((one[a] == one[b]) == (other[a] == other[b]) for a, b in pairs) / len(pairs)


def shuffled_within_hours(stream: list[Report], seed: int) -> list[Report]:
    chance = random.Random(seed)
    return sorted(stream, key=lambda report: (report.published.replace(minute=0, second=0), chance.random()))


@settings(max_examples=25, deadline=None)
@given(stream=streams(), seed=st.integers(0, 1000))
def test_the_order_within_an_hour_hardly_matters(stream: list[Report], seed: int) -> None:
    stream = [replace(r, published=r.published.replace(microsecond=0)) for r in stream]
    assert agreement(grouped(stream), grouped(shuffled_within_hours(stream, seed))) > 0.95


@settings(max_examples=10, deadline=None)
@given(stream=streams())
def test_the_same_stream_gives_the_same_stories(stream: list[Report]) -> None:
    assert grouped(stream) == grouped(list(stream))
