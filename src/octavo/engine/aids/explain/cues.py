"""The patterns by which sentences say who or what somebody is: ``cues.toml``, by language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from octavo.engine.language import primary

NAME = "\ue001"
_LONGEST = 90  # characters of a role
_PREFIXES = {"ar": "[وفلبك]{0,2}", "he": "[ושלבמהכ]{0,2}"}
_SPACELESS = frozenset({"ja", "zh"})


@cache
def languages() -> dict[str, Any]:
    """All of the file, by language."""
    return tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Cues:
    """How one language says who somebody is. In the patterns ``NAME`` stands for the name."""

    anything: tuple[re.Pattern[str], ...]  # fit people and all else; those that say most first
    people: tuple[re.Pattern[str], ...]  # fit people only: an office before the name
    owned: re.Pattern[str]  # "its", "her": whose, the words do not say


@cache
def cues(language: str) -> Cues | None:
    """The patterns of a language; ``None`` where there are no words for it."""
    words = languages().get(language)
    if words is None:
        return None
    fill = {
        "{N}": rf"{NAME}(?:[’']s)?",
        "{w}": rf"(?!(?:{'|'.join(words.get('stop', '-').split())})\b)[\w’'-]+",
        "{office}": _any(words["office"]),
        "{keeper}": _any(words["keeper"]),
    }
    return Cues(
        tuple(re.compile(_filled(pattern, fill)) for pattern in words.get("anything", [])),
        tuple(re.compile(_filled(pattern, fill)) for pattern in words.get("people", [])),
        re.compile(rf"(?:{words['owned']})" if words.get("owned") else r"(?!)", re.IGNORECASE),
    )


def is_office(role: str, language: str) -> bool:
    """True of words that say what somebody is: one of them is an office or a calling, and none a number."""
    words = languages().get(primary(language))
    if words is None or len(role) > _LONGEST or any(char.isdigit() for char in role):
        return False
    return bool(_office(primary(language)).search(role))


@cache
def _office(language: str) -> re.Pattern[str]:
    """An office as a word of its own; in German at the end of a compound, in Chinese and Japanese at the end of all."""
    words = _any(languages()[language]["office"])
    if language in _SPACELESS:
        return re.compile(rf"(?:{words})$")
    before = "" if language == "de" else r"(?<!\w)"
    return re.compile(rf"{before}(?:{words})(?!\w)")


@lru_cache(maxsize=1024)
def standing(name: str, language: str) -> re.Pattern[str]:
    """The name as it stands in a text, whole; in Arabic and Hebrew with the letters that cling to it."""
    plain = r"\s+".join(re.escape(part) for part in name.split())
    if language in _SPACELESS:
        return re.compile(plain)
    return re.compile(rf"(?<!\w){_PREFIXES.get(language, '')}{plain}(?!\w)")


ABBREVIATED = re.compile(
    rf"[^\W\d_][^.;:()（）]{{3,80}}\s?[（(]{NAME}[）)]|{NAME}\s?[（(][^\W\d_][^()（）]{{4,80}}[）)]"
)
"""The full name before an abbreviation in brackets, or in brackets behind it."""


def _filled(pattern: str, fill: dict[str, str]) -> str:
    for gap, words in fill.items():
        pattern = pattern.replace(gap, words)
    return pattern


@cache
def _any(words: str) -> str:
    """A pattern of any of the words, the longest first, with a capital or without."""
    ordered = sorted(words.split(), key=lambda word: (-len(word), word))
    return "|".join(f"(?i:{re.escape(word)})" if word.isascii() else _either(word) for word in ordered)


def _either(word: str) -> str:
    head = word[0]
    first = f"[{head}{head.upper()}]" if head.upper() != head else re.escape(head)
    return first + re.escape(word[1:])
