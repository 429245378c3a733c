"""Bylines to names: who wrote it, one name each, no addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.engine.sources.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_NAMES = 20
MAX_NAME = 120  # characters; longer is a sentence, not a name

_MAIL = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
_BRACKETED = re.compile(r"^\S+@\S+\s*\(([^()]+)\)$")
_BY = re.compile(r"(?i)^(?:by|von|par|por|di|door|av|af|text|story by|written by)\s*:?\s+(?=\S)")
_BREAKS = re.compile(r"\s*[;|\n]\s*")
_WORDS = re.compile(r"\s+(?:and|und|et|y|e|og|och|with|en|ja|&|и|і|و)\s+")
_COMMA = re.compile(r"\s*[,、，]\s*")


def names(bylines: Iterable[str]) -> tuple[str, ...]:
    """Split bylines into names, first come first, each once.

    ``mail (Name)`` and ``Name <mail>`` give the name; a lone mail address gives nothing, since it is no name
    and nobody asked for it to be shown. A comma or an "and" parts names only where every part has two words
    or more, so that "Smith, John", "John Smith, Reuters" and "Ortega y Gasset" stay whole.
    """
    found: dict[str, str] = {}
    for byline in bylines:
        for name in _split(byline):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())[:MAX_NAMES]


def _split(byline: str) -> list[str]:
    text = byline.strip()
    bracketed = _BRACKETED.match(text)
    text = bracketed.group(1) if bracketed else _MAIL.sub(" ", text.replace("mailto:", ""))
    text = plain(re.sub(r"<\s*>|\(\s*\)|\[\s*\]", " ", text))
    text = _BY.sub("", text)
    parts = [part for piece in _BREAKS.split(text) for part in _parted(piece, _WORDS)]
    parts = [part for piece in parts for part in _parted(piece, _COMMA)]
    tidy = (part.strip(" ,;:-–—/|()<>[]\"'") for part in parts)
    return [part for part in tidy if part and len(part) <= MAX_NAME and not part.startswith(("http:", "https:"))]


def _parted(piece: str, border: re.Pattern[str]) -> list[str]:
    parts = [part for part in border.split(piece) if part]
    return parts if len(parts) > 1 and all(" " in part.strip() for part in parts) else [piece]
