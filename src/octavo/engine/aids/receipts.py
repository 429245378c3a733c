"""Receipts: the exact span that supports something we show."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


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
