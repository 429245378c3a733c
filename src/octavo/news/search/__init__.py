"""Text search: one of the two doors to vendor SQL. What differs between databases stays inside.

Both sides fold text alike (``octavo.engine.text.fold``), so that a word is found in either database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import connection
from django.db.models import QuerySet

from octavo.engine.text import fold
from octavo.news.models import Article
from octavo.news.search.postgres import PostgresSearch
from octavo.news.search.sqlite import SqliteSearch
from octavo.news.search.within import EVERYWHERE, Within


@dataclass(frozen=True, slots=True)
class Found:
    """One hit. Higher scores are better; they compare within one answer only."""

    article: int
    score: float


class Search(Protocol):
    """What a database must be able to do."""

    def put(self, article: int, title: str, text: str) -> None:
        """Index an article, or index it anew."""

    def drop(self, article: int) -> None:
        """Forget an article."""

    def find(self, query: str, limit: int, offset: int) -> list[tuple[int, float]]:
        """Articles with every word of the folded query, best first."""

    def find_any(self, words: Sequence[str], limit: int, within: Within) -> list[tuple[int, float]]:
        """Articles with any of the folded words, best first."""


MOST_WORDS = 40  # of a question; what is further on is left out

DOORS: dict[str, Search] = {"sqlite": SqliteSearch(), "postgresql": PostgresSearch()}


def door() -> Search:
    """The door to the database in use."""
    return DOORS[connection.vendor]


def find(query: str, limit: int = 20, offset: int = 0) -> list[Found]:
    """Articles that hold every word of the query, best first. An empty query finds nothing."""
    folded = fold(query)
    if not folded:
        return []
    return [Found(article, score) for article, score in door().find(folded, limit, offset)]


def find_any(words: Sequence[str], limit: int = 60, within: Within = EVERYWHERE) -> list[Found]:
    """Own reports that hold any of the words, which are folded already; best first. Rare words weigh most."""
    asked = [word for word in dict.fromkeys(words) if word and '"' not in word and "\0" not in word][:MOST_WORDS]
    if not asked:
        return []
    return [Found(article, score) for article, score in door().find_any(asked, limit, within)]


def rows(within: Within = EVERYWHERE) -> QuerySet[Article]:
    """The own reports within the bounds."""
    found = Article.objects.filter(original=None, version__isnull=False).exclude(stage=Article.Stage.PARKED)
    if within.story is not None:
        found = found.filter(story=within.story)
    if within.publishers:
        found = found.filter(publisher__in=within.publishers)
    if within.after is not None:
        found = found.filter(published__gte=within.after)
    if within.before is not None:
        found = found.filter(published__lt=within.before)
    return found


def put(article: int, folded_title: str, folded_text: str) -> None:
    """Index an article by its title and text, or index it anew. Both are folded already, once, as queries are."""
    door().put(article, folded_title, folded_text)
