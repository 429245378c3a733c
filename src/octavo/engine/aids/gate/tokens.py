"""Words with their places, folded so that spellings meet, and how much each of them says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from octavo.engine.aids.figures import Reading, read
from octavo.engine.everyday import everyday_words
from octavo.engine.text import SPACELESS, fold, sentences

_KATAKANA = "\u30a1-\u30fa\u30fc"
_WORD = re.compile(
    rf"(?<![^\W_])(?:[A-Z]\.){{2,}}[A-Z]?|[{_KATAKANA}]+|[{SPACELESS}]|[^\W_{SPACELESS}]+(?:['’][^\W\d_]+)*"
)
LONGEST = 150  # words of a sentence; a table without full stops is cut into such pieces
NUMBER = "#"  # what every number and date is folded to
_LIGHT = 0.25  # what an everyday word weighs against another


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or one character of a script without spaces (katakana stay together)."""

    start: int
    end: int
    text: str
    folded: str
    weight: float

    @property
    def soft(self) -> str:
        """Its beginning, where inflected forms meet."""
        return self.folded[:6]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready for comparing, once."""

    text: str
    tokens: tuple[Token, ...]
    reading: Reading
    sentences: tuple[tuple[int, int], ...]  # as ranges of tokens
    ends: tuple[int, ...]  # of the tokens, to find the one at a place


@lru_cache(maxsize=256)
def prepared(text: str, language: str, published: date) -> Prepared:
    """The tokens, numbers, dates and sentences of a text."""
    reading = read(text, language, published)
    tokens = _joined(tokens_of(text, language), reading)
    starts = [token.start for token in tokens]
    ranges = []
    at = 0
    for _, end in sentences(text, language):
        first = at
        while at < len(starts) and starts[at] < end:
            at += 1
        ranges += [(start, min(at, start + LONGEST)) for start in range(first, at, LONGEST)]
    ends = tuple(token.end for token in tokens)
    return Prepared(text, tokens, reading, tuple(ranges) or ((0, len(tokens)),), ends)


def _joined(tokens: tuple[Token, ...], reading: Reading) -> tuple[Token, ...]:
    """The tokens with each number, date and time as one that looks like any other: they are compared by value."""
    spans = sorted(reading.spans)
    if not spans:
        return tokens
    kept: list[Token] = []
    at = 0
    for token in tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at == len(spans) or token.end <= spans[at][0]:
            kept.append(token)
        elif not (kept and kept[-1].folded == NUMBER and kept[-1].end > spans[at][0]):
            start, end = min(token.start, spans[at][0]), max(token.end, spans[at][1])
            kept.append(Token(start, end, token.text, NUMBER, _LIGHT))
    return tuple(kept)


def tokens_of(text: str, language: str) -> tuple[Token, ...]:
    """The words of a text in order."""
    primary = language.split("-", maxsplit=1)[0].lower()
    found = []
    for match in _WORD.finditer(text):
        folded, weight = _known(match.group(), primary)
        found.append(Token(match.start(), match.end(), match.group(), folded, weight))
    return tuple(found)


@lru_cache(maxsize=100_000)
def _known(word: str, language: str) -> tuple[str, float]:
    bare = re.sub("['’]s?$", "", word.replace(".", ""))
    folded = fold(bare) or word.lower()
    if folded in everyday(language) or folded in cues(language).plain:
        return folded, _LIGHT
    return folded, 1.5 if any(char.isdigit() for char in word) else 1.0


@cache
def everyday(language: str) -> frozenset[str]:
    """Folded words that say little, from ``octavo.engine.everyday``; none for languages it has no list of."""
    return frozenset(fold(word) for word in everyday_words(language)[:MOST_EVERYDAY])


MOST_EVERYDAY = 400  # of a list; the longer ones hold names of towns


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of one language that turn a sentence round, as written."""

    negation: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    opposites: Mapping[str, frozenset[str]] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()  # characters that say little


@cache
def cues(language: str) -> Cues:
    """The cues of ``words.toml``; none for a language it does not have."""
    table = tomllib.loads(files("octavo.engine.aids.gate").joinpath("words.toml").read_text(encoding="utf-8"))
    words = table.get(language.split("-", maxsplit=1)[0].lower(), {})
    opposites: dict[str, frozenset[str]] = {}
    for pair in _listed(words.get("opposites", "")):
        one, other = pair.split("/")
        opposites[one] = opposites.get(one, frozenset()) | {other}
        opposites[other] = opposites.get(other, frozenset()) | {one}
    return Cues(
        _listed(words.get("negation", "")),
        _listed(words.get("doubt", "")),
        opposites,
        frozenset(words.get("plain", "")),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())
