"""Numbers, dates and times of a sentence that do not stand in its passages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from octavo.engine.aids.figures import Clock, Dated, Number, Precision, Qualifier, Said
from octavo.engine.aids.gate.tokens import Prepared, Token

_WINDOW = 4  # words to each side of a number that say what it counts
_DOWN = {Qualifier.LESS, Qualifier.MOST}
_UP = {Qualifier.LEAST, Qualifier.MORE}


@dataclass(frozen=True, slots=True)
class _Place:
    number: Number
    beside: frozenset[str]


def wrong_numbers(sentence: Prepared, passages: Sequence[Prepared]) -> tuple[str, ...]:
    """The numbers that no passage has, has in another unit or direction, or has of something else."""
    theirs = [_Place(number, beside(number, passage)) for passage in passages for number in passage.reading.numbers]
    years = {day.day.year for passage in passages for day in passage.reading.dates if day.precision is Precision.YEAR}
    wrong = []
    for number in sentence.reading.numbers:
        if number.low in years and not number.unit:
            continue
        same = [place for place in theirs if _same(number, place.number)]
        if not same or _another(number, beside(number, sentence), same, theirs):
            wrong.append(sentence.text[number.start : number.end])
    wrong += [sentence.text[one.start : one.end] for one in sentence.reading.clocks if not _timed(one, passages)]
    return tuple(wrong)


def _same(ours: Number, theirs: Number) -> bool:
    low, high, unit = ours.base
    their_low, their_high, their_unit = theirs.base
    if (ours.qualifier in _UP and theirs.qualifier in _DOWN) or (ours.qualifier in _DOWN and theirs.qualifier in _UP):
        return False
    if unit and their_unit and unit != their_unit:
        return False
    return (_near(low, their_low) and _near(high, their_high)) or (low == high and low in {their_low, their_high})


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


def beside(number: Number, text: Prepared) -> frozenset[str]:
    """The words that say what a number counts: those nearest to it that mean something, and its unit."""
    tokens = text.tokens
    first = bisect_left(text.ends, number.start + 1)
    last = bisect_left(text.ends, number.end)
    before = [token for token in tokens[max(0, first - 2 * _WINDOW) : first] if _says(token)][-_WINDOW:]
    after = [token for token in tokens[last + 1 : last + 1 + 2 * _WINDOW] if _says(token)][:_WINDOW]
    return frozenset(token.soft for token in (*before, *after)) | ({number.unit} if number.unit else frozenset())


def _says(token: Token) -> bool:
    return token.weight >= 1


def _another(number: Number, words: frozenset[str], same: Iterable[_Place], all_: Iterable[_Place]) -> bool:
    """Whether another number of the passages clearly is the one that these words count."""
    best = max(len(words & place.beside) for place in same)
    other = max((len(words & place.beside) for place in all_ if not _same(number, place.number)), default=0)
    return best + 2 < other or (best == 0 and other > 1)


def _timed(clock: Clock, passages: Iterable[Prepared]) -> bool:
    return any(clock.minutes == other.minutes for passage in passages for other in passage.reading.clocks)


def wrong_dates(sentence: Prepared, passages: Sequence[Prepared]) -> tuple[str, ...]:
    """The dates that no passage gives. A weekday may be of another week; a year may stand in a date."""
    theirs = [day for passage in passages for day in passage.reading.dates]
    plain = {number.low for passage in passages for number in passage.reading.numbers if not number.unit}
    return tuple(
        sentence.text[day.start : day.end]
        for day in sentence.reading.dates
        if not any(_same_date(day, other) for other in theirs)
        and not (day.precision is Precision.YEAR and day.day.year in plain)
    )


def _same_date(ours: Dated, theirs: Dated) -> bool:
    if ours.precision is Precision.YEAR or theirs.precision is Precision.YEAR:
        return ours.day.year == theirs.day.year and ours.precision is Precision.YEAR
    if Precision.MONTH in {ours.precision, theirs.precision}:
        return ours.precision is Precision.MONTH and (ours.day.year, ours.day.month) == (
            theirs.day.year,
            theirs.day.month,
        )
    if Said.WEEKDAY is ours.said is theirs.said:
        return ours.day.weekday() == theirs.day.weekday()
    return ours.day == theirs.day
