from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from octavo.news.models import Publisher
from octavo.news.queries import publishers
from octavo.web.caching import kept_for


@require_safe
@kept_for(15)
def publisher(request: HttpRequest, slug: str) -> HttpResponse:
    """One newsroom: who owns it, how its sources are, its latest articles."""
    try:
        found = publishers.publisher(slug)
    except Publisher.DoesNotExist:
        raise Http404 from None
    context = {"publisher": found, "articles": publishers.latest(found), "section": "sources"}
    return render(request, "pages/publisher.html", context, using="jinja2")
