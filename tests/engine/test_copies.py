from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.copies import ENOUGH, SKETCH, Carrier, containment, original_of, same_text, sketch
from octavo.engine.text import shingles

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = [f"word{number}" for number in range(2000)]
SETS = st.sets(st.integers(0, 300), max_size=200)


def text(seed: int, length: int = 120) -> list[str]:
    return Random(seed).choices(WORDS, k=length)


def marks(*parts: list[str]) -> set[int]:
    return shingles(" ".join(word for part in parts for word in part))


@given(SETS, SETS)
def test_folding_is_symmetric(a: set[int], b: set[int]) -> None:
    assert same_text(a, b) == same_text(b, a)
    assert containment(a, b) == containment(b, a)


@given(st.sets(st.integers(), min_size=1, max_size=200))
def test_a_text_is_its_own_copy(a: set[int]) -> None:
    assert same_text(a, a)


def test_a_local_top_and_tail_leave_a_copy_a_copy() -> None:
    wire = text(1)
    assert same_text(marks(wire), marks(text(2, 20), wire, text(3, 30)))


def test_a_shortened_wire_is_a_copy() -> None:
    wire = text(1)
    assert same_text(marks(wire), marks(wire[:70]))


def test_a_quotation_they_share_makes_no_copies() -> None:
    quotation = text(9, 25)
    assert not same_text(marks(text(1), quotation), marks(text(2), quotation))


def test_a_brief_inside_a_round_up_is_no_copy_of_it() -> None:
    brief = text(1, 40)
    assert not same_text(marks(brief), marks(text(2, 150), brief, text(3, 150)))


def test_texts_too_short_to_compare_are_copies_only_when_alike_word_for_word() -> None:
    note = text(1, 15)
    assert len(marks(note)) < ENOUGH
    assert same_text(marks(note), marks(note))
    assert not same_text(marks(note), marks(note[:-1]))
    assert not same_text(set(), set())


def test_copies_share_enough_of_their_sketches_to_be_found() -> None:
    wire = text(1, 400)
    shared = set(sketch(marks(wire))) & set(sketch(marks(text(2, 40), wire[:250])))
    assert len(shared) >= 2
    assert len(sketch(marks(wire))) == SKETCH


@pytest.mark.parametrize("turn", range(3))
def test_the_agencys_own_page_is_the_original_whoever_was_first(turn: int) -> None:
    carriers = [
        Carrier(1, "https://a.example/", NOON, "", is_agency=False),
        Carrier(2, "https://b.example/", NOON + timedelta(hours=1), "", is_agency=True),
        Carrier(3, "https://c.example/", NOON - timedelta(hours=1), "", is_agency=False),
    ]
    turned = carriers[turn:] + carriers[:turn]
    assert original_of(turned).key == 2
    assert original_of([one for one in turned if not one.is_agency]).key == 3


def test_of_two_at_one_moment_the_address_decides() -> None:
    carriers = [Carrier(key, f"https://{name}.example/", NOON, "", is_agency=False) for key, name in enumerate("ba")]
    assert original_of(carriers).key == original_of(carriers[::-1]).key == 1


def test_without_carriers_there_is_no_original() -> None:
    with pytest.raises(ValueError, match="empty"):
        original_of([])
