"""The rules of ``rules.toml``, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Site:
    """What one site needs: where its text is, and what to leave out of it, as XPaths."""

    text: str = ""
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """Phrases, names and sites that extraction knows."""

    lines: re.Pattern[str]  # a line that begins so is not the article's
    adverts: frozenset[str]  # a box with this word at its top is an advertisement
    changes: frozenset[str]  # a date after one of these is that of a change
    ends: frozenset[str]  # after a short line that says so comes nothing of the article
    bylines: re.Pattern[str]  # the word before the names
    joins: re.Pattern[str]  # between two names
    roles: frozenset[str]
    agencies: Mapping[str, str]  # as written, lower case -> as shown
    agency: re.Pattern[str]
    credit_names: re.Pattern[str]
    credit_labels: re.Pattern[str]
    sites: Mapping[str, Site]


@cache
def rules() -> Rules:
    """The rules as they come with the package."""
    data = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))
    written = {way.lower(): name for name, ways in data["agencies"].items() for way in ways}
    ways = [way for all_ways in data["agencies"].values() for way in all_ways]
    return Rules(
        lines=re.compile(rf"\W{{0,3}}(?:{_any(_all(data['lines']))})"),
        adverts=frozenset(_all(data["adverts"])),
        changes=frozenset(_all(data["changes"])),
        ends=frozenset(_all(data["ends"])),
        bylines=re.compile(rf"^\W{{0,3}}(?:{_any(_all(data['bylines']))})(?:\s*[::/]\s*|\s+)", re.IGNORECASE),
        joins=re.compile(rf"\s+(?:{_any(data['joins']['words'])})\s+|\s*[,;&/|•·、،]\s*|\s[–—-]\s", re.IGNORECASE),
        roles=frozenset(data["roles"]["words"]),
        agencies=written,
        agency=re.compile(rf"(?<!\w)(?:{'|'.join(_cased(way) for way in sorted(ways, key=len, reverse=True))})(?!\w)"),
        credit_names=re.compile(_any(data["credits"]["words"]), re.IGNORECASE),
        credit_labels=re.compile(
            rf"(?<!\w)(?:{_any(data['credits']['labels'])})\s*(?:credit)?\s*[::]|©", re.IGNORECASE
        ),
        sites={name: Site(site.get("text", ""), tuple(site.get("drop", ()))) for name, site in data["sites"].items()},
    )


def _all(by_language: dict[str, list[str]]) -> list[str]:
    return [phrase for phrases in by_language.values() for phrase in phrases]


def _any(phrases: Iterable[Any]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(set(phrases), key=len, reverse=True))


def _cased(way: str) -> str:
    return re.escape(way) if way.isupper() or len(way) <= 4 else f"(?i:{re.escape(way)})"
