"""Feeds as they are found: every format, every habit, read to the same "
"items."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from octavo.engine import sources

if TYPE_CHECKING:
    from octavo.engine.values import Item, Listing

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
AT = "https://paper.example/world/feed.xml"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)


def read(body: str | bytes, content_type: str = "", url: str = AT) -> Listing:
    raw = body.encode() if isinstance(body, str) else body
    return sources.read(raw, url, {"content-type": content_type}, NOW)


def rss(items: str, head: str = "") -> Listing:
    return read(f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{head}{items}</channel></rss>')


def item(inside: str) -> Item:
    return rss(f"<item>{inside}</item>").items[0]


def atom(inside: str, attributes: str = "") -> Listing:
    return read(f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>{inside}</feed>')


def test_an_rss_feed_says_who_it_is() -> None:
    listing = rss(
        "",
        (
            "<title>The &lt;b&gt;Vessel&lt;/b&gt; Courier</title><link>/</link><description>"
            "News &amp;amp; more</description><language>en_GB</language><ttl>30</ttl><image><url>"
            "/logo.png</url></image>"
        ),
    )
    assert (listing.title, listing.site) == ("The Vessel Courier", "https://paper.example/")
    assert (listing.description, listing.language) == ("News & more", "en-GB")
    assert (listing.ttl, listing.logo, listing.kind) == (1800, "https://paper.example/logo.png", "feed")


def test_an_rss_item_is_read_whole() -> None:
    got = item(
        "<title>Dam holds</title><link>../dam?utm_source=rss</link><guid isPermaLink='false'>"
        "id-1</guid><dc:creator>Ana Ruiz and Ben Okafor</dc:creator><category>"
        "Water</category><category>Water</category><pubDate>"
        "Mon, 04 May 2026 09:30:00 EST</pubDate><description>Short.</description>"
        "<content:encoded><![CDATA[<p>Long <b>text</b>.</p>]]></content:encoded>"
    )
    assert (got.url, got.guid, got.title) == ("https://paper.example/dam", "id-1", "Dam holds")
    assert (got.authors, got.categories) == (("Ana Ruiz", "Ben Okafor"), ("Water",))
    assert got.published == datetime(2026, 5, 4, 14, 30, tzinfo=UTC)
    assert (got.summary, got.content) == ("Short.", "<p>Long <b>text</b>.</p>")


def test_an_atom_entry_is_read_whole() -> None:
    listing = atom(
        (
            '<title type="html">A &lt;i&gt;paper&lt;/i&gt;</title><link rel="self" href="/f"/>'
            '<link href="/"/><entry xml:lang="fr"><title>Un &lt; deux</title>'
            '<link rel="enclosure" type="image/png" href="/e.png"/>'
            '<link href="/a" rel="alternate"/><id>urn:1</id><author><name>Zoé Noël</name>'
            "</author><author><name>Max Frei</name></author><published>"
            "2026-05-01T10:00:00+02:00</published><updated>2026-05-02T10:00:00Z</updated>"
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x <b>y</b></p>'
            '</div></content><category term="t" label="Label"/></entry>'
        ),
        'xml:lang="de"',
    )
    got = listing.items[0]
    assert (listing.title, listing.language, listing.site) == ("A paper", "de", "https://paper.example/")
    assert (got.title, got.url, got.guid, got.language) == (
        "Un < deux",
        "https://paper.example/a",
        "urn:1",
        "fr",
    )
    assert (got.authors, got.categories) == (("Zoé Noël", "Max Frei"), ("Label",))
    assert (got.published, got.updated) == (
        datetime(2026, 5, 1, 8, tzinfo=UTC),
        datetime(2026, 5, 2, 10, tzinfo=UTC),
    )
    assert got.content == "<p>x <b>y</b></p>"
    assert got.pictures[0].url == "https://paper.example/e.png"


def test_rdf_atom_03_and_the_netscape_format_are_read() -> None:
    rdf = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/" {SPACES}><channel><title>R</title><sy:updatePeriod>'
        "daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>"
        '<item rdf:about="https://paper.example/r"><title>One</title><dc:date>'
        "2026-05-01</dc:date></item></rdf:RDF>"
    )
    old = read(
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>O</title><entry>'
        '<title mode="escaped" type="text/html">A &amp;amp; B</title>'
        "<link rel='alternate' href='/o'/><issued>2026-05-01T00:00:00Z</issued></entry>"
        "</feed>"
    )
    assert (rdf.title, rdf.ttl, rdf.items[0].url) == ("R", 21_600, "https://paper.example/r")
    assert rdf.items[0].published == datetime(2026, 5, 1, tzinfo=UTC)
    assert (old.title, old.items[0].title, old.items[0].url) == ("O", "A & B", "https://paper.example/o")
    assert read("<rss version='0.91'><channel><item><title>x</title></item></channel></rss>").items[0].title == "x"


@pytest.mark.parametrize(
    "field",
    [
        "<title>{}</title>",
        "<description>{}</description>",
        "<category>{}</category>",
        "<author>{}</author>",
        "<dc:creator>{}</dc:creator>",
        "<media:content url='/p.jpg'><media:credit>{}</media:credit></media:content>",
        ("<media:content url='/p.jpg'><media:description>{}</media:description></media:content>"),
        "<guid>{}</guid>",
    ],
)
@pytest.mark.parametrize(
    "attack",
    [
        "a&lt;script&gt;alert(1)&lt;/script&gt;b",
        "a&lt;img src=x onerror=alert(1)&gt;b",
        "a&lt;style&gt;alert(1)&lt;/style&gt;b",
        "a&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;b",
        "a<script>alert(1)</script>b",
        "a&lt;svg onload=alert(1)",
        "<![CDATA[a<scr<script>ipt>alert(1)</script>b]]>",
        "<![CDATA[a<!--><img src=x onerror=alert(1)>-->b]]>",
    ],
)
def test_no_markup_survives_in_a_plain_text(field: str, attack: str) -> None:
    got = item("<link>/a</link>" + field.format(attack))
    texts = [got.title, got.summary, got.guid, *got.categories, *got.authors]
    texts += [text for picture in got.pictures for text in (picture.caption, picture.credit)]
    assert not any(sign in text for text in texts for sign in ("<script", "<img", "<svg", "<style", "onerror="))


def test_a_title_keeps_what_is_no_markup() -> None:
    assert item("<title>AT&amp;amp;T: 1 &lt; 2 &amp;lt; 3</title>").title == "AT&T: 1 < 2 < 3"
    assert item("<title>I &lt;3 you</title>").title == "I <3 you"
    assert item("<title><![CDATA[Caf&eacute; &#8211; l&#146;heure]]></title>").title == "Café – l’heure"
    assert item("<title>a&lt;br&gt;b &lt;p&gt;c&lt;/p&gt;</title>").title == "a b c"


def test_a_guid_is_an_address_only_where_it_may_be() -> None:
    assert item("<guid>https://paper.example/a</guid>").url == "https://paper.example/a"
    assert item("<guid isPermaLink='false'>https://paper.example/a</guid><title>t</title>").url == ""
    assert item("<guid isPermaLink='true'>/a</guid><title>t</title>").url == ""
    assert item("<link>/b</link><guid>https://paper.example/a</guid>").url == "https://paper.example/b"


def test_an_item_without_a_guid_goes_by_its_address_or_its_words() -> None:
    assert item("<link>/a</link>").guid == "https://paper.example/a"
    nameless = [item("<title>x</title>").guid, item("<title>x</title>").guid, item("<title>y</title>").guid]
    assert nameless[0] == nameless[1] != nameless[2]


def test_four_hundred_entries_with_one_guid_stay_apart() -> None:
    entries = "".join(f"<item><guid isPermaLink='false'>same</guid><link>/a{n}</link></item>" for n in range(400))
    listing = rss(entries)
    assert len({entry.guid for entry in listing.items}) == 400
    assert any("share a guid" in note for note in listing.notes)


def test_an_entry_that_stands_twice_is_listed_once() -> None:
    listing = rss("<item><guid>g</guid><link>/a</link><title>x</title></item>" * 3)
    assert len(listing.items) == 1
    assert listing.notes == ("2 items stand twice",)


def test_an_entry_without_address_and_text_is_skipped() -> None:
    listing = rss("<item><guid isPermaLink='false'>g</guid></item><item><description>text</description></item>")
    assert (len(listing.items), listing.skipped) == (1, 1)


def test_pictures_come_once_in_their_largest_size_with_words_and_credit() -> None:
    got = item(
        "<link>/a</link><media:content url='https://i.example/p.jpg?w=140' width='140'>"
        "<media:credit>Cam Ra</media:credit></media:content>"
        "<media:content url='https://i.example/p.jpg?w=460' width='460' height='276'>"
        "<media:credit>Cam Ra</media:credit><media:description>"
        "A &lt;i&gt;dam&lt;/i&gt;</media:description></media:content>"
        "<media:thumbnail url='https://i.example/t.jpg'/>"
        "<enclosure url='/song.mp3' type='audio/mpeg'/>"
        "<enclosure url='/e.jpg' type='image/jpeg'/>"
    )
    assert [picture.url for picture in got.pictures] == [
        "https://i.example/p.jpg?w=460",
        "https://paper.example/e.jpg",
    ]
    first = got.pictures[0]
    assert (first.credit, first.caption, first.width, first.height) == ("Cam Ra", "A dam", 460, 276)


def test_a_moved_base_moves_every_address() -> None:
    listing = atom(
        (
            '<entry xml:base="deep/"><title>t</title><link href="a"/><content type="html">'
            '&lt;a href="b"&gt;x&lt;/a&gt;</content></entry>'
        ),
        'xml:base="https://other.example/"',
    )
    assert listing.items[0].url == "https://other.example/deep/a"
    assert listing.items[0].content == '<a href="https://other.example/deep/b">x</a>'


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("desk@paper.example (Ana Ruiz)", ("Ana Ruiz",)),
        ("Ana Ruiz &lt;ana@paper.example&gt;", ("Ana Ruiz",)),
        ("By Ana Ruiz, Ben Okafor and Chen Li", ("Ana Ruiz", "Ben Okafor", "Chen Li")),
        ("ana@paper.example", ()),
        ("Ruiz, Ana", ("Ruiz, Ana",)),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
    ],
)
def test_a_byline_is_split_into_names(byline: str, names: tuple[str, ...]) -> None:
    assert item(f"<link>/a</link><author>{byline}</author>").authors == names


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 04 May 2026 08:00:00 GMT", datetime(2026, 5, 4, 8, tzinfo=UTC)),
        ("4 May 26 08:00 PDT", datetime(2026, 5, 4, 15, tzinfo=UTC)),
        ("2026-05-04T08:00:00.123+05:30", datetime(2026, 5, 4, 2, 30, 0, 123000, tzinfo=UTC)),
        ("2026-05-04 08:00:00", datetime(2026, 5, 4, 8, tzinfo=UTC)),
        ("20260504T080000Z", datetime(2026, 5, 4, 8, tzinfo=UTC)),
        ("Mon, 04 May 2026 24:00:00 +0200", datetime(2026, 5, 4, 22, tzinfo=UTC)),
        ("2026-05-06T11:00:00Z", datetime(2026, 5, 6, 11, tzinfo=UTC)),
    ],
)
def test_dates_of_many_forms_are_moments(written: str, moment: datetime) -> None:
    assert item(f"<link>/a</link><pubDate>{written}</pubDate>").published == moment


@pytest.mark.parametrize(
    "written",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "2026-05-07T00:00:00Z",
        "1989-12-31",
        "12:30",
        "Monday",
        "May 2026",
        "5",
        "x" * 999,
        "2026-02-30",
        "Mon, 99 May 2026 99:99:99 GMT",
        "0000-00-00T00:00:00Z",
    ],
)
def test_a_date_that_cannot_be_is_none_with_a_note(written: str) -> None:
    listing = rss(f"<item><link>/a</link><pubDate>{written}</pubDate></item>")
    assert listing.items[0].published is None
    assert len(listing.notes) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "iso-8859-1", "windows-1252"])
def test_a_declared_encoding_is_read(encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><rss><channel>'
        "<title>Größe</title></channel></rss>"
    )
    assert read(text.encode(encoding)).title == "Größe"


@pytest.mark.parametrize(
    ("text", "real", "server", "document"),
    [
        ("Größe", "utf-8", "iso-8859-1", "utf-8"),
        ("Größe", "utf-8", "", "iso-8859-1"),
        ("Größe", "cp1252", "utf-8", "utf-8"),
        ("Größe – “x”", "cp1252", "", "iso-8859-1"),
        ("Новости", "koi8-r", "koi8-r", ""),
        ("ニュース", "shift_jis", "", "shift_jis"),
        ("新闻", "gb18030", "gb2312", "utf-8"),
        ("Größe", "utf-8", "zlib", "x-unknown"),
    ],
)
def test_a_wrong_charset_is_seen_through(text: str, real: str, server: str, document: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{document}"?>' if document else ""
    body = f"{declaration}<rss><channel><title>{text}</title></channel></rss>".encode(real)
    assert read(body, f"text/xml; charset={server}" if server else "text/xml").title == text


def test_entities_of_html_need_no_declaration() -> None:
    listing = rss("", "<title>Caf&eacute; &mdash; &nosuch; AT&T</title>")
    assert listing.title == "Café — &nosuch; AT&T"
    assert listing.notes == ()
