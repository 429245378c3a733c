from __future__ import annotations

import zlib

import pytest

from octavo.engine.errors import NoText, OctavoError
from octavo.engine.intake import LONGEST_TITLE, Intake, Raw, take_in
from octavo.engine.values import Item
from tests.news.paper import prose

URL = "https://maros.example/bridge"
TEXT = prose("bridge").split("\n\n")


def page(title: str = "Harbour bridge opens", paragraphs: list[str] = TEXT) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    article = f"<article><h1>{title}</h1>{body}</article>"
    return f"<html><head><title>{title}</title></head><body>{article}</body></html>".encode()


def read(body: bytes = b"", item: Item | None = None) -> Intake:
    found = take_in(Raw(URL, zlib.compress(body) if body else b"", {"content-type": "text/html"}, item or Item(URL)))
    assert isinstance(found, Intake), found
    return found


def test_a_page_is_read_with_all_that_later_steps_need() -> None:
    found = read(page())
    assert found.document.title == "Harbour bridge opens"
    assert found.document.paragraphs == tuple(TEXT)
    assert found.folded_title == "harbour bridge opens"
    assert len(found.provenance.fingerprint.sketch) == 32
    assert found.minutes >= 1


def test_without_a_page_the_feeds_full_text_is_read() -> None:
    content = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    assert read(item=Item(URL, title="Bridge", content=content)).document.paragraphs == tuple(TEXT)


def test_with_neither_there_is_no_text() -> None:
    found = take_in(Raw(URL, b"", {}, Item(URL, title="Bridge", content="<p>Read more</p>")))
    assert isinstance(found, NoText)


def test_a_text_without_a_title_is_called_by_its_first_sentence() -> None:
    content = "".join(f"<p>{paragraph}</p>" for paragraph in ("The bridge is open. Cars may pass.", *TEXT))
    assert read(item=Item(URL, content=content)).document.title == "The bridge is open."


def test_a_title_that_we_make_ourselves_is_not_endless() -> None:
    content = "".join(f"<p>{paragraph}</p>" for paragraph in (f"{'very ' * 60}long.", *TEXT))
    title = read(item=Item(URL, content=content)).document.title
    assert len(title) <= LONGEST_TITLE + 1
    assert title.endswith("…")


@pytest.mark.parametrize(
    "body", [b"\0" * 4000, b"%PDF-1.7" + b"\x9c" * 900, b"<html>", "text/plain " * 9, b"\xff\xfe<\0p\0>\0", b"<" * 5000]
)
def test_what_is_no_article_comes_back_as_a_value(body: bytes | str) -> None:
    sent = body.encode() if isinstance(body, str) else body
    assert isinstance(take_in(Raw(URL, zlib.compress(sent), {}, Item(URL))), OctavoError)
