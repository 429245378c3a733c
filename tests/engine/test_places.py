"""Places in texts: what is found, what is left alone, and which of several namesakes is meant."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.places import Entry, Gazetteer, Place, Unreadable, find, load, pack, spans
from octavo.engine.places.gazetteer import unpack

WORLD = [
    Entry(Place("US", "country", "US", 39.8, -98.5, {"en": "United States"}), 330_000_000, ("U.S.", "US")),
    Entry(Place("FR", "country", "FR", 46.0, 2.0, {"en": "France", "de": "Frankreich"}), 67_000_000),
    Entry(Place("US-TX", "state", "US", 31.0, -99.0, {"en": "Texas"}), 20_000_000, region="US-TX"),
    Entry(Place("US-KY", "state", "US", 37.5, -85.0, {"en": "Kentucky"}), 2_000_000, ("Ky.",), region="US-KY"),
    Entry(
        Place(
            "paris", "capital", "FR", 48.85, 2.35,
            {"en": "Paris", "es": "París", "ar": "باريس", "he": "פריז", "ja": "パリ", "zh": "巴黎"},
        ),
        2_100_000,
    ),
    Entry(Place("paris-tx", "city", "US", 33.66, -95.55, {"en": "Paris"}), 24_000, region="US-TX"),
    Entry(Place("cairo", "capital", "EG", 30.06, 31.25, {"en": "Cairo", "ms": "Kaherah", "ar": "القاهرة"}), 9_000_000),
    Entry(Place("london", "capital", "GB", 51.5, -0.12, {"en": "London", "fr": "Londres", "he": "לונדון"}), 8_900_000),
    Entry(Place("essen", "city", "DE", 51.45, 7.0, {"en": "Essen"}), 590_000),
    Entry(Place("reading", "city", "GB", 51.45, -0.97, {"en": "Reading"}), 240_000),
    Entry(Place("nelson", "city", "NZ", -41.3, 173.2, {"en": "Nelson"}), 60_000),
    Entry(Place("saint-lo", "city", "FR", 49.1, -1.1, {"en": "Saint-Lô"}), 20_000),
    Entry(Place("kyoto", "city", "JP", 35.0, 135.7, {"en": "Kyoto", "ja": "京都", "zh": "京都"}), 1_400_000),
    Entry(Place("tokyo", "capital", "JP", 35.7, 139.7, {"en": "Tokyo", "ja": "東京都"}), 9_700_000, ("東京",)),
]  # fmt: skip


@cache
def gazetteer() -> Gazetteer:
    return unpack(pack(WORLD, common=["reading"]))


def keys(text: str, language: str = "en", country: str = "") -> list[str]:
    return [one.key for one in find(text, language, gazetteer(), country)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The ferry left London at noon.", ["london"]),
        ("de", "Der Zug aus Paris hielt in Essen.", ["paris", "essen"]),
        ("es", "El tren llegó a París por la noche.", ["paris"]),
        ("fr", "Le bateau a quitté Londres hier.", ["london"]),
        ("ms", "Kapal itu belayar dari Kaherah semalam.", ["cairo"]),
        ("ar", "وصل القطار إلى القاهرة مساء أمس", ["cairo"]),
        ("he", "הרכבת יצאה מלונדון בלילה", ["london"]),
        ("ja", "列車は夜にパリに着いた。", ["paris"]),
        ("zh", "火车昨晚抵达巴黎车站。", ["paris"]),
    ],
)
def test_a_place_is_found_in_each_language(language: str, text: str, found: list[str]) -> None:
    assert keys(text, language) == found


@pytest.mark.parametrize("word", ["بالقاهرة", "والقاهرة", "للقاهرة", "القاهرة"])
def test_arabic_particles_are_taken_off(word: str) -> None:
    assert keys(f"قالت الوزارة {word} اليوم", "ar") == ["cairo"]


@pytest.mark.parametrize("word", ["בלונדון", "ללונדון", "ומלונדון"])
def test_hebrew_particles_are_taken_off(word: str) -> None:
    (mention,) = find(f"נאמר {word} אתמול", "he", gazetteer())
    assert mention.name == "לונדון"


def test_the_longest_name_wins_in_japanese() -> None:
    assert keys("東京都の職員が京都を訪れた。", "ja") == ["tokyo", "kyoto"]


def test_a_part_of_a_foreign_word_is_no_place() -> None:
    assert keys("パリッシュ氏は話した。", "ja") == []


def test_small_letters_are_no_place() -> None:
    assert keys("he bought a london broil and some paris green") == []


def test_a_word_that_is_also_a_town_is_left_alone() -> None:
    assert keys("Reading is fun. She loves reading.") == []


def test_a_german_noun_behind_an_article_is_no_town() -> None:
    assert keys("Das Essen war kalt, und das Essen war teuer.", "de") == []


def test_a_german_genitive_is_found_without_its_ending() -> None:
    (mention,) = find("Die Museen Frankreichs öffnen wieder.", "de", gazetteer())
    assert (mention.key, mention.name) == ("FR", "Frankreich")


def test_people_are_no_places() -> None:
    assert keys("Mr London spoke. Then Judge Paris answered.") == []


def test_a_surname_stays_one_throughout_the_text() -> None:
    assert keys("The mayor, Jack Nelson, was late. The crowd waited for Nelson.") == []


def test_the_state_behind_a_name_decides() -> None:
    assert keys("A fire broke out in Paris, Texas, on Monday.") == ["paris-tx", "US-TX"]
    assert keys("A fire broke out in Paris, TX on Monday.") == ["paris-tx"]


def test_without_a_sign_the_larger_namesake_is_meant() -> None:
    assert keys("A fire broke out in Paris on Monday.") == ["paris"]


def test_abbreviations_keep_their_points() -> None:
    found = find("The U.S. envoy flew to Lexford, Ky., late.", "en", gazetteer())
    assert [one.name for one in found] == ["U.S.", "Ky."]


def test_us_in_small_letters_is_a_pronoun() -> None:
    assert keys("Us and them: that is how it went.") == []


def test_hyphens_and_spaces_are_one() -> None:
    assert keys("The road to Saint Lô is closed; in Saint-Lô it snows.", "fr") == ["saint-lo"]


def test_mentions_are_counted() -> None:
    (mention,) = find("In London it rained. Near London it snowed.", "en", gazetteer())
    assert (mention.count, mention.start) == (2, 3)


TRICKY = st.sampled_from(
    ["Paris", "London", "U.S.", "Ky.", "Texas", "Saint-Lô", "باريس", "وبالقاهرة", "ומלונדון", "東京都", "パリ", "巴黎",
     ", ", ". ", " ", "-", "’s", "\n", "ﷺ", "ß", "İ", "e\u0301", "ـ", "Mr "]
)  # fmt: skip


@given(
    st.lists(st.one_of(TRICKY, st.text(max_size=8)), max_size=20), st.sampled_from(["en", "de", "ar", "he", "ja", "zh"])
)
def test_spans_always_hold_the_name(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    for mention in find(text, language, gazetteer()):
        assert text[mention.start : mention.end] == mention.name != ""


@given(st.lists(st.one_of(TRICKY, st.text(max_size=8)), max_size=20))
def test_spans_are_in_order_and_never_overlap(pieces: list[str]) -> None:
    found = spans("".join(pieces), "en", gazetteer())
    ends = [0, *(one.end for one in found)]
    assert all(one.start >= end and one.end > one.start for one, end in zip(found, ends, strict=False))


def test_a_place_keeps_all_that_was_told_of_it() -> None:
    (mention,) = find("In London it rained.", "en", gazetteer())
    assert mention.place.names["fr"] == "Londres"
    assert (mention.place.country, round(mention.place.latitude, 3)) == ("GB", 51.5)


def test_a_gazetteer_of_another_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"octavo-places-0\nxyz")
    with pytest.raises(Unreadable):
        load(tmp_path / "old")


def test_a_gazetteer_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cut").write_bytes(pack(WORLD)[:200])
    with pytest.raises(Unreadable):
        load(tmp_path / "cut")
