"""How a text as written becomes another one: copies, edits and date tags, all on plain strings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

TAG = re.compile(r"\{\{(weekday|date|dom) (-?\d{1,3})\}\}")
ANY_TAG = re.compile(r"\{\{.*?\}\}|\{\{|\}\}")


def paragraphs(text: str) -> tuple[str, ...]:
    """Split at blank lines; line ends inside a paragraph become spaces."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return tuple(" ".join(line.strip() for line in block.splitlines()) for block in blocks if block.strip())


def joined(blocks: Iterable[str]) -> str:
    """Paragraphs as one text, a blank line between them."""
    return "\n\n".join(blocks)


def replaced(text: str, pairs: Iterable[Sequence[str]]) -> str:
    """Put every second string where its first stood, in order, everywhere."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def unused(text: str, pairs: Iterable[Sequence[str]]) -> list[str]:
    """The strings to be replaced that do not stand in the text when their turn comes."""
    missing = []
    for old, new in pairs:
        if old not in text:
            missing.append(old)
        text = text.replace(old, new)
    return missing


def kept(text: str, drop: Iterable[int]) -> str:
    """The text without the paragraphs of these numbers, counted from 1."""
    left_out = set(drop)
    return joined(block for number, block in enumerate(paragraphs(text), 1) if number not in left_out)


def framed(text: str, top: str = "", tail: str = "") -> str:
    """The text with a paragraph before and one after it, where given."""
    return joined(paragraphs(joined([top, text, tail])))


def unknown_tags(text: str) -> list[str]:
    """Double braces that are no date tag."""
    return [found for found in ANY_TAG.findall(text) if not TAG.fullmatch(found)]


def with_dates(text: str, write: Callable[[str, int], str]) -> str:
    """Replace each date tag by what ``write(kind, day)`` says."""
    return TAG.sub(lambda found: write(found[1], int(found[2])), text)
