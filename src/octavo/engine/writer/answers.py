"""A model's answer taken apart: whole sentences that name what they rest on. All else is dropped, and counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.engine.text import folded_words
from octavo.engine.writer.values import Fault, Reply

MOST_LINES = 40  # of an answer that are looked at; the rest is dropped as one
_ALIKE = 0.8  # share of words two sentences have in common to be one
_NUMBERS = r"\d{1,3}(?:\s*[,;،、，–-]\s*\d{1,3})*"
_CITES = re.compile(rf"\s*(?:\[\s*({_NUMBERS})\s*\]|【\s*({_NUMBERS})\s*】|［\s*({_NUMBERS})\s*］)")
_THOUGHT = re.compile(r"<(think|thinking|reasoning|reflection)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_OPEN_THOUGHT = re.compile(r"<(?:think|thinking|reasoning|reflection)\b.*", re.DOTALL | re.IGNORECASE)
_CLOSED_THOUGHT = re.compile(r".*</(?:think|thinking|reasoning|reflection)\s*>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"^\s*(?:```|~~~)\w*\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•·–—‣]|#{1,6}|>)\s+")
_COUNTED = re.compile(r"^\s*(\d{1,2})[.)、]\s+")
_STRONG = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_ENDED = re.compile(r"[.!?…。！？؟۔][”\"»«」』“’')\]）]*$|[。！？][」』]?$")
_ADDRESS = re.compile(r"\w+://|\bwww\.|mailto:|\]\s*\(|\[\[", re.IGNORECASE)
_HOST = re.compile(r"(?<![\w.])(?:[\w-]+@)?(?:[a-z0-9-]{2,}\.)+[a-z]{2,12}(?:/\S*)?(?![\w.])", re.IGNORECASE)
_MARKUP = re.compile(r"<\s*[a-z/!?]|&(?:#\w+|[a-z]{2,8});|```|\{\{|\{%|^\s*\||\\[a-z]+\{", re.IGNORECASE)
_HIDDEN = {"Cc", "Cs", "Co", "Cn"}
_TURNING = frozenset("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the answer and the numbers of what it cites, from 1."""

    text: str
    cites: tuple[int, ...]


def lines(reply: Reply, given: Sequence[str]) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines that may go to the gate, and those that may not, each with its reason.

    Args:
        reply: the answer.
        given: the sentences the model was given, in their order: it may cite no others.
    """
    kept: list[Line] = []
    dropped: list[tuple[str, str]] = []
    said = list(_lines_of(reply.text))
    for number, text in enumerate(said):
        if number == MOST_LINES:
            dropped.append(("\n".join(said[number:]), Fault.TOO_MUCH))
            break
        line = _line(text)
        fault = _fault(line, given)
        if fault is None:
            kept.append(line)
        else:
            dropped.append((text, fault))
    return kept, dropped


def without_thoughts(answer: str) -> str:
    """An answer without what the model thought aloud, finished or not."""
    return _CLOSED_THOUGHT.sub("", _OPEN_THOUGHT.sub("", _THOUGHT.sub("", answer)))


def _lines_of(answer: str) -> Iterator[str]:
    """The lines that say something, without what a model thought aloud and without the marks of lists."""
    text = without_thoughts(answer)
    said = [line.strip() for line in re.split(r"[\n\r\u2028\u2029]+", text) if line.strip() and not _FENCE.match(line)]
    said = [_BULLET.sub("", line).strip() for line in said]
    counted = [_COUNTED.match(line) for line in said]
    if said and all(match is not None and int(match[1]) == n for n, match in enumerate(counted, 1)):
        said = [_COUNTED.sub("", line) for line in said]
    yield from (line for line in said if line)


def _line(text: str) -> Line:
    """The sentence without its citations, and these."""
    cites: list[int] = []
    for groups in _CITES.findall(text):
        for part in re.split(r"[,;،、，]", next(filter(None, groups))):
            first, *last = (int(number) for number in re.split("[–-]", part))
            cites += range(first, last[0] + 1) if last and first < last[0] < first + MOST_LINES else [first, *last]
    bare = _STRONG.sub(r"\2", _CITES.sub("", text))
    return Line(" ".join(bare.split()), tuple(dict.fromkeys(cites)))


def _fault(line: Line, given: Sequence[str]) -> Fault | None:
    """Why a line is no sentence that the gate could judge."""
    if not line.cites:
        return Fault.UNCITED
    if not all(1 <= number <= len(given) for number in line.cites):
        return Fault.CITATION
    if fault := unclean(line.text, " ".join(given[number - 1] for number in line.cites)):
        return fault
    return None if _ENDED.search(line.text) else Fault.HALF


def unclean(sentence: str, source: str) -> Fault | None:
    """Whether a sentence holds what is no prose: addresses that its source has not, markup, hidden characters."""
    if _ADDRESS.search(sentence) or any(host[0] not in source for host in _HOST.finditer(sentence)):
        return Fault.LINK
    hidden = any(
        unicodedata.category(char) in _HIDDEN or (char in _TURNING and char not in source) for char in sentence
    )
    return Fault.MARKUP if hidden or _MARKUP.search(sentence) else None


def alike(one: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words."""
    ours, theirs = frozenset(folded_words(one)), frozenset(folded_words(other))
    return len(ours & theirs) >= _ALIKE * max(1, len(ours | theirs))
