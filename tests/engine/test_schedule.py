from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.schedule import DAY, HOUR, Bounds, History, next_check, next_recheck

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
BOUNDS = Bounds(floor=300.0, ceiling=6 * HOUR)


def every(minutes: float, count: int = 60, until: datetime = NOON) -> tuple[datetime, ...]:
    return tuple(until - timedelta(minutes=minutes * number) for number in range(count))


def wait(history: History, now: datetime = NOON, seed: int = 1) -> float:
    return next_check(history, now, Random(seed), BOUNDS).interval


def test_a_busy_source_is_asked_more_often_than_a_quiet_one() -> None:
    assert wait(History(every(10))) < wait(History(every(60))) < wait(History(every(240)))


def test_a_source_with_an_item_every_half_hour_is_asked_a_little_more_often_than_that() -> None:
    assert 15 * 60 < wait(History(every(30, 200))) < 30 * 60


def test_a_new_source_is_asked_within_the_hour_or_so() -> None:
    schedule = next_check(History(), NOON, Random(1), BOUNDS)
    assert schedule.reason == "new"
    assert HOUR <= schedule.interval <= 1.1 * HOUR


def test_a_source_that_fell_silent_is_asked_less_and_less() -> None:
    arrivals = every(30)
    later = [wait(History(arrivals), NOON + timedelta(hours=hours)) for hours in (0, 12, 48)]
    assert later == sorted(later)
    assert later[0] < later[-1]


def test_a_source_that_sleeps_at_night_is_left_alone_at_night() -> None:
    days = [NOON - timedelta(days=number) for number in range(10)]
    arrivals = [day + timedelta(hours=hour) for day in days for hour in range(-4, 5)]
    night, day = NOON.replace(hour=0), NOON.replace(hour=9)
    assert wait(History(arrivals), night + timedelta(days=1)) > 2 * wait(History(arrivals), day + timedelta(days=1))


@pytest.mark.parametrize("wish", [History(ttl=4 * HOUR), History(max_age=4 * HOUR), History(retry_after=4 * HOUR)])
def test_what_the_publisher_wishes_makes_it_later_never_earlier(wish: History) -> None:
    assert wait(replace(wish, arrivals=every(5))) >= 4 * HOUR
    assert wait(replace(wish, arrivals=every(5000))) == wait(History(every(5000)))


def test_a_wish_for_a_year_is_taken_as_a_day() -> None:
    assert DAY <= wait(History(every(5), max_age=365 * DAY)) <= 1.1 * DAY


def test_failures_double_the_wait_up_to_a_day() -> None:
    waits = [wait(History(failures=count)) for count in range(1, 15)]
    assert waits == sorted(waits)
    assert waits[0] <= 300
    assert waits[-1] <= DAY


def test_a_permanent_failure_rests_longer_than_a_temporary_one() -> None:
    assert wait(History(failures=1, permanent=True)) > wait(History(failures=1))
    assert wait(History(failures=50, permanent=True)) <= 7 * DAY


def test_retry_after_holds_for_a_source_in_trouble_too() -> None:
    assert wait(History(failures=1, retry_after=3 * HOUR)) >= 3 * HOUR


def test_sources_that_failed_together_do_not_come_back_together() -> None:
    waits = {round(wait(History(failures=3), seed=seed)) for seed in range(50)}
    assert len(waits) > 40


def test_the_same_seed_gives_the_same_schedule() -> None:
    assert wait(History(every(17)), seed=5) == wait(History(every(17)), seed=5)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)), max_size=40),  # noqa: DTZ001
    st.none() | st.floats(0, 1e9),
    st.integers(0, 10_000),
    st.sampled_from([True, False]),
)
def test_any_history_gives_a_visit_within_bounds(
    arrivals: list[datetime], ttl: float | None, failures: int, permanent: object
) -> None:
    history = History(arrivals, ttl=ttl, failures=failures, permanent=bool(permanent))
    interval = wait(history)
    assert (0 if failures else BOUNDS.floor) < interval <= 7 * DAY
    assert next_check(history, NOON, Random(1), BOUNDS).at == NOON + timedelta(seconds=interval)


def test_a_page_is_looked_at_four_times_more() -> None:
    now = NOON
    hours: list[float] = []
    while (due := next_recheck(NOON, len(hours), now)) is not None:
        now = due
        hours.append((due - NOON) / timedelta(hours=1))
    assert hours == [0.5, 3, 12, 48]


def test_one_late_look_makes_up_for_those_that_were_missed() -> None:
    assert next_recheck(NOON, 1, NOON + timedelta(hours=13)) == NOON + timedelta(hours=48)


def test_an_old_article_is_not_looked_at_again() -> None:
    assert next_recheck(NOON - timedelta(days=30), 0, NOON) is None


def test_an_article_dated_in_the_future_counts_from_its_first_reading() -> None:
    assert next_recheck(NOON + timedelta(days=9), 0, NOON) == NOON + timedelta(minutes=30)
