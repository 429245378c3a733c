"""Starter packs: well-known feeds by country and subject, and the paper's own list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from octavo.engine import opml
from octavo.engine.opml import Outline
from octavo.news.models import Source


@dataclass(frozen=True, slots=True)
class Pack:
    """A list of feeds that somebody may wish to begin with."""

    key: str  # for addresses
    name: str
    country: str  # ISO 3166-1 alpha-2, or ""
    feeds: tuple[Outline, ...]


@cache
def available() -> tuple[Pack, ...]:
    """All packs: countries first, then subjects, each by name."""
    found = []
    for file in files("octavo.news.packs").iterdir():
        if file.name.endswith(".json"):
            table = json.loads(file.read_text(encoding="utf-8"))
            feeds = tuple(Outline(url=feed["url"], title=feed["title"]) for feed in table["feeds"])
            found.append(Pack(file.name.removesuffix(".json"), table["name"], table.get("country", ""), feeds))
    return tuple(sorted(found, key=lambda pack: (not pack.country, pack.name)))


def outlines(key: str) -> tuple[Outline, ...]:
    """The feeds of a pack. Raises KeyError for one that is not there."""
    return {pack.key: pack.feeds for pack in available()}[key]


def sources_list(title: str) -> bytes:
    """What this paper reads, as OPML 2.0."""
    rows = Source.objects.filter(active=True).select_related("publisher")
    return opml.write([Outline(url=row.url, title=str(row), site=row.publisher.site) for row in rows], title=title)
