"""How alike two names sound that are written in different scripts.

The sounds are those of ``engine.stories.sounds`` (consonants as classes, after Freeman, Condon and Ackerman, NAACL
2006), compared part by part with the edit distance of Levenshtein (1966); what each part begins with must agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from octavo.engine.aids.speakers.values import PARTS, Named
from octavo.engine.stories.sounds import heard

ALIKE = 0.6  # share of the sounds that two spellings must have in common
_SHORT = 5  # consonants of a name that must agree in more of them
_SURE = 0.75
_PART = 0.34  # and of each part of the name
_SOUNDS = 3  # consonants that a name needs to be compared by them
_LETTERS = 0.3  # share of letters in which two spellings of one script may differ
_ARTICLE = re.compile(r"^(?:al-|el-|ال|אל-)(?=\w{3})", re.IGNORECASE)
_MARKS = re.compile("[\u064b-\u0652\u0670]")  # Arabic vowels
_SMALL = frozenset({"al", "el", "de", "del", "van", "von", "der", "bin", "binti", "ibn", "بن", "ابن", "בן"})
# Letters that begin a name with a vowel, and those that languages read differently.
_SEVERAL = (
    (frozenset("aeiouאアイウエオ阿埃艾伊奥欧ا"), frozenset({""})),
    (frozenset("hهحהחハヒヘホ哈海赫黑胡霍豪汉亨洪"), frozenset({"", "K"})),
    (frozenset("jyيיヤユヨ雅约尤于耶"), frozenset({"", "S", "K"})),
    (frozenset("wvوוワ"), frozenset({"", "P"})),
    (frozenset("xق"), frozenset({"K", "S", ""})),
    (frozenset("عעフ希"), frozenset({"", "P", "S", "K"})),
)
_PAIRED = frozenset({"sc", "ch", "sh", "th", "ph", "ts"})


def sounds_alike(one: Named, other: Named) -> float:
    """The share of consonants that two spellings have in common; 0 where a part of the name differs too much."""
    if one.han or other.han:
        return 0.0
    if one.text.isascii() and other.text.isascii() and not _spelled_alike(one.text, other.text):
        return 0.0
    parts = _parts(one.text), _parts(other.text)
    if not all(_begin_alike(*pair) for pair in zip(*parts, strict=False)):
        return 0.0
    ours, theirs = (tuple(heard(part) for part in name) for name in parts)
    if len(ours) != len(theirs) or len(ours) < 2 or min(len("".join(ours)), len("".join(theirs))) < _SOUNDS:
        return 0.0
    total = shared = 0.0
    for ear, mouth in zip(ours, theirs, strict=True):
        longest = max(len(ear), len(mouth))
        near = longest - _distance(ear, mouth)
        if longest and near / longest < _PART:
            return 0.0
        total, shared = total + longest, shared + near
    score = shared / total
    return score if score >= (ALIKE if total > _SHORT else _SURE) else 0.0


def _spelled_alike(one: str, other: str) -> bool:
    """True of two spellings in Latin letters most of which are the same: one foreign name in two languages."""
    ours, theirs = one.lower(), other.lower()
    return _distance(ours, theirs) <= _LETTERS * max(len(ours), len(theirs))


@lru_cache(maxsize=16384)
def _parts(name: str) -> tuple[str, ...]:
    """The parts that are heard, without articles and the small words of names."""
    return tuple(
        _ARTICLE.sub("", part) for part in PARTS.split(_MARKS.sub("", name)) if part and part.lower() not in _SMALL
    )


def _begin_alike(one: str, other: str) -> bool:
    """False where two parts begin with sounds that no two scripts write for one another."""
    ours, theirs = onsets(one), onsets(other)
    return not ours or not theirs or bool(ours & theirs)


@lru_cache(maxsize=16384)
def onsets(part: str) -> frozenset[str]:
    """The classes a part may begin with, the empty one for a vowel; none where that cannot be told."""
    plain = part.lower()
    if plain[:1] < "\u0370":  # an accent is no part of a Latin letter, a voicing mark is one of a kana
        plain = unicodedata.normalize("NFD", plain)
    if plain[:1] in "cg" and plain[1:2] in ("e", "i", "y"):
        return frozenset("KS")
    for letters, classes in _SEVERAL:
        if plain[:1] in letters:
            return classes
    first = heard(plain[:2] if plain[:2] in _PAIRED else part[:1])[:1]
    return frozenset({first}) if first else frozenset()


def _distance(one: str, other: str) -> int:
    """Letters to change, add or drop."""
    row = list(range(len(other) + 1))
    for number, ours in enumerate(one, 1):
        before, row[0] = row[0], number
        for at, theirs in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (ours != theirs))
    return row[-1]
