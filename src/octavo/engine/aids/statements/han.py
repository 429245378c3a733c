"""Reports of speech in scripts without spaces: Chinese and Japanese, each by rules of its own."""

from __future__ import annotations

from octavo.engine.aids.statements import chinese, japanese
from octavo.engine.aids.statements.drafts import Report
from octavo.engine.aids.statements.phrases import Subject
from octavo.engine.aids.statements.unspaced import words_of


def reports(text: str, lo: int, hi: int, language: str) -> list[Report]:
    """The reports of the sentence ``text[lo:hi]``, in order."""
    words = words_of(language)
    return chinese.reports(text, lo, hi, words) if language == "zh" else japanese.reports(text, lo, hi, words)


def opening(text: str, lo: int, hi: int, language: str) -> Subject | None:
    """Whom a sentence is about: its topic where that names somebody, or the name that it begins with."""
    words = words_of(language)
    return chinese.opening(text, lo, hi, words) if language == "zh" else japanese.opening(text, lo, hi, words)
