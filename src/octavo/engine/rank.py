"""The front page: eight stories by a printed formula. Same input, same page.

A story gets points for each term; nothing else counts. The eight are chosen one after the other, and each time
the best of those that are left comes next. Only then is *variety* known: a subject or a country that stands on
the page twice costs the next story of it some points. Every term is rounded as it is shown before it is added,
so what a card says of itself adds up to its score exactly.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

EIGHT = 8
HALF_LIFE = 14.0  # hours in which freshness halves
MOST_CHANGE = 3.0  # points for change, up or down
ALIKE = 2  # stories of one subject or country that stand on the page without a deduction
SAME_TOPIC, SAME_COUNTRY = 1.5, 1.0  # points off, for each story above that is one too many

# Worded for readers in octavo.web.wording.FORMULA: change both together.
TERMS = ("newsrooms", "countries", "pace", "change", "freshness", "place", "language", "follow", "variety")


@dataclass(frozen=True, slots=True)
class Card:
    """A story as the formula sees it."""

    story: int
    newsrooms: int  # with a text of their own: a copy adds none
    countries: tuple[str, ...]  # of the newsrooms, ISO 3166-1
    languages: tuple[str, ...]  # of the reports, primary tags
    reports_today: int  # own reports of the last 24 hours
    moves_today: int  # those and the edits of the last 24 hours
    moves_before: int  # the same of the 24 hours before
    updated: datetime
    about: tuple[str, ...] = ()  # countries in which it happens, ISO 3166-1
    topics: tuple[str, ...] = ()  # subjects, the foremost first
    line: int | None = None  # its storyline
    publishers: frozenset[int] = frozenset()  # looked at where a reader follows or mutes one

    def keys(self) -> frozenset[str]:
        """What a reader can follow or mute of it, but for publishers: ``story:5``, ``line:2``, ``topic:sport``."""
        line = () if self.line is None else (f"line:{self.line}",)
        return frozenset((f"story:{self.story}", *line, *(f"topic:{topic}" for topic in self.topics)))


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the page is made. An empty one: the same page for everyone."""

    place: str = ""  # country of the edition, ISO 3166-1
    language: str = ""  # primary tag
    follows: frozenset[str] = frozenset()  # keys of Card.keys, and ``publisher:7``
    mutes: frozenset[str] = frozenset()


EVERYONE = Reader()


@dataclass(frozen=True, slots=True)
class Placed:
    """A story with its score and what it is made of; ``near`` marks the one that is close to home."""

    story: int
    score: float
    terms: tuple[tuple[str, float], ...]  # every one of TERMS, in that order
    near: bool = False


def front(cards: Sequence[Card], now: datetime, reader: Reader = EVERYONE) -> list[Placed]:
    """The eight, best first; the eighth is the strongest other story of the reader's country, if there is one.

    No two are of one storyline. What the reader mutes is left out.
    """
    left = [(card, base(card, now, reader)) for card in cards if not muted(card, reader)]
    left.sort(key=lambda pair: pair[0].story)
    page: list[Card] = []
    placed: list[Placed] = []
    while left and len(page) < EIGHT:
        home = [pair for pair in left if reader.place and is_near(pair[0], reader.place)]
        near = len(page) == EIGHT - 1 and bool(home)
        scored = [finished(card, points, page, near=near) for card, points in (home if near else left)]
        best = max(scored, key=lambda one: (one.score, -one.story))
        placed.append(best)
        page.append(next(card for card, _ in left if card.story == best.story))
        left = [(card, points) for card, points in left if card.story != best.story and not same_line(card, page[-1])]
    return placed


def base(card: Card, now: datetime, reader: Reader) -> dict[str, float]:
    """A story's terms but for variety, each rounded as it is shown."""
    hours = max(0.0, (now - card.updated).total_seconds() / 3600)
    change = math.log2((1 + card.moves_today) / (1 + card.moves_before))
    return {
        "newsrooms": round(3 * math.log2(1 + card.newsrooms), 1),
        "countries": round(math.log2(1 + len(card.countries)), 1),
        "pace": round(2 * math.log2(1 + card.reports_today), 1),
        "change": round(max(-MOST_CHANGE, min(MOST_CHANGE, change)), 1),
        "freshness": round(9 * 0.5 ** (hours / HALF_LIFE), 1),
        "place": 2.0 if reader.place and reader.place in card.about else 0.0,
        "language": 1.0 if reader.language in card.languages else 0.0,
        "follow": 4.0 if reader.follows & told_by(card) else 0.0,
    }


def finished(card: Card, points: dict[str, float], page: Sequence[Card], *, near: bool = False) -> Placed:
    """The story's score below what already stands on the page."""
    terms = (*points.items(), ("variety", variety(card, page)))
    return Placed(card.story, round(sum(value for _, value in terms), 1), terms, near)


def variety(card: Card, page: Sequence[Card]) -> float:
    """Points off for a foremost subject, or a country in which it happens, that stands above it twice or more."""
    topics = Counter(above.topics[0] for above in page if above.topics)
    countries = Counter(country for above in page for country in above.about)
    topic = max(0, topics[card.topics[0]] - ALIKE + 1) if card.topics else 0
    country = max((max(0, countries[name] - ALIKE + 1) for name in card.about), default=0)
    return 0.0 - round(SAME_TOPIC * topic + SAME_COUNTRY * country, 1)


def is_near(card: Card, place: str) -> bool:
    """True for what happens in the country, or is told from there alone."""
    return place in card.about or set(card.countries) == {place}


def same_line(card: Card, other: Card) -> bool:
    """True for two stories of one storyline."""
    return card.line is not None and card.line == other.line


def told_by(card: Card) -> frozenset[str]:
    """All keys of a story, its publishers among them."""
    return card.keys() | {f"publisher:{key}" for key in card.publishers}


def muted(card: Card, reader: Reader) -> bool:
    """True when the reader mutes the story, its storyline or a subject of it, or everyone who reports it."""
    silent = bool(card.publishers) and all(f"publisher:{key}" in reader.mutes for key in card.publishers)
    return silent or bool(card.keys() & reader.mutes)
