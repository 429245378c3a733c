"""From the bytes of a page to an article: text, title, byline, agency, dates, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from octavo.engine.errors import NotAnArticle, NoText, Unparsable
from octavo.engine.extract.article import Text, article_text
from octavo.engine.extract.blocks import size_of
from octavo.engine.extract.bylines import agency_of_text, people
from octavo.engine.extract.dates import Dates, dates_of
from octavo.engine.extract.entries import from_feed
from octavo.engine.extract.kind import THRESHOLD, likelihood, page_kind, signs
from octavo.engine.extract.metadata import Metadata, agreed_title, metadata_of
from octavo.engine.extract.page import header, tree_of
from octavo.engine.extract.pictures import pictures_of
from octavo.engine.values import Document, PageKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from octavo.engine.values import Item

__all__ = ["extract", "from_feed", "kind_of", "page_kind"]

SHORTEST = 140  # letters: below, there is no article
ANNOUNCED = 0.1  # how likely an article a page must look that a feed announced as one
_SILENT = ("script", "style", "template", "svg", "math")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page read once: everything that the document is made from."""

    tree: HtmlElement
    told: Metadata
    dates: Dates
    text: Text


def extract(page: bytes, url: str, headers: Mapping[str, str], hint: Item | None = None) -> Document:
    """Make a document of an article's page.

    Args:
        page: the body as it came, decompressed.
        url: the address that answered; relative links are completed with it.
        headers: of the answer; only the charset of Content-Type is used.
        hint: what the feed said of the article. It fills what the page does not say, and a page that a feed
            announced needs to look less like an article to be taken for one.

    Raises:
        NoText: no running text was found.
        NotAnArticle: a listing, a forum or another kind of page; ``detail`` says which.
        Unparsable: no HTML, or HTML made to exhaust a parser.
        TooLarge: over 10 MB or 250,000 tags.
    """
    read = _read(page, url, headers, hint)
    size = sum(map(size_of, read.text.paragraphs))
    if size < (SHORTEST if hint is None else SHORTEST // 2):
        raise NoText(f"{size} characters of running text")
    kind = page_kind(read.tree, read.text, read.told, url)
    if kind is not PageKind.ARTICLE:
        likely = likelihood(signs(read.tree, read.text, read.told, url))
        if hint is None or likely < ANNOUNCED:
            raise NotAnArticle(f"{kind.value}: {likely:.2f} likely an article, {THRESHOLD} needed")
    return _document(read, url, hint)


def kind_of(page: bytes, url: str, headers: Mapping[str, str]) -> PageKind:
    """What a page is, whatever its text.

    Raises:
        Unparsable, TooLarge, NoText: as :func:`extract`, though a page without running text is of kind other.
    """
    read = _read(page, url, headers)
    return page_kind(read.tree, read.text, read.told, url)


def _read(page: bytes, url: str, headers: Mapping[str, str], hint: Item | None = None) -> _Page:
    tree = tree_of(page, header(headers, "content-type"))
    told = metadata_of(tree, url)
    dates = dates_of(tree, told, url, announced=hint.published if hint else None)
    etree.strip_elements(tree, *_SILENT, with_tail=False)
    body = tree.find("body")
    if body is None:
        raise Unparsable("no body")
    return _Page(tree, told, dates, article_text(body, told, url))


def _document(read: _Page, url: str, hint: Item | None) -> Document:
    told, text = read.told, read.text
    paragraphs = text.paragraphs
    body = read.tree.find("body")
    assert body is not None
    language = told.language if told.language != "und" or hint is None else hint.language or "und"
    return Document(
        title=agreed_title(told.title, hint.title if hint else ""),
        paragraphs=paragraphs,
        lead=text.lead,
        authors=told.authors or (people(hint.authors) if hint else ()),
        agency=told.agency or agency_of_text(paragraphs),
        published=read.dates.published,
        updated=read.dates.updated or (hint.updated if hint else None),
        language=language,
        canonical=told.canonical,
        section=told.section or (next(iter(hint.categories), "") if hint else ""),
        site_name=told.site_name,
        pictures=pictures_of(body, text.container, text.blocks, told, url) or (hint.pictures if hint else ()),
    )
