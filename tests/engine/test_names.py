from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.names import MOST, names_of

NINE = ("en", "de", "fr", "es", "ms", "ar", "he", "ja", "zh")

ENGLISH = (
    "Mayor Ana Ilves said on Monday that the pumps had failed. “We were not told,” Ilves said.",
    "The Tarn River Council denied it. Yesterday its head, Petru Vane, blamed the Bank of Maros, and Vane resigned.",
)


def found(text: str, language: str) -> dict[str, int]:
    return {name.text: name.times for name in names_of("", text.split("\n"), language)}


def test_a_surname_counts_for_the_one_it_is_short_for() -> None:
    assert found("\n".join(ENGLISH), "en") == {
        "Ana Ilves": 2, "Petru Vane": 2, "Tarn River Council": 1, "Bank of Maros": 1,
    }  # fmt: skip


def test_the_most_often_named_comes_first_and_the_title_counts() -> None:
    names = names_of("Council in the dark: Petru Vane goes", ENGLISH, "en")
    assert (names[0].text, names[0].times) == ("Petru Vane", 3)


def test_a_place_is_not_somebody() -> None:
    text = "He flew to Lower Vessel. In Lower Vessel it rained, Ana Ilves said."
    assert [name.text for name in names_of("", [text], "en", places=["Lower Vessel"])] == ["Ana Ilves"]


def test_words_that_begin_sentences_and_days_are_no_names() -> None:
    assert found("Yesterday nothing moved. Officials waited. On Monday Officials left. The End.", "en") == {}


def test_spellings_of_one_name_meet_in_its_key() -> None:
    french, english = names_of("", ["Selon Hélène Dorré, rien."], "fr"), names_of("", ["It was Helene Dorre."], "en")
    assert french[0].key == english[0].key


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "de",
            "Die Leiterin Ilva Serran sagte am Montag, 60 Tonnen Weizen seien weg. Das Amt schwieg.",
            {"Ilva Serran"},
        ),
        ("fr", "Selon la ministre Ilva Serran, le pont de la ville tient. Le Pont reste fermé.", {"Ilva Serran"}),
        ("es", "La alcaldesa Ilva Serran dijo el lunes que el puente aguanta. Serran negó todo.", {"Ilva Serran"}),
        ("ms", "Menteri Ilva Serran berkata pada Isnin jambatan itu selamat.", {"Ilva Serran"}),
        ("ar", "وقالت الوزيرة إلفا سيران في مؤتمر إن الجسر آمن. وأضافت سيران أن العمل مستمر", {"إلفا سيران"}),
        ("he", 'השרה אילבה סראן אמרה כי הגשר בטוח. "הוא יחזיק", אמרה סראן בשיחת טלפון', {"אילבה סראן"}),
        ("ja", "市民保護庁のイルバ・セラン長官は述べた。水野圭吾教授は指摘した。", {"イルバ・セラン", "水野圭吾"}),
        ("zh", "救援局局长伊尔娃·塞兰说，桥很安全。学会会长林楷汶受访时说，无人受伤。", {"伊尔娃·塞兰", "林楷汶"}),
    ],
)
def test_people_are_found_in_every_language(language: str, text: str, names: set[str]) -> None:
    assert set(found(text, language)) == names


def test_where_nothing_marks_a_name_none_is_invented() -> None:
    assert names_of("", ["대통령은 오늘 말했다"], "ko") == ()
    assert names_of("", [], "en") == ()


@given(st.text(max_size=300), st.lists(st.text(max_size=500), max_size=5), st.sampled_from([*NINE, "pl", "xx", ""]))
def test_any_text_can_be_read(title: str, paragraphs: list[str], language: str) -> None:
    names = names_of(title, paragraphs, language)
    assert len(names) <= MOST
    assert len({name.key for name in names}) == len(names)
    assert all(name.times >= 1 and name.text for name in names)
