"""Whether a translated sentence still has the numbers, dates and names of its original, and no others.

The gate compares words, which two languages do not share. What can be compared across languages are values: numbers,
dates and times as ``figures.read`` reads them, and names by their sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from octavo.engine.aids.figures import Dated, Number, Precision, Qualifier, Reading, Said, read
from octavo.engine.aids.figures.lexicon import lexicon
from octavo.engine.aids.gate.quotes import quoted
from octavo.engine.language import detect, primary
from octavo.engine.text import is_spaceless
from octavo.engine.writer.answers import unclean
from octavo.engine.writer.sounding import stands, strange_names

_EXPECTED = {(False, True): 0.4, (True, False): 2.5}  # characters of a translation for one of the original
_SLACK = 3.0  # times as long, or as short, as is expected
_ROOM = 40  # characters more in any case
_TELLING = 40  # letters of a sentence whose language can be told
_SISTERS = ({"ms", "id"}, {"nb", "no", "nn", "da"}, {"hr", "bs", "sr"}, {"zh", "yue", "wuu"}, {"pt", "gl"})
_SMALL = 2  # one and two are articles, pronouns and pairs in one language or another
_FEW = 12  # numbers to which Arabic and Hebrew tie articles and endings, so that not every form is known
_TYING = frozenset({"ar", "he"})
_UP = {Qualifier.LEAST, Qualifier.MORE}
_DOWN = {Qualifier.MOST, Qualifier.LESS}
_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f\u066b\u066c' ]\d+)*")


class Lost(StrEnum):
    """Why a translation is not shown. What ``answers.unclean`` finds comes beside these."""

    NONE = ""
    EMPTY = "empty"
    LENGTH = "length"
    LANGUAGE = "language"  # it is not in the language that was asked for
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    QUOTE = "quote"  # quotation marks that the original has not


@dataclass(frozen=True, slots=True)
class Pair:
    """From which language into which, and what is known of the article."""

    source: str  # BCP 47
    target: str
    published: date
    names: tuple[str, ...] = ()  # of people in the article, as it writes them

    @property
    def values_read(self) -> bool:
        """Whether numbers and dates are read in both languages, and not only digits."""
        return all(lexicon(one).language == primary(one) for one in (self.source, self.target))


def lost(original: str, translation: str, pair: Pair) -> str:
    """The first thing wrong with a translated sentence; empty when nothing is."""
    said = translation.strip()
    return next((str(fault) for fault in _faults(original, said, pair) if fault), "") if said else Lost.EMPTY


def _faults(original: str, said: str, pair: Pair) -> Iterator[str | None]:
    """Each thing that may be wrong, in turn; the cheap ones first."""
    yield unclean(said, original)
    yield None if _fits(original, said) else Lost.LENGTH
    yield None if _in_language(original, said, pair) else Lost.LANGUAGE
    yield Lost.QUOTE if quoted(said) and not quoted(original) else None
    yield _values(original, said, pair) if pair.values_read else _digits(original, said)
    yield None if all(stands(name, original, said) for name in pair.names) else Lost.NAME
    yield Lost.NAME if strange_names(original, said, pair.source, pair.target) else None


def _fits(original: str, said: str) -> bool:
    expected = len(original) * _EXPECTED.get((is_spaceless(original), is_spaceless(said)), 1.0)
    return expected / _SLACK - _ROOM <= len(said) <= expected * _SLACK + _ROOM


def _in_language(original: str, said: str, pair: Pair) -> bool:
    """Whether a sentence that is long enough to tell is in the target language."""
    target = primary(pair.target)
    if sum(char.isalpha() for char in said) < (_TELLING // 3 if is_spaceless(said) else _TELLING):
        return said != original.strip() or not any(char.islower() for char in said)
    found = detect(said, pair.target)
    return found == target or any({found, target} <= sisters for sisters in _SISTERS)


def _values(original: str, said: str, pair: Pair) -> Lost:
    ours = read(said, pair.target, pair.published)
    theirs = read(original, pair.source, pair.published)
    gone, come = _without(theirs, original, ours, said), _without(ours, said, theirs, original)
    tied = bool({primary(pair.source), primary(pair.target)} & _TYING)
    if (gone and come) or not all(_excused(written, value, tied=tied) for written, value in (*gone, *come)):
        return Lost.NUMBER
    same = _dated(theirs.dates, ours) and _dated(ours.dates, theirs)
    same = same and {one.minutes % 720 for one in theirs.clocks} == {one.minutes % 720 for one in ours.clocks}
    return Lost.NONE if same else Lost.DATE


def _without(one: Reading, text: str, other: Reading, words: str) -> list[tuple[str, float]]:
    """The numbers of a text that another has not, as written and as meant; but for one, two and half in words."""
    raw = _raw(words)
    inside = {(number.end, number.stop) for number in one.numbers if number.unit}
    found = [
        (text[number.start : number.end], number.low)
        for number in one.numbers
        if not any(first <= number.start and number.end <= last for first, last in inside)  # "por ciento"
        and not any(_same(number, theirs) for theirs in other.numbers)
        and not _dates_have(number.low, other.dates)
        and (any(_worth(number, theirs) for theirs in other.numbers) or not raw & _raw(text[number.start : number.end]))
    ]
    return [(written, value) for written, value in found if _in_digits(written) or not _trifling(value)]


def _in_digits(numeral: str) -> bool:
    return any(char.isdecimal() for char in numeral)


def _trifling(value: float) -> bool:
    return value <= _SMALL or value != int(value)


def _excused(written: str, value: float, *, tied: bool) -> bool:
    """Whether a number may have stayed unread, where a language ties articles and endings to numerals."""
    return tied and value <= (_SMALL if _in_digits(written) else _FEW)


def _same(one: Number, other: Number) -> bool:
    unit, their_unit = one.base[2], other.base[2]
    turned = bool({one.qualifier, other.qualifier} & _UP and {one.qualifier, other.qualifier} & _DOWN)
    return _worth(one, other) and not (unit and their_unit and unit != their_unit) and not turned


def _worth(one: Number, other: Number) -> bool:
    return _near(one.base[0], other.base[0]) and _near(one.base[1], other.base[1])


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other))


def _dates_have(value: float, dates: Iterable[Dated]) -> bool:
    return any(value in {day.day.day, day.day.month, day.day.year} for day in dates)


def _dated(dates: Sequence[Dated], other: Reading) -> bool:
    """Whether each date stands in the other text, as a date or, a year, as a number."""
    return all(
        any(_same_day(day, theirs) for theirs in other.dates)
        or (day.precision is Precision.YEAR and any(number.low == day.day.year for number in other.numbers))
        for day in dates
    )


def _same_day(one: Dated, other: Dated) -> bool:
    if Precision.YEAR in {one.precision, other.precision}:
        return one.day.year == other.day.year
    if Precision.MONTH in {one.precision, other.precision}:
        return (one.day.year, one.day.month) == (other.day.year, other.day.month)
    if Said.WEEKDAY in {one.said, other.said}:
        return one.day.weekday() == other.day.weekday()
    return one.day == other.day


def _digits(original: str, said: str) -> Lost:
    """Of languages whose numerals are not known: the same digits on both sides."""
    return Lost.NONE if _raw(original) == _raw(said) else Lost.NUMBER


def _raw(text: str) -> set[str]:
    """Numbers as their digits alone, in Latin ones, without separators and zeros that say nothing."""
    found = ("".join(str(int(char)) for char in match if char.isdecimal()) for match in _DIGITS.findall(text))
    return {one.lstrip("0") or "0" for one in found}
