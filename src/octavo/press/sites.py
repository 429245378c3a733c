"""A publisher's site as a set of addresses, and what stands at each."""

from __future__ import annotations

import re
import tomllib
import unicodedata
import zlib
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from octavo.press.world import HERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from octavo.press.newsroom import Press
    from octavo.press.values import Article
    from octavo.press.world import Publisher

PORT = 8041
"""The port the press answers on unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a publisher's site is built."""

    colour: str
    second: str
    article: str  # pattern of an article's address
    section: str  # pattern of a section's address
    feed: str
    guid: str  # permalink, opaque or none
    robots: str
    charset: str = "utf-8"
    declare: str = "header"  # where pages name their encoding: header or (only) meta
    feed_charset: str = "utf-8"
    tracking: str = ""  # a query that the feed adds to its links
    twice: bool = False  # the feed repeats an item under another link
    relative: bool = False  # the feed's links are relative


@cache
def habits() -> Mapping[str, Habits]:
    """The habits of every publisher, by its id."""
    raw: dict[str, dict[str, Any]] = tomllib.loads((HERE / "habits.toml").read_text("utf-8"))
    return {name: Habits(**entry) for name, entry in raw.items()}


@cache
def words(language: str) -> Mapping[str, str]:
    """What sites in a language say around their articles."""
    raw: dict[str, dict[str, str]] = tomllib.loads((HERE / "pages" / "words.toml").read_text("utf-8"))
    return raw[language]


def slug(text: str, length: int = 60) -> str:
    """Words of a headline for an address: Latin letters lose their accents, other scripts stay."""
    text = text.casefold().replace("’", "").replace("'", "")
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Mn")
    if text.isascii() or any("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha()):
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    parts = re.findall(r"\w+", text)
    while len("-".join(parts)) > length and len(parts) > 1:
        parts.pop()
    return "-".join(parts) or "x"


def number(article: Article) -> int:
    """An article's number in its publisher's system: six digits that follow from its id."""
    return 100_000 + zlib.crc32(article.id.encode()) % 900_000


def plain(target: str, keep: frozenset[str] = frozenset({"id", "sec"})) -> str:
    """An address without what the site does not look at: tracking and fragments."""
    parts = urlsplit(target)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name in keep])
    path = quote(parts.path, safe="/,%:@-._~!$&'()*+;=")
    return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Site:
    """All addresses of one publisher."""

    press: Press = field(repr=False)
    publisher: Publisher

    @property
    def habits(self) -> Habits:
        """How the site is built."""
        return habits()[self.publisher.id]

    @property
    def words(self) -> Mapping[str, str]:
        """What it says around its articles."""
        return words(self.publisher.language)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """Everything it will publish, oldest first."""
        return tuple(one for one in self.press.articles if one.publisher.id == self.publisher.id)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """Its sections, the fullest first."""
        names = [one.section for one in self.articles if one.section]
        return tuple(sorted(set(names), key=lambda name: (-names.count(name), name)))

    @cached_property
    def by_path(self) -> Mapping[str, Article]:
        """Articles by their plain addresses."""
        return {plain(self.path(one)): one for one in self.articles}

    @cached_property
    def by_section(self) -> Mapping[str, str]:
        """Section names by their plain addresses."""
        return {plain(self.section_path(name)): name for name in self.sections}

    def path(self, article: Article) -> str:
        """An article's address on the site."""
        day = article.published
        return self.habits.article.format(
            yyyy=f"{day:%Y}", mm=f"{day:%m}", dd=f"{day:%d}", m=day.month, d=day.day,
            slug=quote(slug(article.headline)), number=number(article),
            section=quote(slug(article.section or self.words["newest"])),
        )  # fmt: skip

    def section_path(self, name: str) -> str:
        """A section's address on the site."""
        return self.habits.section.format(section=quote(slug(name)))

    def picture_path(self, article: Article, shot: int, width: int | None = None) -> str:
        """The address of a picture of an article; ``shot`` counts from 0, ``width`` is in pixels."""
        return f"/pictures/{article.id}-{shot + 1}.jpg" + (f"?w={width}" if width else "")


def sites(press: Press) -> dict[str, Site]:
    """The sites of all publishers, by host."""
    return {publisher.host: Site(press, publisher) for publisher in press.world.publishers.values()}


def address(press: Press, article: Article, port: int | None = None) -> str:
    """The full address of an article; without a port, the one a plain web server would have."""
    host = article.publisher.host + (f":{port}" if port else "")
    return f"http://{host}{Site(press, article.publisher).path(article)}"
