"""Which numbers of a text are figures, and which of those an editor would list."""

from __future__ import annotations

import pytest

from octavo.engine.aids.figures import figures_of
from tests.engine.test_figures import SUNDAY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nadim Orrin, 26, a night assistant, saw it."),
        ("en", "He came back at ten."),
        ("en", "Several hundred came."),
        ("en", "The Four Seas Forum met."),
        ("en", "Nobody came."),
        ("de", "Um elf Uhr war Schluss."),
        ("de", "Das Vier-Meere-Forum tagt."),
        ("es", "Lo vieron a las 16.20 en el puerto."),
        ("ms", "Seorang nelayan berusia 63 tahun hilang."),
        ("he", "הקרן הוקמה ב-2004, ומאז היא משלמת."),
    ],
)
def test_ages_times_names_and_vague_words_are_no_figures(language: str, text: str) -> None:
    assert [one.low for one in figures_of([text], language, SUNDAY, every=True)] == []


def test_a_number_with_a_fraction_counts_no_people() -> None:
    figures = figures_of(["Nine people died; the quake was put at 6.1 by two institutes."], "en", SUNDAY, every=True)
    assert {one.low: one.what for one in figures}[9] == "dead"
    assert {one.low: one.what for one in figures}[6.1] != "dead"


def test_people_after_a_number_are_what_it_counts_and_not_their_houses() -> None:
    (figure,) = figures_of(["6300 Menschen wurden evakuiert, ihre Häuser standen leer."], "de", SUNDAY, every=True)
    assert figure.what == "evacuated"


def test_what_is_listed_and_what_comes_first_are_weighed_apart() -> None:
    text = ["At least 34 people were killed.", *["Nothing happened."] * 6, "The bridge is 12 metres wide."]
    dead, width = figures_of(text, "en", SUNDAY)
    assert dead.weight > width.weight
    assert width.chance > 0.46
