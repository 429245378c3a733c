from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.related import (
    A_HOUSE,
    LEAST,
    LIMIT,
    TWIN,
    Other,
    Subject,
    answers,
    beaten,
    nearness,
    related,
    takes,
    worth,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NAMES = {"tarn head": "Tarn Head", "ana ilves": "Ana Ilves", "maros": "Maros"}
SUBJECT = Subject(7, 1, NOON, "en", NAMES, storyline=3, places={"p1": "Lower Vessel"})


def other(key: int, cosine: float, publisher: int = 0, story: int | None = None, line: int | None = None) -> Other:
    return Other(key, story, publisher or key + 100, NOON, "en", cosine, {}, line)


OTHERS = st.lists(
    st.builds(
        Other, st.integers(1, 10**6), st.sampled_from([None, 7, 8]), st.integers(1, 4),
        st.datetimes(timezones=st.just(UTC)), st.sampled_from(["en", "ja"]), st.floats(-1, 1),
        st.sampled_from([{}, {"maros": "Maros"}]), st.sampled_from([None, 3, 4]), st.just({"p1": ""}),
        st.booleans(), st.floats(0, 1),
    ),
    max_size=30,
    unique_by=lambda found: found.key,
)  # fmt: skip


@given(OTHERS)
def test_a_list_is_short_varied_and_gives_reasons(others: list[Other]) -> None:
    found = related(SUBJECT, others)
    houses = [next(o.publisher for o in others if o.key == one.key) for one in found]
    assert len(found) <= LIMIT
    assert all(houses.count(house) <= A_HOUSE for house in houses)
    assert all(one.score >= LEAST and one.reasons for one in found)


@given(OTHERS)
def test_the_order_in_which_they_come_does_not_matter(others: list[Other]) -> None:
    assert related(SUBJECT, others[::-1]) == related(SUBJECT, others)


@given(OTHERS, st.data())
def test_a_list_tells_by_itself_whether_it_would_take_in_a_newcomer(others: list[Other], data: st.DataObject) -> None:
    new = data.draw(st.lists(st.sampled_from(others), max_size=3)) if others else []
    before = [other for other in others if other not in new]
    by_key = {other.key: other for other in others}
    listed = [(one.score, by_key[one.key]) for one in related(SUBJECT, before)]
    now = [(one.score, by_key[one.key]) for one in related(SUBJECT, others)]
    assert takes(SUBJECT, listed, new) or now == listed
    bare = [(score, replace(one, cosine=0.0, shared=0.0)) for score, one in listed]
    assert not beaten(SUBJECT, bare, [(worth(SUBJECT, one), one) for one in new]) or now == listed


def test_what_is_worth_less_than_all_of_a_full_list_is_not_taken_in() -> None:
    listed = [(one.score, other(one.key, 0.9)) for one in related(SUBJECT, [other(key, 0.9) for key in range(1, 9)])]
    assert not takes(SUBJECT, listed, [other(20, 0.5)])
    assert takes(SUBJECT, listed, [other(20, 0.95)])


@given(OTHERS)
def test_two_articles_are_worth_the_same_to_each_other(others: list[Other]) -> None:
    for one in others:
        seen = Subject(one.story, one.publisher, one.published, one.language, storyline=one.storyline)
        back = Other(0, 7, 1, NOON, "en", one.cosine, storyline=3, shared=one.shared)
        assert worth(seen, back) == pytest.approx(worth(SUBJECT, one))


def test_the_story_goes_before_its_storyline_and_that_before_all_else() -> None:
    found = related(SUBJECT, [other(1, 0.5), other(2, 0.4, line=3), other(3, 0.4, story=7, line=3)])
    assert [one.key for one in found] == [3, 2, 1]


def test_nothing_is_better_than_something_that_does_not_belong() -> None:
    assert related(SUBJECT, [other(1, 0.1), other(2, -0.9, story=7)]) == []


def test_what_is_near_in_words_is_nearer_and_what_is_near_to_everything_is_not() -> None:
    assert nearness(0.5, 0.4) > nearness(0.5, 0.0) > nearness(0.5, 0.0, crowding=0.2)
    assert nearness(0.5, 0, days=0) > nearness(0.5, 0) > nearness(0.5, 0, days=30)


def test_the_third_of_one_publisher_makes_room_for_another() -> None:
    found = related(SUBJECT, [other(key, 0.9 - key / 100, publisher=5) for key in range(1, 4)] + [other(9, 0.4)])
    assert {one.key for one in found} == {1, 2, 9}


def test_another_language_and_newsroom_go_before_a_repeat() -> None:
    repeat, fresh = other(2, 0.60, publisher=5), replace(other(3, 0.55), language="ja")
    assert [one.key for one in related(SUBJECT, [other(1, 0.9, publisher=5), repeat, fresh])] == [1, 3, 2]


def test_a_large_story_leaves_room_for_the_background() -> None:
    siblings = [other(key, 0.7, story=7, line=3) for key in range(1, 10)]
    background = replace(other(50, 0.1, story=4, line=3), published=NOON - 9 * DAY)
    found = related(SUBJECT, [*siblings, background])
    assert 50 in {one.key for one in found}
    assert len(found) == LIMIT  # what is left over fills the list again


def test_near_twins_do_not_fill_a_list() -> None:
    twins = [other(key, TWIN + 0.05, story=7) for key in range(1, 6)]
    found = related(SUBJECT, [*twins, *(other(key, 0.3, story=7) for key in range(20, 24))])
    assert sum(one.key < 20 for one in found) == 4  # two, and two more when nothing else was left
    assert [one.key < 20 for one in found[:4]] == [True, True, False, False]


def test_the_reason_says_where_it_stands_in_the_story() -> None:
    same, line = other(1, 0.5, story=7), other(1, 0.5, story=4, line=3)
    cases = [
        (replace(same, published=NOON + 3 * HOUR), "later"),
        (replace(same, published=NOON - 3 * HOUR), "earlier"),
        (replace(same, published=NOON + HOUR), "same_time"),
        (replace(line, published=NOON - DAY), "background"),
        (replace(line, published=NOON + DAY), "sequel"),
        (replace(same, story=None), "topic"),
    ]
    assert [related(SUBJECT, [one])[0].reasons[0][0] for one, _ in cases] == [code for _, code in cases]


def test_names_and_places_that_both_have_are_said_the_weightiest_first() -> None:
    one = replace(other(1, 0.5), names={"maros": "MAROS", "ana ilves": "Ilves"}, places={"p1": ""})
    assert related(SUBJECT, [one])[0].reasons == (("names", ("Ana Ilves", "Maros")), ("place", ("Lower Vessel",)))


def test_an_answer_within_the_story_is_the_other_side_but_not_to_an_answer() -> None:
    answer = replace(other(1, 0.5, story=7), answers=True)
    assert related(SUBJECT, [answer])[0].reasons == (("other_side", ()), ("same_time", ()))
    assert related(replace(SUBJECT, answers=True), [answer])[0].reasons == (("same_time", ()),)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Minister denies taking payments from turbine maker"),
        ("de", "Energieminister bestreitet Zahlungen"),
        ("fr", "Le ministre dément avoir touché de l’argent"),
        ("es", "El ministro niega los pagos"),
        ("ms", "Menteri menafikan terima wang"),
        ("ar", "وزير الطاقة ينفي تلقي أموال"),
        ("he", "השר מכחיש שקיבל כסף"),
        ("ja", "エネルギー相、受領を否定"),
        ("zh", "部长否认收取款项"),
    ],
)
def test_a_headline_that_denies_is_an_answer_in_every_language(language: str, title: str) -> None:
    assert answers(title, "", language)
    assert not answers("", "", language)


@given(st.text(), st.text(), st.sampled_from(["en", "de-AT", "ja", "zh-Hans", "he", "xx", ""]))
def test_any_text_may_be_asked_whether_it_answers(title: str, lead: str, language: str) -> None:
    assert answers(title, lead, language) in {True, False}
