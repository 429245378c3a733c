"""Where a search looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Within:
    """Where to look; empty fields stand for everything."""

    story: int | None = None
    publishers: tuple[int, ...] = ()
    after: datetime | None = None  # published then or later
    before: datetime | None = None  # published earlier

    def conditions(self) -> tuple[str, list[Any]]:
        """SQL on ``a``, a row of ``news_article``, and its parameters. Copies and what is parked are left out."""
        parts, values = ["a.original_id IS NULL", "a.version_id IS NOT NULL", "a.stage < 90"], list[Any]()
        if self.story is not None:
            parts, values = [*parts, "a.story_id = %s"], [*values, self.story]
        if self.publishers:
            marks = ",".join(["%s"] * len(self.publishers))
            parts, values = [*parts, f"a.publisher_id IN ({marks})"], [*values, *self.publishers]
        for sign, moment in ((">=", self.after), ("<", self.before)):
            if moment is not None:
                value = connection.ops.adapt_datetimefield_value(moment)
                parts, values = [*parts, f"a.published {sign} %s"], [*values, value]
        return " AND ".join(parts), values


EVERYWHERE = Within()
