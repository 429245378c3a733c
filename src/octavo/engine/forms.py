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

from octavo.engine.text import is_spaceless

ROUNDUP, LIVE, ROUTINE = "roundup", "live", "routine"
APART = frozenset({ROUNDUP, LIVE, ROUTINE})  # forms that are no part of any story
_STAMPED = 3  # paragraphs that begin with a time of day
_LISTED = 5  # lines of a table, or paragraphs of a list of short items
_SHORT = 60  # characters of a line of a table
_CLOCK = re.compile(  # 14:05, 14.05, 14h05, 14時05分, 2:05 p.m., 2pm
    r"^\W{0,3}(?:(?:[01]?\d|2[0-3])\s?(?:[:.h]|時|点)\s?[0-5]\d(?:\s?分|\b)|(?:1[0-2]|[1-9])\s?[ap]\.?m\b)",
    re.IGNORECASE,
)
_WORD_OR_COLON = re.compile(r"[^\W_]+|[:|–—]")
_VALUE = re.compile(r"(?<![\w])(?:\d+\s*[–:-]\s*\d+|\d+[.,]\d+|[+-]?\d+\s?°|\d+\s?%)")


def form_of(title: str, paragraphs: Sequence[str], language: str) -> str:
    """The form of an article: nothing for a report, else ``ROUNDUP``, ``LIVE`` or ``ROUTINE``.

    ``language`` is a BCP 47 tag; where we have no words of it, only the body is looked at.
    """
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
    for form, pattern in _patterns(language.split("-", maxsplit=1)[0]).items():
        if pattern.search(spaced):
            return form
    return ""


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
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    table = tomllib.loads(files("octavo.engine").joinpath("forms.toml").read_text(encoding="utf-8"))
    return {form: re.compile("|".join(phrases)) for form, phrases in table.get(language, {}).items()}
