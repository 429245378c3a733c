"""The reading aids of an article, one at a time: as a part of its page, or fetched into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from octavo.assist import reads, write
from octavo.engine.aids.statements.grammar import known
from octavo.engine.language import primary
from octavo.news.models import Article
from octavo.news.queries import articles, stories
from octavo.web.caching import kept_for
from octavo.web.labels import ByParagraph, by_publisher
from octavo.web.views.people import explanations
from octavo.web.wording import language_code

Context = dict[str, Any]


def brief(article: Article) -> Context:
    """In brief: chosen sentences, and a model's wording of them where there is one."""
    sentences = reads.brief_of(article)
    wording = write.of_article(article, sentences) if sentences else None
    return {"sentences": sentences, "wording": wording, "coming": sentences is None and on_its_way(article)}


def says(article: Article) -> Context:
    """Who says what in this article."""
    found = reads.statements_of(article)
    if found is None:
        return {"voices": None, "coming": on_its_way(article)}
    return {"voices": found.voices, "more": found.more, "heard": primary(article.language) in known()}


def differ(article: Article) -> Context:
    """Where its story's reports differ."""
    aids = reads.of_story(article.story_id, language_code()) if article.story_id else None
    if aids is None:
        coming = bool(article.story and article.story.untold)
        return {"aids": None, "labels": by_publisher((), signed_in=False), "coming": coming}
    labels = by_publisher(aids.articles, signed_in=False)
    return {"aids": aids.permitted(labels.cover), "labels": labels}


def background(article: Article) -> Context:
    """The earlier stories of its storyline."""
    story = article.story
    return {"line": stories.line_of(story, language_code()) if story and story.storyline_id else None}


def explain(article: Article) -> Context:
    """Who and what the names on the page are."""
    return explanations(article)


AIDS: dict[str, Callable[[Article], Context]] = {
    "brief": brief,
    "says": says,
    "differ": differ,
    "background": background,
    "explain": explain,
}


def on_its_way(article: Article) -> bool:
    """Whether aids that are not there will come: those of a text that has come its whole way without them will not."""
    return bool(article.stage != Article.Stage.READY)


def panel(article: Article, name: str, *, whole: bool) -> Context:
    """What the panel of reading aids needs. An unknown name is the first aid; ``whole``: the text may be read."""
    name = name if name in AIDS else "brief"
    aid = AIDS[name](article) if whole or name in {"differ", "background"} else {}
    return {"tab": name, "tabs": tabs(article), "labels": ByParagraph(article), **aid, "whole": whole}


def tabs(article: Article) -> list[str]:
    """The aids that this article can have."""
    story = article.story
    given = {"differ": bool(story and story.reports > 1), "background": bool(story and story.storyline_id)}
    return [name for name in AIDS if given.get(name, True)]


@require_safe
@kept_for(15)
def article_aid(request: HttpRequest, pk: int, aid: str) -> HttpResponse:
    """One aid of an article, for its panel."""
    try:
        found = articles.article(pk)
    except Article.DoesNotExist:
        raise Http404 from None
    if aid not in AIDS:
        raise Http404
    whole = articles.shown(found, signed_in=request.user.is_authenticated) == "whole"
    context = {"article": found, **panel(found, aid, whole=whole)}
    return render(request, "parts/aids/panel.html", context, using="jinja2")
