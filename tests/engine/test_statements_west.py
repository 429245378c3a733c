"""Statements in French, Spanish, German and Malay: titles, second roles, moods, and what ends where."""

from __future__ import annotations

import pytest

from octavo.engine.aids.statements import statements_of


def said(text: str, language: str) -> list[tuple[str, str]]:
    """Who says what: speaker and words."""
    return [
        (one.speaker.text, " … ".join(text[a:b].strip() for a, b in one.spans))
        for one in statements_of(text.split("\n\n"), language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        ("fr", "« Nous avons perdu un pont », a déclaré M. Garnier.", "Garnier", "Nous avons perdu un pont"),
        (
            "fr",
            "La présidente, la juge retraitée Odile Var, a dit qu’il mentait sans cesse.",
            "Odile Var",
            "il mentait sans cesse.",
        ),
        ("fr", "« Tout est sec », lui a dit la maire, Odile Var.", "Odile Var", "Tout est sec"),
        ("fr", "Selon une source proche, le pont fermerait samedi.", "une source proche", "le pont fermerait samedi."),
        ("es", "La alcaldesa Rosa Lind confirma el cierre y ha escrito al juez.", "Rosa Lind", "el cierre"),
        ("de", "Ilva Karst blieb knapp: Der Damm halte bis Montag.", "Ilva Karst", "Der Damm halte bis Montag."),
        ("de", "Lo Brandt sprach von einem Fehler im Werk.", "Lo Brandt", "einem Fehler im Werk."),
        ("ms", "Laila Runding berkata beliau akan menunggu.", "Laila Runding", "beliau akan menunggu."),
    ],
)
def test_a_speaker_and_the_words_are_found(language: str, text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in said(text, language)


def test_a_sentence_in_the_subjunctive_goes_on_from_the_statement_before_it() -> None:
    text = "„Wir graben weiter“, sagte Lo Brandt. Er rechne mit zwölf Wochen."
    assert said(text, "de")[1] == ("Lo Brandt", "Er rechne mit zwölf Wochen.")


def test_a_date_does_not_end_a_german_sentence() -> None:
    assert said("Lo Brandt nannte den 14. März, nicht den Mai.", "de") == [("Lo Brandt", "den 14. März")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“It is lost,” said nobody."),
        ("de", "„Es ist aus“, sagte niemand."),
        ("es", "«Se acabó todo», dijo nadie."),
    ],
)
def test_nobody_says_nothing(language: str, text: str) -> None:
    assert said(text, language) == []
