"""What is known of a place, and what is said of it in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WIDE = frozenset({"continent", "country", "nation", "state"})
"""Kinds that hold other places."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as pages show it."""

    key: str  # unique within a gazetteer
    kind: str  # country, nation (of a union), state, capital, city, or a kind of the press
    country: str  # ISO 3166-1 alpha-2
    latitude: float  # degrees north
    longitude: float  # degrees east
    names: Mapping[str, str] = field(default_factory=dict)  # language: name; "en" is always there


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as the gazetteer is told of it."""

    place: Place
    population: int  # people; decides between namesakes
    aliases: tuple[str, ...] = ()  # exonyms and old names, in any script
    also: tuple[str, ...] = ()  # short forms of its own name
    region: str = ""  # the key of the state it lies in


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A text names a place: where first, and how often. ``text[start:end] == name``."""

    place: Place
    name: str  # as the text has it, without prefixed particles and genitive endings
    start: int  # characters
    end: int
    count: int = 1

    @property
    def key(self) -> str:
        """The place's key in its gazetteer."""
        return self.place.key
