"""Vectors of articles: the second door to vendor SQL.

A vector belongs to a model id; vectors of different models are never compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from octavo.engine.nearest import Rows
from octavo.news.vectors.postgres import PostgresVectors
from octavo.news.vectors.sqlite import SqliteVectors

Vector = NDArray[np.float32]


class Vectors(Protocol):
    """What a database must be able to do."""

    def put(self, article: int, model: str, vector: Vector) -> None:
        """Keep an article's vector, in place of an older one."""

    def recent(self, model: str, since: datetime, until: datetime | None = None) -> Iterator[Rows]:
        """The vectors of this model of the stories' own reports of that time, oldest first, some thousand at a time.

        Copies and articles that have no story yet are left out.
        """

    def get(self, articles: list[int], model: str) -> dict[int, Vector]:
        """The vectors of these articles, where there are any: ``(d,) float32`` each."""


DOORS: dict[str, Vectors] = {"sqlite": SqliteVectors(), "postgresql": PostgresVectors()}


def door() -> Vectors:
    """The door to the database in use."""
    return DOORS[connection.vendor]
