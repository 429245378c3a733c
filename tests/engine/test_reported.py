"""Reports of speech that need more than a verb and a conjunction: numbers, insertions, hearsay, agreement."""

from __future__ import annotations

import pytest

from octavo.engine.aids.attributed import attributed
from octavo.engine.aids.figures import figures_of
from octavo.engine.aids.statements import Statement, statements_of
from tests.engine.test_figures import SUNDAY


def said(text: str, language: str) -> list[tuple[str, str]]:
    """Who says what: speaker and words."""
    return [
        (one.speaker.text, " … ".join(text[a:b] for a, b in one.spans))
        for one in statements_of(text.split("\n\n"), language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        ("en", "Ilva Serran put the damage at 40 million florins.", "Ilva Serran", "the damage at 40 million florins."),
        ("de", "Die Kommission nannte vorläufig 71 Prozent.", "Kommission", "vorläufig 71 Prozent."),
        ("fr", "Le district de Brenna parle de 8 000 personnes.", "Le district de Brenna", "de 8 000 personnes."),
        ("es", "El Servicio de Rescate cuenta 6.300 personas.", "Servicio de Rescate", "6.300 personas."),
    ],
)
def test_a_verb_that_gives_a_number_reports_it(language: str, text: str, speaker: str, words: str) -> None:
    assert said(text, language) == [(speaker, words)]


def test_a_verb_that_gives_a_number_reports_nothing_without_one() -> None:
    assert said("Ilva Serran put the kettle on the stove.", "en") == []


def test_a_speaker_set_into_a_sentence_leaves_both_of_its_ends_to_it() -> None:
    text = "El núcleo, según Ilva Serran, mide unos cuatro kilómetros."
    assert said(text, "es") == [("Ilva Serran", "El núcleo … mide unos cuatro kilómetros.")]


def test_a_clause_before_a_colon_and_the_words_in_marks_after_it_are_two_statements() -> None:
    text = "Ilva Serran said that the sirens had been late: “Nobody heard them in the market.”"
    assert said(text, "en") == [
        ("Ilva Serran", "that the sirens had been late".removeprefix("that ")),
        ("Ilva Serran", "Nobody heard them in the market."),
    ]


def test_japanese_hearsay_belongs_to_whoever_spoke_before() -> None:
    text = "川の局は「水は引いた」と発表した。けが人は出ていないという。"
    assert said(text, "ja") == [("川の局", "水は引いた"), ("川の局", "けが人は出ていない")]


def test_an_arabic_verb_without_its_subject_goes_to_who_agrees_with_it() -> None:
    text = (
        "وقالت وزيرة الصحة ريم عزوز إن المدارس ستغلق. وقال محافظ أسرام نادر أسمون إن الطرق مفتوحة. "
        "وأضافت أن المستشفيات جاهزة للجميع."
    )
    assert said(text, "ar")[-1][0] == "ريم عزوز"


def test_a_body_named_in_short_is_led_back_to_its_longer_name() -> None:
    text = "The health ministry said that 40 people were ill. The ministry said that no ward was full."
    assert [speaker.lower().removeprefix("the ") for speaker, _ in said(text, "en")] == ["health ministry"] * 2


def test_it_is_no_person_who_speaks() -> None:
    text = "Ilva Serran said the power was cut. The Harbour Board said that it was warned. It said that it paid."
    assert said(text, "en")[-1][0] != "Ilva Serran"


def test_a_figure_in_a_statement_is_shown_as_the_count_of_who_makes_it_and_any_other_as_nobodys() -> None:
    text = "Ilva Serran said that 23 people had died. The bridge is 400 metres long."
    found: tuple[Statement, ...] = statements_of([text], "en")
    counted = attributed(figures_of([text], "en", SUNDAY, every=True), found)
    assert [(one.low, one.counter and text[slice(*one.counter)]) for one in counted] == [
        (23, "Ilva Serran"),
        (400, None),
    ]
