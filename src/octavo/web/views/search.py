from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from octavo.news.queries import articles, publishers
from octavo.web.caching import kept_for


@require_safe
@kept_for(15)
def search(request: HttpRequest) -> HttpResponse:
    """Articles that hold the words, best first."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = min(max(1, int(number)), 50) if (number := request.GET.get("page", "1")[:6]).isdecimal() else 1
    hits, more = publishers.hits(query, page) if query else ([], False)
    seen = [as_shown(hit, signed_in=request.user.is_authenticated) for hit in hits]
    context = {"query": query, "hits": seen, "more": more, "page_number": page, "section": "search"}
    return render(request, "pages/search.html", context, using="jinja2")


def as_shown(hit: publishers.Hit, *, signed_in: bool) -> publishers.Hit:
    """The hit with its lead in place of a piece of a text that the reader may not see."""
    return (
        hit if articles.shown(hit.article, signed_in=signed_in) == "whole" else replace(hit, snippet=hit.article.lead)
    )
