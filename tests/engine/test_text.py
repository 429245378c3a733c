from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.text import fold, is_spaceless, sentences, shingles

PROSE = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \n.,!?“”«»「」。、؟"), st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
    ),
    max_size=200,
)
SCRIPTS = st.text(alphabet="והבלמשכןספריאבالوكفبلكتاب قلمéüñÅøß東京都タワー กขค한국어 abc", max_size=60)


@given(st.one_of(PROSE, SCRIPTS))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Café", "cafe"),
        ("ÉCOLE", "ecole"),
        ("Straße", "straße"),
        ("ﬁnance", "finance"),
        ("İstanbul", "istanbul"),
        ("والمدينة", "مدينه"),
        ("أُستاذ", "استاذ"),
        ("השיטפון", "שיטפון"),
        ("ושהספרייה", "ספרייה"),
        ("בְּבֵית", "בבית"),
        ("ｶﾞﾗｽ", "ガラス"),
    ],
)
def test_two_spellings_of_a_word_fold_alike(written: str, asked: str) -> None:
    assert fold(written) == fold(asked)


@pytest.mark.parametrize(("one", "other"), [("בית", "בת"), ("كتاب", "باب"), ("が", "か"), ("东京", "东北"), ("й", "и")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_script_without_spaces_is_told() -> None:
    assert is_spaceless("洪水は火曜日の未明に旧市街に達した")
    assert not is_spaceless("The flood reached 旧市街 before dawn")
    assert not is_spaceless("123 …")


@given(PROSE)
def test_sentences_stand_in_their_text_in_order_and_apart(text: str) -> None:
    spans = sentences(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert [at for span in spans for at in span] == sorted(at for span in spans for at in span)


def test_a_quotation_and_who_said_it_are_one_sentence_in_japanese() -> None:
    text = "市長は「水は引いた。」と述べた。橋は閉じている。"
    assert [text[start:end] for start, end in sentences(text, "ja")] == [
        "市長は「水は引いた。」と述べた。",
        "橋は閉じている。",
    ]


@given(PROSE)
def test_shingles_depend_on_the_words_alone(text: str) -> None:
    assert shingles(text) == shingles(f"  {text}\n")
    assert all(-(2**63) <= value < 2**63 for value in shingles(text))


def test_a_short_text_is_one_shingle_and_an_empty_one_none() -> None:
    assert (len(shingles("no ferry today")), shingles(" — ")) == (1, set())
