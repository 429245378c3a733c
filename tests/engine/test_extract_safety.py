from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.engine.errors import OctavoError, TooLarge
from octavo.engine.extract import extract, from_feed, kind_of
from octavo.engine.extract.sanitise import sanitise, text_of
from octavo.engine.values import Document, Item

from .pages import SENTENCES, URL, body, linked, page

PIECES = (
    b"<p>",
    b"</p>",
    b"<div>",
    b"</div>",
    b"<table><td>",
    b"<script>",
    b"</script>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<br><br>",
    b"&#0;",
    b"&lt;script&gt;",
    b"<svg><p>",
    b"<math><mi>",
    b"<template>",
    b"<a href='javascript:1'>",
    b"\0",
    b"\xff\xfe",
    b"<li>",
    b"<h2>",
    b"<img src=//[x>",
    b"<figure>",
    b"<figcaption>(c",
    b'"',
    b"'",
    b"<base href=x>",
    b"<meta charset=utf-7>",
    b"<title>",
    b"<button>",
    b"</html>",
    b'<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":[[1]]}],"image":{}}</script>',
    b"<time datetime=99999-99-99>",
    b"<link rel=canonical href='http://[::1'>",
    b'<meta property="og:image" content="http://[">',
)
WHOLE = page(body(), linked(headline="R", datePublished="2026-03-04"))
quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def texts(document: Document) -> list[str]:
    shown = [
        document.title,
        document.lead,
        document.section,
        document.agency,
        *document.authors,
        *document.paragraphs,
    ]
    return [*shown, *(part for picture in document.pictures for part in (picture.caption, picture.credit))]


@quick
@given(st.binary(max_size=400), st.text(max_size=40))
def test_arbitrary_bytes_raise_nothing_but_our_errors(content: bytes, url: str) -> None:
    with contextlib.suppress(OctavoError):
        extract(content, url, {"Content-Type": url})


@quick
@given(st.integers(0, 2**32), st.lists(st.sampled_from(PIECES), max_size=12))
def test_mutilated_pages_raise_nothing_but_our_errors_and_let_no_script_through(seed: int, pieces: list[bytes]) -> None:
    chance = random.Random(seed)
    mutilated = bytearray(WHOLE)
    for piece in pieces:
        at = chance.randrange(len(mutilated))
        mutilated[at : at + chance.choice((0, 0, 5, 40))] = piece
    with contextlib.suppress(OctavoError):
        found = extract(bytes(mutilated), URL, {}, Item(url=URL))
        assert not any(
            "<script" in text for text in texts(found) if "&lt;script" not in mutilated.decode("utf-8", "replace")
        )


@quick
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)), max_size=40))
def test_sanitised_markup_has_no_script_and_no_handler(pieces: list[bytes]) -> None:
    clean = sanitise(b"".join(pieces).decode("utf-8", "replace"))
    assert "<script" not in clean
    assert "javascript:" not in clean


@quick
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)), max_size=40))
def test_sanitising_twice_keeps_the_text(pieces: list[bytes]) -> None:
    once = sanitise(b"".join(pieces).decode("utf-8", "replace"))
    assert text_of(sanitise(once)) == text_of(once)


@quick
@given(st.text(max_size=300))
def test_any_entry_of_a_feed_is_a_document_or_none(content: str) -> None:
    assert isinstance(
        from_feed(Item(url=content[:20], title=content[:9], content=content, summary=content[:7])),
        Document | None,
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<p onclick=alert(1)>x</p>",
        "<script>alert(1)</script>x",
        "<a href=' javascript:alert(1)'>x</a>",
        "<img src=x onerror=alert(1)>x",
        "<style>@import 'x'</style>x",
        "<svg><style><img src=x onerror=alert(1)></style></svg>x",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=a()&gt;'>x",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>x</noscript>x",
        "<form action=/><input name=x></form>x",
        "<iframe src=//evil.example></iframe>x",
        "<object data=x></object>x",
        "<p style='background:url(x)'>x</p>",
    ],
)
def test_what_runs_or_tracks_never_comes_through(markup: str) -> None:
    clean = sanitise(markup)
    assert not any(
        f"<{word}" in clean for word in ("script", "style", "svg", "math", "iframe", "object", "form", "input")
    )
    assert not any(f" {word}=" in clean for word in ("onclick", "onerror", "style"))


def test_links_lead_to_the_web_and_say_nothing_of_us() -> None:
    assert (
        sanitise("<a href=https://a.example target=x>b</a>")
        == '<a href="https://a.example" rel="nofollow noopener noreferrer ugc">b</a>'
    )


def test_markup_without_end_is_too_large() -> None:
    with pytest.raises(TooLarge):
        sanitise("x" * 1_000_001)


@pytest.mark.parametrize(
    "nested", ["<div>", "<b><p>", "<ul><li>", "<table><tr><td>", "<blockquote>", "<p><a>", "<svg><g>"]
)
def test_deep_nesting_is_answered_with_text(nested: str) -> None:
    clean = sanitise(nested * 10_000 + "the river")
    assert clean.count("<blockquote>") < 101


def test_unclosed_elements_are_not_repeated_in_each_paragraph() -> None:
    opened = "".join(f"<b a={number}>" for number in range(80))
    assert len(sanitise(f"<p>{opened}" + "<p>x" * 20_000)) < 2_000_000


def test_the_text_of_markup_has_no_scripts() -> None:
    assert text_of("<p>The <b>river</b></p><script>x()</script><p>rose</p>") == "The river rose"


def test_a_full_text_entry_is_an_article() -> None:
    item = Item(
        url=URL,
        title="River",
        content=body("<img src=/p/hall-flooded.jpg>"),
        authors=("Ada Park", "Northline"),
        language="en",
    )
    found = from_feed(item)
    assert found is not None
    assert found.paragraphs == SENTENCES
    assert (found.authors, found.agency, found.language) == (("Ada Park",), "Northline", "en")
    assert (found.pictures[0].url, found.pictures[0].after) == (
        "https://herald.example/p/hall-flooded.jpg",
        2,
    )


@pytest.mark.parametrize(
    "content",
    ["", "<p>A teaser of one sentence.</p>", body() + "<p>Continue reading</p>", body()[:700] + " […]</p>"],
)
def test_a_teaser_is_no_article(content: str) -> None:
    assert from_feed(Item(url=URL, content=content)) is None


def test_a_kind_is_told_of_a_page_without_text() -> None:
    assert kind_of(page("<p>Soon.</p>"), "https://herald.example/", {}) != "article"
