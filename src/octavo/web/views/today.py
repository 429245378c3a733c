from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from octavo.news.queries import publishers, stories
from octavo.web.caching import kept_for
from octavo.web.wording import formula, language_code


@require_safe
@kept_for(15)
def today(request: HttpRequest) -> HttpResponse:
    """The front page: the eight, then more stories. While the paper fills, how far it is."""
    now = timezone.now()
    page = stories.today(now, language_code(), settings.PLACE)
    progress = publishers.progress(now) if len(page.eight) < 8 or young(now) else None
    context = {"page": page, "progress": progress, "formula": formula(), "section": "today"}
    response = render(request, "pages/today.html", context, using="jinja2")
    if progress and progress.filling:
        response.headers["Cache-Control"] = "no-store"
    return response


def young(now: datetime) -> bool:
    """True in the first minutes of a paper, when sources have just been added."""
    return publishers.progress(now).filling


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far the first reading has come: a piece of Today, asked for every two seconds."""
    found = publishers.progress(timezone.now())
    response = render(request, "parts/progress.html", {"progress": found}, using="jinja2")
    if not found.filling and request.headers.get("HX-Request"):
        response.headers["HX-Refresh"] = "true"
    return response


@require_safe
@kept_for(15)
def more(request: HttpRequest) -> HttpResponse:
    """All stories by time, a page at a time."""
    told = stories.more_stories(moment(request.GET.get("before", "")), language_code())
    return render(request, "pages/more.html", {"stories": told, "section": "more"}, using="jinja2")


def moment(text: str) -> datetime | None:
    """The moment an address names; None for what is no moment with a time zone."""
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:  # well written, and impossible: 30 February
        return None
    return found if found and found.tzinfo else None
