"""How it unfolded: dated sentences of a text, and the lines that tell a story by its days.

Days are ranked by how many reports speak of them, reports of later days most of all: what is still told a week on was
an event (Tran et al., *Balancing novelty and salience*, 2015; Ghalandari and Ifrim, ACL 2020, find such date ranking
hard to beat). The line of a day is the sentence closest in words to all that is said of that day.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from octavo.engine.aids.figures import Dated, Precision, Said, read
from octavo.engine.text import folded_words, is_spaceless, overlap, sentences

SHORTEST = {True: 10, False: 30}  # characters of a sentence worth a line, by scripts without spaces or with
LONGEST = {True: 160, False: 420}
FEWEST, MOST = 5, 12  # lines
REPEATED = 0.55  # of the shorter line's words: two lines that say the same
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence and the day it tells of."""

    day: date  # the first of the month where only that is known
    precision: Precision
    said: Said  # ARTICLE: the text gives no date, the day is that of publication
    words: Span  # characters of the joined paragraphs
    dated: Span | None = None  # where the date stands


@dataclass(frozen=True, slots=True)
class Account:
    """One article of a story with its events, and what its title says."""

    article: int | str
    publisher: str
    published: datetime
    language: str
    text: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline: a day, the sentence that tells it, and how many articles speak of that day."""

    event: Event
    article: int | str
    articles: int
    score: float


def events_of(paragraphs: Sequence[str], language: str, published: date) -> tuple[Event, ...]:
    """The dated sentences of a text in its order; the first sentence takes the article's day if it has none.

    Args:
        paragraphs: plain texts.
        language: BCP 47.
        published: the day of publication.
    """
    text = "\n\n".join(paragraphs)
    dates = [one for one in read(text, language, published).dates if one.precision is not Precision.YEAR]
    found: list[Event] = []
    at = index = 0
    for number, paragraph in enumerate(paragraphs):
        for place, (start, end) in enumerate(sentences(paragraph, language)):
            span = (at + start, at + end)
            while index < len(dates) and dates[index].start < span[0]:
                index += 1
            first = index
            while index < len(dates) and dates[index].start < span[1]:
                index += 1
            if index > first:
                found += _of_sentence(dates[first:index], span)
            elif number == place == 0:
                found.append(Event(published, Precision.DAY, Said.ARTICLE, span))
        at += len(paragraph) + 2
    return tuple(found)


def _of_sentence(dates: Sequence[Dated], span: Span) -> list[Event]:
    """One event a day of the sentence; a month only where the sentence has no day."""
    days = {one.day: one for one in reversed(dates) if one.precision is Precision.DAY}
    chosen = days or {one.day: one for one in reversed(dates)}
    ordered = sorted(chosen.values(), key=lambda one: one.start)
    return [Event(one.day, one.precision, one.said, span, (one.start, one.end)) for one in ordered]


def timeline(accounts: Sequence[Account], limit: int | None = None) -> tuple[Line, ...]:
    """The lines of a story, by day.

    Args:
        accounts: the articles of the story, copies left out, in any order.
        limit: how many lines at most; otherwise between ``FEWEST`` and ``MOST``, as many as days are well told.

    Returns:
        Lines in order of their days, one a day, none a near-repeat of another.
    """
    by_day: dict[date, list[tuple[Account, Event]]] = defaultdict(list)
    for account in accounts:
        for event in account.events:
            if event.precision is Precision.DAY:
                by_day[event.day].append((account, event))
    published = Counter(account.published.date() for account in accounts)
    scores = {day: _weight(day, met, published) for day, met in by_day.items()}
    wanted = _count(scores) if limit is None else limit
    lines: list[Line] = []
    bags: list[frozenset[str]] = []
    for day in sorted(scores, key=lambda one: (-scores[one], one)):
        if len(lines) == wanted:
            break
        chosen = _told_best(by_day[day], bags)
        if chosen:
            account, event, bag = chosen
            bags.append(bag)
            articles = len({one.article for one, _ in by_day[day]})
            lines.append(Line(event, account.article, articles, scores[day]))
    return tuple(sorted(lines, key=lambda line: line.event.day))


def _count(scores: Mapping[date, float]) -> int:
    """As many lines as there are days with a third of the best day's weight, within the bounds."""
    best = max(scores.values(), default=0.0)
    return max(FEWEST, min(MOST, sum(score >= best / 3 for score in scores.values())))


def _weight(day: date, met: Iterable[tuple[Account, Event]], published: Mapping[date, int]) -> float:
    """How much is told of a day: by how many articles, later ones most."""
    weights: dict[int | str, float] = {}
    for account, event in met:
        late = (account.published.date() - day).days
        said = 0.4 if event.said is Said.ARTICLE else 1.3 if event.said is Said.ABSOLUTE else 1.0
        weight = said * (1.0 + 0.5 * min(1.0, math.log1p(max(0, late)) / 4))
        weights[account.article] = max(weights.get(account.article, 0.0), weight)
    return sum(weights.values()) + 0.3 * math.log1p(published.get(day, 0))


def _told_best(
    met: Sequence[tuple[Account, Event]], taken: Sequence[frozenset[str]]
) -> tuple[Account, Event, frozenset[str]] | None:
    """The sentence nearest to all that is told of a day, and no near-repeat of a line there is."""
    bags = [frozenset(folded_words(account.text[slice(*event.words)])) for account, event in met]
    counts = Counter(word for bag in bags for word in bag)
    order = sorted(range(len(met)), key=lambda index: (-_central(met[index], bags[index], counts), index))
    for index in order:
        account, event = met[index]
        if all(overlap(bags[index], other) < REPEATED for other in taken):
            return account, event, bags[index]
    return None


def _central(told: tuple[Account, Event], bag: frozenset[str], counts: Mapping[str, int]) -> float:
    account, event = told
    text = account.text[slice(*event.words)]
    spaceless = is_spaceless(text)
    if not SHORTEST[spaceless] <= len(text) <= LONGEST[spaceless] or not bag:
        return -1.0
    shared = sum(math.log(counts[word]) for word in bag) / math.sqrt(len(bag) + 6)
    early = 1.0 / (1.0 + event.words[0] / 600)
    near = 1.0 / (1.0 + abs((account.published.date() - event.day).days))
    return shared * (1.0 + 0.5 * early + 0.3 * near) + 0.2 * early
