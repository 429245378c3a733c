from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from pgvector import HalfVector

from octavo.engine.nearest import Rows

FAR = datetime(9999, 1, 1, tzinfo=UTC)
AT_ONCE = 4096  # rows held while the window is read
HEAD = 4  # bytes before the cells in the type's own binary form: two numbers, the first is their count

CREATE = """
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE news_vector (
    article_id bigint PRIMARY KEY REFERENCES news_article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    model text NOT NULL,
    cells halfvec NOT NULL
);
"""


class PostgresVectors:
    """pgvector's halfvec. Cells are read as the type sends them: as text they take twenty times as long."""

    def put(self, article: int, model: str, vector: NDArray[np.float32]) -> None:
        """Keep an article's vector, in place of an older one."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO news_vector (article_id, model, cells) VALUES (%s, %s, %s::halfvec)"
                " ON CONFLICT (article_id) DO UPDATE SET model = excluded.model, cells = excluded.cells",
                [article, model, HalfVector(vector).to_text()],
            )

    def recent(self, model: str, since: datetime, until: datetime | None = None) -> Iterator[Rows]:
        """The vectors of this model of the stories' own reports of that time, oldest first, some thousand at a time."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                "SELECT v.article_id, floor(extract(epoch FROM a.published))::bigint, halfvec_send(v.cells)"
                " FROM news_vector v JOIN news_article a ON a.id = v.article_id"
                " WHERE v.model = %s AND a.published >= %s AND a.published < %s"
                " AND a.story_id IS NOT NULL AND a.original_id IS NULL ORDER BY a.published",
                [model, since, until or FAR],
            )
            while rows := cursor.fetchmany(AT_ONCE):
                keys, moments, cells = zip(*rows, strict=True)
                full = matrix(cells)
                scales = np.abs(full).max(axis=1) / 127
                scales[scales == 0] = 1.0
                small = np.rint(full / scales[:, None]).astype(np.int8)
                yield Rows(np.array(keys, np.int64), np.array(moments, np.int64), small, scales)

    def get(self, articles: list[int], model: str) -> dict[int, NDArray[np.float32]]:
        """The vectors of these articles, where there are any: ``(d,) float32`` each."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT article_id, halfvec_send(cells) FROM news_vector WHERE model = %s AND article_id = ANY(%s)",
                [model, articles],
            )
            rows = cursor.fetchall()
        return dict(zip([key for key, _ in rows], matrix([cells for _, cells in rows]), strict=True)) if rows else {}


def matrix(cells: Sequence[bytes]) -> NDArray[np.float32]:
    """Rows of cells as ``(n, d) float32``."""
    halves = np.frombuffer(b"".join(bytes(one)[HEAD:] for one in cells), ">f2").reshape(len(cells), -1)
    return halves.astype(np.float32)
