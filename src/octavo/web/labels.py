"""What stands on the chip of a receipt; and whose words a reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from octavo.engine.aids.receipts import Receipt, paragraph
from octavo.news.models import Article
from octavo.news.queries.articles import shown
from octavo.web.templating import number


class Labels(Protocol):
    """Chips for receipts."""

    def of(self, receipt: Receipt) -> str:
        """What stands on the chip; empty where the words may not be shown."""

    def cover(self, receipts: Sequence[Receipt]) -> bool:
        """True when the words that these receipts bear out may be shown."""


@dataclass(frozen=True, slots=True)
class ByPublisher:
    """Chips with the short name of the publisher, for pages that cite several."""

    names: Mapping[int, str]  # article: name

    def of(self, receipt: Receipt) -> str:
        """The publisher's short name."""
        return self.names.get(receipt.article, "")

    def cover(self, receipts: Sequence[Receipt]) -> bool:
        """True when each is of an article that may be quoted."""
        return bool(receipts) and all(self.of(receipt) for receipt in receipts)


@dataclass(frozen=True, slots=True)
class ByParagraph:
    """Chips with the number of the paragraph, for the page of the article itself."""

    article: Article

    def of(self, receipt: Receipt) -> str:
        """The paragraph's number."""
        return f"¶{number(paragraph(self.article.version.paragraphs if self.article.version else [], receipt.start))}"

    def cover(self, receipts: Sequence[Receipt]) -> bool:
        """True when each is of this article in the text that stands on the page."""
        return all((one.article, one.version) == (self.article.pk, self.article.version_id) for one in receipts)


def by_publisher(keys: Iterable[int], known: Iterable[Article] = (), *, signed_in: bool) -> ByPublisher:
    """Chips for those of the articles whose words this reader may see. ``known``: those that were read already."""
    here = {article.pk: article for article in known}
    wanted = set(keys)
    rows = [here[key] for key in wanted if key in here]
    if missing := wanted - here.keys():
        columns = ("publisher__name", "publisher__short", "publisher__full_text")
        rows += Article.objects.filter(pk__in=missing).select_related("publisher").only(*columns)
    return ByPublisher({row.pk: row.publisher.chip for row in rows if shown(row, signed_in=signed_in) == "whole"})
