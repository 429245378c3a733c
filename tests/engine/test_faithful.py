"""A translation keeps the numbers, dates and names of its original, or the original is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.errors import Unparsable
from octavo.engine.writer.faithful import Lost, Pair, lost
from octavo.engine.writer.sounding import people
from octavo.engine.writer.translate import ByModel, ByService, translated
from octavo.engine.writer.values import Fault

DAY = date(2026, 11, 20)
SERRAN = {
    "en": "Ilva Serran", "de": "Ilva Serran", "fr": "Ilva Serran", "es": "Ilva Serran", "ms": "Ilva Serran",
    "ar": "إلفا سيران", "he": "אילבה סראן", "ja": "イルバ・セラン", "zh": "伊尔娃·塞兰",
}  # fmt: skip
RICKS = {
    "en": "Tovan Ricks", "de": "Tovan Ricks", "fr": "Tovan Ricks", "es": "Tovan Ricks", "ms": "Tovan Ricks",
    "ar": "توفان ريكس", "he": "טובאן ריקס", "ja": "トバン・リックス", "zh": "托万·里克斯",
}  # fmt: skip
GATES = {
    "en": "At least 4,200 people left the lower town on Tuesday, and three of the nine gates were open at 9:40.",
    "de": "Mindestens 4.200 Menschen verließen am Dienstag die Stadt, und drei der neun Tore waren um 9.40 Uhr auf.",
    "fr": "Au moins 4 200 personnes ont quitté la ville basse mardi, et trois des neuf vannes étaient ouvertes à 9h40.",
    "es": "Al menos 4.200 personas dejaron el martes el pueblo, y tres de las nueve compuertas abrieron a las 9:40.",
    "ja": "火曜日、少なくとも4200人が下町を離れ、9つの水門のうち3つが9時40分に開いていた。",
    "ar": "غادر ما لا يقل عن 4200 شخص المدينة يوم الثلاثاء، وكانت ثلاث من البوابات التسع مفتوحة عند الساعة 9:40.",
    "he": "לפחות 4,200 בני אדם עזבו את העיר התחתית ביום שלישי, ושלושה מתשעת השערים היו פתוחים בשעה 9:40.",
    "ms": "Sekurang-kurangnya 4,200 orang keluar dari pekan pada hari Selasa, dan tiga daripada sembilan pintu air "
    "terbuka pada pukul 9.40.",
    "zh": "周二，至少有4200人离开下城，九座闸门中有三座在9时40分开着。",
}
WALL = {
    "en": "“The wall has held,” Ilva Serran told reporters, adding that repairs would cost 12.5 million florins.",
    "de": "„Die Mauer hat gehalten“, sagte Ilva Serran vor Reportern; die Reparatur koste 12,5 Millionen Florin.",
    "fr": "« Le mur a tenu », a déclaré Ilva Serran, ajoutant que les travaux coûteraient 12,5 millions de florins.",
    "es": "«El muro ha aguantado», dijo Ilva Serran, y añadió que las obras costarían 12,5 millones de florines.",
    "ja": "「壁は持ちこたえた」とイルバ・セラン氏は記者団に述べ、修理には1250万フロリンかかると付け加えた。",
    "ar": "قالت إلفا سيران للصحفيين: «صمد الجدار»، مضيفة أن الإصلاحات ستكلف 12.5 مليون فلورين.",
    "he": '"הקיר החזיק מעמד", אמרה אילבה סראן לעיתונאים והוסיפה כי התיקונים יעלו 12.5 מיליון פלורין.',
    "ms": "“Tembok itu bertahan,” kata Ilva Serran kepada pemberita; pembaikan akan menelan belanja 12.5 juta florin.",
    "zh": "伊尔娃·塞兰对记者说：“堤坝守住了。”她补充说，维修将耗资1250万弗罗林。",
}
STONES = {
    "en": "The last inspection was on 3 March 2025, when some 40 per cent of the stones of 2 to 3 metres were loose.",
    "de": "Die letzte Prüfung war am 3. März 2025; etwa 40 Prozent der Steine zwischen 2 und 3 Metern waren lose.",
    "fr": "La dernière inspection a eu lieu le 3 mars 2025 : environ 40 % des pierres entre 2 et 3 mètres bougeaient.",
    "es": "La última inspección fue el 3 de marzo de 2025: cerca del 40 por ciento de las piedras entre 2 y 3 metros "
    "estaban sueltas.",
    "ja": "最後の点検は2025年3月3日で、2メートルから3メートルの石の約40％が緩んでいた。",
    "ar": "كان آخر تفتيش في 3 مارس 2025، حين كان نحو 40 في المئة من الحجارة بين مترين و3 أمتار غير ثابت.",
    "he": "הבדיקה האחרונה הייתה ב-3 במרץ 2025, כאשר כ-40 אחוז מהאבנים שבין 2 ל-3 מטרים היו רופפות.",
    "ms": "Pemeriksaan akhir dibuat pada 3 Mac 2025, apabila kira-kira 40 peratus batu antara 2 dan 3 meter goyah.",
    "zh": "上次检查是在2025年3月3日，当时2米至3米的石块约有40%松动。",
}
NOBODY = {
    "en": "Nobody was hurt, and the schools of the district will open again next week.",
    "de": "Niemand wurde verletzt, und die Schulen des Bezirks öffnen nächste Woche wieder.",
    "fr": "Personne n'a été blessé, et les écoles du district rouvriront la semaine prochaine.",
    "es": "Nadie resultó herido y las escuelas del distrito volverán a abrir la próxima semana.",
    "ja": "けが人はなく、地区の学校は来週再開する。",
    "ar": "لم يصب أحد بأذى، وستفتح مدارس الحي أبوابها من جديد الأسبوع المقبل.",
    "he": "איש לא נפגע, ובתי הספר במחוז ייפתחו שוב בשבוע הבא.",
    "ms": "Tiada sesiapa cedera, dan sekolah di daerah itu akan dibuka semula minggu depan.",
    "zh": "无人受伤，该区学校将于下周重新开放。",
}
PAIRS = list(permutations(SERRAN, 2))


def pair(source: str, target: str) -> Pair:
    return Pair(source, target, DAY, (SERRAN.get(source, "Ilva Serran"),))


@pytest.mark.parametrize("texts", [GATES, WALL, STONES, NOBODY], ids=["gates", "wall", "stones", "nobody"])
def test_true_translations_between_nine_languages_are_kept(texts: dict[str, str]) -> None:
    wrong = [(a, b, why) for a, b in PAIRS if (why := lost(texts[a], texts[b], pair(a, b)))]
    assert not wrong


@pytest.mark.parametrize(
    ("texts", "right", "wrong"),
    [
        (GATES, ("4,200", "4.200", "4 200", "4200"), ("4,300", "4.300", "4 300", "4300")),
        (WALL, ("12.5", "12,5", "1250"), ("13.5", "13,5", "1350")),
        (STONES, ("40",), ("60",)),
    ],
    ids=["gates", "wall", "stones"],
)
def test_a_changed_number_is_found_in_every_language(
    texts: dict[str, str], right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    for source, target in PAIRS:
        said = texts[target]
        for one, other in zip(right, wrong, strict=True):
            said = said.replace(one, other)
        assert lost(texts[source], said, pair(source, target)) == Lost.NUMBER, (source, target)


def test_a_changed_name_is_found_in_every_language() -> None:
    for source, target in PAIRS:
        said = WALL[target].replace(SERRAN[target], RICKS[target])
        assert lost(WALL[source], said, pair(source, target)) == Lost.NAME, (source, target)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", Lost.EMPTY),
        ("Niemand wurde verletzt.", Lost.NONE),
        ("Sieben Menschen wurden verletzt, und die Schulen des Bezirks öffnen nächste Woche wieder.", Lost.NUMBER),
        ("Niemand wurde verletzt, und die Schulen des Bezirks öffnen am Dienstag wieder.", Lost.DATE),
        ("Niemand wurde verletzt, sagte Tovan Ricks; die Schulen öffnen nächste Woche wieder.", Lost.NAME),
        ("„Niemand wurde verletzt“, und die Schulen des Bezirks öffnen nächste Woche wieder.", Lost.QUOTE),
        ("Nobody was hurt, and the schools of the district will open again next week.", Lost.LANGUAGE),
        ("I'm sorry, but I cannot help with translating this sentence into German.", Lost.LANGUAGE),
        ("Niemand wurde verletzt, mehr auf https://evil.example", Fault.LINK),
        ("Niemand wurde <b>verletzt</b>, und die Schulen des Bezirks öffnen wieder.", Fault.MARKUP),
        ("Niemand wurde verletzt, und die Schulen des Bezirks öffnen wieder. " * 9, Lost.LENGTH),
    ],
)
def test_what_is_wrong_with_a_translation_is_told(said: str, why: str) -> None:
    assert lost(NOBODY["en"], said, Pair("en", "de", DAY)) == why


def test_a_language_whose_numerals_are_not_known_is_held_to_its_digits() -> None:
    said = "Almeno 4.200 persone hanno lasciato martedì la città bassa, e 3 delle 9 paratoie erano aperte alle 9:40."
    original = "At least 4,200 people left the lower town on Tuesday, and 3 of the 9 gates were open at 9:40."
    assert lost(said, original, Pair("it", "en", DAY)) == Lost.NONE
    assert lost(said, original.replace("4,200", "4,300"), Pair("it", "en", DAY)) == Lost.NUMBER


@pytest.mark.parametrize(("one", "other"), [("three", "fünf"), ("3", "5"), ("at least 30", "höchstens 30")])
def test_small_numbers_and_their_direction_count_too(one: str, other: str) -> None:
    original = f"Rescuers said {one} people were still missing below the dam."
    said = f"Die Retter sagten, {other} Menschen würden unterhalb des Damms noch vermisst."
    assert lost(original, said, Pair("en", "de", DAY)) == Lost.NUMBER


def test_names_of_people_are_told_from_those_of_bodies() -> None:
    text = ["The water board of Varn met, Ilva Serran said. The National River Board agreed, said Tovan Ricks."]
    assert set(people("", text, "en")) == {"Ilva Serran", "Tovan Ricks"}


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(PAIRS))
def test_any_two_texts_are_judged(original: str, said: str, languages: tuple[str, str]) -> None:
    assert isinstance(lost(original, said, pair(*languages)), str)


# Means ----------------------------------------------------------------------------------------
def by_model(answer: str) -> ByModel:
    import json  # noqa: PLC0415

    body = {"choices": [{"message": {"content": answer}, "finish_reason": "stop"}]}
    return ByModel("a model", lambda _: json.dumps(body).encode())


def into_german(sentences: Sequence[str], means: ByModel | ByService) -> list[tuple[str, bool]]:
    return [(one.text, one.ok) for one in translated(sentences, Pair("en", "de", DAY), means)[0]]


def test_a_sentence_that_lost_something_stands_in_the_original() -> None:
    answer = f"[1] {NOBODY['de']}\n[2] {GATES['de'].replace('4.200', '4.100')}"
    assert into_german([NOBODY["en"], GATES["en"]], by_model(answer)) == [(NOBODY["de"], True), (GATES["en"], False)]


@pytest.mark.parametrize(
    "answer",
    [
        "[1] {0}\n[2] {1}",
        "<think>[1] Hm.</think>\n1. {0}\n2. {1}",
        "Here is the translation:\n【1】 {0}\n\n【2】 {1}\n[3] Noch etwas.",
        "[2] {1}\n[1] {0}\n[1] Etwas anderes.",
    ],
)
def test_habits_of_models_are_understood(answer: str) -> None:
    found = into_german([NOBODY["en"], WALL["en"]], by_model(answer.format(NOBODY["de"], WALL["de"])))
    assert found == [(NOBODY["de"], True), (WALL["de"], True)]


@pytest.mark.parametrize("answer", ["", "[1]", "I can't.", "[9] Neun", "[x] ?", "\x00"])
def test_no_answer_leaves_the_original(answer: str) -> None:
    assert into_german([NOBODY["en"]], by_model(answer)) == [(NOBODY["en"], False)]


def test_long_texts_are_asked_for_in_parts() -> None:
    asked: list[object] = []

    def post(body: object) -> bytes:
        asked.append(body)
        return b'{"choices": [{"message": {"content": "[1] Nein."}}]}'

    found, tokens = translated(["No."] * 30, Pair("en", "de", DAY), ByModel("m", post))
    assert (len(found), len(asked), sum(one.ok for one in found)) == (30, 3, 3)
    assert 0 < tokens <= ByModel("m", post).cost(["No."] * 30)


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", b"\xff", b'{"error": "no"}', b"[" * 5000])
def test_a_service_that_does_not_translate_is_unparsable(answer: bytes) -> None:
    with pytest.raises(Unparsable):
        into_german([NOBODY["en"]], ByService(lambda _: answer))


def test_a_service_is_asked_as_libretranslate_is() -> None:
    asked: list[object] = []

    def post(body: object) -> bytes:
        asked.append(body)
        return b'{"translatedText": 5}'

    assert into_german([NOBODY["en"]], ByService(post, "hush")) == [(NOBODY["en"], False)]
    assert asked == [{"q": NOBODY["en"], "source": "en", "target": "de", "format": "text", "api_key": "hush"}]
