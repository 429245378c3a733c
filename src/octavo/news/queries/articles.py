"""Reads for the article page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.conf import settings

from octavo.engine.aids.receipts import Receipt, paragraph, reanchor, resolve
from octavo.engine.changes import Change, changes
from octavo.news.models import Article, Picture, Relation, Version

# What the page shows. A column that is not here is read when it is asked for; most of a page's time was spent
# on columns that nobody looked at.
SHOWN = (
    "url", "title", "lead", "authors", "agency", "language", "published", "minutes", "versions_count", "withdrawn",
    "picture", "original", "publisher__slug", "publisher__name", "publisher__short", "publisher__logo",
    "publisher__full_text", "version__paragraphs", "version__number", "brief__language", "brief__sentences",
    "brief__version", "story__reports", "story__newsrooms", "story__carried", "story__languages", "story__storyline",
    "story__began", "story__headline", "form",
)  # fmt: skip
Shown = Literal["whole", "sign-in", "lead"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its number and the pictures that follow it. Number 0 holds those at the top."""

    number: int
    text: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An article beside another, and why it stands there."""

    pk: int
    title: str
    lead: str
    language: str
    published: datetime
    publisher: str
    reasons: list[tuple[str, list[str]]]


def article(pk: int) -> Article:
    """The article with what its page shows. Raises Article.DoesNotExist when readers may not see it."""
    rows = Article.objects.filter(version__isnull=False).exclude(stage=Article.Stage.PARKED)
    found: Article = rows.select_related("publisher", "version", "story", "brief").only(*SHOWN).get(pk=pk)
    return found


def original(article: Article) -> tuple[int, str, str] | None:
    """Of a copy: the key, the title and the publisher of the text it carries."""
    if article.original_id is None:
        return None
    return Article.objects.values_list("pk", "title", "publisher__name").get(pk=article.original_id)


def related(pk: int) -> list[Listed]:
    """What stands beside an article, best first."""
    rows = Relation.objects.filter(article=pk).order_by("rank")
    names = ("title", "lead", "language", "published", "publisher__name")
    return [Listed(*row) for row in rows.values_list("other", *(f"other__{name}" for name in names), "reasons")]


def blocks(article: Article) -> list[Block]:
    """The text by paragraphs, pictures where they stood; the main one first."""
    by_place: dict[int, list[Picture]] = {}
    paragraphs = article.version.paragraphs if article.version else []
    for picture in article.pictures.all():
        if picture.ready:
            place = 0 if picture.pk == article.picture_id else min(max(picture.after, 1), len(paragraphs))
            by_place.setdefault(place, []).append(picture)
    texts = ["", *paragraphs]
    return [Block(n, text, tuple(by_place.get(n, ()))) for n, text in enumerate(texts) if text or n in by_place]


def quotable(article: Article) -> bool:
    """True when its sentences may stand on pages that everyone sees."""
    return shown(article, signed_in=False) == "whole"


def shown(article: Article, *, signed_in: bool) -> Shown:
    """How much of the text a reader sees: the publisher's terms, else the paper's setting."""
    rule = article.publisher.full_text or settings.FULL_TEXT
    if rule == "everyone" or (rule == "members" and signed_in):
        return "whole"
    return "sign-in" if rule == "members" else "lead"


def versions(pk: int) -> list[tuple[Version, list[Change]]]:
    """The versions of an article, newest first, each with what changed from the one before."""
    rows = list(Version.objects.filter(article=pk).order_by("number"))
    before = [None, *rows]
    pairs = [
        (new, changes([old.title, *old.paragraphs], [new.title, *new.paragraphs]) if old else [])
        for old, new in zip(before, rows, strict=False)
    ]
    return pairs[::-1]


@dataclass(frozen=True, slots=True)
class Passage:
    """A receipt, opened: the words, what stands around them in the paragraph, and where."""

    article: Article
    before: str
    words: str
    after: str
    paragraph: int
    edited: bool = False  # the text was edited since, and the words still stand in it: shown as they stand now
    withdrawn: bool = False  # the text was edited since, and the words went: shown as they stood


def passage(receipt: Receipt) -> Passage:
    """The passage a receipt stands for, in the newest text that has it. Raises LookupError when it never held."""
    rows = Version.objects.select_related("article__publisher", "article__version")
    version = rows.filter(pk=receipt.version).first()
    if version is None or version.article_id != receipt.article:
        message = "no such version of this article"
        raise LookupError(message)
    resolve(receipt, version.text)
    newest = version.article.version
    if newest is None or newest.pk == version.pk:
        return opened(receipt, version)
    moved = reanchor(receipt, version.text, newest.text, newest.pk)
    if moved is None:
        return replace(opened(receipt, version), withdrawn=True)
    return replace(opened(moved, newest), article=version.article, edited=True)


def opened(receipt: Receipt, version: Version) -> Passage:
    """The words of a receipt with the rest of their paragraph."""
    text = version.text
    start = text.rfind("\n\n", 0, receipt.start) + 2 if "\n\n" in text[: receipt.start] else 0
    end = text.find("\n\n", receipt.end)
    return Passage(
        version.article,
        text[start : receipt.start],
        resolve(receipt, text),
        text[receipt.end : end if end >= 0 else len(text)],
        paragraph(version.paragraphs, receipt.start),
    )
