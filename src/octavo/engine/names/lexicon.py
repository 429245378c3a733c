"""The words around names, by language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What tells a name from other words in one language; lower case where the script has it."""

    titles: frozenset[str] = frozenset()  # stand before a name, or behind it in Chinese and Japanese
    endings: tuple[str, ...] = ()  # of compound titles
    opening: frozenset[str] = frozenset()  # begin sentences, are no part of a name
    says: frozenset[str] = frozenset()  # stand beside a speaker
    joining: frozenset[str] = frozenset()  # stand inside of names
    bodies: frozenset[str] = frozenset()  # what organisations are called by
    surnames: str = ""  # characters a Chinese name begins with
    other: frozenset[str] = frozenset()  # never a name


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language by its primary BCP 47 tag; an empty lexicon for others."""
    table = tomllib.loads(files("octavo.engine.names").joinpath("words.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(text.split()) for name, text in table.get(language, {}).items()}
    return Lexicon(
        titles=words.get("titles", frozenset()),
        endings=tuple(sorted(words.get("endings", ()))),
        opening=words.get("opening", frozenset()),
        says=words.get("says", frozenset()),
        joining=words.get("joining", frozenset()),
        bodies=words.get("bodies", frozenset()),
        surnames="".join(sorted(words.get("surnames", ()))),
        other=words.get("not", frozenset()),
    )
