"""The publishers' sites over real HTTP."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from octavo.press.server import Front, serve
from octavo.press.sites import number, sites
from octavo.press.world import load_world
from tests.press.conftest import END, Clock, Reader

if TYPE_CHECKING:
    from octavo.press.newsroom import Press
    from tests.press.conftest import Reply

PUBLISHERS = tuple(load_world().publishers)
CODECS = {"gbk": "gb18030", "shift_jis": "shift_jis", "iso-8859-1": "cp1252"}


def text_of(reply: Reply) -> str:
    """The visible text of a page, decoded as its own words say, white space folded."""
    label = reply.headers["content-type"].partition("charset=")[2]
    if not label:
        label = reply.body.partition(b"charset=")[2].partition(b'"')[0].decode()
    page = html.fromstring(reply.body.decode(CODECS.get(label.lower(), label)))
    for node in page.xpath("//script|//style"):
        node.drop_tree()
    return " ".join(page.text_content().split())


@pytest.mark.parametrize("publisher", PUBLISHERS)
def test_every_article_has_its_page_with_all_its_paragraphs(reader: Reader, press: Press, publisher: str) -> None:
    for shown in press.at(END):
        if shown.article.publisher.id != publisher:
            continue
        reply = reader.get(reader.running.url(shown.article.id))
        text = text_of(reply)
        assert reply.status == 200
        for block in (shown.version.headline, *shown.version.paragraphs):
            assert " ".join(block.split()) in text, shown.article.id


@pytest.mark.parametrize("publisher", PUBLISHERS)
def test_the_furniture_answers(reader: Reader, publisher: str) -> None:
    root, site = reader.running.root(publisher), reader.running.sites[f"{publisher}.localhost"]
    paths = ["/", "/robots.txt", "/logo.svg", "/wordmark.svg", "/logo.png", "/favicon.ico"]
    paths += [site.section_path(name) for name in site.sections]
    paths += [site.picture_path(one, 0, 64) for one in site.articles[:1] if one.pictures]
    assert {path: reader.get(root + path).status for path in paths} == dict.fromkeys(paths, 200)
    ET.fromstring(reader.get(f"{root}/logo.svg").body)
    ET.fromstring(reader.get(f"{root}/wordmark.svg").body)


@pytest.mark.parametrize("publisher", PUBLISHERS)
def test_the_home_page_lists_the_newest_article(reader: Reader, press: Press, publisher: str) -> None:
    newest = next(one for one in reversed(press.at(END)) if one.article.publisher.id == publisher)
    page = reader.get(reader.running.root(publisher) + "/")
    assert " ".join(newest.version.headline.split()) in text_of(page)


def feed_of(reader: Reader, publisher: str) -> feedparser.FeedParserDict:
    url = reader.running.feed(publisher)
    reply = reader.get(url)
    headers = {"content-type": reply.headers["content-type"], "content-location": url}
    return feedparser.parse(reply.body, response_headers=headers)


@pytest.mark.parametrize("publisher", PUBLISHERS)
def test_every_feed_parses_and_leads_to_its_articles(reader: Reader, press: Press, publisher: str) -> None:
    kind = press.world.publishers[publisher].feed
    if kind == "json":
        entries = json.loads(reader.get(reader.running.feed(publisher)).body)["items"]
        links = [(entry["title"], entry["url"]) for entry in entries]
    elif kind == "sitemap":
        tree = ET.fromstring(reader.get(reader.running.feed(publisher)).body)
        links = [(url.findtext(".//{*}title") or "", url.findtext("{*}loc") or "") for url in tree]
    else:
        feed = feed_of(reader, publisher)
        assert not feed.bozo, feed.get("bozo_exception")
        links = [(entry.title, entry.link) for entry in feed.entries]
    assert links
    for title, link in links[:3]:
        reply = reader.get(link)
        assert reply.status == 200
        assert " ".join(title.split()) in text_of(reply)


def test_feeds_keep_their_habits(reader: Reader) -> None:
    twice = feed_of(reader, "alnawras").entries
    assert twice[0].id == twice[1].id
    assert twice[0].link != twice[1].link
    assert b"<link>/berita/" in reader.get(reader.running.feed("harianseroja")).body
    assert b'encoding="EUC-JP"' in reader.get(reader.running.feed("shiomi")).body[:60]
    assert "utm_source" in feed_of(reader, "prairiecourier").entries[0].link
    assert b'rel="alternate"' not in reader.get(reader.running.root("courrierormes") + "/").body


def test_an_old_page_names_its_encoding_only_in_its_head(reader: Reader, press: Press) -> None:
    article = next(one for one in press.articles if one.publisher.id == "shiomi")
    reply = reader.get(reader.running.url(article.id))
    assert reply.headers["content-type"] == "text/html"
    assert b"charset=shift_jis" in reply.body


@pytest.mark.parametrize("publisher", ["harbourledger", "shiomi", "hagesher"])
def test_what_has_not_changed_is_not_sent_again(reader: Reader, publisher: str) -> None:
    for url in (reader.running.feed(publisher), reader.running.root(publisher) + "/"):
        first = reader.get(url)
        by_tag = reader.get(url, If_None_Match=first.headers["etag"])
        by_date = reader.get(url, If_Modified_Since=first.headers["last-modified"])
        assert (by_tag.status, by_tag.body, by_date.status) == (304, b"", 304)
        assert reader.get(url, If_None_Match='"other"').status == 200
        assert "max-age" in first.headers["cache-control"]


def test_news_moves_with_the_clock(reader: Reader, press: Press) -> None:
    article = next(one for one in press.articles if len(one.versions) > 1 and one.publisher.feed == "atom-full")
    url, (first, second) = reader.running.url(article.id), article.versions[:2]
    reader.at(first.at - timedelta(seconds=1))
    assert reader.get(url).status == 404
    reader.at(second.at - timedelta(seconds=1))
    before = reader.get(url)
    reader.at(second.at)
    after = reader.get(url, If_None_Match=before.headers["etag"])
    assert (before.status, after.status) == (200, 200)
    assert set(second.paragraphs) - set(first.paragraphs)
    for block in second.paragraphs:
        assert " ".join(block.split()) in text_of(after)


def test_a_new_article_changes_the_feed(reader: Reader, press: Press) -> None:
    mine = [one for one in press.articles if one.publisher.id == "hagesher"]
    reader.at(mine[-1].published - timedelta(seconds=1))
    before = reader.get(reader.running.feed("hagesher"))
    reader.at(mine[-1].published)
    after = reader.get(reader.running.feed("hagesher"), If_None_Match=before.headers["etag"])
    assert after.status == 200
    assert len(json.loads(after.body)["items"]) == len(json.loads(before.body)["items"]) + 1


def test_compression_and_head_tell_the_same(reader: Reader) -> None:
    url = reader.running.feed("harbourledger")
    plain, packed = reader.get(url), reader.get(url, Accept_Encoding="gzip, br")
    head = reader.get(url, method="HEAD")
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["content-encoding"] == "gzip"
    assert (head.body, head.headers["content-length"]) == (b"", str(len(plain.body)))


@pytest.mark.parametrize("target", ["/nothing", "/pictures/none-1.jpg", "/pictures/x.jpg?w=99999999", "/%ff%00?id=%"])
def test_what_is_not_there_is_said_to_be_missing(reader: Reader, target: str) -> None:
    reply = reader.get(reader.running.root("lindenrieder") + target)
    assert reply.status == 404
    assert "Seite nicht gefunden" in text_of(reply)


@given(target=st.text(max_size=40).map(lambda text: "/" + text))
def test_no_target_upsets_a_site(press: Press, target: str) -> None:
    site = sites(press)["alnawras.localhost"]
    assert Front(site, "http://alnawras.localhost", END).answer(target).status in {200, 404}


def test_an_unknown_host_has_no_page(reader: Reader) -> None:
    assert reader.get(f"http://elsewhere.localhost:{reader.running.port}/").status == 404


def test_robots_files_differ(reader: Reader) -> None:
    files = {one: reader.get(reader.running.root(one) + "/robots.txt").body.decode() for one in PUBLISHERS}
    assert sum("Crawl-delay" in text for text in files.values()) == 1
    assert sum("/intern/" in text for text in files.values()) == 1
    assert f"Sitemap: {reader.running.root('courrierormes')}/" in files["courrierormes"]


def test_no_two_articles_of_a_site_share_a_number(press: Press) -> None:
    for publisher in PUBLISHERS:
        numbers = [number(one) for one in press.articles if one.publisher.id == publisher]
        assert len(set(numbers)) == len(numbers)


def test_two_presses_can_answer_at_once(press: Press) -> None:
    with serve(press, 0, Clock()) as one, serve(press, 0, Clock()) as other:
        assert one.port != other.port
