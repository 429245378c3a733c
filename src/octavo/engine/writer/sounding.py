"""Names of people on both sides of a translation: as written where the script is the same, else as they sound."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from octavo.engine.everyday import everyday_words
from octavo.engine.language import primary
from octavo.engine.names import names_of
from octavo.engine.names.lexicon import lexicon
from octavo.engine.stories.sounds import heard, transcribed
from octavo.engine.text import fold, folded_words

_PARTS = re.compile(r"[\s・･·‧＝=-]+")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,}")
_KANA = re.compile("[\u3041-\u30fa]")
_HAN = re.compile("[\u3400-\u9fff]")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’׳״-][^\W\d_]+)*")
_HEARD = 2  # sounds of a name by which it can be told
_CLOSE = 4  # sounds of a name of which one may differ
_STEM = 4  # letters of a name that take an ending


def people(title: str, paragraphs: list[str], language: str) -> tuple[str, ...]:
    """The names of an article that are a person's by their form: several parts, none of them an everyday word."""
    found = names_of(title, paragraphs, language)
    return tuple(name.text for name in found if _of_a_person(name.text, language))


def stands(name: str, original: str, said: str) -> bool:
    """Whether a person whom the original names is named in the translation, by the last part of the name.

    True as well where it cannot be known: the original does not name them, or the name has too few sounds.
    """
    parts = [part for part in _PARTS.split(name) if part]
    last = parts[-1]
    if not _written(last, original) or _written(last, said) or len(heard(last)) < _HEARD:
        return True
    # What Chinese makes of a name is told by its longest part, where the whole name stands there.
    longest = max(parts, key=lambda part: len(heard(part)))
    also = (_chinese(said) or _chinese(name)) and name in original
    return _sounds(last, said) or (also and _sounds(longest, said))


def _chinese(text: str) -> bool:
    return bool(_HAN.search(text)) and not _KANA.search(text)


def strange_names(original: str, said: str, source: str, target: str) -> tuple[str, ...]:
    """People whom the translation names and the original does not, where that can be told.

    A body may have a name of its own in each language: as many unknown names as the original has are let pass.
    """
    if _HAN.search(original):
        return ()  # how a name in these characters is read is not known
    ours = [one.text for one in names_of("", [said], target) if _of_a_person(one.text, target)]
    strange = [name for name in ours if not any(_known(part, original) for part in _PARTS.split(name) if part)]
    if not strange:
        return ()
    theirs = [one.text for one in names_of("", [original], source)]
    unmet = [name for name in theirs if not any(_known(part, said) for part in _PARTS.split(name) if part)]
    return tuple(strange[len(unmet) :])


def _of_a_person(name: str, language: str) -> bool:
    parts = [part for part in _PARTS.split(name) if part]
    if len(parts) < 2 or len(parts) > 4:
        return False
    words = lexicon(primary(language))
    plain = _everyday(primary(language))
    return not any(fold(part) in plain or part.lower() in words.bodies or part in words.bodies for part in parts)


@lru_cache(maxsize=16)
def _everyday(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in everyday_words(language))


def _known(part: str, text: str) -> bool:
    return _written(part, text) or _sounds(part, text)


def _written(part: str, text: str) -> bool:
    """Whether it stands there, perhaps with an ending."""
    if not any(char.isascii() for char in part) and part in text:
        return True
    word = fold(part)
    return any(
        other == word or (min(len(word), len(other)) >= _STEM and (other.startswith(word) or word.startswith(other)))
        for other in folded_words(text)
    )


def _sounds(part: str, text: str) -> bool:
    """Whether some word of another script there sounds like it."""
    ours, script = heard(part), _script(part)
    return len(ours) >= _HEARD and any(_alike(ours, theirs) for own, theirs in _heard_in(text) if own != script)


@lru_cache(maxsize=64)
def _heard_in(text: str) -> frozenset[tuple[str, str]]:
    """The scripts and sounds of the words that may be names: where there are capitals, those that have one."""
    words = [*_KATAKANA.findall(text), *transcribed(text), *_LETTERS.findall(text)]
    parts = [part for word in words if not word[0].islower() for part in _PARTS.split(word) if part]
    return frozenset((_script(part), sound) for part in parts if len(sound := heard(part)) >= _HEARD)


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if one == other or len(short) <= _HEARD:
        return one == other
    return long.endswith(short) or long.startswith(short) or (len(short) >= _CLOSE and _one_off(short, long))


def _one_off(short: str, long: str) -> bool:
    """Whether one sound is another, missing or too many."""
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
