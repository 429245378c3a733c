from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from octavo.engine.nearest import Rows, packed

FAR = datetime(9999, 1, 1, tzinfo=UTC)
AT_ONCE = 4096  # rows held while the window is read

CREATE = """
CREATE TABLE news_vector (
    article_id integer PRIMARY KEY REFERENCES news_article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    model text NOT NULL,
    scale real NOT NULL,
    cells blob NOT NULL
)
"""


class SqliteVectors:
    """int8 rows in an ordinary table; the search itself is in memory, over the window of time."""

    def put(self, article: int, model: str, vector: NDArray[np.float32]) -> None:
        """Keep an article's vector, in place of an older one."""
        scale, cells = packed(vector)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO news_vector (article_id, model, scale, cells) VALUES (%s, %s, %s, %s)",
                [article, model, scale, cells.tobytes()],
            )

    def recent(self, model: str, since: datetime, until: datetime | None = None) -> Iterator[Rows]:
        """The vectors of this model of the stories' own reports of that time, oldest first, some thousand at a time."""
        days = [connection.ops.adapt_datetimefield_value(day) for day in (since, until or FAR)]
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                "SELECT v.article_id, CAST(strftime('%%s', a.published) AS INTEGER), v.scale, v.cells"
                " FROM news_article a CROSS JOIN news_vector v ON v.article_id = a.id"
                " WHERE a.published >= %s AND a.published < %s AND v.model = %s"
                " AND a.story_id IS NOT NULL AND a.original_id IS NULL ORDER BY a.published",
                [*days, model],
            )
            while rows := cursor.fetchmany(AT_ONCE):
                keys, moments, scales, cells = zip(*rows, strict=True)
                yield Rows(
                    np.array(keys, np.int64), np.array(moments, np.int64), matrix(cells), np.array(scales, np.float32)
                )  # fmt: skip

    def get(self, articles: list[int], model: str) -> dict[int, NDArray[np.float32]]:
        """The vectors of these articles, where there are any: ``(d,) float32`` each."""
        marks = ",".join(["%s"] * len(articles))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT article_id, scale, cells FROM news_vector WHERE model = %s AND article_id IN ({marks})",  # noqa: S608 - marks only
                [model, *articles],
            )
            rows = cursor.fetchall()
        return {key: np.frombuffer(cells, np.int8).astype(np.float32) * np.float32(scale) for key, scale, cells in rows}


def matrix(cells: tuple[bytes, ...]) -> NDArray[np.int8]:
    """Rows of cells as ``(n, d) int8``."""
    return np.frombuffer(b"".join(cells), np.int8).reshape(len(cells), -1)
