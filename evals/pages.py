"""The pages of a set with their gold, one at a time."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was collected and what is right about it."""

    body: bytes
    gold: dict[str, Any]

    @property
    def url(self) -> str:
        """The page's address, empty where the set does not know it."""
        return str(self.gold.get("url", ""))


def pages(folder: Path) -> Iterator[Page]:
    """Read the pages of a set: ``gold.jsonl`` and ``html/<id>.html.gz``."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            yield Page(gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes()), gold)
