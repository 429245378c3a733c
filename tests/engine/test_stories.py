from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.stories import (
    NEVER,
    NOTHING,
    Candidate,
    Join,
    Member,
    Neighbour,
    Scale,
    Sketch,
    Start,
    Weights,
    assign,
    follows,
    likeness,
    link,
    should_merge,
    should_split,
    signals,
    total,
    trace_of,
    unpacked,
    weights,
)
from octavo.engine.stories.sounds import heard
from octavo.engine.stories.trace import number
from octavo.engine.text import overlap

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SCALE = Scale(base=-5, meaning=10, words=5, names=5, numbers=2, days=-0.2)
USED = Weights(
    near=SCALE, far=SCALE, near_again=SCALE, far_again=SCALE, best=0.0, join=0.0, merge=1.0, split=-1.0, follow=0.4
)
ME = Candidate(NOON, "en")
FLOOD = trace_of("Levee breaks at Brenna", "", "Ilva Serran said 9,200 people had left Brenna by noon.", "en")
QUAKE = trace_of("Earthquake shakes Asram", "", "Omar Haddad said 140 houses fell in the old town.", "en")


def member(story: int, cosine: float, hours: float = 0, language: str = "en") -> Neighbour:
    return Neighbour(story * 100, story, cosine, NOON - hours * HOUR, language)


def test_an_article_joins_the_story_it_is_nearest_to() -> None:
    decision = assign(ME, [member(1, 0.6), member(2, 0.9), member(3, 0.7)], USED)
    assert isinstance(decision, Join)
    assert decision.story == 2


def test_an_article_like_no_other_starts_a_story_and_says_how_near_it_was() -> None:
    decision = assign(ME, [member(1, 0.3)], USED)
    assert isinstance(decision, Start)
    assert decision.best == pytest.approx(-2.0)
    assert assign(ME, [], USED) == Start(NEVER)


def test_a_story_is_judged_by_all_its_members_not_by_one_stray() -> None:
    far = [replace(member(1, 0.1), article=number) for number in range(5)]
    assert isinstance(assign(ME, [*far, member(1, 0.9)], USED), Start)
    assert isinstance(assign(ME, [member(1, 0.9)], USED), Join)


def test_the_signals_are_what_the_likeness_to_the_closest_member_is_made_of() -> None:
    decision = assign(replace(ME, trace=FLOOD), [replace(member(1, 0.7, hours=24), trace=FLOOD)], USED)
    assert isinstance(decision, Join)
    assert set(decision.signals) == {"base", "meaning", "words", "names", "numbers", "time"}
    assert total(decision.signals) >= decision.score


def test_a_date_that_is_not_known_speaks_neither_for_nor_against() -> None:
    assert signals(replace(ME, published=None), member(1, 0.5, hours=99), USED)["time"] == 0
    assert signals(ME, member(1, 0.5, hours=99), USED)["time"] < 0


def test_names_and_numbers_tell_two_like_events_apart() -> None:
    same, other = (
        signals(replace(ME, trace=FLOOD), replace(member(1, 0.5), trace=one), USED) for one in (FLOOD, QUAKE)
    )
    assert total(same) > total(other) + 5


def test_an_article_without_a_trace_is_compared_by_its_words() -> None:
    told = Candidate(NOON, "en", frozenset({"flood", "vessel"}))
    assert signals(told, replace(member(1, 0.5), terms=frozenset({"flood"})), USED)["words"] == SCALE.words


@pytest.mark.parametrize("form", ["roundup", "live", "routine"])
def test_a_piece_apart_joins_nothing_and_nothing_joins_it(form: str) -> None:
    assert assign(replace(ME, form=form), [member(1, 0.9)], USED) == Start(NEVER)
    assert assign(ME, [replace(member(1, 0.9), form=form)], USED) == Start(NEVER)


def test_a_round_up_does_not_glue_the_stories_it_tells_of() -> None:
    glue = replace(member(1, 0.95), form="roundup")
    decision = assign(ME, [glue, member(2, 0.8)], USED)
    assert isinstance(decision, Join)
    assert decision.story == 2


@given(st.frozensets(st.sampled_from("abcdef")), st.frozensets(st.sampled_from("abcdef")))
def test_overlap_is_symmetric_and_a_share(a: frozenset[str], b: frozenset[str]) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert 0 <= overlap(a, b) <= 1


def test_an_unknown_model_is_judged_by_the_default_weights() -> None:
    assert weights("never-heard-of") == weights("default")
    assert weights("hashed-384-1") != weights("default")


@pytest.mark.parametrize("model", ["default", "hashed-384-1"])
def test_what_merges_is_clearly_above_what_falls_apart(model: str) -> None:
    assert weights(model).merge > weights(model).split


@pytest.mark.parametrize(
    "names",
    [
        ("Calvera", "カルベラ", "كالفيرا", "קלוורה", "卡尔韦拉"),
        ("Norvane", "ノルヴァン", "نورفان", "נורוואן", "诺尔万"),
        ("Brenna", "ブレンナ", "برينا", "ברנה", "布伦纳"),
        ("Müller", "Muller", "ミュラー"),
    ],
)
def test_a_name_is_heard_the_same_in_every_script(names: tuple[str, ...]) -> None:
    assert len({heard(name) for name in names}) == 1


def test_a_number_is_the_same_however_a_language_writes_it() -> None:
    assert {number(one) for one in ("22,000", "22.000", "22\u202f000", "2.2万", "22000", "٢٢٠٠٠")} == {"22000"}
    assert (number("7"), number("1,5"), number(".")) == ("", "1.5", "")


def test_reports_of_one_event_are_alike_across_scripts() -> None:
    japanese = trace_of("ブレンナで堤防決壊", "", "イルバ・セラン氏は、9200人がブレンナを離れたと述べた。", "ja")
    assert likeness(FLOOD, japanese)[1:] > (0.4, 0.9)
    assert max(likeness(QUAKE, japanese)) == 0


def test_the_grammar_of_a_language_is_no_likeness() -> None:
    assert likeness(FLOOD, QUAKE) == pytest.approx((0, 0, 0), abs=0.1)


@given(
    st.text(max_size=60), st.text(max_size=300), st.sampled_from(["en", "de", "ar", "he", "ja", "zh", "ms", "", "xx"])
)
def test_a_trace_of_any_text_can_be_packed_and_unpacked(title: str, text: str, language: str) -> None:
    trace = trace_of(title, text, text, language)
    assert unpacked(trace.packed()) == trace
    assert all(0 <= value <= 1.000001 for value in likeness(trace, trace))


def test_a_long_text_leaves_a_small_trace() -> None:
    long = " ".join(f"Word{chr(97 + one % 26)}{one} met 1{one}00 people in Brandtown{one}." for one in range(900))
    assert len(trace_of("A title", "", long, "en").packed()) <= 400
    assert NOTHING.packed() == b""


@given(st.binary(min_size=1, max_size=40))
def test_bytes_that_are_no_trace_are_refused(data: bytes) -> None:
    if len(data) >= 3 and len(data) == 3 + 3 * sum(data[:3]):
        data += b"."
    with pytest.raises(ValueError, match="no trace"):
        unpacked(data)


def seen(article: int, *direction: float, hours: float = 0) -> Member:
    vector = np.array(direction, np.float32) / float(np.linalg.norm(direction))
    return Member(article, vector, NOTHING, NOON + hours * HOUR, "en", {})


EAST = [seen(number, 1, 0.1 * number) for number in range(4)]
NORTH = [seen(10 + number, 0.1 * number, 1) for number in range(4)]


def test_two_halves_of_one_story_are_merged_and_two_stories_are_not() -> None:
    assert should_merge(Sketch(1, tuple(EAST[:2])), Sketch(2, tuple(EAST[2:])), USED)
    assert not should_merge(Sketch(1, tuple(EAST)), Sketch(2, tuple(NORTH)), USED)
    assert link(Sketch(1, ()), Sketch(2, tuple(NORTH)), USED) == NEVER


def test_a_story_of_two_events_falls_apart_the_larger_group_first() -> None:
    assert should_split([*NORTH[:3], *EAST], USED) == [[0, 1, 2, 3], [10, 11, 12]]
    assert should_split(EAST, USED) is None
    assert should_split(EAST[:1], USED) is None


def test_what_is_neither_one_nor_two_stays_as_it_is() -> None:
    between = seen(20, 1, 1.6)
    left, right = Sketch(1, (EAST[0],)), Sketch(2, (between,))
    assert USED.split < link(left, right, USED) < USED.merge
    assert not should_merge(left, right, USED)
    assert should_split([EAST[0], between], USED) is None


def test_in_a_crowd_more_likeness_is_asked_for() -> None:
    asked = replace(USED, near_again=replace(SCALE, quiet=-10))
    crowded = [replace(one, near=dict.fromkeys(range(10), 0.6)) for one in EAST[:2]]
    assert link(Sketch(1, (EAST[0],)), Sketch(2, (EAST[1],)), asked) > link(
        Sketch(1, (crowded[0],)), Sketch(2, (crowded[1],)), asked
    )


def test_a_story_follows_from_an_earlier_one_about_the_same_people() -> None:
    flood = Sketch(1, (replace(EAST[0], trace=FLOOD),))
    inquiry = Sketch(2, (replace(seen(9, 1, 0.8, hours=400), trace=FLOOD),))
    assert follows(inquiry, flood, USED) is not None
    assert follows(flood, inquiry, USED) is None
    assert follows(Sketch(3, (seen(8, 0, 1, hours=400),)), flood, USED) is None
    assert follows(Sketch(4, (seen(7, 1, 0.8, hours=9000),)), flood, USED) is None


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
            Neighbour(d.key, stories[d.key], float(np.dot(d.vector, report.vector)), d.published, "en") for d in decided
        ]
        decision = assign(Candidate(report.published, "en"), neighbours, USED)
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
