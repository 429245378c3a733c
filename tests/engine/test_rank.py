from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.rank import EIGHT, EVERYONE, TERMS, Card, Placed, Reader, front

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
COUNTRIES = st.lists(st.sampled_from(["MT", "EE", "JP", "DE"]), unique=True, max_size=3).map(tuple)
TOPICS = st.lists(st.sampled_from(["sport", "science", "business"]), unique=True, max_size=2).map(tuple)
READERS = st.builds(
    Reader,
    place=st.sampled_from(["", "MT"]),
    language=st.sampled_from(["", "en"]),
    follows=st.sampled_from([frozenset(), frozenset({"topic:sport", "story:3"})]),
    mutes=st.sampled_from([frozenset(), frozenset({"topic:science", "story:1"})]),
)


@st.composite
def cards(draw: st.DrawFn) -> list[Card]:
    return [one_card(draw, key) for key in range(draw(st.integers(0, 14)))]


def one_card(draw: st.DrawFn, key: int) -> Card:
    today, edits, before = draw(st.tuples(*[st.integers(0, 12)] * 3))
    return Card(
        key, draw(st.integers(0, 20)), draw(COUNTRIES), draw(st.sampled_from([("en",), ("ja", "en"), ()])), today,
        today + edits, before, NOW - timedelta(hours=draw(st.floats(-2, 96))), draw(COUNTRIES), draw(TOPICS),
        draw(st.sampled_from([None, None, 1, 2])),
    )  # fmt: skip


def story(key: int, *countries: str, newsrooms: int = 3, hours: float = 1) -> Card:
    return Card(key, newsrooms, countries, ("en",), 2, 2, 2, NOW - timedelta(hours=hours))


def terms(card: Card, reader: Reader = EVERYONE) -> dict[str, float]:
    return dict(front([card], NOW, reader)[0].terms)


def score(card: Card, reader: Reader = EVERYONE) -> float:
    return front([card], NOW, reader)[0].score


@given(cards(), READERS)
def test_the_terms_add_up_to_the_score(some: list[Card], reader: Reader) -> None:
    for placed in front(some, NOW, reader):
        assert [name for name, _ in placed.terms] == list(TERMS)
        assert all(value == round(value, 1) for _, value in placed.terms)
        assert placed.score == round(sum(value for _, value in placed.terms), 1)


@given(cards(), READERS, st.integers())
def test_the_page_is_the_same_in_whatever_order_the_stories_come(some: list[Card], reader: Reader, seed: int) -> None:
    turned = list(some)
    Random(seed).shuffle(turned)
    assert front(turned, NOW, reader) == front(some, NOW, reader)


@given(cards(), READERS)
def test_no_story_and_no_storyline_is_on_the_page_twice(some: list[Card], reader: Reader) -> None:
    keys = [placed.story for placed in front(some, NOW, reader)]
    lines = [card.line for card in some if card.story in keys and card.line is not None]
    assert len(keys) == len(set(keys)) <= EIGHT
    assert len(lines) == len(set(lines))


@given(cards(), READERS)
def test_scores_fall_from_place_to_place_but_for_the_one_close_to_home(some: list[Card], reader: Reader) -> None:
    page = front(some, NOW, reader)
    scores = [placed.score for placed in page if not placed.near]
    assert scores == sorted(scores, reverse=True)
    assert not any(placed.near for placed in page[: EIGHT - 1])


@given(cards(), READERS)
def test_each_place_goes_to_the_best_of_those_that_are_left(some: list[Card], reader: Reader) -> None:
    page = front(some, NOW, reader)
    unvaried = [placed for placed in page if not dict(placed.terms)["variety"] and not placed.near]
    for placed in unvaried[:1]:
        alone = [one for card in some for one in front([card], NOW, reader)]
        assert placed.score == max(one.score for one in alone)


def test_the_eighth_is_the_strongest_other_story_of_the_readers_country() -> None:
    world = [story(key, "EE", "JP", newsrooms=9) for key in range(10)]
    local = [story(20, "MT", newsrooms=1, hours=40), story(21, "MT", newsrooms=1, hours=20)]
    last = front([*world, *local], NOW, Reader(place="MT"))[-1]
    assert (last.story, last.near) == (21, True)
    assert front([*world, *local], NOW)[-1].story in range(10)


def test_what_happens_in_the_readers_country_is_close_to_home_whoever_tells_it() -> None:
    world = [story(key, "EE", "JP", newsrooms=9) for key in range(10)]
    there = replace(story(20, "JP", newsrooms=1, hours=40), about=("MT",))
    assert front([*world, there], NOW, Reader(place="MT"))[-1] == placed_near(there)


def placed_near(card: Card) -> Placed:
    return replace(front([card], NOW, Reader(place="MT"))[0], near=True)


def test_a_story_that_is_among_the_best_anyway_takes_no_second_place() -> None:
    page = front([story(1, "MT", newsrooms=9), *(story(key, "EE") for key in range(2, 12))], NOW, Reader("MT"))
    assert [placed.story for placed in page].count(1) == 1
    assert not page[-1].near


def test_more_newsrooms_outrank_fewer_and_fresh_news_outranks_old() -> None:
    assert score(story(1, "EE", newsrooms=4)) > score(story(1, "EE"))
    assert score(story(1, "EE", hours=1)) > score(story(1, "EE", hours=15))


def test_freshness_halves_in_fourteen_hours() -> None:
    assert [terms(story(1, "EE", hours=hours))["freshness"] for hours in (0, 14)] == [9.0, 4.5]


def test_a_story_that_grows_outranks_one_that_fades() -> None:
    grows, fades = (replace(story(1), moves_today=today, moves_before=before) for today, before in ((7, 1), (1, 7)))
    assert (terms(grows)["change"], terms(fades)["change"]) == (2.0, -2.0)
    assert terms(replace(grows, moves_today=900))["change"] == 3.0


def test_a_third_story_of_one_subject_gives_way_to_another_subject() -> None:
    sport = [replace(story(key, newsrooms=9), topics=("sport",)) for key in range(4)]
    other = replace(story(9, newsrooms=8), topics=("science",))
    page = front([*sport, other], NOW)
    assert [placed.story for placed in page] == [0, 1, 9, 2, 3]
    assert [dict(placed.terms)["variety"] for placed in page] == [0.0, 0.0, 0.0, -1.5, -3.0]


def test_a_third_story_from_one_country_gives_way_to_another_country() -> None:
    page = front([replace(story(key), about=("EE",)) for key in range(3)], NOW)
    assert [dict(placed.terms)["variety"] for placed in page] == [0.0, 0.0, -1.0]


def test_the_better_of_two_stories_of_one_storyline_stands_for_it() -> None:
    line = [replace(story(key, newsrooms=key), line=5) for key in (2, 9)]
    assert [placed.story for placed in front([*line, story(1)], NOW)] == [9, 1]


def test_what_a_reader_follows_rises_and_what_is_muted_is_gone() -> None:
    card = replace(story(1), topics=("sport",), publishers=frozenset({7, 8}))
    assert all(terms(card, Reader(follows=frozenset({key})))["follow"] for key in ("topic:sport", "publisher:7"))
    assert front([card], NOW, Reader(mutes=frozenset({"topic:sport"}))) == []
    assert front([card], NOW, Reader(mutes=frozenset({"publisher:7"})))
    assert front([card], NOW, Reader(mutes=frozenset({"publisher:7", "publisher:8"}))) == []
