"""Names explained: the sentences that say who or what somebody is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.aids.explain import Candidate, abbreviations, explained, is_office

NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)


def text(key: int, words: str, language: str = "en", hours: int = 0, publisher: int | None = None) -> Candidate:
    """A text of the archive, so many hours old; by default each of a publisher of its own."""
    return Candidate(key, words, language, NOON - timedelta(hours=hours), key if publisher is None else publisher)


def told(name: str, *candidates: Candidate, language: str = "en") -> list[str]:
    """The sentences that explain a name."""
    texts = {one.key: one.text for one in candidates}
    found = explained([name], candidates, language).get(name, ())
    return [texts[one.candidate][slice(*one.span)] for one in found]


@pytest.mark.parametrize(
    ("language", "name", "sentence"),
    [
        ("en", "Anneke Rull", "Anneke Rull, the mayor of Brenna, said the sirens came late."),
        ("en", "Lina Wastari", "Lina Wastari, 41, a fish seller from the island, was on board."),
        ("en", "Bastian Orlow", "The minister of the interior, Bastian Orlow, flew over the breach."),
        ("en", "Osk River Board", "That is the figure of the Osk River Board, which maintains the bank."),
        ("en", "Tarn Comet", "Tarn Comet is a small comet that returns every ninety years."),
        ("en", "ORB", "The bank belongs to the Osk River Board (ORB) since last year."),
        ("de", "Joren Pike", "Joren Pike, der Vorsitzende des Bauernverbands, widersprach am Abend."),
        ("de", "Lisbet Orre", "Energieministerin Lisbet Orre kündigte eine Prüfung aller Sperren an."),
        ("es", "Teodor Lasca", "Teodor Lasca, jefe de la delegación de Calvera, iba al aeropuerto."),
        ("fr", "Joren Pike", "Le président du syndicat des agriculteurs, Joren Pike, le conteste."),
        ("ms", "Ilva Serran", "Ketua Perlindungan Awam, Ilva Serran, mengesahkan jumlah itu semalam."),
        ("ar", "ريم عزوز", "وأعلنت وزيرة الصحة ريم عزوز إغلاق المدارس حتى الاثنين."),
        ("he", "אדלה קירין", "דוברת הפרקליטות, אדלה קירין, אמרה רק שהבדיקה נמשכת."),
        ("ja", "エッダ・ブロック", "ケッシングのエッダ・ブロック市長は、毛布は足りていると話す。"),
        ("zh", "罗斯曼·贾利勒", "班达克拉纳联主教练罗斯曼·贾利勒赛后接受了采访。"),
    ],
)
def test_a_sentence_that_says_who_it_is_explains_a_name(language: str, name: str, sentence: str) -> None:
    assert told(name, text(1, sentence, language), language=language) == [sentence]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Anneke Rull", "Anneke Rull said the sirens came only twenty minutes before the water."),
        ("Osk River Board", "The director of the Osk River Board resigned on Monday evening."),
        ("Anneke Rull", "“Anneke Rull, the worst mayor we ever had, should go,” one of them shouted."),
        ("Rull", "Rullmann, the mayor of another town, said nothing about it on Monday."),
        ("Tarn", "The other flood is in Tarn, in the valley of the river to the north."),
    ],
)
def test_a_sentence_that_only_names_does_not(name: str, sentence: str) -> None:
    assert told(name, text(1, sentence)) == []


def test_the_readers_language_goes_first_then_what_is_newer() -> None:
    old = text(1, "Anneke Rull, the mayor of Brenna, was away that day.", hours=9)
    new = text(2, "Anneke Rull, who has been the mayor of Brenna since spring, came back.", hours=1)
    foreign = text(3, "Anneke Rull, die Bürgermeisterin von Brenna, kam am Abend zurück.", "de")
    assert told("Anneke Rull", old, new, foreign)[0] == old.text
    assert told("Anneke Rull", old, new, foreign, language="de")[0] == foreign.text
    assert told("Anneke Rull", text(4, old.text, hours=20), old, foreign) == [old.text]


def test_the_second_sentence_is_of_another_publisher_and_says_something_else() -> None:
    first = text(1, "Anneke Rull, the mayor of Brenna, said the sirens came late.", publisher=7)
    same = text(2, "Anneke Rull, the mayor of Brenna for six years, opened the school.", publisher=7, hours=1)
    again = text(3, "Anneke Rull, the mayor of Brenna, said that sirens came late.", hours=1)
    other = text(4, "The mayor of the flooded town, Anneke Rull, asked for pumps and boats.", hours=1)
    assert told("Anneke Rull", first, same, again, other) == [first.text, other.text]


def test_a_name_inside_a_longer_one_is_left_to_it() -> None:
    sentence = "The Osk Relief Committee, an association of parishes, has 60 boats."
    assert list(explained(["Osk Relief", "Osk Relief Committee"], [text(1, sentence)], "en")) == [
        "Osk Relief Committee"
    ]


def test_abbreviations_are_found_and_shouting_is_not() -> None:
    assert abbreviations("The ORB and the ORB met. BREAKING NEWS TODAY. A U.S. team of NATO came.") == ["ORB", "NATO"]


@pytest.mark.parametrize(
    ("role", "language", "office"),
    [
        ("the mayor of Brenna", "en", True), ("44", "en", False), ("standing beside her", "en", False),
        ("Hauptkommissarin", "de", True), ("die Generalsekretärin des Verbands", "de", True), ("所長", "ja", True),
        ("を首都とするサフルン", "ja", False), ("وزيرة الصحة", "ar", True), ("whatever", "sw", False),
    ],
)  # fmt: skip
def test_an_office_is_told_from_other_words(role: str, language: str, office: bool) -> None:  # noqa: FBT001
    assert is_office(role, language) is office


@given(
    words=st.text(max_size=300),
    name=st.text(min_size=1, max_size=20),
    language=st.sampled_from(["en", "ar", "ja", "x"]),
)
def test_every_span_is_a_sentence_with_the_name(words: str, name: str, language: str) -> None:
    whole = f"{words} {name}, the mayor of {name}.\n\n{words}"
    for one in explained([name], [text(1, whole, language)], language).get(name, ()):
        assert name in whole[slice(*one.span)]
        assert "\n\n" not in whole[slice(*one.span)].strip()
