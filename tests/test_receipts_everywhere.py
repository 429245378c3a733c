"""There is no way round the gate: every place that shows an aid's words is known, and gets them from one place."""

from __future__ import annotations

import ast
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "octavo"
TEMPLATES = SOURCE / "web" / "templates"
MACROS = "parts/macros.html"
WORDS = re.compile(r"\{\{[^}]*\b(sentence|cited|words)\.text\b")
COUNTER = re.compile(r"\{\{[^}]*\.counter\.text\b")


def test_words_of_aids_are_rendered_by_the_macro_that_adds_their_receipts() -> None:
    where = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html") if WORDS.search(path.read_text())}
    assert where == {MACROS}


def test_the_macro_shows_no_words_without_a_receipt() -> None:
    text = (TEMPLATES / MACROS).read_text()
    macro = text[text.index("{% macro cited(") : text.index("{%- endmacro %}", text.index("{% macro cited("))]
    guard = macro.index("{% if labels.cover(sentence.receipts) %}")
    assert guard < macro.index("{{ sentence.text }}")
    assert "for receipt in sentence.receipts" in macro


def test_who_counted_is_named_only_beside_the_words_that_say_so() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        if COUNTER.search(text):
            assert "m.cited(" in text[COUNTER.search(text).start() :][:400], path  # type: ignore[union-attr]


def test_what_may_be_shown_is_made_in_one_file() -> None:
    made = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Cited"
    }
    assert made == {"engine/aids/cited.py"}


def test_every_file_that_stores_sentences_takes_them_from_there() -> None:
    """Rows of JSON with receipts are written by ``as_row`` alone: nobody spells such a row out."""
    spelt = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(r'"receipts": \[\s*(asdict|\{)', path.read_text()) and path.name != "cited.py"
    ]
    assert not spelt
