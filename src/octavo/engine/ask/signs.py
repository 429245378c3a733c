"""What speaks for a sentence as an answer, by its words alone: no model is needed.

Words are weighed by how rare they are among the sentences that are looked through (Robertson, "Understanding Inverse
Document Frequency", 2004). Names meet across scripts by their sound, numbers by their value, and what is counted and
its unit by the word lists of the figures, so that "wie viele Tote" looks for a sentence that counts "morts".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from octavo.engine.aids.figures import Clock, Dated, Figure, Number, figures_of, read
from octavo.engine.aids.figures.reading import MONEY
from octavo.engine.aids.sentences import without_dateline
from octavo.engine.ask.understand import sounds
from octavo.engine.ask.values import Asked, Kind, Report, Span
from octavo.engine.language import primary
from octavo.engine.names import names_of
from octavo.engine.stories.sounds import heard
from octavo.engine.text import fold, folded_words, sentences

LONGEST = 700  # characters of a sentence; what is longer is a table
SHORTEST = 4
SPACED = "\u2fff"  # before all that is written without spaces
SOFT = 6  # characters of a word by which inflected forms meet


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with all that is looked for in it."""

    span: Span
    words: frozenset[str]  # beginnings of folded words
    sounds: frozenset[str]
    numbers: tuple[Number, ...]
    dates: tuple[Dated, ...]
    clocks: tuple[Clock, ...]
    figures: tuple[Figure, ...]
    names: tuple[str, ...]  # people and organisations in it


@dataclass(frozen=True, slots=True)
class Text:
    """A report read for its sentences."""

    sentences: tuple[Sentence, ...]
    title_words: frozenset[str]
    title_sounds: frozenset[str]


def soft(text: str) -> frozenset[str]:
    """The beginnings of the folded words of a text."""
    return frozenset(word[:SOFT] for word in folded_words(text))


@lru_cache(maxsize=400)
def read_text(text: str, title: str, language: str, published: date) -> Text:
    """The sentences of a text. The last texts are remembered: the next question is mostly about the same."""
    paragraphs = text.split("\n\n")
    reading = read(text, language, published)
    figures = figures_of(paragraphs, language, published, every=True)
    named = [name.text for name in names_of(title, paragraphs, language)]
    found = []
    at = 0
    for paragraph in paragraphs:
        for start, end in sentences(paragraph, language):
            if not SHORTEST <= end - start <= LONGEST:
                continue
            span = without_dateline(text, (at + start, at + end))
            own = text[slice(*span)]
            found.append(
                Sentence(
                    span,
                    soft(own),
                    frozenset(sounds(own, language)),
                    tuple(one for one in reading.numbers if span[0] <= one.start < span[1]),
                    tuple(one for one in reading.dates if span[0] <= one.start < span[1]),
                    tuple(one for one in reading.clocks if span[0] <= one.start < span[1]),
                    tuple(one for one in figures if span[0] <= one.number[0] < span[1]),
                    tuple(name for name in named if name in own or name.split()[-1] in own),
                )
            )
        at += len(paragraph) + 2
    return Text(tuple(found), soft(title), frozenset(sounds(title, language)))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a word or a sound says: the logarithm of how few sentences have it."""

    words: Mapping[str, int]
    sounds: Mapping[str, int]
    count: int

    def of_word(self, word: str) -> float:
        """The weight of a word."""
        return math.log((self.count + 1) / (self.words.get(word, 0) + 0.5))

    def of_sound(self, sound: str) -> float:
        """The weight of a name."""
        return math.log((self.count + 1) / (self.sounds.get(sound, 0) + 0.5))


def rarity(texts: Sequence[Text]) -> Rarity:
    """Count words and sounds over all sentences."""
    seen_words: Counter[str] = Counter()
    seen_sounds: Counter[str] = Counter()
    count = 0
    for text in texts:
        for one in text.sentences:
            seen_words.update(one.words)
            seen_sounds.update(one.sounds)
            count += 1
    return Rarity(seen_words, seen_sounds, count)


def signs(asked: Asked, report: Report, text: Text, index: int, rare: Rarity) -> dict[str, float]:
    """The signs of one sentence, 0 to 1 each.

    ``words`` and ``names`` are covers by the sentence itself, ``_around`` with its neighbours and the title.
    """
    one = text.sentences[index]
    beside, beside_sounds = around(text, index)
    whole = frozenset().union(*(other.sounds for other in text.sentences)) | text.title_sounds
    wanted = {word[:SOFT]: rare.of_word(word[:SOFT]) for word in asked.telling}
    named = {sound: rare.of_sound(sound) for sound in asked.names if rare.sounds.get(sound)}
    same = primary(asked.language) == primary(report.source.language)
    own, wide = _cover(wanted, one.words), _cover(wanted, beside)
    return {
        "words": own,
        "words_around": wide,
        "names": _cover(named, one.sounds),
        "names_around": _cover(named, beside_sounds),
        "names_report": _cover(named, whole),
        "numbers": _share(asked.numbers, [number.low for number in one.numbers]),
        "early": 1.0 / (1.0 + index / 6),
        "report": 1.0 / (1.0 + report.rank / 3),
        "near": max(0.0, report.near),
        "length": min(1.0, (one.span[1] - one.span[0]) / 300),
        "same": float(same),
        "same_words": same * own,
        "same_words_around": same * wide,
        **fit(asked, one),
    }


def around(text: Text, index: int) -> tuple[frozenset[str], frozenset[str]]:
    """The words and the sounds of a sentence, its neighbours and the title."""
    near = text.sentences[max(0, index - 1) : index + 2]
    return (
        frozenset().union(*(other.words for other in near)) | text.title_words,
        frozenset().union(*(other.sounds for other in near)) | text.title_sounds,
    )


def met(words: Sequence[str], names: Sequence[str], text: Text, index: int, written: str) -> tuple[float, ...]:
    """Whether each word stands in a sentence, beside it or in the title: as it is written, or as a name sounds.

    ``names`` are the sounds that may be meant; ``written`` is the sentence with its title, where words of scripts
    without spaces are looked for.
    """
    there, heard_there = around(text, index)
    heard_there &= frozenset(names)
    return tuple(
        float(
            word in written
            if word[:1] > SPACED
            else (bool(form := _form(word)) and form <= there) or _sound(word) in heard_there
        )
        for word in words
    )


@lru_cache(maxsize=4096)
def _form(word: str) -> frozenset[str]:
    return soft(word)


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    return heard(fold(word))


def _cover(wanted: Mapping[str, float], there: frozenset[str]) -> float:
    total = sum(wanted.values())
    return sum(weight for key, weight in wanted.items() if key in there) / total if total else 0.0


def _share(wanted: Sequence[float], there: Sequence[float]) -> float:
    return sum(one in there for one in wanted) / len(wanted) if wanted else 0.0


def fit(asked: Asked, one: Sentence) -> dict[str, float]:
    """Whether the sentence has the kind of thing that is asked for, and counts or measures alike."""
    new = [number for number in one.numbers if number.low not in asked.numbers]
    units = {number.unit for number in new}
    things = {figure.what for figure in one.figures}
    fits = {
        Kind.COUNT: bool(new),
        Kind.AMOUNT: bool(new),
        Kind.MONEY: bool(units & MONEY),
        Kind.WHEN: bool(one.dates or one.clocks or new),
        Kind.WHO: bool(one.names),
        Kind.WHERE: bool(one.sounds - set(asked.names)),
    }
    kinds = [kind for kind in asked.kinds if kind in fits]
    strict = [fits[kind] for kind in kinds if kind is not Kind.WHERE] + [not asked.units or bool(asked.units & units)]
    return {
        "apt": float(all(strict)),
        "fit": float(any(fits[kind] for kind in kinds)),
        "thing": float(bool(asked.thing) and asked.thing in things),
        "no_thing": float(bool(asked.thing) and asked.thing not in things),
    }
