from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.aids.receipts import issue, paragraph, reanchor, resolve

TEXT = "The dam spilled over.\n\nNobody was hurt.\n\nThe bridge stays closed."


@given(st.text(min_size=1), st.data())
def test_a_receipt_resolves_to_the_words_it_was_issued_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert resolve(issue(1, 2, text, (start, end)), text) == text[start:end]


def test_a_receipt_does_not_hold_for_a_text_that_says_otherwise() -> None:
    receipt = issue(1, 2, TEXT, (23, 39))
    with pytest.raises(LookupError):
        resolve(receipt, TEXT.replace("Nobody", "Twenty"))
    with pytest.raises(LookupError):
        resolve(replace(receipt, start=22), TEXT)


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-1, 3), (0, len(TEXT) + 1)])
def test_a_span_outside_of_the_text_gets_no_receipt(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="does not stand"):
        issue(1, 2, TEXT, span)


@pytest.mark.parametrize(("words", "number"), [("The dam", 1), ("over.", 1), ("Nobody", 2), ("closed.", 3)])
def test_the_paragraph_of_a_place_is_counted_from_one(words: str, number: int) -> None:
    assert paragraph(TEXT.split("\n\n"), TEXT.index(words)) == number


def test_a_receipt_finds_its_words_in_a_new_version() -> None:
    old = "It rained. The levee broke. It rained again."
    receipt = issue(1, 1, old, (11, 27))
    moved = reanchor(receipt, old, "Correction. It rained. The  levee broke.")
    assert moved is not None
    assert (moved.version, moved.start) == (2, 23)


def test_of_two_places_the_one_with_the_same_surroundings_is_taken() -> None:
    old = "On Monday the bridge closed for repairs. Traffic went round."
    receipt = issue(1, 1, old, (10, 27))
    new = "Years ago the bridge closed too. On Monday the bridge closed for repairs. Traffic went round."
    moved = reanchor(receipt, old, new)
    assert moved is not None
    assert moved.start == new.rindex("the bridge closed")


def test_words_that_were_withdrawn_have_no_receipt() -> None:
    old = "The levee broke."
    assert reanchor(issue(1, 1, old, (0, 16)), old, "The levee held.") is None
