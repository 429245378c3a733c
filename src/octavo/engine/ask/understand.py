"""What a question wants: the kind of answer, the words that tell, and when, where and by whom.

Cue words by language, as question typing has been done since TREC (Li and Roth, "Learning Question Classifiers",
COLING 2002, give the classes); dates, numbers, units and what is counted are read as the figures of a text are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from octavo.engine.aids.figures import Dated, Precision, Said, read
from octavo.engine.aids.figures.find import thing_named
from octavo.engine.aids.figures.lexicon import either, lexicon
from octavo.engine.ask.values import Asked, Kind, Known, Period
from octavo.engine.ask.words import SPACELESS, flat, words
from octavo.engine.everyday import everyday_words
from octavo.engine.language import primary
from octavo.engine.places import find
from octavo.engine.stories.sounds import heard, transcribed
from octavo.engine.text import fold, folded_words

LONGEST = 400  # characters of a question that are read
MOST_EVERYDAY = 150  # words of a list: further down stand nouns that may be what is asked for
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
NEAR = 2  # characters between "how many" and the unit it asks for


def understood(question: str, language: str, known: Known) -> Asked:
    """Understand a question.

    Args:
        question: plain text of any length; what is beyond ``LONGEST`` characters is left out.
        language: BCP 47, of the question.
        known: the day, the paper's publishers and places.
    """
    text = " ".join(question.split())[:LONGEST]
    reading = read(text, language, known.today)
    kinds, asked = _kinds(text, language)
    timed = {
        word
        for pattern in words(language).periods.values()
        for part in pattern.findall(flat(text))
        for word in folded_words(part)
    }
    counts = bool(kinds & {Kind.COUNT, Kind.AMOUNT, Kind.MONEY})
    return Asked(
        text,
        language,
        kinds,
        tuple(word for word in _telling(text, language) if word not in timed),
        tuple(sounds(text, language)),
        tuple(number.low for number in reading.numbers),
        thing_named(text, language) if counts else "",
        _units(text, language, asked) if counts else frozenset(),
        _period(text, language, known.today, reading.dates),
        _places(text, language, known),
        tuple(_publishers(text, language, known)),
        asked,
    )


def _kinds(text: str, language: str) -> tuple[frozenset[Kind], int]:
    """The kind whose words come first, the longer of two, and where they end; money beside an amount."""
    plain, own = flat(text), words(language)
    met = {kind: match for kind, pattern in own.kinds.items() if (match := pattern.search(plain))}
    money = Kind.MONEY in met
    met.pop(Kind.MONEY, None)
    if not met:
        return frozenset({Kind.MONEY} if money else {Kind.WHAT}), 0
    first = min(met, key=lambda kind: (met[kind].start(), -len(met[kind].group())))
    kinds = {first} | ({Kind.MONEY} if money and first in {Kind.AMOUNT, Kind.WHAT, Kind.WHETHER} else set())
    return frozenset(kinds), met[first].end()


def _telling(text: str, language: str) -> Iterator[str]:
    """Folded words that say something; of scripts without spaces, pairs that are not all hiragana."""
    seen = set(words(language).plain) | everyday(primary(language))
    spaceless = primary(language) in SPACELESS
    for word in folded_words(text):
        if word in seen or (spaceless and not _says(word)) or (len(word) < 2 and not word.isdecimal()):
            continue
        seen.add(word)
        yield word


def _says(pair: str) -> bool:
    """Whether a pair of characters is more than endings and particles."""
    return bool(_HAN.search(pair)) or bool(_KATAKANA.search(pair)) or pair.isascii()


@cache
def everyday(language: str) -> frozenset[str]:
    """Folded words that say little in any question."""
    return frozenset(fold(word) for word in everyday_words(language)[:MOST_EVERYDAY])


def sounds(text: str, language: str) -> Iterator[str]:
    """The names of a text as they sound, each once: capitals, katakana, transcriptions; any word of other scripts."""
    name = primary(language)
    seen: set[str] = set()
    asking = words(language).plain
    for token in _nameable(text, name):
        sound = heard(token)
        if len(sound) > 2 and sound not in seen and fold(token) not in asking:
            seen.add(sound)
            yield sound


def _nameable(text: str, language: str) -> Iterator[str]:
    if language == "zh":
        yield from transcribed(text)
        return
    if language == "ja":
        yield from _KATAKANA.findall(text)
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isupper() or not (word[0].islower() or word[0] > "\u2fff"):
            yield from (fold(word).split() or [word]) if not word[0].isupper() else [word]


@cache
def _unit_pattern(language: str) -> re.Pattern[str]:
    own = lexicon(language)
    edges = ("", "") if own.language in SPACELESS else (r"(?<![^\W\d_])", r"(?![^\W\d_])")
    forms = [form for form in own.units if len(form) > 2 or own.language in SPACELESS]
    asked = r"何" if own.language == "ja" else ""
    return re.compile(f"{asked}{edges[0]}(?P<u>{either(forms)}){edges[1]}" if forms else "x^")


def _units(text: str, language: str, asked: int) -> frozenset[str]:
    """The unit that the question asks in, which stands with its cue: percent, hours, hectares."""
    found = _unit_pattern(language).finditer(flat(text))
    near = [one for one in found if one.group().startswith("何") or 0 <= one.start() - asked <= NEAR]
    return frozenset(lexicon(language).units[one["u"]] for one in near[:1])


def _period(text: str, language: str, today: date, dates: tuple[Dated, ...]) -> Period | None:
    """The days that the question names, or the week or month."""
    plain, own = flat(text), words(language)
    for name, pattern in own.periods.items():
        if match := pattern.search(plain):
            first, last = _span(name, today)
            return Period(first, last, text[match.start() : match.end()])
    named = [(past(one, text, today), text[one.start : one.end]) for one in dates if one.precision is Precision.DAY]
    days = [(day, written) for day, written in named if day <= today]
    if not days:
        return None
    return Period(min(days)[0], max(days)[0], ", ".join(written for _, written in days))


def past(one: Dated, text: str, today: date) -> date:
    """The day a question means: who asks about 3 March without a year asks about the last one."""
    ahead = one.day > today and one.said is Said.ABSOLUTE and str(one.day.year) not in text[one.start : one.end]
    return one.day - timedelta(days=365) if ahead and one.day - timedelta(days=365) <= today else one.day


def _span(name: str, today: date) -> tuple[date, date]:
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    if name == "week":
        return monday, today
    if name == "last_week":
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if name == "month":
        return first, today
    before = first - timedelta(days=1)
    return before.replace(day=1), before


def _places(text: str, language: str, known: Known) -> tuple[tuple[str, str], ...]:
    if known.gazetteer is None:
        return ()
    return tuple((one.key, one.name) for one in find(text, language, known.gazetteer))


def _publishers(text: str, language: str, known: Known) -> Iterator[tuple[int | str, str]]:
    """The publishers that the question names in full, behind "according to" and the like."""
    plain, own = flat(text), words(language)
    cues = [match.end() for match in own.by.finditer(plain)]
    for name, key in known.publishers.items():
        at = plain.find(flat(name)) if len(name) > 3 else -1
        if at >= 0 and (any(0 <= at - end <= 6 for end in cues) or own.by.match(plain, at + len(name))):
            yield key, text[at : at + len(name)]
