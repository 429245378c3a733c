from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.changes import changes, words

PARAGRAPHS = st.lists(
    st.sampled_from(["The dam spilled.", "Nobody was hurt.", "橋は閉じている。", "فاض السد."]), max_size=6
)


@given(st.text(), st.text())
def test_both_versions_can_be_read_from_the_pieces(old: str, new: str) -> None:
    pieces = words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


@given(PARAGRAPHS)
def test_a_text_does_not_differ_from_itself(paragraphs: list[str]) -> None:
    assert changes(paragraphs, paragraphs) == []


@given(PARAGRAPHS, PARAGRAPHS)
def test_changes_are_numbered_within_the_newer_text(old: list[str], new: list[str]) -> None:
    found = changes(old, new)
    assert bool(found) is (old != new)
    assert all(1 <= change.number <= max(1, len(new)) for change in found)


def test_one_word_that_changed_is_one_word_that_is_shown() -> None:
    (change,) = changes(["Title", "The dam holds, officials said."], ["Title", "The dam failed, officials said."])
    assert change.number == 2
    assert [(piece.kind, piece.text) for piece in change.pieces if piece.kind != "same"] == [
        ("removed", "holds"),
        ("added", "failed"),
    ]


def test_a_paragraph_that_went_stands_where_it_stood() -> None:
    (change,) = changes(["Title", "One.", "Two."], ["Title", "Two."])
    assert (change.number, [piece.kind for piece in change.pieces]) == (2, ["removed"])


def test_japanese_changes_by_the_character() -> None:
    (change,) = changes(["死者は三人。"], ["死者は五人。"])
    assert {piece.text for piece in change.pieces if piece.kind != "same"} == {"三", "五"}
