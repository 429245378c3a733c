"""Who counted: the words of a sentence that say where a number comes from, as a span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from octavo.engine.aids.figures.lexicon import SPACELESS, either, lexicon
from octavo.engine.aids.figures.values import Number, Span
from octavo.engine.text import folded_words

_CLAUSE = re.compile(r"(?<!\d)[,،](?=\s)|[;؛:：，；。、—–(（](?!\d)|\s-\s|\n")
_TRIM = ' \t\n,;:.،؛，。、「」“”"«»()（）—–-'
_LONGEST = 90  # characters of a name for who counted


@dataclass(frozen=True, slots=True)
class _Cues:
    says: re.Pattern[str]
    according: re.Pattern[str]
    stops: re.Pattern[str]


@cache
def _cues(language: str) -> _Cues:
    words = lexicon(language)
    edge, last = ("", "") if words.language in SPACELESS else (r"(?<![^\W\d_])", r"(?![^\W\d_])")
    if words.clitics:
        edge = rf"{edge}(?:{either(one for one in words.clitics if len(one) == 1)})?"
    says = [form for form in words.words("says") if form not in words.words("says", "according")]
    stops = words.words("says", "stops")
    return _Cues(
        re.compile(f"{edge}(?:{either(says)}){last}"),
        re.compile(f"{edge}(?:{either(words.words('says', 'according'))}){last}"),
        re.compile(rf"{edge}(?:{either(stops) or 'x^'}){last}|\d"),
    )


def counter_of(flat_text: str, sentence: Span, number: Number, language: str) -> Span | None:
    """Where the source of a number stands: in its own clause, else in the clause that attributes the sentence.

    Args:
        flat_text: the whole text, made ``plain``.
        sentence: the span of the number's sentence.
        number: the number.
        language: BCP 47.
    """
    flat = flat_text[slice(*sentence)]
    clauses = _clauses(flat)
    at = next((i for i, (a, b) in enumerate(clauses) if a <= number.start - sentence[0] < b), 0)
    order = [at, *(i for i in (at - 1, at + 1, len(clauses) - 1, 0) if 0 <= i < len(clauses) and i != at)]
    for index in order:
        found = _source(flat, clauses[index], language)
        if found:
            return sentence[0] + found[0], sentence[0] + found[1]
    return None


def own_words(text: str, sentence: Span, number: Number) -> Span | None:
    """The words before a number in its clause: who counted where the verb is left out ("the committee, 41")."""
    flat = text[slice(*sentence)]
    for first, last in reversed(_clauses(flat)):
        if first <= number.start - sentence[0] < last or last <= number.start - sentence[0]:
            found = _trimmed(flat, (first, min(last, max(first, number.begin - sentence[0]))))
            if found and found[1] - found[0] > 3:
                return sentence[0] + found[0], sentence[0] + found[1]
    return None


def _clauses(sentence: str) -> list[Span]:
    edges = [0, *(match.end() for match in _CLAUSE.finditer(sentence)), len(sentence)]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _source(sentence: str, clause: Span, language: str) -> Span | None:
    """The subject of a verb of counting or saying, or what stands with "according to"."""
    cues, (first, last) = _cues(language), clause
    primary = lexicon(language).language
    if match := cues.according.search(sentence, first, last):
        if primary == "ja":
            return _trimmed(sentence, (first, match.start()))
        return _until(sentence, (match.end(), last), cues)
    match = cues.says.search(sentence, first, last)
    if not match:
        return None
    before = (first, match.start())
    if primary in SPACELESS:
        head = re.search("[はがも]", sentence[first : match.start()]) if primary == "ja" else None
        return _trimmed(sentence, (first, first + head.start()) if head else before)
    if primary != "ar" and (subject := _until(sentence, before, cues)) and _tells(sentence[slice(*subject)]):
        return subject
    return _until(sentence, (match.end(), last), cues)


def _until(sentence: str, span: Span, cues: _Cues) -> Span | None:
    stop = cues.stops.search(sentence, *span)
    return _trimmed(sentence, (span[0], stop.start() if stop else span[1]))


def _trimmed(sentence: str, span: Span) -> Span | None:
    first, last = span
    while first < last and sentence[first] in _TRIM:
        first += 1
    while last > first and sentence[last - 1] in _TRIM:
        last -= 1
    return (first, last) if 1 < last - first <= _LONGEST else None


def _tells(words: str) -> bool:
    return sum(len(word) > 2 for word in words.split()) > 0


def key_of(words: str) -> frozenset[str]:
    """The folded words of a source, without short ones, to compare two by."""
    return frozenset(word[:7] for word in folded_words(words) if len(word) > 2 or word > "\u2fff")


def same(one: str, other: str) -> bool:
    """Whether two sources are the same as far as their words tell."""
    ours, theirs = key_of(one), key_of(other)
    return bool(ours & theirs) and len(ours & theirs) * 2 >= min(len(ours), len(theirs))
