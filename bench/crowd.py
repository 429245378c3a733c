"""A crowded paper, invented: vectors that lie as those of the sample press do, and the rows that belong to them.

Its stories are small and large, told in six languages. Two reports of one story have cosines about 0.47 (0.29 to
0.62 for eight in ten), two of different stories about 0.0 (at most 0.24 for ninety-nine in a hundred); on the
sample press these are 0.37 (0.2 to 0.55) and 0.0 (0.2). Variance falls off over the axes as it does there.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from octavo.engine.copies import Fingerprint
from octavo.news.models import Article, Publisher, Source, Story

WIDE = 384
DAYS = 29.5
TOPICS = 400
HOUSES = 200
MOST = 60  # reports a story
SHINGLES = 300  # of a text
SAMPLED = 32  # of them, to look it up by
LISTED = 6  # related articles each
CHUNK = 5000
TRACE = bytes([72, 40, 18]) + bytes(3 * 130)  # the longest of octavo.engine.stories.trace; what it says is drawn
LANGUAGES = ("en", "de", "fr", "es", "ar", "ja")

Floats = NDArray[np.float32]
Cell = int | float | str | bytes | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Articles in the order of publication; keys count from 1."""

    seed: int
    story: NDArray[np.int64]  # of each article, from 1
    moments: NDArray[np.int64]  # seconds since 1970
    middles: Floats  # of the stories, not of unit length
    rest: Floats  # how far the reports of each story lie from its middle
    by_story: dict[int, list[int]] = field(default_factory=dict)  # once it was asked for

    def vectors(self, start: int, end: int) -> Floats:
        """Unit vectors of the articles from a place to another; whole chunks always give the same."""
        chance = np.random.default_rng([self.seed, start])
        own = chance.standard_normal((end - start, WIDE), np.float32) * axes()
        stories = self.story[start:end] - 1
        found = self.middles[stories] + self.rest[stories][:, None] * own
        unit: Floats = found / np.linalg.norm(found, axis=1, keepdims=True)
        return unit

    def members(self, count: int) -> dict[int, list[int]]:
        """The keys of the first articles by story, in the order of publication."""
        if not self.by_story:
            for key, story in enumerate(self.story[:count].tolist(), 1):
                self.by_story.setdefault(story, []).append(key)
        return self.by_story

    def chunks(self, count: int) -> Iterator[tuple[int, Floats]]:
        """The first articles' vectors, some thousand at a time, each time with the place of the first."""
        for start in range(0, count, CHUNK):
            yield start, self.vectors(start, min(count, start + CHUNK))


def axes() -> Floats:
    """Standard deviations along the axes, together of length one."""
    variance = 1 / (np.arange(WIDE) + 5.0)
    deviations: Floats = np.sqrt(variance / variance.sum()).astype(np.float32)
    return deviations


def crowd(count: int, now: datetime, seed: int = 1) -> Crowd:
    """So many articles of the month before a moment."""
    chance = np.random.default_rng(seed)
    sizes = np.minimum(MOST, chance.pareto(0.9, count) + 1).astype(np.int64)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), count)) + 1]
    stories = len(sizes)
    story = np.repeat(np.arange(1, stories + 1), sizes)[:count]
    began = chance.uniform(0.0, DAYS, stories)[story - 1]
    days = np.minimum(began + chance.exponential(14 / 24, count), DAYS)
    order = np.argsort(days, kind="stable")
    alike = chance.uniform(0.05, 0.25, stories).astype(np.float32)  # of a topic's stories
    close = chance.uniform(0.15, 0.5, stories).astype(np.float32)  # of a story's reports
    topics = chance.standard_normal((TOPICS, WIDE), np.float32) * axes()
    own = chance.standard_normal((stories, WIDE), np.float32) * axes()
    middles = np.sqrt(alike)[:, None] * topics[chance.integers(0, TOPICS, stories)] + np.sqrt(close)[:, None] * own
    first = int((now - timedelta(days=DAYS)).timestamp())
    return Crowd(
        seed, story[order], first + (days[order] * 86400).astype(np.int64), middles, np.sqrt(1 - alike - close)
    )


def fill(people: Crowd, count: int, model: str, now: datetime) -> None:
    """The first articles as rows, decided and related; those after them as rows that were extracted a moment ago."""
    with connection.constraint_checks_disabled():  # all fit together, and there are millions of them
        write(people, count, model, now)


def write(people: Crowd, count: int, model: str, now: datetime) -> None:
    """Write the rows."""
    houses(now)
    stories = sorted({int(one) for one in people.story[:count]})
    with transaction.atomic():
        Story.objects.bulk_create((Story(pk=key, began=now, updated=now, reports=1) for key in stories), CHUNK)
    indexes = without_indexes()
    people.members(count)
    for start in range(0, len(people.story), CHUNK):
        keys = range(start + 1, min(len(people.story), start + CHUNK) + 1)
        with transaction.atomic():
            articles(people, keys, count, now)
            prints = {key: fingerprint(carried(people, key, count)) for key in keys}
            packed_prints = ((key, text.pack(), 0, "") for key, text in prints.items())
            insert("news_provenance", ("article_id", "fingerprint", "dateline", "first_at"), packed_prints)
            vectors(model, start, people.vectors(start, keys[-1]))
            old = [key for key in keys if key <= count]
            insert("news_shingle", ("article_id", "value"), ((k, v) for k in old for v in prints[k].sketch))
    for start in range(0, count, CHUNK):
        listed = lists(people, range(start + 1, min(count, start + CHUNK) + 1), count)
        with transaction.atomic():
            insert("news_relation", ("article_id", "other_id", "rank", "score", "reasons"), listed)
    with connection.cursor() as cursor:
        for statement in (*indexes, "ANALYZE"):
            cursor.execute(statement)


def houses(now: datetime) -> None:
    """Publishers, each with a source that is no longer young."""
    for key in range(1, HOUSES + 1):
        host = f"house-{key}.localhost"
        Publisher.objects.create(pk=key, slug=f"house-{key}", name=f"House {key}", host=host, country="DE")
        Source.objects.create(pk=key, publisher_id=key, url=f"http://{host}/feed", checked_at=now)
    Source.objects.update(added=now - timedelta(days=DAYS))


def articles(people: Crowd, keys: range, count: int, now: datetime) -> None:
    """The articles' rows. All that they have in common is prepared once."""
    fields = Article._meta.concrete_fields
    names = [str(field.column) for field in fields]
    common = Article(seen=now, published=now, versions_count=1, signals={"meaning": 0.6, "words": 0.1})
    prepared: dict[str, Cell] = {
        str(field.column): field.get_db_prep_save(getattr(common, field.attname), connection) for field in fields
    }
    rows = (prepared | article(people, key, key <= count, now) for key in keys)
    insert("news_article", names, (tuple(row[name] for name in names) for row in rows))


def article(people: Crowd, key: int, old: bool, now: datetime) -> dict[str, Cell]:  # noqa: FBT001 - one of two kinds
    """What is an article's own: it was decided long ago, or is to be decided."""
    story, house = int(people.story[key - 1]), key * 7919 % HOUSES + 1
    moment = datetime.fromtimestamp(int(people.moments[key - 1]), UTC).strftime("%Y-%m-%d %H:%M:%S")
    return {
        "id": key, "publisher_id": house, "source_id": house, "url": f"http://house-{house}.localhost/{key}",
        "stage": Article.Stage.READY.value if old else Article.Stage.EXTRACTED.value,
        "due_at": None if old else now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "title": f"Vessel{story} harbour{story % 97} report{key} council",
        "lead": f"Keeper{story} said in Tarn{story % 89} that bridge{key} would be closed. " * 3,
        "language": LANGUAGES[key * 31 % len(LANGUAGES)], "published": moment, "seen": moment,
        "trace": TRACE[:3] + random.Random(story).randbytes(len(TRACE) - 3),
        "story_id": story if old else None, "original_id": original(people, key) if old else None,
    }  # fmt: skip


def original(people: Crowd, key: int) -> int | None:
    """Every ninth report is a copy of the first one of its story."""
    first = people.by_story[int(people.story[key - 1])][0]
    return first if key % 9 == 0 and first != key else None


def carried(people: Crowd, key: int, count: int) -> int:
    """Whose text an article carries: every eighth of the new ones that of an older report of its story."""
    same = people.members(count).get(int(people.story[key - 1])) if key > count and key % 8 == 0 else None
    return same[-1] if same else key


def fingerprint(key: int) -> Fingerprint:
    """What an invented text is known by."""
    seeds = np.uint64(key * SHINGLES) + np.arange(SHINGLES, dtype=np.uint64)
    mixed = (seeds ^ (seeds >> np.uint64(7))) * np.uint64(0x9E3779B97F4A7C15)
    hashes = np.sort((mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9) >> np.uint64(1))
    marks = (hashes >> np.uint64(31)).astype(np.uint32)
    return Fingerprint(tuple(hashes[:SAMPLED].tolist()), marks, len(hashes), marks[:6])


def vectors(model: str, start: int, found: Floats) -> None:
    """The vectors' rows."""
    scales = np.abs(found).max(axis=1) / 127
    cells = np.rint(found / scales[:, None]).astype(np.int8)
    rows = ((start + row + 1, model, float(scales[row]), cells[row].tobytes()) for row in range(len(found)))
    insert("news_vector", ("article_id", "model", "scale", "cells"), rows)


def lists(people: Crowd, keys: Sequence[int], count: int) -> Iterator[tuple[int, int, int, float, str]]:
    """Related articles with scores as they are found: of the story those closest in time, else of the same days."""
    chance = np.random.default_rng([people.seed, keys[0], 1])
    members = people.members(count)
    for key in keys:
        own = members[int(people.story[key - 1])]
        place = bisect(own, key)
        same = [other for other in own[max(0, place - LISTED // 2 - 1) : place + LISTED // 2] if other != key][:LISTED]
        beside = [other for other in range(max(1, key - LISTED), min(count, key + LISTED)) if other not in {key, *same}]
        others = [*same, *beside[: LISTED - len(same)]]
        scores = [0.72 if other in same else 0.48 for other in others] + chance.uniform(-0.08, 0.12, len(others))
        ranked = sorted(zip(scores.round(4).tolist(), others, strict=True), reverse=True)
        yield from ((key, other, rank, score, '[["topic", []]]') for rank, (score, other) in enumerate(ranked, 1))


def insert(table: str, columns: Sequence[str], rows: Iterator[tuple[Cell, ...]]) -> None:
    """Rows as they are, many at once."""
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608 - our own names


def without_indexes() -> list[str]:
    """Drop the indexes of the table of shingles while it is filled. Returns how they are made again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'news_shingle' AND sql IS NOT NULL"
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in found]
