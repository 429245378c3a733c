"""The feeds of the sample publishers, each of its own kind and habits.

Formats: RSS 2.0 and 0.91, RSS 1.0 (RDF) with Dublin Core, Atom (RFC 4287), JSON Feed 1.1, and the
sitemap protocol with the news extension.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from octavo.press.wording import paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from octavo.press.sites import Site
    from octavo.press.values import Shown

LENGTHS = {"rss-091": 15, "sitemap": 1000}
LENGTH = 40  # entries of a feed, unless its kind says otherwise
XML = '<?xml version="1.0" encoding="{}"?>\n'


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's bytes as sent, and their media type."""

    body: bytes
    media: str


@dataclass(frozen=True, slots=True)
class Entries:
    """The newest articles of a site, newest first, and the address they hang from."""

    site: Site
    root: str  # scheme, host and port
    shown: tuple[Shown, ...]

    @property
    def updated(self) -> datetime:
        """When the newest change was."""
        return max((one.updated for one in self.shown), default=self.site.articles[0].published)

    def home(self) -> str:
        """The site's home page."""
        return f"{self.root}/"

    def link(self, one: Shown) -> str:
        """The link of an entry, with the tracking or brevity the publisher is used to."""
        habits, path = self.site.habits, self.site.path(one.article)
        if habits.tracking:
            path += ("&" if "?" in path else "?") + habits.tracking
        return path if habits.relative else self.root + path

    def guid(self, one: Shown) -> str:
        """The entry's identity: its clean address or an opaque word."""
        if self.site.habits.guid == "permalink":
            return self.root + self.site.path(one.article)
        return f"tag:{self.site.publisher.host},{one.article.published:%Y}:{one.article.id}"

    def picture(self, one: Shown) -> str:
        """The address of the first picture, or nothing."""
        if not one.article.pictures:
            return ""
        path = self.site.picture_path(one.article, 0, 800)
        return path if self.site.habits.relative else self.root + path


def write(site: Site, root: str, shown: Sequence[Shown]) -> Feed:
    """The publisher's feed over what it shows now (oldest first)."""
    kind = site.publisher.feed
    newest = tuple(reversed(shown))[: LENGTHS.get(kind, LENGTH)]
    return WRITERS[kind](Entries(site, root, newest))


def content(entries: Entries, one: Shown) -> str:
    """The whole article as HTML, with its first picture."""
    parts = []
    if picture := entries.picture(one):
        shot = one.article.pictures[0]
        caption = escape(" ".join(filter(None, (shot.caption, shot.credit))))
        parts.append(f'<figure><img src="{picture}" alt=""/><figcaption>{caption}</figcaption></figure>')
    if one.version.lead:
        parts.append(f"<p><strong>{escape(one.version.lead)}</strong></p>")
    parts += [f"<p>{escape(block)}</p>" for block in one.version.paragraphs]
    return "\n".join(parts)


def teaser(one: Shown) -> str:
    """The lead, or the first paragraph."""
    return one.version.lead or paragraphs(one.version.text)[0]


def encoded(text: str, charset: str, media: str) -> Feed:
    """An XML feed in its declared encoding; what that cannot write becomes character references."""
    return Feed((XML.format(charset.upper()) + text).encode(charset, "xmlcharrefreplace"), media)


def rss_items(entries: Entries, full: bool) -> Iterator[str]:  # noqa: FBT001 the two kinds differ by it
    """The items of an RSS 2.0 feed."""
    habits = entries.site.habits
    for one in entries.shown:
        permalink = "true" if habits.guid == "permalink" else "false"
        parts = [f"<title>{escape(one.version.headline)}</title>"]
        parts.append(f'<guid isPermaLink="{permalink}">{escape(entries.guid(one))}</guid>')
        parts.append(f"<pubDate>{format_datetime(one.article.published)}</pubDate>")
        parts.append(f"<description>{escape(teaser(one))}</description>")
        if one.article.byline:
            parts.append(f"<dc:creator>{escape(one.article.byline)}</dc:creator>")
        if one.article.section:
            parts.append(f"<category>{escape(one.article.section)}</category>")
        if full:
            parts.append(f"<content:encoded><![CDATA[{content(entries, one)}]]></content:encoded>")
        elif picture := entries.picture(one):
            parts.append(f'<enclosure url={quoteattr(picture)} length="0" type="image/jpeg"/>')
        body = "\n".join(parts)
        yield f"<item>\n<link>{escape(entries.link(one))}</link>\n{body}\n</item>"
        if habits.twice and one is entries.shown[0]:
            other = entries.root + entries.site.path(one.article) + "?from=home"
            yield f"<item>\n<link>{escape(other)}</link>\n{body}\n</item>"


def rss(entries: Entries, *, full: bool) -> Feed:
    """RSS 2.0, with whole articles or with teasers."""
    publisher, habits = entries.site.publisher, entries.site.habits
    items = "\n".join(rss_items(entries, full))
    return encoded(
        f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{escape(publisher.name)}</title>
<link>{entries.home()}</link>
<description>{escape(publisher.name)}, {escape(publisher.city)}</description>
<language>{publisher.locale.replace("_", "-").lower()}</language>
<lastBuildDate>{format_datetime(entries.updated)}</lastBuildDate>
<ttl>5</ttl>
<atom:link href="{entries.root}{habits.feed}" rel="self" type="application/rss+xml"/>
<image><url>{entries.root}/logo.png</url><title>{escape(publisher.name)}</title><link>{entries.home()}</link></image>
{items}
</channel>
</rss>
""",
        habits.feed_charset,
        "application/rss+xml",
    )


def rss_091(entries: Entries) -> Feed:
    """RSS 0.91: titles, links and descriptions, no dates and no identities."""
    publisher = entries.site.publisher
    items = "\n".join(
        f"<item><title>{escape(one.version.headline)}</title><link>{escape(entries.link(one))}</link>"
        f"<description>{escape(teaser(one))}</description></item>"
        for one in entries.shown
    )
    return encoded(
        f"""<rss version="0.91">
<channel>
<title>{escape(publisher.name)}</title>
<link>{entries.home()}</link>
<description>{escape(publisher.name)}</description>
<language>{publisher.locale.replace("_", "-").lower()}</language>
{items}
</channel>
</rss>
""",
        entries.site.habits.feed_charset,
        f"text/xml; charset={entries.site.habits.feed_charset}",
    )


def atom_entry(entries: Entries, one: Shown, *, full: bool) -> str:
    """One Atom entry."""
    author = one.article.byline or entries.site.publisher.name
    if full:
        body = f'<content type="html">{escape(content(entries, one))}</content>'
    else:
        body = f"<summary>{escape(teaser(one))}</summary>"
    section = f"<category term={quoteattr(one.article.section)}/>" if one.article.section else ""
    path = entries.link(one) if full else entries.link(one).removeprefix(entries.root)
    return f"""<entry>
<title>{escape(one.version.headline)}</title>
<link rel="alternate" type="text/html" href={quoteattr(path)}/>
<id>{escape(entries.guid(one))}</id>
<published>{one.article.published.isoformat()}</published>
<updated>{one.updated.isoformat()}</updated>
<author><name>{escape(author)}</name></author>
{section}{body}
</entry>"""


def atom(entries: Entries, *, full: bool) -> Feed:
    """Atom, with whole articles, or with teasers and links that hang from ``xml:base``."""
    publisher, habits = entries.site.publisher, entries.site.habits
    items = "\n".join(atom_entry(entries, one, full=full) for one in entries.shown)
    return encoded(
        f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{publisher.language}"
 xml:base="{entries.home()}">
<title>{escape(publisher.name)}</title>
<id>tag:{publisher.host},2020:feed</id>
<link rel="self" href="{entries.root}{habits.feed}"/>
<link rel="alternate" type="text/html" href="{entries.home()}"/>
<updated>{entries.updated.isoformat()}</updated>
<logo>{entries.root}/logo.png</logo>
{items}
</feed>
""",
        habits.feed_charset,
        "application/atom+xml",
    )


def rdf(entries: Entries) -> Feed:
    """RSS 1.0 with Dublin Core dates and creators."""
    publisher, habits = entries.site.publisher, entries.site.habits
    links = "\n".join(f"<rdf:li rdf:resource={quoteattr(entries.link(one))}/>" for one in entries.shown)
    items = "\n".join(
        f"""<item rdf:about={quoteattr(entries.guid(one))}>
<title>{escape(one.version.headline)}</title>
<link>{escape(entries.link(one))}</link>
<description>{escape(teaser(one))}</description>
<dc:date>{one.article.published.isoformat()}</dc:date>
<dc:creator>{escape(one.article.byline or publisher.name)}</dc:creator>
<dc:subject>{escape(one.article.section)}</dc:subject>
</item>"""
        for one in entries.shown
    )
    return encoded(
        f"""<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="{publisher.language}">
<channel rdf:about="{entries.root}{habits.feed}">
<title>{escape(publisher.name)}</title>
<link>{entries.home()}</link>
<description>{escape(publisher.name)}</description>
<dc:language>{publisher.language}</dc:language>
<items><rdf:Seq>
{links}
</rdf:Seq></items>
</channel>
{items}
</rdf:RDF>
""",
        habits.feed_charset,
        "application/xml",
    )


def json_feed(entries: Entries) -> Feed:
    """JSON Feed 1.1."""
    publisher = entries.site.publisher
    items = []
    for one in entries.shown:
        item: dict[str, object] = {
            "id": entries.guid(one),
            "url": entries.link(one),
            "title": one.version.headline,
            "summary": teaser(one),
            "content_html": content(entries, one),
            "date_published": one.article.published.isoformat(),
            "date_modified": one.updated.isoformat(),
        }
        if one.article.byline:
            item["authors"] = [{"name": one.article.byline}]
        if one.article.section:
            item["tags"] = [one.article.section]
        if picture := entries.picture(one):
            item["image"] = picture
        items.append(item)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.name,
        "home_page_url": entries.home(),
        "feed_url": entries.root + entries.site.habits.feed,
        "icon": f"{entries.root}/logo.png",
        "language": publisher.language,
        "items": items,
    }
    return Feed(json.dumps(feed, ensure_ascii=False, indent=1).encode(), "application/feed+json")


def sitemap(entries: Entries) -> Feed:
    """A sitemap with the news extension: addresses, titles and dates, and no text."""
    publisher = entries.site.publisher
    urls = "\n".join(
        f"""<url><loc>{escape(entries.link(one))}</loc><lastmod>{one.updated.isoformat()}</lastmod>
<news:news><news:publication><news:name>{escape(publisher.name)}</news:name>
<news:language>{publisher.language}</news:language></news:publication>
<news:publication_date>{one.article.published.isoformat()}</news:publication_date>
<news:title>{escape(one.version.headline)}</news:title></news:news></url>"""
        for one in entries.shown
    )
    return encoded(
        f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{urls}
</urlset>
""",
        "utf-8",
        "application/xml",
    )


WRITERS: dict[str, Callable[[Entries], Feed]] = {
    "rss-full": lambda entries: rss(entries, full=True),
    "rss-teaser": lambda entries: rss(entries, full=False),
    "rss-091": rss_091,
    "atom-full": lambda entries: atom(entries, full=True),
    "atom-teaser": lambda entries: atom(entries, full=False),
    "rdf": rdf,
    "json": json_feed,
    "sitemap": sitemap,
}
"""How each kind of ``world.toml`` is written."""
