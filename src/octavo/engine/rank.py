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
from dataclasses import dataclass, replace
from datetime import datetime

EIGHT = 8
HALF_LIFE = 14.0  # hours in which freshness halves
MOST_CHANGE = 3.0  # points for change, up or down
ALIKE = 2  # stories of one subject or country that stand on the page without a deduction
SAME_TOPIC, SAME_COUNTRY = 1.5, 1.0  # points off, for each story above that is one too many

# Worded for readers in octavo.web.wording.FORMULA: change both together.
Terms = tuple[tuple[str, float], ...]
TERMS = ("newsrooms", "countries", "pace", "change", "freshness", "place", "language", "follow", "variety")
OCCASIONAL = frozenset({"place", "language", "follow", "variety"})


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
    terms: Terms  # every one of TERMS, in that order
    near: bool = False

    @property
    def shown(self) -> Terms:
        """What a card shows: the terms every story has, and those of the others that are not nothing."""
        return tuple((name, value) for name, value in self.terms if value or name not in OCCASIONAL)


def front(cards: Sequence[Card], now: datetime, reader: Reader = EVERYONE) -> list[Placed]:
    """The eight, best first; the eighth is the strongest other story of the reader's country, if there is one.

    No two are of one storyline. What the reader mutes is left out.
    """
    left = [(card, base(card, now, reader)) for card in cards if not muted(card, reader)]
    left.sort(key=lambda pair: (-total(pair[1]), pair[0].story))
    page: list[Card] = []
    placed: list[Placed] = []
    while left and len(page) < EIGHT:
        home = [pair for pair in left if reader.place and is_near(pair[0], reader.place)]
        near = len(page) == EIGHT - 1 and bool(home)
        card, best = strongest(home if near else left, page)
        page.append(card)
        placed.append(replace(best, near=near))
        left = [pair for pair in left if pair[0].story != card.story and not same_line(pair[0], card)]
    return placed


def strongest(left: Sequence[tuple[Card, Terms]], page: Sequence[Card]) -> tuple[Card, Placed]:
    """The best of the stories that are left, which come by falling points: variety only takes some off."""
    seen = Seen(
        Counter(card.topics[0] for card in page if card.topics),
        Counter(country for card in page for country in card.about),
    )
    found: tuple[Card, Placed] | None = None
    for card, terms in left:
        if found and total(terms) < found[1].score:
            break
        one = placed_at(card, terms, variety(card, seen))
        if found is None or (one.score, -one.story) > (found[1].score, -found[1].story):
            found = card, one
    if found is None:
        message = "nothing is left to choose from"
        raise ValueError(message)
    return found


def base(card: Card, now: datetime, reader: Reader) -> Terms:
    """A story's terms but for variety, each rounded as it is shown."""
    hours = max(0.0, (now - card.updated).total_seconds() / 3600)
    change = math.log2((1 + card.moves_today) / (1 + card.moves_before))
    return (
        ("newsrooms", round(3 * math.log2(1 + card.newsrooms), 1)),
        ("countries", round(math.log2(1 + len(card.countries)), 1)),
        ("pace", round(2 * math.log2(1 + card.reports_today), 1)),
        ("change", round(max(-MOST_CHANGE, min(MOST_CHANGE, change)), 1)),
        ("freshness", round(9 * 0.5 ** (hours / HALF_LIFE), 1)),
        ("place", 2.0 if reader.place and reader.place in card.about else 0.0),
        ("language", 1.0 if reader.language in card.languages else 0.0),
        ("follow", 4.0 if reader.follows & told_by(card) else 0.0),
    )


def placed_at(card: Card, terms: Terms, less: float) -> Placed:
    """The story with its score, variety included."""
    whole = (*terms, ("variety", less))
    return Placed(card.story, total(whole), whole)


def total(terms: Terms) -> float:
    """The terms together, as they are shown."""
    return round(sum(value for _, value in terms), 1)


@dataclass(frozen=True, slots=True)
class Seen:
    """How often foremost subjects, and countries in which things happen, stand on the page so far."""

    topics: Counter[str]
    countries: Counter[str]


def variety(card: Card, seen: Seen) -> float:
    """Points off for a subject or a country that stands on the page twice or more."""
    topic = max(0, seen.topics[card.topics[0]] - ALIKE + 1) if card.topics else 0
    country = max((max(0, seen.countries[name] - ALIKE + 1) for name in card.about), default=0)
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
