from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine.language import count_words, detect, direction, primary, reading_minutes, written

HEADLINES = {
    "en": "Harbour town rebuilds its bridge after the winter flood",
    "de": "Nach dem Hochwasser baut die Stadt ihre Brücke wieder auf",
    "es": "La ciudad reconstruye su puente después de la inundación",
    "fr": "La ville reconstruit son pont après la crue de cet hiver",
    "pt": "A cidade reconstrói a sua ponte depois das cheias de inverno",
    "tr": "Kent, kış selinin ardından köprüsünü yeniden yapıyor",
    "sw": "Mji wajenga upya daraja lake baada ya mafuriko makubwa",
    "id": "Kota itu membangun kembali jembatan karena banjir bulan Desember",
    "ms": "Bandar itu membina semula jambatan kerana banjir pada Disember",
    "ru": "После зимнего паводка город заново строит свой мост",
    "uk": "Після зимової повені місто наново будує свій міст",
    "ar": "المدينة تعيد بناء جسرها بعد فيضان الشتاء",
    "fa": "شهر پس از سیل زمستانی پل خود را بازسازی می‌کند",
    "he": "העיר בונה מחדש את הגשר אחרי השיטפון בחורף",
    "yi": "די שטאָט בויט איר בריק נאָך דער פֿאַרפֿלייצונג װידער אױף",
    "hi": "सर्दियों की बाढ़ के बाद शहर अपना पुल फिर से बना रहा है",
    "zh": "冬季洪水过后，这座城市重建大桥",
    "ja": "冬の洪水のあと、町は橋を架け直している",
    "ko": "겨울 홍수 뒤 도시가 다리를 다시 짓는다",
    "th": "เมืองสร้างสะพานใหม่หลังน้ำท่วม",
    "nb": "Byen bygger opp igjen broen etter vinterens flom, sier ordføreren",
}


@pytest.mark.parametrize("language", HEADLINES)
def test_a_headline_tells_its_language(language: str) -> None:
    assert detect(HEADLINES[language]) == language


@pytest.mark.parametrize("text", ["", "   ", "2026", "12:30 – 14:00 ✓", "https://maros.example/a", "\x00"])
def test_where_there_are_no_letters_nothing_is_claimed(text: str) -> None:
    assert detect(text, declared="de") == "und"


def test_a_declaration_decides_a_headline_of_one_word() -> None:
    assert [detect("Orkan", declared=tag) for tag in ("de-AT", "nb", "tr_TR")] == ["de", "nb", "tr"]


def test_a_wrong_declaration_does_not_decide_a_sentence() -> None:
    assert detect(HEADLINES["de"], declared="en-US") == "de"
    assert detect(HEADLINES["ru"], declared="en") == "ru"


def test_the_operators_languages_are_preferred_but_not_forced() -> None:
    assert detect("Nova ponte", allowed=["pt", "en"]) == "pt"
    assert detect(HEADLINES["th"], allowed=["de", "en"]) == "th"
    assert detect(HEADLINES["sw"] * 3, allowed=["de", "en"]) == "sw"


def test_a_headline_of_han_characters_alone_may_be_japanese_if_declared() -> None:
    assert detect("首相辞任表明", declared="ja") == "ja"


def test_an_address_in_a_text_says_nothing_about_its_language() -> None:
    assert detect("https://www.example.com/news/the-weather-today " + HEADLINES["tr"]) == "tr"


@settings(deadline=None, max_examples=40)  # the first call loads the model
@given(st.text(), st.text(max_size=8), st.lists(st.sampled_from(["de", "xx", "zh-TW", ""]), max_size=3))
def test_any_text_has_a_language_or_none(text: str, declared: str, allowed: list[str]) -> None:
    found = detect(text, declared, allowed)
    assert found == "und" or (found.isalpha() and found.islower() and 2 <= len(found) <= 3)


def test_lone_surrogates_do_no_harm() -> None:
    assert detect("\ud800 " + HEADLINES["en"]) == "en"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en_GB", "en"),
        ("iw", "he"),
        ("DE", "de"),
        ("no", "nb"),
        ("und", ""),
        ("x-default", ""),
        ("", ""),
        ("?", ""),
    ],
)
def test_tags_are_read_as_people_write_them(tag: str, language: str) -> None:
    assert primary(tag) == language


def test_both_ways_of_writing_chinese_and_serbian_are_told_apart() -> None:
    assert written("这座城市重建大桥", "zh") == "zh-Hans"
    assert written("這座城市重建大橋", "zh") == "zh-Hant"
    assert written("Град гради мост", "sr") == "sr-Cyrl"
    assert written("Grad gradi most", "sr") == "sr-Latn"
    assert written("Grad", "hr") == "hr"


@pytest.mark.parametrize("tag", ["ar", "he", "fa-IR", "ur", "iw", "pa-Arab", "az_Arab_IR", "yi"])
def test_these_run_from_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "ja", "und", "", "ar-Latn", "ku", "sr-Cyrl", "zh-Hant-HK"])
def test_these_run_from_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"


def test_words_are_counted_as_word_processors_do() -> None:
    assert count_words("It’s a well-known bridge: 3.5 m") == 7
    assert count_words("橋を架け直す 2026") == 7
    assert count_words(" … ") == 0


def test_the_same_length_takes_longer_in_a_language_read_more_slowly() -> None:
    paragraphs = ["word " * 500, "word " * 500]
    assert reading_minutes(paragraphs, "en") == 4
    assert reading_minutes(paragraphs, "tr-TR") == 6
    assert reading_minutes(["橋" * 1000], "zh") == 4
    assert reading_minutes([], "en") == 1
