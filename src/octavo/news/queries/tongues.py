"""The same story in another language."""

from __future__ import annotations

from octavo.engine.language import primary
from octavo.news.models import Article
from octavo.news.queries.stories import LISTED


def nearest_in_language(article: Article, language: str) -> Article | None:
    """Of the same story, the report in a language that was published nearest in time to an article.

    Own reports only, plain ones before round-ups and live blogs; none that was taken down. None as well where the
    article is in that language itself.
    """
    wanted = primary(language)
    if article.story_id is None or primary(article.language) == wanted:
        return None
    rows = Article.objects.filter(story=article.story_id, original=None, withdrawn=None, version__isnull=False)
    rows = rows.exclude(pk=article.pk).exclude(stage=Article.Stage.PARKED).select_related("publisher").only(*LISTED)
    own = [row for row in rows if primary(row.language) == wanted]
    return min(own, key=lambda row: (bool(row.form), abs(row.published - article.published), row.pk), default=None)
