"""What the words beside a name say of it, a language at a time."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cues:
    """Folded words of one language."""

    at: frozenset[str] = frozenset()  # before a place
    person: frozenset[str] = frozenset()  # before a person
    article: frozenset[str] = frozenset()  # before a word of everyday use
    says: frozenset[str] = frozenset()  # after a person
    after: frozenset[str] = frozenset()  # after the first part of another name: "Orange County"


@cache
def cues(language: str) -> Cues:
    """The cues of a language; none where it has no list."""
    told = tomllib.loads(Path(__file__).with_name("cues.toml").read_text("utf-8")).get(language, {})
    return Cues(**{field.name: frozenset(told.get(field.name, "").split()) for field in fields(Cues)})
