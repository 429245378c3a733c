"""What is kept of an article beside its vector: its words, its names as they sound, and its numbers.

A mark is a hash of 20 bits with a weight of 4, so that a trace is small enough to lie in memory for a month of
news. Words are compared within a language; names and numbers across all.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from math import sqrt
from zlib import crc32

from octavo.engine.everyday import everyday_words
from octavo.engine.stories.sounds import heard, transcribed
from octavo.engine.text import SPACELESS, stem

WORDS, NAMES, NUMBERS = 72, 40, 18  # marks kept: 3 bytes each, so 393 bytes at most
READ = 4000  # characters of the text that are looked at
TOP = 700  # characters from the beginning that count in full
LATER = 0.6  # what counts further down
TITLE = 2.0  # what counts in the title
PROPER = 1.6  # a word that is a name
_BITS = 20

_TOKEN = re.compile(
    r"(?P<number>\d[\d.,\u00a0\u202f\u066b\u066c]*(?:\s?[万萬])?)"
    rf"|(?P<kana>[\u30a1-\u30fa\u30fc]{{2,}})|(?P<run>[{SPACELESS}]+)"
    rf"|(?P<word>[^\W\d_{SPACELESS}]+(?:['’׳״-][^\W\d_{SPACELESS}]+)*)|(?P<stop>[.!?:\n“\"„«])"
)
_THOUSANDS = re.compile(r"[.,\u00a0\u202f\u066b\u066c](?=\d{3}(?!\d))")
_HIRAGANA = re.compile("^[\u3040-\u309f]+$")

Marks = Mapping[int, int]  # hash → weight, 1 to 15


@dataclass(frozen=True, slots=True)
class Trace:
    """Weighted marks of an article's words, names and numbers."""

    words: Marks = field(default_factory=dict)
    names: Marks = field(default_factory=dict)
    numbers: Marks = field(default_factory=dict)
    lengths: tuple[float, ...] = field(init=False, compare=False, repr=False)  # Euclidean, of the three

    def __post_init__(self) -> None:
        lengths = tuple(sqrt(sum(weight * weight for weight in part.values())) for part in self.parts)
        object.__setattr__(self, "lengths", lengths)

    @property
    def parts(self) -> tuple[Marks, Marks, Marks]:
        """The three kinds of marks."""
        return self.words, self.names, self.numbers

    def packed(self) -> bytes:
        """The trace in at most 393 bytes; an empty one is no byte."""
        if not any(self.parts):
            return b""
        marks = (mark << 4 | weight for part in self.parts for mark, weight in part.items())
        return bytes(map(len, self.parts)) + b"".join(one.to_bytes(3, "big") for one in marks)


NOTHING = Trace()


@lru_cache(maxsize=6000)
def unpacked(data: bytes) -> Trace:
    """The trace that was packed. Raises ValueError for bytes that are none."""
    if not data:
        return NOTHING
    ends = [3]
    for count in data[:3]:
        ends.append(ends[-1] + 3 * count)
    if len(data) != ends[-1] or len(ends) != 4:
        detail = f"{len(data)} bytes are no trace"
        raise ValueError(detail)
    return Trace(*(_marks(data[start:end]) for start, end in pairwise(ends)))


def likeness(a: Trace, b: Trace) -> tuple[float, float, float]:
    """Cosines of the words, the names and the numbers of two traces, 0 to 1 each."""
    found = []
    for one, other, length, size in zip(a.parts, b.parts, a.lengths, b.lengths, strict=True):
        both = one.keys() & other.keys()
        found.append(sum(one[mark] * other[mark] for mark in both) / (length * size) if both else 0.0)
    return found[0], found[1], found[2]


def trace_of(title: str, lead: str, text: str, language: str) -> Trace:
    """The trace of an article. ``language`` is a BCP 47 tag; one we have no words of is read without."""
    reader = _Reader(language.split("-", maxsplit=1)[0])
    words = title.split()
    titled = sum(word[:1].isupper() for word in words) > 0.6 * len(words)  # Every Word Begins Large
    reader.read(title, TITLE, capitals=not titled)
    reader.read(f"{lead}\n{text}"[:READ], 1.0, capitals=True)
    return Trace(_kept(reader.words, WORDS), _kept(reader.names, NAMES), _kept(reader.numbers, NUMBERS))


class _Reader:
    """Counts what a text says, each thing by where it stands."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.common = _everyday(language)
        self.words: defaultdict[str, float] = defaultdict(float)
        self.names: defaultdict[str, float] = defaultdict(float)
        self.numbers: defaultdict[str, float] = defaultdict(float)

    def read(self, text: str, weight: float, *, capitals: bool) -> None:
        """Count a text. ``capitals``: whether a capital letter says that a word is a name."""
        begins = True  # a sentence: its first word has a capital anyway
        for match in _TOKEN.finditer(text):
            token, here = match.group(), weight if match.start() < TOP else weight * LATER
            if match.lastgroup == "number":
                self.numbers[number(token)] += here
            elif match.lastgroup == "kana":
                self.words[token] += here
                self._hear(token, here)
            elif match.lastgroup == "run":
                self._run(token, here)
            elif match.lastgroup == "word":
                self._word(token, here, capitals=capitals, begins=begins)
            begins = match.lastgroup == "stop"
        self.numbers.pop("", None)

    def _word(self, token: str, weight: float, *, capitals: bool, begins: bool) -> None:
        word, capital = _folded(token, self.language), token[0].isupper()
        if word in self.common or (len(word) < 3 and not capital):
            return
        proper = capitals and (
            (capital and not begins and self.language != "de") or (token.isupper() and len(token) > 1)
        )
        self.words[word] += weight * (PROPER if proper else 1.0)
        if capital and capitals:
            for part in re.split("[-’']", token):
                self._hear(part, weight)
        elif not capital and not token[0].islower():  # a script without capitals: any word may be a name
            self._hear(word, weight / 2)

    def _run(self, run: str, weight: float) -> None:
        for pair in (run[at : at + 2] for at in range(len(run) - 1)):
            if not _HIRAGANA.match(pair):
                self.words[pair] += weight / 2
        if self.language == "zh":
            for name in transcribed(run):
                self._hear(name, weight)

    def _hear(self, name: str, weight: float) -> None:
        sound = heard(name)
        if len(sound) > 2:
            self.names[sound] += weight


def number(token: str) -> str:
    """A number as all languages write it; nothing for a single digit, which says little."""
    plain = _THOUSANDS.sub("", token.rstrip("万萬 \u00a0").rstrip(".,\u066b\u066c\u00a0\u202f"))
    try:
        value = float(plain.replace(",", ".").replace("\u066b", ".")) * (10_000 if token[-1] in "万萬" else 1)
    except ValueError:
        return ""
    written = f"{value:.0f}" if value >= 1e6 else f"{value:g}"
    return written if len(written) > 1 else ""


@lru_cache(maxsize=65536)
def _folded(word: str, language: str) -> str:
    plain = unicodedata.normalize("NFKC", word).lower()
    if not plain.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFD", plain) if not unicodedata.combining(letter))
    plain = stem(plain.removesuffix("'s").removesuffix("’s") or plain)
    plural = language in {"en", "es", "fr"} and len(plain) > 4 and plain.endswith("s") and not plain.endswith("ss")
    return plain[:-1] if plural else plain


@cache
def _everyday(language: str) -> frozenset[str]:
    """Words that say nothing of what a text is about, folded."""
    return frozenset(_folded(word, language) for word in everyday_words(language))


def _kept(counts: Mapping[str, float], most: int) -> Marks:
    best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return {_hash(text): max(1, min(15, round(3 * sqrt(count)))) for text, count in best}


def _hash(text: str) -> int:
    """20 bits; spread, for crc alone is linear."""
    return (crc32(text.encode("utf-8", "replace")) * 0x9E3779B1 & 0xFFFFFFFF) >> 32 - _BITS


def _marks(data: bytes) -> Marks:
    values: Iterator[int] = (int.from_bytes(data[at : at + 3], "big") for at in range(0, len(data), 3))
    return {value >> 4: value & 15 for value in values}
