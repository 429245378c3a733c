from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

FAR = datetime(9999, 1, 1, tzinfo=UTC)

CREATE = """
CREATE TABLE news_vector (
    article_id integer PRIMARY KEY REFERENCES news_article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    model text NOT NULL,
    scale real NOT NULL,
    cells blob NOT NULL
)
"""


def packed(vector: NDArray[np.float32]) -> tuple[float, bytes]:
    """The vector as int8 with a scale of its own: a fixed scale would cost recall."""
    scale = float(np.abs(vector).max()) / 127 or 1.0
    return scale, np.rint(vector / scale).astype(np.int8).tobytes()


class SqliteVectors:
    """int8 rows in an ordinary table; the search itself is exact, in memory, over the window of time."""

    def put(self, article: int, model: str, vector: NDArray[np.float32]) -> None:
        """Keep an article's vector, in place of an older one."""
        scale, cells = packed(vector)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO news_vector (article_id, model, scale, cells) VALUES (%s, %s, %s, %s)",
                [article, model, scale, cells],
            )

    def recent(
        self, model: str, since: datetime, until: datetime | None = None
    ) -> tuple[list[int], NDArray[np.float32]]:
        """Articles published in that time with a vector of this model: keys and ``(n, d) float32``."""
        return self._read(
            "SELECT v.article_id, v.scale, v.cells FROM news_vector v JOIN news_article a ON a.id = v.article_id"
            " WHERE v.model = %s AND a.published >= %s AND a.published < %s ORDER BY a.published, a.url",
            [
                model,
                connection.ops.adapt_datetimefield_value(since),
                connection.ops.adapt_datetimefield_value(until or FAR),
            ],
        )

    def get(self, articles: list[int], model: str) -> dict[int, NDArray[np.float32]]:
        """The vectors of these articles, where there are any: ``(d,) float32`` each."""
        marks = ",".join(["%s"] * len(articles))
        keys, matrix = self._read(
            f"SELECT article_id, scale, cells FROM news_vector WHERE model = %s AND article_id IN ({marks})",  # noqa: S608 - marks only
            [model, *articles],
        )
        return dict(zip(keys, matrix, strict=True))

    def _read(self, sql: str, values: Sequence[Any]) -> tuple[list[int], NDArray[np.float32]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            rows = cursor.fetchall()
        if not rows:
            return [], np.empty((0, 0), np.float32)
        cells = np.frombuffer(b"".join(row[2] for row in rows), np.int8).reshape(len(rows), -1)
        scales = np.array([row[1] for row in rows], np.float32)
        return [row[0] for row in rows], cells.astype(np.float32) * scales[:, None]
