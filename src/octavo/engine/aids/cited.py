"""What a reading aid shows: words with the receipts that bear them out, and no other words.

There are two ways to a ``Cited``: ``chosen`` takes words of a source unchanged, ``admitted`` takes a sentence that
somebody wrote through the gate. Templates render nothing else as an aid's words; ``tests/test_receipts_everywhere.py``
watches over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from octavo.engine.aids.gate import Knowledge, Passage, Verdict, check
from octavo.engine.aids.receipts import Receipt, issue

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """One version of an article's text, as what is shown may cite it."""

    article: int
    version: int
    text: str  # the paragraphs joined by a blank line
    language: str  # BCP 47
    published: date


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that may be shown. ``by`` names the model that wrote them; empty: they are the source's own."""

    text: str
    language: str
    receipts: tuple[Receipt, ...]
    by: str = ""

    def as_row(self) -> dict[str, Any]:
        """As JSON keeps it; ``stored`` reads it."""
        row: dict[str, Any] = {
            "text": self.text,
            "language": self.language,
            "receipts": [asdict(one) for one in self.receipts],
        }
        return row | ({"by": self.by} if self.by else {})


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that the gate did not let through."""

    text: str
    verdict: Verdict = field(default_factory=lambda: Verdict(kept=False))


def chosen(source: Source, span: Span) -> Cited:
    """The words at a span, unchanged. Raises ValueError when the span does not stand in the text."""
    receipt = issue(source.article, source.version, source.text, span)
    return Cited(source.text[slice(*span)], source.language, (receipt,))


def admitted(
    sentence: str, language: str, cites: Sequence[tuple[Source, Span]], by: str, known: Knowledge | None = None
) -> Cited | Refused:
    """A sentence that somebody wrote, if the passages it cites bear it out.

    Args:
        sentence: plain text.
        language: BCP 47, of the sentence.
        cites: the passages, each a span of a source.
        by: who wrote it, as the page will say.
        known: what the gate may know beyond the passages.
    """
    passages = [Passage(source.text, source.language, source.published, span) for source, span in cites]
    verdict = check(sentence, language, passages, known or Knowledge())
    if not verdict.kept:
        return Refused(sentence, verdict)
    receipts = tuple(issue(source.article, source.version, source.text, span) for source, span in cites)
    return Cited(sentence.strip(), language, receipts, by)


def stored(row: Mapping[str, Any], language: str = "und") -> Cited:
    """What ``as_row`` kept. ``language`` is for rows that leave it out."""
    receipts = tuple(Receipt(**receipt) for receipt in row["receipts"])
    return Cited(row["text"], row.get("language", language), receipts, row.get("by", ""))


def revived(value: Any) -> Any:
    """Rows of JSON with every ``Cited`` in them, at whatever depth, as it was."""
    if isinstance(value, dict):
        return stored(value) if "receipts" in value else {key: revived(one) for key, one in value.items()}
    return [revived(one) for one in value] if isinstance(value, list) else value


def cited_in(value: Any) -> Iterator[Cited]:
    """Every ``Cited`` in revived rows."""
    if isinstance(value, Cited):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from cited_in(one)


def articles_of(value: Any) -> Iterator[int]:
    """The articles that revived rows cite."""
    return (receipt.article for one in cited_in(value) for receipt in one.receipts)
