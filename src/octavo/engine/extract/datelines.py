"""The line under a headline: a date in words, and who wrote it, as a reader sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from babel import Locale

from octavo.engine.extract.blocks import white_space_folded
from octavo.engine.extract.boxes import letters
from octavo.engine.extract.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_SOUGHT = 8_000  # to look for the headline in
MAX_INSIDE = 30  # elements in one that is a line
NEAR = 60  # elements after the headline
LONGEST = 160  # characters of a line
LONGEST_REST = 90  # characters of it that are no date
_TEXTUAL = ("p", "div", "span", "td", "li", "font", "time", "small", "em", "i", "address", "h2", "h3", "h4", "dd", "b")
HEADLINES = ("h1", "h2", "h3", "div", "td", "font", "b", "strong", "p", "span")
# In the order in which a month's name that two languages use is read.
_LOCALES = (
    "en", "de", "fr", "es", "ar", "ar_LB", "ar_DZ", "ar_MA", "he", "ms", "it", "nl", "pt", "pl", "ru", "uk", "sv",
    "da", "nb", "fi", "tr", "cs", "hu", "ro", "el", "id",
)  # fmt: skip
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "012345678901234567890123456789")
_YEAR = r"(?P<y>(?:19|20)\d{2})(?!\d)"
_TIME = re.compile(
    r"^(?P<between>[^\d]{0,24}?)(?P<half>午前|午後|上午|下午)?\s*(?P<h>[01]?\d|2[0-3])\s*[:.h時时点點٫]\s*(?P<min>[0-5]\d)"
    r"(?:\s*分)?(?::[0-5]\d)?\s*(?P<pm>[ap]\.?m\.?(?!\w))?(?:\s*(?:uhr|h)(?!\w))?",
    re.IGNORECASE,
)
_DENSE = re.compile(r"^[\u3040-\u9fff\uac00-\ud7af・ー＝　 ]{2,24}$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the line under the headline says. Empty where there is none."""

    moment: str = ""  # ISO 8601 without zone: a day, or a day and a time
    byline: str = ""
    line: str = ""  # all of it


@dataclass(frozen=True, slots=True)
class Written:
    """A date in a text, and where it stands."""

    moment: str  # ISO 8601 without zone
    start: int
    end: int


def dateline_of(body: _Element, title: str) -> Dateline:
    """The first short line after the headline that has a date in words and is not that of a change.

    Args:
        body: of the page.
        title: the headline; where it is not found in the page there is no dateline.
    """
    for line in _lines_after(body, title):
        found = written_date(line)
        if found is None or _is_change(line[: found.start]):
            continue
        rest = len(line) - (found.end - found.start)
        if rest <= LONGEST_REST and not re.search(r"[^\d][.!?。！？]$", line):
            return Dateline(found.moment, _byline(line[: found.start], line[found.end :]), line)
    return Dateline()


def written_date(text: str) -> Written | None:
    """The first date with a year in a text, written as people do in some thirty languages; None without one.

    The names of months are those of CLDR (Unicode). Dates of numbers alone are read where their order is
    plain: year first, or parted by full stops.
    """
    text = text.translate(_DIGITS)
    found = min((match for pattern in _patterns() if (match := pattern.search(text))), key=_place, default=None)
    if found is None:
        return None
    month = found["m"]
    number = int(month) if month.isdigit() else _months()[month.lower().rstrip(".")]
    clock = _TIME.match(text[found.end() :])
    hour, minute = _clock(clock) if clock else (0, 0)
    try:
        moment = datetime(int(found["y"]), number, int(found["d"]), hour, minute)  # noqa: DTZ001 - the page's zone
    except ValueError:
        return None
    day = moment.date().isoformat()
    return Written(moment.isoformat() if clock else day, found.start(), found.end() + (clock.end() if clock else 0))


def says_first_day(text: str, day: str) -> bool:
    """Whether a text has the first day of a month itself, in numbers or words, and not just month or year.

    Args:
        text: of a page.
        day: ISO 8601, such as 2026-01-01.
    """
    year, month = day[:4], int(day[5:7])
    names = _any({name for name, number in _months().items() if number == month})
    short = rf"(?:{year}|{year[2:]})(?!\d)"
    ways = (
        rf"(?<!\d)0?1(?:st|er|\.|º|°)?\s*(?:de\s+|d[’']|ב)?(?:{names})",
        rf"(?:{names})\.?\s+0?1(?:st)?(?!\d)",
        rf"(?<!\d)(?:0?1\s?[./-]\s?0?{month}|0?{month}[./-]0?1)\s?[./-]\s?{short}",
        rf"{year}(?:[./-]0?{month}[./-]0?|{month:02d}0)1(?!\d)",
        rf"(?<!\d)0?{month}\s*[月월]\s*0?1\s*[日일]",
    )
    return any(re.search(way, text.translate(_DIGITS), re.IGNORECASE) for way in ways)


def _place(match: re.Match[str]) -> int:
    return match.start()


def _clock(found: re.Match[str]) -> tuple[int, int]:
    hour = int(found["h"])
    afternoon = found["half"] in {"午後", "下午"} or (found["pm"] or "").lower().startswith("p")
    morning = found["half"] in {"午前", "上午"} or (found["pm"] or "").lower().startswith("a")
    if afternoon and hour < 12:
        hour += 12
    return (0 if morning and hour == 12 else hour), int(found["min"])


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for locale in _LOCALES:
        months = Locale.parse(locale).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[use][width].items():
                    if len(name.rstrip(".")) >= 3 and not name.isdigit():
                        names.setdefault(name.lower().rstrip("."), number)
    return names


@cache
def _weekdays() -> re.Pattern[str]:
    days = {
        name.rstrip(".")
        for locale in (*_LOCALES, "ja", "zh")
        for width in ("wide", "abbreviated")
        for name in Locale.parse(locale).days["format"][width].values()
    }
    return re.compile(rf"(?<!\w)(?:{_any(days)})(?!\w)\.?", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<m>{_any(_months())})\.?"
    day = r"(?<![\d.:])(?P<d>\d{1,2})(?:\.|st|nd|rd|th|er|º|ª)?\s*(?:de\s+|of\s+|ב)?-?"
    other = r"(?:\s*/\s*[^\d/]{3,16}?)?"  # an Arab paper may give the month its other name too
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{day}{month},?-?{other}\s*(?:del?\s+)?{_YEAR}",
            rf"(?<!\w){month}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
            r"(?P<y>(?:19|20)\d{2})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]",
            rf"(?<![\d.])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}",
            r"(?<!\d)(?P<y>(?:19|20)\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        )
    )


def _any(names: Iterator[str] | set[str] | dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _lines_after(body: _Element, title: str) -> Iterator[str]:
    wanted = letters(title)
    if not wanted:
        return
    elements = islice(body.iter(), MAX_SOUGHT)
    for element in elements:
        if element.tag in HEADLINES and letters(opening(element)) == wanted:
            break
    for element in islice(elements, NEAR):
        if element.tag in _TEXTUAL:
            text = opening(element)
            if 6 <= len(text) <= LONGEST and letters(text) != wanted:
                yield text


def opening(element: _Element) -> str:
    """An element's text; of a long one its beginning, and nothing of one that holds many others."""
    if sum(1 for _ in islice(element.iter(), MAX_INSIDE)) == MAX_INSIDE:
        return ""
    return white_space_folded("".join(element.itertext())[: 4 * LONGEST])[: 2 * LONGEST]


def _is_change(before: str) -> bool:
    lower = before.lower()
    return any(word in lower for word in rules().changes)


def _byline(before: str, after: str) -> str:
    """The names beside a date: after a word that introduces names, or alone in a script that has no capitals."""
    for part in (after, before):
        rest = _weekdays().sub("", part).strip(" \u3000|,·•–—-:()")
        if rules().bylines.match(rest) or _DENSE.match(rest):
            return rest
    return ""
