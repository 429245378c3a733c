from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from octavo.news.queries import publishers
from octavo.web.caching import kept_for


@require_safe
@kept_for(15)
def search(request: HttpRequest) -> HttpResponse:
    """Articles that hold the words, best first."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = min(max(1, int(number)), 50) if (number := request.GET.get("page", "1")[:6]).isdecimal() else 1
    hits, more = publishers.hits(query, page) if query else ([], False)
    context = {"query": query, "hits": hits, "more": more, "page_number": page, "section": "search"}
    return render(request, "pages/search.html", context, using="jinja2")
