from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.rank import EIGHT, TERMS, Card, front, scored

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
COUNTRIES = st.lists(st.sampled_from(["MT", "EE", "JP", "DE"]), unique=True).map(tuple)


@st.composite
def cards(draw: st.DrawFn) -> list[Card]:
    def card(key: int) -> Card:
        hours = draw(st.floats(-2, 96))
        reports = draw(st.integers(0, 30))
        return Card(key, draw(st.integers(0, 20)), draw(COUNTRIES), 1, reports, NOW - timedelta(hours=hours))

    return [card(key) for key in range(draw(st.integers(0, 14)))]


def story(key: int, *countries: str, newsrooms: int = 3, hours: float = 1) -> Card:
    return Card(key, newsrooms, countries, 1, 2, NOW - timedelta(hours=hours))


@given(cards())
def test_the_terms_add_up_to_the_score(some: list[Card]) -> None:
    for placed in front(some, NOW):
        assert [name for name, _ in placed.terms] == list(TERMS)
        assert placed.score == round(sum(value for _, value in placed.terms), 1)


@given(cards(), st.randoms(use_true_random=False))
def test_the_page_is_the_same_in_whatever_order_the_stories_come(some: list[Card], chance: object) -> None:
    turned = list(some)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert front(turned, NOW, "MT") == front(some, NOW, "MT")


@given(cards())
def test_no_story_is_on_the_page_twice_and_there_are_eight_at_most(some: list[Card]) -> None:
    keys = [placed.story for placed in front(some, NOW, "MT")]
    assert len(keys) == len(set(keys)) == min(EIGHT, len(some))


@given(cards())
def test_seven_are_the_best_and_only_the_eighth_may_be_there_for_being_near(some: list[Card]) -> None:
    page = front(some, NOW, "MT")
    best = sorted((scored(card, NOW).score for card in some), reverse=True)
    assert [placed.score for placed in page[:7]] == best[:7]
    assert not any(placed.near for placed in page[:7])


def test_the_eighth_is_the_strongest_other_story_of_the_readers_country() -> None:
    world = [story(key, "EE", "JP", newsrooms=9) for key in range(10)]
    local = [story(20, "MT", newsrooms=1, hours=40), story(21, "MT", newsrooms=1, hours=20)]
    assert (front([*world, *local], NOW, "MT")[-1].story, front([*world, *local], NOW, "MT")[-1].near) == (21, True)
    assert front([*world, *local], NOW, "")[-1].story in range(10)


def test_a_story_that_is_among_the_best_anyway_takes_no_second_place() -> None:
    page = front([story(1, "MT", newsrooms=9), *(story(key, "EE") for key in range(2, 12))], NOW, "MT")
    assert [placed.story for placed in page].count(1) == 1
    assert not page[-1].near


def test_more_newsrooms_outrank_fewer_and_fresh_news_outranks_old() -> None:
    assert scored(story(1, "EE", newsrooms=4), NOW).score > scored(story(1, "EE"), NOW).score
    assert scored(story(1, "EE", hours=1), NOW).score > scored(story(1, "EE", hours=15), NOW).score


def test_freshness_halves_in_fourteen_hours() -> None:
    fresh, later = (dict(scored(story(1, "EE", hours=hours), NOW).terms)["freshness"] for hours in (0, 14))
    assert (fresh, later) == (9.0, 4.5)
