"""The front page on the sample press: every third hour of its four weeks, its stories being those of the gold.

Scored are the page's promises (the same input gives the same page, each card's terms add up) and what an editor
would look for: the day's large stories are there, and the eight are not all of one kind.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from evals.scores import mean
from octavo.engine.rank import EIGHT, Card, Placed, Reader, front
from octavo.engine.topics import countries_of, topics_of
from octavo.press.newsroom import Press, load
from octavo.press.values import Article

DAY = timedelta(hours=24)
STEP = timedelta(hours=3)
LARGE = 3  # newsrooms that report on a story within a day, so that the day's page cannot be without it
ANCHOR = date(2025, 7, 20)


@dataclass(frozen=True, slots=True)
class Page:
    """A page, what it was made from, and the stories that had to be on it."""

    cards: Sequence[Card]
    placed: Sequence[Placed]
    now: datetime
    large: frozenset[int]
    largest: frozenset[int]  # those of them with most newsrooms

    @property
    def keys(self) -> set[int]:
        """The stories of the page."""
        return {one.story for one in self.placed}


def press(_data: Path) -> Mapping[str, float | int]:
    """Score the formula; ``*_plain`` is the same without points off for what is alike."""
    stream = load(ANCHOR)
    pages = list(pages_of(stream))
    plain = [replace(page, placed=front([bare(card) for card in page.cards], page.now)) for page in pages]
    topics = {key: subject for _, key, subject in gold(stream)}
    return {
        "n": len(pages),
        "same_again": mean(same_again(page) for page in pages),
        "sums_add_up": mean(adds_up(one) for page in pages for one in page.placed),
        "same_storyline_twice": sum(twice(page) for page in pages),
        **seen("", pages, topics),
        **seen("_plain", plain, topics),
    }


def seen(suffix: str, pages: Sequence[Page], topics: Mapping[int, str]) -> dict[str, float]:
    """How many of the large stories are there, and how varied the pages are by the gold's subjects."""
    wanted = [key in page.keys for page in pages for key in page.large]
    full = [page for page in pages if len(page.placed) == EIGHT]
    counts = [Counter(topics[key] for key in page.keys) for page in full]
    return {
        f"large_stories{suffix}": mean(wanted),
        f"largest_in_first_three{suffix}": mean(
            bool(page.largest & {one.story for one in page.placed[:3]}) for page in pages if page.largest
        ),
        f"subjects{suffix}": mean(len(found) for found in counts),
        f"most_of_one_subject{suffix}": mean(max(found.values()) for found in counts),
    }


def pages_of(stream: Press) -> Iterator[Page]:
    """The pages of every third hour, from the second day on."""
    members: dict[int, list[Article]] = {}
    for article, key, _ in gold(stream):
        members.setdefault(key, []).append(article)
    now = stream.articles[0].published + DAY
    while now <= stream.last + STEP:
        cards = [made for key, articles in members.items() if (made := card(stream, key, articles, now)) is not None]
        counts = {key: newsrooms(articles, now - DAY, now) for key, articles in members.items()}
        large = frozenset(key for key, count in counts.items() if count >= LARGE)
        largest = frozenset(key for key in large if counts[key] == max(counts.values()))
        yield Page(cards, front(cards, now), now, large, largest)
        now += STEP


def gold(stream: Press) -> list[tuple[Article, int, str]]:
    """The articles with their story's number and subject."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(one.story for one in stream.articles))}
    return [(one, numbers[one.story], one.topic) for one in stream.articles]


def card(stream: Press, key: int, articles: Sequence[Article], now: datetime) -> Card | None:
    """A story as it was known at a moment; None before its first report."""
    known = [one for one in articles if one.published <= now]
    own = [one for one in known if not one.copy_of]
    if not own or now - max(one.published for one in known) > 4 * DAY:
        return None
    moves = [state.at for one in own for state in one.versions if state.at <= now]
    named = Counter((one.id, stream.world.places[place].country) for one in own for place in one.gold.places)
    numbers = {one.id: number for number, one in enumerate(own)}
    lines = {name: n for n, name in enumerate(sorted({one.storyline for one in stream.articles if one.storyline}))}
    return Card(
        story=key,
        newsrooms=len({one.publisher.id for one in own}),
        countries=tuple(sorted({one.publisher.country for one in known})),
        languages=tuple(sorted({one.language for one in known})),
        reports_today=sum(now - DAY < one.published for one in own),
        moves_today=sum(now - DAY < at for at in moves),
        moves_before=sum(now - 2 * DAY < at <= now - DAY for at in moves),
        updated=max(moves),
        about=countries_of((numbers[name], country, n) for (name, country), n in named.items() if country),
        topics=topics_of(one.section for one in own),
        line=lines.get(own[0].storyline),
    )


def newsrooms(articles: Sequence[Article], since: datetime, until: datetime) -> int:
    """How many newsrooms wrote a text of their own in a span of time."""
    return len({one.publisher.id for one in articles if since < one.published <= until and not one.copy_of})


def bare(one: Card) -> Card:
    """The card without what makes it like another."""
    return replace(one, topics=(), about=(), line=None)


def same_again(page: Page) -> bool:
    """Whether the stories in any order, and for any reader with the same wishes, make the same page."""
    turned = list(page.cards)
    random.Random(len(turned)).shuffle(turned)
    return front(turned, page.now, Reader()) == list(page.placed)


def adds_up(one: Placed) -> bool:
    """Whether the terms as shown make the score as shown."""
    return round(sum(round(value, 1) for _, value in one.terms), 1) == one.score


def twice(page: Page) -> bool:
    """Whether two stories of one storyline are on the page."""
    lines = [one.line for one in page.cards if one.story in page.keys and one.line is not None]
    return len(lines) != len(set(lines))


SETS: dict[str, Callable[[Path], Mapping[str, float | int]]] = {"press": press}
