"""What of a sentence can be recognised in another language: names as they sound, and numbers.

Names are certain where a capital inside a sentence or a script for foreign words marks them; where nothing does
(Arabic, Hebrew, German with its capital nouns), a word counts as a name when it sounds like a certain one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from octavo.engine.aids.accounts import Account
from octavo.engine.language import primary
from octavo.engine.names import names_of
from octavo.engine.stories.sounds import heard, transcribed
from octavo.engine.stories.trace import number
from octavo.engine.text import SPACELESS

SHORTEST = 3  # sounds of a name that is not taken for another
_CERTAIN = frozenset({"en", "es", "fr", "ms", "id", "it", "pt", "nl"})
_WORD = re.compile(rf"[^\W\d_{SPACELESS}]{{3,}}")
_CAPITAL = re.compile(r"(?<=[\w,;)’'»”] )(?:[LlDd]['’])?([A-ZÀ-Þ][^\W\d_]{2,})")
_KATAKANA = re.compile("[ァ-ヺー]{2,}")
_HAN = re.compile("[\u4e00-\u9fff]{3,}")
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f\u066b\u066c]*(?:\s?[万萬])?")


def certain_names(text: str, language: str) -> frozenset[str]:
    """The names of a text as they sound, where its script marks them; nothing where it does not."""
    name = primary(language)
    if name in _CERTAIN:
        words: Iterable[str] = _CAPITAL.findall(text)
    elif name == "ja":
        words = _KATAKANA.findall(text)
    elif name == "zh":
        words = (part for run in _HAN.findall(text) for part in transcribed(run))
    else:
        return frozenset()
    return _sounds(words)


def known_names(accounts: Iterable[Account], most: int) -> frozenset[str]:
    """The names of a story as they sound, from the first ``most`` characters of each report."""
    texts = [(one, "\n".join(one.paragraphs)[:most]) for one in accounts]
    found = frozenset[str]().union(*(certain_names(text, one.language) for one, text in texts))
    if found:
        return found
    named = [name.text for one, text in texts for name in names_of(one.title, (text,), one.language)]
    return _sounds(part for name in named for part in name.split())


def names_in(text: str, language: str, known: frozenset[str]) -> frozenset[str]:
    """The names of a text as they sound: certain ones, and words that sound like a ``known`` one."""
    name = primary(language)
    sure = certain_names(text, language)
    if name in _CERTAIN or name in {"ja", "zh"}:
        return sure
    words = (word for word in _WORD.findall(text) if name != "de" or word[0].isupper())
    return _sounds(words) & known


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of two digits and more that a text writes in digits, as all languages write them."""
    return frozenset(filter(None, (_number(token) for token in _NUMBER.findall(text))))


_number = lru_cache(maxsize=8192)(number)


def _sounds(words: Iterable[str]) -> frozenset[str]:
    return frozenset(sound for sound in map(heard, words) if len(sound) >= SHORTEST)
