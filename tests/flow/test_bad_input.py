"""What strangers send, from the fetch to the words on the sources page."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from octavo.engine.executor import Inline
from octavo.news.models import Article, Source
from octavo.web.wording import trouble
from octavo.work.pipeline import GATHER, sweep
from tests.engine.servers import answer
from tests.news.paper import House, Paper, jpeg, new_paper, prose

HOUR = timedelta(hours=1)
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Maros</title>{}</channel></rss>'
HOSTILE = (
    '"\'><script>alert(1)</script><img src=x onerror=alert(2)><style>*{color:red}</style><a href="javascript:alert(3)">'
)


@pytest.fixture
def paper(db: None) -> Iterator[Paper]:
    del db  # asked for so that there is one
    with new_paper() as running:
        yield running


@pytest.fixture
def house(paper: Paper) -> House:
    return paper.house("Maros")


def feed(*items: str, form: str = RSS) -> bytes:
    return answer(body=form.replace("{}", "".join(items)).encode(), content_type="application/rss+xml")


def item(link: str, title: str = "A title", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


FEEDS: dict[str, tuple[bytes, str, str]] = {
    "plain words": (answer(body=b"nothing to see", content_type="text/plain"), "not_a_feed", "no feed that we know"),
    "nothing at all": (answer(body=b"", content_type="application/rss+xml"), "not_a_feed", "no feed that we know"),
    "a picture": (answer(body=jpeg(), content_type="image/jpeg"), "not_a_feed", "no feed that we know"),
    "a web page": (
        answer(body=b"<!doctype html><html><body>Hello", content_type="text/html"),
        "html_instead",
        "This is a web page, not a feed.",
    ),
    "404": (answer("404 Not Found"), "missing", "nothing at this address any more"),
    "410": (answer("410 Gone"), "gone", "this feed has ended"),
    "403": (answer("403 Forbidden"), "forbidden", "does not show this address"),
    "429": (answer("429 Too Many Requests", retry_after="7200"), "busy", "come back later"),
    "500": (answer("500 Internal Server Error"), "server_error", "a fault of its own"),
    "a time-out": (answer("408 Request Timeout"), "timeout", "did not answer in time"),
    "a loop": (answer("302 Found", location="/maros/feed.xml"), "redirects", "leads in a circle"),
    "a private address": (answer("302 Found", location="http://10.0.0.7/feed.xml"), "refused", "private"),
    "a metadata service": (answer("302 Found", location="http://169.254.169.254/"), "refused", "private"),
    "ourselves by another name": (answer("302 Found", location="http://[::1]:8000/"), "refused", "private"),
    "a local file": (answer("302 Found", location="file:///etc/passwd"), "refused", "not on the web"),
    "50 MB": (answer(body=b" " * 50_000_000, content_type="text/xml"), "too_large", "larger than we accept"),
    "a gzip bomb": (
        answer(body=gzip.compress(bytes(50_000_000), 9), content_encoding="gzip", content_type="text/xml"),
        "too_large",
        "larger than we accept",
    ),
    "a gzip file of a bomb": (
        answer(body=gzip.compress(bytes(50_000_000), 9), content_type="application/gzip"),
        "too_large",
        "larger than we accept",
    ),
    "broken gzip": (
        answer(body=b"\x1f\x8b\x08" + b"x" * 90, content_type="application/gzip"),
        "unparsable",
        "damaged",
    ),
}


@pytest.mark.parametrize("kind", FEEDS)
def test_what_is_no_feed_is_told_in_plain_words_and_tried_again(
    paper: Paper, house: House, client: Client, kind: str
) -> None:
    said, code, words = FEEDS[kind]
    house.says("feed.xml", said)
    paper.reads()
    source = paper.source("Maros")
    assert (source.error, source.attempts, source.active) == (code, 1, True)
    assert source.due_at is not None
    assert source.due_at > paper.now
    what, do = trouble(code)
    assert words in what
    page = client.get("/sources").content.decode()
    assert what.replace("'", "&#39;") in page
    assert do.replace("'", "&#39;") in page


def test_a_publisher_who_asks_for_two_hours_of_peace_gets_them(paper: Paper, house: House) -> None:
    house.says("feed.xml", FEEDS["429"][0])
    paper.reads()
    assert paper.source("Maros").due_at >= paper.now + 2 * HOUR  # type: ignore[operator]
    paper.reads()
    assert house.asked("feed.xml") == 1


def test_a_server_that_is_not_there_is_told_and_the_others_are_read(paper: Paper) -> None:
    paper.house("Silent")
    Source.objects.filter(publisher__name="Silent").update(url="http://silent.localhost:9/feed.xml")
    piece = paper.publishes("Maros", "Harbour bridge opens after nine years")
    paper.reads()
    assert Source.objects.get(publisher__name="Silent").error == "unreachable"
    assert paper.article(piece).stage == Article.Stage.READY


def test_a_source_that_recovers_is_well_again(paper: Paper, house: House) -> None:
    house.says("feed.xml", answer("500 Internal Server Error"), feed(item(house.url("1"))))
    paper.reads()
    paper.reads(later=HOUR)
    source = paper.source("Maros")
    assert (source.error, source.attempts, source.listed) == ("", 0, 1)


def test_a_feed_in_another_encoding_than_it_says_is_read(paper: Paper, house: House) -> None:
    body = RSS.format(item(house.url("1"), "Übergang über die Brücke geöffnet")).replace(
        '"1.0"', '"1.0" encoding="utf-8"'
    )
    house.says("feed.xml", answer(body=body.encode("windows-1252"), content_type="text/xml; charset=utf-8"))
    paper.reads()
    assert Article.objects.get().title == "Übergang über die Brücke geöffnet"


@pytest.mark.parametrize("hidden", ["\0", "\ud800", "\x0b", "&#0;", "&#xD800;", "\uffff"])
def test_characters_that_no_database_takes_are_left_out_everywhere(paper: Paper, house: House, hidden: str) -> None:
    texts = prose("bridge").replace("\n\n", f"{hidden}</p><p>")
    page = f"<html><head><title>Bri{hidden}dge</title></head><body><article><h1>Bri{hidden}dge</h1><p>{texts}</p>"
    said = RSS.format(
        item(house.url("1"), f"Bri{hidden}dge", f"<description>a{hidden}b</description><guid>g{hidden}</guid>")
    )
    house.says("feed.xml", answer(body=said.encode("utf-8", "surrogatepass"), content_type="application/rss+xml"))
    house.says("1", answer(body=page.encode("utf-8", "surrogatepass"), content_type="text/html; charset=utf-8"))
    paper.reads()
    article = Article.objects.get()
    assert (article.stage, article.error) == (Article.Stage.READY, "")
    stored = json.dumps([article.title, article.lead, article.version.paragraphs, article.guid])  # type: ignore[union-attr]
    assert "\\u0000" not in stored
    assert "\\ud800" not in stored


def test_a_hundred_thousand_nested_tags_are_refused(paper: Paper, house: House) -> None:
    house.says("feed.xml", feed(item(house.url("1"), "Deep"), item(house.url("2"), "Otters return")))
    house.says("1", answer(body=b"<div>" * 100_000 + b"x", content_type="text/html"))
    house.prints_only("2", prose("otters"))
    paper.reads()
    assert Article.objects.get(url=house.url("1")).stage == Article.Stage.PARKED
    assert Article.objects.get(url=house.url("2")).stage == Article.Stage.READY


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        + "".join(f'<!ENTITY b{n} "{f"&b{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 9))
        + "]>",
        '<!DOCTYPE r [<!ENTITY b8 SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_not_unfolded(paper: Paper, house: House, bomb: str) -> None:
    house.says("feed.xml", feed(item(house.url("1"), "Boom &b8;"), form='<?xml version="1.0"?>' + bomb + RSS[21:]))
    paper.reads()
    assert all(len(article.title) < 100 and "root:" not in article.title for article in Article.objects.all())


@pytest.mark.parametrize("date", ["Thu, 01 Jan 1970 00:00:00 GMT", "Sat, 01 Jan 2090 00:00:00 GMT", "soon", ""])
def test_a_date_that_cannot_be_is_replaced_by_when_we_saw_it(paper: Paper, house: House, date: str) -> None:
    house.says("feed.xml", feed(item(house.url("1"), "Dated", f"<pubDate>{date}</pubDate>")))
    paper.reads()
    article = Article.objects.get()
    assert (article.published, article.published_by) == (paper.now, "seen")


def test_an_article_without_a_title_can_still_be_read_and_found(paper: Paper, house: House, client: Client) -> None:
    content = "".join(f"<p>{text}</p>" for text in ("The bridge is open.", *prose("bridge").split("\n\n")))
    encoded = f"<description><![CDATA[{content}]]></description>"
    house.says("feed.xml", feed(f"<item><link>{house.url('1')}</link>{encoded}</item>"))
    paper.reads()
    article = Article.objects.get()
    assert article.title == "The bridge is open."
    assert "The bridge is open." in client.get("/").content.decode()


def test_four_hundred_entries_with_one_guid_are_four_hundred_articles(paper: Paper, house: House) -> None:
    items = [item(house.url(str(n)), f"Entry {n}", "<guid>1</guid>") for n in range(400)]
    house.says("feed.xml", feed(*items))
    sweep({"refresh": GATHER["refresh"]}, Inline(), paper.now)
    assert Article.objects.count() == 400


def test_one_entry_four_hundred_times_is_one_article(paper: Paper, house: House) -> None:
    house.says("feed.xml", feed(*[item(house.url("1"))] * 400))
    sweep({"refresh": GATHER["refresh"]}, Inline(), paper.now)
    assert Article.objects.count() == 1


def test_an_address_longer_than_a_row_is_left_out(paper: Paper, house: House) -> None:
    house.says("feed.xml", feed(item(house.url("x" * 2010)), item(house.url("1"), "Short")))
    paper.reads()
    assert [article.url for article in Article.objects.all()] == [house.url("1")]
    assert paper.source("Maros").error == ""


def test_fields_longer_than_a_row_are_cut(paper: Paper, house: House) -> None:
    long = "very long " * 500
    more = f"<category>{long}</category><author>{long}</author><guid>{long}</guid>"
    house.says("feed.xml", feed(item(house.url("1"), long, more)))
    title = f"<title>{long}</title><h1>{long}</h1>"
    body = "".join(f"<p>{text}</p>" for text in prose("bridge").split("\n\n"))
    house.says("1", answer(body=f"<html><body><article>{title}{body}".encode(), content_type="text/html"))
    paper.reads()
    assert Article.objects.get().stage == Article.Stage.READY


@pytest.mark.parametrize("whole", [True, False])
def test_no_script_reaches_a_page_from_any_field(paper: Paper, client: Client, whole: bool) -> None:  # noqa: FBT001
    text = "\n\n".join(f"{HOSTILE} {paragraph}" for paragraph in prose("bridge").split("\n\n"))
    paper.house("Maros", country="MT")
    piece = paper.publishes("Maros", f"Bridge {HOSTILE}", text, lead=HOSTILE, byline=HOSTILE, whole=whole, guid=HOSTILE)
    paper.reads()
    article = paper.article(piece)
    assert article.stage == Article.Stage.READY
    for address in pages_of(article):
        shown = client.get(address).content.decode()
        for bad in ("<script>alert", "onerror=alert(2)>", "<style>", 'href="javascript:'):
            assert bad not in shown.replace("&lt;", "‹"), address


def test_markup_in_a_feed_is_never_markup_here(paper: Paper, house: House, client: Client) -> None:
    marked = f"<![CDATA[<p onclick=alert(1)>{HOSTILE}</p><iframe src='https://x.example'></iframe>]]>"
    form = f"<rss version='2.0'><channel><title>{marked}</title><link>javascript:alert(1)</link>{{}}</channel></rss>"
    house.says("feed.xml", feed(item(house.url("1"), marked, f"<description>{marked}</description>"), form=form))
    house.prints_only("1", prose("bridge"))
    paper.reads()
    for address in (*pages_of(Article.objects.get()), "/sources"):
        shown = client.get(address).content.decode()
        assert "<script>alert" not in shown
        assert "<iframe" not in shown
        assert "onclick=alert" not in shown.replace("&lt;p onclick", "")
        assert 'href="javascript:' not in shown


def pages_of(article: Article) -> list[str]:
    found = [
        "/",
        f"/article/{article.pk}",
        f"/story/{article.story_id}",
        f"/publisher/{article.publisher.slug}",
        "/more",
    ]
    return [*found, "/search?q=bridge", f"/article/{article.pk}/changes"]


def test_one_bad_source_keeps_no_other_waiting(paper: Paper) -> None:
    pieces = []
    for number, (said, _, _) in enumerate(FEEDS.values()):
        paper.house(f"Bad{number}").says("feed.xml", said)
        pieces.append(paper.publishes(f"Good{number}", f"Otters {number} return to Tarn"))
    paper.reads()
    assert all(paper.article(piece).stage == Article.Stage.READY for piece in pieces)


def test_a_paper_that_reads_nothing_but_rubbish_is_still_a_page(paper: Paper, client: Client) -> None:
    for number, (said, _, _) in enumerate(FEEDS.values()):
        paper.house(f"Bad{number}").says("feed.xml", said)
    paper.reads()
    assert client.get("/").status_code == 200
    assert Article.objects.count() == 0
