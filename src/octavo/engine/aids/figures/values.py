"""Numbers, dates and figures: values with their place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

Span = tuple[int, int]

_SCALE: dict[str, tuple[str, float]] = {
    "km": ("m", 1000.0),
    "cm": ("m", 0.01),
    "mm": ("m", 0.001),
    "mile": ("m", 1609.344),
    "foot": ("m", 0.3048),
    "acre": ("m2", 4046.8564),
    "ha": ("m2", 10_000.0),
    "km2": ("m2", 1_000_000.0),
    "kg": ("t", 0.001),
    "mw": ("kw", 1000.0),
    "minute": ("second", 60.0),
    "hour": ("second", 3600.0),
}


@lru_cache(maxsize=65536)
def _in_base(low: float, high: float, unit: str) -> tuple[float, float, str]:
    base, factor = _SCALE.get(unit, (unit, 1.0))
    return low * factor, high * factor, base


class Qualifier(StrEnum):
    """What is said of how exact a number is."""

    EXACT = ""
    LEAST = "at least"
    MORE = "more than"
    MOST = "up to"
    LESS = "less than"
    ABOUT = "about"


class Form(StrEnum):
    """What a number stands as."""

    COUNT = "count"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text writes it. ``low`` and ``high`` differ for a range only."""

    start: int  # characters of the numeral
    end: int
    low: float
    high: float
    unit: str = ""  # "percent", "km", "florin" …; empty for things that are counted
    qualifier: Qualifier = Qualifier.EXACT
    form: Form = Form.COUNT
    begin: int = -1  # where the qualifier, numeral and unit together begin
    stop: int = -1

    @property
    def base(self) -> tuple[float, float, str]:
        """Both ends in the base unit of their kind, and that unit: km and metres compare."""
        return _in_base(self.low, self.high, self.unit)


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Said(StrEnum):
    """Where a date comes from."""

    ABSOLUTE = "absolute"  # the text names day and month
    WEEKDAY = "weekday"  # the text names the day of the week
    RELATIVE = "relative"  # yesterday, three days ago
    ARTICLE = "article"  # not of the text: the day of publication


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text, resolved against the day of publication. The first day of a month or year stands for it."""

    start: int
    end: int
    day: date
    precision: Precision
    said: Said


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes after midnight, or after noon where the text does not say which."""

    start: int
    end: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Figure:
    """Something counted or measured, as one text gives it. All spans are characters of the joined paragraphs."""

    what: str  # "dead", "injured", "magnitude" … across languages; else "unit:florin", or the head noun folded
    low: float
    high: float
    unit: str
    qualifier: Qualifier
    number: Span  # the numeral alone
    words: Span  # the phrase to show
    counter: Span | None = None  # who counted, to show
    counted_by: str = ""  # the words near by that say who counted, to compare by
    as_of: date | None = None
    weight: float = 0.0  # 0 to 1: how much it carries the news
    chance: float = 0.0  # 0 to 1: how likely a careful editor would list it at all
    own: bool = False  # the counter stands with a verb of counting or an "according to", not only nearby
    contrast: bool = False  # a word such as "but" or "while" stands in its sentence
    sentence: int = 0  # of the text, from 0

    @property
    def base(self) -> tuple[float, float, str]:
        """Both ends in the base unit of their kind, and that unit."""
        return _in_base(self.low, self.high, self.unit)
