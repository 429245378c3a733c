from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

from octavo.news.search.within import Within

NEWEST = 2000  # articles looked at for one word: a word of more says little

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

    def find_any(self, words: Sequence[str], limit: int, within: Within) -> list[tuple[int, float]]:
        """Articles with any of the folded words, best first.

        Words are looked up one by one, the newest articles of each, and weighed by how rare they are: to rank all
        that hold a frequent word, the database would have to read all of their words.
        """
        scores: defaultdict[int, float] = defaultdict(float)
        with connection.cursor() as cursor:
            for word in words:
                found = self._having(cursor, word, within)
                weight = math.log(1 + 4 * NEWEST / (len(found) + 0.5))
                for article in found:
                    scores[article] += weight if len(found) < NEWEST else weight / 2
        return sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))[:limit]

    def _having(self, cursor: CursorWrapper, word: str, within: Within) -> list[int]:
        conditions, values = within.conditions()
        cursor.execute(
            "SELECT s.article_id FROM news_search s JOIN news_article a ON a.id = s.article_id"  # noqa: S608 - marks only
            f" WHERE s.words @@ plainto_tsquery('simple', %s) AND {conditions}"
            " ORDER BY s.article_id DESC LIMIT %s",
            [word, *values, NEWEST],
        )
        return [row[0] for row in cursor.fetchall()]
