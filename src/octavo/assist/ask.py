"""Ask: from a reader's question to the rows it is about, and to an answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from octavo.engine import places
from octavo.engine.aids.cited import Source
from octavo.engine.ask.answer import answer
from octavo.engine.ask.gather import POOL, Hit, fused, ordered
from octavo.engine.ask.understand import understood
from octavo.engine.ask.values import Answer, Asked, Known, Period, Report, States
from octavo.engine.errors import ModelUnavailable
from octavo.engine.language import detect
from octavo.engine.stories import unpacked
from octavo.news import search, vectors
from octavo.news.models import Article, Publisher
from octavo.news.queries.articles import shown
from octavo.news.search.nearest import Memory
from octavo.news.search.within import Within

IDLE = 600.0  # seconds without a question after which the model is given back
LATER = timedelta(days=14)  # the news of a day is told so long
SCOPED = 80  # reports of a story that are looked through at most
COLUMNS = ("title", "language", "published", "trace", "story", "publisher__name", "publisher__short",
           "publisher__full_text", "version__paragraphs")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks, and where. ``off`` are understood filters the reader took away: ``time``, ``publisher``."""

    text: str
    language: str  # of the page: what the question is in where its words do not tell
    story: int | None = None
    article: int | None = None
    publisher: int | None = None
    after: datetime | None = None
    before: datetime | None = None
    off: frozenset[str] = frozenset()
    signed_in: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and how it was looked for."""

    asked: Asked
    answer: Answer
    articles: int  # within the bounds
    nearest: tuple[Article, ...]  # where there is no answer: the reports that came closest
    widened: bool  # nothing stood within the time or the publisher that the question names; this is from everywhere


@dataclass(frozen=True, slots=True)
class Begun:
    """The question as it was understood, and how many articles are searched."""

    asked: Asked
    within: Within
    articles: int


def asked_of(question: Question, now: datetime) -> Asked:
    """The question understood."""
    language = detect(question.text, question.language, [question.language])
    language = question.language if language == "und" else language
    known = Known(now.date(), publishers(), gazetteer())
    asked = understood(question.text, language, known)
    return replace(
        asked,
        period=None if "time" in question.off else asked.period,
        publishers=() if "publisher" in question.off else asked.publishers,
    )


def publishers() -> dict[str, int | str]:
    """Names and short names of the paper's publishers."""
    rows = Publisher.objects.values_list("pk", "name", "short")
    return {name: pk for pk, *names in rows for name in names if name}


def gazetteer() -> places.Gazetteer | None:
    """The paper's gazetteer, where it has been built."""
    path = Path(settings.GAZETTEER)
    return _gazetteer(path, path.stat().st_mtime) if path.exists() else None


@cache
def _gazetteer(path: Path, _changed: float) -> places.Gazetteer:
    return places.load(path)


def within(question: Question, asked: Asked | None = None) -> Within:
    """Where to look: what the address says, and beyond that what the question says."""
    after, before, named = question.after, question.before, ()
    if asked is not None and asked.period and not (after or before):
        after, before = bounds(asked.period)
    if asked is not None and not question.publisher:
        named = tuple(int(key) for key, _ in asked.publishers)
    return Within(question.story, (question.publisher,) if question.publisher else named, after, before)


def bounds(period: Period) -> tuple[datetime, datetime]:
    """When the news of a period is published: its days, those of a single day for two weeks."""
    first = datetime.combine(period.first, time.min, UTC)
    last = datetime.combine(period.last, time.min, UTC) + timedelta(days=1)
    return first, last + LATER if period.first == period.last else last


def begin(question: Question, now: datetime) -> Begun:
    """Understand the question, and count what is searched."""
    asked = asked_of(question, now)
    bounded = within(question, asked)
    return Begun(asked, bounded, count(question, bounded))


def count(question: Question, bounded: Within) -> int:
    """The articles within the bounds, copies left out."""
    return 1 if question.article else search.rows(bounded).count()


def find(question: Question, begun: Begun) -> Found:
    """Answer the question; where nothing stands within what it names itself, from everywhere."""
    found = attempt(question, begun.asked, begun.within)
    everywhere = within(question)
    if found.answer.refused and not begun.asked.empty and everywhere != begun.within:
        again = attempt(question, begun.asked, everywhere)
        if not again.answer.refused:
            return replace(again, widened=True)
    return found


def attempt(question: Question, asked: Asked, bounded: Within) -> Found:
    """One look."""
    with MODEL.used() as model:
        state = model.question(asked.question, asked.language) if model and not asked.empty else None
        articles = [] if asked.empty else reports(question, asked, bounded, state)
        told = [report(article, hit, rank) for rank, (article, hit) in enumerate(articles)]
        given = answer(asked, told, model)
    by_key = {article.pk: article for article, _ in articles}
    nearest = tuple(by_key[int(one.source.article)] for one in given.nearest)
    return Found(asked, given, count(question, bounded), nearest, widened=False)
