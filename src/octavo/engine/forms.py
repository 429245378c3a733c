"""What form an article has: a report of one event, or something that would glue stories together.

Told by the headline first, for that is how papers announce such pieces, then by the body: times of day at the head of
many paragraphs make a live blog, rows of figures a table. Words stand in ``forms.toml``, one table a language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from octavo.engine.language import primary
from octavo.engine.text import is_spaceless

ROUNDUP, LIVE, ROUTINE, SATIRE = "roundup", "live", "routine", "satire"
APART = frozenset({ROUNDUP, LIVE, ROUTINE, SATIRE})  # forms that are no part of any story
_STAMPED = 3  # paragraphs that begin with a time of day
_LISTED = 5  # lines of a table, or paragraphs of a list of short items
_NOTE = 4  # words of a line that only says what the piece is: "This is satire."
_NOTE_SPACELESS = 14  # characters of one
_BEFORE = re.compile(r"^\W*([^:|–—\]】)]{2,24}?)\s*[:|–—\]】)]")  # a label before the headline
_AFTER = re.compile(r"[:|–—\[【(]\s*([^:|–—\[【(]{2,24}?)\W*$")  # or after it
_SHORT = 60  # characters of a line of a table
_CLOCK = re.compile(  # 14:05, 14.05, 14h05, 14時05分, 2:05 p.m., 2pm
    r"^\W{0,3}(?:(?:[01]?\d|2[0-3])\s?(?:[:.h]|時|点)\s?[0-5]\d(?:\s?分|\b)|(?:1[0-2]|[1-9])\s?[ap]\.?m\b)",
    re.IGNORECASE,
)
_WORD_OR_COLON = re.compile(r"[^\W_]+|[:|–—]")
_VALUE = re.compile(r"(?<![\w])(?:\d+\s*[–:-]\s*\d+|\d+[.,]\d+|[+-]?\d+\s?°|\d+\s?%)")


def form_of(title: str, paragraphs: Sequence[str], language: str, section: str = "") -> str:
    """The form of an article: nothing for a report, else ``ROUNDUP``, ``LIVE``, ``ROUTINE`` or ``SATIRE``.

    ``language`` is a BCP 47 tag; where we have no words of it, only the body is looked at. Satire is what its
    publisher calls so: by the section, a label on the headline, or a line of its own at either end of the text.
    """
    if _is_satire(title, paragraphs, section, language):
        return SATIRE
    said = _said(title, language)
    if said:
        return said
    body = [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]
    if _stamped(body):
        return LIVE
    if _is_table(body):
        return ROUTINE
    return ""


def _said(title: str, language: str) -> str:
    """What the headline says the piece is."""
    spaced = title if is_spaceless(title) else f" {' '.join(_WORD_OR_COLON.findall(title.lower()))} "
    for form, pattern in _patterns(primary(language)).items():
        if pattern.search(spaced):
            return form
    return ""


def _is_satire(title: str, paragraphs: Sequence[str], section: str, language: str) -> bool:
    """Whether the publisher marks the piece as satire."""
    words = _satire(primary(language))
    if words is None:
        return False
    labels = [section, *_BEFORE.findall(title), *_AFTER.findall(title)]
    notes = [one for one in (*paragraphs[:1], *paragraphs[-1:]) if _is_note(one)]
    return any(words.fullmatch(label.strip().lower()) for label in labels) or any(
        words.search(note.lower()) for note in notes
    )


def _is_note(paragraph: str) -> bool:
    """Whether a paragraph is so short that it can only say what the piece is."""
    return len(paragraph) <= _NOTE_SPACELESS if is_spaceless(paragraph) else len(paragraph.split()) <= _NOTE


def _stamped(body: Sequence[str]) -> bool:
    """Whether many paragraphs begin with a time of day."""
    stamps = sum(bool(_CLOCK.match(paragraph)) for paragraph in body)
    return stamps >= _STAMPED and stamps * 4 >= len(body)


def _is_table(body: Sequence[str]) -> bool:
    """Whether most lines are short and have figures: results, prices, temperatures."""
    lines = [line for paragraph in body for line in paragraph.splitlines() if line.strip()]
    rows = sum(len(line) <= _SHORT and bool(_VALUE.search(line)) for line in lines)
    return rows >= _LISTED and rows * 10 >= len(lines) * 7


@cache
def _satire(language: str) -> re.Pattern[str] | None:
    """The words that publishers mark satire by, in a language and in English."""
    tables = tomllib.loads(files("octavo.engine").joinpath("forms.toml").read_text(encoding="utf-8"))
    words = [*tables.get(language, {}).get("satire", ()), *tables["en"]["satire"]]
    return re.compile("|".join(f"(?:{word})" for word in words)) if language in tables else None


@cache
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    table = tomllib.loads(files("octavo.engine").joinpath("forms.toml").read_text(encoding="utf-8"))
    return {form: re.compile("|".join(phrases)) for form, phrases in table.get(language, {}).items() if form != SATIRE}
