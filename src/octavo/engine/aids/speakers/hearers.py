"""Whom a statement is made to, where the words beside its verb say so: "told the broadcaster"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from octavo.engine.language import primary

Span = tuple[int, int]
_WINDOW = 90  # characters beside the verb


def hearer(text: str, cue: Span, language: str) -> Span | None:
    """The words for whoever is spoken to; ``None`` where the text does not say it plainly.

    Args:
        text: the paragraphs joined by a blank line.
        cue: the verb of speech in it.
        language: BCP 47.
    """
    after, before = _patterns(primary(language))
    start, end = cue
    edge = text.find("\n", end, end + _WINDOW)
    found = after.match(text, start, edge if edge >= 0 else end + _WINDOW) if after else None
    if found is None and before:
        found = None
        for match in before.finditer(text, max(text.rfind("\n", 0, start) + 1, start - _WINDOW), start):
            found = match
    if found is None:
        return None
    name = next(name for name, words in found.groupdict().items() if words)
    return found.span(name)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    given = tomllib.loads(files(__package__).joinpath("hearers.toml").read_text(encoding="utf-8")).get(language, {})
    after, before = given.get("after"), given.get("before")
    return (re.compile(after) if after else None, re.compile(before) if before else None)
