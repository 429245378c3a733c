"""Find the figures of a text: numbers that count or measure something, with what, who counted and as of when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from octavo.engine.aids.figures import salience
from octavo.engine.aids.figures.counted import counts
from octavo.engine.aids.figures.counters import counter_of, own_words
from octavo.engine.aids.figures.lexicon import SPACELESS, Lexicon, either, lexicon, plain
from octavo.engine.aids.figures.reading import MONEY, Reading, read
from octavo.engine.aids.figures.values import Dated, Figure, Number, Precision, Span
from octavo.engine.text import folded_words, sentences

HUMAN = salience.HUMAN | {"jobs", "staff", "votes", "firefighters", "soldiers"}
TIMES = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])
_WORD = re.compile(r"[^\W\d_]+")
_FAR = 400  # characters
BESIDE = 120  # characters between two numbers that may count one thing
_BY_UNIT = {"celsius": "temperature", "ha": "area", "acre": "area", "km2": "area", "mw": "power", "kw": "power"}


@dataclass(frozen=True, slots=True)
class _Thing:
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    flat: str
    language: str
    published: date


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what is needed to judge its numbers."""

    span: Span
    things: tuple[_Thing, ...]
    dates: tuple[Dated, ...]
    index: int
    paragraph: int
    contrast: bool

    def around(self, number: Number) -> Span:
        """The sentence's span, or as much of a very long one as is near a number."""
        return max(self.span[0], number.start - _FAR), min(self.span[1], number.end + _FAR)


def figures_of(paragraphs: Sequence[str], language: str, published: date, *, every: bool = False) -> tuple[Figure, ...]:
    """The figures of a text, in the order of the text.

    Args:
        paragraphs: plain texts.
        language: BCP 47.
        published: the day of publication: "yesterday" is counted from it, and it is the date of a figure without one.
        every: all of them; otherwise those that a careful editor would list, by how they are told.

    Returns:
        Figures with spans in characters of the paragraphs joined by a blank line. The words of a figure are its
        number with what it counts.
    """
    found = [figure for figure, _ in signed(paragraphs, language, published)]
    return tuple(found) if every else salience.chosen(found)


def signed(paragraphs: Sequence[str], language: str, published: date) -> Sequence[tuple[Figure, tuple[float, ...]]]:
    """All figures of a text, each with the signs (``salience.SIGNS``) that its weight is made of."""
    text = "\n\n".join(paragraphs)
    reading = read(text, language, published)
    source = _Source(text, plain(text), language, published)
    told = _sentences(paragraphs, language, reading)
    starts = [one.span[0] for one in told]
    found: list[tuple[Figure, tuple[float, ...]]] = []
    values: set[tuple[float, float, str]] = set()
    for number in reading.numbers:
        at = bisect_right(starts, number.start) - 1
        if at < 0 or not counts(text, source.flat, number, language):
            continue
        figure = _figure(source, told[at], number, found[-1][0] if found else None)
        marks = salience.marks(text, told[at].around(number), number, figure, told[at].paragraph)
        signs = (*marks, float(figure.base in values))
        values.add(figure.base)
        figure = replace(figure, weight=salience.weight(signs), chance=salience.chance(signs))
        found.append((figure, signs))
    return found


def _sentences(paragraphs: Sequence[str], language: str, reading: Reading) -> list[Sentence]:
    told: list[Sentence] = []
    at = 0
    for count, paragraph in enumerate(paragraphs):
        flat = plain(paragraph)
        met = _met(flat, language)
        for start, end in sentences(paragraph, language):
            span = (at + start, at + end)
            inside = tuple(_Thing(m.name, at + m.start, at + m.end) for m in met if start <= m.start < end)
            days = tuple(day for day in reading.dates if span[0] <= day.start < span[1])
            turns = bool(_contrast(language).search(flat, start, end))
            told.append(Sentence(span, inside, days, len(told), count, turns))
        at += len(paragraph) + 2
    return told


@dataclass(frozen=True, slots=True)
class _Things:
    """The things of a language: single words to look up, longer forms by their first word, or one pattern."""

    words: Mapping[str, str]
    longer: Mapping[str, tuple[tuple[str, str], ...]]
    pattern: re.Pattern[str] | None  # where words have prefixes, or no spaces between them


@cache
def _things(language: str) -> _Things:
    """The list of a language; a form that stands for two things is the first's."""
    words = lexicon(language)
    forms: dict[str, str] = {}
    for name in words.table["things"]:
        for form in words.words("things", name):
            forms.setdefault(form, name)
    if words.clitics or words.language in SPACELESS:
        return _Things({}, {}, _pattern(forms, words))
    longer: dict[str, list[tuple[str, str]]] = {}
    for form, name in forms.items():
        if not _WORD.fullmatch(form):
            longer.setdefault(_WORD.findall(form)[0], []).append((form, name))
    single = {form: name for form, name in forms.items() if _WORD.fullmatch(form)}
    return _Things(single, {first: tuple(all_) for first, all_ in longer.items()}, None)


def _pattern(forms: Mapping[str, str], words: Lexicon) -> re.Pattern[str]:
    edge, last = ("", "") if words.language in SPACELESS else (r"(?<![^\W\d_])", r"(?![^\W\d_])")
    if words.clitics:
        edge = rf"{edge}(?:{either(one for one in words.clitics if len(one) < 3)}|ال|وال|بال|ה)?"
    groups: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        groups.setdefault(forms[form], []).append(form)
    return re.compile(
        edge + "(?:" + "|".join(f"(?P<{name}>{either(own)})" for name, own in groups.items()) + ")" + last
    )


def _met(flat: str, language: str) -> list[_Thing]:
    """Every thing that a ``plain`` text names, in order."""
    things = _things(language)
    if things.pattern:
        return [_Thing(m.lastgroup or "", m.start(), m.end()) for m in things.pattern.finditer(flat)]
    found = []
    for match in _WORD.finditer(flat):
        word, start = match.group(), match.start()
        name, end = things.words.get(word, ""), match.end()
        for form, other in things.longer.get(word, ()):
            if flat.startswith(form, start) and len(form) > end - start:
                name, end = other, start + len(form)
        if name:
            found.append(_Thing(name, start, end))
    return found


def thing_named(words: str, language: str) -> str:
    """The thing of the list that a phrase names first; empty when none."""
    return next(iter(things_named(words, language)), "")


def things_named(words: str, language: str) -> tuple[str, ...]:
    """The things of the list that a phrase names, in its order."""
    return tuple(dict.fromkeys(one.name for one in _met(plain(words), language)))


@cache
def _contrast(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    edge, last = ("", "") if words.language in SPACELESS else (r"(?<![^\W\d_])", r"(?![^\W\d_])")
    return re.compile(f"{edge}(?:{either(words.words('contrast'))}){last}")


def _figure(source: _Source, sentence: Sentence, number: Number, last: Figure | None) -> Figure:
    """A number as a figure; ``last`` is the one before it, whose thing it may count as well."""
    text, language = source.text, source.language
    what = _what(text, sentence, number, language)
    unit = "" if what == "magnitude" else number.unit
    near = last is not None and number.start - last.number[1] < BESIDE and _fits(number, last.what)
    if last and near and what.startswith(("word:", "unit:")) and _follows(last, number):
        what = last.what
        if not unit and _bare(source.flat, number) and last.unit not in TIMES:
            unit = last.unit
    told = counter_of(source.flat, sentence.around(number), number, language)
    counter = told or own_words(text, sentence.around(number), number)
    day = min(
        (one for one in sentence.dates if one.precision is Precision.DAY),
        key=lambda one: abs(one.start - number.start),
        default=None,
    )
    return Figure(
        what=what,
        low=number.low,
        high=number.high,
        unit=unit,
        qualifier=number.qualifier,
        number=(number.start, number.end),
        words=_phrase(text, sentence, number),
        counter=counter,
        counted_by=text[slice(*counter)] if counter else "",
        as_of=day.day if day else source.published,
        own=told is not None,
        contrast=sentence.contrast,
        sentence=sentence.index,
    )


def _bare(flat: str, number: Number) -> bool:
    """Whether nothing that could be counted follows a number, as in "the satellite service 6,300"."""
    return flat[number.stop : number.stop + 1] in {"", ".", ",", ";", ":", ")", "、", "。", "，", "؛", "،", "\n"}


def _follows(last: Figure, number: Number) -> bool:
    """Whether a number without words of its own may count what the one before it counts."""
    return (last.unit == number.unit or not number.unit) and 0.15 < (number.low + 1) / (last.low + 1) < 7


def _what(text: str, sentence: Sentence, number: Number, language: str) -> str:
    """The nearest thing of the list in the sentence, a unit's own, or the noun after the number."""
    if number.unit == "celsius" and number.low < 11 and any(one.name == "magnitude" for one in sentence.things):
        return "magnitude"
    if number.unit in _BY_UNIT:
        return _BY_UNIT[number.unit]
    if number.unit in TIMES:
        return f"unit:{number.unit}"
    first, last = sentence.around(number)
    beside = [thing for thing in sentence.things if first <= thing.start <= last]
    people = _people(language).match(plain(text[number.stop : number.stop + 40])) is not None
    near = [(_distance(text, number, thing), thing.name) for thing in beside]
    near = [one for one in near if one[0] < 60 and _fits(number, one[1])]
    near = ([one for one in near if one[1] in HUMAN] if people else []) or near
    if near:
        return min(near)[1]
    if number.unit:
        return f"unit:{number.base[2]}"
    after = next(iter(folded_words(text[number.stop : number.stop + 30])), "")
    return f"word:{after}"


@cache
def _people(language: str) -> re.Pattern[str]:
    """A word for people right after a number, past one more word."""
    words = lexicon(language)
    last = "" if words.language in SPACELESS else r"(?![^\W\d_])"
    return re.compile(rf"[\s-]?(?:[^\W\d_]+\s)?(?:{either(words.words('people'))}){last}")


def _fits(number: Number, thing: str) -> bool:
    if thing in HUMAN and number.low != int(number.low):
        return False
    if number.unit in MONEY:
        return thing in {"price", "held"}
    if thing in {"turnout", "share"}:
        return number.unit == "percent"
    if thing in {"width", "depth", "level", "rain"}:
        return number.unit in {"m", "cm", "mm", "km"}
    if thing == "magnitude":
        return number.low < 11 and number.unit in {"", "celsius"}
    return number.unit == "" or thing in {"quota", "share"}


def _distance(text: str, number: Number, thing: _Thing) -> float:
    """Characters between a number and a word, more where a comma or another number parts them."""
    if thing.start >= number.end:
        between, behind = text[number.end : thing.start], 0.0
    else:
        between, behind = text[thing.end : number.start], 6.0
    return len(between) + behind + 25 * len(re.findall(r"[,;:،，；。]|\d", between))


def _phrase(text: str, sentence: Sentence, number: Number) -> Span:
    """The clause around a number, at most, so that its words can be shown alone."""
    first, last = sentence.around(number)
    begin, stop = number.begin, max(number.stop, number.end)
    after = re.compile(r"[,;:،，；。.!?—–](?!\d)|\s(?:and|und|y|et|dan|while|während)\s").search(text, stop, last)
    end = after.start() if after else last
    words = re.compile(r"\S+\s*")
    if end - stop > 40:
        matches = list(words.finditer(text, stop, end))[:4]
        end = matches[-1].end() if matches and text[stop : stop + 1] < "\u3000" else min(end, stop + 14)
    before = max((m.end() for m in re.finditer(r"[,;:،，；。—–(]\s?(?!\d)", text[first:begin])), default=0) + first
    if begin - before > 40:
        matches = list(words.finditer(text, before, begin))[-5:]
        before = matches[0].start() if matches and begin - matches[0].start() < 60 else begin - 12
    while end > stop and text[end - 1].isspace():
        end -= 1
    return max(first, before), max(end, stop)
