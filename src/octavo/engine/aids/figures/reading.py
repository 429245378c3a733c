"""Read a text once for its numbers, dates and times of day: the base of figures, events and the gate."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from octavo.engine.aids.figures import dates, han, numerals
from octavo.engine.aids.figures.lexicon import SPACELESS, either, lexicon, plain
from octavo.engine.aids.figures.numerals import Numeral
from octavo.engine.aids.figures.values import Clock, Dated, Form, Number, Qualifier, Said, Span

MONEY = frozenset(
    [
        "dollar",
        "euro",
        "pound",
        "yen",
        "yuan",
        "peso",
        "shekel",
        "ringgit",
        "dinar",
        "piastre",
        "florin",
        "crown",
        "franc",
    ]
)
_SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₪": "shekel", "rm": "ringgit"}
_SIGN = re.compile(r"(?:us|a|nz|c|hk|s)?([$£€¥₪]|\brm)\s?$")
_QUALIFIERS = {
    "least": Qualifier.LEAST,
    "more": Qualifier.MORE,
    "most": Qualifier.MOST,
    "less": Qualifier.LESS,
    "about": Qualifier.ABOUT,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The numbers, dates and times of a text, each in order of its place."""

    numbers: tuple[Number, ...]
    dates: tuple[Dated, ...]
    clocks: tuple[Clock, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where they all stand; a number inside a date stands twice."""
        return (
            *((one.start, one.end) for one in self.numbers),
            *((one.start, one.end) for one in self.dates),
            *((one.start, one.end) for one in self.clocks),
        )


@dataclass(frozen=True, slots=True)
class _Shapes:
    unit: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    range: re.Pattern[str]
    between: re.Pattern[str] | None
    ordinal_before: re.Pattern[str] | None
    ordinal_after: re.Pattern[str] | None


@lru_cache(maxsize=128)
def read(text: str, language: str, published: date) -> Reading:
    """Read a text; the last texts read are remembered, since every aid asks.

    Args:
        text: plain text of any length.
        language: BCP 47; a language without a file is read with English words, so at least its digits are found.
        published: the day its "yesterday" is counted from.
    """
    words = lexicon(language)
    flat = plain(text)
    found = list(han.numerals(flat, words) if words.language in SPACELESS else numerals.numerals(flat, words))
    clocks = dates.clocks_of(flat, language)
    days = dates.dates_of(flat, language, published, found)
    taken = [(one.start, one.end) for one in clocks]
    taken += [(one.start, one.end) for one in days if one.said is not Said.RELATIVE or one.day <= published]
    free = [one for one in found if not _within(one, sorted(taken))]
    numbers = _ranged([_number(flat, one, language) for one in free], flat, language)
    return Reading(tuple(numbers), tuple(days), tuple(clocks))


def numbers_of(text: str, language: str, published: date = date(2000, 1, 1)) -> tuple[Number, ...]:
    """The numbers of a text that are no dates and no times of day."""
    return read(text, language, published).numbers


def _within(one: Numeral, taken: Sequence[Span]) -> bool:
    at = bisect_left(taken, (one.end, -1))
    return any(start < one.end and one.start < end for start, end in taken[max(0, at - 3) : at])


@cache
def _shapes(language: str) -> _Shapes:
    words = lexicon(language)
    spaceless = words.language in SPACELESS
    last = "" if spaceless else r"(?![^\W\d_])"
    edge = "" if spaceless else r"(?<![^\W\d_])"
    clitic = either(one for one in words.clitics if len(one) == 1) or "x^"
    gap = ".{0,2}?" if spaceless else r"[\s-]?(?:[^\W\d_][^\s\d,.;:]*\s){0,2}"
    other = [unit for unit in words.units if words.units[unit] not in MONEY]
    money = [unit for unit in words.units if words.units[unit] in MONEY]
    skipped = r"[^\W\d_]{0,4}?" if spaceless else r"(?:[^\W\d_]+\s)?"
    ordinal = words.table.get("ordinal", {})
    before, after = ordinal.get("before", words.han.get("ordinal", "")), ordinal.get("after", "")
    between = words.table["between"]
    return _Shapes(
        unit=re.compile(rf"[\s-]?(?:de\s|d')?(?:(?P<u>{either(other)}){last}|{skipped}(?P<m>{either(money)}){last})"),
        before=re.compile(
            rf"{edge}(?:{clitic})??(?P<q>{either(words.before) or 'x^'})[有\s-]*(?:[a-z]{{0,2}}[$£€¥₪]|rm)?$"
        ),
        after=re.compile(rf"{gap}(?P<q>{either(words.after) or 'x^'}){last}"),
        range=re.compile(rf"\s?(?:{either(one.strip() for one in words.table['range'].split(','))})\s?"),
        between=re.compile(rf"{edge}{either([between])}\s*$") if between else None,
        ordinal_before=re.compile(rf"(?:{either(plain(before).replace(' ', '').split(','))})$") if before else None,
        ordinal_after=re.compile(rf"(?:{either(one.strip() for one in after.split(','))}){last}") if after else None,
    )


def _number(text: str, one: Numeral, language: str) -> Number:
    """A numeral with what stands around it: unit, qualifier, whether it is an ordinal."""
    shapes, words = _shapes(language), lexicon(language)
    unit, stop = _unit(text, one.end, language)
    begin = one.start
    if not unit and (sign := _SIGN.search(text, max(0, begin - 5), begin)):
        unit, begin = _SIGNS[sign[1]], sign.start()
    value, start = one.value, one.start
    if words.language in SPACELESS:
        value, unit, start, stop = _parts(text, one, unit, stop, language)
        begin = min(begin, start)
    qualifier = Qualifier.ABOUT if one.about else Qualifier.EXACT
    window = text[max(0, begin - 30) : begin]
    if (before := shapes.before.search(window)) and before["q"]:
        qualifier = _QUALIFIERS[words.before[_form(before["q"])]]
        begin -= len(window) - before.start("q")
    elif (after := shapes.after.match(text, stop) or shapes.after.match(text, one.end)) and after["q"]:
        qualifier, stop = _QUALIFIERS[words.after[_form(after["q"])]], max(stop, after.end())
    form = Form.ORDINAL if _ordinal(text, one, language) else Form.COUNT
    return Number(start, one.end, value, value, unit, qualifier, form, begin, stop)


def _form(words: str) -> str:
    return " ".join(words.split())


def _unit(text: str, end: int, language: str) -> tuple[str, int]:
    match = _shapes(language).unit.match(text, end)
    if not match:
        return "", end
    return lexicon(language).units[_form(match["u"] or match["m"])], match.end()


def _parts(text: str, one: Numeral, unit: str, stop: int, language: str) -> tuple[float, str, int, int]:
    """百分之二十二 and 三成 are per cent."""
    marks = lexicon(language).han
    if text.endswith(marks["percent"], 0, one.start):
        return one.value, "percent", one.start - len(marks["percent"]), one.end
    if text.startswith(marks["tenths"], one.end) and one.value < 10:
        return one.value * 10, "percent", one.start, one.end + 1
    return one.value, unit, one.start, stop


def _ordinal(text: str, one: Numeral, language: str) -> bool:
    shapes = _shapes(language)
    if one.written and lexicon(language).language not in SPACELESS:
        return False
    if shapes.ordinal_before and shapes.ordinal_before.search(text, max(0, one.start - 3), one.start):
        return True
    if shapes.ordinal_after and shapes.ordinal_after.match(text, one.end):
        return True
    if lexicon(language).language != "de" or text[one.end : one.end + 2] != ". ":
        return False
    return bool(re.search(r"(?:der|die|das|dem|den|am|im|zum|vom|beim)\s$", text[: one.start]))


def _ranged(numbers: list[Number], text: str, language: str) -> list[Number]:
    """Join "5–7 people" and "between 5 and 7" into one number each; "from 60 to 57" is a change, no range."""
    shapes, words = _shapes(language), lexicon(language)
    joined: list[Number] = []
    for one in numbers:
        last = joined[-1] if joined else None
        if last and last.unit == "hour" and one.unit == "minute" and one.start - last.stop < 6:
            value = last.low * 60 + one.low
            joined[-1] = replace(last, end=one.end, low=value, high=value, unit="minute", stop=one.stop)
            continue
        if (
            last
            and last.low == last.high < one.low
            and last.form is one.form is Form.COUNT
            and one.start - last.end < 9
        ):
            gap = text[last.end : one.start]
            opened = shapes.between and shapes.between.search(text, max(0, last.begin - 12), last.begin)
            if (opened and gap.strip() in {*words.joins, "y", "e"}) or _dashed(text, last, gap, shapes):
                joined[-1] = replace(last, end=one.end, high=one.high, unit=one.unit, stop=one.stop)
                continue
        joined.append(one)
    return joined


def _dashed(text: str, last: Number, gap: str, shapes: _Shapes) -> bool:
    from_ = re.search(
        r"(?<![^\W\d_])(?:from|von|de|dari|daripada|من|מ)[\s-]?$", text[max(0, last.begin - 9) : last.begin]
    )
    return bool(shapes.range.fullmatch(gap)) and not from_
