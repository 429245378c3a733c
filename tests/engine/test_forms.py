from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.forms import APART, form_of

REPORT = ("A levee gave way at 3 a.m. on Wednesday.", "Some 9,200 people had left by noon.", "The sirens were late.")


@pytest.mark.parametrize(
    ("title", "language", "form"),
    [
        ("Evening round-up: two floods and a strike", "en", "roundup"),
        ("Friday briefing: what the vote means", "en", ""),
        ("News in brief", "en", "roundup"),
        ("Storm closes bridge – live updates", "en", "live"),
        ("Live: the vote on the budget", "en", "live"),
        ("Your horoscope for Tuesday", "en", "routine"),
        ("Liveticker: Sturm über der Küste", "de", "live"),
        ("Das Wichtigste am Morgen", "de", "roundup"),
        ("Ihr Horoskop für die Woche", "de", "routine"),
        ("DIRECT – Tempête sur la côte", "fr", "live"),
        ("Revue de presse du matin", "fr", "roundup"),
        ("Minuto a minuto: la tormenta", "es", "live"),
        ("Resumen de noticias de la tarde", "es", "roundup"),
        ("Ramalan cuaca esok", "ms", "routine"),
        ("موجز الأنباء", "ar", "roundup"),
        ("حالة الطقس غدا", "ar", "routine"),
        ("תחזית מזג האוויר לסוף השבוע", "he", "routine"),
        ("きょうの運勢", "ja", "routine"),
        ("今日要闻速览", "zh", "roundup"),
    ],
)
def test_a_headline_says_what_form_a_piece_has(title: str, language: str, form: str) -> None:
    assert form_of(title, REPORT, language) == form


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Live music returns to the harbour", "en"),
        ("Weather delays the launch of the moon probe", "en"),
        ("Police announce roundup of smugglers", "en"),
        ("Le procès en direct de la peur", "fr"),
        ("حوار مباشر بين الجارتين", "ar"),
        ("星座の名を冠した船が沈没", "ja"),
        ("", "en"),
    ],
)
def test_a_report_that_only_sounds_like_it_is_a_report(title: str, language: str) -> None:
    assert form_of(title, REPORT, language) == ""


def test_times_at_the_head_of_many_paragraphs_make_a_live_blog() -> None:
    blog = ("14:05 The doors open.", "14:20 The minister speaks.", "15h10 The vote begins.", "It is over.")
    assert form_of("The vote on the budget", blog, "en") == "live"
    assert form_of("The vote on the budget", blog[:2], "en") == ""


def test_rows_of_figures_make_a_table() -> None:
    rows = tuple(f"Team {letter} v Team {letter * 2} {number}-1" for number, letter in enumerate("ABCDEF"))
    assert form_of("Saturday in the valley league", rows, "en") == "routine"
    assert form_of("Saturday in the valley league", REPORT, "en") == ""


def test_a_language_without_words_is_told_by_the_body_alone() -> None:
    assert form_of("Horoskop", REPORT, "xx") == ""
    assert form_of("Suora", ("9.05 Ovet", "9.10 Alku", "9.30 Loppu"), "fi-FI") == "live"


@given(
    st.text(max_size=80), st.lists(st.text(max_size=40), max_size=8), st.sampled_from(["en", "ja", "ar", "", "de-CH"])
)
def test_any_text_has_a_form_or_none(title: str, paragraphs: list[str], language: str) -> None:
    assert form_of(title, paragraphs, language) in {"", *APART}


@pytest.mark.parametrize(
    ("title", "section", "last", "language"),
    [
        ("Satire: Minister resigns from weather", "", "The end.", "en"),
        ("Minister resigns from weather (satire)", "", "The end.", "en"),
        ("Minister resigns from weather", "Satire", "The end.", "en"),
        ("Minister tritt vom Wetter zurück", "Glosse", "Ende.", "de"),
        ("Minister tritt vom Wetter zurück", "", "Dieser Text ist Satire.", "de"),
        ("La ministre démissionne de la météo", "", "Ceci est une parodie", "fr"),
        ("【風刺】大臣、天気を辞任", "", "以上。", "ja"),
        ("وزير يستقيل من الطقس – ساخر", "", "النهاية.", "ar"),
    ],
)
def test_satire_is_what_its_publisher_marks_so(title: str, section: str, last: str, language: str) -> None:
    assert form_of(title, (*REPORT, last), language, section) == "satire"


@pytest.mark.parametrize(
    ("title", "last"),
    [
        ("Satire festival opens in Varn", "The satire festival of Varn opens on Friday with nine plays."),
        ("Court rules on satire", "It was satire, the defence said, and the court agreed with it on every point."),
    ],
)
def test_a_report_about_satire_is_a_report(title: str, last: str) -> None:
    assert form_of(title, (*REPORT, last), "en", "Culture") == ""
