"""Text search: one of the two doors to vendor SQL. What differs between databases stays inside.

Both sides fold text alike (``octavo.engine.text.fold``), so that a word is found in either database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.db import connection

from octavo.engine.text import fold
from octavo.news.search.postgres import PostgresSearch
from octavo.news.search.sqlite import SqliteSearch


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


def put(article: int, folded_title: str, folded_text: str) -> None:
    """Index an article by its title and text, or index it anew. Both are folded already, once, as queries are."""
    door().put(article, folded_title, folded_text)
