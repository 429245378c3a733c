from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.topics import OF_PLACE, TABLE, countries_of, topic_of, topics, topics_of


def test_the_table_is_in_lower_case_as_sections_are_compared() -> None:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    assert list(table) == list(topics())
    assert all(name == " ".join(name.casefold().split()) for names in table.values() for name in names)


@pytest.mark.parametrize(
    ("section", "topic"),
    [
        ("Sport", "sport"), ("  SPORTS ", "sport"), ("Wirtschaft", "business"), ("経済", "business"),
        ("عربي ودولي", "world"), ("Farm & Market", "business"), ("Science & Environment", "science"),
        ("News > Health", "health"), ("Kultur und Leben", "culture"), ("Eastwick Haven", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_section_has_the_subject_its_name_says(section: str, topic: str) -> None:
    assert topic_of(section) == topic


@given(st.text(max_size=80))
def test_any_section_has_one_subject_or_none(section: str) -> None:
    assert topic_of(section) in {"", *topics()}


def test_a_story_has_the_subjects_of_a_third_of_its_reports() -> None:
    assert topics_of(["Sport", "Sport", "Sport", "Business", "", "Haven"]) == ("sport",)
    assert topics_of(["Sport", "Sport", "Business"]) == ("sport", "business")
    assert topics_of([]) == ()


def test_what_says_where_stands_behind_what_says_what() -> None:
    assert topics_of(["World", "World", "Science"]) == ("science", "world")
    assert set(OF_PLACE) <= set(topics())


def test_a_story_happens_where_most_of_its_reports_name_places() -> None:
    reports = [(1, "FR", 5), (1, "DE", 1), (2, "FR", 2), (3, "JP", 2), (3, "FR", 1), (4, "FR", 1)]
    assert countries_of(reports) == ("FR",)
    assert countries_of([*reports, (5, "JP", 1)]) == ("FR", "JP")
    assert countries_of([]) == ()


@given(
    st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["FR", "DE"]), st.integers(1, 9)), max_size=12), st.randoms()
)
def test_the_order_of_the_reports_does_not_matter(totals: list[tuple[int, str, int]], chance: object) -> None:
    single = list({(report, country): (report, country, count) for report, country, count in totals}.values())
    turned = list(single)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert countries_of(turned) == countries_of(single)
