"""The words around numbers and dates, by language: one file of ``words/`` each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SPACELESS = frozenset({"zh", "ja"})
# Each becomes one character, so that places in the text stay what they are.
_PLAIN = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９٬٫．％٪\u00a0\u202f\u2009־’", "012345678901234567890123456789,..%%   -'"
)
_KNOWN = frozenset({"en", "de", "es", "fr", "ms", "ar", "he", "zh", "ja"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What one language writes numbers, units and dates with; all in lower case."""

    language: str
    thousands: str  # marks between groups of three digits
    decimal: str
    month_first: bool  # 11/20/2026
    joins: frozenset[str]
    clitics: tuple[str, ...]  # prefixes written with the word, the longest first
    about: frozenset[str]  # clitics that mean "about"
    numbers: Mapping[str, float]
    multipliers: Mapping[str, float]
    bare: frozenset[str]  # multipliers that may stand alone
    units: Mapping[str, str]  # form: unit
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]  # "yesterday": -1
    han: Mapping[str, str]
    table: Mapping[str, Any]  # the file as it stands
    before: Mapping[str, str]  # qualifying words: qualifier
    after: Mapping[str, str]

    def words(self, section: str, name: str = "words") -> tuple[str, ...]:
        """A list of the file, the longest first; empty where the language has none."""
        return listed(self.table.get(section, {}).get(name, ""))


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language by its BCP 47 tag; English ones for a language that has no file."""
    primary = language.split("-", maxsplit=1)[0].lower()
    name = primary if primary in _KNOWN else {"id": "ms", "iw": "he", "yue": "zh"}.get(primary, "en")
    text = files("octavo.engine.aids.figures").joinpath("words", f"{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    multipliers = dict(table.get("multipliers", {}))
    bare = multipliers.pop("bare", "")
    teens = multipliers.pop("teens", "")
    return Lexicon(
        language=name,
        thousands=table["thousands"],
        decimal=table["decimal"],
        month_first=table["dates"] == "month first" and language.lower() not in {"en-gb", "en-au", "en-nz", "en-ie"},
        joins=frozenset(listed(table["joins"])),
        clitics=listed(table.get("clitics", "")),
        about=frozenset(listed(table.get("about_clitics", ""))),
        numbers=_turned(table.get("numbers", {}), float),
        multipliers=_turned(multipliers, float) | dict.fromkeys(listed(teens), -10.0),
        bare=frozenset(listed(bare)),
        units=_turned(table.get("units", {}), str),
        months=_turned(table.get("months", {}), int),
        weekdays=_turned(table.get("weekdays", {}), int),
        days=_turned(table.get("days", {}), int),
        han=table.get("han", {}),
        table=table,
        before=_turned(table.get("before", {}), str),
        after=_turned(table.get("after", {}), str),
    )


def plain(text: str) -> str:
    """Lower case, ASCII digits and separators, spaces without kinds; of the same length, so that places stay."""
    lower = text.lower()
    return (lower if len(lower) == len(text) else "".join(_lower(char) for char in text)).translate(_PLAIN)


def _lower(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def listed(text: str) -> tuple[str, ...]:
    """The entries of a list parted by commas, the longest first. "," itself cannot be one."""
    return tuple(sorted({one.strip() for one in plain(text).split(",")} - {""}, key=lambda one: (-len(one), one)))


def either(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, the longest first."""
    return "|".join(re.escape(form).replace(r"\ ", r"\s") for form in sorted(forms, key=lambda one: (-len(one), one)))


def _turned(table: Mapping[str, str], kind: type) -> dict[str, Any]:
    return {form: kind(value) for value, forms in table.items() for form in listed(forms)}
