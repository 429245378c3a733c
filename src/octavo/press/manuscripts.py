"""A story file turned into articles: copies made, edits applied, dates written out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from octavo.press import wording
from octavo.press.dates import LOWER_CASE_DAYS, Calendar
from octavo.press.values import (
    Article,
    Difference,
    Event,
    Figure,
    Gold,
    Person,
    Question,
    Related,
    Shot,
    Statement,
    Support,
    Version,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from octavo.press.world import Publisher, World

SENTENCE_START = re.compile(r"(?:\A|\n\n|[.!?…] |[«“¿¡—] ?)(?=\{\{weekday )")


@dataclass(frozen=True, slots=True)
class Story:
    """All of one story file."""

    id: str
    topic: str
    summary: str
    storyline: str
    people: tuple[Person, ...]
    articles: tuple[Article, ...]
    differences: tuple[Difference, ...]
    questions: tuple[Question, ...]
    related: tuple[Related, ...]


def read(path: Path) -> Mapping[str, Any]:
    """The file as written; kept while it does not change.

    Raises:
        tomllib.TOMLDecodeError: the file is not TOML.
    """
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int) -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))


def story(raw: Mapping[str, Any], world: World, calendar: Calendar) -> Story:
    """Write out a story for a calendar.

    Raises:
        KeyError: the file misses a field or names something unknown; the checker says what.
    """
    written = {entry["id"]: entry for entry in raw["article"]}
    articles = {
        name: _Desk(raw, entry, written.get(entry.get("copy_of", "")), world, calendar).article()
        for name, entry in written.items()
    }
    return Story(
        id=raw["id"],
        topic=raw["topic"],
        summary=raw.get("summary", ""),
        storyline=raw.get("storyline", ""),
        people=tuple(
            Person(one["id"], one.get("role", ""), MappingProxyType(dict(one["names"])))
            for one in raw.get("person", [])
        ),
        articles=tuple(articles.values()),
        differences=tuple(_difference(raw["id"], one, articles, calendar) for one in raw.get("difference", [])),
        questions=tuple(
            _question(f"{raw['id']}-q{number}", one, articles, calendar)
            for number, one in enumerate(raw.get("question", []), 1)
        ),
        related=tuple(
            Related(one["id"], tuple(one.get("related", [])), tuple(one.get("not", [])))
            for one in raw.get("related", [])
        ),
    )


def dated(text: str, publisher: Publisher, calendar: Calendar) -> str:
    """The text with its dates written as the publisher writes them."""
    if publisher.language in LOWER_CASE_DAYS:
        text = SENTENCE_START.sub(lambda found: found[0] + "\N{INFORMATION SEPARATOR ONE}", text)
    text = wording.with_dates(text, lambda kind, day: calendar.written(kind, day, publisher.locale))
    return re.sub("\N{INFORMATION SEPARATOR ONE}(.)", lambda found: found[1].upper(), text)


def span(words: str, text: str, publisher: Publisher, calendar: Calendar) -> str:
    """Words of the gold with their dates written as they stand in a written-out text."""
    plain = wording.with_dates(words, lambda kind, day: calendar.written(kind, day, publisher.locale))
    tries = (dated(words, publisher, calendar), plain, plain[:1].upper() + plain[1:])
    return next((one for one in tries if one in text), plain)


@dataclass(frozen=True, slots=True)
class _Desk:
    """One article on its way from the file to its values."""

    raw: Mapping[str, Any]
    entry: Mapping[str, Any]
    original: Mapping[str, Any] | None
    world: World
    calendar: Calendar

    @property
    def publisher(self) -> Publisher:
        return self.world.publishers[self.entry["publisher"]]

    def article(self) -> Article:
        entry, source = self.entry, self.original or {}
        versions = self.versions()
        return Article(
            id=entry["id"],
            publisher=self.publisher,
            story=self.raw["id"],
            topic=self.raw["topic"],
            storyline=self.raw.get("storyline", ""),
            versions=versions,
            byline=entry.get("byline", ""),
            agency=entry.get("agency", source.get("agency", "")),
            section=entry.get("section", source.get("section", "")),
            pictures=tuple(self.shot(entry[key]) for key in ("picture", "picture2") if entry.get(key)),
            copy_of=entry.get("copy_of", ""),
            translation_of=entry.get("translation_of", ""),
            gold=self.gold(versions[0].text),
        )

    def shot(self, raw: Mapping[str, Any]) -> Shot:
        return Shot(
            raw["scene"],
            self.dated(raw.get("caption", "")),
            self.dated(raw.get("credit", "")),
            raw.get("after", 0),
        )

    def dated(self, text: str) -> str:
        return dated(text, self.publisher, self.calendar)

    def first(self) -> tuple[str, str]:
        """Lead and text as first published, tags as written."""
        entry = self.entry
        if self.original is None:
            return entry.get("lead", ""), wording.joined(wording.paragraphs(entry["text"]))
        pairs = entry.get("replace", [])
        text = wording.kept(self.original["text"], entry.get("drop", []))
        text = wording.framed(wording.replaced(text, pairs), entry.get("top", ""), entry.get("tail", ""))
        return entry.get("lead", wording.replaced(self.original.get("lead", ""), pairs)), text

    def versions(self) -> tuple[Version, ...]:
        entry, calendar = self.entry, self.calendar
        headline, (lead, text) = entry["headline"], self.first()
        at = calendar.moment(entry["day"], entry["time"])
        states = [Version(at, headline, self.dated(lead), self.dated(text))]
        for edit in entry.get("edit", []):
            pairs = edit.get("replace", [])
            headline = edit.get("headline", wording.replaced(headline, pairs))
            lead = edit.get("lead", wording.replaced(lead, pairs))
            text = wording.framed(wording.replaced(text, pairs), edit.get("top", ""), edit.get("append", ""))
            at = calendar.moment(edit["day"], edit["time"])
            states.append(Version(at, headline, self.dated(lead), self.dated(text), edit.get("silent", True)))
        return tuple(states)

    def gold(self, text: str) -> Gold:
        """The gold of this article; a copy has its original's where the words still stand."""
        return Gold(
            statements=tuple(self.statement(one, text) for one in self.entries("statements", text)),
            figures=tuple(self.figure(one, text) for one in self.entries("figures", text)),
            events=tuple(
                Event(self.calendar.day(one["date"]), self.span(one["words"], text))
                for one in self.entries("events", text)
            ),
            places=self.places(text),
        )

    def entries(self, key: str, text: str) -> Sequence[Mapping[str, Any]]:
        own = list(self.entry.get(key, []))
        if self.original is None:
            return own
        inherited = []
        for one in self.original.get(key, []):
            words = wording.replaced(one["words"], self.entry.get("replace", []))
            if self.span(words, text) in text and words not in {mine["words"] for mine in own}:
                inherited.append({**one, "words": words})
        return inherited + own

    def span(self, words: str, text: str) -> str:
        return span(words, text, self.publisher, self.calendar)

    def statement(self, raw: Mapping[str, Any], text: str) -> Statement:
        words = self.span(raw["words"], text)
        return Statement(raw["speaker"], raw["kind"], raw["form"], words, raw.get("role", ""))

    def figure(self, raw: Mapping[str, Any], text: str) -> Figure:
        as_of = self.calendar.day(raw["as_of"]) if "as_of" in raw else None
        words = self.span(raw["words"], text)
        return Figure(raw["what"], raw["value"], words, raw.get("qualifier", ""), raw.get("counter", ""), as_of)

    def places(self, text: str) -> tuple[str, ...]:
        own: tuple[str, ...] = tuple(self.entry.get("places", []))
        if self.original is None:
            return own
        language = self.publisher.language
        inherited = (one for one in self.original.get("places", []) if self.world.places[one].name(language) in text)
        return tuple(dict.fromkeys((*inherited, *own)))


def _support(raw: Mapping[str, Any], articles: Mapping[str, Article], calendar: Calendar) -> Support:
    article = articles[raw["article"]]
    return Support(article.id, span(raw["words"], article.text, article.publisher, calendar))


def _difference(name: str, raw: Mapping[str, Any], articles: Mapping[str, Article], calendar: Calendar) -> Difference:
    a, b = (_support(raw[side], articles, calendar) for side in ("a", "b"))
    return Difference(name, raw["kind"], raw["what"], a, b)


def _question(name: str, raw: Mapping[str, Any], articles: Mapping[str, Article], calendar: Calendar) -> Question:
    supports = tuple(_support(one, articles, calendar) for one in raw.get("support", []))
    locale = "en_GB" if raw["language"] == "en" else raw["language"]

    def write(kind: str, day: int) -> str:
        return calendar.written(kind, day, locale)

    return Question(
        id=name,
        language=raw["language"],
        question=wording.with_dates(raw["question"], write),
        answers=tuple(wording.with_dates(one, write) for one in raw.get("answers", [])),
        support=supports,
    )
