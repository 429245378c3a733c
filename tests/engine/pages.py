"""Invented pages for the tests of extraction, written in code so that each test shows what it is about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from octavo.engine.extract import extract

if TYPE_CHECKING:
    from octavo.engine.values import Document

SENTENCES = (
    "The river rose by two metres in the night and reached the old market hall, the harbour office said.",
    "Forty families in the lower streets were taken to the school on the hill, where it was dry and warm.",
    "Nobody was hurt, although a bakery and two workshops lost most of what stood on the ground floor.",
    "The mayor asked the county for pumps and said that the water would fall again from Thursday morning.",
    "A second wave of rain is forecast for the weekend, but the dam has room for it, the council was told.",
)
URL = "https://herald.example/2026/03/04/river-reaches-old-market-hall"


def body(*extra: str) -> str:
    """Five paragraphs, with other markup after the second one."""
    paragraphs = [f"<p>{sentence}</p>" for sentence in SENTENCES]
    return "".join([*paragraphs[:2], *extra, *paragraphs[2:]])


def page(content: str, head: str = "", title: str = "River reaches the old market hall") -> bytes:
    """A whole page around an article's content."""
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} | The Herald</title>"
        f'<meta property="og:site_name" content="The Herald">{head}</head><body><nav><a href=/>Home</a></nav>'
        f"<main><article><h1>{title}</h1>{content}</article></main>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def linked(**facts: object) -> str:
    """A script with JSON-LD of a news article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **facts})}</script>'


def read(content: str, head: str = "", **options: str) -> Document:
    """Extract an invented article."""
    return extract(page(content, head, **options), URL, {})
