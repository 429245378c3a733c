from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from pgvector import HalfVector

FAR = datetime(9999, 1, 1, tzinfo=UTC)

CREATE = """
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE news_vector (
    article_id bigint PRIMARY KEY REFERENCES news_article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    model text NOT NULL,
    cells halfvec NOT NULL
);
"""


class PostgresVectors:
    """pgvector's halfvec."""

    def put(self, article: int, model: str, vector: NDArray[np.float32]) -> None:
        """Keep an article's vector, in place of an older one."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO news_vector (article_id, model, cells) VALUES (%s, %s, %s::halfvec)"
                " ON CONFLICT (article_id) DO UPDATE SET model = excluded.model, cells = excluded.cells",
                [article, model, HalfVector(vector).to_text()],
            )

    def recent(
        self, model: str, since: datetime, until: datetime | None = None
    ) -> tuple[list[int], NDArray[np.float32]]:
        """Articles published in that time with a vector of this model: keys and ``(n, d) float32``."""
        return self._read(
            "SELECT v.article_id, v.cells::text FROM news_vector v JOIN news_article a ON a.id = v.article_id"
            " WHERE v.model = %s AND a.published >= %s AND a.published < %s ORDER BY a.published, a.url",
            [model, since, until or FAR],
        )

    def get(self, articles: list[int], model: str) -> dict[int, NDArray[np.float32]]:
        """The vectors of these articles, where there are any: ``(d,) float32`` each."""
        keys, matrix = self._read(
            "SELECT article_id, cells::text FROM news_vector WHERE model = %s AND article_id = ANY(%s)",
            [model, articles],
        )
        return dict(zip(keys, matrix, strict=True))

    def _read(self, sql: str, values: Sequence[Any]) -> tuple[list[int], NDArray[np.float32]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows = cursor.fetchall()
        if not rows:
            return [], np.empty((0, 0), np.float32)
        return [row[0] for row in rows], np.stack([HalfVector.from_text(row[1]).to_numpy() for row in rows]).astype(
            np.float32
        )
