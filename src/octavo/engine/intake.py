"""All the work on one fetched article that needs nothing but its bytes: made to run in another process."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.engine.copies import Provenance, provenance
from octavo.engine.errors import NoText, OctavoError
from octavo.engine.extract import extract, from_feed
from octavo.engine.forms import form_of
from octavo.engine.language import detect, reading_minutes
from octavo.engine.names import Name, names_of
from octavo.engine.places import PlaceMention, Unreadable, find, load
from octavo.engine.stories import trace_of
from octavo.engine.text import fold, sentences
from octavo.engine.values import Document, Item

LONGEST_TITLE = 120  # characters of a title that we make ourselves


@dataclass(frozen=True, slots=True)
class Raw:
    """What was fetched: the page's bytes (zlib; empty when only the feed's entry is there)."""

    url: str
    body: bytes
    headers: Mapping[str, str]
    item: Item
    languages: tuple[str, ...] = ()  # what the operator's publishers write; empty: any
    gazetteer: Path | None = None  # of octavo.engine.places; none: no places are looked for
    country: str = ""  # ISO 3166-1 alpha-2 of the publisher


@dataclass(frozen=True, slots=True)
class Intake:
    """An article, read."""

    document: Document
    minutes: int  # reading time
    provenance: Provenance  # for finding copies
    folded_title: str  # for the search index
    folded_text: str
    mentions: tuple[PlaceMention, ...] = ()  # places named in title and text
    names: tuple[tuple[str, int], ...] = ()  # people and organisations, and how often each is named
    trace: bytes = b""  # of octavo.engine.stories: for finding the story
    form: str = ""  # of octavo.engine.forms


def take_in(raw: Raw) -> Intake | OctavoError:
    """Read one article. An error comes back as a value, for it belongs on a row and not in a log."""
    try:
        return _read(raw)
    except OctavoError as error:
        return error


def _read(raw: Raw) -> Intake:
    document = _named(_document(raw))
    sample = f"{document.title}\n{document.text}"
    language = detect(sample, declared=raw.item.language or document.language, allowed=raw.languages)
    document = replace(document, language=language)
    return Intake(
        document,
        minutes=reading_minutes(document.paragraphs, language),
        provenance=provenance(document, raw.url),
        folded_title=fold(document.title),
        folded_text=fold(f"{document.lead}\n{document.text}"),
        mentions=(mentions := _mentions(raw, document)),
        names=tuple((name.text, name.times) for name in _names(document, mentions)),
        trace=trace_of(document.title, document.lead, document.text, language).packed(),
        form=form_of(document.title, document.paragraphs, language, document.section),
    )


def _names(document: Document, mentions: tuple[PlaceMention, ...]) -> tuple[Name, ...]:
    """The people and organisations; what was found to be a place is none."""
    return names_of(document.title, document.paragraphs, document.language, [place.name for place in mentions])


def _mentions(raw: Raw, document: Document) -> tuple[PlaceMention, ...]:
    """The places in title, lead and text; none where the gazetteer is not there or of another version."""
    if raw.gazetteer is None:
        return ()
    lead = "" if document.lead in document.text else document.lead
    text = "\n\n".join(part for part in (document.title, lead, document.text) if part)
    try:
        return find(text, document.language, load(raw.gazetteer), raw.country)
    except Unreadable:
        return ()


def _named(document: Document) -> Document:
    """With a title: a text that came without one, as short posts do, is called by its first sentence."""
    if document.title.strip():
        return document
    first = next(iter(document.paragraphs), "")
    spans = sentences(first, document.language) or [(0, len(first))]
    title = first[slice(*spans[0])]
    return replace(document, title=title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()}…")


def _document(raw: Raw) -> Document:
    """From the page where there is one, else from the feed's full text. Raises OctavoError."""
    if raw.body:
        return extract(zlib.decompress(raw.body), raw.url, raw.headers, hint=raw.item)
    document = from_feed(raw.item)
    if document is None:
        detail = "neither a page nor a full text in the feed"
        raise NoText(detail)
    return document
