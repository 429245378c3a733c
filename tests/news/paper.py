"""A paper and its publishers: these stand on loopback and speak HTTP, the paper reads them as it reads the web."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from octavo.engine.executor import Executor, Inline
from octavo.news import subscribe
from octavo.news.models import Article, Source, Story
from octavo.work.pipeline import STAGES, drain
from tests.engine.servers import Publisher, answer, publisher

DAYS = 30  # of the stream; it is noon of the last one when the paper begins
_SYLLABLES = re.findall("..", "bacedifoguhajekilomunapequrosutavewixozubraclefrogrustatri")
_SMALL = ("the", "of", "and", "to", "in", "that", "was", "for", "with", "on", "as", "by", "at", "from", "said", "had")


@dataclass
class Piece:
    """An article as its publisher has it now."""

    title: str
    text: str  # paragraphs with a blank line between them
    published: datetime
    path: str
    url: str = ""
    lead: str = ""
    byline: str = ""
    language: str = "en"
    canonical: str = ""
    pictures: Sequence[str] = ()
    whole: bool = False  # the feed carries the text
    listed: bool = True
    guid: str = ""

    @property
    def body(self) -> str:
        """The paragraphs, marked up."""
        return "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in self.text.split("\n\n"))

    @property
    def page(self) -> bytes:
        """The page around them."""
        pictures = "".join(f'<figure><img src="{src}" width="800" height="500"></figure>' for src in self.pictures)
        byline = f'<p class="byline">By {escape(self.byline)}</p>' if self.byline else ""
        return (
            f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8">'
            f"<title>{escape(self.title)}</title>"
            f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(self.title)}">'
            f'<meta property="article:published_time" content="{self.published.isoformat()}">'
            f'<link rel="canonical" href="{self.canonical or self.url}"></head><body><main><article>'
            f"<h1>{escape(self.title)}</h1>{byline}{pictures}{self.body}</article></main></body></html>"
        ).encode()

    @property
    def entry(self) -> str:
        """What the feed says of it."""
        whole = f"<content:encoded>{escape(self.body)}</content:encoded>" if self.whole else ""
        return (
            f"<item><title>{escape(self.title)}</title><link>{escape(self.url)}</link>"
            f'<guid isPermaLink="false">{escape(self.guid or self.url)}</guid>'
            f"<pubDate>{format_datetime(self.published)}</pubDate>"
            f"<description>{escape(self.lead)}</description>{whole}</item>"
        )


@dataclass
class House:
    """A publisher: its name is also its host's and the first part of its addresses."""

    name: str
    site: Publisher
    pieces: list[Piece] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The name in an address."""
        return self.name.lower()

    def url(self, path: str) -> str:
        """An address of this house."""
        return f"http://{self.key}.localhost:{self.site.port}/{self.key}/{path}"

    def says(self, path: str, *answers: bytes) -> str:
        """From now on an address of this house gives these answers in turn."""
        self.site.answers[f"/{self.key}/{path}"] = list(answers)
        return self.url(path)

    def prints(self) -> None:
        """Put pages and feed out as they stand now, the newest entry first."""
        for piece in self.pieces:
            self.says(piece.path, answer(body=piece.page, content_type="text/html"))
        entries = "".join(piece.entry for piece in reversed(self.pieces) if piece.listed)
        feed = (
            '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel><title>{self.name}</title><link>{self.url('')}</link>{entries}</channel></rss>"
        )
        self.says("feed.xml", answer(body=feed.encode(), content_type="application/rss+xml"))

    def prints_only(self, path: str, text: str) -> None:
        """Put out one page that is no piece of ours: plain markup around a text."""
        body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
        page = f"<html><head><title>{path}</title></head><body><article><h1>{path}</h1>{body}</article></body></html>"
        self.says(path, answer(body=page.encode(), content_type="text/html"))

    def asked(self, path: str) -> int:
        """How often an address was asked for."""
        return self.site.paths().count(f"/{self.key}/{path}")


@dataclass
class Paper:
    """Our paper, its clock in hand, and the publishers it reads."""

    site: Publisher
    now: datetime = field(default_factory=lambda: timezone.now().replace(microsecond=0))
    houses: dict[str, House] = field(default_factory=dict)
    executor: Executor = field(default_factory=Inline)

    def house(self, name: str, **about: str) -> House:
        """A publisher the paper reads from now on; ``about`` are fields of its row."""
        if name not in self.houses:
            house = self.houses[name] = House(name, self.site)
            subscribe.add(house.url("feed.xml"), name, now=self.now, **about)
        return self.houses[name]

    def publishes(self, name: str, title: str, text: str = "", *, day: float = 29.0, **about: Any) -> Piece:
        """A publisher publishes. Days count from 0; ``about`` are further fields of the piece."""
        house = self.house(name)
        published = about.pop("published", self.now - timedelta(days=DAYS - day))
        path = about.pop("path", f"{len(house.pieces) + 1}-" + re.sub(r"\W+", "-", title.lower()).strip("-")[:60])
        piece = Piece(title, text or prose(title), published, path, house.url(path), **about)
        house.pieces.append(piece)
        house.prints()
        return piece

    def edits(self, piece: Piece, **changed: Any) -> None:
        """The publisher changes a piece."""
        for name, value in changed.items():
            setattr(piece, name, value)
        next(house for house in self.houses.values() if piece in house.pieces).prints()

    def reads(self, *, later: timedelta = timedelta(), feeds: bool = True) -> None:
        """Time passes; then the paper looks at its sources and works until nothing is due."""
        self.now += later
        if feeds:
            Source.objects.filter(active=True).update(due_at=self.now)
        drain(list(STAGES), self.executor, self.now)

    def article(self, piece: Piece) -> Article:
        """The paper's row of a piece."""
        return Article.objects.select_related("version", "original", "story", "picture").get(url=piece.url)

    def stories(self) -> int:
        """How many stories the paper tells."""
        return Story.objects.exclude(headline=None).count()

    def source(self, name: str) -> Source:
        """The paper's row of a publisher's feed."""
        return Source.objects.get(url=self.houses[name].url("feed.xml"))


@contextmanager
def new_paper() -> Iterator[Paper]:
    """A paper whose publishers answer while the block runs."""
    with publisher() as site:
        yield Paper(site)


def prose(subject: str, paragraphs: int = 5) -> str:
    """An article about something: always the same for one subject.

    With another it shares the subject's words, and what all who write of these words speak of.
    """
    chance = random.Random(subject)
    words = [word for word in re.findall(r"\w+", subject) if len(word) > 3]
    names = [name(chance) for _ in range(30)]
    names += [name(of_it) for of_it in map(random.Random, sorted(words)) for _ in range(8)]

    def sentence() -> str:
        said = [chance.choice(_SMALL) if chance.random() < 0.4 else chance.choice(names) for _ in range(11)]
        for at in chance.sample(range(11), min(3, len(words))):
            said[at] = chance.choice(words)
        return " ".join(said).capitalize() + "."

    return "\n\n".join(" ".join(sentence() for _ in range(5)) for _ in range(paragraphs))


def name(chance: random.Random) -> str:
    """A word that nobody else uses."""
    return "".join(chance.choices(_SYLLABLES, k=3))


def jpeg(width: int = 800, height: int = 500, shade: int = 90) -> bytes:
    """A picture's bytes."""
    out = BytesIO()
    Image.linear_gradient("L").resize((width, height)).point(lambda value: (value + shade) % 256).save(out, "JPEG")
    return out.getvalue()
