"""Saved pages are read like the web: from a feed of bare addresses to stories in the database."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.engine.executor import Inline
from octavo.news import subscribe
from octavo.news.models import Article
from octavo.work.pipeline import STAGES, drain
from octavo.work.replay import Server, saved_pages, serve

PAGE = """<!doctype html><html lang="{language}"><head><meta charset="{charset}"><title>{title}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<meta property="og:image" content="/harbour.jpg"><meta name="author" content="{author}">
<meta property="article:published_time" content="{published}"></head>
<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"""
SAVED = (
    ("one", "https://www.tide.example/2024/03/ferry-sails", "en", "utf-8", "Ferry sails again after storm"),
    ("two", "https://www.tide.example/2024/03/quay-shut?ref=home", "en", "utf-8", "Quay shut for the winter"),
    ("drei", "https://küste.example/fähre", "de", "iso-8859-1", "Fähre fährt über die Förde"),
    ("four", "", "en", "utf-8", "A page of which nobody knows the address"),
)
WORDS = {
    "en": "The {title} was told to the people of the harbour by the master of the port on a cold morning in spring.",
    "de": "Wie der Hafenmeister den Leuten an der Förde früh am Morgen sagte, ist dies wahr: {title}, und zwar größer.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of saved pages."""
    (tmp_path / "html").mkdir()
    gold = []
    for key, url, language, charset, title in SAVED:
        body = "".join(f"<p>{number}. {WORDS[language].format(title=title)}</p>" for number in range(12))
        page = PAGE.format(
            language=language, charset=charset, title=title, author="Ida Moor",
            published="2024-03-04T22:30:00+01:00", body=body,
        )  # fmt: skip
        (tmp_path / "html" / f"{key}.html.gz").write_bytes(gzip.compress(page.encode(charset)))
        gold.append(json.dumps({"id": key, "url": url}))
    (tmp_path / "gold.jsonl").write_text("\n".join(gold), encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with serve(folder) as server:
        yield server


@pytest.fixture
def read(db: None, server: Server) -> dict[str, Article]:
    """The articles by the names of their files, once nothing is due any more."""
    del db  # asked for so that there is one
    for feed in server.feeds:
        subscribe.add(feed)
    drain([name for name in STAGES if name != "pictures"], Inline())
    articles = {article.url: article for article in Article.objects.select_related("version", "picture")}
    return {page.id: articles[server.url_of(page)] for page in server.pages.values()}


def test_every_saved_page_gets_through_all_stages(read: dict[str, Article]) -> None:
    assert {key: (article.stage, article.error) for key, article in read.items()} == {
        key: (Article.Stage.READY, "") for key, *_ in SAVED
    }
    assert all(article.story_id for article in read.values())


def test_the_text_in_the_database_is_that_of_the_page(read: dict[str, Article]) -> None:
    article = read["drei"]
    assert article.title == "Fähre fährt über die Förde"
    assert article.language == "de"
    assert article.version is not None
    assert "größer" in article.version.text


def test_what_the_feed_does_not_say_is_found_on_the_page(read: dict[str, Article]) -> None:
    article = read["one"]
    assert article.published_by == "page"
    assert article.published.isoformat() == "2024-03-04T21:30:00+00:00"
    assert article.authors == ["Ida Moor"]
    assert article.picture is not None
    assert article.picture.url.endswith("/harbour.jpg")


def test_a_publisher_is_named_after_the_host_its_pages_came_from(folder: Path) -> None:
    hosts = {page.id: host for (host, _), page in saved_pages(folder).items()}
    assert hosts["one"] == hosts["two"] == "tide-example.localhost"
    assert hosts["four"] == "unknown.localhost"


def test_a_folder_without_gold_is_no_folder_of_pages(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        saved_pages(tmp_path)
