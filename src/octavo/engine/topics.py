"""What a story is about: subjects by the sections of its reports, countries by the places they name."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from pathlib import Path

TABLE = Path(__file__).with_name("topics.toml")
OF_PLACE = ("world", "local")  # say where, not what
SHARE = 3  # a subject, or a country, needs one in so many of the reports of which we know it
_PARTS = re.compile(r"\s*(?:[/&,>|·;:–—]|\band\b|\bund\b|\bet\b|\by\b|\bdan\b)\s*")


@cache
def topics() -> tuple[str, ...]:
    """All subjects, in the order of the table."""
    return tuple(tomllib.loads(TABLE.read_text(encoding="utf-8")))


@cache
def _table() -> dict[str, str]:
    """The subject of each name. The first line that has a name counts."""
    table: dict[str, str] = {}
    for topic, names in tomllib.loads(TABLE.read_text(encoding="utf-8")).items():
        for name in names:
            table.setdefault(name, topic)
    return table


def topic_of(section: str) -> str:
    """The subject of a section's name, or of the first part of it that has one: ``""`` when the table has none."""
    table = _table()
    name = " ".join(section.casefold().replace("’", "'").split())
    names = (name, *_PARTS.split(name))
    return next((table[one] for one in names if one in table), "")


def topics_of(sections: Iterable[str]) -> tuple[str, ...]:
    """A story's subjects, the foremost first: those of at least a third of the reports whose section is known.

    What says where only ("world", "local") stands behind what says what.
    """
    counts = Counter(topic for section in sections if (topic := topic_of(section)))
    enough = [topic for topic, count in counts.items() if SHARE * count >= counts.total()]
    return tuple(sorted(enough, key=lambda topic: (topic in OF_PLACE, -counts[topic], topic)))


def countries_of(totals: Iterable[tuple[int, str, int]]) -> tuple[str, ...]:
    """The countries in which a story happens, most reports first.

    Each report has one main country, of which it names places most often; a story has those that are the main one of
    at least a third of its reports. ``totals``: report, country, how often the report names places there.
    """
    mains = {report: country for report, country, _ in sorted(totals, key=itemgetter(2, 1))}  # the most frequent stays
    counts = Counter(mains.values())
    enough = [country for country, count in counts.items() if SHARE * count >= len(mains)]
    return tuple(sorted(enough, key=lambda country: (-counts[country], country)))
