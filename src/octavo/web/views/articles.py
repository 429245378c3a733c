from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from octavo.assist import translate as translations
from octavo.discussion import comments
from octavo.engine.aids.receipts import Receipt
from octavo.engine.language import primary
from octavo.news.models import Article
from octavo.news.queries import articles, stories
from octavo.news.queries.told import headline_of
from octavo.news.queries.tongues import nearest_in_language
from octavo.reading import shelf
from octavo.web.caching import clock, kept_for
from octavo.web.rights import readers_only
from octavo.web.views.aids import panel
from octavo.web.views.translate import shown_of
from octavo.web.wording import language_code


def stamp(pk: int) -> Hashable:
    """What an article's page depends on: its text, its story, what stands beside it and what is said of it."""
    names = (
        "published",
        "stage",
        "version",
        "withdrawn",
        "original",
        "story",
        "story__updated",
        "story__telling__made",
        "publisher__full_text",
    )
    beside = (Max("relations"), Count("relations"))
    row = Article.objects.filter(pk=pk).values_list(*names).annotate(*beside).order_by().first()
    return (*row, comments.state(pk), clock(row[0])) if row else None


@require_safe
@kept_for(15, stamp)
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article on a clean page, with its story, its reading aids, comments and related articles."""
    try:
        found = articles.article(pk)
    except Article.DoesNotExist:
        raise Http404 from None
    user = request.user if request.user.is_authenticated else None
    story = found.story
    shown = articles.shown(found, signed_in=user is not None)
    context = {
        "article": found,
        **panel(found, request.GET.get("aid", ""), whole=shown == "whole"),
        "line": stories.line_of(story, language_code()) if story and story.storyline_id else None,
        "blocks": articles.blocks(found),
        "original": articles.original(found),
        "related": articles.related(found.pk),
        "headline": headline_of(story, language_code())
        if story and (story.reports > 1 or story.storyline_id)
        else None,
        **in_your_language(request, found),
        "shown": shown,
        "comments": comments.on_article(found.pk),
        "saved": user is not None and shelf.holds(user, found.pk),
        "section": "today",
    }
    return render(request, "pages/article.html", context, using="jinja2")


def in_your_language(request: HttpRequest, article: Article) -> dict[str, Any]:
    """For a foreign report: the nearest one in the reader's language, and a machine translation if there is one."""
    language = language_code()
    if primary(article.language) == language or article.language == "und":
        return {"nearest": None, "translatable": False}
    found = translations.of(article, language)
    context = {"nearest": nearest_in_language(article, language), "translatable": False}
    if found is not None or translations.offered(article, language):
        context |= {**shown_of(request, article, found, language), "nearest": context["nearest"], "translatable": True}
    return context


@require_safe
@kept_for(15)
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The versions of an article and what changed between them, for those who may read its text."""
    try:
        found = articles.article(pk)
    except Article.DoesNotExist:
        raise Http404 from None
    if articles.shown(found, signed_in=request.user.is_authenticated) != "whole":
        return redirect("article", pk=pk)
    context = {"article": found, "versions": articles.versions(pk), "section": "today"}
    return render(request, "pages/changes.html", context, using="jinja2")


@require_safe
@kept_for(60)
def receipt(request: HttpRequest, article: int, version: int, start: int, end: int) -> HttpResponse:
    """The passage a receipt stands for, with what stands around it: opens in place, or as a page."""
    try:
        digest = request.GET.get("digest", "")
        passage = articles.passage(Receipt(article, version, start, end, digest))
    except LookupError:
        template = "parts/withdrawn.html" if request.headers.get("HX-Request") else "withdrawn.html"
        return render(request, template, {"section": ""}, using="jinja2", status=404)
    if articles.shown(passage.article, signed_in=request.user.is_authenticated) != "whole":
        passage = replace(passage, before="", after="")  # the quoted words alone
    template = "parts/passage.html" if request.headers.get("HX-Request") else "pages/passage.html"
    return render(request, template, {"passage": passage, "section": "today"}, using="jinja2")


@require_POST
@readers_only("article")
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an article, or let it go."""
    get_object_or_404(Article, pk=pk)
    shelf.toggle(request.user, pk)
    return redirect("article", pk=pk)


@require_POST
@readers_only("article")
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something on an article."""
    get_object_or_404(Article, pk=pk)
    try:
        posted = comments.post(request.user, pk, request.POST.get("body", ""), request.POST.get("parent", ""))
    except comments.Refusal as refusal:
        return render(request, "pages/refused.html", {"why": str(refusal), "back": pk}, using="jinja2", status=400)
    return redirect(f"/article/{pk}#comment-{posted.pk}")
