"""Ask: from a reader's question to the rows it is about, and to an answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from octavo.assist.lent import MODEL, Lent
from octavo.assist.sources import source_of
from octavo.engine import places
from octavo.engine.ask.answer import answer
from octavo.engine.ask.gather import POOL, Hit, fused, ordered
from octavo.engine.ask.understand import understood
from octavo.engine.ask.values import Answer, Asked, Known, Period, Report
from octavo.engine.language import detect
from octavo.engine.stories import unpacked
from octavo.engine.text import folded_words
from octavo.news import search, vectors
from octavo.news.models import Article, Mention, Publisher, Story
from octavo.news.queries.articles import shown
from octavo.news.search.within import Within

LATER = timedelta(days=14)  # the news of a day is told so long
SCOPED = 80  # reports of a story that are looked through at most
SHOWN = 20  # words of the question that the page names
EDGES = "?!.,;:¿¡؟،。？！「」『』«»“”„\"'()"
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
    by_meaning: bool  # a model compared meanings; else only words were

    @property
    def words(self) -> list[str]:
        """The words that were looked for, as the question has them where it writes words apart."""
        telling = set(self.asked.telling)
        written = [word.strip(EDGES) for word in self.asked.question.split()]
        shown = [word for word in written if any(one in telling for one in folded_words(word))]
        return list(dict.fromkeys(shown))[:SHOWN]

    @property
    def places(self) -> list[str]:
        """The places that the question names."""
        return [name for _, name in self.asked.places]


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
    after, before = question.after, question.before
    named: tuple[int, ...] = ()
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


def scope_story(key: int) -> Story | None:
    """The story to ask about, where there is one with a headline."""
    return Story.objects.filter(pk=key, headline__isnull=False).select_related("headline").first()


def scope_article(key: int) -> Article | None:
    """The article to ask about, where readers may see it."""
    return Article.objects.filter(pk=key, version__isnull=False).exclude(stage=Article.Stage.PARKED).first()


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
        articles = [] if asked.empty else reports(question, asked, bounded, model)
        told = [report(article, hit, rank) for rank, (article, hit) in enumerate(articles)]
        given = answer(asked, told, model.reader if model else None)
    by_key = {article.pk: article for article, _ in articles}
    nearest = tuple(by_key[int(one.source.article)] for one in given.nearest)
    return Found(asked, given, count(question, bounded), nearest, widened=False, by_meaning=model is not None)


def reports(question: Question, asked: Asked, bounded: Within, model: Lent | None) -> list[tuple[Article, Hit]]:
    """The articles that are looked through, the likeliest first: those whose words this reader may see."""
    found = hits(question, asked, bounded, model)
    rows = search.rows() if question.article else search.rows(bounded)
    known = rows.filter(pk__in=[hit.article for hit in found]).select_related("publisher", "version")
    may = {row.pk: row for row in known.only(*COLUMNS) if shown(row, signed_in=question.signed_in) == "whole"}
    seen = [
        replace(hit, trace=unpacked(bytes(may[int(hit.article)].trace))) for hit in found if int(hit.article) in may
    ]
    return [(may[int(hit.article)], hit) for hit in ordered(asked, seen)]


def hits(question: Question, asked: Asked, bounded: Within, model: Lent | None) -> list[Hit]:
    """What the searches find, joined: words, meaning and places; of an article or a story, all there is."""
    words = {one.article: one.score for one in search.find_any(asked.telling, POOL, bounded)}
    vector = model.reader.question(asked.question, asked.language).whole if model else None
    if question.article or bounded.story:
        keys = [question.article] if question.article else own(bounded)
    else:
        near = dict(model.memory.nearest(vector, POOL, bounded)) if model is not None and vector is not None else {}
        by_place = at_places(asked, bounded)
        keys = [int(key) for key in fused([list(words), list(near), by_place], 2 * POOL)]
    cosines = (
        {key: float(one @ vector) for key, one in vectors.door().get(keys, model.reader.model_id).items()}
        if model is not None and vector is not None and keys
        else {}
    )
    here = named(asked, keys)
    return [Hit(key, words.get(key, 0.0), cosines.get(key, 0.0), here.get(key, 0.0)) for key in keys]


def own(bounded: Within) -> list[int]:
    """The newest reports within the bounds."""
    return list(search.rows(bounded).order_by("-published").values_list("pk", flat=True)[:SCOPED])


def at_places(asked: Asked, bounded: Within) -> list[int]:
    """The newest articles that name a place of the question."""
    keys = [key for key, _ in asked.places]
    if not keys:
        return []
    rows = search.rows(bounded).filter(mentions__place__key__in=keys)
    return list(dict.fromkeys(rows.order_by("-published").values_list("pk", flat=True)[:POOL]))


def named(asked: Asked, articles: list[int]) -> dict[int, float]:
    """The share of the question's places that each article names."""
    keys = [key for key, _ in asked.places]
    rows = Mention.objects.filter(article__in=articles, place__key__in=keys) if keys else Mention.objects.none()
    counts = Counter(rows.values_list("article", flat=True))
    return {article: times / len(keys) for article, times in counts.items()}


def report(article: Article, hit: Hit, rank: int) -> Report:
    """An article as the engine reads it."""
    version = article.version
    if version is None:
        raise Article.DoesNotExist
    source = source_of(article, version)
    return Report(source, article.title, article.publisher_id, rank, hit.near)
