"""Subscription lists go out as they came "
"in."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.engine import opml
from octavo.engine.errors import NotAFeed, OctavoError, TooLarge, Unparsable
from octavo.engine.opml import Outline
from octavo.engine.sources.plain import plain


def body(outlines: str) -> bytes:
    return f"<opml version='1.0'><head><title>x</title></head><body>{outlines}</body></opml>".encode()


def test_folders_in_folders_are_kept() -> None:
    found = opml.read(
        body(
            "<outline text='News'><outline title='World &amp;amp; Wales'>"
            "<outline type='rss' text='A' xmlUrl='https://a.example/f' "
            "htmlUrl='https://a.example'/></outline></outline>"
            "<outline text='B' xmlUrl='https://b.example/f'/>"
        )
    )
    assert found == (
        Outline("https://a.example/f", "A", "https://a.example/", ("News", "World & Wales")),
        Outline("https://b.example/f", "B"),
    )


@pytest.mark.parametrize(
    "outline",
    [
        "<outline xmlurl='https://a.example/f' TEXT='A'/>",
        "<Outline XMLURL='https://a.example/f' Title='A'></Outline>",
        "<outline type='atom' url='https://a.example/f' text='A'/>",
        (
            "<outline xmlUrl='HTTPS://A.example:443/f?utm_source=x' text='A'/>"
            "<outline xmlUrl='https://a.example/f' text='again'/>"
        ),
        "<outline xmlUrl='javascript:x' text='no'/><outline xmlUrl='https://a.example/f' text='A'/>",
        ('<outline text="A" description="it\'s "so" <b>5 & 6</b>\nmore" xmlUrl="https://a.example/f" type="rss" />'),
        (
            "<outline type='include' url='https://other.example/list.opml'/>"
            "<outline xmlUrl='https://a.example/f' text='A'/>"
        ),
    ],
)
def test_lists_of_all_habits_are_read(outline: str) -> None:
    assert opml.read(body(outline)) == (Outline("https://a.example/f", "A"),)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotAFeed),
        (b"<rss/>", NotAFeed),
        (b"<html><body><p>x</body></html>", NotAFeed),
        (b"<opml>" * 1_100_000, TooLarge),
        (b"<opml>" + b" " * 20_000_000, TooLarge),
        (b"<!DOCTYPE x [", Unparsable),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, error: type[OctavoError]) -> None:
    with pytest.raises(error):
        opml.read(content)


def test_an_entity_bomb_in_a_list_does_nothing() -> None:
    bomb = b"<!DOCTYPE opml [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>" + body(
        "<outline text='&b;' xmlUrl='https://a.example/'/>"
    )
    assert opml.read(bomb)[0].title == "&b;"


def test_a_list_says_when_it_was_written() -> None:
    written = opml.write([Outline("https://a.example/f")], "Mine & yours", datetime(2026, 5, 4, 8, tzinfo=UTC))
    assert b"<dateCreated>Mon, 04 May 2026 08:00:00 +0000</dateCreated>" in written
    assert b"Mine &amp; yours" in written


_words = (
    st.text(alphabet="aé日 &<>\"'\x00\ud800;#", max_size=6)
    .map(lambda text: plain(text, markup=False))
    .filter(lambda text: plain(text) == text)
)
_outlines = st.builds(
    Outline,
    url=st.integers(0, 30).map("https://a.example/f/{}".format),
    title=_words,
    site=st.sampled_from(["", "https://a.example/"]),
    folders=st.lists(_words.filter(bool), max_size=3).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_outlines, max_size=6, unique_by=lambda outline: outline.url))
def test_what_is_written_is_read_back(outlines: list[Outline]) -> None:
    again = opml.read(opml.write(outlines, "list"))
    assert sorted(again, key=lambda outline: outline.url) == sorted(outlines, key=lambda outline: outline.url)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_one_of_our_errors(noise: bytes) -> None:
    with contextlib.suppress(OctavoError):
        assert isinstance(opml.read(b"<opml><body><outline " + noise), tuple)
