from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

from octavo.news.search.within import Within

FREQUENT = 20_000  # articles with a word, from which on it tells nothing beside a rarer one

CREATE = """
CREATE VIRTUAL TABLE news_search USING fts5(title, text, tokenize = "unicode61 remove_diacritics 2")
"""


class SqliteSearch:
    """FTS5. The row id is the article's key; BM25 with the title counting five times."""

    def put(self, article: int, title: str, text: str) -> None:
        """Index an article, or index it anew."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM news_search WHERE rowid = %s", [article])
            cursor.execute("INSERT INTO news_search (rowid, title, text) VALUES (%s, %s, %s)", [article, title, text])

    def drop(self, article: int) -> None:
        """Forget an article."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM news_search WHERE rowid = %s", [article])

    def find(self, query: str, limit: int, offset: int) -> list[tuple[int, float]]:
        """Articles with every word of the folded query, best first."""
        words = " ".join(f'"{word}"' for word in query.split())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid, bm25(news_search, 5.0, 1.0) AS score FROM news_search"
                " WHERE news_search MATCH %s ORDER BY score LIMIT %s OFFSET %s",
                [words, limit, offset],
            )
            return [(row[0], -row[1]) for row in cursor.fetchall()]

    def find_any(self, words: Sequence[str], limit: int, within: Within) -> list[tuple[int, float]]:
        """Articles with any of the folded words, best first."""
        conditions, values = within.conditions()
        with connection.cursor() as cursor:
            asked = self._rare(cursor, words)
            cursor.execute(
                "SELECT s.rowid, bm25(news_search, 5.0, 1.0) AS score FROM news_search s"  # noqa: S608 - marks only
                f" CROSS JOIN news_article a ON a.id = s.rowid WHERE news_search MATCH %s AND {conditions}"
                " ORDER BY score LIMIT %s",
                [" OR ".join(f'"{word}"' for word in asked), *values, limit],
            )
            return [(row[0], -row[1]) for row in cursor.fetchall()]

    def _rare(self, cursor: CursorWrapper, words: Sequence[str]) -> list[str]:
        """The words that not too many articles hold; all of them where each is such: to rank takes time a match."""
        counts = {}
        for word in words:
            cursor.execute(
                "SELECT count(*) FROM (SELECT 1 FROM news_search WHERE news_search MATCH %s LIMIT %s)",
                [f'"{word}"', FREQUENT],
            )
            counts[word] = cursor.fetchone()[0]
        least = min(counts.values())
        return [word for word, count in counts.items() if count < FREQUENT or least == FREQUENT]
