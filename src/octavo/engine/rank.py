"""The front page: eight stories by a printed formula. Same input, same page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

EIGHT = 8
HALF_LIFE = 14.0  # hours in which freshness halves

# Worded for readers in octavo.web.wording.formula: change both together.
TERMS = ("newsrooms", "countries", "languages", "pace", "freshness")


@dataclass(frozen=True, slots=True)
class Card:
    """A story as the formula sees it."""

    story: int
    newsrooms: int
    countries: tuple[str, ...]  # of the publishers
    languages: int
    reports_today: int  # in the last 24 hours
    updated: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """A story with its score and what it is made of; ``near`` marks the one that is close to home."""

    story: int
    score: float
    terms: tuple[tuple[str, float], ...]
    near: bool = False


def front(cards: Sequence[Card], now: datetime, place: str = "") -> list[Placed]:
    """The eight, best first; the eighth is the strongest other story of the readers' country, if there is one."""
    placed = [scored(card, now) for card in cards]
    best = sorted(placed, key=lambda p: (-p.score, p.story))
    local = {card.story for card in cards if place and set(card.countries) == {place}}
    seven = best[: EIGHT - 1]
    rest = best[EIGHT - 1 :]
    near = next((p for p in rest if p.story in local), None)
    if near:
        return [*seven, Placed(near.story, near.score, near.terms, near=True)]
    return [*seven, *rest[:1]]


def scored(card: Card, now: datetime) -> Placed:
    """One story's terms, each rounded as it is shown, and their sum."""
    hours = max(0.0, (now - card.updated).total_seconds() / 3600)
    terms = (
        ("newsrooms", round(3 * math.log2(1 + card.newsrooms), 1)),
        ("countries", round(math.log2(1 + len(card.countries)), 1)),
        ("languages", round(math.log2(1 + card.languages), 1)),
        ("pace", round(2 * math.log2(1 + card.reports_today), 1)),
        ("freshness", round(9 * 0.5 ** (hours / HALF_LIFE), 1)),
    )
    return Placed(card.story, round(sum(value for _, value in terms), 1), terms)
