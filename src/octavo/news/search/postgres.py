from __future__ import annotations

from django.db import connection

CREATE = """
CREATE TABLE news_search (
    article_id bigint PRIMARY KEY REFERENCES news_article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    words tsvector NOT NULL
);
CREATE INDEX news_search_words ON news_search USING gin (words);
"""


class PostgresSearch:
    """tsvector in the ``simple`` configuration: folding is done by us, alike for every language."""

    def put(self, article: int, title: str, text: str) -> None:
        """Index an article, or index it anew."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO news_search (article_id, words) VALUES (%s,"
                " setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'D'))"
                " ON CONFLICT (article_id) DO UPDATE SET words = excluded.words",
                [article, title, text[:200_000]],  # a tsvector holds a megabyte
            )

    def drop(self, article: int) -> None:
        """Forget an article."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM news_search WHERE article_id = %s", [article])

    def find(self, query: str, limit: int, offset: int) -> list[tuple[int, float]]:
        """Articles with every word of the folded query, best first."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT article_id, ts_rank_cd(words, query) AS score"
                " FROM news_search, plainto_tsquery('simple', %s) AS query WHERE words @@ query"
                " ORDER BY score DESC, article_id DESC LIMIT %s OFFSET %s",
                [query, limit, offset],
            )
            return [(row[0], float(row[1])) for row in cursor.fetchall()]
