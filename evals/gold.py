"""A news stream with what a careful editor says of it, read from any folder of the stream layout.

The sample press is written to a temporary folder and read from there, so that it is judged as any stream is. Finders
were tuned on one half of its stories only; the other half is reported apart as ``unseen``.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from octavo.press.export import export
from octavo.press.newsroom import load as load_press
from octavo.press.values import Difference, Event, Figure, Statement, Support

FIRST_DAY = date(2026, 1, 28)  # of the sample press; its stories are the same on any
SEED = 2611  # of the halves
MOST = 40  # places where the same words may stand
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Report:
    """One article as first published, and its gold."""

    id: str
    publisher: str
    story: str
    language: str
    published: datetime
    title: str
    text: str
    copy: bool
    country: str = ""  # of the publisher
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text, paragraph by paragraph."""
        return tuple(self.text.split("\n\n"))

    @property
    def day(self) -> date:
        """When it appeared, by its own clock."""
        return self.published.date()


@dataclass(frozen=True, slots=True)
class Stream:
    """All of a folder."""

    reports: tuple[Report, ...]  # oldest first
    differences: tuple[Difference, ...]

    def of(self, stories: Iterable[str]) -> Stream:
        """The part that some stories are."""
        kept = set(stories)
        return Stream(
            tuple(one for one in self.reports if one.story in kept),
            tuple(one for one in self.differences if one.story in kept),
        )

    @property
    def stories(self) -> Mapping[str, tuple[Report, ...]]:
        """The reports by story."""
        found: dict[str, list[Report]] = {}
        for one in self.reports:
            found.setdefault(one.story, []).append(one)
        return {story: tuple(reports) for story, reports in found.items()}

    def halves(self) -> tuple[Stream, Stream]:
        """The half of the stories that is looked at when a finder is made, and the half that is not."""
        names = sorted(self.stories)
        random.Random(SEED).shuffle(names)
        return self.of(names[::2]), self.of(names[1::2])


def read(folder: Path) -> Stream:
    """The stream of a folder.

    Raises:
        FileNotFoundError: the folder lacks a file of the layout.
    """
    gold = {line["id"]: line for line in lines(folder / "gold.jsonl")}
    publishers = json.loads((folder / "publishers.json").read_text(encoding="utf-8"))
    countries = {one["id"]: one.get("country", "") for one in publishers}
    reports = (
        _report(line, gold.get(line["id"], {}), countries.get(line["publisher"], ""))
        for line in lines(folder / "articles.jsonl")
    )
    return Stream(
        tuple(sorted(reports, key=lambda one: (one.published, one.id))),
        tuple(_difference(line) for line in lines(folder / "differences.jsonl")),
    )


@cache
def press() -> Stream:
    """The sample press."""
    with TemporaryDirectory() as folder:
        export(load_press(FIRST_DAY), Path(folder))
        return read(Path(folder))


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSONL file."""
    with file.open(encoding="utf-8") as opened:
        yield from (json.loads(line) for line in opened if line.strip())


def _report(line: Mapping[str, Any], gold: Mapping[str, Any], country: str) -> Report:
    return Report(
        line["id"],
        line["publisher"],
        gold.get("story", line["id"]),
        line["language"],
        datetime.fromisoformat(line["published"]),
        line["title"],
        line["text"],
        bool(gold.get("copy_of")),
        country,
        tuple(
            Statement(one["speaker"], one["kind"], one["form"], one["words"], one.get("role", ""))
            for one in gold.get("statements", ())
        ),
        tuple(_figure(one) for one in gold.get("figures", ())),
        tuple(Event(date.fromisoformat(one["date"][:10]), one["words"]) for one in gold.get("events", ())),
        tuple(str(one) for one in gold.get("places", ())),
    )


def _figure(line: Mapping[str, Any]) -> Figure:
    as_of = date.fromisoformat(line["as_of"][:10]) if line.get("as_of") else None
    return Figure(
        line["what"], float(line["value"]), line["words"], line.get("qualifier", ""), line.get("counter", ""), as_of
    )


def _difference(line: Mapping[str, Any]) -> Difference:
    a, b = (Support(line[side]["article"], line[side]["words"]) for side in "ab")
    return Difference(line["story"], line["kind"], line["what"], a, b)


def standing(text: str, words: str) -> Sequence[Span]:
    """Wherever the words stand in a text."""
    found: list[Span] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < MOST:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found
