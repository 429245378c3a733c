from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.weekdays import guessed_apart, weekdays


@pytest.mark.parametrize(
    "text",
    [
        "on Thursday",
        "am Donnerstag",
        "jeudi soir",
        "el jueves",
        "pada Khamis",
        "يوم الخميس",
        "ביום חמישי",
        "木曜日に",
        "星期四下午",
    ],
)
def test_a_weekday_is_known_in_every_language(text: str) -> None:
    assert weekdays(text) == {3}


def test_what_names_other_days_lies_further_apart() -> None:
    same, different = guessed_apart({0, 4}, {4}), guessed_apart({0}, {4, 2})
    assert same is not None
    assert different is not None
    assert same < different
    assert guessed_apart({0}, ()) is None


@given(st.text())
def test_any_text_may_be_asked(text: str) -> None:
    assert weekdays(text) <= set(range(7))
