"""Receipts: the exact span that supports something we show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

_AROUND = 60  # characters to each side that tell one place from another


@dataclass(frozen=True, slots=True)
class Receipt:
    """A span of one version's text, in characters, and a digest of its words."""

    article: int
    version: int
    start: int
    end: int
    digest: str


def issue(article: int, version: int, text: str, span: tuple[int, int]) -> Receipt:
    """A receipt for a span of ``text``. Raises ValueError when the span does not stand in it."""
    start, end = span
    if not 0 <= start < end <= len(text):
        message = f"span {start}:{end} does not stand in a text of {len(text)} characters"
        raise ValueError(message)
    return Receipt(article, version, start, end, digest(text[start:end]))


def resolve(receipt: Receipt, text: str) -> str:
    """The words the receipt stands for. Raises LookupError when the text does not hold them there."""
    words = text[receipt.start : receipt.end]
    if digest(words) != receipt.digest:
        message = f"the words at {receipt.start}:{receipt.end} are not those of the receipt"
        raise LookupError(message)
    return words


def reanchor(receipt: Receipt, old_text: str, new_text: str, version: int | None = None) -> Receipt | None:
    """The receipt for the same words in a later version; ``None`` when they were withdrawn.

    White space may differ, nothing else. Of several places the one with the most similar surroundings is taken,
    then the one that moved least.

    Args:
        receipt: as issued for ``old_text``.
        old_text: the version the receipt was issued for.
        new_text: the later version.
        version: its number; the next one unless given.

    Raises:
        LookupError: the old text does not hold the receipt's words.
    """
    words = resolve(receipt, old_text)
    pattern = r"\s+".join(re.escape(part) for part in words.split())
    places = [match.span() for match in re.finditer(pattern, new_text)] if pattern else []
    if not places:
        return None
    around = _surroundings(old_text, (receipt.start, receipt.end))
    span = max(places, key=lambda one: (_similar(around, _surroundings(new_text, one)), -abs(one[0] - receipt.start)))
    return issue(receipt.article, receipt.version + 1 if version is None else version, new_text, span)


def _surroundings(text: str, span: tuple[int, int]) -> tuple[str, str]:
    return text[max(0, span[0] - _AROUND) : span[0]], text[span[1] : span[1] + _AROUND]


def _similar(one: tuple[str, str], other: tuple[str, str]) -> float:
    return sum(SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in zip(one, other, strict=True))


def paragraph(paragraphs: tuple[str, ...] | list[str], start: int) -> int:
    """The number of the paragraph (from 1) in which a position of the joined text stands."""
    at = 0
    for number, text in enumerate(paragraphs, 1):
        at += len(text) + 2
        if start < at:
            return number
    return len(paragraphs)


def digest(words: str) -> str:
    """Sixteen hex digits of SHA-256."""
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
