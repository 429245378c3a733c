"""The nearest articles of a text that is no article: the vectors of the paper in the memory of a process that asks.

Read when the first question comes, caught up with each later one, and let go when nobody asks any more. All vectors are
looked at: 200,000 of 384 cells take 77 MB, and some hundredths of a second a question.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from octavo.engine.nearest import Nearest, Rows
from octavo.news import vectors
from octavo.news.models import Article
from octavo.news.search.within import EVERYWHERE, Within

MOST = 200_000  # articles kept in memory, the newest
LATE = timedelta(days=3)  # what is published so long before the newest one may still come in
FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9990, 1, 1, tzinfo=UTC)


class Memory:
    """The vectors of one model."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._index: Nearest | None = None
        self._newest = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return 0 if self._index is None else len(self._index)

    def nearest(self, vector: NDArray[np.float32], most: int, within: Within = EVERYWHERE) -> list[tuple[int, float]]:
        """The nearest articles published within the bounds, best first, with their cosines.

        Only the time of ``within`` is looked at.
        """
        with self._lock:
            self._catch_up()
            if self._index is None:
                return []
            span = int((within.after or FIRST).timestamp()), int((within.before or LAST).timestamp()) - 1
            keys, cosines = self._index.search(vector, most, span)
        return list(zip(keys.tolist(), cosines.tolist(), strict=True))

    def _catch_up(self) -> None:
        """Take in what has come since."""
        since = datetime.fromtimestamp(self._newest, UTC) - LATE if self._index else oldest()
        for rows in vectors.door().recent(self.model, since):
            if self._index is None:
                self._index = Nearest(rows.cells.shape[1], exact=2 * MOST)
            new = np.array([key not in self._index for key in rows.keys.tolist()])
            self._index.extend(Rows(rows.keys[new], rows.moments[new], rows.cells[new], rows.scales[new]))
            self._newest = max(self._newest, int(rows.moments.max()))


def oldest() -> datetime:
    """From when on articles are kept in memory."""
    found = Article.objects.order_by("-published").values_list("published", flat=True)[MOST : MOST + 1]
    return next(iter(found), FIRST)
