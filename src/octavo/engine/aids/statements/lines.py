"""The sentences of a text whose quotations are masked: a full stop inside a quotation ends nothing outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.engine.aids.statements.grammar import Grammar
from octavo.engine.aids.statements.marks import MASK, Quote
from octavo.engine.aids.statements.values import Span
from octavo.engine.text import sentences

_ENDS = ".!?…。！？"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


def lines(text: str, masked: str, quotes: Sequence[Quote], grammar: Grammar) -> Iterator[Line]:
    """The sentences in reading order. A quotation that ends like a sentence ends one, where another begins."""
    plain = list(masked.replace(MASK, "x"))
    for quote in quotes:
        start, end = quote.outer
        plain[start] = "X"
        if _ends(text, masked, quote, grammar):
            plain[end - 1] = "."
    at = 0
    flat = "".join(plain)
    if grammar.language in {"ja", "zh"}:
        yield from _spaceless(text, masked, quotes)
        return
    for number, paragraph in enumerate(flat.split("\n\n")):
        filed = DATELINE.match(paragraph)
        skipped = filed.end() if filed else 0
        for start, end in _joined(paragraph[skipped:], grammar.language):
            yield Line(at + skipped + start, at + skipped + end, number)
        at += len(paragraph) + 2


# "BANDAR KELANA, 14 January (Northline) – ": where and by whom a text was filed is no part of what it says.
DATELINE = re.compile(r"[^\W\d_][\w .,'’/-]{2,60}\([^()]{2,40}\)\s*[.:]?\s*[—–-]+\s*")
_STOP = re.compile(rf"[。！？!?]+|{MASK}+")


def _spaceless(text: str, masked: str, quotes: Sequence[Quote]) -> Iterator[Line]:
    """The sentences of Chinese or Japanese: to a full stop, or to a quotation that ends with one and stands alone."""
    closing = {quote.outer[1]: text[quote.inner[0] : quote.inner[1]].rstrip()[-1:] for quote in quotes}
    at = 0
    for number, paragraph in enumerate(masked.split("\n\n")):
        begin = at
        for stop in _STOP.finditer(masked, at, at + len(paragraph)):
            end = stop.end()
            if masked[stop.start()] == MASK and not _closes(masked, begin, end, closing):
                continue
            yield from _line(masked, begin, end, number)
            begin = end
        yield from _line(masked, begin, at + len(paragraph), number)
        at += len(paragraph) + 2


def _closes(masked: str, begin: int, end: int, closing: Mapping[int, str]) -> bool:
    """True where a quotation ends a sentence: it ends like one, and nothing of its own sentence follows."""
    follows = masked[end : end + 12]
    if closing.get(end, "") not in "。！？!?…" or follows[:1] in set("とはがのを,，。、)"):
        return False
    return not re.match(r"[^。]{0,8}[说說称問问]", follows)


def _line(masked: str, begin: int, end: int, number: int) -> Iterator[Line]:
    while begin < end and masked[begin].isspace():
        begin += 1
    if end > begin and masked[begin:end].strip(" 。"):
        yield Line(begin, end, number)


def _ends(text: str, masked: str, quote: Quote, grammar: Grammar) -> bool:
    """True where a sentence ends with the quotation: it ends like one, and another begins after it."""
    end = quote.outer[1]
    last = text[quote.inner[0] : quote.inner[1]].rstrip()[-1:]
    after = masked[end : end + 2]
    if not after.strip():
        return True
    if last not in _ENDS or not after[0].isspace() or after[1:].islower() or after[1:] in "–—-(":
        return False
    return last == "." or not grammar.finds.search(masked, end, min(len(masked), end + 50))


_NUMBER = re.compile(r"\.\s+(?=\d)")


def _split(paragraph: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The same sentences, ended where a number begins the next one: "… Orvang. 280 Feuerwehrleute …"."""
    for start, end in spans:
        at = start
        for stop in _NUMBER.finditer(paragraph, start, end):
            if paragraph[max(start, stop.start() - 4) : stop.start()].isalpha() and stop.start() - at > 4:
                yield at, stop.start() + 1
                at = stop.end()
        yield at, end


_TITLED = re.compile(r"\b(?:MM?|Mmes?|Mlle|Me|Mgr|Pr|Dra?|Sra?|Sres)\.\s*$")  # no end of a sentence: "M. Garnier"
_ORDINAL = re.compile(r"\s\d{1,2}\.\s*$")
# a day before a German month ends no sentence
_MONTH = re.compile(r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b")


def _joined(paragraph: str, language: str) -> list[Span]:
    """The sentences of a paragraph; one that begins in lower case belongs to the one before."""
    found: list[Span] = []
    for start, end in _split(paragraph, sentences(paragraph, language)):
        small = (paragraph[start].islower() and paragraph[start] != "x") or paragraph[start] in ",;:)"
        if found and (
            small
            or _TITLED.search(paragraph, *found[-1])
            or (_ORDINAL.search(paragraph, *found[-1]) and _MONTH.match(paragraph, start))
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
