"""What is kept of a document so that copies are found later, and their original."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from octavo.engine.copies.fingerprints import NOTHING, Fingerprint, fingerprint, tokens
from octavo.engine.copies.originals import first_published, has_dateline
from octavo.engine.errors import Refused
from octavo.engine.text import is_spaceless
from octavo.engine.urls import host_of
from octavo.engine.values import Document

SHORT = 80, 160  # shingles, of words and of characters; a shorter text must say something of what its title says
LONGEST = 500  # characters of an address or name that are kept
WORD = 4  # letters of a word that says something


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a text is known by, and where it says it is from."""

    fingerprint: Fingerprint
    dateline: bool = False
    first_at: str = ""  # an address at another site, or a name


def provenance(document: Document, url: str) -> Provenance:
    """The provenance of a document that was read at an address."""
    text = document.text
    found = fingerprint(text)
    if found.size < SHORT[is_spaceless(text)] and not speaks_of(document.title, text):
        found = NOTHING  # a notice that stands where an article should
    first_at = elsewhere(document.canonical, url) or first_published(document.paragraphs)
    return Provenance(found, has_dateline(text, document.agency), first_at[:LONGEST])


def elsewhere(canonical: str, url: str) -> str:
    """The address a page names as its own, where that is at another site, else nothing."""
    try:
        return canonical if canonical and host_of(canonical) != host_of(url) else ""
    except Refused:
        return ""


def speaks_of(title: str, text: str) -> bool:
    """Whether a text has a word of its title, or two neighbouring characters where words are not set apart."""
    words, body = tokens(title), tokens(text)
    if is_spaceless(title):
        return not set(pairwise(words)).isdisjoint(pairwise(body))
    return not {word for word in words if len(word) >= WORD}.isdisjoint(body)
