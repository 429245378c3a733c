"""Stored texts as what is shown may cite them."""

from __future__ import annotations

from octavo.engine.aids.cited import Source
from octavo.news.models import Article, Version


def source_of(article: Article, version: Version) -> Source:
    """One version of an article."""
    return Source(article.pk, version.pk, version.text, article.language, article.published.date())
