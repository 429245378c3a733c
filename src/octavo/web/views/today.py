from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from octavo.engine.rank import Reader
from octavo.news.queries import publishers
from octavo.news.queries.today import today as page_of
from octavo.news.queries.today import today_at
from octavo.reading import visits
from octavo.web.caching import kept_for
from octavo.web.wording import formula, language_code

EPOCH = 1970  # no paper is older


@require_safe
@kept_for(15)
def today(request: HttpRequest) -> HttpResponse:
    """The front page: the eight, then more stories. While the paper fills, how far it is.

    ``?at=`` shows it as it was at a past moment, ``?plain=1`` without anything of the reader's.
    """
    now = timezone.now()
    plain, at = "plain" in request.GET, moment(request.GET.get("at", ""))
    reader = Reader(place=settings.PLACE, language="" if plain else language_code())
    context: dict[str, Any] = {"plain": plain, "formula": formula(), "section": "today"}
    if at and at < now:
        context |= {"page": today_at(at, language_code(), reader), "at": at}
        return render(request, "pages/today.html", context, using="jinja2")
    progress = publishers.progress(now)
    context |= {"page": page_of(now, language_code(), reader), "progress": progress}
    if request.user.is_authenticated:
        stories = [told.story for told in context["page"].eight]
        context["newer_reports"] = visits.new_reports(request.user, stories)
    response = render(request, "pages/today.html", context, using="jinja2")
    if progress.filling:
        response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far the first reading has come: a piece of Today, asked for every two seconds."""
    found = publishers.progress(timezone.now())
    response = render(request, "parts/progress.html", {"progress": found}, using="jinja2")
    if not found.filling and request.headers.get("HX-Request"):
        response.headers["HX-Refresh"] = "true"
    return response


def moment(text: str, *, zoned: bool = False) -> datetime | None:
    """The moment an address names, in the paper's zone where it may leave that out; None for what is no moment."""
    try:
        found = parse_datetime(text.replace(" ", "+"))
        if found is None or found.year < EPOCH or (zoned and not found.tzinfo):
            return None
        return found if found.tzinfo else timezone.make_aware(found)
    except (ValueError, OverflowError):  # well written, and impossible: 30 February
        return None
