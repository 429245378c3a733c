"""What the steps hand to each other: frozen values, with no behaviour that needs the world."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a page or feed names it. ``after`` is the paragraph it follows; 0 is the top."""

    url: str
    caption: str = ""
    credit: str = ""
    width: int | None = None  # pixels
    height: int | None = None  # pixels
    after: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a source: what the publisher says of an article before its page is read."""

    url: str  # absolute
    guid: str = ""
    title: str = ""  # plain text
    summary: str = ""  # plain text
    content: str = ""  # HTML as sent: not yet sanitised
    authors: tuple[str, ...] = ()
    published: datetime | None = None  # with zone
    updated: datetime | None = None  # with zone
    language: str = ""  # BCP 47 as declared
    categories: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A source read once: who it says it is, and its items in its own order."""

    items: tuple[Item, ...]
    kind: str  # a key of octavo.engine.sources.KINDS
    title: str = ""
    site: str = ""  # home page, absolute
    description: str = ""
    language: str = ""
    logo: str = ""
    ttl: int | None = None  # seconds the publisher asks us to wait
    skipped: int = 0  # entries that had neither an address nor a text
    notes: tuple[str, ...] = ()  # what was wrong and mended


class PageKind(StrEnum):
    """What a page is. Only articles are shown as such."""

    ARTICLE = "article"
    LISTING = "listing"
    FORUM = "forum"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Document:
    """An article as extracted from its page or its feed entry. All texts are plain, never HTML."""

    title: str
    paragraphs: tuple[str, ...]
    lead: str = ""
    authors: tuple[str, ...] = ()
    agency: str = ""
    published: datetime | None = None  # with zone
    updated: datetime | None = None  # with zone
    language: str = "und"  # BCP 47
    canonical: str = ""  # the page's own word on its address
    section: str = ""
    site_name: str = ""
    pictures: tuple[Picture, ...] = ()
    kind: PageKind = PageKind.ARTICLE

    @property
    def text(self) -> str:
        """The paragraphs joined by a blank line. Receipts count characters in this string."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Response:
    """What came back for one address, after redirects. The body is decompressed and within the cap."""

    url: str  # the address that answered
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)  # lower-case names
    permanent_url: str = ""  # where every hop of the way was a permanent redirect

    @property
    def unchanged(self) -> bool:
        """True for 304 Not Modified."""
        return self.status == 304
