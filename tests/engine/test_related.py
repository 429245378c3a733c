from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.related import LEAST, LIMIT, Other, Subject, related

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SUBJECT = Subject(7, 1, NOON, "en", frozenset({"Tarn Head", "Ana Ilves", "Maros"}))


def other(key: int, cosine: float, publisher: int = 0, story: int | None = None) -> Other:
    return Other(key, story, publisher or key + 100, NOON, "en", cosine, frozenset())


OTHERS = st.lists(
    st.builds(
        Other, st.integers(1, 10**6), st.sampled_from([None, 7, 8]), st.integers(1, 4),
        st.datetimes(timezones=st.just(UTC)), st.sampled_from(["en", "ja"]), st.floats(-1, 1),
        st.just(frozenset({"Maros"})),
    ),
    max_size=30,
    unique_by=lambda found: found.key,
)  # fmt: skip


@given(OTHERS)
def test_a_list_is_short_varied_ordered_and_gives_reasons(others: list[Other]) -> None:
    found = related(SUBJECT, others)
    houses = [next(o.publisher for o in others if o.key == one.key) for one in found]
    assert len(found) <= LIMIT
    assert all(houses.count(house) <= 2 for house in houses)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.score >= LEAST and one.reasons for one in found)


@given(OTHERS)
def test_the_order_in_which_they_come_does_not_matter(others: list[Other]) -> None:
    assert related(SUBJECT, others[::-1]) == related(SUBJECT, others)


def test_an_article_of_the_same_story_goes_first() -> None:
    found = related(SUBJECT, [other(1, 0.5), other(2, 0.4, story=7)])
    assert [one.key for one in found] == [2, 1]


def test_nothing_is_better_than_something_that_does_not_belong() -> None:
    assert related(SUBJECT, [other(1, 0.1), other(2, -0.9, story=7)]) == []


def test_the_third_of_one_publisher_makes_room_for_another() -> None:
    found = related(SUBJECT, [other(key, 0.9 - key / 100, publisher=5) for key in range(1, 4)] + [other(9, 0.4)])
    assert [one.key for one in found] == [1, 2, 9]


def test_the_reason_says_where_it_stands_in_the_story_and_which_names_both_have() -> None:
    same = other(1, 0.5, story=7)
    cases = [
        (replace(same, published=NOON + 3 * HOUR), "later"),
        (replace(same, published=NOON - 3 * HOUR), "earlier"),
        (replace(same, published=NOON + HOUR), "same_time"),
        (replace(same, story=None), "topic"),
        (replace(same, story=None, names=frozenset({"Maros", "Tarn Head", "Ana Ilves"})), "names"),
    ]
    for one, code in cases:
        assert related(SUBJECT, [one])[0].reasons[0][0] == code
    assert related(SUBJECT, [cases[-1][0]])[0].reasons == (("names", ("Ana Ilves", "Tarn Head")),)
