"""Two addresses of one page: readers meet the article once."""

from __future__ import annotations

from octavo.engine.urls import canonical, host_of
from octavo.engine.values import Document
from octavo.news.group import recent
from octavo.news.group.counts import recount
from octavo.news.models import Article, Relation


def twin_of(article: Article, document: Document, digest: str) -> Article | None:
    """The article that this one is under another address, if it is."""
    return named_twin(article, document) or worded_twin(article, digest)


def worded_twin(article: Article, digest: str) -> Article | None:
    """Another article of the publisher that says the same, word for word, and of the same moment."""
    rows = Article.objects.filter(publisher=article.publisher, published=article.published, version__digest=digest)
    return rows.exclude(stage=Article.Stage.PARKED).exclude(pk=article.pk).first()


def named_twin(article: Article, document: Document) -> Article | None:
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
    Relation.objects.filter(other=article).delete()
    if story is not None:
        recount(story)
        recent.leave_out(article.pk)
