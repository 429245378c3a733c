"""Quotation marks of every habit: where the outermost quotations of a paragraph begin and end.

A quotation never leaves its paragraph. One that is not closed counts only where the next paragraph takes the
mark up again, as printers do with a speech of several paragraphs; any other open mark is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.engine.aids.statements.values import Span

MASK = "\ue000"  # stands for every character of a quotation, so that cues are looked for outside of them

_CLOSERS = {
    "“": '”"“',
    "”": "”",
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    '"': '"”',
    "״": "״",
    "''": "''",
    "``": "''",
    "'": "'",
}
_MARK = re.compile(r"''|``|[“”„‟«»‹›‘’‚「」『』﹁﹂\"״']")
DEEPEST = 4  # quotations inside of each other
REACH = 80  # marks within which a quotation must close
_SINGLE = frozenset("'‘’‚‹›")
_LETTER = re.compile(r"[^\W\d_]")
_PREFIXES = frozenset(
    ["ש", "ה", "ב", "ל", "מ", "ו", "כ", "שה", "מה", "וה", "וש", "כש", "לכש", "בה", "שב", "של", "מש", "ול", "וב", "ומ"]
)
_QUOTED_WORD = re.compile(r"[^\W\d_]{2,}|\d")
_WORD_BEFORE = re.compile(r"[\u05d0-\u05ea]*$")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: with its marks (``outer``), without (``inner``), and whether it is closed."""

    outer: Span
    inner: Span
    mark: str  # the opening one
    closed: bool = True


def quotes(paragraphs: Sequence[str]) -> list[Quote]:
    """The outermost quotations in reading order, in characters of the paragraphs joined by a blank line."""
    found: list[Quote] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        for quote in in_paragraph(paragraph, following):
            outer, inner = quote.outer, quote.inner
            moved = Quote((outer[0] + at, outer[1] + at), (inner[0] + at, inner[1] + at), quote.mark, quote.closed)
            found.append(moved)
        at += len(paragraph) + 2
    return found


def in_paragraph(text: str, following: str = "") -> list[Quote]:
    """The outermost quotations of one paragraph; ``following`` is the next one."""
    marks = [match for match in _MARK.finditer(text) if not _is_in_word(text, match)]
    found: list[Quote] = []
    number = 0
    while number < len(marks):
        if not _may_open(text, marks[number]):
            number += 1
            continue
        closing = _closing(text, marks, number, nests=True) or _closing(text, marks, number, nests=False)
        opening = marks[number]
        if closing is not None:
            end = marks[closing]
            found.append(Quote((opening.start(), end.end()), (opening.end(), end.start()), opening[0]))
            number = closing + 1
            continue
        number += 1
        if opening[0] not in _SINGLE and following.startswith(opening[0]) and _is_whole(text, marks[number:]):
            found.append(Quote((opening.start(), len(text)), (opening.end(), len(text)), opening[0], closed=False))
            break
    return [quote for quote in found if text[slice(*quote.inner)].strip()]


def masked(text: str, found: Sequence[Quote]) -> str:
    """The text with every character of its quotations, marks too, replaced by ``MASK``."""
    parts: list[str] = []
    at = 0
    for quote in found:
        start, end = quote.outer
        parts += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _closing(text: str, marks: Sequence[re.Match[str]], opening: int, *, nests: bool) -> int | None:
    """The mark that closes another: the first of its closers outside what is opened inside."""
    stack = [marks[opening][0]]
    for number in range(opening + 1, min(len(marks), opening + REACH)):
        mark = marks[number]
        level = next((i for i in reversed(range(len(stack))) if _closes(text, mark, stack[i])), None)
        if level is not None and not (level < len(stack) - 1 and mark[0] in _SINGLE):
            del stack[level:]
            if not stack:
                return number
        elif _may_open(text, mark) and (nests or mark[0] != stack[-1]):
            if mark[0] == stack[0] and not nests and mark[0] not in "\"'״''":
                return None  # opened anew before it was closed
            stack.append(mark[0])
            if len(stack) > DEEPEST:
                return None
    return None


def _closes(text: str, mark: re.Match[str], opening: str) -> bool:
    if mark[0] not in _CLOSERS.get(opening, "") or (len(mark[0]) == 1 and opening in {"''", "``"}):
        return False
    if mark[0] == "“" and opening == "“":
        return False
    if mark[0] in "\"'״’''":
        before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
        return not before.isspace() and not (mark[0] in "'’" and _LETTER.match(after))
    return True


def _may_open(text: str, mark: re.Match[str]) -> bool:
    symbol = mark[0]
    before, after = text[mark.start() - 1 : mark.start()] if mark.start() else "", text[mark.end() : mark.end() + 1]
    if symbol not in _CLOSERS or not after or (after.isspace() and symbol not in "«»"):
        return False
    if symbol in "\"'``״''":
        return not before or before.isspace() or before in "([{—–-:/¿¡“‘«„>" or bool(_prefix(text, mark))
    if symbol in "‘”":
        return not before or (not before.isalnum() and symbol == "‘")
    return symbol != "»" or before == "" or before.isspace()


def _is_in_word(text: str, mark: re.Match[str]) -> bool:
    """True for an apostrophe, a Hebrew gershayim, an inch."""
    before, after = text[mark.start() - 1 : mark.start()] if mark.start() else "", text[mark.end() : mark.end() + 1]
    if mark[0] in "'’":
        return bool(before and _LETTER.match(before) and _LETTER.match(after or " "))
    if mark[0] in '"״':
        if before.isdigit() and not after.isspace() and after.isalnum():
            return True
        return bool(_LETTER.match(before or " ") and _LETTER.match(after or " ")) and not _prefix(text, mark)
    return False


def _prefix(text: str, mark: re.Match[str]) -> str:
    """The Hebrew particle that stands before a quotation mark (ש"…"), where it is no abbreviation (ד"ר)."""
    word = _WORD_BEFORE.search(text, max(0, mark.start() - 8), mark.start())
    if word is None or word[0] not in _PREFIXES:
        return ""
    return word[0] if _QUOTED_WORD.match(text, mark.end()) else ""


def _is_whole(text: str, rest: Sequence[re.Match[str]]) -> bool:
    """True where no later mark could have closed the one that is open."""
    return not any(mark[0] in '”»」』"' and not _may_open(text, mark) for mark in rest)


def runs(text: str) -> Iterator[Span]:
    """Where a masked text has quotations, one after another."""
    for match in re.finditer(f"{MASK}+", text):
        yield match.span()


_TITLE = re.compile(
    r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.-]*|of|the|and|de|la|der|und|\d+)(?:\s+(?:[^\W\d_a-zß-öø-ÿ][\w’'.&-]*|of|the|and|for|to|a|in|de|la|del|des|der|und|\d+))*"
)
_SPOKEN = re.compile(r"[.,!?…;:。，！？、؟،]")


def named(text: str, quote: Quote) -> bool:
    """True of a quotation that gives the name or the title of something: a ship, a newspaper, a law."""
    inside = text[slice(*quote.inner)].strip()
    start, end = quote.outer
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if _SPOKEN.search(inside) or ":" in before or "،" in before[-2:] or after[:1] in {",", "，"}:
        return False
    if quote.mark in "「『":
        return (
            not after.startswith(("と", "な", "。"))
            and after[:1] in set("はのがをにでもへや、）)")
            and len(inside) <= 20
        )
    words = inside.split()
    if "\u4e00" <= inside[:1] <= "\u9fff":
        return len(inside) <= 8 and after[:1] not in {"", "。"} and before[-1:] not in {"，", "说", "说："}
    if "\u0590" <= inside[:1] <= "\u06ff":
        return (len(words) <= 2 and bool(before) and _LETTER.match(before[-1]) is not None) or before[-1:] == "ـ"
    return (bool(after.strip()) and 1 < len(words) <= 8 and _TITLE.fullmatch(inside) is not None) or (
        len(words) == 1 and quote.mark in "«“" and _TITLE.fullmatch(inside) is not None and after[:1] not in {".", ""}
    )
