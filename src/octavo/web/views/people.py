from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from octavo.assist import quoted
from octavo.assist.explain import of_article
from octavo.assist.models import Speaker
from octavo.news.models import Article
from octavo.news.queries import articles
from octavo.web.caching import kept_for
from octavo.web.labels import ByPublisher
from octavo.web.wording import language_code

LAST = 500  # pages that can be asked for
MINUTE = 60

# A kind of the gazetteer.
PLACES = {
    "continent": gettext_lazy("continent"),
    "country": gettext_lazy("country"),
    "nation": gettext_lazy("nation"),
    "state": gettext_lazy("state"),
    "capital": gettext_lazy("capital"),
    "city": gettext_lazy("city"),
    "town": gettext_lazy("town"),
    "port": gettext_lazy("port"),
    "river": gettext_lazy("river"),
    "valley": gettext_lazy("valley"),
    "forest": gettext_lazy("forest"),
    "strait": gettext_lazy("strait"),
    "island": gettext_lazy("island"),
}


@require_safe
@kept_for(15)
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who speaks: what they said, to whom, when, story by story. Another spelling leads to the first one."""
    number = request.GET.get("page", "1")[:6]
    page = min(max(1, int(number)), LAST) if number.isdecimal() else 1
    same = Speaker.objects.filter(pk=pk).values_list("same_as", flat=True).first()
    if same:
        return redirect("speaker", pk=same)
    try:
        shown = quoted.portrait(pk, page, language_code(), partial(may_show, signed_in=request.user.is_authenticated))
    except Speaker.DoesNotExist:
        raise Http404 from None
    reports = [report.article for chapter in shown.chapters for report in chapter.reports]
    context = {
        "page": shown,
        "labels": ByPublisher({article.pk: article.publisher.chip for article in reports}),
        "section": "today",
    }
    return render(request, "pages/speaker.html", context, using="jinja2")


@require_safe
@kept_for(MINUTE)
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Who and what an article names, as a part that its page asks for."""
    try:
        found = articles.article(pk)
    except Article.DoesNotExist:
        raise Http404 from None
    context = {"article": found, **explanations(found, signed_in=request.user.is_authenticated)}
    return render(request, "parts/aids/explain.html", context, using="jinja2")


def explanations(article: Article, *, signed_in: bool = False) -> dict[str, Any]:
    """What the part needs. The names of a text that may not be read here are not told either."""
    if not may_show(article, signed_in=signed_in):
        return {"whole": False, "explained": None, "labels": ByPublisher({})}
    found = of_article(article, partial(may_show, signed_in=signed_in))
    return {
        "whole": True,
        "explained": found,
        "kinds": PLACES,
        "labels": ByPublisher({one.pk: one.publisher.chip for one in found.articles}),
    }


def may_show(article: Article, *, signed_in: bool) -> bool:
    """Whether a reader may see the article's words."""
    return articles.shown(article, signed_in=signed_in) == "whole"
