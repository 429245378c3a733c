"""Find the dates of a text and resolve them against the day of publication.

A weekday is the last one up to publication unless the words around it look ahead; a date without its year is the
one nearest to publication. Newspapers write so, and TIMEX normalisers decide so (Strötgen and Gertz, HeidelTime, 2013).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from octavo.engine.aids.figures.han import value_of
from octavo.engine.aids.figures.lexicon import SPACELESS, Lexicon, either, lexicon, listed
from octavo.engine.aids.figures.numerals import Numeral
from octavo.engine.aids.figures.values import Clock, Dated, Precision, Said

_ISO = re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])")
_SLASHED = re.compile(r"(?<![\d./])(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d/])")
_YEAR = re.compile(r"(?<![\d.,/:-])(?:1[5-9]|20)\d\d(?![\d/:]|[.,]\d)")
_HAN_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_HAN = re.compile(
    rf"(?:(?P<y>\d{{4}}|[〇零一二三四五六七八九]{{4}})年)?(?P<m>{_HAN_DAY})月(?P<d>{_HAN_DAY})[日号]"
    rf"|(?P<y2>\d{{4}}|[〇零一二三四五六七八九]{{4}})年(?:(?P<m2>{_HAN_DAY})月(?!{_HAN_DAY}))?"
    rf"|(?<![\d第每一二三四五六七八九十])(?P<d3>{_HAN_DAY})[日号](?![間间本元内程目線])"
)
_STOP = re.compile(r"(?<![^\W\d_])[.](?=\s)|(?<=[^\W\d_]{2})[.](?=\s)|[!?;。！？\n]")
_UNITS = ("day", "week", "month", "year")
_SPAN_OF_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of one language, compiled once."""

    named: re.Pattern[str] | None  # day and month by name, or month and year
    weekday: re.Pattern[str]
    relative: re.Pattern[str]
    clock: re.Pattern[str]
    year: re.Pattern[str]
    future: re.Pattern[str]
    following: re.Pattern[str]
    past: re.Pattern[str]
    since: re.Pattern[str]
    dual: re.Pattern[str] | None  # "two days ago" in two words
    ago: tuple[tuple[re.Pattern[str], re.Pattern[str], int], ...]  # before the number, after it, sign


@cache
def patterns(language: str) -> Patterns:
    """The patterns of a language; ``language`` as of ``lexicon``."""
    words = lexicon(language)
    edge = "" if words.language in SPACELESS else r"(?<![^\W\d_])"
    if words.clitics:
        edge += f"(?:{either(c for c in words.clitics if len(c) < 3)})?"
    last = "" if words.language in SPACELESS else r"(?![^\W\d_])"
    return Patterns(
        named=_named(words),
        weekday=re.compile(f"{edge}(?P<w>{either(words.weekdays)}){last}"),
        relative=re.compile(f"{edge}(?P<w>{either(words.days)}){last}"),
        clock=re.compile(r"(?<![\d.,:])" + words.table["time"]["pattern"] + r"(?!\d)", re.IGNORECASE),
        year=re.compile(rf"(?:^|[\W])(?:{either(words.words('year', 'before')) or 'x^'})[\s-]*$|[(（]$"),
        future=re.compile(f"{edge}(?:{either(words.words('tense', 'future'))}){last}"),
        following=re.compile(rf"{edge}(?:{either(words.words('tense', 'following'))})\s?(?:[^\W\d_]{{1,5}}\s)?$"),
        past=re.compile(f"{edge}(?:{either(words.words('tense', 'past'))}){last}"),
        since=re.compile(f"{edge}(?:{either(words.words('tense', 'since')) or 'x^'}){last}"),
        dual=_dual(words),
        ago=tuple(_shifts(words)),
    )


def _named(words: Lexicon) -> re.Pattern[str] | None:
    if not words.months:
        return None
    month = f"(?:ב|بـ)?(?P<{{}}>{either(words.months)})"
    year = r"(?:(?:,? | de | del |,? année )(?P<{}>(?:1[5-9]|20)\d\d)(?!\d))"
    edge = r"(?![^\W\d_])"
    forms = [
        (
            rf"(?<![\d.,])(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?: de| of)? ?{month.format('m')}{edge}"
            rf"{year.format('y')}?"
        ),
        rf"(?<![^\W\d_]){month.format('m3')}{edge}{year.format('y3')}",
    ]
    if words.language == "en":
        day = r"\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?(?![\d.,]*\d)"
        forms.insert(1, rf"(?<![^\W\d_]){month.format('m2')}{day}{year.format('y2')}?")
    return re.compile("|".join(forms))


def _shifts(words: Lexicon) -> Iterator[tuple[re.Pattern[str], re.Pattern[str], int]]:
    units = "|".join(f"(?P<{unit}>{either(words.words('shift', unit))})" for unit in _UNITS)
    gap = r"\s?" if words.language in SPACELESS else r"[\s-]"
    for name, sign in (("ago", -1), ("ahead", 1)):
        for form in listed(words.table["shift"][name]):
            head, _, rest = form.partition("{n}")
            tail = either([rest.partition("{unit}")[2].strip()]) if rest.partition("{unit}")[2].strip() else ""
            edge = "" if words.language in SPACELESS else r"(?![^\W\d_])"
            begin = rf"(?<![^\W\d_]){either([head.strip()])}\s?$" if head.strip() else "$"
            ending = f"{gap}{tail}" if tail and words.language not in SPACELESS else tail
            yield re.compile(begin), re.compile(rf"{gap}(?:{units}){edge}{ending}"), sign


def _dual(words: Lexicon) -> re.Pattern[str] | None:
    """לפני יומיים: languages that have a word for two days."""
    if "dual" not in words.table:
        return None
    units = "|".join(f"(?P<{unit}>{either(words.words('dual', unit))})" for unit in _UNITS if words.words("dual", unit))
    heads = [form.partition("{n}")[0].strip() for form in listed(words.table["shift"]["ago"])]
    return re.compile(rf"(?:{either(heads)})\s(?:{units})(?![^\W\d_])(?! من)")


def clocks_of(text: str, language: str) -> list[Clock]:
    """Times of day written in digits. ``text`` is ``plain``."""
    found = []
    for match in patterns(language).clock.finditer(text):
        parts = [int(part) for part in re.findall(r"\d+", match.group())]
        if not parts:
            parts = [int(value_of(part) or 0) for part in re.findall("[一二三四五六七八九十]+", match.group())]
        hour, minute = parts[0], (parts[1] if len(parts) > 1 else 30 if "半" in match.group() else 0)
        if hour < 25 and minute < 60:
            found.append(Clock(match.start(), match.end(), hour % 12 * 60 + minute))
    return found


def dates_of(text: str, language: str, published: date, numerals: Sequence[Numeral]) -> list[Dated]:
    """The dates of a ``plain`` text, in order; none overlap. Dates that no calendar has are left out."""
    words, shapes = lexicon(language), patterns(language)
    found: list[Dated] = []
    for one in _all(text, words, shapes, published, numerals) if text else ():
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    return _same_day(sorted(found, key=lambda one: one.start), text)


def _same_day(found: list[Dated], text: str) -> list[Dated]:
    """同日 is the day named last before it."""
    for match in re.finditer("同日|同じ日", text):
        before = [one for one in found if one.end <= match.start() and one.precision is Precision.DAY]
        if before:
            found.append(Dated(*match.span(), before[-1].day, Precision.DAY, Said.RELATIVE))
            found.sort(key=lambda one: one.start)
    return found


def _all(text: str, words: Lexicon, shapes: Patterns, published: date, numerals: Sequence[Numeral]) -> Iterator[Dated]:
    yield from _numeric(text, words, published)
    if shapes.named:
        for match in shapes.named.finditer(text):
            got = {name.rstrip("23"): value for name, value in match.groupdict().items() if value}
            yield from _dated(match.span(), got, words.months.get(got["m"], 0), published)
    if words.language in SPACELESS:
        yield from _han(text, published)
    yield from _shifted(text, shapes, published, numerals)
    for match in shapes.relative.finditer(text):
        day = published + timedelta(words.days[match["w"].replace("\n", " ")])
        yield Dated(match.start("w"), match.end("w"), day, Precision.DAY, Said.RELATIVE)
    for match in shapes.weekday.finditer(text):
        day = _weekday(text, match.span("w"), words.weekdays[" ".join(match["w"].split())], shapes, published)
        yield Dated(match.start("w"), match.end("w"), day, Precision.DAY, Said.WEEKDAY)
    for match in _YEAR.finditer(text):
        if shapes.year.search(text[max(0, match.start() - 16) : match.start()]):
            yield Dated(*match.span(), date(int(match.group()), 1, 1), Precision.YEAR, Said.ABSOLUTE)


def _numeric(text: str, words: Lexicon, published: date) -> Iterator[Dated]:
    for match in _ISO.finditer(text):
        yield from _dated(match.span(), match.groupdict(), int(match["m"]), published)
    for match in _SLASHED.finditer(text):
        day, month = (match["b"], match["a"]) if words.month_first and match["sep"] == "/" else (match["a"], match["b"])
        year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
        yield from _dated(match.span(), {"d": day, "y": year}, int(month), published)


def _han(text: str, published: date) -> Iterator[Dated]:
    for match in _HAN.finditer(text):
        got = {name.rstrip("23"): str(int(_whole(value))) for name, value in match.groupdict().items() if value}
        if "m" in got or "y" in got:
            yield from _dated(match.span(), got, int(got.get("m", 0)), published)
        else:
            yield from _day_alone(match.span(), int(got["d"]), published)


def _whole(text: str) -> float:
    return float(text) if text.isdigit() and text.isascii() else value_of(text) or 0.0


def _day_alone(span: tuple[int, int], day: int, published: date) -> Iterator[Dated]:
    """21日: the day of that number nearest to publication, the earlier of two."""
    near = []
    for months in (-1, 0, 1):
        index = published.year * 12 + published.month - 1 + months
        if made := _made(index // 12, index % 12 + 1, day):
            near.append(made)
    if near:
        best = min(near, key=lambda one: (abs((one - published).days), one))
        yield Dated(*span, best, Precision.DAY, Said.ABSOLUTE)


def _dated(span: tuple[int, int], got: Mapping[str, str | None], month: int, published: date) -> Iterator[Dated]:
    day, year = got.get("d"), got.get("y")
    if month and day:
        years = [int(year)] if year else [published.year - 1, published.year, published.year + 1]
        made = [one for y in years if (one := _made(y, month, int(day)))]
        if made:
            yield Dated(*span, min(made, key=lambda one: abs((one - published).days)), Precision.DAY, Said.ABSOLUTE)
    elif year and (made_month := _made(int(year), month or 1, 1)):
        yield Dated(*span, made_month, Precision.MONTH if month else Precision.YEAR, Said.ABSOLUTE)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shifted(text: str, shapes: Patterns, published: date, numerals: Sequence[Numeral]) -> Iterator[Dated]:
    """Three days ago, vor drei Tagen, 三天前."""
    for match in shapes.dual.finditer(text) if shapes.dual else ():
        unit = next(name for name, value in match.groupdict().items() if value)
        yield _moved(match.span(), -2, unit, published)
    for number in numerals:
        if not 0 < number.value < 200:
            continue
        before = text[max(0, number.start - 12) : number.start]
        for begin, ending, sign in shapes.ago:
            after = ending.match(text, number.end)
            head = begin.search(before)
            if not after or not head:
                continue
            if sign > 0 and not shapes.future.search(text, max(0, number.start - 40), number.start):
                continue
            unit = next(name for name, value in after.groupdict().items() if value)
            start = number.start - len(before) + head.start()
            yield _moved((start, after.end()), int(number.value) * sign, unit, published)
            break


def _moved(span: tuple[int, int], steps: int, unit: str, published: date) -> Dated:
    if unit in _SPAN_OF_DAYS:
        exact = Precision.DAY if unit == "day" else Precision.MONTH
        return Dated(*span, published + timedelta(steps * _SPAN_OF_DAYS[unit]), exact, Said.RELATIVE)
    months = steps * (12 if unit == "year" else 1)
    index = max(12, published.year * 12 + published.month - 1 + months)
    day = date(index // 12, index % 12 + 1 if unit == "month" else 1, 1)
    return Dated(*span, day, Precision.MONTH if unit == "month" else Precision.YEAR, Said.RELATIVE)


def _weekday(text: str, span: tuple[int, int], weekday: int, shapes: Patterns, published: date) -> date:
    """The last such day up to publication, or the next one where the words look ahead."""
    back = (published.weekday() - weekday) % 7
    before, after = text[max(0, span[0] - 90) : span[0]], text[span[1] : span[1] + 24]
    clause, after = _STOP.split(before)[-1], re.split(r"[.,!?;，。！？\n]", after)[0]
    if shapes.past.search(after[:10]) or shapes.past.search(clause[-10:]):
        return published - timedelta(back or 7)
    if shapes.since.search(clause[-28:]):
        return published - timedelta(back)
    if shapes.following.search(clause) or shapes.following.match(after.lstrip()[:10]):
        return published + timedelta(7 - back)
    ahead = shapes.future.search(clause) or shapes.future.search(after)
    return published + timedelta(7 - back) if ahead and back else published - timedelta(back)
