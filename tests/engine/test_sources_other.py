"""JSON feeds, sitemaps, and the sources a page "
"names."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine import sources
from octavo.engine.errors import NotAFeed, OctavoError, TooLarge
from octavo.engine.sources.page import find_sources
from octavo.engine.sources.sitemap import named_in_robots
from octavo.engine.values import Listing

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
AT = "https://paper.example/feed"
NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{}</urlset>'
)


def read(body: str | bytes) -> Listing:
    return sources.read(body.encode() if isinstance(body, str) else body, AT, {}, NOW)


def json_feed(*items: dict[str, Any], **head: Any) -> Listing:
    return read(json.dumps({"version": "https://jsonfeed.org/version/1.1", **head, "items": items}))


def test_a_json_feed_is_read_whole() -> None:
    entry = {
        "id": 7,
        "url": "/a?utm_medium=x",
        "title": "A <b>dam</b>",
        "content_html": "<p>x</p>",
        "summary": "s",
        "authors": [{"name": "Ana Ruiz"}, {"name": "Ben Okafor"}],
        "tags": ["Water"],
        "image": "/p.jpg",
        "language": "fr",
        "date_published": "2026-05-01T00:00:00Z",
        "attachments": [{"url": "/q.png", "mime_type": "image/png", "title": "Q"}],
    }
    listing = json_feed(entry, title="T", home_page_url="/", language="en", icon="/i.png")
    got = listing.items[0]
    assert (listing.kind, listing.title, listing.site, listing.logo) == (
        "json_feed",
        "T",
        "https://paper.example/",
        "https://paper.example/i.png",
    )
    assert (got.guid, got.url, got.title, got.authors) == (
        "7",
        "https://paper.example/a",
        "A dam",
        ("Ana Ruiz", "Ben Okafor"),
    )
    assert (got.content, got.categories, got.language) == ("<p>x</p>", ("Water",), "fr")
    assert [picture.caption for picture in got.pictures] == ["", "Q"]


def test_a_json_text_becomes_html_that_shows_the_same() -> None:
    got = json_feed({"id": "1", "content_text": "1 < 2 <script>\n\nnext"}).items[0]
    assert got.content == "<p>1 &lt; 2 &lt;script></p><p>next</p>"
    assert "<script" not in got.summary


_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
)


@given(
    st.dictionaries(
        st.sampled_from(["id", "url", "title", "authors", "tags", "image", "attachments", "date_published"]),
        _junk,
    )
)
def test_json_of_any_shape_gives_a_listing(entry: dict[str, Any]) -> None:
    assert isinstance(json_feed(entry), Listing)


def test_a_news_sitemap_lists_what_is_news() -> None:
    news = (
        "<url><loc>https://paper.example/a</loc><news:news><news:publication><news:name>"
        "Courier</news:name><news:language>de</news:language></news:publication>"
        "<news:publication_date>2026-05-04T08:00:00Z</news:publication_date><news:title>"
        "Damm &amp;amp; Fluss</news:title><news:keywords>Wasser, Tal</news:keywords>"
        "</news:news><image:image><image:loc>/p.jpg</image:loc><image:caption>"
        "Ufer</image:caption></image:image></url><url><loc>https://paper.example/old</loc>"
        "<lastmod>2020-01-01</lastmod></url><url><loc>https://paper.example/new</loc>"
        "<lastmod>2026-05-03</lastmod></url><url><loc>https://paper.example/about</loc></url>"
    )
    listing = read(NEWS.format(news))
    first = listing.items[0]
    assert [item.url[-4:] for item in listing.items] == ["le/a", "/new"]
    assert (listing.title, listing.language, first.title, first.categories) == (
        "Courier",
        "de",
        "Damm & Fluss",
        ("Wasser", "Tal"),
    )
    assert first.pictures[0].caption == "Ufer"


def test_a_sitemap_index_gives_its_children_news_first() -> None:
    index = (
        b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>'
        b"https://paper.example/1.xml</loc><lastmod>2026-05-01</lastmod></sitemap><sitemap>"
        b"<loc>/2.xml</loc><lastmod>2026-05-02</lastmod></sitemap><sitemap><loc>"
        b"/news.xml</loc></sitemap><sitemap><loc>javascript:x</loc></sitemap></sitemapindex>"
    )
    assert read(index).items == ()
    ends = [url.rpartition("/")[2] for url in sources.children(gzip.compress(index), AT, {}, NOW)]
    assert ends == ["news.xml", "2.xml", "1.xml"]
    assert sources.children(b"<rss/>", AT, {}, NOW) == ()


def test_a_gzip_bomb_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read(gzip.compress(b"<rss>" + b" " * 60_000_000))


def test_robots_names_sitemaps() -> None:
    robots = "User-agent: *\nSITEMAP: /news.xml # ours\nSitemap: javascript:x\nsitemap: https://other.example/s.xml\n"
    assert named_in_robots(robots, "https://paper.example/robots.txt") == (
        "https://paper.example/news.xml",
        "https://other.example/s.xml",
    )


def test_a_page_names_its_sources_the_declared_first() -> None:
    page = (
        '<html><head><base href="/world/">'
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="c/feed">'
        '<LINK REL="Alternate" TYPE="application/atom+xml; charset=utf-8" title="W &amp; M" '
        'href="atom"><link rel="alternate" type="application/feed+json" href="/feed.json">'
        '<link rel="stylesheet" href="/rss.css">'
        '<link rel="alternate" hreflang="de" href="/de"></head><body>'
        '<a href="/sport/rss.xml">Sport</a><a href="/a">A</a>'
        '<a href="feed://paper.example/f.rss">F</a><a href="javascript:rss()">RSS</a></body>'
        "</html>"
    )
    found = find_sources(page, "https://paper.example/", ["https://paper.example/sn.xml", "ftp://x"])
    assert [(c.url.removeprefix("https://paper.example"), c.kind) for c in found[:6]] == [
        ("/world/atom", "feed"),
        ("/feed.json", "json_feed"),
        ("/sport/rss.xml", "feed"),
        ("/f.rss", "feed"),
        ("/world/c/feed", "feed"),
        ("/sn.xml", "sitemap"),
    ]
    assert found[0].title == "W & M"
    assert len({candidate.url for candidate in found}) == len(found)


def test_a_page_that_names_nothing_gives_the_usual_places() -> None:
    found = find_sources(b"\x00<p>hello", "https://paper.example/deep/page")
    assert found[0].url == "https://paper.example/feed/"
    assert find_sources(b"", "https://paper.example/") != []


@given(st.text(max_size=200))
def test_any_page_gives_candidates_of_the_web(text: str) -> None:
    found = find_sources(f"<link rel=alternate type=application/rss+xml href='{text}'>{text}", "https://paper.example/")
    assert all(candidate.url.startswith("http") for candidate in found)


def test_a_kind_is_told_from_the_body_before_the_headers() -> None:
    rss = b"<rss><channel><title>T</title></channel></rss>"
    assert sources.read(rss, AT, {"content-type": "text/html"}, NOW).kind == "feed"
    assert sources.read(rss, AT, {"content-type": "application/json"}, NOW).kind == "feed"
    with pytest.raises(NotAFeed):
        sources.read(b"<html><body>x</body></html>", AT, {"content-type": "application/rss+xml"}, NOW)


@pytest.mark.parametrize("kind", sorted(sources.KINDS))
def test_every_kind_refuses_what_is_not_of_it(kind: str) -> None:
    arrival = sources.Arrival(b"<svg/>", AT, {}, NOW)
    assert not sources.KINDS[kind].looks_like(arrival.body, "image/svg+xml")
    with pytest.raises(OctavoError):
        sources.KINDS[kind].items(arrival)
