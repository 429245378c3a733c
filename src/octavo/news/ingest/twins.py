"""Two addresses of one page: readers meet the article once."""

from __future__ import annotations

from octavo.engine.urls import canonical, host_of
from octavo.engine.values import Document
from octavo.news.group.counts import recount
from octavo.news.models import Article


def twin_of(article: Article, document: Document) -> Article | None:
    """Another article at the address that this page names as its own."""
    if not document.canonical or host_of(document.canonical) != host_of(article.url):
        return None
    address = canonical(document.canonical)
    if address == article.url:
        return None
    return Article.objects.filter(url=address).exclude(stage=Article.Stage.PARKED).first()


def set_aside(article: Article, twin: Article) -> None:
    """The row stays, out of sight and out of its story; its copies are the twin's. The caller holds the transaction."""
    story, article.story = article.story_id, None
    article.error, article.error_text = "same_address", twin.url
    article.stage, article.due_at, article.original = Article.Stage.PARKED, None, twin
    article.save(update_fields=["error", "error_text", "stage", "due_at", "original", "story"])
    Article.objects.filter(original=article).update(original=twin.original_id or twin.pk)
    recount(story)
