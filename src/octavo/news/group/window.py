"""The recent articles' vectors in memory: what a new article is compared with.

Only vectors and moments are kept here. What else is known of a neighbour is read from its row when it is found: an
operator may have moved it in another process a moment ago. Copies are left out: their original stands for them.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from octavo.engine.errors import ModelUnavailable
from octavo.engine.nearest import Cells, Fade, Nearest, packed
from octavo.news import vectors
from octavo.news.models import Article

log = logging.getLogger("octavo.news")

SPAN = timedelta(days=30)
FIELDS = ("pk", "story_id", "published", "language", "publisher_id", "form", "trace")
MOST = 120  # neighbours that are found, unless another number is asked for
WORTH_KEEPING = 1000  # vectors by which a graph must have grown to be written anew


@dataclass(slots=True)
class Entry:
    """What is known of an article in the window."""

    article: int
    story: int | None  # none: not decided yet
    published: datetime
    language: str
    publisher: int
    form: str = ""
    trace: bytes = b""


class Window:
    """Vectors of one model over a span of time."""

    def __init__(self, model: str, since: datetime, until: datetime | None = None, graph: Path | None = None) -> None:
        self.model = model
        self._since, self._until = since, until
        self._index: Nearest | None = None
        for rows in vectors.door().recent(model, since, until):
            if self._index is None:
                self._index = Nearest(rows.cells.shape[1])
            self._index.extend(rows)
        if self._index is not None and self._index.behind:
            settle(self._index, graph)

    def __contains__(self, article: int) -> bool:
        return self._index is not None and article in self._index

    def __len__(self) -> int:
        return 0 if self._index is None else len(self._index)

    def spans(self, moment: datetime) -> bool:
        """True when what is published then belongs here."""
        return self._since <= moment and (self._until is None or moment < self._until)

    def add(self, article: int, published: datetime, vector: NDArray[np.float32]) -> None:
        """Take in an article, or its newer vector."""
        if self._index is None:
            self._index = Nearest(len(vector))
        self._index.put(article, seconds(published), vector)

    def leave_out(self, article: int) -> None:
        """Forget an article that has become a copy."""
        if self._index is not None:
            self._index.drop(article)

    def vector_of(self, article: int) -> NDArray[np.float32]:
        """The vector as the database has it: an edited text has a newer one than the window.

        Raises ModelUnavailable when there is none of this model.
        """
        found = self.vectors_of([article])
        if article not in found:
            detail = f"no vector of {self.model}"
            raise ModelUnavailable(detail)
        return found[article]

    def vectors_of(self, articles: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """The vectors of these articles as the database has them, where there are any, in one query."""
        return vectors.door().get(list(articles), self.model) if articles else {}

    def packed_of(self, articles: Sequence[int]) -> dict[int, tuple[float, Cells]]:
        """Scale and cells of these articles: from memory, else from the database, where there are any."""
        there = self._index.cells_of(articles) if self._index is not None else None
        found = (
            dict(zip(there.keys.tolist(), zip(there.scales.tolist(), there.cells, strict=True), strict=True))
            if there
            else {}
        )
        rest = [article for article in articles if article not in found]
        return found | {article: packed(vector) for article, vector in self.vectors_of(rest).items()}

    def closest(
        self, vector: NDArray[np.float32], around: datetime, most: int, fade: Fade | None = None
    ) -> dict[int, float]:
        """The nearest articles within the span around a moment, best first, with their cosines. No row is read."""
        if self._index is None:
            return {}
        span = seconds(around - SPAN), seconds(around + SPAN)
        keys, cosines = self._index.search(vector, most, span, fade)
        return dict(zip(keys.tolist(), cosines.tolist(), strict=True))

    def near(
        self, vector: NDArray[np.float32], least: float, around: datetime, most: int = MOST
    ) -> list[tuple[Entry, float]]:
        """The nearest within the span around a moment whose cosine is at least so high, best first, as their rows are.

        All are compared in a small window. In a large one a few of a hundred may be missed, never one that came lately.
        """
        found = {key: cosine for key, cosine in self.closest(vector, around, most).items() if cosine >= least}
        known = {
            row[0]: Entry(*row) for row in Article.objects.filter(pk__in=found, original=None).values_list(*FIELDS)
        }
        return [(known[key], cosine) for key, cosine in found.items() if key in known]


def settle(index: Nearest, file: Path | None) -> None:
    """Bring a large window's graph up to date, beginning with the one in the file."""
    known = file is not None and index.load(file)
    if not known:
        log.info("arranging %d vectors by nearness; this is kept for the next start", index.behind)
    if index.catch_up() >= WORTH_KEEPING and file is not None:
        index.save(file)


def seconds(moment: datetime) -> int:
    """A moment as the index keeps it: whole seconds since 1970."""
    return int(moment.timestamp())
