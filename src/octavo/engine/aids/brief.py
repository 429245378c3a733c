"""In brief: the sentences of a text that say most of it, in reading order, as spans.

A sentence counts by the words it shares with the rest of the text (SumBasic, Nenkova and Vanderwende 2005: words that
are already told count less), by its place, as newspapers lead with the news, and by the title. Sentences that lean on
the one before them are taken only behind it, or where there is little else.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from octavo.engine.aids.sentences import Sentence, Span, sentences_of, telling
from octavo.engine.text import overlap

_NAMED = re.compile(r"(?<=[\w,;] )[A-ZÀ-Þ]\w+|[ァ-ヺー]{3,}")  # a capital inside a sentence; katakana
_COUNTED = re.compile(r"\d+(?:[.,]\d+)*")
REPEATED = 0.5  # of the shorter sentence's words: two that say the same


@dataclass(frozen=True, slots=True)
class Weights:
    """What makes a sentence worth its place; ``docs/decisions/0023-in-brief.md`` says how they were set."""

    first: float = 8.0  # more for the beginning of a text
    fall: float = 8.0  # the share of the text, one in so many sentences, in which that wears off
    title: float = 1.0  # more for all words of the title
    leans: float = 0.4  # times, for a sentence that leans on the one before
    asks: float = 0.2  # times, for a question
    quoted: float = 0.5  # less for what is all in quotation marks
    named: float = 0.2  # more for four names
    counted: float = 0.5  # more for three numbers
    told: float = 0.2  # of a word's weight that stays once it is told
    length: float = 0.5  # the power of the count of words by which a sentence is divided


WEIGHTS = Weights()


def brief(paragraphs: Sequence[str], language: str, limit: int = 4, title: str = "") -> list[Span]:
    """The sentences that tell a text in brief.

    Args:
        paragraphs: plain texts.
        language: BCP 47.
        limit: how many sentences at most; never more than half of those that could be shown, but one.
        title: the headline, if there is one; it only says what the text is about.

    Returns:
        Spans of whole sentences in characters of the paragraphs joined by a blank line, in reading order. Empty for a
        text without a sentence that could stand alone.
    """
    told = sentences_of(paragraphs, language)
    chosen = ranked(told, telling(title, language) if title else frozenset(), limit)
    return [one.span for one in sorted(chosen, key=lambda one: one.place)]


def ranked(told: Sequence[Sentence], title: frozenset[str], limit: int, weights: Weights = WEIGHTS) -> list[Sentence]:
    """The chosen sentences of a text, the best first."""
    usable = [one for one in told if one.whole]
    counts = Counter(word for one in told for word in one.words)
    worth = {word: math.log(times) for word, times in counts.items()}
    factors = {one.place: _factor(one, len(told), title, weights) for one in usable}
    chosen: list[Sentence] = []
    limit = min(limit, max(1, len(usable) // 2))
    while usable and len(chosen) < limit:
        places = {one.place for one in chosen}
        best = max(
            usable, key=lambda one: _score(one, worth, weights) * factors[one.place] * _leaning(one, places, weights)
        )
        usable.remove(best)
        if all(overlap(best.words, other.words) < REPEATED for other in chosen):
            chosen.append(best)
            worth.update((word, worth[word] * weights.told) for word in best.words)
    return chosen


def _score(sentence: Sentence, worth: dict[str, float], weights: Weights) -> float:
    total = sum(worth[word] for word in sentence.words)
    return float((0.05 + total) / (len(sentence.words) + 4) ** weights.length)


def _factor(sentence: Sentence, count: int, title: frozenset[str], weights: Weights) -> float:
    """What of a sentence's worth does not change as others are chosen."""
    early = 1.0 + weights.first * math.exp(-sentence.place / max(2.0, count / weights.fall))
    titled = 1.0 + weights.title * len(sentence.words & title) / (len(title) or 1)
    named = 1.0 + weights.named * min(4, len(_NAMED.findall(sentence.text))) / 4
    counted = 1.0 + weights.counted * min(3, len(_COUNTED.findall(sentence.text))) / 3
    plain = (weights.asks if sentence.asks else 1.0) * (1.0 - weights.quoted * sentence.quoted)
    return early * titled * named * counted * plain


def _leaning(sentence: Sentence, places: Iterable[int], weights: Weights) -> float:
    """Less for a sentence that leans, unless what it leans on is there."""
    return weights.leans if sentence.leans and sentence.place - 1 not in places else 1.0
