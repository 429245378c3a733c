"""What is broken is mended, what is hostile is bounded, what is no feed is "
"named."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine import sources
from octavo.engine.errors import HtmlInstead, NotAFeed, OctavoError, TooLarge, Unparsable
from octavo.engine.sources.plain import plain
from octavo.engine.values import Listing

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
GOOD = b"<rss><channel><title>T</title>" + b"".join(
    b"<item><link>https://paper.example/%d</link><title>n%d</title></item>" % (n, n) for n in range(9)
)
END = b"</channel></rss>"


def read(body: bytes) -> Listing:
    return sources.read(body, "https://paper.example/feed", {}, NOW)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", NotAFeed),
        (b" \n\xef\xbb\xbf ", NotAFeed),
        (b"\x00\x00\x00", NotAFeed),
        (b"Not found", NotAFeed),
        (b"\x89PNG\r\n\x1a\n\x00\x00", NotAFeed),
        (b"<!DOCTYPE html><html><head><title>x</title></head><body><p>y</body></html>", HtmlInstead),
        (b"<html><body>rss</body></html>", HtmlInstead),
        (b"<head><title>Moved</title></head>", HtmlInstead),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', HtmlInstead),
        (b"<opml><body/></opml>", NotAFeed),
        (b'{"error": "no"}', NotAFeed),
        (b"[1, 2]", NotAFeed),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', Unparsable),
        (b"{" * 100_000, Unparsable),
        (b"[" * 100_000, Unparsable),
        (b"<!DOCTYPE rss [ <!ENTITY a 'b'>", Unparsable),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, error: type[OctavoError]) -> None:
    with pytest.raises(error):
        read(body)


@pytest.mark.parametrize("body", [b"<rss>" + b" " * 50_000_000, b"<a>" * 1_100_000, b"{" + b" " * 50_000_000])
def test_what_is_too_large_is_refused_before_it_is_parsed(body: bytes) -> None:
    with pytest.raises(TooLarge):
        read(body)


def test_a_cut_off_feed_keeps_what_came() -> None:
    listing = read(GOOD[: GOOD.index(b"n7") + 1])
    assert len(listing.items) == 8
    assert any("not well-formed" in note for note in listing.notes)


@pytest.mark.parametrize(
    "body",
    [
        b"\x00\x00" + GOOD + END,
        GOOD.replace(b"n3", b"n\x00\x0b\x1f3") + END,
        b"Warning: mysql_connect() in line 3\n" + GOOD + END,
        b"\n\n  <?xml version='1.0'?>" + GOOD + END,
        GOOD.replace(b"n3", b"n3 & n4 &foo; <b>x</i>") + END,
        GOOD.replace(b"<title>n3", b"<title x=y>n3") + END,
        GOOD + END + b"<script>alert(1)</script>",
        GOOD.replace(b"n3", b"n3 \xff\xfe") + END,
        GOOD.replace(b"n3", b"n3 &#1; &#xFFFF; &#99999999;") + END,
    ],
)
def test_a_broken_feed_is_mended(body: bytes) -> None:
    assert [item.url[-1] for item in read(body).items] == list("012345678")


def test_a_billion_laughs_are_not_heard() -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{lines}]><rss><channel><title>x&l9;</title></channel></rss>'
    began = time.perf_counter()
    assert len(read(bomb.encode()).title) < 100
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:1/x"])
def test_an_external_entity_is_never_fetched(address: str) -> None:
    declarations = f'<!ENTITY e SYSTEM "{address}"><!ENTITY % p SYSTEM "{address}"> %p;'
    body = f"<!DOCTYPE rss [{declarations}]><rss><channel><title>x &e;</title></channel></rss>"
    assert read(body.encode()).title == "x &e;"


def test_a_short_declared_entity_is_read() -> None:
    body = b'<!DOCTYPE rss [<!ENTITY paper "Courier">]><rss><channel><title>The &paper;</title></channel></rss>'
    assert read(body).title == "The Courier"


@pytest.mark.parametrize(
    "body",
    [
        GOOD + b"<item><title>x</title>" + b"<div>" * 100_000,
        GOOD + b"<item><link>/z</link><description>" + b"&lt;div&gt;" * 100_000 + b"</description></item>" + END,
        GOOD + b"<item><link>/z</link><title>" + b"&lt;" * 200_000 + b"</title></item>" + END,
        GOOD + b"<item><link>/z</link><title><![CDATA[" + b"<!--" * 100_000 + b"]]></title></item>" + END,
        GOOD + b"<item><link>/z</link><title><![CDATA[" + b"<script" * 50_000 + b"]]></title></item>" + END,
        GOOD + b"<item><link>/z</link><pubDate>" + b"9" * 500_000 + b"</pubDate></item>" + END,
        GOOD + b"<item><link>/z</link><author>" + b"a@b.example, " * 50_000 + b"</author></item>" + END,
        b"<!--" * 200_000 + GOOD + END,
        b"<?x " * 200_000 + GOOD + END,
        b"<!DOCTYPE rss [" + b"<!ENTITY a 'b'>" * 10_000 + b"]>" + GOOD + END,
        GOOD + b"&" * 500_000 + END,
        b"<rss " + b" ".join(b'a%d="x"' % n for n in range(50_000)) + b">" + GOOD[5:] + END,
    ],
)
def test_hostile_shapes_cost_little(body: bytes) -> None:
    began = time.perf_counter()
    with contextlib.suppress(NotAFeed, Unparsable):
        assert len(read(body).items) >= 9
    assert time.perf_counter() - began < 4


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<rss><channel><item><title>", b"<feed><entry>", b'{"items":[{"id":1,']),
)
def test_any_bytes_give_a_listing_or_one_of_our_errors(body: bytes, start: bytes) -> None:
    with contextlib.suppress(OctavoError):
        assert isinstance(read(start + body), Listing)


_pieces = st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "&lt;",
            "&amp;",
            "script",
            "/",
            "<img src=x ",
            "onerror=x",
            "<!--",
            "-->",
            "'",
            '"',
            "<![CDATA[",
            "]]>",
            "svg",
            " ",
            "a",
            "<b>",
            "&#60;",
            "&#x3c",
            "\x00",
            "style",
            "<a href=",
            "=",
            "é",
            "<template>",
            "</",
        ]
    ),
    max_size=20,
)


@settings(deadline=None)
@given(_pieces)
def test_plain_text_never_holds_an_element_that_runs(pieces: list[str]) -> None:
    text = plain("".join(pieces)).lower()
    assert not any(f"<{name}" in text for name in ("script>", "script ", "img ", "svg ", "svg>", "style>", "a href="))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=4))
def test_a_feed_with_a_few_bytes_broken_is_still_a_listing(at: int, noise: bytes) -> None:
    try:
        listing = read(GOOD[:at] + noise + GOOD[at:] + END)
    except OctavoError:
        return
    assert len(listing.items) + listing.skipped <= 10
