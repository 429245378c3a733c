"""Read numerals of Chinese and Japanese: digits with 万 and 億, characters by place or by value, per cent and tenths.

七一・四 is 71.4, 二〇二六 is 2026, 四万七千五百 is 47,500, 1万1400 is 11,400, 百分之二十二 is 22 per cent, 三成 is 30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.engine.aids.figures.lexicon import Lexicon
from octavo.engine.aids.figures.numerals import Numeral

_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_SMALL = {"十": 10.0, "百": 100.0, "千": 1000.0}
_LARGE = {"万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "兆": 1e12}
_RUN = re.compile(
    r"(?:\d+(?:[,.]\d+)*|[〇零一二两三四五六七八九十百千万萬億亿兆]|(?<=[〇一二三四五六七八九])・(?=[〇一二三四五六七八九]))+"
)
_PART = re.compile(r"\d+(?:[,.]\d+)*|.")


def numerals(text: str, lexicon: Lexicon) -> Iterator[Numeral]:
    """The numerals of a text made ``plain``, in order; none overlap."""
    counters, vague = lexicon.han["counters"], set(lexicon.han["vague"])
    for match in _RUN.finditer(text):
        run, start, end = match.group(), match.start(), match.end()
        if run[0] in "万億亿萬兆" or text[start - 1 : start] in vague or text[end : end + 1] in vague:
            continue
        if text.startswith(("分の", "分之"), end):
            continue
        written = not run[0].isdigit()
        if written and not _counts(run, text[end : end + 1], counters):
            continue
        value = value_of(run)
        if value is not None:
            yield Numeral(start, end, value, written)


def _counts(run: str, following: str, counters: str) -> bool:
    """Whether characters are a number here, and no part of a word such as 一部 or 十分."""
    if len(run) == 1 or not any(char in _DIGITS for char in run):
        return bool(following) and following in counters + "成割"
    return True


def value_of(run: str) -> float | None:
    """The value of a run of digits and number characters; nothing when it is no number."""
    parts = _PART.findall(run)
    if len(parts) > 1 and all(part in _DIGITS or part == "・" for part in parts):
        return float("".join("." if part == "・" else str(_DIGITS[part]) for part in parts))
    total = section = 0.0
    number: float | None = None
    for part in parts:
        if part[0].isdigit() and part.isascii():
            number = _arabic(part)
        elif part in _DIGITS:
            number = _DIGITS[part] if number is None else number * 10 + _DIGITS[part]
        elif part in _SMALL:
            section += (1.0 if number is None else number) * _SMALL[part]
            number = None
        elif part in _LARGE:
            total += (section + (number or 0.0) or 1.0) * _LARGE[part]
            section, number = 0.0, None
        else:
            return None
    return total + section + (number or 0.0)


def _arabic(part: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", part):
        return float(part.replace(",", ""))
    try:
        return float(part.replace(",", ""))
    except ValueError:  # 1.2.3 is no number that is counted
        return float(part.split(".", maxsplit=1)[0].replace(",", "") or 0)
