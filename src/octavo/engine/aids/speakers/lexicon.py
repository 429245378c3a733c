"""The words that tell a body from a person, and a proper name from an office: ``words.toml``, by language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from octavo.engine.names.lexicon import lexicon as of_names


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, in lower case."""

    titles: frozenset[str]  # stand before a name, behind it in Chinese and Japanese
    endings: tuple[str, ...]  # of compound titles
    bodies: frozenset[str]  # an organisation's name has one
    body_endings: tuple[str, ...]  # of compounds that are such a word
    generic: frozenset[str]  # say what kind of body, not which one: a name needs a word beside them
    keepers: frozenset[str]  # roles that only a body has: "the operator"
    of_places: frozenset[str]  # offices behind which one word names the place: "governor of Asram"
    joining: frozenset[str]  # stand inside of names


@cache
def lexicon(language: str) -> Words:
    """The words of a language; hardly any where it is not known."""
    given = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8")).get(language, {})
    names = of_names(language)
    bodies = names.bodies | frozenset(given.get("bodies", "").split())
    return Words(
        titles=names.titles | frozenset(given.get("titles", "").split()),
        endings=names.endings,
        bodies=bodies,
        body_endings=tuple(given.get("body_endings", "").split()),
        generic=bodies | names.titles | frozenset(given.get("generic", "").split()),
        keepers=frozenset(given.get("keepers", "").split()),
        of_places=frozenset(given.get("of_places", "").split()),
        joining=names.joining | frozenset(given.get("joining", "").split()),
    )
