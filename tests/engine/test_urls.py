"""Addresses have one spelling, and nothing but the web is let "
"in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.errors import Refused
from octavo.engine.urls import MAX_LENGTH, absolute, canonical, host_of, is_web, site_of


@pytest.mark.parametrize(
    ("spelt", "one"),
    [
        ("HTTP://Paper.Example:80", "http://paper.example/"),
        ("https://paper.example:443/a/../b/./c", "https://paper.example/b/c"),
        ("https://paper.example:8443/a", "https://paper.example:8443/a"),
        ("https://paper.example./a", "https://paper.example/a"),
        ("https://paper.example/a#comments", "https://paper.example/a"),
        ("https://paper.example/a?utm_source=rss&id=7&fbclid=x", "https://paper.example/a?id=7"),
        (
            "https://paper.example/a?at_medium=RSS&xtor=RSS-1&wt_zmc=x&ns_mchannel=y",
            "https://paper.example/a",
        ),
        ("https://paper.example/a?", "https://paper.example/a"),
        ("https://paper.example/a?b=2&a=1", "https://paper.example/a?b=2&a=1"),
        ("https://paper.example/%7eme/%c3%a9", "https://paper.example/~me/%C3%A9"),
        ("https://paper.example/é è", "https://paper.example/%C3%A9%20%C3%A8"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ('  https://paper.example/a">\n', "https://paper.example/a"),
        ("https://paper.example/a%20", "https://paper.example/a"),
        ("https://paper.example/amp/a?outputType=amp", "https://paper.example/amp/a?outputType=amp"),
        ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"),
    ],
)
def test_an_address_has_one_spelling(spelt: str, one: str) -> None:
    assert canonical(spelt) == one


@pytest.mark.parametrize(
    "url",
    [
        "",
        "paper.example",
        "ftp://paper.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://",
        "http:///path",
        "http://me:secret@paper.example/",
        "http://me@paper.example/",
        "http://paper.example\\@other.example/",
        "http://paper.example:99999/",
        "http://paper.example/\x00",
        "http://paper.example/a\nb",
        "http://[::1",
        "http://a..b/",
        "http://ex%41mple.com/",
        "http://paper.example/" + "a" * MAX_LENGTH,
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert not is_web(url)
    with pytest.raises(Refused):
        canonical(url)


def test_a_relative_address_is_resolved_against_its_base() -> None:
    assert absolute("https://paper.example/world/feed.xml", "../a?b#c") == "https://paper.example/a?b"
    assert absolute("https://paper.example/", "//cdn.example/x") == "https://cdn.example/x"
    with pytest.raises(Refused):
        absolute("https://paper.example/", "mailto:desk@paper.example")


def test_a_host_and_a_site_are_named() -> None:
    assert host_of("https://Bücher.example:81/") == "xn--bcher-kva.example"
    assert site_of("https://www.paper.co.uk/") == "paper.co.uk"
    assert site_of("https://feeds.world.paper.example/x") == "paper.example"
    assert site_of("https://bücher.example/") == "bücher.example"
    assert site_of("http://127.0.0.1:8000/") == "127.0.0.1"


_pieces = st.lists(
    st.sampled_from(
        [
            "a",
            "é",
            "%41",
            "%zz",
            "%20",
            "..",
            ".",
            "/",
            "//",
            "?",
            "&",
            "=",
            "#",
            ";",
            ":",
            "@",
            "utm_x=1",
            '"',
            ">",
            " ",
            "gclid=",
            "+",
            "%",
            "日",
            "[",
            "]",
            "|",
            "\\",
            "\u200b",
            "\u0130",
            "~",
            "%7E",
            "%2F",
            "%c3%28",
        ]
    ),
    max_size=14,
)


@given(
    scheme=st.sampled_from(["http", "HTTPS"]),
    host=st.sampled_from(["A.example", "ü.example:80"]),
    rest=_pieces,
)
def test_spelling_twice_is_spelling_once(scheme: str, host: str, rest: list[str]) -> None:
    url = f"{scheme}://{host}/{''.join(rest)}"
    if is_web(url):
        assert canonical(canonical(url)) == canonical(url)


@given(text=st.text(max_size=60), lead=st.sampled_from(["", "http:", "http://", "https://x.example", "//"]))
def test_any_text_is_an_address_or_refused(text: str, lead: str) -> None:
    if is_web(lead + text):
        once = canonical(lead + text)
        assert once == canonical(once)
        assert host_of(once)
        assert site_of(once)
