"""The invented world the sample press reports about: publishers, agencies and places, from ``world.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
STORIES = HERE / "stories"

TOPICS = frozenset(
    {"disaster", "politics", "world", "business", "science", "health", "society", "sport", "culture", "local"}
    | {"weather"}
)
"""What a story may be about."""

_DRAWN = """
    flood dam river harbour ferry sea storm fish
    quake rescue village desert field orchard snow heat drought
    fire forest-fire smoke
    city night-city road bridge train school
    parliament court vote press-conference bank flag-meeting
    market port crane strike crowd factory server
    hospital lab comet telescope night-sky rocket
    stadium museum theatre festival phone portrait-woman portrait-man
"""
SCENES = frozenset(_DRAWN.split())
"""The pictures the press can draw, by name."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency whose wire others carry."""

    id: str
    name: str
    language: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Publisher:
    """An invented newsroom, and the technical habits of its site."""

    id: str
    name: str
    short: str
    language: str  # BCP 47
    locale: str  # as Babel writes it, with an underscore
    country: str  # ISO 3166-1 alpha-2, real
    ownership: str
    city: str
    feed: str  # rss-full rss-teaser rss-091 atom-full atom-teaser rdf json sitemap
    page: str  # the page style: a name of octavo/press/pages
    voice: str
    agency: str = ""  # the wire it writes itself, if it is one

    @property
    def host(self) -> str:
        """The virtual host its site answers on."""
        return f"{self.id}.localhost"


@dataclass(frozen=True, slots=True)
class Place:
    """An invented place; countries carry user-assigned ISO 3166 codes."""

    id: str
    kind: str
    country: str
    lat: float  # degrees north
    lon: float  # degrees east
    names: Mapping[str, str]  # language to name

    def name(self, language: str) -> str:
        """The name in a language, else the English one."""
        return self.names.get(language, self.names["en"])


@dataclass(frozen=True, slots=True)
class World:
    """Everything stories may refer to, each by its id."""

    days: int
    agencies: Mapping[str, Agency]
    publishers: Mapping[str, Publisher]
    places: Mapping[str, Place]


def load_world(path: Path = HERE / "world.toml") -> World:
    """Read the world file.

    Raises:
        tomllib.TOMLDecodeError: the file is not TOML.
        TypeError: an entry has a field the press does not know, or lacks one.
    """
    raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return World(
        days=raw["days"]["length"],
        agencies=MappingProxyType({entry["id"]: Agency(**entry) for entry in raw["agency"]}),
        publishers=MappingProxyType({entry["id"]: Publisher(**entry) for entry in raw["publisher"]}),
        places=MappingProxyType({entry["id"]: Place(**entry) for entry in raw["place"]}),
    )
