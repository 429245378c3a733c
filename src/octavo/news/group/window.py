"""The recent articles with their vectors, in memory: what a new article is compared with.

Copies are left out: their original stands for them. Titles and leads stay in the database, and only the words of
those that were lately asked for are kept, or a month of news would fill the memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from octavo.engine.errors import ModelUnavailable
from octavo.engine.text import folded_words
from octavo.news import vectors
from octavo.news.models import Article

SPAN = timedelta(days=30)
FIELDS = ("pk", "story_id", "published", "language", "publisher_id", "original_id")
KEPT = 4000  # articles whose words are remembered


@dataclass(slots=True)
class Entry:
    """What is known of an article in the window."""

    article: int
    story: int | None  # none: not decided yet, or a copy
    published: datetime
    language: str
    publisher: int


class Window:
    """Vectors of one model over a span of time. Search is exact: a matrix product."""

    def __init__(self, model: str, since: datetime, until: datetime | None = None) -> None:
        keys, matrix = vectors.door().recent(model, since, until)
        self.model = model
        self._since, self._until = since, until
        self._matrix: NDArray[np.float32] = matrix
        self._used = len(keys)
        rows = Article.objects.filter(published__gte=since).values_list(*FIELDS)
        rows = rows.filter(published__lt=until) if until else rows
        known = {row[0]: entry(row) for row in rows.iterator()}
        self.entries = [known[key] for key in keys]
        self._row = {key: row for row, key in enumerate(keys)}
        self._terms: dict[int, frozenset[str]] = {}

    def __contains__(self, article: int) -> bool:
        return article in self._row

    def spans(self, moment: datetime) -> bool:
        """True when what is published then belongs here."""
        return self._since <= moment and (self._until is None or moment < self._until)

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
        self._terms.pop(entry.article, None)

    def leave_out(self, article: int) -> None:
        """Forget an article that has become a copy."""
        if article in self._row:
            self.entries[self._row[article]].story = None

    def terms_of(self, articles: Sequence[int]) -> dict[int, frozenset[str]]:
        """The words of each article's title and lead."""
        missing = [key for key in articles if key not in self._terms]
        for pk, title, lead in Article.objects.filter(pk__in=missing).values_list("pk", "title", "lead"):
            self._terms[pk] = terms(title, lead)
        found = {key: self._terms.get(key, frozenset()) for key in articles}
        while len(self._terms) > KEPT:
            del self._terms[next(iter(self._terms))]
        return found

    def vector_of(self, article: int) -> NDArray[np.float32]:
        """The vector as the database has it: an edited text has a newer one than the window.

        Raises ModelUnavailable when there is none of this model.
        """
        found = vectors.door().get([article], self.model)
        if article not in found:
            detail = f"no vector of {self.model}"
            raise ModelUnavailable(detail)
        return found[article]

    def near(self, vector: NDArray[np.float32], least: float, around: datetime) -> list[tuple[Entry, float]]:
        """Entries within the span around a moment whose cosine with the vector is at least so high, best first."""
        if not self._used:
            return []
        cosines = self._matrix[: self._used] @ vector
        rows = np.flatnonzero(cosines >= least)
        rows = rows[np.argsort(-cosines[rows], kind="stable")]
        found = ((self.entries[row], float(cosines[row])) for row in rows)
        return [(entry, cosine) for entry, cosine in found if abs(entry.published - around) <= SPAN]

    def _grow(self, vector: NDArray[np.float32]) -> None:
        if self._used < len(self._matrix):
            return
        larger = np.zeros((max(1024, 2 * self._used), len(vector)), np.float32)
        if self._used:
            larger[: self._used] = self._matrix[: self._used]
        self._matrix = larger


def entry(row: tuple[int, int | None, datetime, str, int, int | None]) -> Entry:
    """A row of FIELDS as the window keeps it."""
    pk, story, published, language, publisher, original = row
    return Entry(pk, story if original is None else None, published, language, publisher)


def terms(title: str, lead: str) -> frozenset[str]:
    """The folded words of title and lead that are long enough, or rare enough by script, to mean something."""
    return frozenset(word for word in folded_words(f"{title} {lead}") if len(word) > 3 or not word.isascii())
