"""A large paper, invented: the sample press's texts with changed words, in stories of all sizes over thirty days."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import islice

import numpy as np
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from octavo.assist.models import Brief
from octavo.engine.aids.receipts import issue
from octavo.engine.embed.chosen import model_id
from octavo.engine.pictures import Sized, sized
from octavo.engine.text import fold
from octavo.news import search, vectors
from octavo.news.group.counts import recount
from octavo.news.ingest.pictures import store
from octavo.news.models import Article, Picture, Publisher, Relation, Shingle, Source, Story, Version
from octavo.press import pictures
from octavo.press.newsroom import load
from octavo.press.values import Article as Piece

DAYS = 30
HOUSES = 200
CHUNK = 1000
SHINGLES = 32
FRESH_WORDS = 0.12  # share of the words of a text that are changed


@dataclass(slots=True)
class Town:
    """What large papers are invented from."""

    rng: random.Random
    now: datetime
    pieces: Sequence[Piece] = field(default_factory=lambda: load(date(2025, 7, 20)).articles)
    drawn: list[Sized] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)

    def learn(self) -> None:
        """Draw some pictures and learn the words of each language."""
        for scene in ("flood", "harbour", "crowd", "market", "hospital", "stadium"):
            picture = sized(pictures.jpeg(scene, scene, 1200))
            if isinstance(picture, Sized):
                store(picture)
                self.drawn.append(picture)
        for piece in self.pieces:
            self.words.setdefault(piece.language, []).extend(piece.text.split())

    def changed(self, text: str, language: str) -> str:
        """The text with some of its words changed."""
        known, rng = self.words[language], self.rng
        return " ".join(rng.choice(known) if rng.random() < FRESH_WORDS else word for word in text.split())


@dataclass(frozen=True, slots=True)
class Place:
    """Where an invented article belongs."""

    key: int
    story: int
    published: datetime
    first: int  # key of the story's first article
    picture: bool


def fill(articles: int, seed: int = 1) -> None:
    """Fill the empty database with so many articles, ready to be read, and all that belongs to them."""
    town = Town(random.Random(seed), timezone.now())
    town.learn()
    houses(town)
    places = layout(town, articles)
    with transaction.atomic():
        Story.objects.bulk_create(Story(pk=key, began=town.now, updated=town.now) for key in {p.story for p in places})
    waiting = iter(places)
    while chunk := list(islice(waiting, CHUNK)):
        with transaction.atomic():
            write(town, chunk)
    with transaction.atomic():
        relate(town, places)
        count(places)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def houses(town: Town) -> None:
    """The sample press's publishers, many times over, each with a source."""
    world = sorted({piece.publisher.id: piece.publisher for piece in town.pieces}.values(), key=lambda one: one.id)
    for number in range(HOUSES):
        house = world[number % len(world)]
        publisher = Publisher.objects.create(
            pk=number + 1, slug=f"{house.id}-{number}", name=f"{house.name} {number}", short=house.short,
            host=f"{house.id}-{number}.localhost", country=house.country, language=house.language,
            ownership=house.ownership,
        )  # fmt: skip
        Source.objects.create(
            pk=number + 1, publisher=publisher, url=f"http://{publisher.host}/feed", checked_at=town.now
        )
    Source.objects.update(added=town.now - timedelta(days=DAYS))  # no longer a young paper


def layout(town: Town, articles: int) -> list[Place]:
    """The articles by stories, most of them small and some very large, oldest first within each."""
    places: list[Place] = []
    story = 0
    while len(places) < articles:
        story += 1
        size = min(80, int(town.rng.paretovariate(0.9)), articles - len(places))
        began = town.now - timedelta(days=town.rng.uniform(0.0, DAYS))
        moments = sorted(min(town.now, began + timedelta(hours=town.rng.expovariate(1 / 14))) for _ in range(size))
        first = len(places) + 1
        places += [
            Place(first + number, story, moment, first, town.rng.random() < 0.7)
            for number, moment in enumerate(moments)
        ]
    return places


def write(town: Town, places: Sequence[Place]) -> None:
    """Some articles with their texts, pictures, briefs, vectors, fingerprints and places in the index."""
    made = [invented(town, place) for place in places]
    Article.objects.bulk_create(article for article, _ in made)
    Version.objects.bulk_create(version for _, version in made)
    Picture.objects.bulk_create(
        Picture(
            pk=place.key, article_id=place.key, url=f"http://pictures.localhost/{place.key}.jpg", caption="A picture",
            file=(drawn := town.drawn[place.key % len(town.drawn)]).stem, width=drawn.width, height=drawn.height,
        )
        for place in places
        if place.picture
    )  # fmt: skip
    Brief.objects.bulk_create(brief(version, town.now) for _, version in made)
    for place, (article, version) in zip(places, made, strict=True):
        Article.objects.filter(pk=place.key).update(version=version, picture=place.key if place.picture else None)
        index(article, version)
    Shingle.objects.bulk_create(
        Shingle(article_id=place.key, value=town.rng.getrandbits(62)) for place in places for _ in range(SHINGLES)
    )
    embed(places)


def invented(town: Town, place: Place) -> tuple[Article, Version]:
    """An article that is ready, and its text."""
    piece = town.pieces[(place.story * 7 + place.key) % len(town.pieces)]
    language = piece.language
    paragraphs = [town.changed(paragraph, language) for paragraph in piece.paragraphs]
    title, lead = town.changed(piece.headline, language), town.changed(piece.lead, language)
    house = town.rng.randrange(HOUSES) + 1
    article = Article(
        pk=place.key, publisher_id=house, source_id=house, url=f"http://house-{house}.localhost/{place.key}",
        guid=str(place.key), stage=Article.Stage.READY, title=title, lead=lead, authors=[piece.byline or "A. Writer"],
        language=language, published=place.published, published_by="feed", minutes=3, seen=place.published,
        versions_count=1, story_id=place.story, signals={"meaning": 0.6, "words": 0.1},
        original_id=place.first if place.key != place.first and place.key % 7 == 0 else None,
    )  # fmt: skip
    version = Version(
        pk=place.key, article=article, number=1, title=title, lead=lead, paragraphs=paragraphs,
        digest=sha256("\n\n".join(paragraphs).encode()).hexdigest(), fetched=place.published,
    )  # fmt: skip
    return article, version


def brief(version: Version, now: datetime) -> Brief:
    """*In brief*: the beginnings of three paragraphs."""
    text, at, sentences = version.text, 0, []
    for paragraph in version.paragraphs[:3]:
        span = (at, at + min(len(paragraph), 160))
        receipt = issue(version.article_id, version.pk, text, span)
        sentences.append(
            {
                "text": text[slice(*span)],
                "receipts": [asdict(receipt)],
            }
        )
        at += len(paragraph) + 2
    return Brief(article_id=version.article_id, version=version, language="en", sentences=sentences, made=now)


def index(article: Article, version: Version) -> None:
    """The article in the search index."""
    search.door().put(article.pk, fold(article.title), fold(f"{article.lead}\n{version.text}"))


def embed(places: Sequence[Place]) -> None:
    """A vector for each article, near to its story's."""
    model = model_id(settings.MODELS)
    for place in places:
        own = np.random.default_rng(place.key).standard_normal(384)
        vector = np.random.default_rng(place.story * 1_000_003).standard_normal(384) + 0.8 * own
        vectors.door().put(place.key, model, (vector / np.linalg.norm(vector)).astype(np.float32))


def relate(town: Town, places: Sequence[Place]) -> None:
    """Six related articles for each: of its story where there are so many, else of the same days."""
    rows = (
        Relation(article_id=place.key, other_id=other, rank=rank, score=0.5, reasons=[["topic", []]])
        for place in places
        for rank, other in enumerate(beside(town, place.key, len(places)), 1)
    )
    while some := list(islice(rows, 10 * CHUNK)):
        Relation.objects.bulk_create(some)


def beside(town: Town, key: int, last: int) -> list[int]:
    """Six other articles near in the order, or as many as there are."""
    near = [other for other in range(max(1, key - 6), min(last, key + 6) + 1) if other != key]
    return town.rng.sample(near, min(6, len(near)))


def count(places: Sequence[Place]) -> None:
    """The stories' counts and headlines."""
    for key in sorted({place.story for place in places}):
        recount(key)


def arrive(town: Town) -> None:
    """One more article of a recent story, in the transactions that the stages make of it."""
    key = Article.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    story = Story.objects.order_by("-updated").values_list("pk", flat=True)[town.rng.randrange(20)]
    place = Place(key, story, timezone.now(), key, picture=True)
    with transaction.atomic():
        write(town, [place])
    for stage in (Article.Stage.EMBEDDED, Article.Stage.READY):
        with transaction.atomic():
            Article.objects.filter(pk=key).update(stage=stage)
    with transaction.atomic():
        recount(story)
