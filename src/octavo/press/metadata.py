"""What stands in the head of the publishers' pages, from everything to next to nothing."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.press.sites import Site
    from octavo.press.values import Shown

FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}


def charset(site: Site) -> str:
    """How the page names its encoding: the short way or the old one."""
    name = {"gb18030": "gbk"}.get(site.habits.charset, site.habits.charset)
    if site.publisher.page in {"tables", "old"}:
        return f'<meta http-equiv="Content-Type" content="text/html; charset={name}">\n'
    return f'<meta charset="{name}">\n<meta name="viewport" content="width=device-width">\n'


def feed_link(site: Site) -> str:
    """The pointer to the feed, where the publisher has one that it shows."""
    kind = site.publisher.feed
    if kind == "sitemap":
        return ""
    media = FEED_TYPES.get(kind.split("-", maxsplit=1)[0], "application/rss+xml")
    title = escape(site.publisher.name)
    return f'<link rel="alternate" type="{media}" title="{title}" href="{site.habits.feed}">\n'


def listing(site: Site, root: str, section: str) -> str:
    """The head of a home or section page."""
    title = escape(f"{section} - {site.publisher.name}" if section else site.publisher.name)
    icon = '<link rel="icon" href="/favicon.ico">\n'
    og = f'<meta property="og:site_name" content="{escape(site.publisher.name)}">\n'
    rich = og + f'<meta property="og:image" content="{root}/logo.png">\n' if site.publisher.page == "modern" else ""
    return charset(site) + f"<title>{title}</title>\n" + feed_link(site) + icon + rich


def article(site: Site, root: str, one: Shown) -> str:
    """The head of an article page in its publisher's style."""
    write = {
        "modern": _modern,
        "plain": _plain,
        "broadcast": _broadcast,
        "cluttered": _cluttered,
        "old": _old,
    }
    style = site.publisher.page
    title = f"<title>{escape(one.version.headline)} | {escape(site.publisher.name)}</title>\n"
    more = write[style](site, root, one) if style in write else ""
    return charset(site) + title + more


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}">\n' if content else ""


def _image(site: Site, root: str, one: Shown) -> str:
    return root + site.picture_path(one.article, 0, 1200) if one.article.pictures else ""


def _graph(site: Site, root: str, one: Shown) -> str:
    """Open Graph."""
    return (
        _meta("property", "og:type", "article")
        + _meta("property", "og:title", one.version.headline)
        + _meta("property", "og:description", one.version.lead)
        + _meta("property", "og:image", _image(site, root, one))
        + _meta("property", "og:site_name", site.publisher.name)
        + _meta("property", "article:published_time", one.article.published.isoformat())
        + _meta("property", "article:modified_time", one.updated.isoformat())
    )


def _canonical(site: Site, root: str, one: Shown) -> str:
    return f'<link rel="canonical" href="{escape(root + site.path(one.article))}">\n'


def _modern(site: Site, root: str, one: Shown) -> str:
    piece, publisher = one.article, site.publisher
    author = {"@type": "Person", "name": piece.byline}
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": one.version.headline,
        "description": one.version.lead,
        "datePublished": piece.published.isoformat(),
        "dateModified": one.updated.isoformat(),
        "inLanguage": publisher.locale.replace("_", "-"),
        "articleSection": piece.section,
        "author": author if piece.byline else {"@type": "Organization", "name": publisher.name},
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": publisher.name,
            "logo": {"@type": "ImageObject", "url": f"{root}/logo.png", "width": 128, "height": 128},
        },
        "mainEntityOfPage": root + site.path(piece),
        "image": [root + site.picture_path(piece, place, 1200) for place in range(len(piece.pictures))],
    }
    script = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return (
        _meta("name", "description", one.version.lead)
        + _meta("name", "author", piece.byline)
        + _canonical(site, root, one)
        + _graph(site, root, one)
        + feed_link(site)
        + '<link rel="icon" href="/favicon.ico">\n'
        + f'<script type="application/ld+json">{script}</script>'
    )


def _plain(site: Site, root: str, one: Shown) -> str:
    return (
        _meta("name", "description", one.version.lead)
        + _meta("name", "date", one.article.published.isoformat())
        + _canonical(site, root, one)
        + feed_link(site)
    )


def _broadcast(site: Site, root: str, one: Shown) -> str:
    return (
        _canonical(site, root, one)
        + _graph(site, root, one)
        + _meta("name", "twitter:card", "summary_large_image")
        + _meta("property", "article:author", one.article.byline)
        + feed_link(site)
    )


def _cluttered(site: Site, root: str, one: Shown) -> str:
    crumbs = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": 1, "name": site.words["home"], "item": root}],
    }
    return (
        _meta("name", "keywords", ", ".join(filter(None, (one.article.section, site.publisher.name))))
        + _graph(site, root, one)
        + feed_link(site)
        + f'<script type="application/ld+json">{json.dumps(crumbs, ensure_ascii=False)}</script>'
    )


def _old(site: Site, root: str, one: Shown) -> str:
    _ = root  # nothing of an old page's head names its own address
    return _meta("name", "keywords", f"{site.publisher.name},{one.article.section}") + feed_link(site)
