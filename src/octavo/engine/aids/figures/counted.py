"""Which numbers of a text count or measure something: no ordinals, ages, times of day, years, names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from octavo.engine.aids.figures.lexicon import SPACELESS, either, lexicon
from octavo.engine.aids.figures.values import Form, Number

_NAMED = re.compile(r"(?:(?<=[\s(])|^)(?:[Nn]os?\.|[Nn]r\.|n\.º|nº|n°|#|№)\s?$")
_CAPITAL = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-ZÄÖÜ][^\W\d_]+\s$")
_CASED = frozenset({"en", "es", "fr", "ms"})
_WITHIN = re.compile(r"[^.!?:“\"]\s$")
_BARE = re.compile(r"\s*(?:[.,;:!?)»”\"。、，؛،\n]|$)")
_YOUNGEST, _OLDEST = 12, 108  # years of age
_YEARS = (1500.0, 2100.0)
_YEAR_DIGITS = 4
_HOURS = 24
_HOUR = 0.6  # minutes as hundredths
_SPAN = 30  # characters looked at on each side


@dataclass(frozen=True, slots=True)
class _Patterns:
    age: re.Pattern[str]  # after a number
    age_before: re.Pattern[str]
    clock_before: re.Pattern[str]
    clock_after: re.Pattern[str]
    vague: re.Pattern[str]  # before a multiplier: "several hundred"


@cache
def _patterns(language: str) -> _Patterns:
    words = lexicon(language)
    edge, last = ("", "") if words.language in SPACELESS else (r"(?<![^\W\d_])", r"(?![^\W\d_])")

    def before(section: str, name: str = "before") -> re.Pattern[str]:
        return re.compile(rf"{edge}(?:{either(words.words(section, name)) or 'x^'})[\s-]*$")

    def after(section: str, name: str) -> re.Pattern[str]:
        return re.compile(rf"[\s-]?(?:{either(words.words(section, name)) or 'x^'}){last}")

    return _Patterns(
        re.compile(rf"[\s-]?(?:{either(words.words('age')) or 'x^'})"),
        before("age"),
        before("time"),
        after("time", "after"),
        before("vague", "words"),
    )


def counts(text: str, flat: str, number: Number, language: str) -> bool:
    """False for what is no figure. ``flat`` is the text made ``plain``."""
    if number.form is Form.ORDINAL or (number.low == number.high == 1 and not number.unit):
        return False
    digits = flat[number.start].isdigit()
    if number.high == 0 and not digits:
        return False
    before, after = text[max(0, number.start - _SPAN) : number.start], text[number.end : number.end + _SPAN]
    if before.endswith(("(", "（")) and after[:1] in {")", "）"} and number.low < _OLDEST and not number.unit:
        return False
    if _NAMED.search(before) or _is_name(text, number, before, after, language):
        return False
    near = flat[max(0, number.start - _SPAN) : number.start], flat[number.end : number.end + _SPAN]
    return not any(rule(number, *near, language) for rule in (_is_age, _is_time, _is_vague))


def _is_name(text: str, number: Number, before: str, after: str, language: str) -> bool:
    """True of "Line 4", of "Four Seas Forum", of "Vier-Meere-Forum"."""
    primary = lexicon(language).language
    if re.match(r"-[A-ZÄÖÜ]", after) and not text[number.start].isdigit():
        return True
    inside = re.match(r"\s[A-Z]", after) and _WITHIN.search(before)
    if primary in _CASED and text[number.start].isupper() and inside:
        return True
    named = _CAPITAL.search(before)
    return (
        bool(named) and primary in _CASED and number.unit == "" and number.low < 1000 and text[number.start].isdigit()
    )


def _is_age(number: Number, before: str, after: str, language: str) -> bool:
    """True of the years of a person: "aged 34", "Nadim Orrin, 26, a night assistant"."""
    shapes = _patterns(language)
    if number.unit not in {"", "year"}:
        return False
    if shapes.age_before.search(before) or (shapes.age.match(after) and not number.unit):
        return True
    set_off = before.endswith(", ") and re.match(r"[,.]", after) is not None and before[-3:-2].isalpha()
    return set_off and _YOUNGEST <= number.low <= _OLDEST and number.low == number.high


def _is_time(number: Number, before: str, after: str, language: str) -> bool:
    """True of a time of day in words, or of a year that no word before it shows to be one."""
    shapes = _patterns(language)
    whole = number.low == int(number.low)
    bare_year = whole and not number.unit and number.end - number.start == _YEAR_DIGITS
    if bare_year and _YEARS[0] <= number.low <= _YEARS[1]:
        return lexicon(language).language in {"ar", "he"}
    if number.low > _HOURS or number.unit not in {"", "hour"}:
        return False
    if shapes.clock_after.match(after):
        return True
    clock = not whole and number.end - number.start >= _YEAR_DIGITS and number.low % 1 < _HOUR  # 16.20
    return shapes.clock_before.search(before) is not None and (clock or (whole and _BARE.match(after) is not None))


def _is_vague(number: Number, before: str, after: str, language: str) -> bool:
    """True of "several hundred": a multiplier that stands for no number."""
    del after
    return number.low in {100.0, 1000.0, 1e6} and _patterns(language).vague.search(before) is not None
