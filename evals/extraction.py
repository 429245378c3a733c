"""How well articles are extracted: text on three sets, what surrounds it on one, the kind on another.

A page is extracted as one that a feed announced, knowing nothing but its address; a page that is refused
has an empty text and counts. The text is that of the paragraphs; for Fundus, whose gold begins with the
summary, the lead stands before them where it stands on the page itself and was not only told in its head.
``baseline_…`` is plain trafilatura on the same pages in the same run.

The rules of extraction were tuned on these three sets, so the figures say that nothing broke and how it
stands beside the baseline; they are no proof for pages nobody looked at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trafilatura
from lxml import html

from evals import scores
from evals.pages import Page, pages
from octavo.engine.errors import OctavoError
from octavo.engine.extract import extract, kind_of
from octavo.engine.extract.bylines import is_agency
from octavo.engine.values import Document, Item, PageKind

if TYPE_CHECKING:
    from pathlib import Path

Scores = Mapping[str, float | int]

_UNREAD = Document(title="", paragraphs=())


@dataclass(frozen=True, slots=True)
class Read:
    """One page, what we made of it, and what the baseline did."""

    page: Page
    document: Document
    text: str
    baseline: str
    seconds: float


def fundus(data: Path) -> Scores:
    """Score German, British and American news: text, title, authors, day, main picture."""
    found = _read(pages(data / "extraction" / "fundus"), with_lead)
    pictured = [one for one in found if names_a_picture(one.page)]
    return {
        **_text_scores(found),
        "title": scores.mean(scores.same_text(one.document.title, one.page.gold["title"]) for one in found),
        "title_word_f1": scores.mean(scores.word_f1(one.document.title, one.page.gold["title"]) for one in found),
        "day": scores.mean(scores.same_day(_day(one.document), one.page.gold["published"]) for one in found),
        "authors": scores.mean(
            outlets_aside(one.document, one.page.gold["authors"]) for one in found if "authors" in one.page.gold
        ),
        "authors_as_given": scores.mean(
            scores.same_names(one.document.authors, one.page.gold["authors"])
            for one in found
            if "authors" in one.page.gold
        ),
        "picture": scores.mean(bool(one.document.pictures and one.document.pictures[0].after == 0) for one in pictured),
    }


def scrapinghub(data: Path) -> Scores:
    """Score the news and blog pages of 2019 by their official four-gram F1."""
    found = _read(pages(data / "extraction" / "scrapinghub"))
    gold = [one.page.gold["text"] for one in found]
    return {
        **_text_scores(found),
        "ngram4_f1": scores.ngram4_f1([one.text for one in found], gold),
        "baseline_ngram4_f1": scores.ngram4_f1([one.baseline for one in found], gold),
    }


def wcxb(data: Path) -> Scores:
    """Score the articles' texts and snippets, and whether articles are told from 120 other pages."""
    everything = list(pages(data / "extraction" / "wcxb"))
    found = _read(page for page in everything if page.gold["page_type"] == "article")
    said = [_is_article(page) for page in everything]
    precision, recall = scores.precision_recall(said, [page.gold["page_type"] == "article" for page in everything])
    shares = [scores.snippets(one.text, one.page.gold["with"], one.page.gold["without"]) for one in found]
    return {
        **_text_scores(found),
        "with": scores.mean(inside for inside, _ in shares),
        "without": scores.mean(outside for _, outside in shares),
        "pages": len(everything),
        "article_precision": precision,
        "article_recall": recall,
    }


def _read(
    wanted: Iterable[Page], text: Callable[[Document, bytes], str] = lambda document, _: document.text
) -> list[Read]:
    found = []
    for page in wanted:
        begun = time.process_time()
        document = _extracted(page)
        seconds = time.process_time() - begun
        baseline = trafilatura.extract(page.body, url=page.url or None, include_comments=False) or ""
        found.append(Read(page, document, text(document, page.body), baseline, seconds))
    return found


def _extracted(page: Page) -> Document:
    try:
        return extract(page.body, page.url, {}, Item(url=page.url))
    except OctavoError:
        return _UNREAD


def _text_scores(found: list[Read]) -> dict[str, float | int]:
    ours = [scores.word_f1(one.text, one.page.gold["text"]) for one in found]
    theirs = [scores.word_f1(one.baseline, one.page.gold["text"]) for one in found]
    return {
        "n": len(found),
        "word_f1": scores.mean(ours),
        "failures": sum(value < scores.FAILURE for value in ours),
        "read": scores.mean(bool(one.text) for one in found),
        "baseline_word_f1": scores.mean(theirs),
        "baseline_failures": sum(value < scores.FAILURE for value in theirs),
        "pages_per_second": round(len(found) / sum(one.seconds for one in found), 1) if found else 0,
    }


def with_lead(document: Document, body: bytes) -> str:
    """The paragraphs, after the lead where it stands on the page and not only in its head."""
    if not document.lead:
        return document.text
    shown = html.document_fromstring(body.decode("utf-8", "replace").encode(), parser=html.HTMLParser(encoding="utf-8"))
    for element in list(shown.iter("head", "script", "style", "noscript", "figcaption")):
        element.drop_tree()
    stands = _letters(document.lead) in _letters(" ".join(shown.itertext()))
    return f"{document.lead}\n\n{document.text}" if stands else document.text


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def outlets_aside(document: Document, gold: Sequence[str]) -> bool:
    """Whether the authors are right, agencies and the outlet itself, which some golds have, left aside."""
    outlet = document.site_name.casefold()
    persons = [name for name in gold if not is_agency(name) and name.casefold() != outlet]
    return scores.same_names(document.authors, persons) or scores.same_names(document.authors, gold)


def _day(document: Document) -> str:
    return document.published.isoformat() if document.published else ""


def names_a_picture(page: Page) -> bool:
    """Whether the page itself names a picture of its article."""
    return b"og:image" in page.body or b'"image"' in page.body


def _is_article(page: Page) -> bool:
    try:
        return kind_of(page.body, page.url, {}) is PageKind.ARTICLE
    except OctavoError:
        return False


SETS: dict[str, Callable[[Path], Scores]] = {"fundus": fundus, "wcxb": wcxb, "scrapinghub": scrapinghub}
