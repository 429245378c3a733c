"""The recent articles with their vectors, in memory: what a new article is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from octavo.engine.errors import ModelUnavailable
from octavo.engine.text import folded_words
from octavo.news import vectors
from octavo.news.models import Article

SPAN = timedelta(days=30)
FIELDS = ("pk", "story_id", "published", "language", "publisher_id", "title", "lead")


@dataclass(slots=True)
class Entry:
    """What is known of an article in the window."""

    article: int
    story: int | None
    published: datetime
    language: str
    publisher: int
    terms: frozenset[str]


class Window:
    """Vectors of one model over a span of time. Search is exact: a matrix product."""

    def __init__(self, model: str, now: datetime) -> None:
        keys, matrix = vectors.door().recent(model, now - SPAN)
        self.model = model
        self._matrix: NDArray[np.float32] = matrix
        self._used = len(keys)
        rows = Article.objects.filter(published__gte=now - SPAN).values_list(*FIELDS)
        known = {row[0]: entry(row) for row in rows.iterator()}
        self.entries = [known[key] for key in keys]
        self._row = {key: row for row, key in enumerate(keys)}

    def __contains__(self, article: int) -> bool:
        return article in self._row

    def add(self, entry: Entry, vector: NDArray[np.float32]) -> None:
        """Take in an article, or its newer vector."""
        row = self._row.get(entry.article)
        if row is None:
            row = self._row[entry.article] = self._used
            self.entries.append(entry)
            self._grow(vector)
            self._used += 1
        self._matrix[row] = vector
        self.entries[row] = entry

    def place(self, article: int, story: int) -> None:
        """Note the story of an article."""
        if article in self._row:
            self.entries[self._row[article]].story = story

    def vector_of(self, article: int) -> NDArray[np.float32]:
        """The vector as the database has it: an edited text has a newer one than the window.

        Raises ModelUnavailable when there is none of this model.
        """
        found = vectors.door().get([article], self.model)
        if article not in found:
            detail = f"no vector of {self.model}"
            raise ModelUnavailable(detail)
        return found[article]

    def near(self, vector: NDArray[np.float32], least: float) -> list[tuple[Entry, float]]:
        """Entries whose cosine with the vector is at least so high, best first."""
        if not self._used:
            return []
        cosines = self._matrix[: self._used] @ vector
        rows = np.flatnonzero(cosines >= least)
        rows = rows[np.argsort(-cosines[rows], kind="stable")]
        return [(self.entries[row], float(cosines[row])) for row in rows]

    def _grow(self, vector: NDArray[np.float32]) -> None:
        if self._used < len(self._matrix):
            return
        larger = np.zeros((max(1024, 2 * self._used), len(vector)), np.float32)
        if self._used:
            larger[: self._used] = self._matrix[: self._used]
        self._matrix = larger


def entry(row: tuple[int, int | None, datetime, str, int, str, str]) -> Entry:
    """A row of FIELDS as the window keeps it."""
    pk, story, published, language, publisher, title, lead = row
    return Entry(pk, story, published, language, publisher, terms(title, lead))


def terms(title: str, lead: str) -> frozenset[str]:
    """The folded words of title and lead that are long enough, or rare enough by script, to mean something."""
    return frozenset(word for word in folded_words(f"{title} {lead}") if len(word) > 3 or not word.isascii())
